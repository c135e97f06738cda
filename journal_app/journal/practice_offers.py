"""Which practice Today may suggest, at most one a day, and what stands before a practice that is not open yet.

Suggested is what the answered prompt leads to, else one that rests longest, settled by the journal's seed; the same all
day. "Not today" is over tomorrow and counts for nothing later; "never again" can be taken back. Nothing here keeps a
person from a practice: rules R1 and R4 (content.md) ask for a choice first, and every one can be opened from its list.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Connection, and_, delete, exists, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from journal_app.content.model import Intensity, Pack, Place, Practice, PracticeId, PromptId
from journal_app.journal.moments import to_stored
from journal_app.journal.pacing import Pace, read_pace
from journal_app.journal.private_preferences import PrivatePreferences, read_private_preferences
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault

REST_DAYS = 14
_ORDER = tuple(Intensity)


class Gate(StrEnum):
    """What stands before a practice."""

    OPEN = "open"
    OFF = "off"
    """Off by default, and not switched on (R1)."""
    NOT_STEADY = "not_steady"
    """Deep, and today's check-in was shaky (R4)."""
    ONE_DEEP_A_DAY = "one_deep_a_day"
    """Deep, and there was something deep in the last 24 hours (R4)."""


@dataclass(frozen=True, slots=True)
class PracticeOffer:
    """The practice that Today suggests; `is_led_to` when the prompt answered today leads there."""

    practice_id: PracticeId
    is_led_to: bool


def todays_practice(vault: Vault, pack: Pack, clock: Clock, answered: PromptId | None = None) -> PracticeOffer | None:
    """Return the practice to suggest, and remember that it was; `answered` is the prompt answered today, if any."""
    on = today(clock)
    with vault.write() as connection:
        preferences, pace = read_private_preferences(connection), read_pace(connection, pack, clock)
        allowed = {one.id: one for one in _allowed(connection, pack, clock, preferences, pace)}
        prompt = pack.prompts.get(answered) if answered is not None else None
        if prompt is not None and prompt.next in allowed:
            _record_shown(connection, prompt.next, on)
            return PracticeOffer(prompt.next, is_led_to=True)
        shown = _last_shown(connection)
        todays = [practice_id for practice_id, last in shown.items() if last == on and practice_id in allowed]
        waiting = sorted(allowed, key=lambda one: (_rests(shown.get(one), on), _lot(preferences.seed, on, one)))
        chosen = next(iter([*todays, *waiting]), None)
        if chosen is None:
            return None
        _record_shown(connection, chosen, on)
        return PracticeOffer(chosen, is_led_to=False)


def not_today_practice(vault: Vault, clock: Clock, practice_id: PracticeId) -> None:
    """Let a practice rest until tomorrow."""
    values = {"practice_id": practice_id, "put_off_on": today(clock).isoformat()}
    with vault.write() as connection:
        table = schema.practice_not_today
        connection.execute(delete(table).where(table.c.put_off_on < values["put_off_on"]))
        connection.execute(insert(table).values(**values).on_conflict_do_nothing())


def never_suggest(vault: Vault, practice_id: PracticeId) -> None:
    """Suggest a practice no more; it stays in the list of practices."""
    with vault.write() as connection:
        connection.execute(insert(schema.practice_never).values(practice_id=practice_id).on_conflict_do_nothing())


def practices_never_suggested(vault: Vault) -> tuple[PracticeId, ...]:
    """Return the practices that are not to be suggested, by id."""
    with vault.read() as connection:
        return tuple(sorted(_never(connection)))


def leads_to(vault: Vault, pack: Pack, clock: Clock, entry_id: int) -> PracticeId | None:
    """Return the practice that an entry's prompt leads to, None where there is none or it should not be offered now."""
    asked, entry = schema.asked.c, schema.entry.c
    query = select(asked.prompt_id).join_from(schema.entry, schema.asked).where(entry.id == entry_id)
    with vault.read() as connection:
        prompt = pack.prompts.get(PromptId(connection.execute(query).scalar_one_or_none() or ""))
        if prompt is None or prompt.next is None:
            return None
        preferences, pace = read_private_preferences(connection), read_pace(connection, pack, clock)
        allowed = {one.id for one in _allowed(connection, pack, clock, preferences, pace)}
    return prompt.next if prompt.next in allowed else None


