"""A practice being done: begun, answered a step at a time, put down and taken up again, let go, or finished.

Every answer is a row of the vault from its first save on. A run carries its own snapshot of the practice, so it goes on
whatever becomes of the pack. Nothing is kept of what was skipped, nor that it was.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NewType

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as put

from journal_app.content.model import Option, Pack, PracticeId, Step, StepId, StepType
from journal_app.journal.asked import Asked
from journal_app.journal.drawings import Owner, hand_over_drawings
from journal_app.journal.entries import EntryId, NewEntry, empty_the_log, insert_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.own_story import gather
from journal_app.journal.practice_answer import NO_ANSWER, Answer, read_answer, stored_answer, write_answer
from journal_app.journal.practice_page import AnsweredStep, asked_of, body_of
from journal_app.journal.practice_snapshot import (
    GOTO,
    PracticeSnapshot,
    read_snapshot,
    take_snapshot_of,
    write_snapshot,
)
from journal_app.journal.set_aside import put_aside
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.snapshots import Purged, purge_where_kept
from journal_app.vault.vault import Vault

RunId = NewType("RunId", int)


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands at one step; `answers` are those of the present sitting.

    `rest_until_on` is the day from which the next sitting is meant to be, None when there is nothing to wait for.
    `entry_id` is the entry it became, None while it is under way.
    """

    id: RunId
    snapshot: PracticeSnapshot
    step_id: StepId
    sitting: int
    answers: Mapping[StepId, Answer]
    can_go_back: bool
    started_at: datetime
    saved_at: datetime
    rest_until_on: date | None
    entry_id: EntryId | None

    @property
    def step(self) -> Step:
        """The step it stands at."""
        return self.snapshot.step(self.step_id)

    @property
    def answer(self) -> Answer:
        """What was answered to the present step so far."""
        return self.answers.get(self.step_id, NO_ANSWER)

    @property
    def has_more_sittings(self) -> bool:
        """Whether another sitting comes after this one."""
        return self.sitting < self.snapshot.practice.sittings


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a list shows of a run that is under way."""

    id: RunId
    practice_id: PracticeId
    title: str
    sitting: int
    saved_at: datetime
    rest_until_on: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a step led: the run at its next step, or another practice that was chosen instead."""

    run: Run
    goto: PracticeId | None = None


def begin_practice(vault: Vault, clock: Clock, pack: Pack, practice_id: PracticeId) -> Run:
    """Begin a practice of the pack. Raises JournalError (PRACTICE_NOT_FOUND)."""
    practice = pack.practices.get(practice_id)
    if practice is None or not practice.steps:
        raise JournalError(JournalProblem.PRACTICE_NOT_FOUND)
    now = to_stored(clock.now())
    with vault.write() as connection:
        made = connection.execute(
            insert(schema.practice_run).values(
                uid=uuid.uuid4().hex,
                practice_id=practice.id,
                title=practice.title,
                snapshot=write_snapshot(take_snapshot_of(pack, practice)),
                step_id=practice.steps[0].id,
                sitting=1,
                started_at=now,
                saved_at=now,
                zone=clock.zone().key,
            )
        )
        return _read_run(connection, RunId(made.lastrowid))


def load_run(vault: Vault, run_id: RunId) -> Run:
    """Return a run where it was left. Raises JournalError: RUN_NOT_FOUND, RUN_DAMAGED, ANSWER_DAMAGED."""
    with vault.read() as connection:
        return _read_run(connection, run_id)


def list_open_runs(vault: Vault, *, limit: int = 50) -> tuple[RunSummary, ...]:
    """Return the runs under way, the one answered last first, at most `limit` of them."""
    table = schema.practice_run.c
    columns = (table.id, table.practice_id, table.title, table.sitting, table.saved_at, table.rest_until_on)
    query = select(*columns).where(table.finished_at.is_(None))
    with vault.read() as connection:
        rows = connection.execute(query.order_by(table.saved_at.desc(), table.id.desc()).limit(limit)).all()
    return tuple(
        RunSummary(
            id=RunId(row.id),
            practice_id=PracticeId(row.practice_id),
            title=row.title,
            sitting=row.sitting,
            saved_at=from_stored(row.saved_at),
            rest_until_on=_day(row.rest_until_on),
        )
        for row in rows
    )


def save_answer(vault: Vault, clock: Clock, run_id: RunId, step_id: StepId, answer: Answer) -> datetime:
    """Save what stands on a step's page, in the present sitting, and return when; it returns after the COMMIT.

    A blank answer takes the earlier one away. Raises JournalError: RUN_NOT_FOUND, text that can't be kept,
    TOO_MANY_ITEMS.
    """
    answer, saved_at = stored_answer(answer), clock.now()
    with vault.write() as connection:
        row = read_run_row(connection, run_id)
        put_answer(connection, row, row.sitting, step_id, answer, now=saved_at)
    return saved_at


