"""Copies of snapshots in a folder of the person's choice (a stick, a shared drive), each read back after it is written.

Names say only a part of the vault's random id and the moment; several vaults may share one folder.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.header_files import sync_folder
from journal_app.vault.snapshot_file import check_snapshot_file, read_prelude
from journal_app.vault.snapshot_writing import PART_SUFFIX, SNAPSHOT_SUFFIX, SnapshotInfo
from journal_app.vault.thinning import to_keep

_ID_LETTERS = 8


def copy_to_second_folder(snapshot: Path, target: Path, zone: ZoneInfo) -> Path:
    """Copy a snapshot into an existing folder, check the copy, and thin this vault's older copies there.

    Raises SNAPSHOT_DAMAGED (the copy, which is then deleted, or the original), NOT_WRITABLE, DISK_FULL, IO_ERROR.
    """
    failure: VaultError | None = None
    part: Path | None = None
    try:
        prelude = check_snapshot_file(snapshot)
        name = f"{prelude.header.vault_id[:_ID_LETTERS]}-{prelude.made_at:%Y%m%dT%H%M%SZ}{SNAPSHOT_SUFFIX}"
        if not target.is_dir():
            raise VaultError(VaultProblem.SECOND_FOLDER_MISSING)
        part = target / (name + PART_SUFFIX)
        _copy(snapshot, part)
        if check_snapshot_file(part) != prelude:
            raise VaultError(VaultProblem.SNAPSHOT_DAMAGED, where="copy")
        part.replace(target / name)
        with suppress(OSError):  # not every stick's file system can sync a folder
            sync_folder(target)
        _thin(target, prelude.header.vault_id, zone)
        return target / name
    except OSError as error:
        failure = from_os(error)
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    raise failure


def list_second_folder(target: Path, vault_id: str) -> tuple[SnapshotInfo, ...]:
    """Return a vault's sound copies in a second folder, newest first, numbered by age from 1; empty if unreadable."""
    found: list[tuple[datetime, Path, int]] = []
    with suppress(OSError):
        for path in target.glob(f"{vault_id[:_ID_LETTERS]}-*{SNAPSHOT_SUFFIX}"):
            with suppress(VaultError, OSError):
                prelude = read_prelude(path)
                if prelude.header.vault_id == vault_id:
                    found.append((prelude.made_at, path, prelude.file_bytes))
    return tuple(
        SnapshotInfo(path, number, made_at, size, is_verified=True)
        for number, (made_at, path, size) in reversed(list(enumerate(sorted(found), start=1)))
    )


def _copy(source: Path, part: Path) -> None:
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _thin(target: Path, vault_id: str, zone: ZoneInfo) -> None:
    copies = list_second_folder(target, vault_id)
    kept = to_keep(copies, zone)
    with suppress(OSError):
        for copy in copies:
            if copy not in kept:
                copy.path.unlink(missing_ok=True)
