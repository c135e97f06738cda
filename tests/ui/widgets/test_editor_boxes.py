"""Items that can be ticked, by a click on their box: as one change, and nowhere else."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.editor import PageEditor

LEFT = Qt.MouseButton.LeftButton
LIST = "Things:\n- [ ] 🌱 water\n  2. [x] call Sam\n- [ ] sleep"


@pytest.fixture
def page(qtbot: QtBot) -> PageEditor:
    made = PageEditor()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.set_text(LIST)
    made.show()
    return made


def box_of(page: PageEditor, line: int) -> QPoint:
    """Return the middle of a line's box."""
    block = page.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.text().index("[") + 1)
    before = page.cursorRect(cursor)
    cursor.setPosition(cursor.position() + 1)
    return before.united(page.cursorRect(cursor)).center()


def test_box__clicked__is_ticked_and_the_caret_stays(qtbot: QtBot, page: PageEditor) -> None:
    page.moveCursor(QTextCursor.MoveOperation.End)
    caret = page.textCursor().position()

    qtbot.mouseClick(page.viewport(), LEFT, pos=box_of(page, 1))
    qtbot.mouseClick(page.viewport(), LEFT, pos=box_of(page, 2))

    assert page.text() == "Things:\n- [x] 🌱 water\n  2. [ ] call Sam\n- [ ] sleep"
    assert page.textCursor().position() == caret


def test_box__clicked__is_one_step_of_undo(qtbot: QtBot, page: PageEditor) -> None:
    qtbot.mouseClick(page.viewport(), LEFT, pos=box_of(page, 1))
    qtbot.mouseClick(page.viewport(), LEFT, pos=box_of(page, 3))

    page.undo()
    once = page.text()
    page.undo()

    assert once == LIST.replace("[ ] 🌱", "[x] 🌱")
    assert page.text() == LIST
    assert not page.document().isUndoAvailable()


def test_box__over_it__is_a_hand_and_beside_it_is_none(qtbot: QtBot, page: PageEditor) -> None:
    qtbot.mouseMove(page.viewport(), box_of(page, 1))
    over = page.viewport().cursor().shape()
    qtbot.mouseMove(page.viewport(), box_of(page, 1) + QPoint(120, 0))

    assert over == Qt.CursorShape.PointingHandCursor
    assert page.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_words_of_the_item__clicked__only_take_the_caret(qtbot: QtBot, page: PageEditor) -> None:
    qtbot.mouseClick(page.viewport(), LEFT, pos=box_of(page, 1) + QPoint(60, 0))

    assert page.text() == LIST
    assert page.textCursor().block().blockNumber() == 1


@pytest.mark.parametrize("text", ["```\n- [ ] code", f"```\n```\n- [ ] shown\n{'x' * 300_000}"])
def test_box__in_code_or_on_a_page_that_is_only_shown__stays(qtbot: QtBot, page: PageEditor, text: str) -> None:
    page.set_text(text)
    line = text.split("- [ ]")[0].count("\n")

    qtbot.mouseClick(page.viewport(), LEFT, pos=box_of(page, line))

    assert page.text() == text
