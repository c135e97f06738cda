"""Read a journal whole, a few hundred pages at a time, so that any number of them needs the same memory.

Each group of pages is read in a transaction of its own: between two groups the vault's thread can do other things. A
page that is written or moved meanwhile is in the old form or the new one, never half.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, or_, select, union_all

from journal_app.journal.asked import PASSAGE, passage_from, read_many_asked
from journal_app.journal.beside import LinkedPassage
from journal_app.journal.entries import EntryId
from journal_app.journal.moments import first_sort_key_of_day, from_stored, local_time
from journal_app.journal.whole import (
    BegunWording,
    JournalWide,
    KeptFile,
    TagNames,
    WholeDraft,
    WholeEntry,
    Wording,
)
from journal_app.vault import schema
from journal_app.vault.vault import Vault

GROUP = 200
"""Pages read at a time."""

WISHES = ("cap", "shared_room", "theme_wishes", "targets", "support_region", "journal_name")
"""The private preferences that go with a journal; the others belong to one vault on one machine."""

type_of_row = Row[*tuple[Any, ...]]
"""Any: SQLAlchemy types rows by position; each column is read by name once, right below."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """From a local day to another, both included; None for no bound on that side."""

    first: date | None = None
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Say whether a day is inside."""
        return (self.first is None or on >= self.first) and (self.last is None or on <= self.last)

    @property
    def keys(self) -> tuple[int | None, int | None]:
        """The lowest sort key inside, and the lowest one after."""
        after = None if self.last is None or self.last == date.max else self.last + timedelta(days=1)
        return (
            None if self.first is None else first_sort_key_of_day(self.first),
            None if after is None else first_sort_key_of_day(after),
        )


ALL_DAYS = DaySpan()


@dataclass(frozen=True, slots=True)
class HowMuch:
    """How many pages of each kind lie in a span of days, and how many files lie with them."""

    entries: int
    drafts: int
    trashed: int
    files: int


def count_all(vault: Vault, span: DaySpan = ALL_DAYS) -> HowMuch:
    """Return how much there is to read."""
    draft, file = schema.draft.c, schema.attachment.c
    with vault.read() as connection:
        entries, trashed = (
            int(connection.execute(select(func.count()).select_from(kept).where(*_inside(kept, span))).scalar_one())
            for kept in (schema.entry, schema.trashed_entry)
        )
        begun = connection.execute(select(draft.id, draft.created_at, draft.zone).where(draft.entry_id.is_(None)))
        drafts = [row.id for row in begun if span.holds(local_time(from_stored(row.created_at), row.zone).date())]
        pages = [select(kept.c.id).where(*_inside(kept, span)) for kept in (schema.entry, schema.trashed_entry)]
        theirs = or_(file.entry_id.in_(union_all(*pages)), file.draft_id.in_(drafts))
        every = select(func.count()).select_from(schema.attachment)
        files = int(connection.execute(every if span == ALL_DAYS else every.where(theirs)).scalar_one())
    return HowMuch(entries, len(drafts), trashed, files)


def read_entries(vault: Vault, span: DaySpan = ALL_DAYS) -> Iterator[tuple[WholeEntry, ...]]:
    """Give the journal's entries by the group, oldest first."""
    key = schema.entry.c.sort_key
    last: int | None = None
    while True:
        query = select(*schema.entry.c).where(*_inside(schema.entry, span))
        if last is not None:
            query = query.where(key > last)
        with vault.read() as connection:
            rows = connection.execute(query.order_by(key).limit(GROUP)).all()
            group = _whole_entries(connection, rows)
        if not group:
            return
        last = group[-1].place
        yield group


def read_chosen(vault: Vault, entry_ids: Sequence[EntryId]) -> tuple[WholeEntry, ...]:
    """Return the entries of these ids that are there, oldest first; for a selection of a few hundred."""
    with vault.read() as connection:
        return _select_whole(connection, schema.entry, schema.entry.c.id.in_(entry_ids))


def read_by_uid(connection: Connection, uids: Sequence[str]) -> dict[str, WholeEntry]:
    """Return the pages of these uids, in the journal or else in its trash, in the transaction under way."""
    trashed = _select_whole(connection, schema.trashed_entry, schema.trashed_entry.c.uid.in_(uids))
    kept = _select_whole(connection, schema.entry, schema.entry.c.uid.in_(uids))
    return {entry.uid: entry for entry in (*trashed, *kept)}


