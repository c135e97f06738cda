"""Bring whole pages into a journal: each once, none over another, and all of one import as a batch that can go again.

A page is known by its uid, or by where it came from. One that is there already stays as it is, whatever the arriving
one says; that it differs is told. A group of pages is one transaction: a page is in whole, or not at all.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import Connection, func, insert, select, update

from journal_app.journal.arriving_rows import insert_drafts, insert_entries
from journal_app.journal.arriving_tags import SourceTags, known_names
from journal_app.journal.attachments import clean_name
from journal_app.journal.entries import count_entries, known_origins
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.everything import WISHES, drafts_of_rows, read_by_uid
from journal_app.journal.kept_arriving import Judged, Laid, insert_kept, judge_kept
from journal_app.journal.kept_records import KeptKind, KeptRecord, kind_of, mark_of_record
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.text import stored_form
from journal_app.journal.whole import BegunWording, JournalWide, KeptFile, WholeDraft, WholeEntry, mark_of, with_begun
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.index_at_once import words_indexed_at_once
from journal_app.vault.vault import Vault

BatchId = NewType("BatchId", int)

Pieces = Callable[[], Iterator[bytes]]
"""Gives a file's bytes in pieces of 256 KiB, each time from the first."""


class ItemKind(StrEnum):
    """What an import can bring in, and take out again."""

    ENTRY = "entry"
    DRAFT = "draft"
    WORD = "word"
    SET_ASIDE = "set_aside"
    WISH = "wish"
    PRACTICE_NEVER = "practice_never"
    PRACTICE = "practice"
    DRAWING = "drawing"
    STORY = "story"
    CIRCLE = "circle"
    CHECK_IN = "check_in"
    SUPPORT = "support"


