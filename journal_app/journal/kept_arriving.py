"""Bring in what is kept beside the pages, each once and none over what is there, and take it out again.

It comes after the pages it belongs to. A record whose page did not come in does not come in either; a line of the story
then stands by itself, and a check-in without the practice it was made at. Versions of a circle that arrive where there
is one become earlier ones: the present circle stays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.kept_reading import TABLES, marks_of_drafts, read_records
from journal_app.journal.kept_records import (
    CheckInRecord,
    CircleRecord,
    DrawingRecord,
    KeptKind,
    KeptRecord,
    PracticeRecord,
    StoryRecord,
    SupportRecord,
    closed,
    kind_of,
    mark_of_record,
)
from journal_app.journal.moments import to_stored
from journal_app.journal.text import stored_form
from journal_app.vault import schema

T = TypeVar("T")
JSON_COLUMNS = frozenset({"snapshot", "value", "map", "strokes"})


@dataclass(slots=True)
class Laid:
    """Lines of the story whose thread has not come in yet, by their uids; and what a dry run has seen come by."""

    threads: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A record in the form the vault keeps, and whether it comes in (None) or why not: there already, or a problem."""

    record: KeptRecord
    before: str | None = None
    problem: JournalProblem | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it comes in."""
        return self.before is None and self.problem is None


def judge_kept(
    connection: Connection, records: Sequence[KeptRecord], known: Iterable[str], seen: Mapping[str, str]
) -> tuple[Judged, ...]:
    """Decide of each record what becomes of it; `known` are the names of pages, and `seen` of records, to come."""
    there = _marks_there(connection, records)
    owners = _Owners(connection, records, {*known, *seen, *(record.id for record in records)})
    judged: list[Judged] = []
    new: dict[str, str] = {}
    for record in records:
        try:
            ready = owners.placed(_kept_form(record))
        except JournalError as error:
            judged.append(Judged(record, problem=error.code))
            continue
        before = there.get(record.id, seen.get(record.id, new.get(record.id)))
        judged.append(Judged(ready, before))
        if before is None:
            new[record.id] = mark_of_record(ready)
    return tuple(judged)


def insert_kept(connection: Connection, records: Sequence[KeptRecord], laid: Laid) -> None:
    """Store records that have been judged fresh, in the transaction under way."""
    for kind in KeptKind:
        own = [record for record in records if kind_of(record) is kind]
        if own:
            _INSERTS[kind](connection, own)
    laid.threads |= {one.id: one.thread for one in records if isinstance(one, StoryRecord) and one.thread}
    _lay(connection, laid.threads)


def remove_kept(connection: Connection, kind: KeptKind, marks: Mapping[str, str]) -> int:
    """Delete the records of a kind that still say what they said when they came in; return how many."""
    found = read_records(connection, kind, _named(kind, marks))
    same = [own for own, record in found if mark_of_record(record) == marks.get(record.id)]
    if same:
        connection.execute(delete(TABLES[kind]).where(TABLES[kind].c.id.in_(same)))
    return len(same)


def _named(kind: KeptKind, ids: Iterable[str]) -> Any:  # Any: a condition of SQLAlchemy
    """Return the condition for the rows of these ids; who is on the Support page has none, and all are read."""
    table = TABLES[kind]
    return table.c.id.is_not(None) if kind is KeptKind.SUPPORT else table.c.uid.in_(list(ids))


def _marks_there(connection: Connection, records: Sequence[KeptRecord]) -> dict[str, str]:
    there: dict[str, str] = {}
    for kind in KeptKind:
        ids = [record.id for record in records if kind_of(record) is kind]
        if ids:
            there |= {one.id: mark_of_record(one) for _, one in read_records(connection, kind, _named(kind, ids))}
    return there


class _Owners:
    """What records name: whether it is there, or on its way."""

    def __init__(self, connection: Connection, records: Sequence[KeptRecord], known: set[str]) -> None:
        named = {
            name
            for record in records
            for key in ("entry", "begun_of", "practice")
            if (name := getattr(record, key, None)) is not None
        }
        self._there = known | set(_ids_of(connection, named))
        self._drafts = known
        if any(isinstance(record, DrawingRecord) and record.draft for record in records):
            self._drafts = known | set(_drafts_by_mark(connection))

    def placed(self, record: KeptRecord) -> KeptRecord:
        """Return a record that names only what is there. Raises JournalError (ENTRY_NOT_FOUND)."""
        match record:
            case PracticeRecord(entry=str()) if record.entry not in self._there:
                raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
            case DrawingRecord():
                owner = record.entry or record.begun_of or record.practice
                if owner not in self._there if owner is not None else record.draft not in self._drafts:
                    raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
            case StoryRecord(practice=str()) if record.practice not in self._there:
                return msgspec.structs.replace(record, practice=None, sitting=None, step=None)
            case CheckInRecord(practice=str()) if record.practice not in self._there:
                return msgspec.structs.replace(record, practice=None)
        return record


def _ids_of(connection: Connection, uids: Iterable[str]) -> dict[str, int]:
    """Return the row ids of entries (in the journal or the trash) and practices, by their uids."""
    found: dict[str, int] = {}
    wanted = sorted(set(uids))
    for table in (schema.trashed_entry, schema.entry, schema.practice_run) if wanted else ():
        rows = connection.execute(select(table.c.uid, table.c.id).where(table.c.uid.in_(wanted)))
        found |= {row.uid: row.id for row in rows}
    return found


def _drafts_by_mark(connection: Connection) -> dict[str, int]:
    draft = schema.draft.c
    ids = connection.execute(select(draft.id).where(draft.entry_id.is_(None))).scalars().all()
    return {mark: own for own, mark in marks_of_drafts(connection, ids).items()}


def _kept_form(part: T) -> T:
    """Return a record, or a part of one, with its words as the vault keeps them. Raises JournalError."""
    kept: Any = part  # Any: a record's fields are of many types, and each comes back as its own
    if type(kept) is str:
        kept = stored_form(kept)
    elif isinstance(part, tuple):
        kept = tuple(_kept_form(one) for one in part)
    elif isinstance(part, datetime):
        to_stored(part)
    elif isinstance(part, msgspec.Struct):
        names = [name for name in part.__struct_fields__ if name not in JSON_COLUMNS]
        kept = msgspec.structs.replace(part, **{name: _kept_form(getattr(part, name)) for name in names})
    return cast("T", kept)


def _insert_practices(connection: Connection, records: Sequence[PracticeRecord]) -> None:
    entries = _ids_of(connection, [record.entry for record in records if record.entry is not None])
    for record in records:
        made = connection.execute(
            insert(schema.practice_run).values(
                uid=record.id,
                practice_id=record.practice,
                title=record.title,
                snapshot=closed(record.snapshot),
                step_id=record.step,
                sitting=record.sitting,
                started_at=to_stored(record.started_at),
                saved_at=to_stored(record.saved_at),
                zone=record.zone,
                rest_until_on=None if record.rest_until_on is None else record.rest_until_on.isoformat(),
                finished_at=None if record.finished_at is None else to_stored(record.finished_at),
                entry_id=None if record.entry is None else entries[record.entry],
            )
        )
        _insert_parts(connection, record, int(made.lastrowid))


def _insert_parts(connection: Connection, record: PracticeRecord, run_id: int) -> None:
    visits = [
        {"run_id": run_id, "ordinal": ordinal, "sitting": visit.sitting, "step_id": visit.step}
        for ordinal, visit in enumerate(record.visits, start=1)
    ]
    answers = {
        (one.sitting, one.step): {
            "run_id": run_id,
            "sitting": one.sitting,
            "step_id": one.step,
            "value": closed(one.value),
            "answered_at": to_stored(one.answered_at),
        }
        for one in record.answers
    }
    waiting = {
        (one.sitting, one.step): {
            "run_id": run_id,
            "sitting": one.sitting,
            "step_id": one.step,
            "kind": one.kind.value,
            "made_at": to_stored(one.made_at),
            "offer_on": None if one.offer_on is None else one.offer_on.isoformat(),
            "looked_at": None if one.looked_at is None else to_stored(one.looked_at),
            "mark": one.mark,
        }
        for one in record.set_aside
    }
    _insert(connection, schema.practice_visit, visits)
    _insert(connection, schema.practice_answer, list(answers.values()))
    _insert(connection, schema.set_aside, list(waiting.values()))


def _insert_drawings(connection: Connection, records: Sequence[DrawingRecord]) -> None:
    named = [one for record in records for one in (record.practice, record.entry, record.begun_of) if one is not None]
    ids = _ids_of(connection, named)
    begun = _drafts_of_entries(connection, [ids[one.begun_of] for one in records if one.begun_of in ids])
    drafts = _drafts_by_mark(connection) if any(one.draft for one in records) else {}
    rows = []
    for record in records:
        strokes = closed(record.strokes)
        row: dict[str, Any] = {  # Any: a row's values have as many types as its columns
            "uid": record.id,
            "run_id": ids.get(record.practice or ""),
            "entry_id": ids.get(record.entry or ""),
            "draft_id": drafts.get(record.draft or ""),
            "strokes": strokes.encode() if isinstance(strokes, str) else strokes,
            "words": record.words,
            "made_at": to_stored(record.made_at),
            "saved_at": to_stored(record.saved_at),
        }
        if record.begun_of is not None:
            own = ids[record.begun_of]
            row["entry_id" if own not in begun else "draft_id"] = begun.get(own, own)
        rows.append(row)
    _insert(connection, schema.drawing, rows)


def _drafts_of_entries(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    draft = schema.draft.c
    rows = connection.execute(select(draft.id, draft.entry_id).where(draft.entry_id.in_(ids))) if ids else ()
    return {row.entry_id: row.id for row in rows}


def _insert_story(connection: Connection, records: Sequence[StoryRecord]) -> None:
    runs = _ids_of(connection, [record.practice for record in records if record.practice is not None])
    rows = [
        {
            "uid": record.id,
            "kind": record.kind.value,
            "text": record.text,
            "run_id": runs.get(record.practice or ""),
            "sitting": record.sitting,
            "step_id": record.step,
            "gathered_at": to_stored(record.gathered_at),
        }
        for record in records
    ]
    _insert(connection, schema.own_story, rows)


def _lay(connection: Connection, threads: dict[str, str]) -> None:
    """Lay lines to those of their threads that are there by now, and forget them."""
    line = schema.own_story
    if not threads:
        return
    rows = connection.execute(select(line.c.uid, line.c.id).where(line.c.uid.in_(sorted(set(threads.values())))))
    there = {row.uid: row.id for row in rows}
    for uid, thread in [pair for pair in threads.items() if pair[1] in there]:
        connection.execute(update(line).where(line.c.uid == uid).values(thread_id=there[thread]))
        del threads[uid]


def _insert_circles(connection: Connection, records: Sequence[CircleRecord]) -> None:
    """Store versions below those that are there: the highest id is the present circle."""
    table = schema.circle_version
    lowest = connection.execute(select(func.min(table.c.id))).scalar_one()
    first = 1 if lowest is None else lowest - len(records)
    rows = [
        {
            "id": first + place,
            "uid": record.id,
            "begun_at": to_stored(record.begun_at),
            "saved_at": to_stored(record.saved_at),
            "map": closed(record.map),
        }
        for place, record in enumerate(records)
    ]
    _insert(connection, table, rows)


def _insert_check_ins(connection: Connection, records: Sequence[CheckInRecord]) -> None:
    runs = _ids_of(connection, [record.practice for record in records if record.practice is not None])
    for record in records:
        made = connection.execute(
            insert(schema.check_in).values(
                uid=record.id,
                scale_id=record.scale,
                made_at=to_stored(record.made_at),
                made_on=record.made_on.isoformat(),
                zone=record.zone,
                moment=record.moment.value,
                run_id=runs.get(record.practice or ""),
            )
        )
        told = {
            one.item: {"check_in_id": made.lastrowid, "item_id": one.item, "choice": one.choice, "label": one.label}
            for one in record.answers
        }
        _insert(connection, schema.check_in_answer, list(told.values()))


def _insert_supports(connection: Connection, records: Sequence[SupportRecord]) -> None:
    table = schema.support_entry
    last = connection.execute(select(func.max(table.c.ordinal))).scalar_one()
    rows = []
    for ordinal, record in enumerate(records, start=0 if last is None else last + 1):
        said = {name: getattr(record, name) for name in record.__struct_fields__ if name != "id"}
        rows.append({"ordinal": ordinal, **said})
    _insert(connection, table, rows)


_INSERTS: dict[KeptKind, Callable[[Connection, Sequence[Any]], None]] = {
    # Any: each takes the records of its own kind
    KeptKind.PRACTICE: _insert_practices,
    KeptKind.DRAWING: _insert_drawings,
    KeptKind.STORY: _insert_story,
    KeptKind.CIRCLE: _insert_circles,
    KeptKind.CHECK_IN: _insert_check_ins,
    KeptKind.SUPPORT: _insert_supports,
}


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
