"""Spelling in a title: lines that touch neither its text nor its undo, and the same menu as the page's."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal_app.settings.dictionaries import Dictionary
from journal_app.ui.desk import Desk
from journal_app.ui.spelling.page_spelling import PageSpelling
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.title_field import TitleField

FakeLookup = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def title(
    desk: Desk, lookup: FakeLookup, qtbot: QtBot, dictionaries: dict[str, Dictionary], monkeypatch: pytest.MonkeyPatch
) -> TitleField:
    """Return the title of a page in an active window, the keyboard in it."""
    dictionaries["en_GB"] = Dictionary("en_GB", Path("/there"))
    window = QWidget()
    qtbot.addWidget(window)
    field, edit = TitleField(window), PageEditor(window)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(edit)
    lookup.setParent(window)
    window.resize(600, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    spelling = PageSpelling(desk, edit, field, window, lookup)
    spelling.open_page(None)
    field.setFocus()
    field.spelling = spelling
    field.window_kept = window  # no parent keeps it
    return field


def settle(title: TitleField, lookup: FakeLookup) -> None:
    title.spelling._title.refresh()
    lookup.answer()
    title.spelling._title.refresh()


def has_lines(title: TitleField) -> bool:
    """Say whether anything in the title is as red as a doubtful word's line, whose edges are soft."""
    picture = title.grab().toImage()
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return any(one.red() > one.green() + 60 for one in pixels)


def menu_of(title: TitleField) -> QMenu:
    [menu] = [one for one in title.findChildren(QMenu) if one.isVisible()]
    return menu


def open_menus(title: TitleField, edit: PageEditor) -> list[QMenu]:
    return [menu for one in (title, edit) for menu in one.findChildren(QMenu) if menu.isVisible()]


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_title__doubtful_word__has_a_line_and_nothing_else_is_changed(title: TitleField, lookup: FakeLookup) -> None:
    title.setText("\U0001f600 teh end of it")
    title.setCursorPosition(0)
    settle(title, lookup)
    assert has_lines(title)
    assert title.text() == "\U0001f600 teh end of it"
    assert not title.isUndoAvailable()

    title.setText("the end of it")
    settle(title, lookup)

    assert not has_lines(title)


def test_title__word_being_typed__has_a_line_only_when_it_is_left(
    title: TitleField, lookup: FakeLookup, qtbot: QtBot
) -> None:
    qtbot.keyClicks(title, "teh")
    settle(title, lookup)
    assert not has_lines(title)

    qtbot.keyClicks(title, " ")
    settle(title, lookup)

    assert has_lines(title)


def test_title__menu_on_a_doubtful_word__replaces_it_as_typing_would(
    title: TitleField, lookup: FakeLookup, qtbot: QtBot
) -> None:
    qtbot.keyClicks(title, "teh end")
    settle(title, lookup)
    lookup.suggestions = ("the",)
    title.setCursorPosition(1)
    told: list[str] = []
    title.textEdited.connect(told.append)
    qtbot.keyClick(title, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    menu = menu_of(title)
    assert words_of(menu)[:3] == ["the", "Add to my words", "Ignore on this page"]

    menu.actions()[0].trigger()
    menu.close()

    assert title.text() == "the end"
    assert told[-1] == "the end"
    title.undo()
    assert title.text() == "teh end"


def test_f7__in_the_title__goes_through_its_words_then_down_the_page_and_back(
    title: TitleField, lookup: FakeLookup, qtbot: QtBot
) -> None:
    title.setText("teh end freind")
    settle(title, lookup)
    edit = title.spelling._edit
    edit.set_text("one\ntwo Aisling")
    edit.move_to_end()
    title.setCursorPosition(0)

    def press() -> str:
        title.window().activateWindow()  # a menu that closes leaves none active where there is no display
        qtbot.waitUntil(lambda: title.hasFocus() or edit.hasFocus(), timeout=5000)
        qtbot.keyClick(title if title.hasFocus() else edit, Qt.Key.Key_F7)
        qtbot.waitUntil(lambda: lookup.answer() or bool(open_menus(title, edit)), timeout=5000)
        for menu in open_menus(title, edit):
            menu.close()
        return title.selectedText() if title.hasFocus() else edit.textCursor().selectedText()

    assert [press(), press(), press()] == ["teh", "freind", "Aisling"]

    edit.set_text("one two")
    assert press() == "teh"


def test_title__menu_beside_its_words__has_what_a_line_has_and_the_language(title: TitleField) -> None:
    at = QPoint(300, 10)
    QApplication.sendEvent(title, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, title.mapToGlobal(at)))

    words = words_of(menu_of(title))
    menu_of(title).close()

    assert words[-1] == "Language of this page"
    assert any("Paste" in one for one in words)


def test_title__word_ignored__has_no_line_any_more(title: TitleField, lookup: FakeLookup) -> None:
    title.setText("teh end of it")
    settle(title, lookup)

    title.spelling.ignore("teh")

    assert not has_lines(title)


def test_title__input_method_is_writing__is_left_alone(title: TitleField, lookup: FakeLookup) -> None:
    title.setText("teh end of it")
    QApplication.sendEvent(title, QInputMethodEvent("ni", []))
    settle(title, lookup)
    assert not has_lines(title)

    done = QInputMethodEvent()
    done.setCommitString("你")
    QApplication.sendEvent(title, done)
    settle(title, lookup)

    assert title.text() == "teh end of it你"
    assert has_lines(title)
