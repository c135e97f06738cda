"""A power cut at every write and sync of real saves: strace records them, the disk is rebuilt at each point.

Two disks: one that keeps nothing but what was synced, and one that kept half of the other sectors, at random. A new or
renamed file's name is there once the file or its folder was synced; before that, the first disk has no such file.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from journal_app.journal.drafts import list_drafts
from journal_app.journal.entries import count_entries
from journal_app.vault.vault import open_with_data_key

SECTOR = 512
SAVES = {"everyday": 8, "thorough": 40, "full": 150}
MOST_CUTS = {"everyday": 90, "thorough": 500, "full": 10**9}
"""A run that may not try every point tries this many, spread evenly."""

CALLS = "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat"

MODELS = ("unsynced-lost", "half-of-the-sectors")

Event = tuple[str, str, bytes, int]
"""Kind, file name, bytes, place in the file or length."""

SYNCS_LESS = """
from journal_app.vault import engine
engine._SETUP = tuple(line.replace("synchronous = FULL", "synchronous = NORMAL") for line in engine._SETUP)
"""

WRITER = """
import os
import sys
from pathlib import Path
from journal_app.journal.drafts import keep_draft, list_drafts, save_draft, start_draft
from journal_app.settings.clock import SystemClock
from journal_app.vault.vault import open_with_data_key

clock, saves, number = SystemClock(), int(sys.argv[3]), 0
for _session in range(2):
    vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    draft = list_drafts(vault)[0].id
    for turn in range(saves):
        number += 1
        save_draft(vault, clock, draft, title=str(number), body=f"page {number} " * (1500 if turn % 3 else 20))
        os.write(1, b"%d\\n" % number)
    keep_draft(vault, clock, draft)
    start_draft(vault, clock)
    os.write(1, b"kept\\n")
    vault.close()
