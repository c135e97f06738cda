"""Take an import out again: what it brought in and nobody has changed since; the rest stays.

In groups, a transaction each, so that it can be stopped and gone on with. The backup made before it holds what goes.
The words of many entries leave the search index all at once at the end; a process that ends before leaves the batch as
one that was cut short, and taking it out again does that too.
"""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from journal_app.journal.asked import forget_asked_if_unused
from journal_app.journal.bringing_in import BatchId, ItemKind
from journal_app.journal.entries import empty_the_log
from journal_app.journal.everything import drafts_of_rows, read_by_uid
from journal_app.journal.kept_arriving import remove_kept
from journal_app.journal.kept_records import KeptKind
from journal_app.journal.whole import full_mark_of, mark_of
from journal_app.vault import schema
from journal_app.vault.index_merging import erase_removed_words, words_left_to_merging
from journal_app.vault.vault import Vault

GROUP = 200
MANY = 300
"""Entries from which on it takes less to write the search index anew than to cut each word out of it."""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """How many pages are out so far, and how many things stay because they were changed since they came in."""

    removed: int
    kept: int


def take_out(vault: Vault, batch_id: BatchId) -> Iterator[TakenOut]:
    """Take an import out again, a group at a time; the last value tells the whole. The batch is forgotten then."""
    removed = kept = 0
    are_many = _begin(vault, batch_id)
    for kind in reversed(KeptKind):
        for group in _groups(vault, batch_id, ItemKind(kind)):
            with vault.write() as connection:
                kept += len(group) - remove_kept(connection, kind, group)
                _forget(connection, batch_id, ItemKind(kind), group)
            yield TakenOut(removed, kept)
    for group in _groups(vault, batch_id, ItemKind.ENTRY):
        with vault.write() as connection, words_left_to_merging(connection) if are_many else nullcontext():
            count = _remove_entries(connection, group)
            _forget(connection, batch_id, ItemKind.ENTRY, group)
        removed, kept = removed + count, kept + len(group) - count
        yield TakenOut(removed, kept)
    for group in _groups(vault, batch_id, ItemKind.DRAFT):
        with vault.write() as connection:
            count = _remove_drafts(connection, group)
            _forget(connection, batch_id, ItemKind.DRAFT, group)
        removed, kept = removed + count, kept + len(group) - count
        yield TakenOut(removed, kept)
    for _ in erase_removed_words(vault) if are_many else ():
        yield TakenOut(removed, kept)
    with vault.write() as connection:
        _remove_wide(connection, batch_id)
        connection.execute(delete(schema.import_batch).where(schema.import_batch.c.id == batch_id))
    empty_the_log(vault)
    yield TakenOut(removed, kept)


def _begin(vault: Vault, batch_id: BatchId) -> bool:
    """Say that an import is no longer whole; return whether many entries go, or it was not whole before."""
    item, batch = schema.import_item.c, schema.import_batch
    entries = select(func.count()).where(item.batch_id == batch_id, item.kind == ItemKind.ENTRY)
    own = batch.c.id == batch_id
    with vault.write() as connection:
        was_whole = connection.execute(select(batch.c.finished_at).where(own)).scalar_one() is not None
        are_many = not was_whole or connection.execute(entries).scalar_one() >= MANY
        if are_many:
            connection.execute(batch.update().where(own).values(finished_at=None))
    return are_many


def _groups(vault: Vault, batch_id: BatchId, kind: ItemKind) -> Iterator[dict[str, str]]:
    """Give what an import brought in of a kind, name and mark; each group is forgotten before the next is read."""
    item = schema.import_item.c
    query = select(item.name, item.mark).where(item.batch_id == batch_id, item.kind == kind).limit(GROUP)
    while True:
        with vault.read() as connection:
            group = {row.name: row.mark for row in connection.execute(query)}
        if not group:
            return
        yield group


def _remove_entries(connection: Connection, marks: dict[str, str]) -> int:
    """Delete the entries that still say what they said, in the journal or its trash."""
    there = read_by_uid(connection, list(marks))
    same = [uid for uid, page in there.items() if full_mark_of(page) == marks[uid]]
    held = _still_held(connection, same)
    same = [uid for uid in same if uid not in held]
    for table in (schema.entry, schema.trashed_entry):
        asked = connection.execute(select(table.c.asked_id).where(table.c.uid.in_(same))).scalars().all()
        connection.execute(delete(table).where(table.c.uid.in_(same)))
        _forget_asked(connection, asked)
    return len(same)


def _still_held(connection: Connection, uids: Iterable[str]) -> set[str]:
    """Return those pages that a practice or a drawing hangs on, which would go with them: made or changed since."""
    held: set[str] = set()
    for page in (schema.entry, schema.trashed_entry):
        for owned in (schema.practice_run, schema.drawing):
            query = select(page.c.uid).join(owned, owned.c.entry_id == page.c.id).where(page.c.uid.in_(list(uids)))
            held |= set(connection.execute(query).scalars())
    return held


def _remove_drafts(connection: Connection, marks: dict[str, str]) -> int:
    draft = schema.draft
    rows = connection.execute(select(*draft.c).where(draft.c.id.in_([int(name) for name in marks]))).all()
    same = [own for own, page in drafts_of_rows(connection, rows) if mark_of(page) == marks[str(own)]]
    asked = [row.asked_id for row in rows if row.id in same]
    connection.execute(delete(draft).where(draft.c.id.in_(same)))
    _forget_asked(connection, asked)
    return len(same)


def _remove_wide(connection: Connection, batch_id: BatchId) -> None:
    """Take out words and prompts set aside, and the wishes that are still what came in."""
    item = schema.import_item.c
    for row in connection.execute(select(item.kind, item.name, item.mark).where(item.batch_id == batch_id)).all():
        match ItemKind(row.kind):
            case ItemKind.WORD:
                connection.execute(delete(schema.own_word).where(schema.own_word.c.word == row.name))
            case ItemKind.SET_ASIDE:
                connection.execute(delete(schema.prompt_never).where(schema.prompt_never.c.prompt_id == row.name))
            case ItemKind.PRACTICE_NEVER:
                never = schema.practice_never
                connection.execute(delete(never).where(never.c.practice_id == row.name))
            case ItemKind.WISH:
                wish = schema.preference.c
                connection.execute(delete(schema.preference).where(wish.key == row.name, wish.value == row.mark))


def _forget(connection: Connection, batch_id: BatchId, kind: ItemKind, names: Iterable[str]) -> None:
    item = schema.import_item
    own = (item.c.batch_id == batch_id, item.c.kind == kind, item.c.name.in_(list(names)))
    connection.execute(delete(item).where(*own))


def _forget_asked(connection: Connection, asked_ids: Iterable[int | None]) -> None:
    for asked_id in asked_ids:
        forget_asked_if_unused(connection, asked_id)
