"""What `bench journal` lets each journal do, and the same by the driver alone: each returns the microseconds of one.

A journal that is measured holds the corpus and one page being written. Both sides of a comparison do the same work on
the same places of it, so that only what is compared differs.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

from journal_app.cli.corpus import common_words, make_entries, page_text
from journal_app.cli.turns import seconds_each
from journal_app.journal.adding import BATCH, add_entries
from journal_app.journal.calendar import days_with_entries, month_span, year_span
from journal_app.journal.drafts import DraftId, save_draft, start_draft
from journal_app.journal.entries import EntryId, NewEntry, list_entries, load_entry
from journal_app.journal.moments import day_of_sort_key
from journal_app.journal.on_this_day import on_this_day
from journal_app.journal.outline import read_outline
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault.engine import DriverConnection, raw
from journal_app.vault.vault import Vault

PAGE_ROWS = 50
TIMES = 12
"""How often a round does its work."""

ALL = 1000
"""More pages than there are of any day in the largest corpus."""

PLACES = 97
"""Places of the journal that are looked at in turn, evenly spread over all its years."""

WORDS = common_words(20, 120)
"""Words that even the smallest corpus has on more than one page of results, and none that is on every page."""

T = TypeVar("T")
_US = 1e6
_MATCH = """
    SELECT rowid, CAST(snippet(entry_words, 1, CAST(x'FE' AS TEXT), CAST(x'FF' AS TEXT), '…', 24) AS BLOB)
    FROM entry_words WHERE entry_words MATCH ? ORDER BY rowid DESC LIMIT ?
"""
_SUMMARIES = """
    SELECT e.id, e.sort_key, e.title, substr(e.body, 1, 240), e.written_on, e.written_at, e.zone, e.asked_id,
        coalesce(a.title, '')
    FROM entry AS e LEFT OUTER JOIN asked AS a ON a.id = e.asked_id
"""
_IDS = ", ".join("?" * (PAGE_ROWS + 1))
_MARKS = f"SELECT entry_id, is_starred, is_left_out, language FROM entry_mark WHERE entry_id IN ({_IDS})"  # noqa: S608 - question marks only
_TAGS = f"""
    SELECT o.entry_id, t.id, t.name, o.is_chip, o.is_typed FROM entry_tag AS o JOIN tag AS t ON t.id = o.tag_id
    WHERE o.entry_id IN ({_IDS}) ORDER BY t.folded
