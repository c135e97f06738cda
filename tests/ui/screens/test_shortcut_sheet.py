"""The shortcut sheet: all keys of the window stand on it, and Back leads where one was."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.places import JOURNAL, PROMISES, WRITE
from journal_app.ui.screens.shortcut_sheet import ShortcutSheet
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.editor import PageEditor

Person = Any  # lives in conftest.py: test files import nothing from each other
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(desk: Desk, person: Person) -> Shell:
    widget: Shell = person.sits_at(Shell(desk))
    widget.start()
    return widget


def sheet_of(shell: Shell, qtbot: QtBot) -> ShortcutSheet:
    """Open the sheet by its key, and let every place be built."""
    qtbot.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Slash, CTRL)
    qtbot.waitUntil(lambda: len(shell._screens) == len(shell._builders))
    sheet = shell.findChild(ShortcutSheet)
    assert sheet.isVisible()
    return sheet


def test_sheet__opened_by_its_key__has_the_keys_of_places_not_visited_yet(shell: Shell, qtbot: QtBot) -> None:
    lines = sheet_of(shell, qtbot).lines

    assert ("", "Write without a prompt", "Ctrl+N") in lines
    assert ("On the page you write", "Done: keep this page", "Ctrl+Return") in lines


def test_sheet__action_that_some_widget_has_of_its_own__stands_under_its_place(shell: Shell, qtbot: QtBot) -> None:
    shell.open_page(None)
    editor = shell.findChild(PageEditor)
    action = QAction("&Strong…", editor)
    action.setShortcut("Ctrl+B")
    editor.addAction(action)

    assert ("On the page you write", "Strong", "Ctrl+B") in sheet_of(shell, qtbot).lines


def test_sheet__command_without_keys__is_not_on_it(shell: Shell, qtbot: QtBot) -> None:
    assert "Trash" not in [text for _place, text, _keys in sheet_of(shell, qtbot).lines]


def test_sheet__new_command_since__is_on_it_at_the_next_look(shell: Shell, qtbot: QtBot, person: Person) -> None:
    sheet_of(shell, qtbot)
    person.press(Qt.Key.Key_Escape)
    add_command(shell, "Something new", shell.open_trash, "Ctrl+Shift+8")

    assert ("", "Something new", "Ctrl+Shift+8") in sheet_of(shell, qtbot).lines


def test_sheet__esc__goes_back_to_the_page_being_written(shell: Shell, qtbot: QtBot, person: Person) -> None:
    shell.open_page(None)
    qtbot.keyClicks(QApplication.focusWidget(), "Half a page")
    sheet_of(shell, qtbot)

    person.press(Qt.Key.Key_Escape)

    assert shell._here == WRITE
    page = QApplication.focusWidget()
    assert isinstance(page, PageEditor)
    assert page.text() == "Half a page"


def test_sheet__its_key_pressed_twice__still_leads_back(shell: Shell, qtbot: QtBot, person: Person) -> None:
    shell.open_place(JOURNAL)
    sheet_of(shell, qtbot)
    sheet_of(shell, qtbot)

    person.press(Qt.Key.Key_Escape)

    assert shell._here == JOURNAL


def test_sheet__hiding_by_shift_is_off__does_not_promise_it(
    shell: Shell, qtbot: QtBot, desk: Desk, person: Person
) -> None:
    hides = "Shift pressed three times hides everything."
    assert any(hides in words for words in person.reads(sheet_of(shell, qtbot)))
    person.press(Qt.Key.Key_Escape)

    desk.preferences.change(hide_on_shift=False)

    assert not any(hides in words for words in person.reads(sheet_of(shell, qtbot)))


def test_sheet__another_place_aside_opened_from_it__both_lead_back_to_where_one_was(
    shell: Shell, qtbot: QtBot, person: Person
) -> None:
    shell.open_place(JOURNAL)
    sheet_of(shell, qtbot)
    shell.open_place(PROMISES)

    person.press(Qt.Key.Key_Escape)

    assert shell._here == JOURNAL
