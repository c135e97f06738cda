"""A check-in before and after a practice, for who wishes one: the same questions, kept beside the run they were about.

Nothing compares the two, and neither steers what is offered.
"""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select, update

from journal_app.content.model import PracticeId, Scale
from journal_app.journal.check_ins import (
    CHECK_IN,
    CheckIn,
    CheckInId,
    Moment,
    answers_of,
    list_check_ins,
    save_check_in,
)
from journal_app.journal.moments import to_stored
from journal_app.journal.practice_run import RunId
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Around:
    """Which of the two can be made now, the run it is about (None before one is begun), and what was told already.

    `is_under_way` between the two, when neither is asked for.
    """

    moment: Moment
    run_id: RunId | None = None
    check_in: CheckIn | None = None
    is_under_way: bool = False


def around_practice(vault: Vault, clock: Clock, practice_id: PracticeId) -> Around:
    """Return what can be told of a practice now: how it is before it, or, where it was finished today, after it."""
    on = today(clock)
    midnight = to_stored(datetime.combine(on, time(), clock.zone()))
    run = schema.practice_run.c
    query = (
        select(run.id, run.finished_at)
        .where(run.practice_id == practice_id)
        .order_by(run.started_at.desc(), run.id.desc())
        .limit(1)
    )
    with vault.read() as connection:
        last = connection.execute(query).first()
    if last is not None and last.finished_at is None:
        return Around(Moment.BEFORE, RunId(last.id), is_under_way=True)
    is_after = last is not None and last.finished_at >= midnight
    moment, run_id = (Moment.AFTER, RunId(last.id)) if last is not None and is_after else (Moment.BEFORE, None)
    made = [
        one
        for one in list_check_ins(vault, CHECK_IN, since=on, until=on)
        if one.moment is moment and one.run_id == run_id
    ]
    return Around(moment, run_id, made[-1] if made else None)


def answer_around(
    vault: Vault, clock: Clock, scale: Scale, practice_id: PracticeId, item_id: str, value: int | str | None
) -> Around:
    """Give, change or take back one answer of it. Raises JournalError (ANSWER_NOT_AMONG_OPTIONS)."""
    now = around_practice(vault, clock, practice_id)
    told = {} if now.check_in is None else answers_of(scale, now.check_in)
    told.pop(item_id, None)
    if value is not None:
        told[item_id] = value
    check_in_id: CheckInId | None = None if now.check_in is None else now.check_in.id
    save_check_in(vault, clock, scale, told, check_in_id=check_in_id, moment=now.moment, run_id=now.run_id)
    return around_practice(vault, clock, practice_id)


def put_before(vault: Vault, clock: Clock, run_id: RunId) -> None:
    """Let a check-in made today before any practice stand beside the one that is begun now."""
    table = schema.check_in
    change = (
        update(table)
        .where(
            table.c.scale_id == CHECK_IN,
            table.c.made_on == today(clock).isoformat(),
            table.c.moment == Moment.BEFORE,
            table.c.run_id.is_(None),
        )
        .values(run_id=run_id)
    )
    with vault.write() as connection:
        connection.execute(change)
