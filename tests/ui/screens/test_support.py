"""Support: readable before anything else is, honest about what nobody has checked, and left by Esc."""

import dataclasses
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack, Support, SupportEntry, SupportRegion
from journal_app.ui.screens.support import SupportScreen
from journal_app.ui.screens.support_words import is_fresh
from journal_app.ui.theme.theme import Look, ThemeController

Person = Any  # lives in conftest.py: test files import nothing from each other

TODAY = date(2026, 11, 22)
UNCHECKED = "Nobody has checked this yet. If it doesn't work, please try another."
ENTRY = SupportEntry("local", "The front desk", "Knock, day or night", checked_on=date(2026, 11, 1), checked_by="Ines")


@pytest.fixture
def support(pack: Pack) -> Support:
    assert pack.support is not None
    return pack.support


@pytest.fixture
def screen(theme: ThemeController, said: list[str], person: Person) -> SupportScreen:
    """The screen as it stands before the pack has been read."""
    return person.sits_at(SupportScreen())


@pytest.fixture
def filled(screen: SupportScreen, pack: Pack, support: Support) -> SupportScreen:
    """The screen with the real pack, and no region chosen."""
    screen.show_content(support, pack.anchors, "", TODAY)
    return screen


def test_support__before_content__says_calmly_what_matters_most(screen: SupportScreen, person: Person) -> None:
    said = " ".join(person.reads(screen))

    assert "please reach a person now" in said
    assert "cannot call or send anything" in said


def test_support__escape__goes_back(screen: SupportScreen, qtbot: QtBot, person: Person) -> None:
    with qtbot.waitSignal(screen.back_requested, timeout=0):
        person.press(Qt.Key.Key_Escape)


def test_support__content__puts_the_device_note_before_everything_else(filled: SupportScreen, support: Support) -> None:
    note, intro = (
        next(label for label in filled.findChildren(QLabel) if label.text() == words)
        for words in (support.device_note, support.intro)
    )

    assert note.isVisible()
    assert note.mapTo(filled, QPoint()).y() < intro.mapTo(filled, QPoint()).y()


def test_support__no_region_chosen_and_none_filled_in__waits_for_a_choice(
    filled: SupportScreen, person: Person
) -> None:
    assert filled.findChild(QComboBox).currentIndex() == -1
    assert "Choose a place to see whom you could reach. Nothing here looks up where you are." in person.reads(filled)


def test_support__region_by_keyboard__shows_its_entries_and_tells(
    filled: SupportScreen, qtbot: QtBot, support: Support, said: list[str], person: Person
) -> None:
    person.walk_to(QComboBox)

    with qtbot.waitSignal(filled.region_chosen, timeout=0) as told:
        person.press(Qt.Key.Key_U)
    QApplication.processEvents()

    region = next(region for region in support.regions if region.id == "us")
    assert told.args == ["us"]
    assert {entry.name for entry in region.entries} <= set(person.reads(filled))
    assert person.reads(filled).count(UNCHECKED) == len(region.entries)
    assert said[-1].startswith("United States. Emergency")


def test_support__region_chosen_before__is_shown_at_once(
    screen: SupportScreen, pack: Pack, support: Support, person: Person
) -> None:
    screen.show_content(support, pack.anchors, "other", TODAY)

    assert "Befrienders Worldwide" in person.reads(screen)


def test_support__a_region_the_pack_no_longer_has__waits_for_a_choice(
    screen: SupportScreen, pack: Pack, support: Support
) -> None:
    screen.show_content(support, pack.anchors, "atlantis", TODAY)

    assert screen.findChild(QComboBox).currentIndex() == -1


def test_support__filled_in_here__comes_first_with_who_checked_it(
    screen: SupportScreen, pack: Pack, support: Support, person: Person
) -> None:
    here = SupportRegion("local", "Here", (ENTRY,))

    screen.show_content(dataclasses.replace(support, regions=(here, *support.regions[1:])), pack.anchors, "", TODAY)

    assert "The front desk" in person.reads(screen)
    assert "Checked on 1 November 2026 by Ines." in person.reads(screen)


def test_support__ones_own__is_not_told_to_be_unchecked_before_it_ever_was(
    screen: SupportScreen, pack: Pack, support: Support, person: Person
) -> None:
    rosa = SupportEntry("own", "Rosa", "Ring twice")

    screen.show_content(support, pack.anchors, "", TODAY, own=(rosa,))

    assert "Ring twice" in person.reads(screen)
    assert not [words for words in person.reads(screen) if "checked" in words and words != "I checked it today"]