class Outcome(StrEnum):
    """What became of a page: brought in; there already; there already, and saying something else."""

    ADDED = "added"
    ALREADY_THERE = "already_there"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Arriving:
    """A page on its way in, and the bytes of its files by their uids."""

    page: WholeEntry | WholeDraft
    bytes_of: Mapping[str, Pieces] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import: the form it came in, when, what it brought; `is_finished` is False where it was cut short.

    `counts` has the kinds that there is any of; `files` are the pictures and files of its entries, as they are now.
    """

    id: BatchId
    source: str
    begun_at: datetime
    is_finished: bool
    counts: Mapping[ItemKind, int]
    files: int

    @property
    def pages(self) -> int:
        """How many entries it brought, and pages begun."""
        return self.counts.get(ItemKind.ENTRY, 0) + self.counts.get(ItemKind.DRAFT, 0)

    @property
    def kept(self) -> Mapping[KeptKind, int]:
        """What it brought beside the pages, by kind."""
        return {kind: self.counts[ItemKind(kind)] for kind in KeptKind if ItemKind(kind) in self.counts}


@dataclass(slots=True)
class Seen:
    """What a dry run has seen come by: it must tell twice from once without keeping anything."""

    marks: dict[str, str] = field(default_factory=dict)


def begin_batch(vault: Vault, clock: Clock, source: str) -> BatchId:
    """Begin an import; what it brings in is noted under the id returned."""
    with vault.write() as connection:
        made = connection.execute(insert(schema.import_batch).values(source=source, begun_at=to_stored(clock.now())))
    return BatchId(made.lastrowid)


def finish_batch(vault: Vault, clock: Clock, batch_id: BatchId) -> bool:
    """Say that an import is whole; one that brought nothing is forgotten. Returns whether it brought anything."""
    item, batch = schema.import_item.c, schema.import_batch
    with vault.write() as connection:
        has_any = connection.execute(select(item.name).where(item.batch_id == batch_id).limit(1)).first() is not None
        if has_any:
            now = to_stored(clock.now())
            connection.execute(update(batch).where(batch.c.id == batch_id).values(finished_at=now))
        else:
            connection.execute(batch.delete().where(batch.c.id == batch_id))
    return has_any


def list_batches(vault: Vault) -> tuple[ImportBatch, ...]:
    """Return the imports that can be taken out again, newest first."""
    batch, item, entry, file = schema.import_batch.c, schema.import_item.c, schema.entry, schema.attachment
    query = select(batch.id, batch.source, batch.begun_at, batch.finished_at).order_by(batch.id.desc())
    kinds = select(item.batch_id, item.kind, func.count().label("many")).group_by(item.batch_id, item.kind)
    files = (
        select(item.batch_id, func.count().label("many"))
        .select_from(schema.import_item)
        .join(entry, (item.kind == ItemKind.ENTRY) & (entry.c.uid == item.name))
        .join(file, file.c.entry_id == entry.c.id)
        .group_by(item.batch_id)
    )
    counts: dict[int, dict[ItemKind, int]] = defaultdict(dict)
    with vault.read() as connection:
        rows = connection.execute(query).all()
        for row in connection.execute(kinds):
            counts[row.batch_id][ItemKind(row.kind)] = row.many
        files_of = {row.batch_id: row.many for row in connection.execute(files)}
    return tuple(
        ImportBatch(
            id=BatchId(row.id),
            source=row.source,
            begun_at=from_stored(row.begun_at),
            is_finished=row.finished_at is not None,
            counts=counts[row.id],
            files=files_of.get(row.id, 0),
        )
        for row in rows
    )


def bring_in(
    vault: Vault, clock: Clock, batch_id: BatchId, arriving: Sequence[Arriving], tags: SourceTags
) -> tuple[Outcome | JournalProblem, ...]:
    """Bring in a group of pages in one transaction, and say of each what became of it, or why it can't be kept."""
    with vault.write() as connection:
        judged = _judge(vault, connection, arriving, Seen(), tags)
        fresh = [page for page in judged if page.outcome is Outcome.ADDED]
        marks = [(page.page, page.mark) for page in fresh]
        entries = [(page.page, page.bytes_of) for page in fresh if isinstance(page.page, WholeEntry)]
        drafts = [(page.page, page.bytes_of) for page in fresh if isinstance(page.page, WholeDraft)]
        with words_indexed_at_once(connection):
            insert_entries(connection, entries, tags)
        ids = insert_drafts(connection, drafts)
        noted = [(ItemKind.ENTRY, e.uid, with_begun(mark, e)) for e, mark in marks if isinstance(e, WholeEntry)]
        of_drafts = (mark for page, mark in marks if isinstance(page, WholeDraft))
        noted += [(ItemKind.DRAFT, str(own), mark) for own, mark in zip(ids, of_drafts, strict=True)]
        _note(connection, batch_id, noted)
    return tuple(page.outcome for page in judged)


def look_over(
    vault: Vault, arriving: Sequence[Arriving], seen: Seen, tags: SourceTags
) -> tuple[Outcome | JournalProblem, ...]:
    """Say of each page what would become of it, and change nothing."""
    with vault.read() as connection:
        return tuple(page.outcome for page in _judge(vault, connection, arriving, seen, tags))


def bring_in_kept(
    vault: Vault, batch_id: BatchId, records: Sequence[KeptRecord], laid: Laid
) -> tuple[Outcome | JournalProblem, ...]:
    """Bring in a group of what is kept beside the pages, after them; say of each what became of it, or why not."""
    with vault.write() as connection:
        judged = judge_kept(connection, records, (), {})
        fresh = [one.record for one in judged if one.is_fresh]
        insert_kept(connection, fresh, laid)
        _note(connection, batch_id, [(ItemKind(kind_of(one)), one.id, mark_of_record(one)) for one in fresh])
    return tuple(_kept_outcome(one) for one in judged)


def look_over_kept(
    vault: Vault, records: Sequence[KeptRecord], seen: Seen, laid: Laid
) -> tuple[Outcome | JournalProblem, ...]:
    """Say of each record what would become of it, and change nothing."""
    with vault.read() as connection:
        judged = judge_kept(connection, records, seen.marks, laid.seen)
    laid.seen |= {one.record.id: mark_of_record(one.record) for one in judged if one.is_fresh}
    return tuple(_kept_outcome(one) for one in judged)


def _kept_outcome(judged: Judged) -> Outcome | JournalProblem:
    if judged.problem is not None:
        return judged.problem
    if judged.before is None:
        return Outcome.ADDED
    return Outcome.ALREADY_THERE if judged.before == mark_of_record(judged.record) else Outcome.DIFFERS


