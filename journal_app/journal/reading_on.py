"""Several entries read as one page: a span of days, or those a person chose, oldest first, a slice at a time.

A slice is cut by length, not by count, so that a hundred short pages and one very long one come at the same pace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from journal_app.journal.attachments import Attachment, PageKey, read_attachments
from journal_app.journal.calendar import Span
from journal_app.journal.entries import EntryId
from journal_app.journal.markup import Target, find_references
from journal_app.journal.moments import day_of_sort_key, end_of_day, first_sort_key_of_day, from_stored
from journal_app.vault import schema
from journal_app.vault.vault import Vault

SLICE_LENGTH = 20_000
"""Code points after which a slice ends; about 10 ms to put on a page."""

MOST_OF_A_SLICE = 50
LONGEST_BODY = 200_000
"""Code points of an entry that are read here; a longer one says that it goes on, and is opened by itself."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry as it is read on: when it was written, what it goes by, its words; `is_cut` when there are more.

    `attachments` are all that are kept with it, where its words mention any.
    """

    id: EntryId
    sort_key: int
    title: str
    prompt_title: str
    body: str
    is_cut: bool
    written_on: date
    written_at: datetime
    zone: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSlice:
    """Some entries in order; `next_from` is the place in the keys where the next slice begins, None at the end."""

    items: tuple[ReadEntry, ...]
    next_from: int | None


def keys_of_span(vault: Vault, span: Span) -> tuple[int, ...]:
    """Return the sort keys of all entries of some days, oldest first."""
    key = schema.entry.c.sort_key
    query = select(key).where(key >= first_sort_key_of_day(span.first), key < end_of_day(span.last)).order_by(key)
    with vault.read() as connection:
        return tuple(connection.execute(query).scalars())


def keys_of_entries(vault: Vault, entry_ids: Sequence[EntryId]) -> tuple[int, ...]:
    """Return the sort keys of some entries, oldest first, without those that are gone."""
    keys: list[int] = []
    with vault.read() as connection:
        for at in range(0, len(entry_ids), 500):
            some = entry_ids[at : at + 500]
            keys += connection.execute(select(schema.entry.c.sort_key).where(schema.entry.c.id.in_(some))).scalars()
    return tuple(sorted(keys))


def read_slice(vault: Vault, keys: Sequence[int], start: int = 0) -> ReadSlice:
    """Return the next entries of these keys, from a place in them on; those that are gone meanwhile are passed over."""
    items: list[ReadEntry] = []
    length, at = 0, start
    with vault.read() as connection:
        while at < len(keys) and len(items) < MOST_OF_A_SLICE and length < SLICE_LENGTH:
            if (entry := _read(connection, keys[at])) is not None:
                items.append(entry)
                length += len(entry.body)
            at += 1
    return ReadSlice(tuple(items), at if at < len(keys) else None)


def nearest_day(vault: Vault, span: Span, step: int) -> date | None:
    """Return the nearest day with entries before a span (step -1) or after it (1), None when there is none."""
    key = schema.entry.c.sort_key
    if step < 0:
        query = select(func.max(key)).where(key < first_sort_key_of_day(span.first))
    else:
        query = select(func.min(key)).where(key >= end_of_day(span.last))
    with vault.read() as connection:
        found = connection.execute(query).scalar_one()
    return None if found is None else day_of_sort_key(found)


def _read(connection: Connection, sort_key: int) -> ReadEntry | None:
    entry = schema.entry.c
    row = connection.execute(
        select(
            entry.id,
            entry.title,
            func.substr(entry.body, 1, LONGEST_BODY + 1).label("body"),
            entry.written_on,
            entry.written_at,
            entry.zone,
            func.coalesce(schema.asked.c.title, "").label("prompt_title"),
        )
        .select_from(schema.entry.outerjoin(schema.asked))
        .where(entry.sort_key == sort_key)
    ).one_or_none()
    if row is None:
        return None
    mentions_any = any(one.target is Target.ATTACHMENT for one in find_references(row.body))
    return ReadEntry(
        id=EntryId(row.id),
        sort_key=sort_key,
        title=row.title,
        prompt_title=row.prompt_title,
        body=row.body[:LONGEST_BODY],
        is_cut=len(row.body) > LONGEST_BODY,
        written_on=date.fromisoformat(row.written_on),
        written_at=from_stored(row.written_at),
        zone=row.zone,
        attachments=read_attachments(connection, PageKey(row.id)) if mentions_any else (),
    )
