"""Check-ins and look-backs: the person's own word for how it is, kept as it was shown, never added up.

Every item can be left out, and nothing is kept of those that were. What the answers steer is in `journal/pacing.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from journal_app.content.model import Scale, Strand
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.practice_run import RunId
from journal_app.journal.text import stored_form
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault

CheckInId = NewType("CheckInId", int)

CHECK_IN, LOOK_BACK = "check-in", "look-back"
"""The ids of the pack's two scales."""

LOOK_BACK_DAYS = 7
FEWEST_FOR_A_MEAN = 2
"""Answers a strand needs for its line on the look-back (`scales/look-back.toml`)."""


class Moment(StrEnum):
    """When a check-in was made: by itself, or before or after a practice."""

    BY_ITSELF = ""
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: its place among the options (from 0), None for free words; `label` is the words themselves."""

    choice: int | None
    label: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in or look-back; `told` has an answer for each item that was answered, in no particular order."""

    id: CheckInId
    scale_id: str
    made_at: datetime
    made_on: date
    moment: Moment
    run_id: RunId | None
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class AsItWas:
    """A check-in or look-back whole, to be put back: its row and those of its answers, by column."""

    check_in: Mapping[str, object]
    answers: tuple[Mapping[str, object], ...]


def save_check_in(
    vault: Vault,
    clock: Clock,
    scale: Scale,
    told: Mapping[str, int | str],
    *,
    check_in_id: CheckInId | None = None,
    moment: Moment = Moment.BY_ITSELF,
    run_id: RunId | None = None,
) -> CheckInId | None:
    """Keep a check-in, or the changed answers of one; return its id, None when nothing is answered any more.

    One of another day keeps its day and its moment, whenever it is changed; what was told of items that the scale does
    not have any more stays with it.
    `told` maps an item's id to the place of the chosen option, or to free words. Raises JournalError:
    CHECK_IN_NOT_FOUND, ANSWER_NOT_AMONG_OPTIONS, text that can't be kept.
    """
    rows = [row for item_id, value in told.items() if (row := _row_of(scale, item_id, value))["label"]]
    with vault.write() as connection:
        table = schema.check_in
        if check_in_id is not None:
            is_of_today = _require(connection, check_in_id) == today(clock)
            answer = schema.check_in_answer.c
            asked = [item.id for item in scale.items]
            connection.execute(
                delete(schema.check_in_answer).where(answer.check_in_id == check_in_id, answer.item_id.in_(asked))
            )
            if not rows:
                connection.execute(delete(table).where(table.c.id == check_in_id))
                return None
            if is_of_today:
                now = to_stored(clock.now())
                connection.execute(update(table).where(table.c.id == check_in_id).values(made_at=now))
        elif not rows:
            return None
        else:
            values = {
                "scale_id": scale.id,
                "made_at": to_stored(clock.now()),
                "made_on": today(clock).isoformat(),
                "zone": clock.zone().key,
                "moment": moment.value,
                "run_id": run_id,
            }
            check_in_id = CheckInId(connection.execute(insert(table).values(**values)).lastrowid)
        connection.execute(insert(schema.check_in_answer), [{"check_in_id": check_in_id, **row} for row in rows])
    return check_in_id


def answer_today(vault: Vault, clock: Clock, scale: Scale, item_id: str, value: int | str | None) -> CheckIn | None:
    """Give, change or take back one answer of today's check-in; return what is told today, None when nothing is.

    What the pack no longer offers is let go of. Raises JournalError (ANSWER_NOT_AMONG_OPTIONS).
    """
    now = todays_check_in(vault, clock)
    told = {} if now is None else answers_of(scale, now)
    told.pop(item_id, None)
    if value is not None:
        told[item_id] = value
    save_check_in(vault, clock, scale, told, check_in_id=None if now is None else now.id)
    return todays_check_in(vault, clock)


def answers_of(scale: Scale, check_in: CheckIn) -> dict[str, int | str]:
    """Return what was told as `save_check_in` takes it, as far as the scale still offers it."""
    answers: dict[str, int | str] = {}
    for item in scale.items:
        told = check_in.told.get(item.id)
        if told is not None and told.choice is None and item.free_text:
            answers[item.id] = told.label
        elif told is not None and told.choice is not None and told.choice < len(item.options):
            answers[item.id] = told.choice
    return answers


def delete_check_in(vault: Vault, check_in_id: CheckInId) -> None:
    """Take a check-in away. Raises JournalError (CHECK_IN_NOT_FOUND)."""
    with vault.write() as connection:
        _require(connection, check_in_id)
        connection.execute(delete(schema.check_in).where(schema.check_in.c.id == check_in_id))


def check_in_as_it_is(vault: Vault, check_in_id: CheckInId) -> AsItWas:
    """Return a check-in whole, so that it can be put back. Raises JournalError (CHECK_IN_NOT_FOUND)."""
    table, answers = schema.check_in, schema.check_in_answer
    with vault.read() as connection:
        _require(connection, check_in_id)
        row = connection.execute(select(*table.c).where(table.c.id == check_in_id)).mappings().one()
        told = connection.execute(select(*answers.c).where(answers.c.check_in_id == check_in_id)).mappings().all()
    return AsItWas(dict(row), tuple(dict(one) for one in told))


