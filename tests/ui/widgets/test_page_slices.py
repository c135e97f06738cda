"""Much is changed in slices: letter for letter what doing it at once gives, and one step of undo."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets import markdown_edits as marks
from journal_app.ui.widgets import page_edits, page_slices
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.markdown_edits import Passage
from journal_app.ui.widgets.page_search import make_pattern
from journal_app.ui.widgets.stored_text import document_text, utf16_length
from journal_app.ui.widgets.word_count import count_words

SAME_WIDGET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.lists(st.sampled_from(["one", "two ", " ", "\n", "\n\n", "é", "\U0001f600", "\u2028", "**", "- ", "3. "]))
PAGES = WORDS.map("".join)
PLACES = st.floats(0, 1)
CHANGES: list[Callable[[Passage], Passage]] = [
    partial(marks.toggle_around, mark="**"),
    marks.toggle_list,
    marks.toggle_numbers,
    marks.toggle_checklist,
    marks.toggle_quote,
    marks.cycle_heading,
    marks.insert_rule,
]


PASTED = "one\ntwo\nthree\nfour\nfive\nsix\n"
Change = Callable[[PageEditor], None]


@pytest.fixture
def editor(qtbot: QtBot) -> PageEditor:
    page = PageEditor()
    qtbot.addWidget(page)
    page.resize(640, 480)
    return page


@pytest.fixture(autouse=True)
def tiny_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a slice a line or two, and give the window a turn after each."""
    monkeypatch.setattr(page_edits, "LETTERS", 4)
    monkeypatch.setattr(page_edits, "LINES", 2)
    monkeypatch.setattr(page_slices, "SLICE_MS", 0)


