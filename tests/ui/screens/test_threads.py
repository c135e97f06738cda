"""The person's own threads by keyboard: added, laid together, changed, taken away, and followed to their page."""

from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from journal_app.content.model import Pack, PracticeId, StepId, StoryKind
from journal_app.journal.entries import EntryId
from journal_app.journal.own_story import add_story_line, list_story
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, finish_run, save_answer
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.screens.story_line import StoryLineRow
from journal_app.ui.screens.threads import SHOWN_AT_FIRST, ThreadsScreen
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def entry_id(vault: Vault, clock: FixedClock, pack: Pack) -> EntryId:
    run = begin_practice(vault, clock, pack, PracticeId("re-authoring"))
    for step, words in (("name-story", "The quiet one"), ("exception", "I rang twice"), ("thread", "Ringing twice")):
        save_answer(vault, clock, run.id, StepId(step), Answer(text=words))
    kept = finish_run(vault, clock, run.id)
    assert kept is not None
    return kept


@pytest.fixture
def screen(person: Person, desk: Desk) -> ThreadsScreen:
    made: ThreadsScreen = person.sits_at(ThreadsScreen(desk))
    return made


def row_of(screen: ThreadsScreen, words: str) -> StoryLineRow:
    return next(one for one in screen.findChildren(StoryLineRow) if one.isVisible() and one._line.text == words)


def choose(screen: ThreadsScreen, words: str, action: str) -> None:
    """Choose from a line's menu, as its button opens it."""
    next(one for one in row_of(screen, words).menu.actions() if one.text().startswith(action)).trigger()


@pytest.mark.usefixtures("entry_id")
def test_threads__after_a_practice__both_stories_stand_side_by_side(person: Person, screen: ThreadsScreen) -> None:
    read = person.reads(screen)
    assert {"The story others told", "My own threads", "The quiet one", "I rang twice", "Ringing twice"} <= set(read)
    assert row_of(screen, "The quiet one").x() < screen._own.mapTo(screen, row_of(screen, "I rang twice").pos()).x()


def test_moment__laid_to_its_thread__stands_in_it_and_comes_off_again(
    entry_id: EntryId, screen: ThreadsScreen, vault: Vault
) -> None:
    choose(screen, "I rang twice", "Lay it to “Ringing twice”")
    laid = {one.text: one.thread_id for one in list_story(vault)}
    assert laid["I rang twice"] is not None
    assert QApplication.focusWidget() is row_of(screen, "I rang twice").button
    choose(screen, "I rang twice", "Take it from its thread")
    assert not any(one.thread_id for one in list_story(vault))
    opened = QSignalSpy(screen.entry_requested)
    choose(screen, "I rang twice", "Open the page")
    assert opened.at(0)[0] == entry_id


def test_line__added_by_keys__is_there_and_has_the_keyboard(
    person: Person, screen: ThreadsScreen, vault: Vault
) -> None:
    person.push("Add a line")
    person.type_text("Loud at home")
    person.push("Keep it")
    [line] = list_story(vault)
    assert (line.kind, line.text, line.is_from_practice) == (StoryKind.OLD_STORY, "Loud at home", False)
    assert QApplication.focusWidget() is row_of(screen, "Loud at home").button


def test_line__blank__is_refused_in_words_and_nothing_is_lost(
    person: Person, screen: ThreadsScreen, vault: Vault
) -> None:
    person.push("Add a line")
    person.push("Keep it")
    assert not list_story(vault)
    assert screen._problem.isVisible()
    assert screen._form.isVisible()


def test_line__changed__keeps_its_new_words(person: Person, desk: Desk, clock: FixedClock, vault: Vault) -> None:
    add_story_line(vault, clock, StoryKind.WITNESS, "Rosa")
    screen = person.sits_at(ThreadsScreen(desk))
    choose(screen, "Rosa", "Change")
    person.type_text("Aunt ")
    person.push("Keep it")
    assert [one.text for one in list_story(vault)] == ["Aunt Rosa"]


def test_line__taken_away__is_asked_first_then_gone(
    person: Person, desk: Desk, clock: FixedClock, vault: Vault
) -> None:
    add_story_line(vault, clock, StoryKind.MEANING, "Being read")
    screen = person.sits_at(ThreadsScreen(desk))
    choose(screen, "Being read", "Take it away")
    assert len(list_story(vault)) == 1
    assert person.words == "Take it away"
    person.press_button(screen, "Take it away")
    assert not list_story(vault)
    assert "Being read" not in person.reads(screen)


def test_threads__many_lines__show_the_newest_and_older_on_wish(
    person: Person, desk: Desk, clock: FixedClock, vault: Vault
) -> None:
    for number in range(SHOWN_AT_FIRST + 5):
        add_story_line(vault, clock, StoryKind.EXCEPTION, f"line {number}")
    screen = person.sits_at(ThreadsScreen(desk))
    assert "line 0" not in person.reads(screen)
    person.press_button(screen, "Show older lines too")
    assert "line 0" in person.reads(screen)
