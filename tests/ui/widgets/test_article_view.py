from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QFont, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.content.model import (
    Article,
    ArticleId,
    Passage,
    PassageId,
    Stance,
    Strand,
    TextPositionSelector,
    TextQuoteSelector,
)
from journal_app.ui.stance import stance_label
from journal_app.ui.widgets.article_map import ArticleMap
from journal_app.ui.widgets.article_view import ArticleView


@dataclass(frozen=True)
class Part:
    start: int
    end: int
    kind: str


LINES = [
    "Menu | Share",
    "On kindness 😀",
    "You 😀 matter, even on a bad day.",
    "Cookies!",
    "Rest may help. " * 90,
    "Ask for company.",
]
KINDS = ["", "heading", "body", "", "body", "body"]
TEXT = "\n".join(LINES)


def parts_of(lines: list[str], kinds: list[str]) -> tuple[Part, ...]:
    parts, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind:
            parts.append(Part(start, start + len(line), kind))
        start += len(line) + 1
    return tuple(parts)


def passage(name: str, quote: str, stance: Stance) -> Passage:
    start = TEXT.index(quote)
    position = TextPositionSelector(start, start + len(quote))
    return Passage(PassageId(name), ArticleId("a"), TextQuoteSelector(quote, "", ""), position, (), stance)


ARTICLE = Article(ArticleId("a"), "a.txt", "", "On kindness", "Kindness", Strand.BELONGING, TEXT)
PARTS = parts_of(LINES, KINDS)
PASSAGES = (
    passage("a.1", "You 😀 matter", Stance.CLAIM),
    passage("a.2", "even on a bad day", Stance.HEDGED),
    passage("a.3", "Ask for company.", Stance.RECOMMENDATION),
)


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    widget = ArticleView()
    qtbot.addWidget(widget)
    widget.resize(480, 320)
    widget.show()
    widget.show_article(ARTICLE, PARTS, PASSAGES)
    return widget


def press(view: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, held))


def words_at_caret(view: ArticleView, length: int) -> str:
    cursor = view.textCursor()
    cursor.setPosition(cursor.position() + length, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


LINE = st.text(alphabet=st.sampled_from("ab é😀𝒳\u0301"), min_size=1, max_size=10)


@given(lines=st.lists(LINE, min_size=1, max_size=6), data=st.data())
def test_map__any_shown_place__goes_to_the_page_and_back(lines: list[str], data: st.DataObject) -> None:
    kinds = [data.draw(st.sampled_from(["body", "heading", ""])) for _ in lines]
    parts = parts_of(lines, kinds)
    raw = "\n".join(lines)
    shown = "\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind)
    article_map = ArticleMap(raw, parts)

    for part in parts:
        for start in range(part.start, part.end):
            end = data.draw(st.integers(start + 1, part.end))
            span = article_map.span(start, end)
            assert span is not None
            assert shown.encode("utf-16-le")[2 * span[0] : 2 * span[1]].decode("utf-16-le") == raw[start:end]
            assert article_map.code_point(span[0]) == start


def test_map__passage_in_furniture__has_no_place() -> None:
    assert ArticleMap(TEXT, PARTS).span(0, 4) is None


def test_map__passage_across_furniture__is_what_is_shown_of_it() -> None:
    start, end = TEXT.index("bad day."), TEXT.index("Rest may") + 4
    article_map = ArticleMap(TEXT, PARTS)

    span = article_map.span(start, end)

    assert span is not None
    assert (article_map.code_point(span[0]), article_map.code_point(span[1])) == (start, end)


def test_show_article__with_furniture__leaves_it_out(view: ArticleView) -> None:
    assert view.text() == "\n".join(LINES[i] for i in (1, 2, 4, 5))
    assert view.isReadOnly()


def test_show_article__with_a_heading__sets_it_apart(view: ArticleView) -> None:
    heading, body = view.document().begin(), view.document().begin().next()

    assert heading.blockFormat().headingLevel() == 2
    assert heading.charFormat().fontWeight() == QFont.Weight.DemiBold
    assert body.blockFormat().headingLevel() == 0


def test_show_passage__far_down__is_in_the_middle_and_described(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.passage_reached) as told:
        assert view.show_passage(PassageId("a.3"))

    assert told.args == ["a.3"]
    assert view.current_passage == "a.3"
    assert words_at_caret(view, 16) == "Ask for company."
    assert view.viewport().rect().contains(view.cursorRect().center())
    assert stance_label(Stance.RECOMMENDATION) in view.accessibleDescription()


def test_show_passage__unknown__changes_nothing(view: ArticleView) -> None:
    assert not view.show_passage(PassageId("b.9"))
    assert view.current_passage is None


def test_show_passage__before_the_view_has_its_size__is_still_in_view_after(qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.show_article(ARTICLE, PARTS, PASSAGES, PassageId("a.3"))

    view.resize(300, 200)
    view.show()

    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.cursorRect().center()))


