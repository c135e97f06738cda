"""The one practice of the day: to go on with, led to, or one that fits; and nothing in its place once it is settled."""

from datetime import timedelta

from journal_app.content.model import Intensity, Pack, PracticeId, PromptId
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.check_ins import CHECK_IN, save_check_in
from journal_app.journal.drafts import keep_draft, start_draft
from journal_app.journal.entries import EntryId
from journal_app.journal.practice_offers import (
    leads_to,
    never_suggest,
    not_today_practice,
    today_again,
)
from journal_app.journal.practice_run import begin_practice, discard_run, rest_until_next_sitting
from journal_app.journal.practice_suggestion import todays_suggestion
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

SITTINGS = PracticeId("four-sittings")


def write_to(vault: Vault, clock: FixedClock, pack: Pack, prompt_id: PromptId) -> EntryId:
    draft = start_draft(vault, clock, asked=asked_from_prompt(pack, pack.prompts[prompt_id]), body="words")
    return keep_draft(vault, clock, draft.id)


def leading(pack: Pack, *, intensity: tuple[Intensity, ...] = (Intensity.GENTLE, Intensity.MODERATE)) -> PromptId:
    """Return a prompt that leads to a practice of this intensity."""
    return next(
        prompt.id
        for prompt in pack.prompts.values()
        if prompt.next is not None and pack.practices[prompt.next].intensity in intensity
    )


def test_suggestion__all_day__is_the_same_one(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = todays_suggestion(vault, pack, clock)
    clock.moment += timedelta(hours=3)
    assert first is not None
    assert todays_suggestion(vault, pack, clock) == first


def test_suggestion__prompt_answered_today__is_where_it_leads_and_tomorrow_no_more(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    prompt_id = leading(pack)
    write_to(vault, clock, pack, prompt_id)
    today = todays_suggestion(vault, pack, clock)
    clock.moment += timedelta(days=1)
    tomorrow = todays_suggestion(vault, pack, clock)
    assert today is not None
    assert tomorrow is not None
    assert (today.practice_id, today.is_led_to) == (pack.prompts[prompt_id].next, True)
    assert not tomorrow.is_led_to


def test_suggestion__put_off__none_takes_its_place_until_tomorrow_or_it_is_taken_back(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    first = todays_suggestion(vault, pack, clock)
    assert first is not None
    never_suggest(vault, first.practice_id)
    not_today_practice(vault, clock, first.practice_id)
    assert todays_suggestion(vault, pack, clock) is None
    today_again(vault, clock, first.practice_id)
    assert todays_suggestion(vault, pack, clock) == first
    not_today_practice(vault, clock, first.practice_id)
    clock.moment += timedelta(days=1)
    assert todays_suggestion(vault, pack, clock) is not None


def test_suggestion__one_worked_on_today__settles_the_day(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = todays_suggestion(vault, pack, clock)
    assert first is not None
    run = begin_practice(vault, clock, pack, first.practice_id)
    assert todays_suggestion(vault, pack, clock) is None
    discard_run(vault, clock, run.id)
    assert todays_suggestion(vault, pack, clock) is not None


def test_suggestion__one_worked_on_by_a_clock_that_was_ahead__does_not_settle_every_day_until_then(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    clock.moment += timedelta(days=300)
    begin_practice(vault, clock, pack, PracticeId("after-a-remark"))

    clock.moment -= timedelta(days=300)

    assert todays_suggestion(vault, pack, clock) is not None


def test_suggestion__sitting_whose_day_has_come__is_to_go_on_with(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    run = begin_practice(vault, clock, pack, SITTINGS)
    rested = rest_until_next_sitting(vault, clock, run.id)
    assert rested.rest_until_on is not None
    assert todays_suggestion(vault, pack, clock) is None
    clock.moment += timedelta(days=7)
    found = todays_suggestion(vault, pack, clock)
    assert found is not None
    assert (found.practice_id, found.run_id) == (SITTINGS, run.id)
    not_today_practice(vault, clock, SITTINGS)
    assert todays_suggestion(vault, pack, clock) is None


def test_leads_to__page_to_a_prompt_with_a_next__is_its_practice_unless_it_should_wait(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    prompt_id = leading(pack, intensity=(Intensity.MODERATE,))
    entry_id = write_to(vault, clock, pack, prompt_id)
    assert leads_to(vault, pack, clock, entry_id) == pack.prompts[prompt_id].next
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 0})
    assert leads_to(vault, pack, clock, entry_id) is None
    assert leads_to(vault, pack, clock, keep_draft(vault, clock, start_draft(vault, clock, body="free").id)) is None
