import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.stored_text import stored_form
from journal_app.ui.widgets.word_count import count_words

ODD = [
    "\u00a0",
    "\u2028",
    "\u2029",
    "\t",
    "\r\n",
    "\r",
    "\n",
    "\ufeff",
    "e\u0301",
    "\U0001f600",
    "שלום",
    "مرحبا",
    "\u200f",
    "\ufffc",
    "\ufdd0",
    "\x00",
]
TEXTS = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=12)), max_size=12).map("".join)
SAME_WIDGET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[PageEditor]:
    page = PageEditor()
    qtbot.addWidget(page)
    page.resize(640, 480)
    return page


def press(
    page: PageEditor, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def paste(page: PageEditor, *, text: str = "", html: str = "", urls: tuple[str, ...] = ()) -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    page.insertFromMimeData(data)


@SAME_WIDGET
@given(text=TEXTS)
def test_text__any_unicode_put_in__comes_back_in_the_stored_form(editor: PageEditor, text: str) -> None:
    editor.set_text(text)

    assert editor.text() == stored_form(text)


@SAME_WIDGET
@given(text=TEXTS)
def test_text__any_unicode_pasted__comes_back_in_the_stored_form(editor: PageEditor, text: str) -> None:
    editor.set_text("a")
    editor.move_to_end()

    paste(editor, text=text)

    assert editor.text() == "a" + stored_form(text)


@given(text=st.text(alphabet=st.characters()) | TEXTS)
def test_stored_form__any_text__is_settled_and_can_be_stored(text: str) -> None:
    stored = stored_form(text)

    assert stored_form(stored) == stored
    assert "\r" not in stored
    assert not stored.startswith("\ufeff")
    stored.encode("utf-8")


def test_stored_form__lone_surrogate__becomes_a_replacement_mark() -> None:
    assert stored_form("a\ud83db") == "a\ufffdb"


def test_text__no_break_space_and_line_separator__stay_as_typed(editor: PageEditor) -> None:
    editor.set_text("10\u00a0km\u2028on\nand on")

    assert editor.text() == "10\u00a0km\u2028on\nand on"


def test_shift_enter__on_a_line__begins_a_plain_line(editor: PageEditor) -> None:
    editor.set_text("one")
    editor.move_to_end()

    press(editor, Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ShiftModifier)

    assert editor.text() == "one\n"


def test_set_text__over_an_edited_page__is_no_edit_and_not_undone(editor: PageEditor) -> None:
    press(editor, Qt.Key.Key_A, "a")
    told: list[None] = []
    editor.edited.connect(lambda: told.append(None))

    editor.set_text("kept words")

    assert told == []
    assert not editor.document().isUndoAvailable()
    editor.undo()
    assert editor.text() == "kept words"


def test_edited__letter_typed_and_undone__is_told_each_time(editor: PageEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.edited):
        press(editor, Qt.Key.Key_A, "a")
    with qtbot.waitSignal(editor.edited):
        editor.undo()

    assert editor.text() == ""


def test_size__changed_on_an_edited_page__is_no_edit_and_keeps_undo(editor: PageEditor) -> None:
    press(editor, Qt.Key.Key_A, "a")
    told: list[None] = []
    editor.edited.connect(lambda: told.append(None))

    editor.set_page_font("Literata", 30)

    assert told == []
    assert editor.document().firstBlock().blockFormat().bottomMargin() == 15
    editor.undo()
    assert editor.text() == ""


@pytest.mark.parametrize(("asked", "given_px"), [(6, 14), (24, 24), (90, 40)])
def test_size__asked__is_kept_within_bounds(editor: PageEditor, asked: int, given_px: int) -> None:
    editor.set_page_font("Literata", asked)

    assert editor.font().pixelSize() == given_px


def test_lines__of_a_paragraph__stand_one_and_six_tenths_apart(editor: PageEditor) -> None:
    editor.set_page_font("Literata", 20)
    editor.set_text("word " * 80)
    editor.show()
    layout = editor.document().firstBlock().layout()
    editor.document().documentLayout().blockBoundingRect(editor.document().firstBlock())

    assert QFontInfo(editor.font()).family() == "Literata"
    assert layout.lineAt(1).y() - layout.lineAt(0).y() == pytest.approx(32, abs=1)


def test_paste__of_rich_text__keeps_the_words_only(editor: PageEditor) -> None:
    paste(editor, text="bold", html="<b>bold</b><img src='file:///etc/passwd'>")

    assert editor.text() == "bold"
    assert editor.document().allFormats()[-1].isImageFormat() is False
    assert "font-weight:7" not in editor.toHtml()


def test_paste__of_a_file__leaves_the_page_alone(editor: PageEditor) -> None:
    paste(editor, text="file:///home/me/private.txt", urls=("file:///home/me/private.txt",))

    assert editor.text() == ""


def test_paste__of_much_text__is_all_there(editor: PageEditor) -> None:
    words = "one two three\n" * 10_000

    paste(editor, text=words)

    assert editor.text() == words


def test_copy__of_two_paragraphs__gives_plain_text_with_line_ends(editor: PageEditor) -> None:
    editor.set_text("a\u00a0b\nc")
    editor.selectAll()

    data = editor.createMimeDataFromSelection()

    assert (data.formats(), data.text()) == (["text/plain"], "a\u00a0b\nc")


def test_context_menu__of_the_page__offers_nothing_rich(editor: PageEditor) -> None:
    menu = editor.createStandardContextMenu()
    names = {action.objectName() for action in menu.actions() if action.objectName()}
    menu.deleteLater()

    assert {"edit-undo", "edit-cut", "edit-copy", "edit-paste"} <= names
    assert "link-copy" not in names


def test_tab__on_the_page__moves_the_focus(editor: PageEditor) -> None:
    assert editor.tabChangesFocus()
    assert not editor.acceptRichText()
    assert editor.accessibleName()


def test_words__typed_and_removed__are_counted(editor: PageEditor, qtbot: QtBot) -> None:
    editor.set_text("one two\nthree four five\nsix")
    qtbot.waitUntil(lambda: editor.word_count == 6)
    editor.move_to_end()
    for letter in " seven":
        press(editor, Qt.Key(ord(letter.upper())), letter)
    qtbot.waitUntil(lambda: editor.word_count == 7)

    cursor = QTextCursor(editor.document())
    cursor.setPosition(4)
    cursor.setPosition(20, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    qtbot.waitUntil(lambda: editor.word_count == count_words(editor.text()))
    editor.undo()
    qtbot.waitUntil(lambda: editor.word_count == 7)


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["", "a b", "\n", "x\ny z\n", " "])), max_size=8
)


