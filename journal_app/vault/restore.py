"""Bring a vault back from a snapshot, without ever losing the present one.

The present vault is snapshotted first if the secret opens it; if it can't be opened or read, its files are set aside
byte for byte. Then, as in a rotation, the new database is made beside the old one and one header replacement decides.
"""

import os
import shutil
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault import ladder, replacing
from journal_app.vault.creation import NewFolder
from journal_app.vault.database_copy import CopyReport, check_copy
from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.folders import COPY_NAME, HEADER_NAME, is_vault
from journal_app.vault.header import Header, Slot, SlotKind
from journal_app.vault.header_files import change_headers, load_headers, sync_folder
from journal_app.vault.keys import check_mac, sign, zero
from journal_app.vault.opening import Unseal, open_locked, unseal_first, unseal_with
from journal_app.vault.single_writer import LOCK_NAME, SingleWriter
from journal_app.vault.snapshot_file import Prelude, check_snapshot_file, extract_database
from journal_app.vault.snapshot_writing import PART_SUFFIX, SnapshotInfo, SnapshotReason, write_snapshot
from journal_app.vault.snapshots import Clock, list_snapshots

_HEADERS = (HEADER_NAME, COPY_NAME)
_UNREADABLE = frozenset(
    {
        VaultProblem.WRONG_PASSPHRASE,
        VaultProblem.WRONG_RECOVERY_CODE,
        VaultProblem.NO_SUCH_SLOT,
        VaultProblem.KDF_OUT_OF_BOUNDS,
        VaultProblem.HEADER_DAMAGED,
        VaultProblem.NEWER_VERSION,
        VaultProblem.DATABASE_DAMAGED,
        VaultProblem.DATABASE_MISSING,
        VaultProblem.UNEXPECTED,
    }
)
"""Why a present vault can't be snapshotted, and is set aside; a full disk or an I/O error stops the restoring."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring did: from when the journal is now, and where what was there before has gone."""

    made_at: datetime
    entries: int | None
    drafts: int | None
    present: SnapshotInfo | None
    """The snapshot of what was there before."""
    aside: Path | None
    """Or the folder with its files, where it couldn't be opened; no file of it was changed."""
    has_secrets_of_then: bool
    """Whether the journal opens with the secrets it had when the snapshot was made; otherwise with today's."""


def newest_snapshot(folder: Path) -> Path:
    """Return the newest snapshot of a vault that isn't damaged. Raises SNAPSHOT_MISSING."""
    for info in list_snapshots(folder):
        if info.is_verified:
            return info.path
    raise VaultError(VaultProblem.SNAPSHOT_MISSING)


def restore_snapshot(
    folder: Path, snapshot: Path, secret: str, clock: Clock, *, kind: SlotKind = SlotKind.PASSPHRASE
) -> Restored:
    """Put a snapshot in the place of a closed vault, or make the vault anew in a new or empty folder.

    The secret is today's, where the snapshot was made under today's key, or the one the vault had then.
    Raises SNAPSHOT_DAMAGED, SNAPSHOT_MISSING, SNAPSHOT_OF_ANOTHER_VAULT, WRONG_PASSPHRASE, WRONG_RECOVERY_CODE,
    NEWER_VERSION, IN_USE, DATABASE_DAMAGED (the snapshot's), DISK_FULL, NOT_WRITABLE, IO_ERROR, FOLDER_NOT_EMPTY; then
    the present vault stands as it was.
    """
    unseal, failure = unseal_with(secret, kind), None
    try:
        prelude = check_snapshot_file(snapshot)
        with ExitStack() as undo:
            if not _is_or_was_vault(folder):
                _make_folder(folder, undo)
            lock = SingleWriter(folder)
            undo.callback(lock.release)
            restored = _Restoring(folder, snapshot, prelude, unseal, clock).run(lock)
            undo.pop_all()
        lock.release()
        return restored
    except FileNotFoundError:
        failure = VaultError(VaultProblem.SNAPSHOT_MISSING)
    except OSError as error:
        failure = from_os(error)
    raise failure


