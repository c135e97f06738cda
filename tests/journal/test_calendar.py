"""Days that have entries: counted by the wall-clock day, found in any year without walking there."""

import calendar
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app.journal.adding import add_entries
from journal_app.journal.calendar import (
    Span,
    days_in_month,
    days_with_entries,
    entries_of_day,
    month_span,
    year_span,
    years_with_entries,
)
from journal_app.journal.entries import NewEntry, add_entry
from journal_app.journal.moments import day_of_sort_key, first_sort_key_of_day
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault, create_with_data_key

FAR = [datetime(2, 1, 2, tzinfo=UTC), datetime(1969, 12, 31, 23, 59, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)]


def keep(vault: Vault, clock: FixedClock, *moments: datetime, zone: str = "UTC") -> None:
    add_entries(vault, clock, [NewEntry("", f"Words {at}", at, zone) for at in moments])


def test_days_with_entries__a_month__counts_its_days_and_no_other(vault: Vault, clock: FixedClock) -> None:
    keep(
        vault,
        clock,
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
        datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 4, 1, tzinfo=UTC),
    )

    assert dict(days_with_entries(vault, month_span(2026, 3))) == {date(2026, 3, 1): 1, date(2026, 3, 31): 2}


def test_days_with_entries__written_after_midnight_elsewhere__counts_the_day_on_the_wall(
    vault: Vault, clock: FixedClock
) -> None:
    keep(vault, clock, datetime(2026, 3, 1, 23, 30, tzinfo=UTC), zone="Pacific/Auckland")

    assert list(days_with_entries(vault, month_span(2026, 3))) == [date(2026, 3, 2)]


@pytest.mark.parametrize("moment", FAR)
def test_days_with_entries__a_far_year__is_a_year_like_any(vault: Vault, clock: FixedClock, moment: datetime) -> None:
    keep(vault, clock, moment)

    assert dict(days_with_entries(vault, year_span(moment.year))) == {moment.date(): 1}


def test_days_with_entries__all_of_time__finds_every_day(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, *FAR)

    assert list(days_with_entries(vault, Span(date.min, date.max))) == [moment.date() for moment in FAR]


def test_years_with_entries__far_apart__are_only_those(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, *FAR, datetime(1970, 1, 1, tzinfo=UTC))

    assert years_with_entries(vault) == (9998, 1970, 1969, 2)


def test_years_with_entries__nothing_kept__are_none(vault: Vault) -> None:
    assert years_with_entries(vault) == ()


def test_entries_of_day__several__are_newest_first_and_of_that_day(vault: Vault, clock: FixedClock) -> None:
    for hour in (8, 20, 24):
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=hour)
        add_entry(vault, clock, title=f"At {hour}", body="", written_at=at, zone="UTC")

    assert [entry.title for entry in entries_of_day(vault, date(2026, 3, 1))] == ["At 20", "At 8"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(moments=st.lists(st.timedeltas(timedelta(0), timedelta(days=365)), max_size=30))
def test_days_with_entries__any_year__agrees_with_a_plain_count(
    clock: FixedClock, tmp_path_factory: pytest.TempPathFactory, data_key: bytes, moments: list[timedelta]
) -> None:
    vault = create_with_data_key(tmp_path_factory.mktemp("year") / "v", data_key)
    try:
        at = [datetime(2020, 1, 1, tzinfo=UTC) + after for after in moments]
        keep(vault, clock, *at)
        assert dict(days_with_entries(vault, year_span(2020))) == Counter(one.date() for one in at)
    finally:
        vault.close()


@given(st.integers(1, 9999), st.integers(1, 12))
def test_days_in_month__every_month__is_that_of_the_calendar(year: int, month: int) -> None:
    assert days_in_month(year, month) == calendar.monthrange(year, month)[1]


@given(st.dates())
def test_day_of_sort_key__any_day__comes_back(day: date) -> None:
    assert day_of_sort_key(first_sort_key_of_day(day)) == day
