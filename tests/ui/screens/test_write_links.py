"""Link the page being written to another: asked for by key, found as one types, one step to undo."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.journal.drafts import edit_entry
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.ui.commands import commands_of
from journal_app.ui.desk import Desk
from journal_app.ui.screens.entry_picker import EntryPicker
from journal_app.ui.screens.write import WriteScreen
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(desk: Desk, person: Person) -> WriteScreen:
    return person.sits_at(WriteScreen(desk), 1200, 900)  # type: ignore[no-any-return]  # a fixture's class


def editor(screen: WriteScreen) -> PageEditor:
    return screen.findChild(PageEditor)


def ask(qtbot: QtBot, screen: WriteScreen) -> EntryPicker:
    qtbot.keyClick(editor(screen), Qt.Key.Key_P, CTRL_SHIFT)
    picker = screen.findChild(EntryPicker)
    assert picker.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    return picker


def test_link__chosen_by_keys__stands_at_the_caret_and_is_one_step_to_undo(
    qtbot: QtBot, screen: WriteScreen, person: Person, vault: Vault, write: Callable[..., EntryId]
) -> None:
    older = write("It rained.", title="The [old] garden", days_ago=3)
    write("Nothing of it.", days_ago=1)
    write("Rain again.", days_ago=2)
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "See . More")
    cursor = editor(screen).textCursor()
    cursor.setPosition(4)
    editor(screen).setTextCursor(cursor)

    picker = ask(qtbot, screen)
    newest_first = person.titles(picker)
    person.type_text("rain")
    qtbot.waitUntil(lambda: person.titles(picker) == ["Rain again.", "The [old] garden"])
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    written = editor(screen).text()
    had_keyboard, is_open = editor(screen).hasFocus(), picker.isVisible()
    after = editor(screen).text()[editor(screen).textCursor().position() :]
    editor(screen).undo()

    reference = f"[The \\[old\\] garden](entry:{load_entry(vault, older).uid})"
    assert newest_first == ["Nothing of it.", "Rain again.", "The [old] garden"]
    assert (written, after) == (f"See {reference}. More", ". More")
    assert (had_keyboard, is_open) == (True, False)
    assert editor(screen).text() == "See . More"


def test_link__right_after_typing__undone_leaves_what_was_typed(
    qtbot: QtBot, screen: WriteScreen, person: Person, write: Callable[..., EntryId]
) -> None:
    write("It rained.")
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "See ")

    ask(qtbot, screen)
    person.press(Qt.Key.Key_Return)
    written = editor(screen).text()
    editor(screen).undo()

    assert "[It rained.](entry:" in written
    assert editor(screen).text() == "See "


def test_link__of_chosen_words__has_them_as_its_label(
    qtbot: QtBot, screen: WriteScreen, person: Person, vault: Vault, write: Callable[..., EntryId]
) -> None:
    entry_id = write("It rained.", title="Rain")
    screen.start_page(None)
    qtbot.keyClicks(editor(screen), "that day")
    editor(screen).moveCursor(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)

    ask(qtbot, screen)
    person.press(Qt.Key.Key_Return)

    assert editor(screen).text() == f"[that day](entry:{load_entry(vault, entry_id).uid})"


def test_picker__open_entry__offers_neither_itself_nor_the_trash(
    qtbot: QtBot,
    screen: WriteScreen,
    person: Person,
    vault: Vault,
    clock: FixedClock,
    write: Callable[..., EntryId],
) -> None:
    itself = write("This page.")
    move_to_trash(vault, clock, write("Gone."))
    screen.resume(edit_entry(vault, clock, itself))

    picker = ask(qtbot, screen)

    assert "There is no other page yet." in person.reads(picker)


def test_picker__esc__leaves_the_page_as_it_was_and_forgets_what_was_typed(
    qtbot: QtBot, screen: WriteScreen, person: Person, write: Callable[..., EntryId]
) -> None:
    write("It rained.")
    screen.start_page(None)
    picker = ask(qtbot, screen)
    person.type_text("zebra")
    qtbot.waitUntil(lambda: "No page has these words." in person.reads(picker))

    person.press(Qt.Key.Key_Escape)

    assert not picker.isVisible()
    assert (editor(screen).text(), editor(screen).hasFocus()) == ("", True)
    assert [field.text() for field in picker.findChildren(QLineEdit)] == [""]


def test_picker__another_page_opened__is_closed(
    qtbot: QtBot, screen: WriteScreen, write: Callable[..., EntryId]
) -> None:
    write("It rained.")
    screen.start_page(None)
    picker = ask(qtbot, screen)

    screen.start_page(None)

    assert not picker.isVisible()


def test_command__on_a_page_that_is_only_shown__is_not_at_hand(
    screen: WriteScreen, vault: Vault, clock: FixedClock, write: Callable[..., EntryId]
) -> None:
    screen.resume(edit_entry(vault, clock, write("x" * 300_000)))

    [command] = [one for one in commands_of(screen) if one.text == "Link to another page"]

    assert not command.is_at_hand
