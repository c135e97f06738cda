"""The day's offers: one prompt at a time, down a list that is ranked once and stays the same all day.

The list is stored when it is first asked for, so nothing that happens during the day (an import, an entry deleted)
changes what was offered. When the wishes or the pack change, what has not been passed is ranked anew. Looking
(`peek_offer`) and asking (`todays_offer`) work out the same list; only asking stores it.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from journal_app.content import chooser
from journal_app.content.chooser import Offer, Wishes
from journal_app.content.model import Pack, PromptId
from journal_app.journal.offer_history import read_history, read_never_again, record_not_today, record_shown
from journal_app.journal.offer_state import OfferState
from journal_app.journal.pacing import read_pace
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault

_ON_THE_PAGE = frozenset({OfferState.SHOWN, OfferState.ANSWERED})


@dataclass(frozen=True, slots=True)
class DayOffer:
    """The prompt offered now and why, at `place` (from 1) of `of`; `is_answered` once an entry is kept."""

    on: date
    prompt_id: PromptId
    offer: Offer
    place: int
    of: int
    is_answered: bool = False


def todays_offer(vault: Vault, pack: Pack, clock: Clock) -> DayOffer | None:
    """Return the prompt to offer now, and remember that it was; None when the day's list has come to its end."""
    with vault.read() as connection:
        day = _read_day(connection, pack, clock)
    if _needs_storing(day):
        with vault.write() as connection:
            day = _show_and_store(connection, pack, day)
    return _current(day)


def peek_offer(vault: Vault, pack: Pack, clock: Clock) -> DayOffer | None:
    """Return what `todays_offer` would, and change nothing; for the command line."""
    with vault.read() as connection:
        return _current(_read_day(connection, pack, clock))


def another(vault: Vault, pack: Pack, clock: Clock) -> DayOffer | None:
    """Step down the day's list; None when it has come to its end. What was passed may come again on a later day."""
    return _leave_current(vault, pack, clock, OfferState.PASSED)


def not_today(vault: Vault, pack: Pack, clock: Clock) -> DayOffer | None:
    """Put the prompt offered now off until tomorrow and return the next one, or None."""
    return _leave_current(vault, pack, clock, OfferState.NOT_TODAY)


def never_again(vault: Vault, pack: Pack, clock: Clock, prompt_id: PromptId) -> DayOffer | None:
    """Set a prompt aside for good, whether it is offered now or not, and return what is offered now, or None."""
    with vault.write() as connection:
        row = _current_row(day := _read_day(connection, pack, clock))
        connection.execute(insert_or_ignore(schema.prompt_never).values(prompt_id=prompt_id).on_conflict_do_nothing())
        if row is not None and row.prompt_id == prompt_id:
            record_shown(connection, pack, pack.prompts[prompt_id], day.on)
            day = _with_state(day, prompt_id, OfferState.NEVER_AGAIN)
        return _current(_show_and_store(connection, pack, _without(day, prompt_id)))


def allow_again(vault: Vault, pack: Pack, clock: Clock, prompt_id: PromptId) -> DayOffer | None:
    """Let in a prompt that was set aside; one that was on today's page is offered again at once."""
    with vault.write() as connection:
        connection.execute(delete(schema.prompt_never).where(schema.prompt_never.c.prompt_id == prompt_id))
        day = _put_back(_read_day(connection, pack, clock), prompt_id)
        return _current(_show_and_store(connection, pack, day))


def prompts_set_aside(vault: Vault) -> tuple[PromptId, ...]:
    """Return the prompts that were set aside for good, by id, so that they can be let in again."""
    with vault.read() as connection:
        return tuple(sorted(read_never_again(connection)))


@dataclass(frozen=True, slots=True)
class _Row:
    prompt_id: PromptId
    state: OfferState


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's list: `offers` has what may be offered under today's wishes, so a row without one is skipped."""

    on: date
    mark: str
    rows: tuple[_Row, ...]
    offers: dict[PromptId, Offer]
    is_stored: bool


def _read_day(connection: Connection, pack: Pack, clock: Clock) -> _Day:
    """Work out the day's list from what is stored; pure reading, so that looking and asking agree."""
    on = today(clock)
    wishes = read_pace(connection, pack, clock).wishes
    ranked = chooser.rank(pack, wishes, read_history(connection, on), on)
    offers = {offer.prompt: offer for offer in ranked if offer.prompt in pack.prompts}
    mark = _mark(pack, wishes)
    stored_mark, rows = _read_stored(connection, on)
    if stored_mark == mark:
        return _Day(on, mark, rows, offers, is_stored=True)
    return _Day(on, mark, _ranked_anew(rows, tuple(offers)), offers, is_stored=False)


