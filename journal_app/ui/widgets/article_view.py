"""An article for reading, its passages marked: where a prompt comes from, and the way to all that asks from there.

A passage is told by a tint *and* a bar on the logical leading side; the current one by a stronger tint and a wider bar,
so nothing hangs on colour alone (look.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from journal_app.content.model import Article, Passage, PassageId, TextPositionSelector
from journal_app.ui.stance import stance_label
from journal_app.ui.theme.fonts import FAMILIES, register_family
from journal_app.ui.theme.palette import colour, mix
from journal_app.ui.widgets.article_map import ArticleMap, ParagraphLike
from journal_app.ui.widgets.not_laid_out import not_laid_out
from journal_app.ui.widgets.page_text import PageText, paragraph_format

GUTTER_PX = 20
BAR_PX = 3
CURRENT_BAR_PX = 6
HEADING_SCALE = 1.15
HEADING_LINE_HEIGHT = 1.4
TRAILING_PX = 10
_TINT_RADIUS = 3.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A passage on the page: UTF-16 positions, end exclusive; `said` is its stance in words."""

    passage_id: PassageId
    start: int
    end: int
    said: str


class ArticleView(PageText):
    """Shows one article; the caret walks it, Alt+Down and Alt+Up (or Tab) go from passage to passage, Enter opens one.

    Signals:
        passage_activated(str): a passage was clicked, or Enter pressed on it.
        passage_reached(str): the view moved to a passage and it became the current one.
    """

    passage_activated = Signal(str)
    passage_reached = Signal(str)

    _shows_marks = False  # an article's signs are its author's, no Markdown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = ArticleMap("", ())
        self._marks: tuple[_Mark, ...] = ()
        self._current: int | None = None
        self._is_held = False
        self._pressed_at = QPointF()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Article"))
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)

    @property
    def current_passage(self) -> PassageId | None:
        """The passage that is shown as the current one."""
        return None if self._current is None else self._marks[self._current].passage_id

    def show_article(
        self,
        article: Article,
        paragraphs: Sequence[ParagraphLike],
        passages: Sequence[Passage],
        current: PassageId | None = None,
    ) -> None:
        """Show an article with its passages marked, scrolled to the current one or else to its start."""
        placed = [(one.id, one.position, stance_label(one.stance)) for one in passages]
        self._show(article, paragraphs, placed, current)

    def show_quote(
        self, article: Article, paragraphs: Sequence[ParagraphLike], position: TextPositionSelector, passage: PassageId
    ) -> None:
        """Show an article with one place marked: where a kept quote stands in the article's present text."""
        self._show(article, paragraphs, [(passage, position, "")], passage)

    def show_passage(self, passage_id: PassageId) -> bool:
        """Make a passage the current one, bring it to the middle and announce it; False when it is not shown here."""
        for index, mark in enumerate(self._marks):
            if mark.passage_id == passage_id:
                self._reach(index)
                return True
        return False

    def show_next_passage(self, *, is_forward: bool = True) -> bool:
        """Go from the caret to the next passage or the one before; False when there is none."""
        index = self._next_mark(is_forward)
        if index is None:
            return False
        self._reach(index)
        return True

    def _show(
        self,
        article: Article,
        paragraphs: Sequence[ParagraphLike],
        placed: Sequence[tuple[PassageId, TextPositionSelector, str]],
        current: PassageId | None,
    ) -> None:
        self._map = ArticleMap(article.text, paragraphs)
        marks = []
        for passage_id, position, said in placed:
            if (span := self._map.span(position.start, position.end)) is not None:
                marks.append(_Mark(passage_id, *span, said))
        self._current = None
        self._marks = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
        self.setAccessibleName(self.tr("Article: {title}").format(title=article.title))
        self._lay_words()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if current is None or not self.show_passage(current):
            self.verticalScrollBar().setValue(0)

    def _lay_words(self) -> None:
        """Put the paragraphs into the document, each in its own style."""
        document = self.document()
        family = self.font().family()
        if family in FAMILIES.values():
            register_family(family)
        self._styled_for = self._style_key()
        with not_laid_out(document):
            document.clear()
            frame = document.rootFrame().frameFormat()
            frame.setLeftMargin(GUTTER_PX if self.isLeftToRight() else TRAILING_PX)
            frame.setRightMargin(TRAILING_PX if self.isLeftToRight() else GUTTER_PX)
            document.rootFrame().setFrameFormat(frame)
            cursor = QTextCursor(document)
            for index, paragraph in enumerate(self._map.paragraphs):
                styles = self._heading_styles(index == 0) if paragraph.is_heading else self._body_styles()
                if index:
                    cursor.insertBlock(*styles)
                else:
                    cursor.setBlockFormat(styles[0])
                    cursor.setBlockCharFormat(styles[1])
                cursor.insertText(paragraph.text, styles[1])

    def _body_styles(self) -> tuple[QTextBlockFormat, QTextCharFormat]:
        return paragraph_format(self.font()), QTextCharFormat()

    def _heading_styles(self, is_first: bool) -> tuple[QTextBlockFormat, QTextCharFormat]:
        size_px = self.fontInfo().pixelSize()
        block_format = paragraph_format(self.font(), HEADING_LINE_HEIGHT)
        block_format.setHeadingLevel(2)
        block_format.setTopMargin(0 if is_first else size_px)
        letters = QTextCharFormat()
        letters.setProperty(QTextCharFormat.Property.FontPixelSize, round(size_px * HEADING_SCALE))
        letters.setFontWeight(QFont.Weight.DemiBold)
        return block_format, letters

    def _style_again(self) -> None:
        """Lay the words anew in the new size; the caret and the current passage stay."""
        position = self.textCursor().position()
        self._lay_words()
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self._centre()

    def _next_mark(self, is_forward: bool) -> int | None:
        """Return the passage that begins next after the caret (or last before it); the current one is never next."""
        here = self.textCursor().position()
        if is_forward:
            after = [i for i, mark in enumerate(self._marks) if (mark.start, i) > (here, self._current_at(here, -1))]
            return after[0] if after else None
        before = [i for i, mark in enumerate(self._marks) if (mark.start, i) < (here, self._current_at(here, 1 << 30))]
        return before[-1] if before else None

    def _current_at(self, here: int, otherwise: int) -> int:
        """Return the current passage if the caret stands at its start: several passages may start at one place."""
        is_there = self._current is not None and self._marks[self._current].start == here
        return self._current if is_there and self._current is not None else otherwise

    def _reach(self, index: int) -> None:
        self._current = index
        mark = self._marks[index]
        cursor = self.textCursor()
        cursor.setPosition(mark.start)
        self.setTextCursor(cursor)
        self._is_held = True
        self._centre()
        self.viewport().update()
        self._describe(index)
        self._announce(index)
        self.passage_reached.emit(mark.passage_id)

    def _centre(self) -> None:
        """Bring the current passage to the middle; one taller than the view shows its start."""
        if self._current is None or not self._is_held:
            return
        rects = self._line_rects(self._marks[self._current])
        if not rects:
            return
        top, bottom = rects[0].top(), rects[-1].bottom()
        room = self.viewport().height() - (bottom - top)
        self.verticalScrollBar().setValue(round(top - max(room / 2, self.fontInfo().pixelSize())))

    def _describe(self, index: int | None) -> None:
        self.setAccessibleDescription("" if index is None else self._said(index))

    def _said(self, index: int) -> str:
        """Return what a screen reader hears of a passage's place and stance."""
        mark = self._marks[index]
        place = self.tr("Passage {number} of {count}.").format(number=index + 1, count=len(self._marks))
        return f"{place} {mark.said}." if mark.said else place

    def _announce(self, index: int) -> None:
        if QAccessible.isActive():
            mark = self._marks[index]
            words = self._words_between(mark.start, mark.end)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self._said(index)} {words}"))

    def _words_between(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _mark_at(self, position: int) -> int | None:
        """Return the passage at a position: the current one first, else the shortest that holds it."""
        held = [i for i, mark in enumerate(self._marks) if mark.start <= position < mark.end]
        if self._current in held:
            return self._current
        return min(held, key=lambda i: self._marks[i].end - self._marks[i].start, default=None)

    def _mark_under(self, point: QPointF) -> int | None:
        """Return the passage whose words lie under a point of the viewport."""
        spot = point + QPointF(0, self.verticalScrollBar().value())
        under = [i for i, mark in enumerate(self._marks) if any(r.contains(spot) for r in self._line_rects(mark))]
        if self._current in under:
            return self._current
        return min(under, key=lambda i: self._marks[i].end - self._marks[i].start, default=None)

    def _line_rects(self, mark: _Mark) -> list[QRectF]:
        """Return the places of a passage's lines in the document, each as tall as the step from line to line."""
        rects = []
        block = self.document().findBlock(mark.start)
        while block.isValid() and block.position() < mark.end:
            outer = self.document().documentLayout().blockBoundingRect(block)
            first = max(mark.start - block.position(), 0)
            last = min(mark.end - block.position(), block.length() - 1)
            rects += _lines_in(block.layout(), first, last, outer.topLeft())
            block = block.next()
        return rects

    def _paint_marks(self, painter: QPainter) -> None:
        """Draw tint and bar under the words, the current passage last."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        scroll = self.verticalScrollBar().value()
        painter.translate(0, -scroll)
        seen = QRectF(self.viewport().rect()).translated(0, scroll)
        order = sorted(range(len(self._marks)), key=lambda i: i == self._current)
        for index in order:
            rects = self._line_rects(self._marks[index])
            if rects and rects[0].top() < seen.bottom() and rects[-1].bottom() > seen.top():
                self._paint_mark(painter, rects, is_current=index == self._current)

    def _paint_mark(self, painter: QPainter, rects: list[QRectF], *, is_current: bool) -> None:
        accent, soft = colour(self, "accent"), colour(self, "accent_soft")
        tint = QPainterPath()
        tint.setFillRule(Qt.FillRule.WindingFill)
        for rect in rects:
            tint.addRoundedRect(rect.adjusted(-2, 0, 2, 0.5), _TINT_RADIUS, _TINT_RADIUS)
        painter.fillPath(tint, mix(soft, accent, 0.16) if is_current else soft)
        width = CURRENT_BAR_PX if is_current else BAR_PX
        left = 2.0 if self.isLeftToRight() else self.viewport().width() - 2.0 - width
        bar = QRectF(left, rects[0].top() + 2, width, rects[-1].bottom() - rects[0].top() - 4)
        painter.setBrush(accent if is_current else mix(accent, soft, 0.35))
        painter.drawRoundedRect(bar, width / 2, width / 2)

    def _on_cursor_position_changed(self) -> None:
        self._describe(self._mark_at(self.textCursor().position()))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # the name is Qt's
        return self.show_next_passage(is_forward=next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.show_next_passage(is_forward=key == Qt.Key.Key_Down)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            index = self._mark_at(self.textCursor().position())
            if index is not None:
                self.passage_activated.emit(self._marks[index].passage_id)
                return
        self._is_held = False
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_held = False
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            is_over = self._mark_under(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        is_click = (event.position() - self._pressed_at).manhattanLength() < 4 and not self.textCursor().hasSelection()
        if event.button() == Qt.MouseButton.LeftButton and is_click:
            index = self._mark_under(event.position())
            if index is not None:
                self.passage_activated.emit(self._marks[index].passage_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._is_held = False
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._centre()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_marks(painter)
        painter.end()
        super().paintEvent(event)


def _lines_in(layout: QTextLayout, first: int, last: int, origin: QPointF) -> list[QRectF]:
    """Return where the letters from `first` to `last` stand, line by line, lines touching each other."""
    rects = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if start >= end:
            continue
        inked = line.naturalTextRect()
        left, right = sorted((_x_of(line.cursorToX(start)), _x_of(line.cursorToX(end))))
        left, right = max(left, inked.left()), min(right, inked.right())  # no tint on the space a line ends with
        has_next = number + 1 < layout.lineCount()
        step = layout.lineAt(number + 1).y() - line.y() if has_next else line.height()
        rects.append(QRectF(origin.x() + left, origin.y() + line.y(), right - left, step))
    return rects


def _x_of(answer: object) -> float:
    """Return the x of `cursorToX`, which PySide6 answers with the position beside it."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]  # the binding's two shapes
