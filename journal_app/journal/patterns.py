"""What the person may look back on as pictures: their words over time, what their pages were about, the look-backs.

One query a picture, and nothing is counted: what is told is told in the words that were chosen, and a month either has
a page about something or is not named. Days without a word or a page are nowhere in here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Select, func, select, union

from journal_app.content.model import Scale, Strand
from journal_app.journal.calendar import Span
from journal_app.journal.check_ins import LOOK_BACK, CheckInId, Moment, list_check_ins, strand_means
from journal_app.journal.moments import end_of_day, first_sort_key_of_day
from journal_app.vault import schema
from journal_app.vault.vault import Vault

MONTH_LETTERS = 7
"""Of a day as ISO text: its year and month."""


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A check-in as it is shown: its day, when it was made, and the words of each item that was answered."""

    on: date
    moment: Moment
    words: Mapping[str, str]
    id: CheckInId = field(default=CheckInId(0), compare=False)


class About(StrEnum):
    """What pages can be looked at by."""

    STRANDS = "strands"
    THEMES = "themes"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Visited:
    """A strand, theme or article by its id, with the months that have a page about it, the earliest first.

    `name` is what an article was called when it was last quoted, empty for the rest: the pack names those.
    """

    key: str
    months: tuple[date, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A look-back: its day, the mean of each strand with answers enough, and its words."""

    on: date
    means: Mapping[Strand, float]
    words: Mapping[str, str]
    id: CheckInId = field(default=CheckInId(0), compare=False)


def told_days(vault: Vault, scale_id: str, span: Span) -> tuple[ToldDay, ...]:
    """Return the check-ins of a span of days, the earliest first."""
    made, answer = schema.check_in.c, schema.check_in_answer.c
    query = (
        select(made.id, made.made_on, made.moment, answer.item_id, answer.label)
        .join_from(schema.check_in, schema.check_in_answer)
        .where(made.scale_id == scale_id, made.made_on.between(span.first.isoformat(), span.last.isoformat()))
        .order_by(made.made_on, made.made_at, made.id)
    )
    told: list[ToldDay] = []
    words: dict[str, str] = {}
    with vault.read() as connection:
        for check_in_id, on, moment, item_id, label in connection.execute(query):
            if not told or told[-1].id != check_in_id:
                words = {}
                told.append(ToldDay(date.fromisoformat(on), Moment(moment), words, CheckInId(check_in_id)))
            words[item_id] = label
    return tuple(told)


def looked_back(vault: Vault, scale: Scale, span: Span) -> tuple[LookedBack, ...]:
    """Return the look-backs of a span of days, the earliest first."""
    return tuple(
        LookedBack(one.made_on, strand_means(scale, one), {item: told.label for item, told in one.told.items()}, one.id)
        for one in list_check_ins(vault, LOOK_BACK, since=span.first, until=span.last)
    )


def visited(vault: Vault, about: About, span: Span) -> tuple[Visited, ...]:
    """Return what the pages of a span of days were about, what was visited last first."""
    with vault.read() as connection:
        rows = _months(connection, about, span)
    found = [
        Visited(key, tuple(date.fromisoformat(f"{row[1]}-01") for row in group), group[-1][2])
        for key, group in ((key, list(rows_of)) for key, rows_of in groupby(rows, key=itemgetter(0)))
    ]
    return tuple(sorted(found, key=lambda one: (-one.months[-1].toordinal(), one.key)))


def first_day(vault: Vault) -> date | None:
    """Return the earliest day that has a page, a check-in or a look-back, None in a journal without any."""
    made, entry = schema.check_in.c, schema.entry.c
    scales = [select(func.min(made.made_on)).where(made.scale_id == one) for one in ("check-in", LOOK_BACK)]
    page = select(entry.written_on).order_by(entry.sort_key).limit(1)
    with vault.read() as connection:
        days = [connection.execute(query).scalar_one_or_none() for query in (*scales, page)]
    return min((date.fromisoformat(day) for day in days if day is not None), default=None)


def _months(connection: Connection, about: About, span: Span) -> list[tuple[str, str, str]]:
    """Return key, month and name, once each, in this order."""
    found = connection.execute(union(*_queries(about, span)).order_by("key", "month", "name"))
    by_month: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in found:
        by_month[row.key, row.month] = (row.key, row.month, row.name)
    return list(by_month.values())


def _queries(about: About, span: Span) -> Iterable[Select[tuple[str, str, str]]]:
    entry, asked = schema.entry, schema.asked
    month = func.substr(entry.c.written_on, 1, MONTH_LETTERS).label("month")
    in_span = (entry.c.sort_key >= first_sort_key_of_day(span.first), entry.c.sort_key < end_of_day(span.last))
    nameless = func.trim("").label("name")
    if about is About.STRANDS:
        query = select(asked.c.strand.label("key"), month, nameless)
        yield query.join_from(asked, entry, entry.c.asked_id == asked.c.id).where(*in_span, asked.c.strand != "")
    elif about is About.THEMES:
        theme = schema.asked_theme
        query = select(theme.c.theme_id.label("key"), month, nameless)
        yield query.join_from(theme, entry, entry.c.asked_id == theme.c.asked_id).where(*in_span)
    else:
        quoted, linked = schema.asked_passage, schema.entry_passage
        query = select(quoted.c.article_id.label("key"), month, quoted.c.article_title.label("name"))
        yield query.join_from(quoted, entry, entry.c.asked_id == quoted.c.asked_id).where(*in_span)
        query = select(linked.c.article_id.label("key"), month, linked.c.article_title.label("name"))
        yield query.join_from(linked, entry, entry.c.id == linked.c.entry_id).where(*in_span)
