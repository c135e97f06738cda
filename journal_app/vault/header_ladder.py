"""The way to a header when both of its files are gone or damaged: the newest snapshot holds it too.

A snapshot's header may be older than the last change of the passphrase, and then asks for the one before it.
"""

from contextlib import suppress
from pathlib import Path

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header_files import StoredHeaders, load_headers
from journal_app.vault.snapshot_file import read_prelude
from journal_app.vault.snapshot_writing import SNAPSHOT_FOLDER, SNAPSHOT_SUFFIX, number_of


def load_headers_anywhere(folder: Path) -> StoredHeaders:
    """Read the header, its copy, or the one in the newest snapshot; changes nothing. Raises as `load_headers` does."""
    failure: VaultError | None = None
    try:
        return load_headers(folder)
    except VaultError as error:
        failure = error
    found = _from_newest_snapshot(folder) if failure.problem is VaultProblem.HEADER_DAMAGED else None
    if found is not None:
        return found
    raise failure


def is_header_lost(folder: Path) -> bool:
    """Say whether neither of the two header files can be read."""
    with suppress(VaultError):
        load_headers(folder)
        return False
    return True


def _from_newest_snapshot(folder: Path) -> StoredHeaders | None:
    """Return the header of the newest undamaged snapshot of the database that is there now."""
    with suppress(OSError):
        for path in sorted((folder / SNAPSHOT_FOLDER).glob(f"*{SNAPSHOT_SUFFIX}"), key=number_of, reverse=True):
            with suppress(VaultError, OSError):
                header = read_prelude(path).header
                if (folder / header.database).is_file():
                    return StoredHeaders((header,), is_whole=False)
    return None