def read_trash(vault: Vault, span: DaySpan = ALL_DAYS) -> Iterator[tuple[WholeEntry, ...]]:
    """Give the pages in the trash by the group."""
    table, last = schema.trashed_entry, 0
    while True:
        query = select(*table.c).where(*_inside(table, span), table.c.id > last).order_by(table.c.id).limit(GROUP)
        with vault.read() as connection:
            rows = connection.execute(query).all()
            group = _whole_entries(connection, rows)
        if not rows:
            return
        last = rows[-1].id
        yield group


def read_drafts(vault: Vault) -> Iterator[tuple[WholeDraft, ...]]:
    """Give the pages begun that are no entries yet, by the group."""
    draft, last = schema.draft.c, 0
    while True:
        query = select(*schema.draft.c).where(draft.entry_id.is_(None), draft.id > last).order_by(draft.id).limit(GROUP)
        with vault.read() as connection:
            rows = connection.execute(query).all()
            group = tuple(page for _, page in drafts_of_rows(connection, rows))
        if not rows:
            return
        last = rows[-1].id
        yield group


def read_journal_wide(vault: Vault) -> JournalWide:
    """Return what belongs to the journal and to no page."""
    tag, alias, wish = schema.tag.c, schema.tag_alias.c, schema.preference.c
    with vault.read() as connection:
        former: dict[int, list[str]] = defaultdict(list)
        for tag_id, folded in connection.execute(select(alias.tag_id, alias.folded).order_by(alias.folded)):
            former[tag_id].append(folded)
        tags = connection.execute(select(tag.id, tag.name).order_by(tag.folded)).all()
        words = connection.execute(select(schema.own_word.c.word).order_by(schema.own_word.c.word)).scalars().all()
        never = schema.prompt_never.c.prompt_id
        set_aside = connection.execute(select(never).order_by(never)).scalars().all()
        refused = schema.practice_never.c.practice_id
        practices_never = connection.execute(select(refused).order_by(refused)).scalars().all()
        wishes = connection.execute(select(wish.key, wish.value).where(wish.key.in_(WISHES)).order_by(wish.key)).all()
    return JournalWide(
        tags=tuple(TagNames(row.name, tuple(former[row.id])) for row in tags),
        own_words=tuple(words),
        set_aside=tuple(set_aside),
        practices_never=tuple(practices_never),
        wishes={key: json.loads(value) for key, value in wishes},
    )


def read_file_bytes(vault: Vault, uid: str) -> Iterator[bytes]:
    """Give a kept file's bytes in order, a piece at a time."""
    chunk = schema.attachment_chunk
    query = (
        select(chunk.c.bytes)
        .join(schema.attachment, schema.attachment.c.id == chunk.c.attachment_id)
        .where(schema.attachment.c.uid == uid)
    )
    ordinal = 0
    while True:
        with vault.read() as connection:
            piece = connection.execute(query.where(chunk.c.ordinal == ordinal)).scalar_one_or_none()
        if piece is None:
            return
        yield piece
        ordinal += 1


def places_of(vault: Vault, uids: Iterable[str]) -> dict[str, int]:
    """Return the sort keys of those of a few hundred entries that are in the journal."""
    entry = schema.entry.c
    with vault.read() as connection:
        found = connection.execute(select(entry.uid, entry.sort_key).where(entry.uid.in_(sorted(set(uids)))))
        return {row.uid: row.sort_key for row in found}


def drafts_of_rows(connection: Connection, rows: Sequence[type_of_row]) -> tuple[tuple[int, WholeDraft], ...]:
    """Return the drafts of whole rows, each with its id."""
    asked = read_many_asked(connection, [row.asked_id for row in rows if row.asked_id is not None])
    files = _files(connection, schema.attachment.c.draft_id, [row.id for row in rows])
    return tuple(
        (
            row.id,
            WholeDraft(
                title=row.title,
                body=row.body,
                created_at=from_stored(row.created_at),
                saved_at=from_stored(row.saved_at),
                zone=row.zone,
                asked=asked.get(row.asked_id),
                files=files[row.id],
            ),
        )
        for row in rows
    )


def _select_whole(connection: Connection, table: Table, condition: ColumnElement[bool]) -> tuple[WholeEntry, ...]:
    query = select(*table.c).where(condition).order_by(table.c.sort_key)
    return _whole_entries(connection, connection.execute(query).all())


def _inside(table: Table, span: DaySpan) -> list[ColumnElement[bool]]:
    first, after = span.keys
    bounds = []
    if first is not None:
        bounds.append(table.c.sort_key >= first)
    if after is not None:
        bounds.append(table.c.sort_key < after)
    return bounds


