import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.reading_text import ReadingText, WordLink


@pytest.fixture
def reading(qtbot: QtBot) -> ReadingText:
    widget = ReadingText()
    qtbot.addWidget(widget)
    widget.resize(480, 320)
    return widget


def test_show_text__with_markdown_marks__keeps_them_as_typed(reading: ReadingText) -> None:
    reading.show_text("# One\n*two* [three](file:///etc/passwd)")

    assert reading.text() == "# One\n*two* [three](file:///etc/passwd)"


def test_interaction__of_the_view__selects_but_never_edits_or_opens(reading: ReadingText) -> None:
    flags = reading.textInteractionFlags()

    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not flags & Qt.TextInteractionFlag.TextEditable
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByMouse


def test_copy__of_a_selection__is_plain_text(reading: ReadingText) -> None:
    reading.show_text("a\u00a0b\nc")
    reading.selectAll()

    assert reading.createMimeDataFromSelection().formats() == ["text/plain"]
    assert reading.createMimeDataFromSelection().text() == "a\u00a0b\nc"


def test_show_text__of_a_megabyte__shows_its_start_before_the_rest_is_laid_out(
    reading: ReadingText, qtbot: QtBot
) -> None:
    words = "\n".join(["some quiet words about the day and what it asked"] * 20_000)
    reading.show()

    reading.show_text(words)

    first_height = reading.verticalScrollBar().maximum()
    assert reading.verticalScrollBar().value() == 0
    assert reading.cursorForPosition(reading.viewport().rect().center()).position() > 0
    qtbot.waitUntil(lambda: reading.verticalScrollBar().maximum() > 10 * first_height)


def test_show_text__after_scrolling_down__starts_at_the_top(reading: ReadingText) -> None:
    reading.show()
    reading.show_text("line\n" * 200)
    reading.moveCursor(QTextCursor.MoveOperation.End)

    reading.show_text("other\n" * 200)

    assert reading.verticalScrollBar().value() == 0
    assert reading.accessibleName()


UID = "0123456789abcdef" * 2
LINKED = "First line\nSee 🌱 that day and more."
LINKS = (WordLink(LINKED.index("that"), LINKED.index(" and"), UID),)


def point_of(reading: ReadingText, words: str) -> QPoint:
    cursor = reading.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return reading.cursorRect(cursor).center()


def test_link__clicked__is_asked_for_with_a_hand_over_it(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_text(LINKED, LINKS)
    reading.show()
    asked = QSignalSpy(reading.link_requested)

    qtbot.mouseMove(reading.viewport(), point_of(reading, "that day"))
    over_link = reading.viewport().cursor().shape()
    qtbot.mouseMove(reading.viewport(), point_of(reading, "First"))
    beside_it = reading.viewport().cursor().shape()
    qtbot.mouseClick(reading.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reading, "First"))
    qtbot.mouseClick(reading.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reading, "that day"))

    assert (over_link, beside_it) == (Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor)
    assert [asked.at(number) for number in range(asked.count())] == [[UID]]


def test_link__enter_at_the_caret__is_asked_for(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_text(LINKED, LINKS)
    asked = QSignalSpy(reading.link_requested)
    qtbot.keyClick(reading, Qt.Key.Key_Return)
    before = asked.count()

    reading.setTextCursor(reading.document().find("that"))
    qtbot.keyClick(reading, Qt.Key.Key_Return)

    assert (before, asked.count()) == (0, 1)


def test_link__dragged_over__marks_its_words(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_text(LINKED, LINKS)
    reading.show()
    asked = QSignalSpy(reading.link_requested)
    view, left = reading.viewport(), Qt.MouseButton.LeftButton

    qtbot.mousePress(view, left, pos=point_of(reading, "that day"))
    qtbot.mouseMove(view, point_of(reading, "day and"))
    qtbot.mouseRelease(view, left, pos=point_of(reading, "day and"))

    assert reading.textCursor().selectedText()
    assert asked.count() == 0


def test_words__of_a_text_without_links__are_plain(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_text(LINKED)
    reading.show()
    asked = QSignalSpy(reading.link_requested)

    qtbot.mouseClick(reading.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reading, "that day"))

    assert asked.count() == 0


def test_link__shown__is_underlined_and_nothing_else_is(reading: ReadingText) -> None:
    reading.show_text(LINKED, LINKS)

    marked = [(one.cursor.selectedText(), one.format.fontUnderline()) for one in reading.extraSelections()]
    reading.show_text("Other words.")

    assert marked == [("that day", True)]
    assert reading.extraSelections() == []
