"""What keeps offers gentle or short for now, beyond the person's own setting, and why; all of it can be lifted.

Source: content.md, rules R1 and R4. Today's check-in: a shaky answer lets only gentle things be offered, steadying
first; the energy there is sets the minutes. A deep item is offered once a day at most, and for 24 hours after one only
gentle things are.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from sqlalchemy import Connection, between, exists, or_, select

from journal_app.content.chooser import Wishes
from journal_app.content.model import Intensity, Pack
from journal_app.journal.check_ins import CHECK_IN, CheckIn, read_todays_check_in
from journal_app.journal.moments import to_stored
from journal_app.journal.private_preferences import read_private_preferences, wishes_of
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault

GENTLE_HOURS_AFTER_DEEP = 24
_ORDER = tuple(Intensity)


class PaceReason(StrEnum):
    """Why offers are kept gentle or short; `content/why.py` and the window have a sentence for each."""

    SHAKY = "shaky"
    LITTLE_TIME = "little_time"
    AFTER_DEEP = "after_deep"


@dataclass(frozen=True, slots=True)
class Pace:
    """The wishes that offers go by now; `reasons` is empty when they are just the person's own.

    `steadies_first` when a way to steady oneself is offered before anything else; `was_deep` when something deep was
    begun or kept in the last 24 hours.
    """

    wishes: Wishes
    reasons: tuple[PaceReason, ...] = ()
    steadies_first: bool = False
    was_deep: bool = False


def todays_pace(vault: Vault, pack: Pack, clock: Clock) -> Pace:
    """Return the pace of offers now."""
    with vault.read() as connection:
        return read_pace(connection, pack, clock)


def read_pace(connection: Connection, pack: Pack, clock: Clock) -> Pace:
    """Return the pace of offers now, in the transaction under way."""
    preferences = read_private_preferences(connection)
    wishes = wishes_of(preferences)
    if preferences.is_pacing_lifted:
        return Pace(wishes)
    check_in = read_todays_check_in(connection, today(clock))
    reasons: list[PaceReason] = []
    cap, minutes, steadies_first = _told(pack, check_in)
    if minutes is not None:
        wishes = replace(wishes, minutes=minutes)
        reasons.append(PaceReason.LITTLE_TIME)
    if cap is not None and _ORDER.index(cap) < _ORDER.index(wishes.cap):
        wishes = replace(wishes, cap=cap)
        reasons.append(PaceReason.SHAKY)
    was_deep = _was_deep(connection, pack, clock.now())
    if was_deep and wishes.cap is not Intensity.GENTLE:
        wishes = replace(wishes, cap=Intensity.GENTLE)
        reasons.append(PaceReason.AFTER_DEEP)
    return Pace(wishes, tuple(reasons), steadies_first, was_deep)


def _told(pack: Pack, check_in: CheckIn | None) -> tuple[Intensity | None, int | None, bool]:
    """Return the highest intensity and the minutes that a check-in leaves, None where it sets none."""
    scale = pack.scales.get(CHECK_IN)
    cap, minutes, steadies_first = None, None, False
    for item in scale.items if scale is not None and check_in is not None else ():
        told = check_in.told.get(item.id) if check_in is not None else None
        if told is None or told.choice is None:
            continue
        if told.choice < len(item.cap) and item.cap[told.choice] in set(Intensity):
            cap = Intensity(item.cap[told.choice])
        if told.choice < len(item.offer_grounding_first):
            steadies_first = steadies_first or item.offer_grounding_first[told.choice]
        if told.choice < len(item.max_minutes) - 1:  # the last answer is plenty of time, which keeps nothing back
            minutes = item.max_minutes[told.choice]
    return cap, minutes, steadies_first


def _was_deep(connection: Connection, pack: Pack, now: datetime) -> bool:
    """Tell whether something deep was begun or kept in the last 24 hours.

    A moment more than a day ahead was told by a clock that has been set right since, and keeps nothing back for good.
    Pages are found by what they were asked: there is no index of when they were made, and all would be read through.
    """
    span = timedelta(hours=GENTLE_HOURS_AFTER_DEEP)
    lately = partial(between, lower_bound=to_stored(now - span) + 1, upper_bound=to_stored(now + span))
    prompts = [prompt.id for prompt in pack.prompts.values() if prompt.intensity is Intensity.DEEP]
    practices = [practice.id for practice in pack.practices.values() if practice.intensity is Intensity.DEEP]
    run, entry, draft, asked = schema.practice_run.c, schema.entry, schema.draft, schema.asked.c
    of_a_deep_prompt = select(asked.id).where(asked.prompt_id.in_(prompts))
    query = select(
        or_(
            exists().where(run.practice_id.in_(practices), lately(run.saved_at)),
            exists().where(entry.c.asked_id.in_(of_a_deep_prompt), lately(entry.c.created_at)),
            exists().where(draft.c.asked_id.in_(of_a_deep_prompt), lately(draft.c.saved_at)),
        )
    )
    return bool(connection.execute(query).scalar_one())
