"""A page left and opened again in one session has its undo and its place; words that became others never come back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.kept_pages import MOST_PAGES, MOST_PLACES
from journal_app.ui.widgets.page_frame import PageFrame


def leave(frame: PageFrame, name: str) -> str:
    """Put the page away under a name; return its words."""
    text = frame.editor.text()
    frame.put_away(name)
    return text


def test_page__left_and_opened_again__has_its_undo_and_its_place(frame: PageFrame, qtbot: QtBot) -> None:
    frame.open_page("entry 1", "one")
    frame.editor.move_to_end()
    qtbot.keyClicks(frame.editor, " two")
    body = leave(frame, "entry 1")
    frame.open_page("entry 2", "other")
    qtbot.keyClicks(frame.editor, "an")
    other = leave(frame, "entry 2")

    assert frame.open_page("entry 1", body)

    assert frame.editor.text() == "one two"
    assert frame.editor.textCursor().position() == 7
    qtbot.keyClick(frame.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert frame.editor.text() == "one"
    leave(frame, "entry 1")
    assert frame.open_page("entry 2", other)
    frame.editor.undo()
    assert frame.editor.text() == "other"


def test_page__whose_words_became_others__is_opened_as_they_are_now(frame: PageFrame, qtbot: QtBot) -> None:
    frame.open_page("entry 1", "one")
    qtbot.keyClicks(frame.editor, "two ")
    leave(frame, "entry 1")

    assert not frame.open_page("entry 1", "restored")

    assert frame.editor.text() == "restored"
    assert not frame.editor.document().isUndoAvailable()


def test_page__opened_again__is_heard_counted_and_styled_as_before(frame: PageFrame, qtbot: QtBot) -> None:
    frame.open_page("draft 1", "")
    qtbot.keyClicks(frame.editor, "so **very")
    body = leave(frame, "draft 1")
    edited: list[None] = []
    frame.editor.edited.connect(lambda: edited.append(None))
    frame.open_page("draft 1", body)
    assert edited == []
    assert frame.editor.word_count == 2

    qtbot.keyClicks(frame.editor, "** good")

    assert len(edited) == 7
    assert frame.editor.word_count == 3
    assert len(frame.editor.document().firstBlock().layout().formats()) == 3


def test_page__opened_again_at_another_size__is_laid_out_for_it(frame: PageFrame, qtbot: QtBot) -> None:
    frame.open_page("draft 1", "")
    qtbot.keyClicks(frame.editor, "words")
    body = leave(frame, "draft 1")
    frame.editor.set_page_font("Literata", 30)

    frame.open_page("draft 1", body)

    assert frame.editor.document().defaultFont().pixelSize() == 30
    assert frame.editor.document().firstBlock().blockFormat().bottomMargin() == 15
    frame.editor.undo()
    assert frame.editor.text() == ""


def test_page__put_away__leaves_an_empty_one_that_can_be_written_on(frame: PageFrame, qtbot: QtBot) -> None:
    frame.open_page("draft 1", "words")
    leave(frame, "draft 1")

    qtbot.keyClicks(frame.editor, "new")

    assert frame.editor.text() == "new"
    frame.editor.undo()
    assert frame.editor.text() == ""


@pytest.mark.parametrize(("letters", "pages"), [(1, MOST_PAGES + 1), (MOST_PLACES // 2, 3)])
def test_pages__more_than_are_kept__let_the_first_go(frame: PageFrame, qtbot: QtBot, letters: int, pages: int) -> None:
    line = "w" * 100 + "\n"
    bodies = []
    for number in range(pages):
        frame.open_page(f"draft {number}", line * (letters // len(line)))
        qtbot.keyClicks(frame.editor, "a")
        bodies.append(leave(frame, f"draft {number}"))

    assert not frame.open_page("draft 0", bodies[0])
    frame.put_away("")
    assert frame.open_page(f"draft {pages - 1}", bodies[-1])


def test_pages__kept__leave_nothing_on_the_disk(frame: PageFrame, qtbot: QtBot, tmp_path: Path) -> None:
    frame.open_page("draft 1", "")
    qtbot.keyClicks(frame.editor, "secret")
    leave(frame, "draft 1")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert not [one for one in tmp_path.rglob("*") if one.is_file() and b"secret" in one.read_bytes()]