def _whole_entries(connection: Connection, rows: Sequence[type_of_row]) -> tuple[WholeEntry, ...]:
    """Return the pages of rows that are all of the journal or all of the trash, in their order."""
    ids = [row.id for row in rows]
    if not ids:
        return ()
    asked = read_many_asked(connection, [row.asked_id for row in rows if row.asked_id is not None])
    marks = {row.entry_id: row for row in connection.execute(_of(schema.entry_mark, ids))}
    tags, passages, versions = _chips(connection, ids), _linked(connection, ids), _wordings(connection, ids)
    files = _files(connection, schema.attachment.c.entry_id, ids)
    begun = _begun(connection, ids)
    return tuple(
        WholeEntry(
            uid=row.uid,
            written_at=from_stored(row.written_at),
            zone=row.zone,
            title=row.title,
            body=row.body,
            created_at=from_stored(row.created_at),
            edited_at=None if row.edited_at is None else from_stored(row.edited_at),
            asked=asked.get(row.asked_id),
            origin=row.origin,
            is_starred=bool(mark.is_starred) if (mark := marks.get(row.id)) else False,
            is_left_out=bool(mark.is_left_out) if mark else False,
            language=mark.language if mark else "",
            tags=tags[row.id],
            passages=passages[row.id],
            versions=versions[row.id],
            files=files[row.id],
            begun=_begun_in_trash(row) if hasattr(row, "trashed_at") else begun.get(row.id),
            trashed_at=from_stored(row.trashed_at) if hasattr(row, "trashed_at") else None,
            place=row.sort_key,
        )
        for row in rows
    )


def _of(table: Table, ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return select(*table.c).where(table.c.entry_id.in_(ids))


def _chips(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of the tags put beside each entry; those typed in its text stand there."""
    link, tag = schema.entry_tag.c, schema.tag.c
    query = (
        select(link.entry_id, tag.name)
        .join_from(schema.entry_tag, schema.tag)
        .where(link.entry_id.in_(ids), link.is_chip != 0)
        .order_by(tag.folded)
    )
    return _grouped((entry_id, name) for entry_id, name in connection.execute(query))


def _linked(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[LinkedPassage, ...]]:
    table = schema.entry_passage
    query = select(table.c.entry_id, table.c.linked_at, *(table.c[name] for name in PASSAGE))
    rows = connection.execute(query.where(table.c.entry_id.in_(ids)).order_by(table.c.linked_at, table.c.id))
    return _grouped((row.entry_id, LinkedPassage(passage_from(row), from_stored(row.linked_at))) for row in rows)


def _wordings(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Wording, ...]]:
    table = schema.entry_version.c
    rows = connection.execute(_of(schema.entry_version, ids).order_by(table.replaced_at, table.id))
    return _grouped(
        (row.entry_id, Wording(row.title, row.body, from_stored(row.worded_at), from_stored(row.replaced_at)))
        for row in rows
    )


def _files(connection: Connection, owner: ColumnElement[Any], ids: Sequence[int]) -> dict[int, tuple[KeptFile, ...]]:
    query = select(*schema.attachment.c, owner.label("owner")).where(owner.in_(ids)).order_by(schema.attachment.c.id)
    return _grouped(
        (
            row.owner,
            KeptFile(
                uid=row.uid,
                name=row.name,
                media_type=row.media_type,
                byte_count=row.byte_count,
                sha256=row.sha256,
                width_px=row.width_px,
                height_px=row.height_px,
                added_at=from_stored(row.added_at),
            ),
        )
        for row in connection.execute(query)
    )


def _begun(connection: Connection, ids: Sequence[int]) -> dict[int, BegunWording]:
    rows = connection.execute(_of(schema.draft, ids)).all()
    entry_of = {row.id: row.entry_id for row in rows}
    return {
        entry_of[draft_id]: BegunWording(
            draft.title, draft.body, draft.created_at, draft.saved_at, draft.zone, draft.files
        )
        for draft_id, draft in drafts_of_rows(connection, rows)
    }


def _begun_in_trash(row: type_of_row) -> BegunWording | None:
    if row.draft_created_at is None:
        return None
    return BegunWording(
        title=row.draft_title,
        body=row.draft_body,
        created_at=from_stored(row.draft_created_at),
        saved_at=from_stored(row.draft_saved_at),
        zone=row.draft_zone,
    )


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, tuple[Any, ...]]:
    """Gather values by the row they belong to; a row without any has none."""
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return defaultdict(tuple, {key: tuple(values) for key, values in found.items()})
