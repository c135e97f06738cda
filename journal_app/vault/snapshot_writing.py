"""Write a snapshot of a database that is open: copy, check, wrap, read back, and only then give it its name."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from journal_app.vault.database_copy import copy_database
from journal_app.vault.engine import DriverConnection
from journal_app.vault.errors import VaultError, from_os
from journal_app.vault.header import Header
from journal_app.vault.header_files import sync_folder
from journal_app.vault.snapshot_file import Sealed, file_sha256, write_snapshot_file

SNAPSHOT_FOLDER = "snap"
SNAPSHOT_SUFFIX = ".snap"
PART_SUFFIX = ".part"
"""What a file is called until it is whole; such files are ours to delete at any time."""


class SnapshotReason(StrEnum):
    """What a snapshot was made for."""

    LEAVING = "leaving"
    BY_HAND = "by_hand"
    MIGRATION = "migration"
    IMPORT = "import"
    DELETION = "deletion"
    ROTATION = "rotation"
    RESTORING = "restoring"


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """One snapshot as a list shows it; what only the key shows is None where there was no key, or another one."""

    path: Path
    number: int
    made_at: datetime
    """UTC, whole seconds."""
    file_bytes: int
    is_verified: bool
    """Checked when it was made, and not damaged since as far as its first 4 KiB and its length tell."""
    reason: SnapshotReason | None = None
    entries: int | None = None
    drafts: int | None = None


def write_snapshot(
    folder: Path,
    header: Header,
    data_key: bytes | bytearray,
    driver: DriverConnection,
    *,
    made_at: datetime,
    reason: SnapshotReason,
) -> SnapshotInfo:
    """Write the next snapshot of a vault; 42 MB take about a second, without Python's lock held for long.

    Raises DATABASE_DAMAGED (nothing is kept of a copy that isn't sound), DISK_FULL, NOT_WRITABLE, IO_ERROR.
    """
    failure: VaultError | None = None
    place = folder / SNAPSHOT_FOLDER
    copy: Path | None = None
    part: Path | None = None
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        number = next_number(place)
        path = place / f"{number}{SNAPSHOT_SUFFIX}"
        copy, part = (path.with_name(f"{number}{suffix}{PART_SUFFIX}") for suffix in (".db", SNAPSHOT_SUFFIX))
        report = copy_database(driver, copy, data_key, header.salt)
        source_sha256 = file_sha256(folder / header.database)
        sealed = Sealed(reason.value, copy.stat().st_size, source_sha256, report.schema_version, report.rows)
        write_snapshot_file(part, copy, header, data_key, made_at, sealed)
        part.replace(path)
        sync_folder(place)
        return info_of(path, made_at.astimezone(UTC).replace(microsecond=0), path.stat().st_size, sealed)
    except OSError as error:
        failure = from_os(error)
    finally:
        for half_made in (copy, part):
            if half_made is not None:
                with suppress(OSError):
                    half_made.unlink(missing_ok=True)
    raise failure


def info_of(path: Path, made_at: datetime, file_bytes: int, sealed: Sealed | None) -> SnapshotInfo:
    """Return what a list shows of a sound snapshot."""
    if sealed is None:
        return SnapshotInfo(path, number_of(path), made_at, file_bytes, is_verified=True)
    reason = next((reason for reason in SnapshotReason if reason.value == sealed.reason), None)
    entries, drafts = sealed.rows.get("entry"), sealed.rows.get("draft")
    return SnapshotInfo(path, number_of(path), made_at, file_bytes, True, reason, entries, drafts)


def number_of(path: Path) -> int:
    """Return a snapshot's number; 0 for a file of another name."""
    stem = path.name.removesuffix(SNAPSHOT_SUFFIX)
    return int(stem) if stem.isascii() and stem.isdigit() and len(stem) < 10 else 0


def next_number(place: Path) -> int:
    """Return a number above all that are there, and take away what an interrupted snapshot left."""
    for left in place.glob(f"*{PART_SUFFIX}"):
        left.unlink(missing_ok=True)
    return max((number_of(path) for path in place.glob(f"*{SNAPSHOT_SUFFIX}")), default=0) + 1
