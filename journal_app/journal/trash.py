"""The trash: pages taken out of the journal that can still be put back, for thirty days.

Moving there and back is one transaction each, so a page is always in one place, whole. What goes from the trash goes
for good, as `journal/deletion.py` says: first the rows, then the backups that hold them.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, func, insert, literal, select, tuple_

from journal_app.journal.asked import forget_asked_if_unused
from journal_app.journal.attachments import hand_over_drafts_of
from journal_app.journal.deletion import held_since_of
from journal_app.journal.derived import refresh_derived
from journal_app.journal.drawings import hand_over_drawings_of
from journal_app.journal.entries import (
    WHOLE,
    Entry,
    EntryId,
    EntrySummary,
    empty_the_log,
    free_entry_id,
    free_sort_key,
    read_whole,
    select_summaries,
    summaries_of,
)
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import KEYS_A_MILLISECOND, from_stored, to_stored
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

KEPT_DAYS = 30
"""How long a page stays in the trash; long enough to miss it, short enough that gone means gone."""

_DRAFT = ("id", "title", "body", "created_at", "saved_at", "zone")
"""What the trash keeps of the wording begun of a page; its question is the page's own."""


class TrashPlace(NamedTuple):
    """Where a page stands in the trash: the one moved there last comes first."""

    trashed_at: int
    id: int


@dataclass(frozen=True, slots=True)
class TrashedSummary:
    """What a list shows of a page in the trash, when it was moved there, and from when on it goes for good."""

    entry: EntrySummary
    trashed_at: datetime
    goes_at: datetime


@dataclass(frozen=True, slots=True)
class TrashPage:
    """Some pages of the trash, last moved first; `next_before` asks for the next ones and is None on the last."""

    items: tuple[TrashedSummary, ...]
    next_before: TrashPlace | None


@dataclass(frozen=True, slots=True)
class Removed:
    """Rows that are gone from the trash: how many pages, and since when backups can hold any of them."""

    count: int
    held_since: datetime


def move_to_trash(vault: Vault, clock: Clock, entry_id: EntryId) -> EntryId:
    """Take an entry out of the journal into the trash, with the wording begun of it, and return its id there.

    It is the same id (another one only where a rescue brought one page back twice).
    Raises JournalError (ENTRY_NOT_FOUND).
    """
    with vault.write() as connection:
        if not _has(connection, schema.entry.c.id == entry_id):
            raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
        there = _own_id(connection, schema.trashed_entry, entry_id)
        _copy_to_trash(connection, entry_id, there, to_stored(clock.now()))
        hand_over_drafts_of(connection, entry_id, to=there)
        hand_over_drawings_of(connection, entry_id, to=there)
        connection.execute(delete(schema.draft).where(schema.draft.c.entry_id == entry_id))
        connection.execute(delete(schema.entry).where(schema.entry.c.id == entry_id))
    return there


def put_back(vault: Vault, entry_id: EntryId) -> EntryId:
    """Put a page of the trash back into the journal as it was: same id, date and words; return its id.

    Where another page has come to stand at its very moment, it takes the next free place beside it.
    Raises JournalError (ENTRY_NOT_FOUND).
    """
    with vault.write() as connection:
        row = connection.execute(
            select(schema.trashed_entry).where(schema.trashed_entry.c.id == entry_id)
        ).one_or_none()
        if row is None:
            raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
        values = {name: getattr(row, name) for name in WHOLE}
        values["id"] = _own_id(connection, schema.entry, entry_id)
        _make_unique(connection, values)
        connection.execute(insert(schema.entry).values(**values))
        refresh_derived(connection, entry_id=values["id"], sort_key=values["sort_key"], title=row.title, body=row.body)
        if row.draft_created_at is not None:
            draft = {name: getattr(row, f"draft_{name}") for name in _DRAFT}
            if _has(connection, schema.draft.c.id == draft["id"]):
                del draft["id"]
            connection.execute(insert(schema.draft).values(**draft, entry_id=values["id"], asked_id=row.asked_id))
        connection.execute(delete(schema.trashed_entry).where(schema.trashed_entry.c.id == entry_id))
    return EntryId(values["id"])