def bring_in_wide(vault: Vault, batch_id: BatchId, wide: JournalWide) -> int:
    """Bring in the words taught and the prompts set aside that are not there yet; return how many.

    Wishes come in only where the journal has no entry yet: a journal that is lived in keeps its own.
    """
    is_empty = count_entries(vault) == 0
    word, never, wish = schema.own_word.c.word, schema.prompt_never.c.prompt_id, schema.preference.c
    practice_never = schema.practice_never.c.practice_id
    with vault.write() as connection:
        words = _missing(wide.own_words, connection.execute(select(word)).scalars())
        set_aside = _missing(wide.set_aside, connection.execute(select(never)).scalars())
        practices = _missing(wide.practices_never, connection.execute(select(practice_never)).scalars())
        wishes = {key: json.dumps(value) for key, value in wide.wishes.items() if key in WISHES} if is_empty else {}
        new_keys = _missing(wishes, connection.execute(select(wish.key)).scalars())
        rows: list[tuple[ItemKind, str, str]] = []
        rows += [(ItemKind.WORD, name, "") for name in words]
        rows += [(ItemKind.SET_ASIDE, name, "") for name in set_aside]
        rows += [(ItemKind.PRACTICE_NEVER, name, "") for name in practices]
        rows += [(ItemKind.WISH, key, wishes[key]) for key in new_keys]
        if words:
            connection.execute(insert(schema.own_word), [{"word": name} for name in words])
        if set_aside:
            connection.execute(insert(schema.prompt_never), [{"prompt_id": name} for name in set_aside])
        if practices:
            connection.execute(insert(schema.practice_never), [{"practice_id": name} for name in practices])
        if new_keys:
            connection.execute(insert(schema.preference), [{"key": key, "value": wishes[key]} for key in new_keys])
        _note(connection, batch_id, rows)
    return len(rows)


@dataclass(frozen=True, slots=True)
class _Judged:
    page: WholeEntry | WholeDraft
    bytes_of: Mapping[str, Pieces]
    outcome: Outcome | JournalProblem
    mark: str = ""


def _judge(
    vault: Vault, connection: Connection, arriving: Sequence[Arriving], seen: Seen, tags: SourceTags
) -> tuple[_Judged, ...]:
    """Decide of each page what becomes of it; those that come in stand in the form the vault keeps."""
    pages = [_kept_form(one.page) for one in arriving]
    entries = [page for page in pages if isinstance(page, WholeEntry)]
    names = known_names(connection, (name for entry in entries for name in entry.tags), tags)
    there = {uid: mark_of(entry) for uid, entry in read_by_uid(connection, [e.uid for e in entries if e.uid]).items()}
    there |= _draft_marks(connection) if len(entries) < len(pages) else {}
    origins = known_origins(vault, [entry.origin for entry in entries if entry.origin is not None])
    taken = _known_files(connection, pages)
    judged = []
    for page, one in zip(pages, arriving, strict=True):
        if isinstance(page, JournalProblem):
            judged.append(_Judged(one.page, one.bytes_of, page))
            continue
        ready = _named(page, names)
        mark = mark_of(ready)
        outcome: Outcome | JournalProblem = _outcome(ready, mark, there, seen.marks, origins)
        if outcome is Outcome.ADDED:
            own = {file.uid for file in _files(ready)}
            outcome = JournalProblem.FILE_OF_ANOTHER_PAGE if own & taken else outcome
            taken |= own
        judged.append(_Judged(ready, one.bytes_of, outcome, mark))
    return tuple(judged)


def _outcome(
    page: WholeEntry | WholeDraft, mark: str, there: Mapping[str, str], seen: dict[str, str], origins: frozenset[str]
) -> Outcome:
    name = page.uid if isinstance(page, WholeEntry) else mark
    before = there.get(name, seen.get(name))
    if before is not None:
        return Outcome.ALREADY_THERE if before == mark else Outcome.DIFFERS
    origin = page.origin if isinstance(page, WholeEntry) else None
    if origin is not None and (origin in origins or origin in seen):
        return Outcome.ALREADY_THERE
    seen[name] = mark
    if origin is not None:
        seen[origin] = mark
    return Outcome.ADDED


