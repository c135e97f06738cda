"""Several entries read as one page: in order, in slices, and as they were written."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from journal_app.journal.calendar import Span, month_span
from journal_app.journal.entries import EntryId, add_entry, delete_entry
from journal_app.journal.reading_on import (
    LONGEST_BODY,
    MOST_OF_A_SLICE,
    SLICE_LENGTH,
    keys_of_entries,
    keys_of_span,
    nearest_day,
    read_slice,
)
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

Keep = Callable[..., EntryId]


@pytest.fixture
def keep(vault: Vault, clock: FixedClock) -> Keep:
    def add(day: date, body: str = "Words", hour: int = 12) -> EntryId:
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        return add_entry(vault, clock, title=str(day), body=body, written_at=at, zone="UTC")

    return add


def read_all(vault: Vault, keys: tuple[int, ...]) -> list[str]:
    bodies: list[str] = []
    start: int | None = 0
    while start is not None:
        part = read_slice(vault, keys, start)
        bodies += [entry.body for entry in part.items]
        start = part.next_from
    return bodies


def test_keys_of_span__some_days__are_theirs_oldest_first(vault: Vault, keep: Keep) -> None:
    keep(date(2026, 3, 31), "last", 23)
    keep(date(2026, 3, 1), "first", 0)
    keep(date(2026, 4, 1), "after", 0)

    assert read_all(vault, keys_of_span(vault, month_span(2026, 3))) == ["first", "last"]


def test_keys_of_entries__chosen_in_any_order__are_oldest_first_without_those_gone(vault: Vault, keep: Keep) -> None:
    second, first, gone = keep(date(2026, 3, 2), "b"), keep(date(2026, 3, 1), "a"), keep(date(2026, 3, 3), "c")
    delete_entry(vault, gone)

    assert read_all(vault, keys_of_entries(vault, (gone, second, first))) == ["a", "b"]


def test_read_slice__long_pages__come_a_few_at_a_time_and_lose_none(vault: Vault, keep: Keep) -> None:
    bodies = [f"{number}" + "x" * (SLICE_LENGTH // 2) for number in range(5)]
    for number, body in enumerate(bodies):
        keep(date(2026, 3, 1 + number), body)
    keys = keys_of_span(vault, month_span(2026, 3))

    assert len(read_slice(vault, keys).items) == 2
    assert read_all(vault, keys) == bodies


def test_read_slice__many_short_pages__are_still_a_slice(vault: Vault, keep: Keep) -> None:
    for number in range(MOST_OF_A_SLICE + 5):
        keep(date(2026, 3, 1 + number % 28), str(number))

    part = read_slice(vault, keys_of_span(vault, month_span(2026, 3)))

    assert (len(part.items), part.next_from) == (MOST_OF_A_SLICE, MOST_OF_A_SLICE)


def test_read_slice__an_endless_page__is_cut_and_says_so(vault: Vault, keep: Keep) -> None:
    keep(date(2026, 3, 1), "é" * (LONGEST_BODY + 1))

    [entry] = read_slice(vault, keys_of_span(vault, month_span(2026, 3))).items

    assert (len(entry.body), entry.is_cut) == (LONGEST_BODY, True)


def test_nearest_day__before_and_after__is_where_pages_are(vault: Vault, keep: Keep) -> None:
    for day in (date(2, 1, 2), date(2026, 3, 5), date(9998, 5, 6)):
        keep(day)
    span = month_span(2026, 3)

    assert (nearest_day(vault, span, -1), nearest_day(vault, span, 1)) == (date(2, 1, 2), date(9998, 5, 6))
    assert nearest_day(vault, Span(date.min, date.max), 1) is None
