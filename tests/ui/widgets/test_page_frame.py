"""The page with its tools: commands by key and by tool, find and replace, focus, and pages too long to write in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.settings.preferences import FocusMode, Preferences
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.focus_mode import sentence_at
from journal_app.ui.widgets.page_frame import PageFrame

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def choose(editor: PageEditor, start: int, end: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def button(frame: PageFrame, name: str) -> Button:
    return next(one for one in frame.findChildren(Button) if name in (one.accessibleName(), one.text()))


@pytest.mark.parametrize(
    ("key", "held", "after"),
    [
        (Qt.Key.Key_B, CTRL, "so **very** good"),
        (Qt.Key.Key_I, CTRL, "so *very* good"),
        (Qt.Key.Key_X, CTRL | SHIFT, "so ~~very~~ good"),
        (Qt.Key.Key_E, CTRL | SHIFT, "so `very` good"),
        (Qt.Key.Key_H, CTRL | SHIFT, "# so very good"),
        (Qt.Key.Key_L, CTRL | SHIFT, "- so very good"),
        (Qt.Key.Key_C, CTRL | SHIFT, "- [ ] so very good"),
        (Qt.Key.Key_B, CTRL | SHIFT, "> so very good"),
        (Qt.Key.Key_K, CTRL | SHIFT, "so [very]() good"),
        (Qt.Key.Key_R, CTRL | SHIFT, "so very good\n\n---\n"),
    ],
)
def test_keys__on_a_word__mark_it_in_one_step_of_undo(
    frame: PageFrame, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, after: str
) -> None:
    frame.editor.set_text("so very good")
    choose(frame.editor, 3, 7)

    qtbot.keyClick(frame.editor, key, held)

    assert frame.editor.text() == after
    frame.editor.undo()
    assert frame.editor.text() == "so very good"
    assert not frame.editor.document().isUndoAvailable()


def test_keys__tick__ticks_the_item_of_the_caret(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("- [ ] milk")

    qtbot.keyClick(frame.editor, Qt.Key.Key_D, CTRL | SHIFT)

    assert frame.editor.text() == "- [x] milk"


def test_keys__bold_among_emoji__marks_the_word_that_was_chosen(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("\U0001f600\U0001f600 é\U0001f600 x")
    choose(frame.editor, 5, 8)

    qtbot.keyClick(frame.editor, Qt.Key.Key_B, CTRL)

    assert frame.editor.text() == "\U0001f600\U0001f600 **é\U0001f600** x"
    assert frame.editor.textCursor().selectedText() == "é\U0001f600"


def test_enter__in_lists__goes_on_and_ends_at_an_empty_item(frame: PageFrame, qtbot: QtBot) -> None:
    qtbot.keyClicks(frame.editor, "1. one")
    qtbot.keyClick(frame.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(frame.editor, "two")
    qtbot.keyClick(frame.editor, Qt.Key.Key_Return)
    assert frame.editor.text() == "1. one\n2. two\n3. "

    qtbot.keyClick(frame.editor, Qt.Key.Key_Return)

    assert frame.editor.text() == "1. one\n2. two\n"
    frame.editor.undo()
    assert frame.editor.text() == "1. one\n2. two\n3. "


def test_enter__inside_a_block_of_code__adds_nothing(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("```\n- a")
    frame.editor.move_to_end()

    qtbot.keyClick(frame.editor, Qt.Key.Key_Return)

    assert frame.editor.text() == "```\n- a\n"


def test_enter__over_a_choice_of_several_lines__replaces_it(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("- one\n- two")
    choose(frame.editor, 2, 8)

    qtbot.keyClick(frame.editor, Qt.Key.Key_Return)

    assert frame.editor.text() == "- \ntwo"


def test_tools__by_keys__are_one_stop_and_give_the_page_its_keyboard_back(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("word")
    first, second = button(frame, "Bold"), button(frame, "Italic")
    assert first.toolTip() == "Bold (Ctrl+B)"
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    assert not first.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(second, Qt.Key.Key_Space)

    assert frame.editor.text() == "*word*"
    assert frame.editor.hasFocus()


@pytest.mark.parametrize("by_key", [True, False], ids=["key", "mouse"])
def test_tools__one_that_asks__keeps_the_keyboard_where_it_asks(frame: PageFrame, qtbot: QtBot, by_key: bool) -> None:
    frame.editor.set_text("word")
    frame.editor.setFocus()
    find = button(frame, "Find in the page")
    if by_key:
        find.setFocus()
        qtbot.keyClick(find, Qt.Key.Key_Space)
    else:
        qtbot.mouseClick(find, Qt.MouseButton.LeftButton)

    qtbot.keyClicks(QApplication.focusWidget(), "garden")

    assert frame.editor.text() == "word"
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_tab__along_the_page__goes_as_one_reads(frame: PageFrame, qtbot: QtBot) -> None:
    frame.find_and_replace()
    button(frame, "Bold").setFocus()
    met = []
    for _ in range(12):
        here = QApplication.focusWidget()
        met.append(here.accessibleName() or here.text())
        qtbot.keyClick(here, Qt.Key.Key_Tab)

    assert met[:2] == ["Bold", "Find in the page"]
    assert met.index("Find in the page") < met.index("Replace with") < met.index("Your page") < met.index("Marks")


def test_tools__at_the_usual_measure__stand_in_one_row(frame: PageFrame) -> None:
    tools = frame._tools

    width_px = frame.editor.measure_px(Preferences().measure)

    assert tools.heightForWidth(width_px) == tools.heightForWidth(10 * width_px)


def test_tools__from_right_to_left__arrows_go_the_way_one_sees(frame: PageFrame, qtbot: QtBot) -> None:
    frame.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button(frame, "Bold").setFocus()

    qtbot.keyClick(button(frame, "Bold"), Qt.Key.Key_Left)

    assert button(frame, "Italic").hasFocus()


def test_tools__folded_away__stay_so_the_next_time(frame: PageFrame, qtbot: QtBot, store: PreferencesStore) -> None:
    frame.tools_button.click()

    assert not button(frame, "Bold").isVisible()
    again = PageFrame(store)
    qtbot.addWidget(again)
    assert not again.tools_button.isChecked()


def test_focus__f8__steps_through_and_esc_leaves(
    frame: PageFrame, qtbot: QtBot, store: PreferencesStore, said: list[str]
) -> None:
    frame.editor.set_text("One here. Two here.\nThree.")
    choose(frame.editor, 12, 12)

    qtbot.keyClick(frame.editor, Qt.Key.Key_F8)
    faded = [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in frame.editor.extraSelections()]
    assert faded == [(0, 10), (19, 26)]
    qtbot.keyClick(frame.editor, Qt.Key.Key_F8)
    faded = [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in frame.editor.extraSelections()]
    assert faded == [(19, 26)]
    assert said[-1] == "The paragraph you are in"

    qtbot.keyClick(frame.editor, Qt.Key.Key_Escape)

    assert not frame.editor.extraSelections()
    assert store.preferences.focus_mode is FocusMode.OFF
    assert button(frame, "Bold").isVisible()


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("One. Two.", 0, "One. "),
        ("One. Two.", 5, "Two."),
        ("One. Two.", 9, "Two."),
        ("“One!” Two", 3, "“One!” "),
        ("3.5 is one", 1, "3.5 is one"),
        ("\u4e00\u3002\u4e8c\u3002", 2, "\u4e8c\u3002"),
        ("", 0, ""),
    ],
)
def test_sentence_at__place__is_the_one_it_stands_in(text: str, place: int, sentence: str) -> None:
    start, end = sentence_at(text, place)

    assert text[start:end] == sentence


def test_typewriter__on_the_last_line__stands_in_the_middle_and_f9_lets_it_go(
    frame: PageFrame, qtbot: QtBot, store: PreferencesStore
) -> None:
    frame.editor.set_text("line\n" * 60)
    frame.editor.move_to_end()
    qtbot.keyClick(frame.editor, Qt.Key.Key_F9)

    for letter in "ab":
        qtbot.keyClick(frame.editor, letter)
        qtbot.keyClick(frame.editor, Qt.Key.Key_Return)

    middle = frame.editor.viewport().height() * 0.45
    assert abs(frame.editor.cursorRect().center().y() - middle) < 12
    assert store.preferences.typewriter
    qtbot.keyClick(frame.editor, Qt.Key.Key_F9)
    assert frame.editor.cursorRect().center().y() > middle + 100


def test_paste__several_rich_texts__keeps_the_words_of_each(frame: PageFrame) -> None:
    for number in range(3):
        data = QMimeData()
        data.setHtml(f"<h1>T{number}</h1><table><tr><td>a</td></tr></table>")
        data.setText(f"T{number} ")
        frame.editor.insertFromMimeData(data)

    assert frame.editor.text() == "T0 T1 T2 "


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    letters=st.lists(
        st.sampled_from(
            ["a", " ", "é", "e\u0301", "\U0001f469\u200d\U0001f4bb", "ש", "ا", "\u200f", "\u00a0", "*", "`", "ไ"]
        ),
        max_size=20,
    )
)
def test_typed__any_letters_by_key_events__come_back_exactly(frame: PageFrame, letters: list[str]) -> None:
    frame.editor.set_text("")

    for letter in letters:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(frame.editor, event)

    assert frame.editor.text() == "".join(letters)
