"""Entries that are kept: list them a page at a time, open one, add one, delete one for good."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NewType

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, func, insert, select, union, union_all
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.content.model import ArticleId, PassageId
from journal_app.journal.asked import Asked, forget_asked_if_unused, insert_asked, read_asked
from journal_app.journal.beside import (
    NO_MARKS,
    EntryTag,
    LinkedPassage,
    Marks,
    read_linked_passages,
    read_marks,
    read_tags,
    write_marks,
)
from journal_app.journal.derived import NewWords, derive_new
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import KEYS_A_MILLISECOND, first_sort_key, from_stored, local_time, to_stored
from journal_app.journal.one_of import one_of_the_ids, the_ids
from journal_app.journal.openings import IS_OF_PRACTICE, first_of_body, opening_words
from journal_app.journal.text import stored_form
from journal_app.journal.typed import put_chips
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault

EntryId = NewType("EntryId", int)

WHOLE = (
    "id",
    "uid",
    "sort_key",
    "written_at",
    "zone",
    "written_on",
    "title",
    "body",
    "asked_id",
    "origin",
    "created_at",
    "edited_at",
)
"""The columns of an entry, all of them; those in the trash have the same."""


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """What a list shows of an entry; `prompt_title` is empty for a free page, `tags` are names in order."""

    id: EntryId
    sort_key: int
    title: str
    opening: str
    written_on: date
    written_at: datetime
    zone: str
    prompt_title: str
    is_starred: bool = False
    is_left_out: bool = False
    language: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, newest first; `next_before` asks for the next page and is None on the last."""

    items: tuple[EntrySummary, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole entry; `asked` is None for a free page, `edited_at` None until it is changed.

    `is_left_out` says that On this day passes it over; `language` is "" for the one usually written in.
    """

    id: EntryId
    uid: str
    sort_key: int
    title: str
    body: str
    written_on: date
    written_at: datetime
    zone: str
    asked: Asked | None
    origin: str | None
    created_at: datetime
    edited_at: datetime | None
    is_starred: bool
    is_left_out: bool
    language: str
    tags: tuple[EntryTag, ...]
    linked_passages: tuple[LinkedPassage, ...]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to bring in; `origin` says where from, and the same origin is never brought in twice.

    `tags` are put beside it, by names that could be typed (`tags.tag_name`).
    """

    title: str
    body: str
    written_at: datetime
    zone: str
    asked: Asked | None = None
    origin: str | None = None
    tags: tuple[str, ...] = ()
    marks: Marks = NO_MARKS


def list_entries(vault: Vault, *, before: int | None = None, limit: int = 50) -> EntryPage:
    """Return a page of the timeline, newest first, from below the sort key `before`."""
    places = {"before": _HIGHEST if before is None else before, "count": limit + 1}
    with vault.read() as connection:
        summaries = summaries_of(connection, connection.execute(_SELECT_PAGE, places).all())
    items = summaries[:limit]
    return EntryPage(items, items[-1].sort_key if len(summaries) > limit else None)


def load_entry(vault: Vault, entry_id: EntryId) -> Entry:
    """Return one whole entry. Raises JournalError (ENTRY_NOT_FOUND)."""
    with vault.read() as connection:
        return read_whole(connection, schema.entry, entry_id)


def entries_about(
    vault: Vault, article_id: ArticleId, passage_id: PassageId | None = None, *, limit: int = 200
) -> tuple[EntrySummary, ...]:
    """Return the newest entries about an article, or one passage of it: what was asked quotes it, or it was linked."""
    quoted, linked = schema.asked_passage.c, schema.entry_passage.c
    quoting = select(quoted.asked_id).where(quoted.article_id == article_id)
    linking = select(linked.entry_id).where(linked.article_id == article_id)
    if passage_id is not None:
        quoting = quoting.where(quoted.passage_id == passage_id)
        linking = linking.where(linked.passage_id == passage_id)
    about = union(select(schema.entry.c.id).where(schema.entry.c.asked_id.in_(quoting)), linking)
    query = _SELECT_SUMMARY.where(schema.entry.c.id.in_(about)).order_by(schema.entry.c.sort_key.desc()).limit(limit)
    with vault.read() as connection:
        return summaries_of(connection, connection.execute(query).all())


def count_entries(vault: Vault) -> int:
    """Return how many entries are kept."""
    with vault.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.entry)).scalar_one())