def test_alt_down__from_the_start__walks_all_passages_and_back(view: ArticleView) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    reached: list[str] = []
    view.passage_reached.connect(reached.append)

    for key in (Qt.Key.Key_Down,) * 4 + (Qt.Key.Key_Up,) * 3:
        press(view, key, alt)

    assert reached == ["a.1", "a.2", "a.3", "a.2", "a.1"]


def test_tab__after_the_last_passage__leaves_the_view(view: ArticleView) -> None:
    view.show_passage(PassageId("a.2"))

    assert view.focusNextPrevChild(True)
    assert view.current_passage == "a.3"
    assert not view.show_next_passage()


def test_enter__on_a_passage__activates_it(view: ArticleView, qtbot: QtBot) -> None:
    view.show_passage(PassageId("a.2"))

    with qtbot.waitSignal(view.passage_activated) as told:
        press(view, Qt.Key.Key_Return)

    assert told.args == ["a.2"]


def test_click__on_a_passage__activates_it(view: ArticleView, qtbot: QtBot) -> None:
    view.show_passage(PassageId("a.1"))
    spot = view.cursorRect().center() + QPoint(8, 0)

    with qtbot.waitSignal(view.passage_activated) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert told.args == ["a.1"]


def test_click__beside_the_passages__activates_nothing(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.passage_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))


def test_marks__of_the_current_passage__are_stronger_and_wider(view: ArticleView) -> None:
    view.show_passage(PassageId("a.1"))
    first = view.grab().toImage()

    view.show_passage(PassageId("a.2"))

    assert view.grab().toImage() != first


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_bar__in_each_direction__stands_on_the_leading_side(view: ArticleView, direction: Qt.LayoutDirection) -> None:
    view.setLayoutDirection(direction)
    view.show_article(ARTICLE, PARTS, (), None)
    bare = view.viewport().grab().toImage()
    view.show_article(ARTICLE, PARTS, PASSAGES[:1], None)
    marked = view.viewport().grab().toImage()

    def differs(columns: range) -> bool:
        return any(bare.pixelColor(x, y) != marked.pixelColor(x, y) for x in columns for y in range(0, 200, 2))

    left, right = range(2, 5), range(view.viewport().width() - 5, view.viewport().width() - 2)
    is_ltr = direction is Qt.LayoutDirection.LeftToRight
    assert differs(left if is_ltr else right)
    assert not differs(right if is_ltr else left)


def test_size__changed__keeps_passage_and_words(view: ArticleView) -> None:
    view.show_passage(PassageId("a.3"))
    words = view.text()

    view.set_page_font("Literata", 32)

    assert view.text() == words
    assert words_at_caret(view, 3) == "Ask"
    assert view.viewport().rect().contains(view.cursorRect().center())


def test_show_quote__of_an_entry__marks_the_one_place(view: ArticleView) -> None:
    position = TextPositionSelector(TEXT.index("Ask"), TEXT.index("Ask") + 3)

    view.show_quote(ARTICLE, PARTS, position, PassageId("old.1"))

    assert view.current_passage == "old.1"
    assert words_at_caret(view, 3) == "Ask"


def test_accessible__of_the_view__names_the_article(view: ArticleView) -> None:
    QAccessible.setActive(True)
    view.show_passage(PassageId("a.1"))
    interface = QAccessible.queryAccessibleInterface(view)

    assert "On kindness" in interface.text(QAccessible.Text.Name)
    assert "1" in interface.text(QAccessible.Text.Description)
