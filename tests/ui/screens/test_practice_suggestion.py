"""A practice on Today, and a line after a page is kept: looked at, put off with thanks, not suggested, gone on with."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from journal_app.content.model import Intensity, Pack, PracticeId
from journal_app.journal.around_practice import around_practice
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.check_ins import Moment
from journal_app.journal.drafts import keep_draft, start_draft
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_offers import practices_never_suggested
from journal_app.journal.practice_run import begin_practice, finish_run, rest_until_next_sitting, save_answer
from journal_app.journal.practice_suggestion import todays_suggestion
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.next_bar import NextBar
from journal_app.ui.screens.practice_suggestion import PracticeSuggestion
from journal_app.ui.screens.practices import PracticesScreen
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.widgets.choices import RadioMark
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def today(desk: Desk, person: Person) -> TodayScreen:
    return person.opens(TodayScreen(desk), 1000, 1400)


@pytest.fixture
def card(today: TodayScreen) -> PracticeSuggestion:
    return today.findChildren(PracticeSuggestion)[0]


def test_suggestion__looked_at__is_asked_for(
    card: PracticeSuggestion, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    wished = QSignalSpy(card.practice_requested)
    suggestion = todays_suggestion(vault, pack, clock)
    assert suggestion is not None
    assert suggestion.title in person.reads(card)

    person.press_button(card, "Look at it")

    assert wished.at(0) == [suggestion.practice_id]


def test_suggestion__not_today__is_thanked_and_none_takes_its_place(
    card: PracticeSuggestion, desk: Desk, person: Person
) -> None:
    person.press_button(card, "Not today")

    assert person.reads(card) == ["Thank you. It rests until tomorrow."]
    again = person.opens(TodayScreen(desk), 1000, 1400)
    assert not any(one.isVisible() for one in again.findChildren(PracticeSuggestion))


def test_suggestion__never__can_be_taken_back(
    card: PracticeSuggestion, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    suggestion = todays_suggestion(vault, pack, clock)
    assert suggestion is not None
    person.button(card, "Never suggest").setFocus()
    person.press_button(card, "Never suggest")
    assert practices_never_suggested(vault) == (suggestion.practice_id,)
    assert card.focusWidget() is person.button(card, "Suggest it again")

    person.press_button(card, "Suggest it again")

    assert practices_never_suggested(vault) == ()
    assert suggestion.title in person.reads(card)
    assert card.focusWidget() is person.button(card, "Look at it")


def test_suggestion__sitting_whose_day_has_come__is_gone_on_with(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    run = begin_practice(vault, clock, pack, PracticeId("four-sittings"))
    rest_until_next_sitting(vault, clock, run.id)
    clock.moment += timedelta(days=7)
    screen = person.opens(TodayScreen(desk), 1000, 1400)
    wished = QSignalSpy(screen.resume_requested)

    person.press_button(screen, "Go on")

    assert wished.at(0) == [run.id]


@pytest.mark.parametrize("leads_on", [True, False])
def test_next_bar__page_kept__names_the_practice_its_prompt_leads_to_or_nothing(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person, leads_on: bool
) -> None:
    fit = (Intensity.GENTLE, Intensity.MODERATE)
    prompt = next(
        one
        for one in pack.prompts.values()
        if (one.next is not None and pack.practices[one.next].intensity in fit) is leads_on
    )
    draft = start_draft(vault, clock, asked=asked_from_prompt(pack, prompt), body="words")
    entry_id = keep_draft(vault, clock, draft.id)
    room = person.opens(QWidget())
    bar = NextBar(desk, room)
    wished = QSignalSpy(bar.practice_requested)

    bar.offer_from(entry_id)

    assert bar.isVisible() is leads_on
    if leads_on:
        assert prompt.next is not None
        assert pack.practices[prompt.next].title in bar.text
        person.press_button(bar, "Look at it")
        assert wished.at(0) == [prompt.next]
        assert bar.isHidden()


def test_before__word_chosen_on_the_page_of_a_practice__is_kept_and_folded_for_the_next(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person
) -> None:
    screen = person.opens(PracticesScreen(desk), 1280, 1400)
    screen.show_practice(PracticeId("after-a-remark"))
    person.press_button(screen, "Say how it is, before you begin")
    next(one for one in screen.findChildren(RadioMark) if one.text() == "in between" and one.isVisible()).click()

    told = around_practice(vault, clock, PracticeId("after-a-remark")).check_in
    assert told is not None
    assert (told.moment, told.told["steady"].label) == (Moment.BEFORE, "in between")
    screen.show_practice(PracticeId("re-authoring"))
    assert person.button(screen, "Say how it is, before you begin").accessibleDescription() == "folded"


def test_next_bar__practice_finished__offers_to_say_how_it_is_now(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    run = begin_practice(vault, clock, pack, PracticeId("after-a-remark"))
    save_answer(vault, clock, run.id, run.step_id, Answer(text="words"))
    entry_id = finish_run(vault, clock, run.id)
    assert entry_id is not None
    room = person.opens(QWidget())
    bar = NextBar(desk, room)
    wished = QSignalSpy(bar.word_requested)
    bar.offer_from(entry_id)
    person.press_button(bar, "Say it")
    assert wished.at(0) == ["after-a-remark"]
    screen = person.opens(PracticesScreen(desk), 1280, 1400)
    screen.say_how_it_is(PracticeId("after-a-remark"))
    assert person.button(screen, "Say how it is now, after it").accessibleDescription() == "open"