def add_entry(
    vault: Vault,
    clock: Clock,
    *,
    title: str,
    body: str,
    written_at: datetime,
    zone: str,
    asked: Asked | None = None,
    origin: str | None = None,
) -> EntryId:
    """Bring in one entry. Raises JournalError: text that can't be kept, ALREADY_IMPORTED for a known origin."""
    new = NewEntry(title, body, written_at, zone, asked, origin)
    with vault.write() as connection:
        return insert_entry(connection, new, now=clock.now())


def known_origins(vault: Vault, origins: Sequence[str]) -> frozenset[str]:
    """Return those of at most a few thousand origins that are in the journal already, or in its trash."""
    kept, trashed = schema.entry.c.origin, schema.trashed_entry.c.origin
    query = union_all(select(kept).where(kept.in_(origins)), select(trashed).where(trashed.in_(origins)))
    with vault.read() as connection:
        return frozenset(connection.execute(query).scalars())


def delete_entry(vault: Vault, entry_id: EntryId) -> None:
    """Delete an entry for good: its row, a draft that changes it, what was asked, and its words in the search index.

    The write-ahead log is folded in and emptied too, so that no older copy of a page stays in it.
    Raises JournalError (ENTRY_NOT_FOUND).
    """
    with vault.write() as connection:
        row = connection.execute(select(schema.entry.c.asked_id).where(schema.entry.c.id == entry_id)).one_or_none()
        if row is None:
            raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
        connection.execute(delete(schema.draft).where(schema.draft.c.entry_id == entry_id))
        connection.execute(delete(schema.entry).where(schema.entry.c.id == entry_id))
        forget_asked_if_unused(connection, row.asked_id)
    empty_the_log(vault)


def insert_entry(connection: Connection, new: NewEntry, *, now: datetime, asked_id: int | None = None) -> EntryId:
    """Store an entry in the transaction under way; `asked_id` hands over a snapshot that is stored already."""
    if new.origin is not None and _has_origin(connection, new.origin):
        raise JournalError(JournalProblem.ALREADY_IMPORTED)
    title, body, written_at = stored_form(new.title), stored_form(new.body), to_stored(new.written_at)
    local = local_time(new.written_at, new.zone)
    if new.asked is not None:
        asked_id = insert_asked(connection, new.asked)
    sort_key = free_sort_key(connection, first_sort_key(local))
    entry_id = free_entry_id(connection)
    row = {
        "id": entry_id,
        "uid": uuid.uuid4().hex,
        "sort_key": sort_key,
        "written_at": written_at,
        "zone": new.zone,
        "written_on": local.date().isoformat(),
        "title": title,
        "body": body,
        "asked_id": asked_id,
        "origin": new.origin,
        "created_at": to_stored(now),
    }
    connection.execute(_INSERT_ENTRY, row)
    derive_new(connection, [NewWords(entry_id, sort_key, title, body)])
    if new.tags:
        put_chips(connection, entry_id, new.tags)
    if new.marks != NO_MARKS:
        write_marks(connection, entry_id, new.marks)
    return entry_id


def read_summaries_by_key(connection: Connection, sort_keys: Sequence[int]) -> dict[int, EntrySummary]:
    """Return the summaries of one page's sort keys."""
    rows = connection.execute(_SELECT_BY_KEYS, the_ids(sort_keys)).all()
    return {summary.sort_key: summary for summary in summaries_of(connection, rows)}


def select_summaries(entries: Table) -> Select[tuple[object, ...]]:
    """Return the query for summaries of the journal's entries, or of the trash's; the caller adds order and limit."""
    mark = schema.entry_mark
    return select(
        entries.c.id,
        entries.c.sort_key,
        entries.c.title,
        first_of_body(entries).label("opening"),
        entries.c.written_on,
        entries.c.written_at,
        entries.c.zone,
        func.coalesce(schema.asked.c.title, "").label("prompt_title"),
        mark.c.is_starred,
        mark.c.is_left_out,
        mark.c.language,
        IS_OF_PRACTICE,
    ).select_from(entries.outerjoin(schema.asked).outerjoin(mark, mark.c.entry_id == entries.c.id))


