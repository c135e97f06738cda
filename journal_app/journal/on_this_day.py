"""Pages from this day in earlier years: only for who asked for it, and never one that the person left out.

It says what there is and nothing of what there isn't. Days are the local days that the pages were written on.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Integer, column, func, select, values

from journal_app.journal.calendar import Span, days_in_month, years_with_entries
from journal_app.journal.entries import EntrySummary, read_summaries_by_key
from journal_app.journal.moments import end_of_day, first_sort_key_of_day
from journal_app.vault import schema
from journal_app.vault.vault import Vault

_YEARS_AT_ONCE = 200
"""Years asked for in one query; a journal has rarely more than fifty."""


def on_this_day(vault: Vault, today: date, *, limit: int = 3) -> tuple[EntrySummary, ...]:
    """Return entries of this day in earlier years, newest first, without those left out.

    A page of 29 February is shown on the 28th too where the year has no 29th, and so every year.
    """
    found: list[EntrySummary] = []
    earlier = [year for year in years_with_entries(vault) if year < today.year]
    for at in range(0, len(earlier), _YEARS_AT_ONCE):
        spans = [_same_day(today, year) for year in earlier[at : at + _YEARS_AT_ONCE]]
        found += _entries_of(vault, [span for span in spans if span is not None], limit - len(found))
        if len(found) >= limit:
            break
    return tuple(found)


def _same_day(today: date, year: int) -> Span | None:
    """Return the days of a year that this day stands for; None where it has none."""
    if today.day > days_in_month(year, today.month):
        return None
    first = date(year, today.month, today.day)
    is_last_of_february = (today.month, today.day) == (2, 28) and days_in_month(today.year, 2) == 28
    return Span(first, date(year, 2, days_in_month(year, 2)) if is_last_of_february else first)


def _entries_of(vault: Vault, spans: Sequence[Span], limit: int) -> list[EntrySummary]:
    if not spans:
        return []
    days = values(column("first", Integer), column("end", Integer)).data(
        [(first_sort_key_of_day(span.first), end_of_day(span.last)) for span in spans]
    )
    day, key, mark = days.cte("day"), schema.entry.c.sort_key, schema.entry_mark
    query = (
        select(key)
        .select_from(day.join(schema.entry, (key >= day.c.first) & (key < day.c.end)))
        .outerjoin(mark, mark.c.entry_id == schema.entry.c.id)
        .where(func.coalesce(mark.c.is_left_out, 0) == 0)
        .order_by(key.desc())
        .limit(limit)
    )
    with vault.read() as connection:
        keys = connection.execute(query).scalars().all()
        summaries = read_summaries_by_key(connection, keys)
    return [summaries[key] for key in keys]
