"""The list of practices and the one looked at, by keyboard: what stands before a deep one, and what is under way."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from journal_app.content.model import Intensity, Pack, PracticeId
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.check_ins import CHECK_IN, save_check_in
from journal_app.journal.drafts import keep_draft, start_draft
from journal_app.journal.practice_run import begin_practice
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.screens.practices import PracticesScreen
from journal_app.ui.widgets.buttons import Button
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
DEEP = PracticeId("four-sittings")


@pytest.fixture
def switched_on(vault: Vault) -> None:
    """Someone who let the deep practice be used before."""
    save_private_preferences(vault, replace(load_private_preferences(vault), practices_on=(DEEP,)))


@pytest.fixture
def screen(desk: Desk, person: Person) -> PracticesScreen:
    opened: PracticesScreen = person.sits_at(PracticesScreen(desk))
    opened.setFocus()
    return opened


def choose(person: Person, screen: PracticesScreen, title: str) -> None:
    """Walk down the list to a practice and press Enter."""
    rows = person.rows(screen)
    rows.setFocus()
    person.press(Qt.Key.Key_Home)
    while str(rows.currentIndex().data()) != title:
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)


def buttons(person: Person, screen: PracticesScreen) -> set[str]:
    """Return which of the ways to begin stand on the page."""
    ways = {"Begin", "Begin all the same", "Switch it on", "Go on where you left off", "Switch this practice off again"}
    return ways & {one.text() for one in screen.findChildren(Button) if one.isVisible()}


def test_practice__off_by_default__is_switched_on_then_begun_by_key_and_off_again(
    screen: PracticesScreen, person: Person, pack: Pack, vault: Vault
) -> None:
    begun = QSignalSpy(screen.begin_requested)
    choose(person, screen, pack.practices[DEEP].title)
    assert (person.words, buttons(person, screen)) == ("Switch it on", {"Switch it on"})
    assert any(pack.practices[DEEP].content_note in words for words in person.reads(screen))

    person.press(Qt.Key.Key_Space)
    assert (person.words, buttons(person, screen)) == ("Begin", {"Begin", "Switch this practice off again"})
    person.press(Qt.Key.Key_Space)
    assert begun.at(0) == [DEEP]

    person.push("Switch this practice off again")
    assert (person.words, buttons(person, screen)) == ("Switch it on", {"Switch it on"})
    assert load_private_preferences(vault).practices_on == ()


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("reason", ["shaky", "deep"])
def test_practice__deep_one_that_should_wait__says_why_and_can_be_begun_all_the_same(
    desk: Desk, person: Person, pack: Pack, vault: Vault, clock: FixedClock, reason: str
) -> None:
    if reason == "shaky":
        save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 0})
    else:
        prompt = next(one for one in pack.prompts.values() if one.intensity is Intensity.DEEP)
        keep_draft(vault, clock, start_draft(vault, clock, asked=asked_from_prompt(pack, prompt), body="words").id)
    screen = person.sits_at(PracticesScreen(desk))
    begun = QSignalSpy(screen.begin_requested)

    choose(person, screen, pack.practices[DEEP].title)

    says = {"shaky": "You said you feel shaky today.", "deep": "There was something deep within a day."}[reason]
    assert any(words.startswith(says) for words in person.reads(screen))
    assert person.words == "Begin all the same"
    assert "Begin" not in buttons(person, screen)
    person.press(Qt.Key.Key_Space)
    assert begun.at(0) == [DEEP]


def test_practices__two_of_one_and_one_of_another_under_way__are_each_gone_on_with(
    vault: Vault, clock: FixedClock, pack: Pack, desk: Desk, person: Person
) -> None:
    runs = [begin_practice(vault, clock, pack, PracticeId(one)) for one in ("kind-pause", "kind-pause", "friend-words")]
    screen = person.sits_at(PracticesScreen(desk))
    resumed = QSignalSpy(screen.resume_requested)
    rows = person.rows(screen)
    rows.setFocus()
    person.press(Qt.Key.Key_Home)

    for _ in runs:
        person.press(Qt.Key.Key_Return)
        person.press(Qt.Key.Key_Down)

    assert sorted(resumed.at(at)[0] for at in range(resumed.count())) == [run.id for run in runs]