def read_whole(connection: Connection, entries: Table, entry_id: EntryId) -> Entry:
    """Return one whole entry of the journal, or of the trash. Raises JournalError (ENTRY_NOT_FOUND)."""
    row = connection.execute(select(*(entries.c[name] for name in WHOLE)).where(entries.c.id == entry_id)).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
    marks = read_marks(connection, [entry_id]).get(entry_id, NO_MARKS)
    return Entry(
        id=EntryId(row.id),
        uid=row.uid,
        sort_key=row.sort_key,
        title=row.title,
        body=row.body,
        written_on=date.fromisoformat(row.written_on),
        written_at=from_stored(row.written_at),
        zone=row.zone,
        asked=None if row.asked_id is None else read_asked(connection, row.asked_id),
        origin=row.origin,
        created_at=from_stored(row.created_at),
        edited_at=None if row.edited_at is None else from_stored(row.edited_at),
        is_starred=marks.is_starred,
        is_left_out=marks.is_left_out,
        language=marks.language,
        tags=read_tags(connection, [entry_id]).get(entry_id, ()),
        linked_passages=read_linked_passages(connection, entry_id),
    )


_SELECT_SUMMARY = select_summaries(schema.entry)
_HIGHEST = 2**62
"""Beyond every sort key."""

# Made once: SQLAlchemy takes longer to put such a statement together than SQLite to answer it.
_SELECT_PAGE = (
    _SELECT_SUMMARY.where(schema.entry.c.sort_key < bindparam("before"))
    .order_by(schema.entry.c.sort_key.desc())
    .limit(bindparam("count"))
)
_SELECT_BY_KEYS = _SELECT_SUMMARY.where(one_of_the_ids(schema.entry.c.sort_key))
_INSERT_ENTRY = insert(schema.entry)
_LAST_KEY = select(func.max(schema.entry.c.sort_key)).where(
    schema.entry.c.sort_key >= bindparam("first"), schema.entry.c.sort_key < bindparam("end")
)
_FREE_ID = select(
    func.max(
        *(
            func.coalesce(select(func.max(entries.c.id)).scalar_subquery(), 0)
            for entries in (schema.entry, schema.trashed_entry)
        )
    )
    + 1
)


def summaries_of(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[EntrySummary, ...]:
    """Return the summaries that the rows of a `select_summaries` query stand for."""
    # Any, here and below: a row's values have as many types as its columns.
    tags = read_tags(connection, [row[0] for row in rows])
    return tuple(_summary(row, tags) for row in rows)


def _summary(row: Row[Any], tags: Mapping[int, tuple[EntryTag, ...]]) -> EntrySummary:
    """Return the summary of a row by the places of its values: by name, each takes as long as all the rest."""
    values: tuple[Any, ...] = tuple(row)
    own, sort_key, title, opening, written_on, written_at, zone, prompt_title = values[:8]
    return EntrySummary(
        EntryId(own),
        sort_key,
        title,
        opening_words(opening, is_of_practice=bool(values[11])),
        date.fromisoformat(written_on),
        from_stored(written_at),
        zone,
        prompt_title,
        bool(values[8]),
        bool(values[9]),
        values[10] or "",
        tuple([tag.name for tag in tags[own]]) if own in tags else (),
    )


def empty_the_log(vault: Vault) -> None:
    """Fold the write-ahead log into the database now; should that fail, the entry is gone and closing tries again."""
    try:
        with vault.engine.connect() as connection:
            raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except (DBAPIError, dbapi2.Error) as error:
        from_driver(error)


def free_sort_key(connection: Connection, first: int) -> int:
    """Return the first key not taken in this wall-clock millisecond, or in the next one that has room."""
    while True:
        span = {"first": first, "end": first + KEYS_A_MILLISECOND}
        last = connection.execute(_LAST_KEY, span).scalar_one()
        if last is None:
            return first
        if last + 1 < first + KEYS_A_MILLISECOND:
            return int(last) + 1
        first += KEYS_A_MILLISECOND


def free_entry_id(connection: Connection) -> EntryId:
    """Return an id above all that the journal and its trash hold: a page put back finds its own id free."""
    return EntryId(connection.execute(_FREE_ID).scalar_one())


def _has_origin(connection: Connection, origin: str) -> bool:
    kept, trashed = schema.entry.c, schema.trashed_entry.c
    query = union_all(
        select(kept.id).where(kept.origin == origin), select(trashed.id).where(trashed.origin == origin)
    ).limit(1)
    return connection.execute(query).first() is not None
