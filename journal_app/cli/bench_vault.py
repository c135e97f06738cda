"""Measure what encryption costs (G6 and G7 of performance.md) and a backup: each run of ours beside plain SQLite's.

Both journals hold the same entries and the same page being written, in the same folder; the runs take turns, so that a
disk that slows down slows both. All of it happens in one thread, as in the window; the main thread ticks meanwhile.
"""

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from journal_app.cli.corpus import make_entries, page_text
from journal_app.cli.figures import Figure, compare, spread
from journal_app.cli.turns import seconds_each
from journal_app.journal.adding import add_entries
from journal_app.journal.drafts import DraftId, save_draft, start_draft
from journal_app.journal.entries import list_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault.engine import raw
from journal_app.vault.snapshots import SnapshotReason, take_snapshot
from journal_app.vault.vault import Vault, create_with_data_key
from journal_app.vault.yardstick import PlainVault

WARM_UPS = 2
"""Runs that do not count: they fill the page cache and compile the statements."""

MOST_SNAPSHOTS = 5
SAVES_A_RUN = 20
PAGES_A_RUN = 20
PAGE_ROWS = 50
TICK_SECONDS = 0.001
_US = 1e6
_MS = 1e3
_UPDATE = "UPDATE draft SET body = ? WHERE id = ?"
_PAGE = "SELECT id, sort_key, title, body FROM entry WHERE sort_key < ? ORDER BY sort_key DESC LIMIT ?"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VaultReport:
    """What was measured."""

    runs: int
    entries: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two journals, and the page being written in it."""

    vault: Vault
    draft: DraftId
    clock: SystemClock


def measure_vault(runs: int, entries: int) -> VaultReport:
    """Measure `runs` pairs on two throwaway journals of `entries` entries each. Raises OSError, VaultError."""
    with (
        tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(max_workers=1) as thread,
        ExitStack() as closing,
    ):
        sides = [thread.submit(_fill, make, Path(folder), entries).result() for make in (_encrypted, _plain)]
        for side in sides:
            closing.callback(lambda side=side: thread.submit(side.vault.close).result())  # type: ignore[misc]
        ours, plain = sides
        figures = [
            _pairs(thread, runs, "G6", "durable save", _saves, ours, plain, 1.5),
            _pairs(thread, runs, "G6", "one-row UPDATE", _updates, ours, plain, 1.5),
            _pairs(thread, runs, "G7", "page of 50 entries", _pages, ours, plain, 1.1),
            _pairs(thread, runs, "G7", "the same, driver alone", _raw_pages, ours, plain, 1.1),
            *_snapshots(thread, min(runs, MOST_SNAPSHOTS), ours),
        ]
    return VaultReport(runs, entries, tuple(figures))


# --- the two journals -------------------------------------------------------------------------------------------------


def _fill(make: Callable[[Path], Vault], folder: Path, entries: int) -> _Side:
    vault, clock = make(folder), SystemClock()
    add_entries(vault, clock, make_entries(entries))
    draft = start_draft(vault, clock, body=page_text(0))
    return _Side(vault, draft.id, clock)


def _encrypted(folder: Path) -> Vault:
    return create_with_data_key(folder / "ours", secrets.token_bytes(32))


def _plain(folder: Path) -> Vault:
    return PlainVault(folder / "plain")


# --- pairs ------------------------------------------------------------------------------------------------------------


def _pairs(
    thread: ThreadPoolExecutor,
    runs: int,
    goal: str,
    name: str,
    work: Callable[[_Side, int], float],
    ours: _Side,
    plain: _Side,
    at_most: float,
) -> Figure:
    """Let both do the same in turn, the one first that was last the time before."""
    taken: dict[int, list[float]] = {id(ours): [], id(plain): []}
    for number in range(WARM_UPS + runs):
        for side in (ours, plain) if number % 2 else (plain, ours):
            seconds = thread.submit(work, side, number).result()
            if number >= WARM_UPS:
                taken[id(side)].append(seconds * _US)
    return compare(goal, name, "µs", taken[id(ours)], "plain", taken[id(plain)], at_most)


def _saves(side: _Side, number: int) -> float:
    """Save a page as the window does, each time with other words; return the seconds of one."""

    def save(count: int) -> None:
        save_draft(side.vault, side.clock, side.draft, title="", body=page_text(number * SAVES_A_RUN + count))

    return seconds_each(SAVES_A_RUN, save)


def _updates(side: _Side, number: int) -> float:
    def update(count: int) -> None:
        with side.vault.write() as connection:
            raw(connection).execute(_UPDATE, (page_text(number * SAVES_A_RUN + count), side.draft))

    return seconds_each(SAVES_A_RUN, update)


def _pages(side: _Side, _number: int) -> float:
    """Turn the timeline's pages from the newest on; return the seconds of one."""
    before: list[int | None] = [None]

    def turn(_count: int) -> None:
        before[0] = list_entries(side.vault, before=before[0], limit=PAGE_ROWS).next_before

    return seconds_each(PAGES_A_RUN, turn)


def _raw_pages(side: _Side, _number: int) -> float:
    before = [2**62]

    def turn(_count: int) -> None:
        with side.vault.read() as connection:
            rows = raw(connection).execute(_PAGE, (before[0], PAGE_ROWS)).fetchall()
        before[0] = rows[-1][1] if len(rows) == PAGE_ROWS else 2**62

    return seconds_each(PAGES_A_RUN, turn)


# --- snapshots --------------------------------------------------------------------------------------------------------


def _snapshots(thread: ThreadPoolExecutor, runs: int, side: _Side) -> list[Figure]:
    """Take snapshots in the vault's thread while this one ticks, each beside a durable copy of the same file."""
    made, copied, held, idle = [], [], [], []
    for _ in range(runs):
        seconds, gap = _while_ticking(thread.submit(_timed, lambda: _snapshot(side)))
        made.append(seconds * _MS)
        held.append(gap * _MS)
        seconds, _gap = _while_ticking(thread.submit(_timed, lambda: _copy(side.vault.database)))
        copied.append(seconds * _MS)
        _seconds, gap = _while_ticking(thread.submit(_timed, lambda: time.sleep(made[-1] / _MS)))
        idle.append(gap * _MS)
    mebibytes = side.vault.database.stat().st_size / 1024**2
    size = Figure("", "the database it is of", "MiB", spread([mebibytes]))
    return [
        size,
        compare("", "snapshot (goal ≤ 2 s)", "ms", made, "file copy", copied, None),
        compare("G11", "main thread held (≤ 50)", "ms", held, "idle", idle, None),
    ]


def _snapshot(side: _Side) -> None:
    take_snapshot(side.vault, side.clock, reason=SnapshotReason.BY_HAND)


def _copy(database: Path) -> None:
    target = database.with_name("copy")
    shutil.copyfile(database, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    target.unlink()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _while_ticking(job: "Future[T]") -> tuple[T, float]:
    """Wake up every millisecond until a job is done; return what it returned, and the longest time without waking."""
    longest, last = 0.0, time.perf_counter()
    while not job.done():
        time.sleep(TICK_SECONDS)
        now = time.perf_counter()
        longest, last = max(longest, now - last - TICK_SECONDS), now
    return job.result(), longest
