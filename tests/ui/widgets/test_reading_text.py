import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.reading_text import ReadingText


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
