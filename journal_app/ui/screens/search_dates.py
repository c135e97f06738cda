"""A search that is nothing but a date, such as `3 May 2024`: which days it means, in the form that `on:` takes."""

import re
from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QLocale

from journal_app.journal.calendar import Span
from journal_app.journal.query_dates import canonical_date, date_span
from journal_app.ui.screens.date_form import read_day
from journal_app.ui.screens.reading_spans import span_words

_WORD = re.compile(r"\w+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_LONGEST = 40


def typed_date(text: str) -> str | None:
    """Return the days that a text names and does nothing else, as `2024-05-03`, `2024-05` or `last-week`; else None.

    A day and a month are taken with their year only; months by their names in the window's language and in English.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    known = canonical_date(text) or _by_name(_WORD.findall(text.casefold()))
    if known is None and (day := read_day(text)) is not None:
        known = day.isoformat()
    return known


def days_named(value: str, today: date) -> str:
    """Return what some days are called on screen."""
    span = date_span(value, today)
    return span_words(Span(span.first, span.last))


def _by_name(words: list[str]) -> str | None:
    months = [number for word in words if (number := _month(word)) is not None]
    years = [word for word in words if re.fullmatch(r"\d{4}", word, re.ASCII)]
    days = [match[1] for word in words if (match := _ORDINAL.fullmatch(word))]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return None
    return canonical_date("-".join([years[0], str(months[0]), *days]))


def _month(word: str) -> int | None:
    return next((number for number, name in _months() if name == word), None)


def _months() -> Iterator[tuple[int, str]]:
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    for locale in (QLocale(), QLocale.c()):
        for form in forms:
            for number in range(1, 13):
                yield number, locale.monthName(number, form).casefold().rstrip(".")
                yield number, locale.standaloneMonthName(number, form).casefold().rstrip(".")
