"""Save what can be saved of a vault whose database is damaged, into a new vault beside it.

The damaged vault is only read. Whatever stands on an undamaged page comes over (see `salvage`); what is missing then
comes from the newest snapshot that can be read, unless an index shows that it was deleted on purpose; the search index
is made anew. The new vault has the old one's slots, so it opens with the same passphrase and recovery code.
"""

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault import ladder
from journal_app.vault.creation import NewFolder
from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import SALT_BYTES, DriverConnection, enter_wal, make_engine, raw
from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.folders import new_vault_folder
from journal_app.vault.header import Header, SlotKind
from journal_app.vault.header_files import HEADER_FILES, save_headers
from journal_app.vault.header_ladder import is_header_lost, load_headers_anywhere
from journal_app.vault.keys import database_key, sign, zero
from journal_app.vault.opening import Unseal, unseal_first, unseal_with
from journal_app.vault.page_reader import PageReader
from journal_app.vault.refill import KeptTable, Refill
from journal_app.vault.rescue_sources import newest_readable, read_pages
from journal_app.vault.salvage import Salvage, believable, read_catalogue
from journal_app.vault.single_writer import LOCK_NAME, SingleWriter
from journal_app.vault.table_shapes import read_shapes
from journal_app.vault.vault import open_with_data_key
from journal_app.vault.verify import verify_open_vault

_DATABASE = "store-1.db"


@dataclass(frozen=True, slots=True)
class RescueReport:
    """What a rescue brought back, for the screen and the command line; the damaged vault is as it was."""

    folder: Path
    """The new vault's folder; it opens with the old one's passphrase and recovery code."""
    pages: int
    damaged_pages: int
    tables: tuple[KeptTable, ...]
    was_header_from_snapshot: bool
    """Whether both header files were lost; a passphrase changed since that snapshot is then the one before it."""
    snapshot: Path | None
    """The snapshot that rows were taken from, if any were missing and one could be read."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing and nothing had to come from a snapshot."""
        return all(table.lost == 0 and table.from_snapshot == 0 for table in self.tables)

    def table(self, name: str) -> KeptTable:
        """Return what was kept of one table; KeyError when the vault has none of that name."""
        return {table.name: table for table in self.tables}[name]


def rescue_vault(
    folder: Path, secret: str, *, kind: SlotKind = SlotKind.PASSPHRASE, into: Path | None = None
) -> RescueReport:
    """Make a new vault from what is left of one; `into` is its folder, one beside the damaged vault by default.

    A vault that is whole comes over whole. Raises what `open_vault` raises short of DATABASE_DAMAGED, and
    VAULT_ALREADY_EXISTS, FOLDER_NOT_EMPTY, DISK_FULL; then nothing half-made is left.
    """
    return _rescue(folder, unseal_with(secret, kind), into)


def rescue_with_data_key(folder: Path, data_key: bytes, *, into: Path | None = None) -> RescueReport:
    """Do what `rescue_vault` does for a vault whose data key is known, without a secret."""
    return _rescue(folder, lambda _header: bytearray(data_key), into)


def _rescue(folder: Path, unseal: Unseal, into: Path | None) -> RescueReport:
    stored = load_headers_anywhere(folder)
    failure: VaultError | None = None
    with ExitStack() as stack:
        _lock_where_possible(folder, stack)
        header, data_key = unseal_first(stored, unseal)
        stack.callback(zero, data_key)
        if not (folder / header.database).is_file():
            raise VaultError(VaultProblem.DATABASE_MISSING, name=header.database)
        try:
            return _Rescue(folder, header, data_key, into or new_vault_folder(folder.absolute().parent)).run()
        except OSError as error:
            failure = from_os(error)
        except (DBAPIError, dbapi2.Error, MemoryError) as error:
            failure = from_driver(error)
    raise failure


def _lock_where_possible(folder: Path, stack: ExitStack) -> None:
    """Keep other windows out while reading; a medium that takes no writing can't be written by them either."""
    try:
        stack.callback(SingleWriter(folder).release)
    except VaultError as error:
        if error.problem is VaultProblem.IN_USE:
            raise


class _Rescue:
    """One rescue under way; raises OSError and the driver's errors as they come, and then takes its folder back."""

    def __init__(self, folder: Path, header: Header, data_key: bytearray, target: Path) -> None:
        self._folder, self._header, self._data_key, self._target = folder, header, data_key, target
        self._source = folder / header.database
        new = replace(header, generation=header.generation + 1, database=_DATABASE, salt=token_bytes(SALT_BYTES))
        self._new_header = sign(new, data_key)

    def run(self) -> RescueReport:
        new = NewFolder(self._target)
        with ExitStack() as undo:
            undo.callback(new.remove)
            new.make()
            new.will_make(LOCK_NAME)
            new.make_file(_DATABASE)
            with closing(read_pages(self._source, self._data_key, self._header.salt)) as pages:
                tables, snapshot = self._fill(pages)
                page_count, damaged_pages = pages.page_count, pages.count_damaged()
            new.will_make(*HEADER_FILES)
            save_headers(self._target, self._new_header)
            self._check()
            undo.pop_all()
        return RescueReport(
            folder=self._target,
            pages=page_count,
            damaged_pages=damaged_pages,
            tables=tables,
            was_header_from_snapshot=is_header_lost(self._folder),
            snapshot=snapshot,
        )

    def _fill(self, pages: PageReader) -> tuple[tuple[KeptTable, ...], Path | None]:
        """Fill the new database; return what each table holds and the snapshot that could help."""
        with ExitStack() as stack:
            catalogue, snapshot = read_catalogue(pages), None
            is_damaged = pages.count_damaged() > 0
            if is_damaged:
                snapshot = newest_readable(self._folder, self._data_key, catalogue.version, stack)
            if snapshot is not None:
                catalogue = catalogue.completed_from(snapshot.catalogue)
            stack.callback(SingleWriter(self._target).release)
            database = self._target / _DATABASE
            engine = make_engine(database, database_key(self._data_key), self._new_header.salt)
            stack.callback(engine.dispose)
            with engine.connect() as connection:
                driver = raw(connection)
                _make_schema(driver, catalogue.version)
                if is_damaged:
                    with closing(read_pages(database, self._data_key, self._new_header.salt)) as empty:
                        guessed = believable(read_catalogue(empty), pages, read_shapes(driver))
                        catalogue = catalogue.completed_from(guessed)
                source = None if snapshot is None else Salvage(snapshot.pages, snapshot.catalogue)
                tables = Refill(driver, Salvage(pages, catalogue), source).run()
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return tables, None if snapshot is None else snapshot.path

    def _check(self) -> None:
        """Open the new vault as anybody would, which also brings it up to date, and read all of it."""
        vault = open_with_data_key(self._target, bytes(self._data_key))
        try:
            is_sound = verify_open_vault(vault).is_sound
        finally:
            vault.close()
        if not is_sound:
            raise VaultError(VaultProblem.UNEXPECTED)


def _make_schema(driver: DriverConnection, version: int | None) -> None:
    """Make the tables as they were in a version, the newest where nothing says which. Raises NEWER_VERSION."""
    rungs = ladder.steps()
    newest = rungs[-1].version
    version = newest if version is None else version
    if version > newest:
        raise VaultError(VaultProblem.NEWER_VERSION, found=version, known=newest)
    enter_wal(driver)
    ladder.climb(driver, [step for step in rungs if step.version <= version])
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
