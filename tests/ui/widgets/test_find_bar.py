"""Find and replace in the page: counted, gone through, marked, and taken back in one step."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.find_bar import FindBar
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.page_frame import PageFrame

SHIFT = Qt.KeyboardModifier.ShiftModifier


def button(frame: PageFrame, name: str) -> Button:
    return next(one for one in frame.findChildren(Button) if name in (one.accessibleName(), one.text()))


def field(frame: PageFrame, name: str) -> QLineEdit:
    return next(one for one in frame.findChildren(QLineEdit) if one.accessibleName() == name)


def count(frame: PageFrame) -> str:
    return next(one.text() for one in frame.findChild(FindBar).findChildren(Label))


def test_find__words__are_counted_and_gone_through(frame: PageFrame, qtbot: QtBot, said: list[str]) -> None:
    frame.editor.set_text("The one \U0001f600 the two\nOther THE")
    frame.find_words()
    qtbot.keyClicks(field(frame, "Find in the page"), "the")
    assert count(frame) == "4 times"

    for place in ("1 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4"):
        qtbot.keyClick(field(frame, "Find in the page"), Qt.Key.Key_Return)
        assert count(frame) == place
    assert frame.editor.textCursor().selectedText() == "The"
    qtbot.keyClick(field(frame, "Find in the page"), Qt.Key.Key_Return, SHIFT)
    assert frame.editor.textCursor().selectedText() == "THE"
    assert said[-1] == "4 of 4"


def test_find__match_case_and_whole_words__leave_others_out(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("The one the other")
    frame.find_words()
    qtbot.keyClicks(field(frame, "Find in the page"), "the")
    boxes = {one.text(): one for one in frame.findChildren(TickBox)}

    boxes["Whole words"].click()
    assert count(frame) == "2 times"
    boxes["Match case"].click()
    assert count(frame) == "Once"
    field(frame, "Find in the page").setText("")
    qtbot.keyClicks(field(frame, "Find in the page"), "none")
    assert count(frame) == "Not on this page"


def test_find__signs_with_a_meaning_elsewhere__are_found_as_they_stand(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("a.c abc [x]")
    frame.find_words()

    qtbot.keyClicks(field(frame, "Find in the page"), "a.c")

    assert count(frame) == "Once"


def test_find__page_is_written_on__counts_anew(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("the")
    frame.find_words()
    qtbot.keyClicks(field(frame, "Find in the page"), "the")

    frame.editor.textCursor().insertText("the ")

    qtbot.waitUntil(lambda: count(frame) == "2 times")


def test_find__esc__gives_the_page_the_keyboard_and_takes_the_marks_away(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("the the")
    frame.find_words()
    qtbot.keyClicks(field(frame, "Find in the page"), "the")
    assert len(frame.editor.extraSelections()) == 2

    qtbot.keyClick(field(frame, "Find in the page"), Qt.Key.Key_Escape)

    assert frame.editor.hasFocus()
    assert not frame.editor.extraSelections()
    assert not field(frame, "Find in the page").isVisible()


def test_replace__one_by_one__goes_on_to_the_next(frame: PageFrame, qtbot: QtBot) -> None:
    frame.editor.set_text("the \U0001f600 the")
    frame.find_and_replace()
    qtbot.keyClicks(field(frame, "Find in the page"), "the")
    qtbot.keyClicks(field(frame, "Replace with"), "their")

    button(frame, "Replace").click()
    button(frame, "Replace").click()
    assert frame.editor.text() == "their \U0001f600 the"
    assert frame.editor.textCursor().selectionStart() == 9
    button(frame, "Replace").click()

    assert frame.editor.text() == "their \U0001f600 their"


def test_replace_all__several_hits__is_one_step_of_undo_and_says_how_many(
    frame: PageFrame, qtbot: QtBot, said: list[str]
) -> None:
    before = "\ufeffthe \U0001f600 The\u00a0end\nx the\u2028y" * 1
    frame.editor.set_text(before)
    before = frame.editor.text()
    frame.find_and_replace()
    qtbot.keyClicks(field(frame, "Find in the page"), "the")
    qtbot.keyClicks(field(frame, "Replace with"), r"\1a")

    button(frame, "Replace all").click()

    assert frame.editor.text() == before.replace("the", r"\1a").replace("The", r"\1a")
    assert "3 replaced" in said
    frame.editor.undo()
    assert frame.editor.text() == before
    assert not frame.editor.document().isUndoAvailable()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("aAb \n\U0001f600é", max_size=40), words=st.sampled_from(["a", "ab", "é", "\U0001f600", " "]))
def test_replace_all__any_page__equals_replacing_in_the_text(
    frame: PageFrame, qtbot: QtBot, text: str, words: str
) -> None:
    frame.editor.set_text(text)
    frame.find_and_replace()
    boxes = {one.text(): one for one in frame.findChildren(TickBox)}
    boxes["Match case"].setChecked(True)
    field(frame, "Find in the page").setText(words)
    field(frame, "Replace with").setText("x\U0001f600")

    frame.findChild(FindBar).replace_all()

    assert frame.editor.text() == text.replace(words, "x\U0001f600")
