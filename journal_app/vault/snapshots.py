"""Snapshots of an open vault: when one is due, taking it, which stay, and copies in a second folder."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.header_files import sync_folder
from journal_app.vault.replacing import kept_aside
from journal_app.vault.snapshot_file import Prelude, Sealed, file_sha256, read_prelude, unseal
from journal_app.vault.snapshot_writing import (
    SNAPSHOT_FOLDER,
    SNAPSHOT_SUFFIX,
    SnapshotInfo,
    SnapshotReason,
    info_of,
    number_of,
    write_snapshot,
)
from journal_app.vault.thinning import to_keep
from journal_app.vault.unlocked import Vault

__all__ = [
    "Purged",
    "SnapshotInfo",
    "SnapshotReason",
    "list_snapshots",
    "may_be_held",
    "purge_snapshots",
    "purge_where_kept",
    "snapshot_due",
    "take_snapshot",
    "thin_snapshots",
]

LEAST_APART = timedelta(minutes=30)
"""Leaving again within this time of the last snapshot makes no new one."""


class Clock(Protocol):
    """What time it is, and where; `settings.clock` has the real one."""

    def now(self) -> datetime:
        """Return this moment, aware, UTC."""

    def zone(self) -> ZoneInfo:
        """Return the person's zone."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What deleting for good did: the fresh snapshot, and the older ones that held what is gone."""

    fresh: SnapshotInfo
    removed: tuple[SnapshotInfo, ...]
    kept_aside: tuple[Path, ...]
    """Folders of damaged vaults that an earlier restoring set aside: they may hold it still."""


def take_snapshot(vault: Vault, clock: Clock, *, reason: SnapshotReason) -> SnapshotInfo:
    """Make a snapshot, check it, and thin the older ones; runs in the vault's thread.

    Raises VaultError: DATABASE_DAMAGED, DISK_FULL, NOT_WRITABLE (a guest session, too), IO_ERROR; then there is no new
    file.
    """
    info = _take(vault, clock, reason)
    with suppress(VaultError):  # what is there is more than was asked for, not less
        thin_snapshots(vault.folder, clock)
    return info


def list_snapshots(folder: Path, vault: Vault | None = None) -> tuple[SnapshotInfo, ...]:
    """Return a vault's snapshots, newest first, damaged ones too; with the open vault also their counts and reasons.

    Reads 4 KiB of each. Raises nothing for a folder that has none or can't be read.
    """
    with suppress(OSError):
        paths = [path for path in (folder / SNAPSHOT_FOLDER).glob(f"*{SNAPSHOT_SUFFIX}") if number_of(path)]
        return tuple(describe_snapshot(path, vault) for path in sorted(paths, key=number_of, reverse=True))
    return ()


def describe_snapshot(path: Path, vault: Vault | None = None) -> SnapshotInfo:
    """Return what can be said of one snapshot, wherever it lies. Raises OSError."""
    try:
        prelude = read_prelude(path)
    except VaultError:
        status = path.stat()
        return SnapshotInfo(path, number_of(path), _file_time(status.st_mtime), status.st_size, is_verified=False)
    return info_of(path, prelude.made_at, prelude.file_bytes, _unsealed(prelude, vault))