def put_check_in_back(vault: Vault, before: AsItWas) -> None:
    """Make a check-in what it was, every answer as it was shown, though it was changed, emptied or taken away since."""
    table = schema.check_in
    with vault.write() as connection:
        connection.execute(delete(table).where(table.c.id == before.check_in["id"]))
        connection.execute(insert(table), before.check_in)
        connection.execute(insert(schema.check_in_answer), before.answers)


def load_check_in(vault: Vault, check_in_id: CheckInId) -> CheckIn:
    """Return a check-in. Raises JournalError (CHECK_IN_NOT_FOUND)."""
    with vault.read() as connection:
        _require(connection, check_in_id)
        return _read(connection, _SELECT.where(schema.check_in.c.id == check_in_id))[0]


def list_check_ins(vault: Vault, scale_id: str, *, since: date, until: date) -> tuple[CheckIn, ...]:
    """Return those made from one local day to another, both included, the earliest first."""
    table = schema.check_in.c
    query = _SELECT.where(table.scale_id == scale_id, table.made_on.between(since.isoformat(), until.isoformat()))
    with vault.read() as connection:
        return _read(connection, query.order_by(table.made_on, table.made_at, table.id))


def todays_check_in(vault: Vault, clock: Clock) -> CheckIn | None:
    """Return the check-in made today by itself, the newest of several."""
    with vault.read() as connection:
        return read_todays_check_in(connection, today(clock))


def read_todays_check_in(connection: Connection, on: date) -> CheckIn | None:
    """Return the newest check-in of a day made by itself, in the transaction under way."""
    table = schema.check_in.c
    query = _SELECT.where(table.scale_id == CHECK_IN, table.made_on == on.isoformat(), table.moment == Moment.BY_ITSELF)
    found = _read(connection, query.order_by(table.made_at.desc(), table.id.desc()).limit(1))
    return found[0] if found else None


def look_back_opens_on(vault: Vault, clock: Clock) -> date:
    """Return the day from which a look-back can be made: today, or a week after the last one.

    One made more than a week ahead, by a clock that has been set right since, does not count.
    """
    table, on, week = schema.check_in.c, today(clock), timedelta(days=LOOK_BACK_DAYS)
    lately = table.made_on.between((on - week).isoformat(), (on + week).isoformat())
    query = select(func.max(table.made_on)).where(table.scale_id == LOOK_BACK, lately)
    with vault.read() as connection:
        last = connection.execute(query).scalar_one()
    return on if last is None else max(on, date.fromisoformat(last) + week)


def strand_means(scale: Scale, look_back: CheckIn) -> dict[Strand, float]:
    """Return the mean of the answered items of each strand, one decimal; a strand needs two answers to have one."""
    chosen: dict[Strand, list[int]] = {}
    for item in scale.items:
        told = look_back.told.get(item.id)
        if item.strand is not None and told is not None and told.choice is not None:
            chosen.setdefault(item.strand, []).append(told.choice)
    return {
        strand: round(sum(places) / len(places), 1)
        for strand, places in chosen.items()
        if len(places) >= FEWEST_FOR_A_MEAN
    }


_SELECT = select(
    schema.check_in.c.id,
    schema.check_in.c.scale_id,
    schema.check_in.c.made_at,
    schema.check_in.c.made_on,
    schema.check_in.c.moment,
    schema.check_in.c.run_id,
)


def _row_of(scale: Scale, item_id: str, value: int | str) -> dict[str, object]:
    item = next((one for one in scale.items if one.id == item_id), None)
    if isinstance(value, str):
        if item is None or not item.free_text:
            raise JournalError(JournalProblem.ANSWER_NOT_AMONG_OPTIONS)
        return {"item_id": item_id, "choice": None, "label": stored_form(value).strip()}
    if item is None or not 0 <= value < len(item.options):
        raise JournalError(JournalProblem.ANSWER_NOT_AMONG_OPTIONS)
    return {"item_id": item_id, "choice": value, "label": item.options[value]}


def _require(connection: Connection, check_in_id: CheckInId) -> date:
    """Return the day of a check-in that has to be there."""
    row = connection.execute(_SELECT.where(schema.check_in.c.id == check_in_id)).first()
    if row is None:
        raise JournalError(JournalProblem.CHECK_IN_NOT_FOUND)
    return date.fromisoformat(row.made_on)


def _read(connection: Connection, query: Select[Any]) -> tuple[CheckIn, ...]:  # Any: the columns are _SELECT's
    rows: list[Row[Any]] = list(connection.execute(query))
    answers = schema.check_in_answer.c
    told: dict[int, dict[str, Told]] = {}
    chosen = query.with_only_columns(schema.check_in.c.id).scalar_subquery()
    for one in connection.execute(
        select(answers.check_in_id, answers.item_id, answers.choice, answers.label).where(
            answers.check_in_id.in_(chosen)
        )
    ):
        told.setdefault(one.check_in_id, {})[one.item_id] = Told(one.choice, one.label)
    return tuple(
        CheckIn(
            id=CheckInId(row.id),
            scale_id=row.scale_id,
            made_at=from_stored(row.made_at),
            made_on=date.fromisoformat(row.made_on),
            moment=Moment(row.moment),
            run_id=None if row.run_id is None else RunId(row.run_id),
            told=told.get(row.id, {}),
        )
        for row in rows
    )
