"""The header on disk: `vault.json` and a copy of the same generation.

Each is replaced in one step, and each can stand in for the other.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.header import READ_BYTES, Header, decode, encode

_NEW_SUFFIX = ".tmp"
HEADER_FILES = tuple(name + suffix for name in (HEADER_NAME, COPY_NAME) for suffix in ("", _NEW_SUFFIX))
"""Every name that writing a header may leave."""


@dataclass(frozen=True, slots=True)
class StoredHeaders:
    """The readable headers, the one to try first in front; `is_whole` when both files hold the same bytes."""

    candidates: tuple[Header, ...]
    is_whole: bool


def load_headers(folder: Path) -> StoredHeaders:
    """Read both files. Raises NOT_A_VAULT, HEADER_DAMAGED (both are), NEWER_VERSION (either is), IO_ERROR."""
    results = [_load(folder / name) for name in (HEADER_NAME, COPY_NAME)]
    problems = [result for result in results if isinstance(result, VaultError)]
    for problem in problems:
        if problem.problem is VaultProblem.NEWER_VERSION:
            raise problem
    found = [result for result in results if isinstance(result, Header)]
    if not found:
        raise _nothing_readable(folder, problems)
    newest_first = sorted(dict.fromkeys(found), key=lambda header: -header.generation)
    return StoredHeaders(tuple(newest_first), is_whole=len(found) == len(results) and found[0] == found[1])


def save_headers(folder: Path, header: Header) -> None:
    """Write the header, then its copy; after a crash at any point at least one of them is whole. Raises OSError."""
    data = encode(header)
    for name in (HEADER_NAME, COPY_NAME):
        _replace(folder / name, data)
        sync_folder(folder)


def change_headers(folder: Path, header: Header) -> None:
    """Put a header in the place of another: old or new at every moment, and never one of each.

    The copy goes first, or a crash between the two files would leave one secret for each of them. Raises OSError, then
    the old header stands; once the new one does, a copy that can't be written is left for the next opening to mend.
    """
    new = _write_beside(folder / HEADER_NAME, encode(header))
    (folder / COPY_NAME).unlink(missing_ok=True)
    sync_folder(folder)
    new.replace(folder / HEADER_NAME)
    with suppress(OSError):
        sync_folder(folder)
        _replace(folder / COPY_NAME, encode(header))
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system can (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def private_file(path: Path, *, exclusive: bool) -> Iterator[int]:
    """Open a file for writing that only its owner may read; give its descriptor, synced before it is closed."""
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if exclusive else os.O_TRUNC)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        yield descriptor
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write every byte; a full disk may take a part before it complains."""
    while data:
        data = data[os.write(descriptor, data) :]


def _replace(path: Path, data: bytes) -> None:
    _write_beside(path, data).replace(path)


def _write_beside(path: Path, data: bytes) -> Path:
    new = path.with_name(path.name + _NEW_SUFFIX)
    with private_file(new, exclusive=False) as descriptor:
        write_all(descriptor, data)
    return new


def _load(path: Path) -> Header | VaultError | None:
    """Return the header, what is wrong with it, or None where there is no file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return VaultError(VaultProblem.HEADER_DAMAGED, reason="not a file")
        with path.open("rb") as file:
            data = file.read(READ_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return from_os(error)
    try:
        return decode(data)
    except VaultError as error:
        return error


def _nothing_readable(folder: Path, problems: list[VaultError]) -> VaultError:
    if problems:
        return problems[0]
    if any(folder.glob("store-*.db")):
        return VaultError(VaultProblem.HEADER_DAMAGED, reason="missing")
    return VaultError(VaultProblem.NOT_A_VAULT)
