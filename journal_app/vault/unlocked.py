"""A vault that is open: its one connection, its header, and the data key for as long as it stays open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import BEGIN_OPTION, DriverConnection, raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import Header
from journal_app.vault.keys import zero
from journal_app.vault.single_writer import SingleWriter


class Vault:
    """A vault that is open, for one thread; `read` and `write` give its connection, `close` puts everything away."""

    def __init__(
        self,
        folder: Path,
        header: Header,
        engine: Engine,
        lock: SingleWriter,
        data_key: bytearray,
        *,
        was_repaired: bool,
    ) -> None:
        """Take over the engine, the lock and the data key's buffer, which is zeroed on `close`."""
        self.folder = folder
        self.header = header
        self.engine = engine
        self.was_repaired = was_repaired
        """Whether one of the two header files had to be made whole again."""
        self._lock = lock
        self._data_key = data_key
        self._current: Connection | None = None
        self._driver: DriverConnection = None
        self._is_closed = False
        self._is_damaged = False

    @property
    def vault_id(self) -> str:
        """The random name the vault was made with."""
        return self.header.vault_id

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / self.header.database

    @property
    def is_kept(self) -> bool:
        """Whether it stands on a disk, beside which snapshots can be made."""
        return True

    @property
    def is_closed(self) -> bool:
        """Whether `close` has run."""
        return self._is_closed

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give the connection in one consistent reading transaction; inside another, the one already under way.

        Raises VaultError for anything the driver refuses, RuntimeError when something was written all the same.
        """
        if self._current is not None:
            yield self._current
            return
        with self._transaction("DEFERRED") as connection:
            changes = raw(connection).total_changes
            yield connection
            if raw(connection).total_changes != changes:
                raise RuntimeError("Vault.read() was used to write; use Vault.write().")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the connection in one writing transaction: durable when the block ends, rolled back when it raises.

        Raises VaultError for anything the driver refuses; the vault stays usable. Does not nest (RuntimeError).
        """
        if self._current is not None:
            raise RuntimeError("Vault.write() does not nest; hand the connection on.")
        with self._transaction("IMMEDIATE") as connection:
            yield connection
            connection.commit()

    def interrupt(self) -> None:
        """Stop the statement under way, which then raises INTERRUPTED; harmless when none is. For any thread."""
        driver = self._driver
        if driver is not None:
            driver.interrupt()

    @contextmanager
    def data_key(self) -> Iterator[bytearray]:
        """Give a copy of the data key, zeroed when the block ends."""
        self._refuse_closed()
        key = bytearray(self._data_key)
        try:
            yield key
        finally:
            zero(key)

    def move_to(self, header: Header, engine: Engine, data_key: bytearray) -> None:
        """Go on in another database under another data key, which the header on disk already names."""
        self.engine.dispose()
        zero(self._data_key)
        self.header, self.engine, self._data_key = header, engine, data_key

    def close(self) -> None:
        """Fold the write-ahead log into the database, close it and release the lock; again is harmless.

        Never raises for the log: what it holds is already durable, and the next opening reads it.
        """
        self.close_but_stay_locked().release()

    def close_but_stay_locked(self) -> SingleWriter:
        """Close as `close` does, and hand the lock to the caller, so that nobody gets in between two steps."""
        if not self._is_closed:
            self._is_closed = True
            try:
                with self.engine.connect() as connection:
                    raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except (DBAPIError, dbapi2.Error, MemoryError) as error:
                from_driver(error)  # emptied, then let go
            finally:
                self.engine.dispose()
                zero(self._data_key)
        return self._lock

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise RuntimeError("This vault is closed.")

    @contextmanager
    def _transaction(self, kind: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[Connection]:
        self._refuse_closed()
        failure: VaultError | None = None
        try:
            with self.engine.connect().execution_options(**{BEGIN_OPTION: kind}) as connection:
                connection.begin()
                self._current, self._driver = connection, raw(connection)
                yield connection
        except (DBAPIError, dbapi2.Error, MemoryError) as error:
            failure = self._understood(from_driver(error))
        finally:
            self._current = self._driver = None
        if failure is not None:
            raise failure from None

    def _understood(self, failure: VaultError) -> VaultError:
        """Name a refusal for what it is: after one damaged page SQLCipher refuses everything, under other names."""
        self._is_damaged = self._is_damaged or failure.problem is VaultProblem.DATABASE_DAMAGED
        if self._is_damaged and failure.problem in (VaultProblem.NOT_WRITABLE, VaultProblem.NOT_ENOUGH_MEMORY):
            return VaultError(VaultProblem.DATABASE_DAMAGED, **failure.fields)
        return failure
