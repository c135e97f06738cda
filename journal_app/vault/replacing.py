"""Put one whole database in the place of another, so that a crash at any point leaves the old one or the new one.

The new file is made beside the old one under the next generation's name; replacing the header is the one step that
counts. A small note (`replacing`) is written before and deleted last, so that the next opening can tidy up after a
crash: before that step it takes away the half-made new one, after it what the old one left.
"""

import json
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journal_app.vault.errors import VaultError
from journal_app.vault.header import Header
from journal_app.vault.header_files import private_file, sync_folder, write_all
from journal_app.vault.snapshot_file import read_prelude
from journal_app.vault.snapshot_writing import PART_SUFFIX, SNAPSHOT_FOLDER, SNAPSHOT_SUFFIX

NOTE_NAME = "replacing"
ASIDE_FOLDER = "aside"
DATABASE_SUFFIXES = ("", "-wal", "-shm", "-journal")
_DATABASE = re.compile(r"store-([1-9][0-9]{0,8})\.db")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A change of database under way: the generation it leads to, and whether older snapshots go with the old one."""

    generation: int
    locks_out: bool

    @property
    def database(self) -> str:
        """The new database's name."""
        return f"store-{self.generation}.db"

    @property
    def part(self) -> str:
        """Its name until it is whole."""
        return self.database + PART_SUFFIX


def next_generation(folder: Path, *known: Header) -> int:
    """Return a generation above every header's and every database file's in the folder."""
    files = (_DATABASE.match(path.name) for path in folder.glob("store-*.db*"))
    return max(1, *(header.generation for header in known), *(int(found[1]) for found in files if found)) + 1


def begin(folder: Path, replacement: Replacement) -> None:
    """Write the note, durably. Raises OSError."""
    data = json.dumps({"generation": replacement.generation, "locks_out": replacement.locks_out}).encode("ascii")
    new = folder / (NOTE_NAME + PART_SUFFIX)
    with private_file(new, exclusive=False) as descriptor:
        write_all(descriptor, data)
    new.replace(folder / NOTE_NAME)
    sync_folder(folder)


def give_name(folder: Path, replacement: Replacement) -> None:
    """Give the new database its name, once it is whole, checked and synced. Raises OSError."""
    (folder / replacement.part).replace(folder / replacement.database)
    sync_folder(folder)


def finish(folder: Path, header: Header) -> None:
    """Tidy up after a replacement that `header`, the one in force, shows to have happened or not. Raises OSError."""
    (folder / (NOTE_NAME + PART_SUFFIX)).unlink(missing_ok=True)  # a crash while the note was written: no more was done
    replacement = _read(folder)
    if replacement is None:
        return
    for pattern in (f"store-*{PART_SUFFIX}*", "vault.json*.tmp"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)
    aside = folder / ASIDE_FOLDER / f"{replacement.generation}{PART_SUFFIX}"
    if _number_of(header) >= replacement.generation:
        if aside.is_dir():
            aside.replace(aside.with_suffix(""))
            sync_folder(aside.parent)
        delete_older_databases(folder, replacement.generation)
        if replacement.locks_out:
            delete_older_snapshots(folder, replacement.generation)
    else:
        _delete_database(folder / replacement.database)
        with suppress(FileNotFoundError):
            shutil.rmtree(aside)
    sync_folder(folder)
    (folder / NOTE_NAME).unlink(missing_ok=True)
    sync_folder(folder)


def delete_older_databases(folder: Path, generation: int) -> None:
    """Delete the database files of the generations before this one. Raises OSError."""
    for path in folder.glob("store-*.db"):
        found = _DATABASE.fullmatch(path.name)
        if found and int(found[1]) < generation:
            _delete_database(path)


def delete_older_snapshots(folder: Path, generation: int) -> tuple[Path, ...]:
    """Delete, and return, each snapshot that isn't known to be of this generation or later. Raises OSError."""
    deleted = []
    for path in sorted((folder / SNAPSHOT_FOLDER).glob(f"*{SNAPSHOT_SUFFIX}")):
        if _generation_of(path) < generation:
            path.unlink(missing_ok=True)
            deleted.append(path)
    if deleted:
        sync_folder(folder / SNAPSHOT_FOLDER)
    return tuple(deleted)


def kept_aside(folder: Path) -> tuple[Path, ...]:
    """Return the folders with files of vaults that could not be opened when another was restored in their place."""
    return tuple(sorted(path for path in (folder / ASIDE_FOLDER).glob("*") if path.is_dir()))


def _number_of(header: Header) -> int:
    """Return the number of the database in force; the header's own generation also counts changes of its slots."""
    found = _DATABASE.fullmatch(header.database)
    return int(found[1]) if found else 0


def _generation_of(snapshot: Path) -> int:
    try:
        return read_prelude(snapshot).header.generation
    except VaultError:
        return 0


def _delete_database(path: Path) -> None:
    for suffix in DATABASE_SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _read(folder: Path) -> Replacement | None:
    try:
        fields = json.loads((folder / NOTE_NAME).read_bytes()[:1000])
        generation, locks_out = fields["generation"], fields["locks_out"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(generation) is not int or type(locks_out) is not bool or not 1 < generation < 2**31:
        return None
    return Replacement(generation, locks_out)
