"""The page shows what its marks say, follows every edit, and never touches the text, its undo or what is copied."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.ui.theme.fonts import fixed_family
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.markdown_edits import tick
from journal_app.ui.widgets.page_styles import LONGEST_STYLED_PAGE
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.ui.widgets.stored_text import stored_form

SAME_WIDGET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEPT: list[object] = []
"""Ranges whose formats were looked at: PySide6 takes a later one at the same address for one that is gone."""

BOLD = QFont.Weight.DemiBold


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[PageEditor]:
    page = PageEditor()
    qtbot.addWidget(page)
    page.resize(640, 480)
    return page


def runs(block: QTextBlock, has: str) -> list[tuple[int, int]]:
    """Return where a paragraph is shown bold, italic, …: start and length in Qt's places."""
    test = {
        "bold": lambda one: one.fontWeight() == BOLD and not one.hasProperty(one.Property.FontPixelSize),
        "underlined": QTextCharFormat.fontUnderline,
        "italic": QTextCharFormat.fontItalic,
        "code": lambda one: one.hasProperty(one.Property.BackgroundBrush),
        "large": lambda one: one.hasProperty(one.Property.FontPixelSize) and not one.fontFamilies(),
        "one width": lambda one: bool(one.fontFamilies()),
    }[has]
    ranges = block.layout().formats()
    KEPT.append(ranges)
    return [(one.start, one.length) for one in ranges if test(one.format)]


def blocks(page: PageEditor | ReadingText) -> list[QTextBlock]:
    document = page.document()
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def looks(page: PageEditor | ReadingText) -> list[list[tuple[int, int, QTextCharFormat]]]:
    """Return all formats of all paragraphs, comparable."""
    ranges = [block.layout().formats() for block in blocks(page)]
    KEPT.extend(ranges)
    return [[(one.start, one.length, one.format) for one in some] for some in ranges]


def type_keys(page: PageEditor, text: str) -> None:
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(0)
        QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter))


def test_page__strong_words_typed__are_bold_as_soon_as_their_mark_closes(editor: PageEditor) -> None:
    type_keys(editor, "so **very*")
    assert runs(blocks(editor)[0], "bold") == []

    type_keys(editor, "*")

    assert runs(blocks(editor)[0], "bold") == [(5, 4)]
    assert editor.text() == "so **very**"


def test_page__emoji_before_the_marks__are_counted_as_qt_does(editor: PageEditor) -> None:
    editor.set_text("\U0001f600\U0001f600 **é\U0001f600** x")

    assert runs(blocks(editor)[0], "bold") == [(7, 3)]


def test_page__code_opened_above__makes_all_below_code_until_it_closes(editor: PageEditor, qtbot: QtBot) -> None:
    editor.set_text("a\n*b*\n```\n*c*")
    assert [bool(runs(block, "code")) for block in blocks(editor)] == [False, False, True, True]

    cursor = QTextCursor(editor.document())
    cursor.insertText("```\n")
    qtbot.waitUntil(lambda: editor._styles.is_settled)

    assert [bool(runs(block, "code")) for block in blocks(editor)] == [True, True, True, True, False]
    assert runs(blocks(editor)[4], "italic") == [(1, 1)]


def test_page__code__has_letters_of_one_width_in_a_line_that_stays_as_high(editor: PageEditor) -> None:
    editor.set_text("so `code` on\nso on\n```\ncode")
    editor.show()

    styled = blocks(editor)
    assert [runs(block, "one width") for block in styled] == [[(3, 6)], [], [(0, 3)], [(0, 4)]]
    assert looks(editor)[0][0][2].fontFamilies() == [fixed_family()]
    heights = [editor.document().documentLayout().blockBoundingRect(block).height() for block in styled]
    assert heights[0] == heights[1]


def test_page__code_in_a_heading__is_as_large_as_the_heading(editor: PageEditor) -> None:
    editor.set_text("# One `two`")

    assert runs(blocks(editor)[0], "large")[-1] == (0, 11)
    assert looks(editor)[0][-1][2].hasProperty(QTextCharFormat.Property.FontPixelSize)


@pytest.mark.parametrize("words", ["قوي", "חזק", "強い", "เข้ม", "힘"])
def test_page__letters_that_have_no_italic__are_upright_and_emphasis_is_heavy(editor: PageEditor, words: str) -> None:
    editor.set_text(f"so *{words}*\n> so {words}\nso *so*\n> so")

    styled = blocks(editor)
    assert [bool(runs(block, "italic")) for block in styled] == [False, False, True, True]
    assert runs(styled[0], "bold") == [(4, len(words))]


def ways(editor: PageEditor) -> list[bool]:
    """Say of each line whether it stands from right to left."""
    QApplication.processEvents()
    return [block.textDirection() == Qt.LayoutDirection.RightToLeft for block in blocks(editor)]


def test_page__ticked_items__run_as_their_own_words_do(editor: PageEditor) -> None:
    told: list[None] = []
    editor.edited.connect(lambda: told.append(None))
    editor.set_text("- [ ] مهمة\n- [x] مهمة\n> 1. [X] משימה one\n- [x] one مهمة\n- [x] 12\nx مهمة")

    assert ways(editor) == [True, True, True, False, False, False]
    assert (told, editor.document().isUndoAvailable()) == ([], False)


