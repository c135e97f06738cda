"""Which days have entries: for the calendar and the year grid, from the index on the sort key alone.

Nothing here walks over time: a month or a year is one range of the index, and the years are found by jumping from
entry to entry, so an entry of the year 2 or 9998 costs no more than one of today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from journal_app.journal.entries import EntrySummary, select_summaries, summaries_of
from journal_app.journal.moments import KEYS_A_DAY, day_of_sort_key, end_of_day, first_sort_key_of_day
from journal_app.vault import schema
from journal_app.vault.vault import Vault

MOST_OF_A_DAY = 500
"""Entries of one day that are listed; the timeline has them all."""

_key = schema.entry.c.sort_key


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row, both ends included."""

    first: date
    last: date


def month_span(year: int, month: int) -> Span:
    """Return a month of the calendar."""
    return Span(date(year, month, 1), date(year, month, days_in_month(year, month)))


def year_span(year: int) -> Span:
    """Return a year of the calendar."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has; of the years 1 to 9999, to their ends."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_with_entries(vault: Vault, span: Span) -> Mapping[date, int]:
    """Return how many entries each day of a span has, in order; days without any are not in it."""
    first, end = first_sort_key_of_day(span.first), end_of_day(span.last)
    number = (_key - first) // KEYS_A_DAY
    query = (
        select(number.label("number"), func.count().label("pages"))
        .where(_key >= first, _key < end)
        .group_by("number")
        .order_by("number")
    )
    with vault.read() as connection:
        rows = connection.execute(query).all()
    start = span.first.toordinal()
    return {date.fromordinal(start + row.number): row.pages for row in rows}


def years_with_entries(vault: Vault) -> tuple[int, ...]:
    """Return the years that have entries, newest first; one look into the index for each of them."""
    years: list[int] = []
    with vault.read() as connection:
        newest = connection.execute(select(func.max(_key))).scalar_one()
        while newest is not None:
            years.append(day_of_sort_key(newest).year)
            before = first_sort_key_of_day(date(years[-1], 1, 1))
            newest = connection.execute(select(func.max(_key)).where(_key < before)).scalar_one()
    return tuple(years)


def entries_of_day(vault: Vault, on: date) -> tuple[EntrySummary, ...]:
    """Return the entries of a local day, newest first."""
    query = (
        select_summaries(schema.entry)
        .where(_key >= first_sort_key_of_day(on), _key < end_of_day(on))
        .order_by(_key.desc())
        .limit(MOST_OF_A_DAY)
    )
    with vault.read() as connection:
        return summaries_of(connection, connection.execute(query).all())
