"""The stretches of time that are read on: a day, a week, a month, a year, and what each is called."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from journal_app.journal.calendar import Span, month_span, year_span
from journal_app.journal.day_steps import days_on
from journal_app.ui.models.timeline_rows import month_row, spoken_day, year_words

WEEK = 7


class Stretch(StrEnum):
    """How much is read at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OWN = "own"


def span_of(stretch: Stretch, day: date) -> Span:
    """Return the days of the stretch that a day is in; weeks begin as they do where the person lives."""
    if stretch is Stretch.MONTH:
        return month_span(day.year, day.month)
    if stretch is Stretch.YEAR:
        return year_span(day.year)
    if stretch is Stretch.WEEK:
        first = days_on(day, -((day.isoweekday() - QLocale().firstDayOfWeek().value) % WEEK))
        return Span(first, days_on(first, WEEK - 1))
    return Span(day, day)


def stretch_of(span: Span) -> Stretch:
    """Return which stretch some days are."""
    for stretch in (Stretch.DAY, Stretch.MONTH, Stretch.YEAR, Stretch.WEEK):
        if span_of(stretch, span.first) == span:
            return stretch
    return Stretch.OWN


def span_words(span: Span) -> str:
    """Return what some days are called."""
    match stretch_of(span):
        case Stretch.DAY:
            return spoken_day(span.first)
        case Stretch.MONTH:
            return month_row(span.first).title
        case Stretch.YEAR:
            return year_words(span.first.year)
        case _:
            return f"{_short(span.first)} – {_short(span.last)}"


def _short(day: date) -> str:
    form = QCoreApplication.translate("reading", "d MMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