def is_settled_today(vault: Vault, clock: Clock) -> bool:
    """Tell whether today's practice is behind the person: one was put off, or one was worked on."""
    on = today(clock)
    first, end = (to_stored(datetime.combine(day, time(), clock.zone())) for day in (on, on + timedelta(days=1)))
    put_off, run = schema.practice_not_today.c, schema.practice_run.c
    worked_on = and_(run.saved_at >= first, run.saved_at < end)
    query = select(or_(exists().where(put_off.put_off_on == on.isoformat()), exists().where(worked_on)))
    with vault.read() as connection:
        return bool(connection.execute(query).scalar_one())


def today_again(vault: Vault, clock: Clock, practice_id: PracticeId) -> None:
    """Take back that a practice should rest until tomorrow, or that it should be suggested no more."""
    put_off, never = schema.practice_not_today, schema.practice_never
    with vault.write() as connection:
        connection.execute(
            delete(put_off).where(
                put_off.c.practice_id == practice_id, put_off.c.put_off_on == today(clock).isoformat()
            )
        )
        connection.execute(delete(never).where(never.c.practice_id == practice_id))


def put_off_today(vault: Vault, clock: Clock) -> frozenset[PracticeId]:
    """Return the practices that rest until tomorrow."""
    table = schema.practice_not_today.c
    query = select(table.practice_id).where(table.put_off_on == today(clock).isoformat())
    with vault.read() as connection:
        return frozenset(PracticeId(one) for one in connection.execute(query).scalars())


def gates(vault: Vault, pack: Pack, clock: Clock) -> dict[PracticeId, Gate]:
    """Return what stands before each practice of the pack now."""
    with vault.read() as connection:
        preferences, pace = read_private_preferences(connection), read_pace(connection, pack, clock)
        return {one.id: _gate(one, preferences, pace) for one in pack.practices.values()}


def _allowed(
    connection: Connection, pack: Pack, clock: Clock, preferences: PrivatePreferences, pace: Pace
) -> list[Practice]:
    on, under_way = today(clock).isoformat(), schema.practice_run.c
    put_off = select(schema.practice_not_today.c.practice_id).where(schema.practice_not_today.c.put_off_on == on)
    begun = select(under_way.practice_id).where(under_way.finished_at.is_(None))
    out = {*_never(connection), *connection.execute(put_off).scalars(), *connection.execute(begun).scalars()}
    wishes = pace.wishes
    return [
        practice
        for practice in pack.practices.values()
        if practice.id not in out
        and not practice.retired
        and _ORDER.index(practice.intensity) <= _ORDER.index(wishes.cap)
        and not (wishes.shared_room and practice.place is Place.PRIVATE)
        and (wishes.minutes is None or practice.minutes[0] <= wishes.minutes)
        and _gate(practice, preferences, pace) is Gate.OPEN
    ]


def _gate(practice: Practice, preferences: PrivatePreferences, pace: Pace) -> Gate:
    if practice.off_by_default and practice.id not in preferences.practices_on:
        return Gate.OFF
    if practice.intensity is not Intensity.DEEP or preferences.is_pacing_lifted:
        return Gate.OPEN
    if pace.steadies_first:
        return Gate.NOT_STEADY
    return Gate.ONE_DEEP_A_DAY if pace.was_deep else Gate.OPEN


def _never(connection: Connection) -> frozenset[PracticeId]:
    return frozenset(
        PracticeId(one) for one in connection.execute(select(schema.practice_never.c.practice_id)).scalars()
    )


def _last_shown(connection: Connection) -> dict[PracticeId, date]:
    table = schema.practice_shown.c
    rows = connection.execute(select(table.practice_id, func.max(table.shown_on)).group_by(table.practice_id))
    return {PracticeId(practice_id): date.fromisoformat(shown_on) for practice_id, shown_on in rows}


def _record_shown(connection: Connection, practice_id: PracticeId, on: date) -> None:
    values = {"practice_id": practice_id, "shown_on": on.isoformat()}
    connection.execute(insert(schema.practice_shown).values(**values).on_conflict_do_nothing())


def _rests(last: date | None, on: date) -> int:
    """Return a rank that puts what was not shown for two weeks before the rest, and that by how long ago it was."""
    days = REST_DAYS if last is None else min((on - last).days, REST_DAYS)
    return -days


def _lot(seed: str, on: date, practice_id: PracticeId) -> str:
    return hashlib.sha256(f"{seed}{on.isoformat()}{practice_id}".encode()).hexdigest()
