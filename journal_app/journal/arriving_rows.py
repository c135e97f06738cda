"""Store pages that arrive, many at a time: ids and places given here, one statement a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from journal_app.journal.arriving_tags import SourceTags, put_tags
from journal_app.journal.asked import insert_many_asked, passage_values
from journal_app.journal.derived import NewWords, derive_new
from journal_app.journal.entries import free_entry_id
from journal_app.journal.moments import KEYS_A_MILLISECOND, first_sort_key, local_time, to_stored
from journal_app.journal.whole import BegunWording, KeptFile, WholeDraft, WholeEntry
from journal_app.vault import schema

Bytes = Mapping[str, Callable[[], Iterator[bytes]]]


def insert_entries(connection: Connection, arriving: Sequence[tuple[WholeEntry, Bytes]], tags: SourceTags) -> None:
    """Store entries, those of the trash in the trash, each with all that belongs to it."""
    if not arriving:
        return
    entries = [entry for entry, _ in arriving]
    first_id = free_entry_id(connection)
    ids = list(range(first_id, first_id + len(entries)))
    numbered = list(zip(ids, entries, strict=True))
    asked = [entry.asked for entry in entries if entry.asked is not None]
    asked_ids = iter(insert_many_asked(connection, asked))
    asked_of = {own: next(asked_ids) for own, entry in numbered if entry.asked is not None}
    keys = _free_keys(connection, entries)
    rows = [_row(own, entry, key, asked_of.get(own)) for (own, entry), key in zip(numbered, keys, strict=True)]
    _insert(connection, schema.entry, [row for row in rows if "trashed_at" not in row])
    _insert(connection, schema.trashed_entry, [row for row in rows if "trashed_at" in row])
    _insert_beside(connection, numbered)
    put_tags(connection, numbered, tags)
    for (own, entry), (_, bytes_of) in zip(numbered, arriving, strict=True):
        _insert_files(connection, entry.files, bytes_of, entry_id=own)
        if entry.begun is not None and entry.trashed_at is None:
            draft_id = _insert_draft(connection, entry.begun, entry_id=own, asked_id=asked_of.get(own))
            _insert_files(connection, entry.begun.files, bytes_of, draft_id=draft_id)
    kept = [(own, entry, key) for (own, entry), key in zip(numbered, keys, strict=True) if entry.trashed_at is None]
    derive_new(connection, [NewWords(own, key, entry.title, entry.body) for own, entry, key in kept])


def insert_drafts(connection: Connection, arriving: Sequence[tuple[WholeDraft, Bytes]]) -> list[int]:
    """Store drafts that belong to no entry; return their ids."""
    ids = []
    for draft, bytes_of in arriving:
        asked_id = insert_many_asked(connection, [draft.asked])[0] if draft.asked is not None else None
        ids.append(_insert_draft(connection, draft, entry_id=None, asked_id=asked_id))
        _insert_files(connection, draft.files, bytes_of, draft_id=ids[-1])
    return ids


def _row(own: int, entry: WholeEntry, sort_key: int, asked_id: int | None) -> dict[str, Any]:
    # Any: a row's values have as many types as its columns.
    row: dict[str, Any] = {
        "id": own,
        "uid": entry.uid,
        "sort_key": sort_key,
        "written_at": to_stored(entry.written_at),
        "zone": entry.zone,
        "written_on": local_time(entry.written_at, entry.zone).date().isoformat(),
        "title": entry.title,
        "body": entry.body,
        "asked_id": asked_id,
        "origin": entry.origin,
        "created_at": to_stored(entry.created_at),
        "edited_at": None if entry.edited_at is None else to_stored(entry.edited_at),
    }
    if entry.trashed_at is None:
        return row
    begun = entry.begun
    return row | {
        "trashed_at": to_stored(entry.trashed_at),
        "draft_title": None if begun is None else begun.title,
        "draft_body": None if begun is None else begun.body,
        "draft_created_at": None if begun is None else to_stored(begun.created_at),
        "draft_saved_at": None if begun is None else to_stored(begun.saved_at),
        "draft_zone": None if begun is None else begun.zone,
    }


def _free_keys(connection: Connection, entries: Sequence[WholeEntry]) -> list[int]:
    """Return a sort key for each entry that no other has: its own moment's first, or the next one that has room.

    The trash keeps the key of the moment itself: a page is given a free one when it is put back.
    """
    firsts = [first_sort_key(local_time(entry.written_at, entry.zone)) for entry in entries]
    key = schema.entry.c.sort_key
    taken = set(connection.execute(select(key).where(key.in_(firsts))).scalars())
    last_of: dict[int, int] = {}
    keys = []
    for entry, first in zip(entries, firsts, strict=True):
        if entry.trashed_at is not None:
            keys.append(first)
            continue
        moment = first
        while moment in taken or moment in last_of:
            last = max(last_of.get(moment, moment - 1), _last_key(connection, moment))
            if last + 1 < moment + KEYS_A_MILLISECOND:
                break
            moment += KEYS_A_MILLISECOND
            taken.add(moment)  # not looked for before: ask
        else:
            last = moment - 1
        last_of[moment] = last + 1
        keys.append(last + 1)
    return keys


def _last_key(connection: Connection, moment: int) -> int:
    """Return the highest key stored in a millisecond, or the one before its first."""
    key = schema.entry.c.sort_key
    last = connection.execute(
        select(func.max(key)).where(key >= moment, key < moment + KEYS_A_MILLISECOND)
    ).scalar_one()
    return moment - 1 if last is None else int(last)


def _insert_beside(connection: Connection, numbered: Sequence[tuple[int, WholeEntry]]) -> None:
    """Store marks, linked passages and earlier wordings."""
    marks = [
        {
            "entry_id": own,
            "is_starred": int(entry.is_starred),
            "is_left_out": int(entry.is_left_out),
            "language": entry.language,
        }
        for own, entry in numbered
        if entry.is_starred or entry.is_left_out or entry.language
    ]
    passages = [
        {"entry_id": own, "linked_at": to_stored(linked.linked_at), **passage_values(linked.passage)}
        for own, entry in numbered
        for linked in entry.passages
    ]
    versions = [
        {
            "entry_id": own,
            "title": version.title,
            "body": version.body,
            "worded_at": to_stored(version.worded_at),
            "replaced_at": to_stored(version.replaced_at),
        }
        for own, entry in numbered
        for version in entry.versions
    ]
    _insert(connection, schema.entry_mark, marks)
    _insert(connection, schema.entry_passage, passages)
    _insert(connection, schema.entry_version, versions)


def _insert_draft(
    connection: Connection, draft: WholeDraft | BegunWording, *, entry_id: int | None, asked_id: int | None
) -> int:
    made = connection.execute(
        insert(schema.draft).values(
            entry_id=entry_id,
            title=draft.title,
            body=draft.body,
            asked_id=asked_id,
            created_at=to_stored(draft.created_at),
            saved_at=to_stored(draft.saved_at),
            zone=draft.zone,
        )
    )
    return int(made.lastrowid)


def _insert_files(
    connection: Connection,
    files: Sequence[KeptFile],
    bytes_of: Bytes,
    *,
    entry_id: int | None = None,
    draft_id: int | None = None,
) -> None:
    """Store the files whose bytes came with the page."""
    for file in files:
        attachment_id = connection.execute(
            insert(schema.attachment).values(
                uid=file.uid,
                entry_id=entry_id,
                draft_id=draft_id,
                name=file.name,
                media_type=file.media_type,
                byte_count=file.byte_count,
                sha256=file.sha256,
                width_px=file.width_px,
                height_px=file.height_px,
                added_at=to_stored(file.added_at),
            )
        ).lastrowid
        for ordinal, piece in enumerate(bytes_of[file.uid]()):
            values = {"attachment_id": attachment_id, "ordinal": ordinal, "bytes": piece}
            connection.execute(insert(schema.attachment_chunk).values(**values))


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
