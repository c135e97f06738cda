"""What a rescue reads from: the pages of the damaged database, and of the newest snapshot that is whole."""

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from journal_app.vault.errors import VaultError
from journal_app.vault.keys import database_key, zero
from journal_app.vault.page_reader import PageReader
from journal_app.vault.salvage import Catalogue, read_catalogue
from journal_app.vault.snapshot_file import PRELUDE_BYTES, read_prelude, unseal
from journal_app.vault.snapshots import list_snapshots


@dataclass(frozen=True, slots=True)
class ReadableSnapshot:
    """A snapshot whose every page is as it was written."""

    path: Path
    pages: PageReader
    catalogue: Catalogue


def newest_readable(
    folder: Path, data_key: bytearray, version: int | None, stack: ExitStack
) -> ReadableSnapshot | None:
    """Return the newest whole snapshot of a schema version (of any for None), or None; the stack closes it."""
    for info in list_snapshots(folder):
        with suppress(VaultError, OSError):
            prelude = read_prelude(info.path)
            sealed = unseal(prelude, data_key)
            if version not in (None, sealed.schema_version):
                continue
            pages = read_pages(
                info.path, data_key, prelude.header.salt, offset=PRELUDE_BYTES, length=sealed.database_bytes
            )
            stack.callback(pages.close)
            if pages.count_damaged() == 0:
                return ReadableSnapshot(info.path, pages, read_catalogue(pages))
    return None


def read_pages(
    database: Path, data_key: bytearray, salt: bytes, *, offset: int = 0, length: int | None = None
) -> PageReader:
    """Open a database's pages under a data key; `length` bytes from `offset` when it stands inside another file."""
    key = database_key(data_key)
    try:
        return PageReader(database, key, salt, offset=offset, length=length)
    finally:
        zero(key)