def _named(page: WholeEntry | WholeDraft, names: Mapping[str, str]) -> WholeEntry | WholeDraft:
    """Give an entry its tags' names as this journal has them, and a uid where it has none."""
    if isinstance(page, WholeDraft):
        return page
    tags = tuple(sorted({names[name] for name in page.tags if name in names}))
    return page if page.uid and tags == page.tags else replace(page, tags=tags, uid=page.uid or uuid.uuid4().hex)


def _kept_form(page: WholeEntry | WholeDraft) -> WholeEntry | WholeDraft | JournalProblem:
    """Return a page in the form the vault keeps, or what ails it."""
    try:
        for moment in _moments(page):
            to_stored(moment)
        if isinstance(page, WholeDraft):
            title, body = stored_form(page.title), stored_form(page.body)
            return replace(page, title=title, body=body, files=_once(page.files))
        title, body = stored_form(page.title), stored_form(page.body)
        has_more = page.versions or page.passages or page.files or page.begun
        if not has_more and (title, body) == (page.title, page.body):
            return page  # as most are: a copy takes longer than all else that is done here
        return replace(
            page,
            title=title,
            body=body,
            versions=tuple(
                replace(version, title=stored_form(version.title), body=stored_form(version.body))
                for version in page.versions
            ),
            passages=tuple({linked.passage.passage_id: linked for linked in page.passages}.values()),
            files=_once(page.files),
            begun=None if page.begun is None else _begun_form(page.begun),
        )
    except JournalError as error:
        return error.code


def _begun_form(begun: BegunWording) -> BegunWording:
    title, body = stored_form(begun.title), stored_form(begun.body)
    return replace(begun, title=title, body=body, files=_once(begun.files))


def _once(files: Iterable[KeptFile]) -> tuple[KeptFile, ...]:
    """Return files once each, under names that every system takes."""
    return tuple({file.uid: replace(file, name=clean_name(file.name)) for file in files}.values())


def _files(page: WholeEntry | WholeDraft) -> tuple[KeptFile, ...]:
    begun = page.begun if isinstance(page, WholeEntry) and page.trashed_at is None else None
    return page.files if begun is None else page.files + begun.files


def _moments(page: WholeEntry | WholeDraft) -> Iterator[datetime]:
    yield page.created_at
    if isinstance(page, WholeDraft):
        yield page.saved_at
    else:
        yield page.written_at
        yield from (moment for moment in (page.edited_at, page.trashed_at) if moment is not None)
        for version in page.versions:
            yield from (version.worded_at, version.replaced_at)
        yield from (passage.linked_at for passage in page.passages)
        if page.begun is not None:
            yield from (page.begun.created_at, page.begun.saved_at)
    yield from (file.added_at for file in _files(page))


def _draft_marks(connection: Connection) -> dict[str, str]:
    """Return the marks of all drafts here, and of those that an import brought in before, under themselves."""
    item, draft = schema.import_item.c, schema.draft
    rows = connection.execute(select(*draft.c).where(draft.c.entry_id.is_(None))).all()
    marks = {mark_of(page) for _, page in drafts_of_rows(connection, rows)}
    marks |= set(connection.execute(select(item.mark).where(item.kind == ItemKind.DRAFT)).scalars())
    return {mark: mark for mark in marks}


def _known_files(connection: Connection, pages: Sequence[WholeEntry | WholeDraft | JournalProblem]) -> set[str]:
    uids = [file.uid for page in pages if not isinstance(page, JournalProblem) for file in _files(page)]
    uid = schema.attachment.c.uid
    return set(connection.execute(select(uid).where(uid.in_(uids))).scalars()) if uids else set()


def _missing(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    known = set(there)
    return [name for name in dict.fromkeys(wanted) if name not in known]


def _note(connection: Connection, batch_id: BatchId, items: Sequence[tuple[ItemKind, str, str]]) -> None:
    rows = [{"kind": kind, "name": name, "batch_id": batch_id, "mark": mark} for kind, name, mark in items]
    if rows:
        connection.execute(insert(schema.import_item), rows)
