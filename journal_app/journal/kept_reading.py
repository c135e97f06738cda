"""Read what is kept beside the pages, whole, a few hundred at a time (`journal/kept_records.py`)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, Table, func, literal, null, select

from journal_app.content.model import StoryKind
from journal_app.journal.check_ins import Moment
from journal_app.journal.everything import ALL_DAYS, GROUP, DaySpan, drafts_of_rows
from journal_app.journal.kept_records import (
    AnswerRecord,
    CheckInRecord,
    CircleRecord,
    DrawingRecord,
    KeptKind,
    KeptRecord,
    PracticeRecord,
    StoryRecord,
    SupportRecord,
    ToldRecord,
    VisitRecord,
    WaitingRecord,
    opened,
    support_id,
)
from journal_app.journal.moments import from_stored, local_time
from journal_app.journal.set_aside import Waiting
from journal_app.journal.whole import mark_of
from journal_app.vault import schema
from journal_app.vault.vault import Vault

_Row = Row[*tuple[Any, ...]]
"""Any: SQLAlchemy types rows by position; each column is read by name."""

TABLES: dict[KeptKind, Table] = {
    KeptKind.PRACTICE: schema.practice_run,
    KeptKind.DRAWING: schema.drawing,
    KeptKind.STORY: schema.own_story,
    KeptKind.CIRCLE: schema.circle_version,
    KeptKind.CHECK_IN: schema.check_in,
    KeptKind.SUPPORT: schema.support_entry,
}


def read_kept(
    vault: Vault, kind: KeptKind, span: DaySpan = ALL_DAYS, *, with_trash: bool = True
) -> Iterator[tuple[KeptRecord, ...]]:
    """Give what is kept of a kind by the group, in the order it was made.

    What belongs to a page is given where that page is inside the span (and, without the trash, not in it); what
    belongs to none by its own day; who is on the Support page always.
    """
    table = TABLES[kind]
    query, last = _SELECTS[kind].order_by(table.c.id).limit(GROUP), None
    while True:
        with vault.read() as connection:
            rows = connection.execute(query if last is None else query.where(table.c.id > last)).all()
            inside = [row for row in rows if _is_inside(row, span, with_trash=with_trash)]
            records = _READERS[kind](connection, inside)
        if not rows:
            return
        last = rows[-1].id
        yield tuple(records)


def count_kept(vault: Vault) -> int:
    """Return how many things there are to read."""
    with vault.read() as connection:
        counts = [select(func.count()).select_from(table) for table in TABLES.values()]
        return sum(int(connection.execute(count).scalar_one()) for count in counts)


def read_records(
    connection: Connection, kind: KeptKind, condition: ColumnElement[bool]
) -> tuple[tuple[int, KeptRecord], ...]:
    """Return the records of a kind that meet a condition on its table, each with its row id, in their order."""
    rows = connection.execute(_SELECTS[kind].where(condition).order_by(TABLES[kind].c.id)).all()
    return tuple((row.id, record) for row, record in zip(rows, _READERS[kind](connection, rows), strict=True))


def _select(
    table: Table,
    *more: ColumnElement[Any],
    source: FromClause,
    entry_id: ColumnElement[Any],
    own_at: ColumnElement[Any],
    own_zone: ColumnElement[Any],
) -> Select[*tuple[Any, ...]]:
    """Return a query for whole rows, each with the page it belongs to and the moment and zone of its own day."""
    kept, gone = schema.entry.alias("page"), schema.trashed_entry.alias("gone")
    return select(
        *table.c,
        *more,
        func.coalesce(kept.c.uid, gone.c.uid).label("page_uid"),
        func.coalesce(kept.c.written_on, gone.c.written_on).label("page_on"),
        gone.c.id.is_not(None).label("is_trashed"),
        own_at.label("own_at"),
        own_zone.label("own_zone"),
    ).select_from(source.outerjoin(kept, kept.c.id == entry_id).outerjoin(gone, gone.c.id == entry_id))


_run, _draft, _drawing, _story = schema.practice_run, schema.draft, schema.drawing, schema.own_story
_circle, _check_in, _thread = schema.circle_version, schema.check_in, schema.own_story.alias("thread")
_RUN_UID = _run.c.uid.label("run_uid")
_UTC: ColumnElement[Any] = literal("UTC")
_NONE: ColumnElement[Any] = null()

_SELECTS: dict[KeptKind, Select[*tuple[Any, ...]]] = {
    KeptKind.PRACTICE: _select(
        _run, source=_run, entry_id=_run.c.entry_id, own_at=_run.c.started_at, own_zone=_run.c.zone
    ),
    KeptKind.DRAWING: _select(
        _drawing,
        _RUN_UID,
        _draft.c.entry_id.label("begun_id"),
        source=_drawing.outerjoin(_run, _run.c.id == _drawing.c.run_id).outerjoin(
            _draft, _draft.c.id == _drawing.c.draft_id
        ),
        entry_id=func.coalesce(_drawing.c.entry_id, _draft.c.entry_id, _run.c.entry_id),
        own_at=func.coalesce(_run.c.started_at, _draft.c.created_at, _drawing.c.made_at),
        own_zone=func.coalesce(_run.c.zone, _draft.c.zone, "UTC"),
    ),
    KeptKind.STORY: _select(
        _story,
        _RUN_UID,
        _thread.c.uid.label("thread_uid"),
        source=_story.outerjoin(_run, _run.c.id == _story.c.run_id).outerjoin(
            _thread, _thread.c.id == _story.c.thread_id
        ),
        entry_id=_run.c.entry_id,
        own_at=func.coalesce(_run.c.started_at, _story.c.gathered_at),
        own_zone=func.coalesce(_run.c.zone, "UTC"),
    ),
    KeptKind.CIRCLE: _select(_circle, source=_circle, entry_id=_NONE, own_at=_circle.c.begun_at, own_zone=_UTC),
    KeptKind.CHECK_IN: _select(
        _check_in,
        _RUN_UID,
        source=_check_in.outerjoin(_run, _run.c.id == _check_in.c.run_id),
        entry_id=_NONE,
        own_at=_check_in.c.made_at,
        own_zone=_check_in.c.zone,
    ),
    KeptKind.SUPPORT: _select(
        schema.support_entry, source=schema.support_entry, entry_id=_NONE, own_at=_NONE, own_zone=_NONE
    ),
}


def _is_inside(row: _Row, span: DaySpan, *, with_trash: bool) -> bool:
    """Say whether a thing belongs to a day of the span: that of its page, or else its own."""
    if row.is_trashed and not with_trash:
        return False
    if row.page_on is not None:
        return span.holds(date.fromisoformat(row.page_on))
    return row.own_at is None or span.holds(local_time(from_stored(row.own_at), row.own_zone).date())


def _practices(connection: Connection, rows: Sequence[_Row]) -> list[KeptRecord]:
    ids = [row.id for row in rows]
    visits, answers, waiting = (
        _children(connection, table, table.c.run_id, ids)
        for table in (schema.practice_visit, schema.practice_answer, schema.set_aside)
    )
    return [
        PracticeRecord(
            id=row.uid,
            practice=row.practice_id,
            title=row.title,
            step=row.step_id,
            sitting=row.sitting,
            started_at=from_stored(row.started_at),
            saved_at=from_stored(row.saved_at),
            zone=row.zone,
            rest_until_on=None if row.rest_until_on is None else date.fromisoformat(row.rest_until_on),
            finished_at=None if row.finished_at is None else from_stored(row.finished_at),
            entry=row.page_uid,
            visits=tuple(VisitRecord(step=one.step_id, sitting=one.sitting) for one in visits[row.id]),
            answers=tuple(
                AnswerRecord(
                    step=one.step_id,
                    sitting=one.sitting,
                    answered_at=from_stored(one.answered_at),
                    value=opened(one.value),
                )
                for one in answers[row.id]
            ),
            set_aside=tuple(
                WaitingRecord(
                    step=one.step_id,
                    sitting=one.sitting,
                    kind=Waiting(one.kind),
                    made_at=from_stored(one.made_at),
                    offer_on=None if one.offer_on is None else date.fromisoformat(one.offer_on),
                    looked_at=None if one.looked_at is None else from_stored(one.looked_at),
                    mark=one.mark,
                )
                for one in waiting[row.id]
            ),
            snapshot=opened(row.snapshot),
        )
        for row in rows
    ]


def _drawings(connection: Connection, rows: Sequence[_Row]) -> list[KeptRecord]:
    marks = marks_of_drafts(connection, [row.draft_id for row in rows if row.draft_id is not None])
    return [
        DrawingRecord(
            id=row.uid,
            practice=row.run_uid,
            entry=None if row.entry_id is None else row.page_uid,
            begun_of=None if row.begun_id is None else row.page_uid,
            draft=marks.get(row.draft_id) if row.begun_id is None else None,
            words=row.words,
            made_at=from_stored(row.made_at),
            saved_at=from_stored(row.saved_at),
            strokes=opened(bytes(row.strokes)),
        )
        for row in rows
    ]


def _story_lines(_connection: Connection, rows: Sequence[_Row]) -> list[KeptRecord]:
    return [
        StoryRecord(
            id=row.uid,
            kind=StoryKind(row.kind),
            text=row.text,
            thread=row.thread_uid,
            practice=row.run_uid,
            sitting=row.sitting,
            step=row.step_id,
            gathered_at=from_stored(row.gathered_at),
        )
        for row in rows
    ]


def _circles(_connection: Connection, rows: Sequence[_Row]) -> list[KeptRecord]:
    return [
        CircleRecord(
            id=row.uid,
            begun_at=from_stored(row.begun_at),
            saved_at=from_stored(row.saved_at),
            map=opened(row.map),
        )
        for row in rows
    ]


def _check_ins(connection: Connection, rows: Sequence[_Row]) -> list[KeptRecord]:
    table = schema.check_in_answer
    told = _children(connection, table, table.c.check_in_id, [row.id for row in rows])
    return [
        CheckInRecord(
            id=row.uid,
            scale=row.scale_id,
            made_at=from_stored(row.made_at),
            made_on=date.fromisoformat(row.made_on),
            zone=row.zone,
            moment=Moment(row.moment),
            practice=row.run_uid,
            answers=tuple(ToldRecord(item=one.item_id, choice=one.choice, label=one.label) for one in told[row.id]),
        )
        for row in rows
    ]


def _supports(_connection: Connection, rows: Sequence[_Row]) -> list[KeptRecord]:
    names = [name for name in SupportRecord.__struct_fields__ if name != "id"]
    said = [{name: getattr(row, name) for name in names} for row in rows]
    return [SupportRecord(id=support_id(one), **one) for one in said]


_READERS: dict[KeptKind, Callable[[Connection, Sequence[_Row]], list[KeptRecord]]] = {
    KeptKind.PRACTICE: _practices,
    KeptKind.DRAWING: _drawings,
    KeptKind.STORY: _story_lines,
    KeptKind.CIRCLE: _circles,
    KeptKind.CHECK_IN: _check_ins,
    KeptKind.SUPPORT: _supports,
}


def marks_of_drafts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the marks of drafts, by their ids."""
    rows = connection.execute(select(*schema.draft.c).where(schema.draft.c.id.in_(ids))).all() if ids else []
    return {own: mark_of(page) for own, page in drafts_of_rows(connection, rows)}


def _children(
    connection: Connection, table: Table, owner: ColumnElement[Any], ids: Sequence[int]
) -> dict[int, list[_Row]]:
    """Return the rows of a table by what they belong to, in the order of its key."""
    found: dict[int, list[_Row]] = defaultdict(list)
    query = select(*table.c, owner.label("owner")).where(owner.in_(ids)).order_by(*table.primary_key.columns)
    for row in connection.execute(query):
        found[row.owner].append(row)
    return found
