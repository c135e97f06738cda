"""Steps from day to day on the calendar, from the first day there is to the last and never beyond."""

from datetime import date

from journal_app.journal.calendar import days_in_month

_FIRST_MONTH, _LAST_MONTH = 1 * 12, 9999 * 12 + 11


def days_on(day: date, count: int) -> date:
    """Return the day so many days later, or earlier."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def months_on(day: date, count: int) -> date:
    """Return the same day so many months later, or earlier; the last of a month that has no such day."""
    year, month = divmod(min(max(day.year * 12 + day.month - 1 + count, _FIRST_MONTH), _LAST_MONTH), 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def end_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=days_in_month(day.year, day.month))