def put_answer(
    connection: Connection, row: "RunRow", sitting: int, step_id: StepId, answer: Answer, *, now: datetime
) -> None:
    """Put an answer in its stored form where it belongs, with what follows from it, in the transaction under way."""
    key = {"run_id": row.id, "sitting": sitting, "step_id": step_id}
    if answer.is_blank:
        connection.execute(delete(schema.practice_answer).filter_by(**key))
    else:
        values = {"value": write_answer(answer), "answered_at": to_stored(now)}
        statement = put(schema.practice_answer).values(**key, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
    step = read_snapshot(row.snapshot).step(step_id)
    for follow in (gather, put_aside):
        follow(connection, run_id=row.id, sitting=sitting, step=step, answer=answer, now=now)
    _touch(connection, RunId(row.id), now)


def go_on(vault: Vault, clock: Clock, run_id: RunId) -> Moved:
    """Leave the present step for the one it leads to; so does Skip, for which there is no answer.

    Which way a choice leads is read from the saved answer. Where another practice was chosen nothing moves.
    Raises JournalError (RUN_NOT_FOUND).
    """
    with vault.write() as connection:
        run = _read_run(connection, run_id)
        to = run.snapshot.after(run.step, _chosen(run.step, run.answer))
        if to.startswith(GOTO):
            return Moved(run, PracticeId(to.removeprefix(GOTO)))
        if to:
            last = select(func.coalesce(func.max(schema.practice_visit.c.ordinal), 0)).filter_by(run_id=run_id)
            ordinal = int(connection.execute(last).scalar_one()) + 1
            left = {"run_id": run_id, "ordinal": ordinal, "sitting": run.sitting, "step_id": run.step_id}
            connection.execute(insert(schema.practice_visit).values(**left))
            _touch(connection, run_id, clock.now(), step_id=to, rest_until_on=None)
        return Moved(_read_run(connection, run_id))


def go_back(vault: Vault, clock: Clock, run_id: RunId) -> Run:
    """Go back to the step the person came from in this sitting; at its first step nothing moves."""
    with vault.write() as connection:
        run = _read_run(connection, run_id)
        if not run.can_go_back:
            return run
        visit = schema.practice_visit
        last = connection.execute(
            select(visit.c.ordinal, visit.c.step_id)
            .where(visit.c.run_id == run_id)
            .order_by(visit.c.ordinal.desc())
            .limit(1)
        ).one()
        connection.execute(delete(visit).where(visit.c.run_id == run_id, visit.c.ordinal == last.ordinal))
        _touch(connection, run_id, clock.now(), step_id=last.step_id)
        return _read_run(connection, run_id)


def rest_until_next_sitting(vault: Vault, clock: Clock, run_id: RunId) -> Run:
    """End a sitting: the next one begins at the first step, after the days that the practice asks for.

    Raises JournalError: RUN_NOT_FOUND, NO_MORE_SITTINGS.
    """
    with vault.write() as connection:
        run = _read_run(connection, run_id)
        if not run.has_more_sittings:
            raise JournalError(JournalProblem.NO_MORE_SITTINGS)
        gap = run.snapshot.practice.gap_days
        rest = today(clock) + timedelta(days=gap[0]) if gap is not None else None
        first = run.snapshot.practice.steps[0].id
        rest_until_on = None if rest is None else rest.isoformat()
        _touch(connection, run_id, clock.now(), step_id=first, sitting=run.sitting + 1, rest_until_on=rest_until_on)
        return _read_run(connection, run_id)


def finish_run(vault: Vault, clock: Clock, run_id: RunId) -> EntryId | None:
    """Turn a run into one entry, dated by when it was begun; None, and no run left, when nothing was answered.

    Raises JournalError: RUN_NOT_FOUND, RUN_FINISHED.
    """
    now = clock.now()
    with vault.write() as connection:
        row = read_run_row(connection, run_id)
        if row.finished_at is not None:
            raise JournalError(JournalProblem.RUN_FINISHED)
        title, body, asked = page_of(connection, row)
        if not body:
            connection.execute(delete(schema.practice_run).where(schema.practice_run.c.id == run_id))
            return None
        new = NewEntry(title, body, from_stored(row.started_at), row.zone, asked)
        entry_id = insert_entry(connection, new, now=now)
        hand_over_drawings(connection, Owner(run_id=run_id), entry_id)
        _touch(connection, run_id, now, finished_at=to_stored(now), entry_id=entry_id)
    return entry_id


def discard_run(vault: Vault, clock: Clock, run_id: RunId) -> Purged | None:
    """Stop and keep nothing: the rows go, the log is emptied, then the backups go that hold any of it.

    None when no answer was ever saved. Raises JournalError (RUN_NOT_FOUND, RUN_FINISHED), or VaultError when no fresh
    backup could be made: then the answers are gone and the older backups stand.
    """
    with vault.write() as connection:
        row = read_run_row(connection, run_id)
        if row.finished_at is not None:
            raise JournalError(JournalProblem.RUN_FINISHED)
        had_answers = row.saved_at != row.started_at
        connection.execute(delete(schema.practice_run).where(schema.practice_run.c.id == run_id))
    empty_the_log(vault)
    return purge_where_kept(vault, clock, held_since=from_stored(row.started_at)) if had_answers else None


def run_of_entry(vault: Vault, entry_id: EntryId) -> RunId | None:
    """Return the run that became an entry, None for an entry that was written."""
    query = select(schema.practice_run.c.id).where(schema.practice_run.c.entry_id == entry_id).limit(1)
    with vault.read() as connection:
        found = connection.execute(query).scalar_one_or_none()
    return None if found is None else RunId(found)


RunRow = Row[*tuple[Any, ...]]
"""Any: SQLAlchemy types rows by position; each column is read by name."""

_SELECT_RUN = select(*schema.practice_run.columns)


def read_run_row(connection: Connection, run_id: RunId) -> RunRow:
    """Return the row of a run, in the transaction under way. Raises JournalError (RUN_NOT_FOUND)."""
    row = connection.execute(_SELECT_RUN.where(schema.practice_run.c.id == run_id)).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.RUN_NOT_FOUND)
    return row


