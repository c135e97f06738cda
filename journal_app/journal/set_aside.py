"""Letters and plans that wait: put away until a day, offered then once, looked at again, marked in the person's words.

What they say stays in the answer they were written as; here is only that they wait. Nothing is counted, and a plan that
did not happen is a plan.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from journal_app.content.model import Step, StepId, StepType
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.practice_answer import Answer, read_answer
from journal_app.journal.practice_snapshot import read_snapshot
from journal_app.journal.text import stored_form
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault

SetAsideId = NewType("SetAsideId", int)
LONGEST_MARK = 200


class Waiting(StrEnum):
    """What waits."""

    LETTER = "letter"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class SetAside:
    """One letter or plan, with the step it answers; `offer_on` is None while nobody asked for it to be offered.

    `mark` is the person's own word about a plan, "" for none. `entry_id` is the page it is on, None while under way.
    """

    id: SetAsideId
    kind: Waiting
    title: str
    step: Step
    answer: Answer
    entry_id: EntryId | None
    made_at: datetime
    offer_on: date | None
    looked_at: datetime | None
    mark: str


class OfferIn(StrEnum):
    """How long something waits until it is offered again."""

    WEEK = "week"
    MONTH = "month"
    HALF_YEAR = "half-year"


def day_after(start: date, wait: OfferIn) -> date:
    """Return the day on which that time has passed; a month without such a day gives its last."""
    if wait is OfferIn.WEEK:
        return start + timedelta(days=7)
    months = start.year * 12 + start.month - 1 + (1 if wait is OfferIn.MONTH else 6)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def list_set_aside(
    vault: Vault, kind: Waiting | None = None, *, entry_id: EntryId | None = None, limit: int = 200
) -> tuple[SetAside, ...]:
    """Return the letters, the plans, or both, newest first: of finished practices whose page is not in the trash.

    With `entry_id` only those that are on this page.
    """
    with vault.read() as connection:
        return _read(connection, kind=kind, entry_id=entry_id, limit=limit)


def due_today(vault: Vault, clock: Clock) -> tuple[SetAside, ...]:
    """Return what was to be offered again by today and has not been looked at since."""
    with vault.read() as connection:
        return _read(connection, due_by=today(clock), limit=20)


def offer_again_on(vault: Vault, set_aside_id: SetAsideId, on: date | None) -> None:
    """Say from which day on it may be offered, None for never. Raises JournalError (SET_ASIDE_NOT_FOUND)."""
    _update(vault, set_aside_id, offer_on=None if on is None else on.isoformat(), looked_at=None)


def looked_at(vault: Vault, clock: Clock, set_aside_id: SetAsideId) -> None:
    """Note that it was looked at, so that it is not offered again. Raises JournalError (SET_ASIDE_NOT_FOUND)."""
    _update(vault, set_aside_id, looked_at=to_stored(clock.now()))


def mark_plan(vault: Vault, set_aside_id: SetAsideId, mark: str) -> None:
    """Keep the person's own word about a plan, "" for none. Raises JournalError: SET_ASIDE_NOT_FOUND, unfit text."""
    _update(vault, set_aside_id, mark=stored_form(" ".join(mark.split()))[:LONGEST_MARK])


def put_aside(connection: Connection, *, run_id: int, sitting: int, step: Step, answer: Answer, now: datetime) -> None:
    """Let a letter or plan wait, or no more once its answer is blank, in the transaction under way."""
    kind = {StepType.LETTER: Waiting.LETTER, StepType.PLAN: Waiting.PLAN}.get(step.type)
    if kind is None:
        return
    table, place = schema.set_aside, {"run_id": run_id, "sitting": sitting, "step_id": step.id}
    if answer.is_blank:
        connection.execute(delete(table).filter_by(**place))
    elif connection.execute(select(table.c.id).filter_by(**place)).first() is None:
        connection.execute(insert(table).values(**place, kind=kind.value, made_at=to_stored(now), mark=""))


def _read(
    connection: Connection,
    *,
    kind: Waiting | None = None,
    entry_id: EntryId | None = None,
    due_by: date | None = None,
    limit: int,
) -> tuple[SetAside, ...]:
    table, run, answer = schema.set_aside.c, schema.practice_run.c, schema.practice_answer.c
    query = (
        select(
            *(table.id, table.kind, table.step_id, table.made_at, table.offer_on, table.looked_at, table.mark),
            *(run.title, run.snapshot, run.entry_id, answer.value),
        )
        .select_from(
            schema.set_aside.join(schema.practice_run).join(
                schema.practice_answer,
                (answer.run_id == table.run_id) & (answer.sitting == table.sitting) & (answer.step_id == table.step_id),
            )
        )
        .where(run.finished_at.is_not(None), exists().where(schema.entry.c.id == run.entry_id))
        .order_by(table.made_at.desc(), table.id.desc())
        .limit(limit)
    )
    if kind is not None:
        query = query.where(table.kind == kind.value)
    if entry_id is not None:
        query = query.where(run.entry_id == entry_id)
    if due_by is not None:
        query = query.where(table.offer_on <= due_by.isoformat(), table.looked_at.is_(None))
    return tuple(one for row in connection.execute(query) if (one := _set_aside(row)) is not None)


def _set_aside(row: Row[*tuple[Any, ...]]) -> SetAside | None:  # Any: each column is read once, by name
    """Return a letter or plan; None for one that can't be read any more, whose words still stand on its page."""
    try:
        step, answer = read_snapshot(row.snapshot).step(StepId(row.step_id)), read_answer(row.value)
    except JournalError:
        return None
    return SetAside(
        id=SetAsideId(row.id),
        kind=Waiting(row.kind),
        title=row.title,
        step=step,
        answer=answer,
        entry_id=None if row.entry_id is None else EntryId(row.entry_id),
        made_at=from_stored(row.made_at),
        offer_on=None if row.offer_on is None else date.fromisoformat(row.offer_on),
        looked_at=None if row.looked_at is None else from_stored(row.looked_at),
        mark=row.mark,
    )


def _update(vault: Vault, set_aside_id: SetAsideId, **values: object) -> None:
    table = schema.set_aside
    with vault.write() as connection:
        if not connection.execute(update(table).where(table.c.id == set_aside_id).values(**values)).rowcount:
            raise JournalError(JournalProblem.SET_ASIDE_NOT_FOUND)