"""


@dataclass
class File:
    """One file on the disk: what a power cut can't take, and what was written since the last sync."""

    durable: bytes | None
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(place, bytes), or (length, None) for a truncation."""

    def sync(self) -> None:
        data = bytearray(self.durable or b"")
        for place, written in self.pending:
            apply(data, place, written)
        self.durable, self.pending = bytes(data), []

    def with_half_of_what_is_pending(self, chance: random.Random) -> bytes:
        data = bytearray(self.durable or b"")
        for place, written in self.pending:
            if written is None:
                if chance.random() < 0.5:
                    apply(data, place, None)
                continue
            for start in range(0, len(written), SECTOR):
                if chance.random() < 0.5:
                    apply(data, place + start, written[start : start + SECTOR])
        return bytes(data)


class Disk:
    """A folder's files as a cut at this moment would leave them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {path.name: File(path.read_bytes()) for path in folder.iterdir() if path.is_file()}
        self.ghosts: dict[str, File] = {}
        """Deleted files whose deletion the folder hasn't been synced for: a cut may bring them back."""

    def rebuild(self, target: Path, chance: random.Random | None) -> None:
        """Write what a cut leaves: only what was synced, or by chance a half of the rest."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        left = {name: ghost.durable for name, ghost in self.ghosts.items() if chance is None or chance.random() < 0.5}
        for name, file in self.files.items():
            data = file.durable if chance is None else file.with_half_of_what_is_pending(chance)
            left[name] = left.get(name) if data is None else data
        for name, data in left.items():
            if data is not None and not name.endswith("-shm"):  # never survives: it is made anew from the log
                (target / name).write_bytes(data)

    def delete(self, name: str) -> None:
        self.ghosts[name] = self.files.pop(name)

    def sync(self, name: str) -> None:
        """Make a file durable, and its name with it."""
        self.files[name].sync()
        self.ghosts.pop(name, None)

    def sync_folder(self) -> None:
        """Make every name and deletion durable; not what is in the files."""
        self.ghosts.clear()
        for file in self.files.values():
            file.durable = b"" if file.durable is None else file.durable


def apply(data: bytearray, place: int, written: bytes | None) -> None:
    if written is None:
        del data[place:]
        data.extend(bytes(place - len(data)))
        return
    data.extend(bytes(max(0, place - len(data))))
    data[place : place + len(written)] = written


@pytest.mark.skipif(shutil.which("strace") is None, reason="not run: strace is not here")
@pytest.mark.parametrize("model", MODELS)
def test_saves__power_cut_anywhere__no_acknowledged_save_is_lost(
    make_journal: Callable[[int, bytes], Path], start_child, data_key: bytes, effort: str, model: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(40, data_key), tmp_path / "vault")
    disk = Disk(folder)
    events = recorded(start_child, WRITER, folder, data_key, SAVES[effort])
    assert sum(kind == "sync" for kind, *_ in events) > 2 * SAVES[effort]
    cuts, losing = cut_everywhere(disk, events, data_key, model, MOST_CUTS[effort])
    print(f"{cuts} cuts, {len(losing)} losing")
    assert losing == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="not run: strace is not here")
def test_replay__database_that_syncs_less__finds_lost_saves(
    make_journal: Callable[[int, bytes], Path], start_child, data_key: bytes, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(40, data_key), tmp_path / "vault")
    disk = Disk(folder)
    events = recorded(start_child, SYNCS_LESS + WRITER, folder, data_key, 5)
    _cuts, losing = cut_everywhere(disk, events, data_key, MODELS[0], 20)
    assert losing


def cut_everywhere(disk: Disk, events: list[Event], data_key: bytes, model: str, most: int) -> tuple[int, list[int]]:
    """Cut the power after each event, open what is left; return how many cuts, and those that lost what was acked."""
    step, cuts, losing = max(1, len(events) // most), 0, []
    acked = kept = 0
    after = disk.folder.with_name("after")
    for number, event in enumerate(events):
        if event[0] == "ack":
            acked, kept = (acked, kept + 1) if event[2] == b"kept\n" else (int(event[2]), kept)
        else:
            happen(disk, *event)
        if number % step == 0 or number == len(events) - 1:
            disk.rebuild(after, random.Random(number) if model == MODELS[1] else None)
            saved, entries = found_in(after, data_key)
            cuts += 1
            if entries < 40 + kept or saved < acked:
                losing.append(number)
    return cuts, losing


def found_in(folder: Path, data_key: bytes) -> tuple[int, int]:
    """Return the newest number saved in the draft, or in the entry it became, and how many entries there are."""
    from journal_app.journal.entries import list_entries

    vault = open_with_data_key(folder, data_key)
    try:
        titles = [draft.title for draft in list_drafts(vault)]
        titles += [entry.title for entry in list_entries(vault).items]
        return max([0, *(int(title) for title in titles if title.isdigit())]), count_entries(vault)
    finally:
        vault.close()


def happen(disk: Disk, kind: str, name: str, data: bytes, place: int) -> None:
    """Let one recorded event happen to the disk."""
    if kind == "folder sync":
        disk.sync_folder()
    elif kind == "delete":
        disk.delete(name)
    elif kind == "sync":
        disk.sync(name)
    else:
        disk.files.setdefault(name, File(None)).pending.append((place, data if kind == "write" else None))


def recorded(start_child, source: str, folder: Path, data_key: bytes, saves: int) -> list[Event]:
    """Run a writer under strace; return what happened to the vault's files, and its acknowledgements, in order."""
    log = folder.with_name("strace")
    strace = ("strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log))
    with start_child(source, folder, data_key.hex(), saves, before=strace) as writer:
        writer.stdout.read()
    assert writer.returncode == 0
    with log.open(encoding="ascii") as lines:
        return list(events_in(lines, folder))


LINE = re.compile(r'\d+ +(\w+)\((\d+)<([^>]*)>(?:, "([^"]*)")?(?:, (\d+))?(?:, (\d+))?\) = (-?\d+)')


def events_in(lines, folder: Path) -> Iterator[Event]:
    """Read strace's lines; anything in the vault's folder that isn't understood fails the test."""
    for line in lines:
        match = LINE.match(line)
        if match is None:
            assert "unfinished" not in line, line[:200]
            gone = re.match(r'\d+ +unlink(?:at)?\((?:AT_FDCWD<[^>]*>, )?"([^"]*)".*= 0', line)
            if gone and is_ours(path := Path(unhex(gone[1])), folder):
                yield "delete", path.name, b"", 0
            assert not re.match(r"\d+ +rename", line) or str(folder) not in unhex(line), unhex(line)
            continue
        call, descriptor, path, text, third, fourth, result = match.groups()
        name, data = unhex(path), bytes.fromhex((text or "").replace("\\x", ""))
        if call == "write" and descriptor == "1":
            yield "ack", "", data, 0
        elif name == str(folder):
            yield "folder sync", "", b"", 0
        elif is_ours(Path(name), folder):
            assert int(result) >= 0, line[:200]
            if call == "pwrite64":
                assert len(data) == int(third) == int(result)
                yield "write", Path(name).name, data, int(fourth)
            elif call == "ftruncate":
                yield "truncate", Path(name).name, b"", int(third or fourth or 0)
            elif call in ("fsync", "fdatasync"):
                yield "sync", Path(name).name, b"", 0
            else:
                raise AssertionError(line[:200])


def is_ours(path: Path, folder: Path) -> bool:
    return path.parent == folder and not path.name.endswith("-shm") and path.name != "lock"


def unhex(text: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), text)