def test_page__item_ticked_and_taken_back__stays_on_its_side(editor: PageEditor) -> None:
    editor.set_text("one\n- [ ] مهمة")
    editor.move_to_end()
    editor.change_lines(tick)
    assert (editor.text(), ways(editor)) == ("one\n- [x] مهمة", [False, True])

    editor.undo()
    assert (editor.text(), ways(editor)) == ("one\n- [ ] مهمة", [False, True])
    assert not editor.document().isUndoAvailable()
    editor.redo()
    assert (editor.text(), ways(editor)) == ("one\n- [x] مهمة", [False, True])
    assert not editor.document().isRedoAvailable()

    editor.selectAll()
    editor.insertPlainText("- [x] one")
    assert ways(editor) == [False]


def test_page__styled__is_not_undone_copied_or_written(editor: PageEditor) -> None:
    editor.set_text("# One\n*two*")
    told: list[None] = []
    editor.edited.connect(lambda: told.append(None))
    editor._styles.restyle()
    editor.selectAll()

    assert not editor.document().isUndoAvailable()
    assert told == []
    assert editor.createMimeDataFromSelection().text() == "# One\n*two*"
    assert len({index for block in blocks(editor) for index in [block.charFormatIndex()]}) == 1


def test_page__input_method_composes_beside_marks__shows_both(editor: PageEditor) -> None:
    editor.set_text("**a** b **c**")
    cursor = editor.textCursor()
    cursor.setPosition(6)
    editor.setTextCursor(cursor)
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    attribute = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, 3, underlined)

    QApplication.sendEvent(editor, QInputMethodEvent("ねこだ", [attribute]))

    assert editor.text() == "**a** b **c**"
    assert runs(blocks(editor)[0], "bold") == [(2, 1), (13, 1)]
    assert runs(blocks(editor)[0], "underlined") == [(6, 3)]

    done = QInputMethodEvent("", [])
    done.setCommitString("猫")
    QApplication.sendEvent(editor, done)

    assert editor.text() == "**a** 猫b **c**"
    assert runs(blocks(editor)[0], "bold") == [(2, 1), (11, 1)]


def test_page__theme_turns_dark__marks_take_its_colours(editor: PageEditor, qtbot: QtBot) -> None:
    editor.set_text("# One")
    palette = editor.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, Qt.GlobalColor.cyan)

    editor.setPalette(palette)
    qtbot.waitUntil(lambda: editor._styles.is_settled)

    mark = looks(editor)[0][0][2]
    assert mark.foreground().color() == QColor(Qt.GlobalColor.cyan)


def test_page__beyond_the_measured_size__is_plain_and_whole(editor: PageEditor, qtbot: QtBot) -> None:
    text = "*a* b\n" * (LONGEST_STYLED_PAGE // 6 + 1)

    editor.set_text(text)

    assert editor.text() == text
    editor._filler.finish()
    assert editor.is_plain
    assert editor.text() == text


def test_reading__of_an_entry__is_styled_as_the_page_was(editor: PageEditor, qtbot: QtBot) -> None:
    reading = ReadingText()
    qtbot.addWidget(reading)
    text = "# One\n- [x] *two*\n> three `x`\n```\ncode\n```\n---\n[a](b) #tag"

    reading.show_text(text)
    editor.set_text(text)

    assert looks(reading) == looks(editor)
    assert reading.text() == text


PIECES = st.sampled_from(
    ["*", "**", "_", "~~", "`", "```\n", "\n", "# ", "- [ ] ", "> ", "a", " ", "é", "\U0001f600", "ש"]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), PIECES), max_size=10)


@SAME_WIDGET
@example(start="```\n", edits=[(0.0, 0.5, "\n")])
@given(start=st.lists(PIECES, max_size=20).map("".join), edits=EDITS)
def test_page__after_any_edits_and_their_undoing__looks_like_one_opened_afresh(
    editor: PageEditor, qtbot: QtBot, start: str, edits: list[tuple[float, float, str]]
) -> None:
    editor.set_text(start)
    for first, last, new in edits:
        cursor = QTextCursor(editor.document())
        size = editor.document().characterCount() - 1
        cursor.setPosition(round(first * size))
        cursor.setPosition(round(last * size), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
    qtbot.waitUntil(lambda: editor._styles.is_settled)
    edited = looks(editor)
    text = editor.text()

    fresh = PageEditor()
    qtbot.addWidget(fresh)
    fresh.set_text(text)
    assert looks(fresh) == edited

    while editor.document().isUndoAvailable():
        editor.undo()
    assert editor.text() == stored_form(start)


def test_set_text__of_much_text__is_all_there_at_once_and_in_slices(editor: PageEditor, qtbot: QtBot) -> None:
    text = "".join(f"Line {number} with *some* words.\n" for number in range(15_000))

    editor.set_text(text)

    assert editor.text() == text
    assert editor.document().characterCount() < len(text) / 5
    qtbot.waitUntil(lambda: not editor._filler.is_filling, timeout=30_000)
    assert editor.text() == text
    assert not editor.document().isUndoAvailable()


def test_key__while_a_long_text_still_comes__is_taken_and_can_be_undone(editor: PageEditor) -> None:
    text = "words and words\n" * 20_000
    editor.set_text(text)

    type_keys(editor, "x")

    assert editor.text() == f"x{text}"
    editor.undo()
    assert editor.text() == text


def test_move_to_end__while_a_long_text_still_comes__ends_there(editor: PageEditor, qtbot: QtBot) -> None:
    editor.set_text("words and words\n" * 20_000)

    editor.move_to_end()

    qtbot.waitUntil(lambda: editor.textCursor().atEnd() and not editor._filler.is_filling)


def test_set_text__again_while_the_last_still_comes__shows_the_new_one_only(editor: PageEditor, qtbot: QtBot) -> None:
    editor.set_text("words and words\n" * 20_000)

    editor.set_text("short")
    QApplication.sendPostedEvents()

    assert editor.text() == "short"