class _Restoring:
    """One restoring under way, with the vault's lock held."""

    def __init__(self, folder: Path, snapshot: Path, prelude: Prelude, unseal: Unseal, clock: Clock) -> None:
        self._folder = folder
        self._snapshot = snapshot
        self._prelude = prelude
        self._unseal = unseal
        self._clock = clock

    def run(self, lock: SingleWriter) -> Restored:
        """Do it; the header replacement is the only step that changes which vault opens."""
        data_key, todays_slots = self._find_key()
        with ExitStack() as undo:
            undo.callback(zero, data_key)
            present = self._snapshot_present(lock)
            known = self._present_headers()
            before = known[0] if known else replace(self._prelude.header, generation=1, database="store-1.db")
            replacing.finish(self._folder, before)
            change = replacing.Replacement(
                replacing.next_generation(self._folder, self._prelude.header, *known), locks_out=False
            )
            undo.callback(_tidy, self._folder, before)
            replacing.begin(self._folder, change)
            report = self._extract(data_key, change)
            is_set_aside = present is None and self._set_aside(change)
            replacing.give_name(self._folder, change)
            header = self._header(change, todays_slots, data_key)
            change_headers(self._folder, header)
            undo.pop_all()
        zero(data_key)
        _tidy(self._folder, header)
        return Restored(
            made_at=self._prelude.made_at,
            entries=report.rows.get("entry"),
            drafts=report.rows.get("draft"),
            present=present,
            aside=self._folder / replacing.ASIDE_FOLDER / str(change.generation) if is_set_aside else None,
            has_secrets_of_then=todays_slots is None,
        )

    def _present_headers(self) -> tuple[Header, ...]:
        try:
            return load_headers(self._folder).candidates
        except VaultError:
            return ()

    def _find_key(self) -> tuple[bytearray, tuple[Slot, ...] | None]:
        """Return the snapshot's data key, and today's slots where the key is today's: a restored vault opens as now."""
        ours, known = self._prelude.header, self._present_headers()
        if known and known[0].vault_id != ours.vault_id:
            raise VaultError(VaultProblem.SNAPSHOT_OF_ANOTHER_VAULT)
        with suppress(VaultError):
            present, data_key = unseal_first(load_headers(self._folder), self._unseal)
            check_mac(ours, data_key)
            return data_key, present.slots
        data_key = self._unseal(ours)
        check_mac(ours, data_key)
        return data_key, None

    def _extract(self, data_key: bytearray, change: replacing.Replacement) -> CopyReport:
        """Bring the snapshot's database out beside the present one, and read every page of it."""
        part = self._folder / change.part
        prelude, sealed = extract_database(self._snapshot, part, data_key)
        report = check_copy(part, data_key, prelude.header.salt)
        if report.damages or report.rows != sealed.rows:
            raise VaultError(VaultProblem.SNAPSHOT_DAMAGED, where="database")
        known = max(step.version for step in ladder.steps())
        if report.schema_version > known:
            raise VaultError(VaultProblem.NEWER_VERSION, found=report.schema_version, known=known)
        return report

    def _snapshot_present(self, lock: SingleWriter) -> SnapshotInfo | None:
        """Snapshot the vault that is there; None when there is none, or it can't be opened or read."""
        if not is_vault(self._folder) and not any(self._folder.glob("store-*.db")):
            return None
        failure: VaultError | None = None
        try:
            vault = open_locked(self._folder, self._unseal, lock)
            try:
                with vault.engine.connect() as connection, vault.data_key() as key:
                    return write_snapshot(
                        self._folder, vault.header, key, raw(connection),
                        made_at=self._clock.now(), reason=SnapshotReason.RESTORING,
                    )  # fmt: skip
            finally:
                vault.close_but_stay_locked()
        except VaultError as error:
            failure = error
        except (DBAPIError, dbapi2.Error) as error:
            failure = from_driver(error)
        if failure.problem in _UNREADABLE:
            return None
        raise failure

    def _set_aside(self, change: replacing.Replacement) -> bool:
        """Give every file of the present vault a second name in a folder of its own; copy where links can't be made."""
        place = self._folder / replacing.ASIDE_FOLDER / f"{change.generation}{PART_SUFFIX}"
        stores = [path for path in self._folder.glob("store-*.db*") if not path.name.startswith(change.database)]
        files = [path for path in (*stores, *(self._folder / name for name in _HEADERS)) if path.is_file()]
        if not files:
            return False
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.mkdir(mode=0o700)
        for path in files:
            _second_name(path, place / path.name)
        sync_folder(place)
        sync_folder(place.parent)
        return True

    def _header(
        self, change: replacing.Replacement, todays_slots: tuple[Slot, ...] | None, data_key: bytearray
    ) -> Header:
        ours = self._prelude.header
        slots = ours.slots if todays_slots is None else todays_slots
        return sign(replace(ours, generation=change.generation, database=change.database, slots=slots), data_key)


def _second_name(path: Path, target: Path) -> None:
    try:
        target.hardlink_to(path)
    except (OSError, NotImplementedError):
        shutil.copyfile(path, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())


def _is_or_was_vault(folder: Path) -> bool:
    """Say whether a folder holds a vault, or enough of one to be brought back in its place."""
    return is_vault(folder) or any(folder.glob("store-*.db")) or bool(list_snapshots(folder))


def _make_folder(folder: Path, undo: ExitStack) -> None:
    new = NewFolder(folder)
    undo.callback(new.remove)
    new.make()
    new.will_make(LOCK_NAME)


def _tidy(folder: Path, header: Header) -> None:
    with suppress(OSError):
        replacing.finish(folder, header)