"""  # noqa: S608 - question marks only
_PAGE = f"{_SUMMARIES} WHERE e.sort_key < ? ORDER BY e.sort_key DESC LIMIT ?"
_FOUND = f"{_SUMMARIES} WHERE e.sort_key IN ({', '.join('?' * PAGE_ROWS)})"


@dataclass(frozen=True, slots=True)
class Side:
    """A journal that is measured: its page being written, and sort keys and ids of entries all over it.

    `added_us` is what bringing in one entry took, `longest_step_ms` the longest of its steps of a thousand.
    """

    vault: Vault
    entries: int
    draft: DraftId
    keys: tuple[int, ...]
    ids: tuple[EntryId, ...]
    added_us: float
    longest_step_ms: float


def fill(vault: Vault, entries: int) -> Side:
    """Bring the corpus into a new journal and begin a page in it. Raises VaultError."""
    clock, steps = SystemClock(), [time.perf_counter()]
    made = add_entries(vault, clock, _noting_steps(make_entries(entries), steps))
    steps.append(time.perf_counter())
    draft = start_draft(vault, clock, body=page_text(0))
    with vault.read() as connection:
        rows = raw(connection).execute("SELECT sort_key, id FROM entry ORDER BY sort_key").fetchall()
    chosen = rows[:: max(len(rows) // PLACES, 1)]
    keys, ids = tuple(key for key, _id in chosen), tuple(EntryId(found) for _key, found in chosen)
    longest = max(after - before for before, after in pairwise(steps))
    return Side(vault, made, draft.id, keys, ids, (steps[-1] - steps[0]) / max(made, 1) * _US, longest * 1e3)


def search(side: Side, number: int) -> float:
    """Search for common words: the newest page of each, with its snippets."""
    return _each(number, lambda at: search_entries(side.vault, WORDS[at % len(WORDS)], limit=PAGE_ROWS))


def raw_search(side: Side, number: int) -> float:
    """Read from the index and from the entries what such a page shows, and make nothing of it."""

    def find(at: int) -> None:
        with side.vault.read() as connection:
            driver = raw(connection)
            found = driver.execute(_MATCH, (f'"{WORDS[at % len(WORDS)]}"*', PAGE_ROWS + 1)).fetchall()
            keys = [key for key, _snippet in found[:PAGE_ROWS]]
            rows = driver.execute(_FOUND, keys + [0] * (PAGE_ROWS - len(keys))).fetchall()
            _read_beside(driver, [row[0] for row in rows])

    return _each(number, find)


def page(side: Side, number: int) -> float:
    """Turn to pages of the timeline all over the journal."""
    return _each(number, lambda at: list_entries(side.vault, before=_place(side.keys, at), limit=PAGE_ROWS))


def raw_page(side: Side, number: int) -> float:
    """Read the rows of such a page, and make nothing of them."""

    def read(at: int) -> None:
        with side.vault.read() as connection:
            driver = raw(connection)
            rows = driver.execute(_PAGE, (_place(side.keys, at), PAGE_ROWS + 1)).fetchall()
            _read_beside(driver, [row[0] for row in rows])

    return _each(number, read)


def _read_beside(driver: DriverConnection, ids: list[int]) -> None:
    """Read the marks and tags of a page's entries."""
    wanted = ids + [0] * (PAGE_ROWS + 1 - len(ids))
    for query in (_MARKS, _TAGS):
        driver.execute(query, wanted).fetchall()


def open_entry(side: Side, number: int) -> float:
    """Open entries all over the journal."""
    return _each(number, lambda at: load_entry(side.vault, _place(side.ids, at)))


def month(side: Side, number: int) -> float:
    """Read which days of a month have entries, for months all over the journal."""

    def read(at: int) -> None:
        on = day_of_sort_key(_place(side.keys, at))
        days_with_entries(side.vault, month_span(on.year, on.month))

    return _each(number, read)


def year(side: Side, number: int) -> float:
    """Read which days of a year have entries, for the one before the newest."""
    on = day_of_sort_key(side.keys[-1])
    return _each(number, lambda _at: days_with_entries(side.vault, year_span(on.year - 1)))


def this_day(side: Side, number: int) -> float:
    """Find all pages from this day in earlier years, for days all over the year; return the microseconds of a page."""
    last, found = day_of_sort_key(side.keys[-1]), []

    def find(at: int) -> None:
        found.append(len(on_this_day(side.vault, last - timedelta(days=at * 5 % 365), limit=ALL)))

    taken = _each(number, find) * len(found)
    return taken / max(sum(found), 1)


def outline(side: Side, _number: int) -> float:
    """Read where every entry stands in time, for the list; return the microseconds of one entry."""
    return seconds_each(2, lambda _count: read_outline(side.vault)) / side.entries * _US


def save(side: Side, number: int) -> float:
    """Save the page being written as the window does, each time with other words."""
    clock = SystemClock()
    return _each(number, lambda at: save_draft(side.vault, clock, side.draft, title="", body=page_text(at)))


def _each(number: int, work: Callable[[int], object]) -> float:
    """Do work at other places than in the round before; return the microseconds of one time."""
    return seconds_each(TIMES, lambda count: work(number * TIMES + count)) * _US


def _place(places: tuple[T, ...], at: int) -> T:
    return places[at * 41 % len(places)]


def _noting_steps(entries: Iterable[NewEntry], steps: list[float]) -> Iterator[NewEntry]:
    """Give the entries on, and note when each thousand of them is asked for."""
    for number, entry in enumerate(entries):
        if number and number % BATCH == 0:
            steps.append(time.perf_counter())
        yield entry
