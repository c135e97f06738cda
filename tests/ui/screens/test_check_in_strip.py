"""How it is today, on Today: kept word by word, changed, taken away, folded; and what it does to what is offered."""

from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Intensity, Pack, empty_pack
from journal_app.journal.check_ins import CHECK_IN, Told, list_check_ins, todays_check_in
from journal_app.journal.offers import todays_offer
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.screens.check_in_strip import CheckInStrip
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.widgets.choices import RadioMark
from journal_app.ui.widgets.page_text import PageText
from journal_app.vault.vault import Vault

S = TypeVar("S", bound=QWidget)
Person = Any  # lives in conftest.py: test files import nothing from each other


def mark(screen: QWidget, words: str) -> RadioMark:
    return next(one for one in screen.findChildren(RadioMark) if one.text() == words and one.isVisible())


def unfolded(screen: S, person: Person) -> S:
    """Open the strip, which is folded until somebody likes it open."""
    person.press_button(screen, "How is it today?")
    return screen


def test_check_in__two_words_by_key__are_kept_in_their_words(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, qtbot: QtBot
) -> None:
    screen = unfolded(person.sits_at(TodayScreen(desk), 1000, 900), person)
    person.walk_to(RadioMark)
    person.press(Qt.Key.Key_Left)  # from "no answer" to the word before it

    qtbot.keyClick(mark(screen, "a few minutes"), Qt.Key.Key_Space)

    kept = todays_check_in(vault, clock)
    assert kept is not None
    assert kept.told == {"steady": Told(4, "steady"), "energy": Told(1, "a few minutes")}


def test_check_in__no_answer_chosen_again__keeps_nothing(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person
) -> None:
    screen = unfolded(person.opens(TodayScreen(desk), 1000, 900), person)
    mark(screen, "in between").click()

    mark(screen, "no answer").click()

    assert todays_check_in(vault, clock) is None


def test_check_in__free_words__are_kept_when_the_typing_rests(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, qtbot: QtBot
) -> None:
    screen = unfolded(person.sits_at(TodayScreen(desk), 1000, 900), person)
    person.press_button(screen, "More, if you like")
    field = next(one for one in screen.findChildren(PageText) if one.isVisible())
    field.setFocus()

    qtbot.keyClicks(field, "rain, tea")

    qtbot.waitUntil(lambda: todays_check_in(vault, clock) is not None)
    kept = todays_check_in(vault, clock)
    assert kept is not None
    assert kept.told == {"words": Told(None, "rain, tea")}
    assert field.toPlainText() == "rain, tea"


def test_check_in__folded_away_while_typing__loses_no_word(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, qtbot: QtBot
) -> None:
    screen = unfolded(person.sits_at(TodayScreen(desk), 1000, 900), person)
    person.press_button(screen, "More, if you like")
    field = next(one for one in screen.findChildren(PageText) if one.isVisible())
    qtbot.keyClicks(field, "rain")

    person.press_button(screen, "How is it today?")

    kept = todays_check_in(vault, clock)
    assert kept is not None
    assert kept.told == {"words": Told(None, "rain")}


def test_check_in__taken_away__is_gone_and_says_so(desk: Desk, vault: Vault, clock: FixedClock, person: Person) -> None:
    screen = unfolded(person.opens(TodayScreen(desk), 1000, 900), person)
    mark(screen, "in between").click()

    person.press_button(screen, "Take away what I said today")

    assert list_check_ins(vault, CHECK_IN, since=date.min, until=date.max) == ()
    assert "It is gone. Nothing is kept of it." in person.reads(screen)
    assert not mark(screen, "in between").isChecked()


def test_check_in__opened_or_folded_away__stays_so_on_the_next_day(desk: Desk, person: Person) -> None:
    for state in ("folded", "open", "folded"):
        screen = person.opens(TodayScreen(desk), 1000, 900)
        assert person.button(screen, "How is it today?").accessibleDescription() == state
        assert any(one.isVisible() for one in screen.findChildren(RadioMark)) is (state == "open")
        person.press_button(screen, "How is it today?")


def test_check_in__shaky__offers_to_steady_first_and_a_gentle_page_and_says_why(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    screen = unfolded(person.opens(TodayScreen(desk), 1000, 900), person)
    wished = QSignalSpy(screen.steady_requested)

    mark(screen, "very shaky").click()
    person.press_button(screen, "Why this prompt")
    person.press_button(screen, "Steady me")

    offer = todays_offer(vault, pack, clock)
    assert offer is not None
    assert pack.prompts[offer.prompt_id].intensity is Intensity.GENTLE
    assert any("only gentle ones are offered" in words for words in person.reads(screen))
    assert wished.count() == 1
    mark(screen, "steady").click()
    assert not any("only gentle ones" in one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def test_check_in__another_word_chosen_on_the_way__is_not_set_back(desk: Desk, pack: Pack, person: Person) -> None:
    """What an older answer brings back does not undo a newer one."""
    strip = CheckInStrip(desk)
    person.opens(strip)
    strip.refresh()
    unfolded(strip, person)
    for words in ("in between", "steady enough", "plenty of time"):
        mark(strip, words).click()
    assert mark(strip, "steady enough").isChecked()
    assert mark(strip, "plenty of time").isChecked()


@pytest.mark.parametrize("pack", [empty_pack()], ids=["empty"])
def test_check_in__pack_without_one__takes_no_room(desk: Desk, person: Person, pack: Pack) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)

    assert not any(one.isVisible() for one in screen.findChildren(CheckInStrip))