def choose(page: PageEditor, start: float, end: float) -> None:
    """Choose a stretch of the page, by shares of it; no place is inside a letter, where nobody's caret can be."""
    cursor, text = page.textCursor(), document_text(page.document())
    first, last = (utf16_length(text[: round(share * len(text))]) for share in (start, end))
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def paste(page: PageEditor, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    page.insertFromMimeData(data)


def replace_all(page: PageEditor, words: str, instead: str) -> None:
    page.replace_all(make_pattern(words), instead, lambda count: None)


def press(page: PageEditor, key: Qt.Key, text: str = "", *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def wait(page: PageEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_changing())


def chosen(page: PageEditor) -> tuple[int, int]:
    cursor = page.textCursor()
    return cursor.selectionStart(), cursor.selectionEnd()


def check(page: PageEditor, qtbot: QtBot, change: Change) -> None:
    """Make a change at once and in slices: the same comes of it, and each is one step of undo and of redo."""
    before = page.text()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_edits, "LETTERS", 10**9)
        patch.setattr(page_edits, "LINES", 10**9)
        patch.setattr(page_slices, "SLICE_MS", 10**9)
        change(page)
        assert not page.is_changing()
        expected, place = page.text(), chosen(page)
    if expected != before:
        page.undo()
    assert page.text() == before

    change(page)
    wait(page, qtbot)

    assert (page.text(), chosen(page)) == (expected, place)
    for _ in range(2 if expected != before else 0):
        page.undo()
        wait(page, qtbot)
        assert page.text() == before
        assert not page.document().isUndoAvailable()
        page.redo()
        wait(page, qtbot)
        assert page.text() == expected
        assert not page.document().isRedoAvailable()
    qtbot.waitUntil(lambda: page.word_count == count_words(expected))


@SAME_WIDGET
@given(page=PAGES, put=PAGES, start=PLACES, end=PLACES)
def test_paste__in_slices__is_what_it_is_at_once(
    editor: PageEditor, qtbot: QtBot, page: str, put: str, start: float, end: float
) -> None:
    editor.set_text(page)

    def change(one: PageEditor) -> None:
        choose(one, start, end)
        paste(one, put)

    check(editor, qtbot, change)


@SAME_WIDGET
@given(page=PAGES, words=st.sampled_from(["o", "one", "\U0001f600", "é"]), instead=st.sampled_from(["", "x", "oo"]))
def test_replace_all__in_slices__is_what_it_is_at_once(
    editor: PageEditor, qtbot: QtBot, page: str, words: str, instead: str
) -> None:
    editor.set_text(page)

    def make(one: PageEditor) -> None:
        choose(one, 0.5, 0.5)
        replace_all(one, words, instead)

    check(editor, qtbot, make)


@SAME_WIDGET
@given(page=PAGES, change=st.sampled_from(CHANGES), start=PLACES, end=PLACES)
def test_command__on_many_lines_in_slices__is_what_it_is_at_once(
    editor: PageEditor, qtbot: QtBot, page: str, change: Callable[[Passage], Passage], start: float, end: float
) -> None:
    editor.set_text(page)

    def make(one: PageEditor) -> None:
        choose(one, start, end)
        one.change_lines(change)

    check(editor, qtbot, make)


@SAME_WIDGET
@given(page=PAGES, start=PLACES, end=PLACES, key=st.sampled_from([Qt.Key.Key_Delete, Qt.Key.Key_Backspace]))
def test_removal__in_slices__is_what_it_is_at_once(
    editor: PageEditor, qtbot: QtBot, page: str, start: float, end: float, key: Qt.Key
) -> None:
    editor.set_text(page)
    assume(start != end)

    def take_away(one: PageEditor) -> None:
        choose(one, start, end)
        if one.textCursor().hasSelection():
            press(one, key)

    check(editor, qtbot, take_away)


LINES = "one\ntwo\nthree\nfour\nfive"


@pytest.mark.parametrize(("key", "text", "after"), [(Qt.Key.Key_A, "a", "a"), (Qt.Key.Key_Return, "\r", "\n")])
def test_typed__over_much__takes_its_place(
    editor: PageEditor, qtbot: QtBot, key: Qt.Key, text: str, after: str
) -> None:
    editor.set_text(LINES)
    choose(editor, 0, 1)

    press(editor, key, text)
    press(editor, Qt.Key.Key_B, "b")
    wait(editor, qtbot)

    assert editor.text() == f"{after}b"
    for _ in range(3):
        editor.undo()
        wait(editor, qtbot)
    assert editor.text() == LINES


def test_cut__of_much__is_on_the_clipboard_and_gone(editor: PageEditor, qtbot: QtBot) -> None:
    editor.set_text(LINES)
    choose(editor, 0, 1)

    press(editor, Qt.Key.Key_X, ctrl=True)
    wait(editor, qtbot)

    assert (editor.text(), QApplication.clipboard().text()) == ("", LINES)
    QApplication.clipboard().clear()


def test_paste__of_nothing_over_much__takes_nothing_away(editor: PageEditor) -> None:
    editor.set_text(LINES)
    choose(editor, 0, 1)

    paste(editor, "\ufeff")

    assert (editor.text(), editor.is_changing()) == (LINES, False)


@pytest.mark.parametrize(("name", "on_clipboard"), [("edit-cut", LINES), ("edit-delete", "")])
def test_menu__takes_much_away__in_slices_and_it_comes_back(
    editor: PageEditor, qtbot: QtBot, name: str, on_clipboard: str
) -> None:
    QApplication.clipboard().clear()
    editor.set_text(LINES)
    choose(editor, 0, 1)
    menu = editor.createStandardContextMenu(QPoint(5, 5))

    next(one for one in menu.actions() if one.objectName() == name).trigger()
    assert editor.is_changing()
    wait(editor, qtbot)
    menu.deleteLater()

    assert (editor.text(), QApplication.clipboard().text()) == ("", on_clipboard)
    editor.undo()
    wait(editor, qtbot)
    assert editor.text() == LINES
    QApplication.clipboard().clear()


def test_command__with_much_chosen__takes_nothing_away(editor: PageEditor) -> None:
    editor.set_text(LINES)
    choose(editor, 0, 1)

    press(editor, Qt.Key.Key_A, "\x01", ctrl=True)
    press(editor, Qt.Key.Key_Down)

    assert (editor.text(), editor.is_changing()) == (LINES, False)


@pytest.fixture
def pasting(editor: PageEditor) -> PageEditor:
    """Return a page into whose middle something is being pasted."""
    editor.set_text("before after")
    choose(editor, 0.5, 0.5)
    paste(editor, PASTED)
    assert editor.is_changing()
    return editor


def test_keys__pressed_while_a_paste_is_not_whole__come_after_it(pasting: PageEditor, qtbot: QtBot) -> None:
    press(pasting, Qt.Key.Key_A, "a")
    press(pasting, Qt.Key.Key_Return, "\r")
    press(pasting, Qt.Key.Key_B, "b")
    wait(pasting, qtbot)

    assert pasting.text() == f"before{PASTED}a\nb after"
    assert pasting.textCursor().position() == len(f"before{PASTED}a\nb")


def test_input_method__writes_while_a_paste_is_not_whole__comes_after_it(pasting: PageEditor, qtbot: QtBot) -> None:
    done = QInputMethodEvent("", [])
    done.setCommitString("猫")

    press(pasting, Qt.Key.Key_A, "a")
    QApplication.sendEvent(pasting, QInputMethodEvent("ねこ", []))
    QApplication.sendEvent(pasting, done)
    assert pasting.is_changing()
    wait(pasting, qtbot)

    assert pasting.text() == f"before{PASTED}a猫 after"


def test_undo__pressed_while_a_paste_is_not_whole__takes_all_of_it_back(pasting: PageEditor, qtbot: QtBot) -> None:
    press(pasting, Qt.Key.Key_Z, ctrl=True)
    press(pasting, Qt.Key.Key_A, "a")
    qtbot.waitUntil(lambda: not pasting.is_changing())

    assert pasting.text() == "beforea after"


def test_text__read_while_a_paste_is_not_whole__is_whole(pasting: PageEditor) -> None:
    press(pasting, Qt.Key.Key_A, "a")

    assert pasting.text() == f"before{PASTED}a after"


def test_page__taken_while_a_paste_is_not_whole__is_kept_whole_with_its_undo(pasting: PageEditor, qtbot: QtBot) -> None:
    pasting.put_page(pasting.take_page())

    assert pasting.text() == f"before{PASTED} after"
    pasting.undo()
    wait(pasting, qtbot)
    assert pasting.text() == "before after"


def test_set_text__while_a_paste_is_not_whole__shows_that_text_alone(pasting: PageEditor, qtbot: QtBot) -> None:
    press(pasting, Qt.Key.Key_A, "a")

    pasting.set_text("other")

    assert not pasting.is_changing()
    assert pasting.text() == "other"


def test_undo__from_the_menu__takes_all_of_a_paste_back(pasting: PageEditor, qtbot: QtBot) -> None:
    wait(pasting, qtbot)
    menu = pasting.createStandardContextMenu()
    next(one for one in menu.actions() if one.objectName() == "edit-undo").trigger()
    menu.deleteLater()
    wait(pasting, qtbot)

    assert pasting.text() == "before after"


def test_undo__of_what_was_typed_after_a_paste__leaves_the_paste(pasting: PageEditor, qtbot: QtBot) -> None:
    wait(pasting, qtbot)
    press(pasting, Qt.Key.Key_A, "a")

    pasting.undo()
    wait(pasting, qtbot)
    assert pasting.text() == f"before{PASTED} after"
    pasting.undo()
    wait(pasting, qtbot)
    assert pasting.text() == "before after"


def test_undo__of_what_took_the_place_of_an_undone_paste__goes_by_its_own_steps(
    pasting: PageEditor, qtbot: QtBot
) -> None:
    pasting.undo()
    wait(pasting, qtbot)
    for number in range(8):
        QTextCursor(pasting.document()).insertText(f"{number}\n")

    pasting.undo()

    assert pasting.text() == "6\n5\n4\n3\n2\n1\n0\nbefore after"


def test_undo__after_a_change_of_size__takes_all_of_a_paste_back(pasting: PageEditor, qtbot: QtBot) -> None:
    wait(pasting, qtbot)
    pasting.set_page_font("Literata", 30)

    pasting.undo()
    wait(pasting, qtbot)
    assert pasting.text() == "before after"
    pasting.redo()
    wait(pasting, qtbot)
    assert pasting.text() == f"before{PASTED} after"


def test_edited__by_a_change_in_slices__is_told_to_the_last(pasting: PageEditor, qtbot: QtBot) -> None:
    told: list[bool] = []
    pasting.edited.connect(lambda: told.append(pasting.is_changing()))

    wait(pasting, qtbot)

    assert len(told) > 1
