"""Erase a vault, or everything of the program on this machine: only files we made, and each file is named.

The folder is first given another name, which is one step: a vault is either still there or no vault any more. Then
what holds a key slot is overwritten and deleted before anything else, for without a slot the rest is noise. What other
disks, backups or an SSD's spare cells still hold is beyond us, and the sentence `erasing_may_leave` says so.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.folders import ERASING_SUFFIX, is_vault
from journal_app.vault.header_files import sync_folder
from journal_app.vault.replacing import ASIDE_FOLDER
from journal_app.vault.single_writer import LOCK_NAME, SingleWriter
from journal_app.vault.snapshot_file import PRELUDE_BYTES
from journal_app.vault.snapshot_writing import SNAPSHOT_FOLDER

_OUR_FILES = re.compile(
    r"(vault\.json(\.b)?(\.tmp)?|store-\d+\.db(\.part)?(-wal|-shm|-journal)?|lock|replacing(\.part)?|"
    r"\d+\.(snap|db)(\.part)?(-wal|-shm|-journal)?)"
)
_HOLDS_SLOTS = re.compile(r"(vault\.json.*|\d+\.snap.*)")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and the names of files in the same folders that aren't ours and were left."""

    files: int
    left: tuple[Path, ...]

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(self.files + other.files, (*self.left, *other.left))


def erase_vault(folder: Path) -> Erased:
    """Erase a closed vault with its snapshots; needs no passphrase, as deleting its folder needs none.

    Raises NOT_A_VAULT, IN_USE, NOT_WRITABLE, IO_ERROR.
    """
    if not _holds_vault(folder):
        raise VaultError(VaultProblem.NOT_A_VAULT)
    SingleWriter(folder).release()
    return _guarded(lambda: _erase_folder(_renamed(folder)))


def erase_everything(data_dir: Path, own_files: Iterable[str] = ()) -> Erased:
    """Erase every vault in the data folder, then the program's own files there (`own_files`, as glob patterns).

    Refuses with IN_USE, before anything is touched, while any of the vaults is open. Raises as `erase_vault` does.
    """
    folders = [folder for folder in _folders(data_dir / "s") if not folder.name.endswith(ERASING_SUFFIX)]
    vaults = [folder for folder in folders if _holds_vault(folder)]
    for folder in vaults:
        SingleWriter(folder).release()
    erased = finish_erasing(data_dir / "s")
    for folder in vaults:
        erased += erase_vault(folder)
    return erased + _guarded(lambda: _erase_own(data_dir, own_files))


def finish_erasing(vaults_dir: Path) -> Erased:
    """Go on with what an interrupted erasing left; for the start of the program. Raises as `erase_vault` does."""
    erased = Erased(0, ())
    for folder in _folders(vaults_dir):
        if folder.name.endswith(ERASING_SUFFIX):
            erased += _guarded(partial(_erase_folder, folder))
    return erased


def _holds_vault(folder: Path) -> bool:
    """Say whether there is a vault, or what is left of one that lost its header."""
    return is_vault(folder) or any(folder.glob("store-*.db"))


def _renamed(folder: Path) -> Path:
    """Return the folder under its other name, or as it is where a name can't be changed (a drive's root)."""
    target = folder.with_name(folder.name + ERASING_SUFFIX)
    try:
        folder.rename(target)
        sync_folder(target.parent)
    except OSError:
        return target if target.exists() and not folder.exists() else folder
    return target


def _erase_folder(folder: Path) -> Erased:
    files = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    ours = [path for path in files if _is_ours(folder, path)]
    ours.sort(key=lambda path: (not path.name.startswith("vault.json"), not _HOLDS_SLOTS.fullmatch(path.name)))
    for path in ours:
        if _HOLDS_SLOTS.fullmatch(path.name):
            _overwrite_beginning(path)
        path.unlink(missing_ok=True)
    for place in (*(folder / ASIDE_FOLDER).glob("*"), folder / ASIDE_FOLDER, folder / SNAPSHOT_FOLDER, folder):
        with suppress(OSError):
            place.rmdir()
    left = tuple(path for path in files if path not in ours)
    if not left and folder.exists():
        shutil.rmtree(folder)  # empty folders of ours only
    return Erased(len([path for path in ours if path.name != LOCK_NAME]), left)


def _is_ours(folder: Path, path: Path) -> bool:
    inside = path.relative_to(folder).parts[:-1]
    is_known_place = inside in ((), (SNAPSHOT_FOLDER,)) or (len(inside) == 2 and inside[0] == ASIDE_FOLDER)
    return is_known_place and not path.is_symlink() and _OUR_FILES.fullmatch(path.name) is not None


def _overwrite_beginning(path: Path) -> None:
    """Write over the part that holds key slots, where the file system writes in place; deleting is what counts."""
    with suppress(OSError), path.open("rb+", buffering=0) as file:
        file.write(secrets.token_bytes(min(PRELUDE_BYTES, path.stat().st_size)))
        os.fsync(file.fileno())


def _erase_own(data_dir: Path, own_files: Iterable[str]) -> Erased:
    count = 0
    for path in [path for pattern in own_files for path in data_dir.glob(pattern)]:
        if path.is_file():
            path.unlink()
            count += 1
    for place in (data_dir / "s", data_dir):
        with suppress(OSError):
            place.rmdir()
    return Erased(count, tuple(sorted(data_dir.iterdir())) if data_dir.is_dir() else ())


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(path for path in place.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return []


def _guarded(work: Callable[[], Erased]) -> Erased:
    failure: VaultError | None = None
    try:
        return work()
    except OSError as error:
        failure = from_os(error)
    raise failure
