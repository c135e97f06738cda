"""Letters and plans by keyboard: put off to a day, met on Today, read, marked; and answers behind a page changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy

from journal_app.content.model import Pack, PracticeId, StepId
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.history import list_versions
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, finish_run, save_answer
from journal_app.journal.set_aside import Waiting, list_set_aside, offer_again_on
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.places import ANSWERS, LETTERS
from journal_app.ui.screens.change_answers import ChangeAnswers
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.letters import LettersScreen
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.screens.waiting_card import WaitingCard
from journal_app.ui.shell import Shell
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def letter(vault: Vault, clock: FixedClock, pack: Pack) -> EntryId:
    run = begin_practice(vault, clock, pack, PracticeId("ally-letter"))
    save_answer(vault, clock, run.id, StepId("letter"), Answer(parts={"seen": "You carried on."}))
    kept = finish_run(vault, clock, run.id)
    assert kept is not None
    return kept


@pytest.fixture
def plan(vault: Vault, clock: FixedClock, pack: Pack) -> EntryId:
    run = begin_practice(vault, clock, pack, PracticeId("re-authoring"))
    save_answer(vault, clock, run.id, StepId("going-on"), Answer(parts={"when": "it is Sunday", "then": "I call Rosa"}))
    kept = finish_run(vault, clock, run.id)
    assert kept is not None
    return kept


@pytest.mark.usefixtures("letter")
def test_letter__never_chosen__is_never_on_today(desk: Desk, person: Person, clock: FixedClock) -> None:
    clock.moment += timedelta(days=400)
    screen = person.opens(TodayScreen(desk))
    assert not [words for words in person.reads(screen) if "put away" in words]


@pytest.mark.usefixtures("letter")
def test_letter__in_a_month__is_on_today_then_and_read_once(
    desk: Desk, person: Person, clock: FixedClock, vault: Vault
) -> None:
    letters = person.sits_at(LettersScreen(desk))
    person.push("Offer it again: never")
    person.push("In a month")
    assert list_set_aside(vault)[0].offer_on == date(2026, 12, 21)
    assert "Today will show it from 21 December 2026 on." in person.reads(letters)
    letters.hide()

    clock.moment += timedelta(days=30)
    today = person.sits_at(TodayScreen(desk))
    wished = QSignalSpy(today.letter_requested)
    assert "A letter you put away in November" in person.reads(today)
    person.push("Read it")
    assert wished.at(0)[0] == list_set_aside(vault)[0].id
    assert "A letter you put away in November" not in person.reads(today)


@pytest.mark.usefixtures("letter")
@pytest.mark.parametrize(("answer", "days"), [("Not now", 7), ("Never", None)])
def test_today__letter_not_wanted__is_thanked_and_left(
    desk: Desk, person: Person, clock: FixedClock, vault: Vault, answer: str, days: int | None
) -> None:
    offer_again_on(vault, list_set_aside(vault)[0].id, clock.moment.date())
    today = person.sits_at(TodayScreen(desk))
    person.press_button(today, answer)
    on = None if days is None else clock.moment.date() + timedelta(days=days)
    assert list_set_aside(vault)[0].offer_on == on
    assert [words for words in person.reads(today) if words.startswith("Thank you.")]


@pytest.mark.usefixtures("plan")
def test_plan__marked_with_a_suggestion_and_in_own_words__keeps_the_words(
    desk: Desk, person: Person, vault: Vault
) -> None:
    letters = person.sits_at(LettersScreen(desk))
    assert [words for words in person.reads(letters) if "it is Sunday" in words and "I call Rosa" in words]
    person.push("Another way")
    assert list_set_aside(vault, Waiting.PLAN)[0].mark == "Another way"
    person.press_button(letters, "Let it go")
    assert list_set_aside(vault, Waiting.PLAN)[0].mark == "Let it go"


def test_letters__nothing_put_away__says_what_will_be_here(desk: Desk, person: Person) -> None:
    letters = person.opens(LettersScreen(desk))
    assert [words for words in person.reads(letters) if "will wait here" in words]
    assert not letters.findChildren(WaitingCard)


def test_entry__of_a_practice__offers_its_answers_and_when_to_be_offered(
    desk: Desk, person: Person, letter: EntryId
) -> None:
    journal = person.opens(JournalScreen(desk))
    journal.show_entry(letter)
    wished = QSignalSpy(journal.answers_requested)
    assert [words for words in person.reads(journal) if words.startswith("A letter you put away on")]
    person.press_button(journal, "Change the answers")
    assert wished.at(0)[0] == letter


def test_answers__changed_by_keys__page_says_so_and_the_wording_before_is_kept(
    desk: Desk, person: Person, vault: Vault, plan: EntryId
) -> None:
    screen = person.sits_at(ChangeAnswers(desk))
    told = QSignalSpy(screen.done)
    screen.begin(plan)
    assert [words for words in person.reads(screen) if "earlier wordings" in words]
    while "When…" not in person.reads(screen):
        person.push("Next answer")
    person.type_text("Or Monday: ")
    person.push("Done")
    assert told.at(0)[0] == plan
    assert "Or Monday" in load_entry(vault, plan).body
    assert len(list_versions(vault, plan)) == 1


def test_shell__letter_and_answers__are_places_of_their_own(
    desk: Desk, person: Person, vault: Vault, letter: EntryId
) -> None:
    shell = person.opens(Shell(desk))
    shell.start()
    shell.practices.read_letter(list_set_aside(vault)[0].id)
    assert "You carried on." in person.reads(shell.show_place(LETTERS))
    shell.practices.change_answers(letter)
    assert shell.show_place(ANSWERS).isVisible()
    shell.open_place(LETTERS)
