"""A guest session: a journal in memory that leaves no file, and the one way to keep it, as a new vault.

The same schema through the same ladder, so every other room works on it as on any vault. It has no folder, no lock and
no header; what would write beside it is refused by the system, since `/dev/null` is no folder.
"""

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import DriverConnection, make_memory_engine, raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import Header
from journal_app.vault.keys import new_data_key, new_vault_id, zero
from journal_app.vault.ladder import version_of
from journal_app.vault.opening import prepare
from journal_app.vault.single_writer import SingleWriter
from journal_app.vault.vault import Vault, create_vault

NO_FOLDER = Path(os.devnull)

_KEPT = "kept"


class GuestVault(Vault):
    """The open vault of a guest session; all of it is gone once it is closed or the process ends."""

    def __init__(self) -> None:
        """Make the tables in memory. Raises NOT_ENOUGH_MEMORY."""
        vault_id, salt = new_vault_id()
        engine = make_memory_engine()
        with ExitStack() as undo:
            undo.callback(engine.dispose)
            prepare(engine)
            undo.pop_all()
        header = Header(vault_id, 1, "memory", salt, ())
        super().__init__(NO_FOLDER, header, engine, _NoLock(), new_data_key(), was_repaired=False)

    @property
    def is_kept(self) -> bool:
        """Say that nothing of it stands anywhere."""
        return False


class _NoLock(SingleWriter):
    """What stands for the lock where there is no folder to lock."""

    def __init__(self) -> None:
        """Take nothing."""

    def release(self) -> None:
        """Release nothing."""


def open_guest() -> Vault:
    """Begin a guest session: an empty journal in memory. Raises NOT_ENOUGH_MEMORY."""
    return GuestVault()


def keep_guest(vault: Vault, folder: Path, passphrase: str, *, with_recovery_code: bool) -> tuple[Vault, str | None]:
    """Keep a guest session as a new vault in a new or empty folder; return it open, with its recovery code.

    The guest session is closed then. Raises what `create_vault` raises, and DATABASE_DAMAGED where the copy came out
    otherwise than the session: then nothing half-made is left, and the session goes on.
    """
    if not isinstance(vault, GuestVault):
        raise TypeError("Only a guest session is kept this way.")
    fill = partial(_export, vault)
    kept, code = create_vault(folder, passphrase, with_recovery_code=with_recovery_code, fill=fill)
    vault.close()
    return kept, code


def _export(vault: GuestVault, database: Path, key: bytearray, salt: bytes) -> None:
    """Write all of a session into the empty database file, durably, and read it back."""
    failure: VaultError | None = None
    try:
        with vault.engine.connect() as connection:
            driver = raw(connection)
            try:
                _attach(driver, database, key, salt)
                _copy(driver)
                _compare(driver)
            finally:
                _detach(driver)
    except (dbapi2.Error, MemoryError) as error:
        failure = from_driver(error)
    if failure is not None:
        raise failure


def _attach(driver: DriverConnection, database: Path, key: bytearray, salt: bytes) -> None:
    literal = bytearray(b"x'" + key.hex().encode("ascii") + salt.hex().encode("ascii") + b"'")
    try:
        uri = f"{database.absolute().as_uri()}?mode=rw"
        driver.execute(f"ATTACH ? AS {_KEPT} KEY ?", (uri, literal))
    finally:
        zero(literal)
        zero(key)
    driver.execute(f"PRAGMA {_KEPT}.synchronous = FULL")


def _detach(driver: DriverConnection) -> None:
    """Let go of the new database, whatever happened, so that the session can be kept at another try."""
    if driver.in_transaction:
        driver.execute("ROLLBACK")
    if any(row[1] == _KEPT for row in driver.execute("PRAGMA database_list").fetchall()):
        driver.execute(f"DETACH {_KEPT}")


def _copy(driver: DriverConnection) -> None:
    """Copy in one transaction: schema, rows and the search index; the export itself forgets the schema's version."""
    driver.execute("BEGIN IMMEDIATE")
    driver.execute("SELECT sqlcipher_export(?)", (_KEPT,)).fetchall()
    driver.execute(f"PRAGMA {_KEPT}.user_version = {version_of(driver):d}")
    driver.execute("COMMIT")


def _compare(driver: DriverConnection) -> None:
    """Raise DATABASE_DAMAGED unless every table has its rows and every page reads well."""
    names = [row[1] for row in driver.execute("PRAGMA main.table_list").fetchall() if row[2] == "table"]
    tables = [name for name in names if not name.startswith("sqlite_")]
    is_same = all(_count(driver, "main", name) == _count(driver, _KEPT, name) for name in tables)
    pages = driver.execute(f"PRAGMA {_KEPT}.cipher_integrity_check").fetchall()
    structure = driver.execute(f"PRAGMA {_KEPT}.integrity_check").fetchall()
    if not is_same or pages or structure != [("ok",)]:
        raise VaultError(VaultProblem.DATABASE_DAMAGED, where="copy")


def _count(driver: DriverConnection, schema: str, table: str) -> int:
    return int(driver.execute(f'SELECT count(*) FROM {schema}."{table}"').fetchone()[0])  # noqa: S608 - our own names
