"""Paragraphs too long to write in: shown, kept letter for letter, and broken up only when a person says so."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.long_paragraphs import LONGEST_PARAGRAPH, PIECE_LETTERS, break_up, soft_pieces
from journal_app.ui.widgets.page_frame import PageFrame
from journal_app.ui.widgets.reading_text import ReadingText

LONG = "A sentence of some words. " * (LONGEST_PARAGRAPH // 26 + 1)


def button(frame: PageFrame, name: str) -> Button:
    return next(one for one in frame.findChildren(Button) if name in (one.accessibleName(), one.text()))


def paste(editor: PageEditor, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    editor.insertFromMimeData(data)


def test_page__with_a_paragraph_too_long_to_write_in__is_shown_kept_and_can_be_broken_up(
    frame: PageFrame, qtbot: QtBot
) -> None:
    text = f"Before\n{LONG}\nAfter"
    told: list[None] = []
    frame.editor.edited.connect(lambda: told.append(None))
    frame.editor.set_text(text)
    assert frame.editor.isReadOnly()
    assert frame.editor.text() == text
    qtbot.keyClick(frame.editor, Qt.Key.Key_A)
    assert (frame.editor.text(), told) == (text, [])

    button(frame, "Break it into shorter paragraphs").click()

    assert told == [None]
    assert not frame.editor.isReadOnly()
    assert frame.editor.text() == break_up(text)
    assert frame.editor.text().replace("\n", "") == text.replace("\n", "")
    qtbot.keyClick(frame.editor, Qt.Key.Key_A)
    assert frame.editor.text() == "a" + break_up(text)


def test_page__opened_after_a_held_one__can_be_written_on(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text(LONG)
    frame.editor.set_text("short")

    qtbot.keyClick(frame.editor, Qt.Key.Key_A)

    assert frame.editor.text() == "ashort"


def test_paste__of_a_paragraph_too_long__leaves_the_page_and_offers_shorter_ones(
    frame: PageFrame, qtbot: QtBot
) -> None:
    frame.editor.set_text("x")
    frame.editor.move_to_end()

    paste(frame.editor, LONG)
    assert frame.editor.text() == "x"
    button(frame, "Paste it in shorter paragraphs").click()

    assert frame.editor.text() == "x" + break_up(LONG)
    frame.editor.undo()
    assert frame.editor.text() == "x"


def test_copy__from_a_long_paragraph__has_no_line_ends_that_were_not_there(qtbot: QtBot) -> None:
    reading = ReadingText()
    qtbot.addWidget(reading)
    reading.show_text(f"a\n{LONG}\nb")
    qtbot.waitUntil(lambda: not reading._filler.is_filling)
    assert reading.document().blockCount() > 20

    reading.selectAll()

    assert reading.createMimeDataFromSelection().text() == f"a\n{LONG}\nb" == reading.text()


@pytest.mark.parametrize("unit", ["word ", "x", "e\u0301", "\U0001f469\u200d\U0001f4bb", "\u4e00\u3002"])
def test_soft_pieces__of_one_endless_paragraph__are_short_and_join_to_it_again(unit: str) -> None:
    text = unit * (LONGEST_PARAGRAPH // len(unit) + 1)

    shown, soft = soft_pieces(text)

    lines = shown.split("\n")
    assert "".join(lines) == text
    assert soft == frozenset(range(1, len(lines)))
    assert max(map(len, lines)) <= PIECE_LETTERS + 2
    assert not any(line.startswith(("\u0301", "\u200d")) for line in lines)
