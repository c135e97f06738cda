"""What each filter of a query asks of an entry, as conditions on its row and as the entries that meet it.

Names (a theme's, an article's, a practice's) are understood as well as ids, whole or by their beginning, as the pack
has them now; an id that only older entries know is searched for as it stands.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, not_, or_, select, union_all
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from journal_app.content.model import Pack
from journal_app.journal.moments import KEYS_A_MILLISECOND, first_sort_key_of_day
from journal_app.journal.query import Field, Filter, Has, Is, Problem, ProblemKind
from journal_app.journal.query_dates import date_span
from journal_app.journal.typed import fold_tag
from journal_app.vault import schema

KEYS_A_DAY = 24 * 60 * 60 * 1000 * KEYS_A_MILLISECOND

_ENTRY = schema.entry.c

Ids = Select[Any]  # of one column, an entry id; SQLAlchemy types those of a column and of a subquery apart


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of an entry; `entry_ids` gives those that meet it, None where only a test can tell."""

    test: ColumnElement[bool]
    entry_ids: Ids | None = None


@dataclass(frozen=True, slots=True)
class KeyRange:
    """The sort keys that the dates leave: from the first on, below the end; None for no bound."""

    first: int | None = None
    end: int | None = None

    def within(self, first: int | None, end: int | None) -> "KeyRange":
        """Return what is left when these bounds hold too."""
        firsts = [key for key in (self.first, first) if key is not None]
        ends = [key for key in (self.end, end) if key is not None]
        return KeyRange(max(firsts, default=None), min(ends, default=None))

    def tests(self, key: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Return the bounds as conditions on a sort key."""
        first = [] if self.first is None else [key >= self.first]
        return first if self.end is None else [*first, key < self.end]


@dataclass(frozen=True, slots=True)
class Filtered:
    """All that the filters of a query ask, and the names among them that nothing goes by."""

    conditions: tuple[Condition, ...]
    keys: KeyRange
    problems: tuple[Problem, ...]


def read_filters(connection: Connection, filters: Sequence[Filter], pack: Pack | None, today: date) -> Filtered:
    """Turn filters into conditions; dates into a range of sort keys."""
    conditions: list[Condition] = []
    problems: list[Problem] = []
    keys = KeyRange()
    for each in filters:
        if each.of in (Field.BEFORE, Field.AFTER, Field.ON):
            condition, keys = _date(each, keys, today)
        else:
            condition = _condition(connection, each, pack)
        if condition is None and each.of in _NAMED:
            problems.append(Problem(ProblemKind.NO_SUCH_NAME, each.of, each.value))
            condition = Condition(false(), _none())
        if condition is not None:
            conditions.append(Condition(not_(condition.test)) if each.is_excluded else condition)
    return Filtered(tuple(conditions), keys, tuple(problems))


def fold_name(name: str) -> str:
    """Return a name as it is compared: compatibility forms and case folded, white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_NAMED = (Field.TAG, Field.THEME, Field.PRACTICE, Field.ARTICLE, Field.PASSAGE)


# --- dates ------------------------------------------------------------------------------------------------------------


def _date(each: Filter, keys: KeyRange, today: date) -> tuple[Condition | None, KeyRange]:
    span = date_span(each.value, today)
    first, end = first_sort_key_of_day(span.first), first_sort_key_of_day(span.last) + KEYS_A_DAY
    if each.of is Field.ON:
        if each.is_excluded:
            return Condition(and_(_ENTRY.sort_key >= first, _ENTRY.sort_key < end)), keys
        return None, keys.within(first, end)
    is_up_to = (each.of is Field.BEFORE) is not each.is_excluded
    bound = first if each.of is Field.BEFORE else end
    return None, keys.within(None, bound) if is_up_to else keys.within(bound, None)


# --- what an entry has and is -----------------------------------------------------------------------------------------


def _condition(connection: Connection, each: Filter, pack: Pack | None) -> Condition | None:
    """Return what a filter asks; None where nothing goes by its name."""
    match each.of:
        case Field.HAS:
            return _has(Has(each.value))
        case Field.IS:
            return _is(Is(each.value))
        case Field.STRAND:
            return Condition(_asked(schema.asked.c.strand == each.value))
        case Field.TAG:
            return _tag(connection, each.value)
        case Field.THEME:
            return _theme(connection, each.value, pack)
        case Field.PRACTICE:
            return _practice(connection, each.value, pack)
        case Field.PASSAGE:
            return _passage(connection, each.value, pack)
        case _:
            return _article(connection, each.value, pack)


def _has(what: Has) -> Condition:
    attached, mine = schema.attachment.c, schema.attachment.c.entry_id
    match what:
        case Has.ATTACHMENT:
            return _held(mine, mine.is_not(None))
        case Has.PICTURE:
            return _held(mine, attached.media_type.like("image/%"))
        case Has.LINK:
            return _held(schema.entry_link.c.entry_id)
        case Has.PASSAGE:
            return _held(schema.entry_passage.c.entry_id)
        case Has.TAG:
            return _held(schema.entry_tag.c.entry_id)
        case Has.VERSION:
            return _held(schema.entry_version.c.entry_id)
        case Has.PROMPT:
            return _answers(True)


def _is(what: Is) -> Condition:
    mark = schema.entry_mark.c
    match what:
        case Is.STARRED:
            return _held(mark.entry_id, mark.is_starred != 0)
        case Is.LEFT_OUT:
            return _held(mark.entry_id, mark.is_left_out != 0)
        case Is.EDITED:
            return _self(_ENTRY.edited_at.is_not(None))
        case Is.IMPORTED:
            return _self(_ENTRY.origin.is_not(None))
        case Is.PROMPTED:
            return _answers(True)
        case Is.FREE:
            return _answers(False)


def _answers(is_asked: bool) -> Condition:
    """Return the condition that an entry answers a prompt, or none.

    The sum keeps the index of answers out of a walk by date: half the journal would be read and sorted.
    """
    walked = _ENTRY.asked_id + 0
    ids = select(_ENTRY.id).where(_ENTRY.asked_id.is_not(None) if is_asked else _ENTRY.asked_id.is_(None))
    return Condition(walked.is_not(None) if is_asked else walked.is_(None), ids)


def _self(test: ColumnElement[bool]) -> Condition:
    """Return a condition on the entry's own row; each has an index that gives those that meet it."""
    return Condition(test, select(_ENTRY.id).where(test))


def _held(entry_id: ColumnElement[int], *tests: ColumnElement[bool]) -> Condition:
    """Return the condition that some row of another table names the entry."""
    return Condition(exists(select(1).where(entry_id == _ENTRY.id, *tests)), select(entry_id).where(*tests))


def _asked(*tests: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(1).where(schema.asked.c.id == _ENTRY.asked_id, *tests))


# --- names ------------------------------------------------------------------------------------------------------------


def _tag(connection: Connection, value: str) -> Condition | None:
    """A tag by its name, an earlier name of it, or the name it stands below (`#garden` holds `#garden/roses`)."""
    name, tag, alias = fold_tag(value), schema.tag.c, schema.tag_alias.c
    named = union_all(
        select(tag.id).where(or_(tag.folded == name, tag.folded.startswith(f"{name}/", autoescape=True))),
        select(alias.tag_id).where(alias.folded == name),
    )
    found = connection.execute(named).scalars().all()
    return _held(schema.entry_tag.c.entry_id, schema.entry_tag.c.tag_id.in_(found)) if found else None


def _theme(connection: Connection, value: str, pack: Pack | None) -> Condition | None:
    theme = schema.asked_theme.c
    named = _named(value, ((each.id, (each.name,)) for each in pack.themes.values())) if pack else []
    ids = named or _stored(connection, theme.theme_id, value)
    if not ids:
        return None
    linked = [each.id for each in pack.passages.values() if set(each.themes) & set(ids)] if pack else []
    return _either(
        _of_asked(theme.asked_id, theme.theme_id.in_(ids)),
        _held(schema.entry_passage.c.entry_id, schema.entry_passage.c.passage_id.in_(linked)),
    )


def _article(connection: Connection, value: str, pack: Pack | None) -> Condition | None:
    quoted, linked = schema.asked_passage.c, schema.entry_passage.c
    titles = ((each.id, (each.title, each.short_title)) for each in pack.articles.values()) if pack else ()
    named = _named(value, titles)
    ids = named or _stored(connection, quoted.article_id, value) or _stored(connection, linked.article_id, value)
    if not ids:
        return None
    return _either(
        _of_asked(quoted.asked_id, quoted.article_id.in_(ids)), _held(linked.entry_id, linked.article_id.in_(ids))
    )


def _passage(connection: Connection, value: str, pack: Pack | None) -> Condition | None:
    """A passage by its id, or by how its words begin; quoted in what was asked, or linked by hand."""
    quoted, linked = schema.asked_passage.c, schema.entry_passage.c
    passages = pack.passages if pack else {}
    named = _named(value, ((each.id, (each.quote.exact,)) for each in passages.values()))
    ids = named or _stored(connection, quoted.passage_id, value) or _stored(connection, linked.passage_id, value)
    if not ids:
        return None
    articles = {passages[one].article for one in named}  # type: ignore[index]  # both indexes begin with it

    def is_asked_for(of: ReadOnlyColumnCollection[str, Any]) -> list[ColumnElement[bool]]:
        by_index = [of.article_id.in_(articles)] if articles else []
        return [*by_index, of.passage_id.in_(ids)]

    return _either(_of_asked(quoted.asked_id, *is_asked_for(quoted)), _held(linked.entry_id, *is_asked_for(linked)))


def _practice(connection: Connection, value: str, pack: Pack | None) -> Condition | None:
    """A practice's answers carry its id where a prompt's carry the prompt's, and the step."""
    asked = schema.asked.c
    named = _named(value, ((each.id, (each.title,)) for each in pack.practices.values())) if pack else []
    ids = named or _stored(connection, asked.prompt_id, value)
    return Condition(_asked(asked.step_id.is_not(None), asked.prompt_id.in_(ids))) if ids else None


def _of_asked(asked_id: ColumnElement[int], *tests: ColumnElement[bool]) -> Condition:
    """Return the condition that some row of another table belongs to what the entry answers."""
    answered = select(_ENTRY.id).where(_ENTRY.asked_id.in_(select(asked_id).where(*tests)))
    return Condition(exists(select(1).where(asked_id == _ENTRY.asked_id, *tests)), answered)


def _either(one: Condition, other: Condition) -> Condition:
    ids = [each.entry_ids for each in (one, other) if each.entry_ids is not None]
    both = union_all(*ids).subquery()
    return Condition(or_(one.test, other.test), select(both.c[0]))


def _named(value: str, names: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return the ids of what goes by this id or name; where none does, of all whose names begin so."""
    wanted, known = fold_name(value), list(names)
    exact = [key for key, titles in known if wanted in (fold_name(key), *map(fold_name, titles))]
    return exact or [key for key, titles in known if any(fold_name(one).startswith(wanted) for one in titles)]


def _stored(connection: Connection, column: ColumnElement[str], value: str) -> list[str]:
    """Return an id that stands in the journal though the pack no longer has it."""
    return [value] if connection.execute(select(1).where(column == value).limit(1)).first() else []


def _none() -> Ids:
    return select(_ENTRY.id).where(false())