@SAME_WIDGET
@given(edits=EDITS)
def test_words__after_any_edits__equal_a_fresh_count(
    editor: PageEditor, qtbot: QtBot, edits: list[tuple[float, float, str]]
) -> None:
    editor.set_text("one two\nthree four five\n\nsix")
    for start, end, new in edits:
        cursor = QTextCursor(editor.document())
        size = editor.document().characterCount() - 1
        cursor.setPosition(round(start * size))
        cursor.setPosition(round(end * size), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
    if len(edits) > 1:
        editor.undo()

    qtbot.waitUntil(lambda: editor.word_count == count_words(editor.text()))


def test_word_count_changed__on_new_text__tells_the_number(editor: PageEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.word_count_changed) as told:
        editor.set_text("a long " * 500)

    assert told.args == [1000]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("it’s well-known", 2), ("— – …", 0), ("你好 world", 3), ("naïve e\u0301tude", 2), ("1 2", 2)],
)
def test_count_words__in_many_scripts__counts_as_a_person_would(text: str, count: int) -> None:
    assert count_words(text) == count


def test_caret__with_focus__is_two_pixels_of_accent(editor: PageEditor, qtbot: QtBot) -> None:
    accent = QColor("#2e6655")
    palette = editor.palette()
    palette.setColor(QPalette.ColorRole.Accent, accent)
    editor.setPalette(palette)
    editor.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)

    def caret_columns() -> list[int]:
        picture = editor.viewport().grab().toImage()
        return [x for x in range(6) if picture.pixelColor(x, 12) == accent]

    qtbot.waitUntil(lambda: caret_columns() == [0, 1])


def test_stem__on_the_empty_page__is_drawn_and_described(editor: PageEditor) -> None:
    bare = editor.grab().toImage()

    editor.setPlaceholderText("What I noticed first was")

    assert editor.grab().toImage() != bare
    assert editor.accessibleDescription() == "What I noticed first was"


def test_measure__of_sixty_six__is_wider_than_of_sixty(editor: PageEditor) -> None:
    assert editor.measure_px(66) > editor.measure_px(60) > 0


def test_direction__of_each_paragraph__is_its_own(editor: PageEditor) -> None:
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    editor.set_text("hello\nשלום")

    assert editor.document().firstBlock().textDirection() is Qt.LayoutDirection.LeftToRight
    assert editor.document().lastBlock().textDirection() is Qt.LayoutDirection.RightToLeft


def test_clipboard__text_is_shown__never_written(editor: PageEditor) -> None:
    QGuiApplication.clipboard().clear()

    editor.set_text("secret")

    assert QGuiApplication.clipboard().text() == ""


def test_ctrl_z__after_typing_and_a_change_of_size__takes_back_the_letter(editor: PageEditor) -> None:
    press(editor, Qt.Key.Key_A, "a")
    editor.set_page_font("Literata", 30)

    press(editor, Qt.Key.Key_Z, "", Qt.KeyboardModifier.ControlModifier)

    assert editor.text() == ""
    press(editor, Qt.Key.Key_Z, "", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "a"


OPEN_AND_END = """
from journal_app.ui.pyside_refs import keep_singletons_alive
keep_singletons_alive()
from PySide6.QtWidgets import QApplication
from journal_app.ui.widgets.editor import PageEditor
app = QApplication([])
page = PageEditor()
page.show()
page.activateWindow()
page.setFocus()
app.processEvents()
"""


def test_process__ending_with_a_page_open__ends_in_peace() -> None:
    ended = subprocess.run([sys.executable, "-c", OPEN_AND_END], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})

    assert ended.returncode == 0
