"""Write a picture or file out of the vault, as a plain file where the person asked for it: whole, or not at all."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.journal.attachments import AttachmentId, read_chunks
from journal_app.vault.vault import Vault

_UNFINISHED = ".part"


def save_copy(vault: Vault, attachment_id: AttachmentId, path: Path) -> None:
    """Write an attachment to a plain file, in place of the one that is there; nothing is left when it fails.

    Raises ExchangeError (COPY_NOT_WRITTEN), JournalError (ATTACHMENT_NOT_FOUND, ATTACHMENT_DAMAGED).
    """
    _save(read_chunks(vault, attachment_id), path)


def save_bytes(content: bytes, path: Path) -> None:
    """Write a plain file, in place of the one that is there; nothing is left when it fails.

    Raises ExchangeError (COPY_NOT_WRITTEN).
    """
    _save([content], path)


def _save(chunks: Iterable[bytes], path: Path) -> None:
    unfinished = path.with_name(f"{path.name}{_UNFINISHED}")
    is_written = False
    try:
        is_made = _write(unfinished, chunks)
        is_written = is_made and _put_in_place(unfinished, path)
    finally:
        if not is_written:
            with suppress(OSError):
                unfinished.unlink()
    if not is_written:
        raise ExchangeError(ExchangeProblem.COPY_NOT_WRITTEN)


def _write(path: Path, chunks: Iterable[bytes]) -> bool:
    """Write a new file that only its owner may read; return whether all of it is on the disk."""
    with suppress(OSError):
        path.unlink()  # of a copy that was broken off
    try:
        with os.fdopen(os.open(path, _NEW_FILE, stat.S_IRUSR | stat.S_IWUSR), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def _put_in_place(unfinished: Path, path: Path) -> bool:
    try:
        unfinished.replace(path)
    except OSError:
        return False
    return True


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
