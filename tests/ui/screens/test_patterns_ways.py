"""The ways to a check-in, a look-back and the views of Patterns by the palette, and views named whole at any width."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.check_ins import LOOK_BACK, save_check_in
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.pattern_view import PatternView
from journal_app.ui.screens.look_back_form import LookBackForm
from journal_app.ui.screens.patterns import PatternsScreen
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.widgets.choices import RadioMark
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(desk: Desk, person: Person) -> Shell:
    widget: Shell = person.sits_at(Shell(desk))
    widget.start()
    return widget


def choose(person: Person, qtbot: QtBot, words: str) -> None:
    """Open the palette, type, and press Enter."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), words)
    person.press(Qt.Key.Key_Return)


def test_palette__check_in__unfolds_the_questions_with_the_keyboard_on_them(
    shell: Shell, person: Person, qtbot: QtBot
) -> None:
    choose(person, qtbot, "check-in")

    mark = QApplication.focusWidget()
    assert isinstance(mark, RadioMark)
    assert mark.isVisible()
    person.press(Qt.Key.Key_Right)
    assert mark.isVisible()


@pytest.mark.parametrize(
    ("words", "view"),
    [
        ("patterns in your words", PatternView.TOLD),
        ("patterns year", PatternView.YEAR),
        ("wrote about", PatternView.WRITTEN),
        ("patterns looking back", PatternView.LOOKED),
    ],
)
def test_palette__view_of_patterns__is_shown(
    shell: Shell, person: Person, qtbot: QtBot, words: str, view: PatternView
) -> None:
    choose(person, qtbot, words)

    [screen] = [one for one in shell.findChildren(PatternsScreen) if one.isVisible()]
    assert screen._view is view


@pytest.mark.parametrize(("words", "days"), [("look back", 7), ("look-back", 7), ("look back", 2)])
def test_palette__look_back__opens_its_questions_or_says_from_when(
    shell: Shell, vault: Vault, pack: Pack, clock: FixedClock, person: Person, qtbot: QtBot, words: str, days: int
) -> None:
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 1})
    clock.moment += timedelta(days=days)

    choose(person, qtbot, words)

    [screen] = [one for one in shell.findChildren(PatternsScreen) if one.isVisible()]
    is_asked = any(one.isVisible() for one in screen.findChildren(RadioMark))
    says_when = any("can be made from Saturday, 28 November 2026 on" in words for words in person.reads(screen))
    assert (is_asked, says_when) == (days == 7, days != 7)


def test_palette__look_back_while_one_is_being_answered__leaves_the_answers(
    shell: Shell, person: Person, qtbot: QtBot
) -> None:
    choose(person, qtbot, "look back")
    person.press(Qt.Key.Key_Right)
    [screen] = [one for one in shell.findChildren(PatternsScreen) if one.isVisible()]
    before = [one.isChecked() for one in screen.findChildren(RadioMark)]

    choose(person, qtbot, "look back")

    assert [one.isChecked() for one in screen.findChildren(RadioMark)] == before


@pytest.mark.parametrize(("width", "size", "is_list"), [(1280, 100, False), (720, 100, False), (500, 200, True)])
def test_views__any_width_and_size_of_text__are_named_whole(
    desk: Desk, person: Person, dressed: ThemeController, width: int, size: int, is_list: bool
) -> None:
    dressed.set_look(Look(text_percent=size))
    screen = person.sits_at(PatternsScreen(desk), width, 560)

    tabs = next(one for one in screen.findChildren(QTabBar))
    choice = next(one for one in screen.findChildren(QComboBox) if one.accessibleName() == "Ways to look")

    assert (choice.isVisible(), tabs.isVisible()) == (is_list, not is_list)
    if is_list:
        widest = max(choice.fontMetrics().horizontalAdvance(choice.itemText(row)) for row in range(4))
        assert choice.width() > widest + 36
        choice.setFocus()
        person.press(Qt.Key.Key_Down)
        assert screen._view is PatternView.YEAR
    else:
        assert tabs.width() >= tabs.sizeHint().width()


@pytest.mark.parametrize("view", list(PatternView))
def test_views__small_window_and_text_at_200_percent__stand_below_each_other_and_scroll(
    desk: Desk, vault: Vault, clock: FixedClock, pack: Pack, person: Person, dressed: ThemeController, view: PatternView
) -> None:
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 1, "lb-2": 1})
    dressed.set_look(Look(text_percent=200))
    screen = person.sits_at(PatternsScreen(desk), 640, 560)

    screen.show_view(view)

    [inside] = [one.widget() for one in [screen._views]]
    layout = inside.layout()
    parts = [item.geometry() for item in map(layout.itemAt, range(layout.count())) if not item.isEmpty()]
    assert all(above.bottom() < below.top() for above, below in pairwise(parts))
    assert parts[-1].bottom() < inside.height()


def test_look_back__small_window_and_text_at_200_percent__has_the_whole_height(
    desk: Desk, person: Person, dressed: ThemeController
) -> None:
    dressed.set_look(Look(text_percent=200))
    screen = person.sits_at(PatternsScreen(desk), 640, 560)
    screen.show_view(PatternView.LOOKED)

    person.press_button(screen, "Look back over a week")

    [form] = screen.findChildren(LookBackForm)
    assert form.isVisible()
    assert form.height() == screen.height()