def _ranked_anew(rows: tuple[_Row, ...], ranked: tuple[PromptId, ...]) -> tuple[_Row, ...]:
    """Keep what is over for the day (and an answered prompt on the page); rank the rest as today's wishes have it."""
    over = tuple(row for row in rows if row.state not in {OfferState.WAITING, OfferState.SHOWN})
    known = {row.prompt_id for row in over}
    return over + tuple(_Row(prompt_id, OfferState.WAITING) for prompt_id in ranked if prompt_id not in known)


def _current_row(day: _Day) -> _Row | None:
    offered = [row for row in day.rows if row.prompt_id in day.offers]
    on_the_page = (row for row in offered if row.state in _ON_THE_PAGE)
    waiting = (row for row in offered if row.state is OfferState.WAITING)
    return next(on_the_page, None) or next(waiting, None)


def _current(day: _Day) -> DayOffer | None:
    row = _current_row(day)
    if row is None:
        return None
    return DayOffer(
        on=day.on,
        prompt_id=row.prompt_id,
        offer=day.offers[row.prompt_id],
        place=day.rows.index(row) + 1,
        of=len(day.rows),
        is_answered=row.state is OfferState.ANSWERED,
    )


def _needs_storing(day: _Day) -> bool:
    row = _current_row(day)
    return not day.is_stored or (row is not None and row.state is OfferState.WAITING)


def _leave_current(vault: Vault, pack: Pack, clock: Clock, state: OfferState) -> DayOffer | None:
    with vault.write() as connection:
        day = _read_day(connection, pack, clock)
        if (row := _current_row(day)) is not None:
            record_shown(connection, pack, pack.prompts[row.prompt_id], day.on)
            if state is OfferState.NOT_TODAY:
                record_not_today(connection, row.prompt_id, day.on)
            day = _with_state(day, row.prompt_id, state)
        return _current(_show_and_store(connection, pack, day))


def _with_state(day: _Day, prompt_id: PromptId, state: OfferState) -> _Day:
    rows = tuple(_Row(row.prompt_id, state) if row.prompt_id == prompt_id else row for row in day.rows)
    return replace(day, rows=rows)


def _without(day: _Day, prompt_id: PromptId) -> _Day:
    return replace(day, offers={known: offer for known, offer in day.offers.items() if known != prompt_id})


def _put_back(day: _Day, prompt_id: PromptId) -> _Day:
    if not any(row.prompt_id == prompt_id and row.state is OfferState.NEVER_AGAIN for row in day.rows):
        return day
    current = _current_row(day)
    if current is not None and current.state is OfferState.ANSWERED:
        return _with_state(day, prompt_id, OfferState.WAITING)
    if current is not None:
        day = _with_state(day, current.prompt_id, OfferState.WAITING)
    return _with_state(day, prompt_id, OfferState.SHOWN)


def _show_and_store(connection: Connection, pack: Pack, day: _Day) -> _Day:
    """Store the list with its current prompt as the one shown; earlier days' lists go, their history stays."""
    row = _current_row(day)
    if row is not None:
        record_shown(connection, pack, pack.prompts[row.prompt_id], day.on)
        if row.state is OfferState.WAITING:
            day = _with_state(day, row.prompt_id, OfferState.SHOWN)
    connection.execute(delete(schema.offer))
    connection.execute(delete(schema.offer_day))
    connection.execute(insert(schema.offer_day).values(offered_on=day.on.isoformat(), wishes_mark=day.mark))
    stored = [
        {"offered_on": day.on.isoformat(), "place": place, "prompt_id": row.prompt_id, "state": row.state.value}
        for place, row in enumerate(day.rows, start=1)
    ]
    if stored:
        connection.execute(insert(schema.offer), stored)
    return replace(day, is_stored=True)


def _read_stored(connection: Connection, on: date) -> tuple[str | None, tuple[_Row, ...]]:
    mark = connection.execute(
        select(schema.offer_day.c.wishes_mark).where(schema.offer_day.c.offered_on == on.isoformat())
    ).scalar_one_or_none()
    rows = connection.execute(
        select(schema.offer.c.prompt_id, schema.offer.c.state)
        .where(schema.offer.c.offered_on == on.isoformat())
        .order_by(schema.offer.c.place)
    )
    return mark, tuple(_Row(PromptId(prompt_id), OfferState(state)) for prompt_id, state in rows)


def _mark(pack: Pack, wishes: Wishes) -> str:
    """Return a short mark that is the same exactly while pack and wishes are."""
    said = [
        pack.id,
        pack.version,
        wishes.cap,
        wishes.minutes,
        wishes.shared_room,
        sorted(wishes.theme_wishes.items()),
        sorted(wishes.targets.items()),
        wishes.seed,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
