"""On this day: earlier years only, without what was left out, the 29th of February too."""

from datetime import UTC, date, datetime

import pytest

from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.marks import set_left_out
from journal_app.journal.on_this_day import on_this_day
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault


def keep(vault: Vault, clock: FixedClock, day: date, title: str = "") -> EntryId:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return add_entry(vault, clock, title=title or str(day), body="", written_at=at, zone="UTC")


def titles(vault: Vault, today: date, limit: int = 10) -> list[str]:
    return [entry.title for entry in on_this_day(vault, today, limit=limit)]


def test_on_this_day__several_years__are_the_earlier_ones_newest_first(vault: Vault, clock: FixedClock) -> None:
    for day in (date(2023, 5, 14), date(2025, 5, 14), date(2025, 5, 15), date(2026, 5, 14), date(2027, 5, 14)):
        keep(vault, clock, day)

    assert titles(vault, date(2026, 5, 14)) == ["2025-05-14", "2023-05-14"]


def test_on_this_day__limited__is_the_newest(vault: Vault, clock: FixedClock) -> None:
    for year in (2021, 2022, 2023):
        keep(vault, clock, date(year, 5, 14))

    assert titles(vault, date(2026, 5, 14), limit=2) == ["2023-05-14", "2022-05-14"]


def test_on_this_day__left_out__is_not_shown_until_brought_back(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, date(2025, 5, 14))

    set_left_out(vault, entry_id, True)
    assert titles(vault, date(2026, 5, 14)) == []
    set_left_out(vault, entry_id, False)

    assert titles(vault, date(2026, 5, 14)) == ["2025-05-14"]


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 2, 28), ["2025-02-28", "2024-02-29", "2024-02-28"]),
        (date(2028, 2, 28), ["2025-02-28", "2024-02-28"]),
        (date(2028, 2, 29), ["2024-02-29"]),
    ],
)
def test_on_this_day__end_of_february__shows_the_29th_every_year(
    vault: Vault, clock: FixedClock, today: date, shown: list[str]
) -> None:
    for day in (date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 28)):
        keep(vault, clock, day)

    assert titles(vault, today) == shown


def test_on_this_day__the_far_past__is_a_year_like_any(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, date(2, 5, 14))

    assert titles(vault, date(2026, 5, 14)) == ["0002-05-14"]


def test_on_this_day__more_years_than_one_query_asks_for__are_all_found(vault: Vault, clock: FixedClock) -> None:
    for year in range(1600, 1850):
        keep(vault, clock, date(year, 5, 14))

    assert len(titles(vault, date(2026, 5, 14), limit=300)) == 250