def list_trash(vault: Vault, *, before: TrashPlace | None = None, limit: int = 50) -> TrashPage:
    """Return a part of the trash, the page moved there last first, from after the place `before`."""
    trashed = schema.trashed_entry.c
    query = select_summaries(schema.trashed_entry).add_columns(trashed.trashed_at)
    query = query.order_by(trashed.trashed_at.desc(), trashed.id.desc()).limit(limit + 1)
    if before is not None:
        query = query.where(tuple_(trashed.trashed_at, trashed.id) < tuple_(*before))
    with vault.read() as connection:
        rows = connection.execute(query).all()
        summaries = summaries_of(connection, rows[:limit])
    items = tuple(_summary(entry, row.trashed_at) for entry, row in zip(summaries, rows, strict=False))
    more = TrashPlace(rows[limit - 1].trashed_at, rows[limit - 1].id) if len(rows) > limit else None
    return TrashPage(items, more)


def load_trashed(vault: Vault, entry_id: EntryId) -> Entry:
    """Return one whole page of the trash. Raises JournalError (ENTRY_NOT_FOUND)."""
    with vault.read() as connection:
        return read_whole(connection, schema.trashed_entry, entry_id)


def count_trash(vault: Vault) -> int:
    """Return how many pages are in the trash."""
    with vault.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.trashed_entry)).scalar_one())


def delete_trashed(vault: Vault, entry_id: EntryId) -> Removed:
    """Delete the rows of one page of the trash; its backups are the caller's to purge.

    Raises JournalError (ENTRY_NOT_FOUND).
    """
    removed = _delete_where(vault, schema.trashed_entry.c.id == entry_id)
    if removed is None:
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
    return removed


def delete_all_trashed(vault: Vault) -> Removed | None:
    """Delete the rows of all pages of the trash, as `delete_trashed`; None when it was empty."""
    return _delete_where(vault, literal(1) == 1)


def delete_due(vault: Vault, clock: Clock) -> Removed | None:
    """Delete the rows of pages that have been in the trash for thirty days; None when there were none."""
    last = to_stored(clock.now() - timedelta(days=KEPT_DAYS))
    return _delete_where(vault, schema.trashed_entry.c.trashed_at <= last)


def _delete_where(vault: Vault, condition: ColumnElement[bool]) -> Removed | None:
    """Delete pages of the trash in one transaction; nothing is written where there are none."""
    trashed = schema.trashed_entry.c
    query = select(trashed.asked_id, trashed.created_at, trashed.written_at, trashed.origin).where(condition)
    with vault.read() as connection:
        if connection.execute(query.limit(1)).first() is None:
            return None
    with vault.write() as connection:
        rows = connection.execute(query).all()
        connection.execute(delete(schema.trashed_entry).where(condition))
        for asked_id in {row.asked_id for row in rows}:
            forget_asked_if_unused(connection, asked_id)
    empty_the_log(vault)
    since = min(held_since_of(from_stored(row.created_at), from_stored(row.written_at), row.origin) for row in rows)
    return Removed(len(rows), since)


def _copy_to_trash(connection: Connection, entry_id: EntryId, there: EntryId, now: int) -> None:
    entry, draft = schema.entry, schema.draft
    source = (
        select(
            literal(there),
            *(entry.c[name] for name in WHOLE[1:]),
            literal(now),
            *(draft.c[name] for name in _DRAFT),
        )
        .select_from(entry.outerjoin(draft, draft.c.entry_id == entry.c.id))
        .where(entry.c.id == entry_id)
    )
    names = [*WHOLE, "trashed_at", *(f"draft_{name}" for name in _DRAFT)]
    connection.execute(insert(schema.trashed_entry).from_select(names, source))


def _own_id(connection: Connection, place: Table, entry_id: EntryId) -> EntryId:
    """Return an entry's own id; a free one where a rescue brought the same page back into both places."""
    return free_entry_id(connection) if _has(connection, place.c.id == entry_id) else entry_id


def _make_unique(connection: Connection, values: dict[str, object]) -> None:
    """Change what only one entry may have and another has by now; nothing of the words or the date."""
    key, entry = int(str(values["sort_key"])), schema.entry.c
    if _has(connection, entry.sort_key == key):
        values["sort_key"] = free_sort_key(connection, key - key % KEYS_A_MILLISECOND)
    if _has(connection, entry.uid == values["uid"]):
        values["uid"] = uuid.uuid4().hex
    if values["origin"] is not None and _has(connection, entry.origin == values["origin"]):
        values["origin"] = None


def _has(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return bool(connection.execute(select(exists().where(condition))).scalar_one())


def _summary(entry: EntrySummary, trashed_at: int) -> TrashedSummary:
    moved = from_stored(trashed_at)
    return TrashedSummary(entry, moved, moved + timedelta(days=KEPT_DAYS))
