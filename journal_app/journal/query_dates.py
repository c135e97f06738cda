"""The dates of a query: a year, a month, a day, or a word such as `yesterday`, as one span of days.

Weeks begin on Monday (ISO 8601); all days are local dates.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DateWord(StrEnum):
    """The words that stand for days near today."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from the first to the last, both included."""

    first: date
    last: date


_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?", re.ASCII)


def canonical_date(value: str) -> str | None:
    """Return a date as it is kept (`2026`, `2026-05`, `2026-05-14`, `last-week`); None for what is none."""
    word = value.casefold().replace(" ", "-")
    if word in set(DateWord):
        return word
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part is not None]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))


def date_span(value: str, today: date) -> DateSpan:
    """Return the days that a canonical date means; near the ends of the calendar they stop there."""
    if value in set(DateWord):
        return _span_of_word(DateWord(value), today)
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return DateSpan(date(parts[0], 1, 1), date(parts[0], 12, 31))
    if len(parts) == 2:
        return _month(parts[0], parts[1])
    return DateSpan(date(*parts), date(*parts))


def _span_of_word(word: DateWord, today: date) -> DateSpan:
    yesterday = _days_before(today, 1)
    monday = _days_before(today, today.weekday())
    before_this_month = _days_before(today.replace(day=1), 1)
    last_year = max(today.year - 1, 1)
    return {
        DateWord.TODAY: DateSpan(today, today),
        DateWord.YESTERDAY: DateSpan(yesterday, yesterday),
        DateWord.THIS_WEEK: DateSpan(monday, _days_after(monday, 6)),
        DateWord.LAST_WEEK: DateSpan(_days_before(monday, 7), _days_before(monday, 1)),
        DateWord.THIS_MONTH: _month(today.year, today.month),
        DateWord.LAST_MONTH: _month(before_this_month.year, before_this_month.month),
        DateWord.THIS_YEAR: DateSpan(date(today.year, 1, 1), date(today.year, 12, 31)),
        DateWord.LAST_YEAR: DateSpan(date(last_year, 1, 1), date(last_year, 12, 31)),
    }[word]


def _month(year: int, month: int) -> DateSpan:
    return DateSpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _days_after(day: date, days: int) -> date:
    return min(date.max - timedelta(days=days), day) + timedelta(days=days)