def test_support__an_empty_region__that_can_be_filled_in__says_how(
    screen: SupportScreen, pack: Pack, support: Support, person: Person
) -> None:
    screen.show_content(support, pack.anchors, "local", TODAY, here=())

    assert any("‘For everyone on this computer’, below" in words for words in person.reads(screen))


def test_support__an_empty_region__says_so(screen: SupportScreen, pack: Pack, support: Support, person: Person) -> None:
    screen.show_content(support, pack.anchors, "local", TODAY)

    assert "Nobody has filled this in yet. Another place in the list may help." in person.reads(screen)


def test_support__shown_twice__keeps_one_of_each(
    filled: SupportScreen, pack: Pack, support: Support, person: Person
) -> None:
    filled.show_content(support, pack.anchors, "us", TODAY)
    QApplication.processEvents()

    assert [words for words in person.reads(filled) if words == "Emergency"] == ["Emergency"]
    assert len(filled._steady.buttons) == len(pack.anchors)


@pytest.mark.parametrize(
    ("checked_on", "is_good"),
    [
        (None, False),
        (TODAY, True),
        (date(2026, 5, 26), True),
        (date(2026, 5, 25), False),
        (date(2026, 11, 23), False),
    ],
)
def test_is_fresh__by_the_day_of_the_check__holds_for_180_days(checked_on: date | None, is_good: bool) -> None:
    assert is_fresh(dataclasses.replace(ENTRY, checked_on=checked_on), 180, TODAY) is is_good


def test_grounding__by_keyboard__goes_step_by_step_and_back_to_where_it_began(
    filled: SupportScreen, pack: Pack, said: list[str], person: Person
) -> None:
    anchor = pack.anchors[0]
    person.push(anchor.name)
    seen = []
    for _ in anchor.steps:
        seen.append(next(words for words in person.reads(filled) if words in anchor.steps))
        if person.words == "Next":
            person.press(Qt.Key.Key_Space)

    assert tuple(seen) == anchor.steps
    assert said[-1].endswith(anchor.steps[-1])
    assert person.words == "Close"
    person.press(Qt.Key.Key_Space)
    assert person.words == anchor.name


def test_grounding__back_a_step__shows_the_one_before(filled: SupportScreen, pack: Pack, person: Person) -> None:
    anchor = pack.anchors[0]
    filled._steady.buttons[0].click()
    person.press(Qt.Key.Key_Space)
    person.push("Back a step")

    assert anchor.steps[0] in person.reads(filled)


def test_grounding__escape__closes_it_and_stays_on_support(filled: SupportScreen, qtbot: QtBot, person: Person) -> None:
    filled._steady.buttons[0].click()

    with qtbot.assertNotEmitted(filled.back_requested):
        person.press(Qt.Key.Key_Escape)

    assert "Support" in person.reads(filled)


def test_grounding__any_anchor__says_what_it_uses_and_how_to_swap_it(
    filled: SupportScreen, pack: Pack, person: Person
) -> None:
    for anchor, button in zip(pack.anchors, filled._steady.buttons, strict=True):
        button.click()
        assert anchor.swap in person.reads(filled)
        assert any(words.startswith("Uses ") for words in person.reads(filled))
        filled._grounding.closed.emit()


def test_support__shown_again__is_back_at_its_list(filled: SupportScreen, person: Person) -> None:
    filled._steady.buttons[0].click()
    filled.hide()
    filled.show()

    assert "Support" in person.reads(filled)


@pytest.mark.parametrize(("width", "is_side_by_side"), [(1280, True), (720, False)])
def test_support__by_width__sets_its_parts_side_by_side_or_below(
    filled: SupportScreen, qtbot: QtBot, width: int, is_side_by_side: bool
) -> None:
    filled.resize(width, 820)
    qtbot.waitUntil(lambda: (filled._steady.y() == filled._entries.y()) is is_side_by_side)


def test_support__text_at_200_percent__keeps_every_word_in_sight(
    filled: SupportScreen, dressed: ThemeController
) -> None:
    dressed.set_look(Look(text_percent=200))
    filled.resize(720, 560)
    QApplication.processEvents()

    page = filled._page
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()


def test_support__every_control__has_an_accessible_name(filled: SupportScreen) -> None:
    controls = [one for one in filled.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.TabFocus]

    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in controls]

    assert len(names) == 10
    assert all(names)


def test_support__imported__brings_nothing_of_the_vault() -> None:
    code = "import sys, journal_app.ui.screens.support; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    rooms = ("journal_app.vault", "journal_app.journal", "journal_app.content")
    heavy = ("sqlalchemy", "sqlcipher3", "cryptography", *rooms)
    assert [name for name in loaded if name.startswith(heavy)] == []
