"""The one practice that Today speaks of: to go on with where its day has come, else one that fits, else none at all.

A practice that was put off, or worked on, settles the day: another is not put in its place.
"""

from dataclasses import dataclass

from sqlalchemy import select

from journal_app.content.model import Pack, PracticeId, PromptId
from journal_app.journal.moments import end_of_day, first_sort_key_of_day
from journal_app.journal.practice_offers import is_settled_today, put_off_today, todays_practice
from journal_app.journal.practice_run import RunId, list_open_runs
from journal_app.settings.clock import Clock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A practice by id and title, with the run to go on with, if that; `is_led_to` by a prompt answered today."""

    practice_id: PracticeId
    title: str
    run_id: RunId | None = None
    is_led_to: bool = False


def todays_suggestion(vault: Vault, pack: Pack, clock: Clock) -> Suggestion | None:
    """Return the practice that Today speaks of, and remember that it was suggested."""
    on, put_off = today(clock), put_off_today(vault, clock)
    for run in list_open_runs(vault):
        if run.rest_until_on is not None and run.rest_until_on <= on and run.practice_id not in put_off:
            return Suggestion(run.practice_id, run.title, run.id)
    if is_settled_today(vault, clock):
        return None
    offer = todays_practice(vault, pack, clock, _answered_today(vault, pack, clock))
    if offer is None:
        return None
    return Suggestion(offer.practice_id, pack.practices[offer.practice_id].title, is_led_to=offer.is_led_to)


def _answered_today(vault: Vault, pack: Pack, clock: Clock) -> PromptId | None:
    """Return the prompt answered last today of those that lead to a practice."""
    on, key, asked = today(clock), schema.entry.c.sort_key, schema.asked.c
    query = (
        select(asked.prompt_id)
        .join_from(schema.entry, schema.asked)
        .where(key >= first_sort_key_of_day(on), key < end_of_day(on))
        .order_by(key.desc())
    )
    with vault.read() as connection:
        answered = [PromptId(one) for one in connection.execute(query).scalars()]
    leading = (one for one in answered if one in pack.prompts and pack.prompts[one].next is not None)
    return next(leading, None)
