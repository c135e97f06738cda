"""Measure a journal as it grows (G4–G8, G10 of performance.md), beside plain SQLite, the driver alone, other journals.

All sizes are filled first and then take turns, each encrypted and plain, so that growth too is a ratio of things done
in the same minute. Where other journals are installed, they do the same in processes of their own (`rivals`).
"""

import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from journal_app.cli import journal_works as works
from journal_app.cli.bench_stalls import measure_stalls
from journal_app.cli.figures import Figure, compare, figure_line, spread
from journal_app.cli.rivals import find_rivals, measure_rivals
from journal_app.cli.turns import take_turns
from journal_app.vault.vault import Vault, create_with_data_key
from journal_app.vault.yardstick import PlainVault

SIZES = (1_000, 10_000)
FULL_SIZES = (*SIZES, 100_000)
LEAST_OF_G8 = 10_000
"""The size that performance.md measures looking back from: a smaller journal has no whole year."""

OURS, PLAIN = "ours", "plain"


@dataclass(frozen=True, slots=True)
class JournalReport:
    """What was measured, on journals of which sizes, and a sentence's code and fields for what could not be."""

    runs: int
    sizes: tuple[int, ...]
    figures: tuple[Figure, ...]
    not_measured: tuple[tuple[str, dict[str, object]], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Work that is measured: `most_plain` and `most_grown` are its goals beside plain SQLite and a smaller journal."""

    goal: str
    name: str
    work: Callable[[works.Side, int], float]
    most_plain: float
    grown_goal: str
    most_grown: float | None = None


_ROWS = (
    _Row("G7", "search, newest 50", works.search, 1.1, "G4", 1.5),
    _Row("G7", "timeline page of 50", works.page, 1.1, "G8", 1.5),
    _Row("G7", "month of the calendar", works.month, 1.1, "G8", 1.5),
    _Row("G7", "year grid", works.year, 1.1, "G8", 1.5),
    _Row("G7", "on this day, a page", works.this_day, 1.1, "G8", 1.5),
    _Row("G7", "list laid out, an entry", works.outline, 1.1, "G8", 1.5),
    _Row("G7", "entry opened", works.open_entry, 1.1, "G7"),
    _Row("G6", "durable save", works.save, 1.5, "G6"),
)
_ALONE = (
    ("G10", "timeline page of 50", works.page, works.raw_page, 2.5),
    ("G10", "search, newest 50", works.search, works.raw_search, None),
)
_Work = Callable[[works.Side, int], float]
_Key = tuple[int, str, _Work]
_Taken = dict[_Key, list[float]]


def measure_journal(runs: int, sizes: Sequence[int], rival_python: Path | None) -> JournalReport:
    """Measure throwaway journals of these sizes, smallest first. Raises OSError, VaultError, MeasureError."""
    sizes = tuple(sorted(set(sizes)))
    key = secrets.token_bytes(32)
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with ExitStack() as closing:
            sides = {}
            for size in sizes:
                for kind in (OURS, PLAIN):
                    sides[size, kind] = works.fill(_make(home, size, kind, key), size)
                    closing.callback(sides[size, kind].vault.close)
            taken = take_turns(runs, _works_of(sides))
        figures = [*_beside(taken, sizes), *_grown(taken, sizes), *_brought_in(sides, sizes)]
        rivals, absent = find_rivals(rival_python)
        ours = {size: _folder(home, size, OURS) for size in sizes}
        figures += measure_rivals(home, rivals, runs, ours, key)
        figures += measure_stalls(ours[sizes[-1]], key, sizes[-1])
    return JournalReport(runs, sizes, tuple(figures), absent)


def journal_lines(report: JournalReport) -> Iterator[str]:
    """Give the report as lines: each size, then how each thing grew with the journal."""
    yield f"Journals of {', '.join(f'{size:,}' for size in report.sizes)} entries; {report.runs} rounds in turn: "
    yield "median (least–most); a page, an entry, a save are of one thing, searches of a page of results."
    for size in report.sizes:
        yield f"\nAt {size:,} entries"
        yield from (figure_line(one) for one in report.figures if one.entries == size and not _is_growth(one))
    yield "\nGrown: the larger journal beside the smaller"
    for one in report.figures:
        if one.entries is not None and _is_growth(one):
            yield f"{figure_line(one)}  ({one.entries:,} beside {one.base_name})"


def _is_growth(figure: Figure) -> bool:
    return figure.base_name[:1].isdigit()


def _folder(home: Path, size: int, kind: str) -> Path:
    return home / f"{kind}-{size}"


def _make(home: Path, size: int, kind: str, key: bytes) -> Vault:
    folder = _folder(home, size, kind)
    return create_with_data_key(folder, key) if kind == OURS else PlainVault(folder)


def _works_of(sides: dict[tuple[int, str], works.Side]) -> dict[_Key, Callable[[int], float]]:
    """Return all work that takes turns; the driver alone works on the encrypted journals."""
    both: list[_Work] = [row.work for row in _ROWS]
    alone: list[_Work] = [raw_work for _goal, _name, _work, raw_work, _most in _ALONE]
    return {
        (size, kind, work): partial(work, side)
        for (size, kind), side in sides.items()
        for work in (both + alone if kind == OURS else both)
    }


def _beside(taken: _Taken, sizes: Sequence[int]) -> Iterator[Figure]:
    """Give each size beside plain SQLite, and beside the driver alone."""
    for size in sizes:
        for row in _ROWS:
            ours, plain = taken[size, OURS, row.work], taken[size, PLAIN, row.work]
            yield compare(row.goal, row.name, "µs", ours, "plain", plain, row.most_plain, size)
        for goal, name, work, raw_work, most in _ALONE:
            ours, alone = taken[size, OURS, work], taken[size, OURS, raw_work]
            yield compare(goal, name, "µs", ours, "driver", alone, most, size)


def _grown(taken: _Taken, sizes: Sequence[int]) -> Iterator[Figure]:
    """Give each size beside the next smaller one, and the largest beside the smallest."""
    pairs = [*pairwise(sizes)]
    if len(sizes) > 2:
        pairs.append((sizes[0], sizes[-1]))
    for small, large in pairs:
        for row in _ROWS:
            before, after = taken[small, OURS, row.work], taken[large, OURS, row.work]
            most = None if row.grown_goal == "G8" and small < LEAST_OF_G8 else row.most_grown
            yield compare(row.grown_goal, row.name, "µs", after, f"{small:,}", before, most, large)


def _brought_in(sides: dict[tuple[int, str], works.Side], sizes: Sequence[int]) -> Iterator[Figure]:
    """Give what bringing in one entry took: once for each journal, since that is how often it was done."""
    for size in sizes:
        ours, plain = sides[size, OURS], sides[size, PLAIN]
        yield compare("G9", "one entry brought in", "µs", [ours.added_us], "plain", [plain.added_us], None, size)
        longest = spread([ours.longest_step_ms])
        yield Figure("G9", "longest step (≤ 1 s)", "ms", longest, entries=size)
    for small, large in pairwise(sizes):
        before, after = sides[small, OURS].added_us, sides[large, OURS].added_us
        yield compare("G9", "one entry brought in", "µs", [after], f"{small:,}", [before], None, large)
