"""Open a vault whose lock is held: find the header that the secret opens, then the database it names.

Shared by the ordinary way in and by what needs to keep the lock between two steps (restoring, rescuing).
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault import ladder, replacing
from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import DriverConnection, check_file, enter_wal, make_engine, raw
from journal_app.vault.errors import VaultError
from journal_app.vault.header import Header, SlotKind
from journal_app.vault.header_files import StoredHeaders, save_headers
from journal_app.vault.header_ladder import load_headers_anywhere
from journal_app.vault.keys import check_mac, database_key, unseal_with_passphrase, unseal_with_recovery_code, zero
from journal_app.vault.recovery_code import read_recovery_code
from journal_app.vault.single_writer import SingleWriter
from journal_app.vault.snapshot_writing import SnapshotReason, write_snapshot
from journal_app.vault.unlocked import Vault

Unseal = Callable[[Header], bytearray]
"""Gives the data key that a header seals, or raises VaultError."""

BeforeClimbing = Callable[[DriverConnection], object]


def unseal_with(secret: str, kind: SlotKind) -> Unseal:
    """Return what unseals a header with this secret. Raises MISTYPED_RECOVERY_CODE before any work."""
    if kind is SlotKind.RECOVERY:
        code = read_recovery_code(secret)
        return lambda header: unseal_with_recovery_code(header, code)
    return lambda header: unseal_with_passphrase(header, secret)


def unseal_first(stored: StoredHeaders, unseal: Unseal) -> tuple[Header, bytearray]:
    """Return the first header that the secret opens and whose signature holds, or raise what was wrong."""
    failures: list[VaultError] = []
    for header in stored.candidates:
        try:
            data_key = unseal(header)
            check_mac(header, data_key)
            return header, data_key
        except VaultError as error:
            failures.append(error)
    raise failures[0]


def open_locked(folder: Path, unseal: Unseal, lock: SingleWriter) -> Vault:
    """Open a vault under a lock that the caller holds, and still holds when this raises; the vault takes it over.

    A change of the whole database that was interrupted (rotation, restoring) is tidied up once the vault is open.
    """
    stored = load_headers_anywhere(folder)
    with ExitStack() as undo:
        header, data_key = unseal_first(stored, unseal)
        undo.callback(zero, data_key)
        check_file(folder / header.database, header.salt)
        engine = make_engine(folder / header.database, database_key(data_key), header.salt)
        undo.callback(engine.dispose)
        prepare(engine, partial(_snapshot_first, folder, header, data_key))
        was_repaired = not stored.is_whole and _repair(folder, header)
        with suppress(OSError):
            replacing.finish(folder, header)
        undo.pop_all()
        return Vault(folder, header, engine, lock, data_key, was_repaired=was_repaired)


def prepare(engine: Engine, before_climbing: BeforeClimbing | None = None) -> None:
    """Make the first connection and bring the schema up to date; a newer one is refused before anything is written.

    `before_climbing` is called when a database that holds something is about to climb; if it raises, nothing climbs.
    """
    failure: VaultError | None = None
    try:
        with engine.connect() as connection:
            driver, rungs = raw(connection), ladder.steps()
            ladder.refuse_newer(driver, rungs)
            enter_wal(driver)
            version = ladder.version_of(driver)
            if before_climbing is not None and 0 < version < rungs[-1].version:
                before_climbing(driver)
            if ladder.climb(driver, rungs) > version:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except (DBAPIError, dbapi2.Error) as error:
        failure = from_driver(error)
    if failure is not None:
        raise failure


def _snapshot_first(folder: Path, header: Header, data_key: bytearray, driver: DriverConnection) -> None:
    write_snapshot(folder, header, data_key, driver, made_at=datetime.now(UTC), reason=SnapshotReason.MIGRATION)


def _repair(folder: Path, header: Header) -> bool:
    """Write both header files anew; a folder that takes no writing is left as it is, the vault opens all the same."""
    try:
        save_headers(folder, header)
    except OSError:
        return False
    return True