def _read_run(connection: Connection, run_id: RunId) -> Run:
    row = read_run_row(connection, run_id)
    visit = schema.practice_visit.c
    came_from = select(func.count()).where(visit.run_id == run_id, visit.sitting == row.sitting)
    snapshot = read_snapshot(row.snapshot)
    snapshot.step(StepId(row.step_id))
    return Run(
        id=run_id,
        snapshot=snapshot,
        step_id=StepId(row.step_id),
        sitting=row.sitting,
        answers={step_id: answer for (_, step_id), answer in _read_answers(connection, run_id, row.sitting).items()},
        can_go_back=bool(connection.execute(came_from).scalar_one()),
        started_at=from_stored(row.started_at),
        saved_at=from_stored(row.saved_at),
        rest_until_on=_day(row.rest_until_on),
        entry_id=None if row.entry_id is None else EntryId(row.entry_id),
    )


def _read_answers(
    connection: Connection, run_id: RunId, sitting: int | None = None
) -> dict[tuple[int, StepId], Answer]:
    """Return the answers of one sitting, or of all, by sitting and step."""
    table = schema.practice_answer.c
    query = select(table.sitting, table.step_id, table.value).where(table.run_id == run_id)
    if sitting is not None:
        query = query.where(table.sitting == sitting)
    rows = connection.execute(query)
    return {(row.sitting, StepId(row.step_id)): read_answer(row.value) for row in rows}


def page_of(connection: Connection, row: RunRow) -> tuple[str, str, Asked]:
    """Return title, body and snapshot of the entry that a run makes."""
    snapshot, steps = read_snapshot(row.snapshot), answered_steps(connection, row)
    return row.title, body_of(snapshot, steps), asked_of(snapshot, steps)


def answered_steps(connection: Connection, row: RunRow) -> tuple[AnsweredStep, ...]:
    """Return the steps in the order they were come by, with their answers.

    Then come answers on a way that was left by going back, so that no word is lost.
    """
    snapshot, answers = read_snapshot(row.snapshot), _read_answers(connection, RunId(row.id))
    visit = schema.practice_visit.c
    trail = connection.execute(
        select(visit.sitting, visit.step_id).where(visit.run_id == row.id).order_by(visit.ordinal)
    ).all()
    order = dict.fromkeys([(sitting, StepId(step_id)) for sitting, step_id in (*trail, (row.sitting, row.step_id))])
    for sitting in range(1, row.sitting + 1):
        order |= dict.fromkeys((sitting, step.id) for step in snapshot.practice.steps if (sitting, step.id) in answers)
    came_by = sorted(order, key=lambda place: place[0])  # a stable sort: sitting by sitting, each in its own order
    return tuple(
        AnsweredStep(sitting, snapshot.step(step_id), answers.get((sitting, step_id), NO_ANSWER))
        for sitting, step_id in came_by
    )


def _chosen(step: Step, answer: Answer) -> Option | None:
    """Return the option whose way is taken: of several, the first that was chosen."""
    if step.type is not StepType.CHOOSE:
        return None
    return next((option for option in step.options if option.label in answer.chosen), None)


def _touch(connection: Connection, run_id: RunId, saved_at: datetime, **values: object) -> None:
    table = schema.practice_run
    connection.execute(update(table).where(table.c.id == run_id).values(saved_at=to_stored(saved_at), **values))


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