def _file_time(seconds: float) -> datetime:
    """Return a file's time; the first of 1970 for a number that no calendar has, which some file systems keep."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def snapshot_due(vault: Vault, clock: Clock) -> bool:
    """Say whether leaving now should make one: 30 minutes since the last, and something has changed. Raises VaultError.

    "Changed" is exact: every page that is written again is encrypted anew, so the file's SHA-256 tells. Never for a
    guest session, which has nothing to put one beside.
    """
    if not vault.is_kept:
        return False
    newest = next((info for info in list_snapshots(vault.folder) if info.is_verified), None)
    if newest is None:
        return True
    if abs(clock.now() - newest.made_at) < LEAST_APART:
        return False
    failure: VaultError | None = None
    try:
        sealed = _unsealed(read_prelude(newest.path), vault)
        with vault.engine.connect() as connection:
            raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return sealed is None or file_sha256(vault.database) != sealed.source_sha256
    except (DBAPIError, dbapi2.Error) as error:
        failure = from_driver(error)
    except OSError as error:
        failure = from_os(error)
    raise failure


def thin_snapshots(folder: Path, clock: Clock) -> tuple[SnapshotInfo, ...]:
    """Delete, and return, the snapshots that `thinning` lets go; a damaged one is never deleted. Raises VaultError."""
    sound = [info for info in list_snapshots(folder) if info.is_verified]
    kept = {info.number for info in to_keep(sound, clock.zone())}
    return _delete(folder, [info for info in sound if info.number not in kept])


def purge_snapshots(vault: Vault, clock: Clock, *, held_since: datetime) -> Purged:
    """Make a fresh snapshot of what is left, and only then delete the older ones that hold what was deleted.

    `held_since` is when the deleted text can first have been in the vault: the first snapshot made since then and all
    after it go, damaged ones too. Where the clock can't be trusted (a moment still to come), all older ones go.
    Raises what `take_snapshot` raises; then none has gone.
    """
    fresh = _take(vault, clock, SnapshotReason.DELETION)
    older = [info for info in list_snapshots(vault.folder, vault) if info.number < fresh.number]
    removed = _delete(vault.folder, _holding(older, clock, held_since))
    return Purged(fresh, removed, kept_aside(vault.folder))


def purge_where_kept(vault: Vault, clock: Clock, *, held_since: datetime) -> Purged | None:
    """Purge as `purge_snapshots`; None for a guest session, which has no snapshot to purge."""
    return purge_snapshots(vault, clock, held_since=held_since) if vault.is_kept else None


def may_be_held(vault: Vault, clock: Clock, *, held_since: datetime) -> bool:
    """Return whether any snapshot can hold what was in the vault since a moment; a damaged one always may."""
    snapshots = list_snapshots(vault.folder)
    return bool(_holding(snapshots, clock, held_since)) or not all(info.is_verified for info in snapshots)


def _holding(newest_first: Sequence[SnapshotInfo], clock: Clock, held_since: datetime) -> list[SnapshotInfo]:
    snapshots = newest_first[::-1]
    since = held_since.replace(microsecond=0)
    is_certain = held_since <= clock.now()
    first = next((at for at, info in enumerate(snapshots) if info.made_at >= since), None) if is_certain else 0
    doubtful = [info for info in snapshots[: first or 0] if not info.is_verified]  # its date may not be its own
    return [*doubtful, *([] if first is None else snapshots[first:])]


def _take(vault: Vault, clock: Clock, reason: SnapshotReason) -> SnapshotInfo:
    if not vault.is_kept:
        raise VaultError(VaultProblem.NOT_WRITABLE)
    failure: VaultError | None = None
    try:
        with vault.engine.connect() as connection, vault.data_key() as key:
            return write_snapshot(vault.folder, vault.header, key, raw(connection), made_at=clock.now(), reason=reason)
    except (DBAPIError, dbapi2.Error) as error:
        failure = from_driver(error)
    raise failure


def _unsealed(prelude: Prelude, vault: Vault | None) -> Sealed | None:
    if vault is None:
        return None
    try:
        with vault.data_key() as key:
            return unseal(prelude, key)
    except VaultError:
        return None


def _delete(folder: Path, snapshots: Iterable[SnapshotInfo]) -> tuple[SnapshotInfo, ...]:
    gone = tuple(snapshots)
    failure: VaultError | None = None
    try:
        for info in gone:
            info.path.unlink(missing_ok=True)
        if gone:
            sync_folder(folder / SNAPSHOT_FOLDER)
        return gone
    except OSError as error:
        failure = from_os(error)
    raise failure
