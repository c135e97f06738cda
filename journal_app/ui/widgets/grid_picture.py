"""A picture of rows and columns: a word, or a dot, where a row and a column meet; names stay while the rest moves.

Drawn by hand from the theme's tokens, in one ink: nothing in it is told by colour, and nothing looks better or worse
than the rest. Arrow keys, Home and End move it; the newest is shown first. A table of equal content stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.painting import draw_ring, wants_ring

_PAD_PX = 8
_DOT_PX = 9
_MOST_WORD_PX, _MOST_NAME_PX, _NAME_SHARE = 150, 260, 0.4
_WRAP = Qt.TextFlag.TextWordWrap
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: its name on two lines, its name when spoken, and a cell for each row ("" for an empty one)."""

    title: str
    under: str
    spoken: str
    cells: tuple[str, ...]


class GridPicture(QAbstractScrollArea):
    """Draws words in the cells, or dots where `draws_dots`."""

    _is_built = False  # of the class: Qt tells of fonts before __init__ ends

    def __init__(self, *, draws_dots: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draws_dots = draws_dots
        self._names: tuple[str, ...] = ()
        self._columns: tuple[GridColumn, ...] = ()
        self._has_ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self._measure()
        self._is_built = True

    def show_grid(self, names: Sequence[str], columns: Sequence[GridColumn]) -> None:
        """Show rows of these names, at the newest column."""
        self._names, self._columns = tuple(names), tuple(columns)
        self._measure()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        self.verticalScrollBar().setValue(0)

    def words_at(self, point: QPoint) -> str:
        """Return what stands at a place of the picture, in words; empty where nothing does."""
        for column in self._columns_in_sight():
            for row, name in enumerate(self._names):
                words = self._columns[column].cells[row]
                if words and self._cell(row, column).contains(point) and self._is_free(point):
                    spoken = self._columns[column].spoken
                    return f"{name}: {spoken}" if self._draws_dots else f"{spoken}\n{name}: {words}"
        return ""

    def _measure(self) -> None:
        """Take the present text size, words and room."""
        words, small = QFontMetrics(type_font(Type.CONTROL)), QFontMetrics(type_font(Type.SMALL))
        pad = scaled(_PAD_PX)
        titles = [one for column in self._columns for one in (column.title, column.under)]
        widest = max((small.horizontalAdvance(one) for one in set(titles)), default=0)
        if not self._draws_dots:
            cells = {cell for column in self._columns for cell in column.cells}
            told = max((words.horizontalAdvance(cell) for cell in cells), default=0)
            widest = max(widest, min(told, scaled(_MOST_WORD_PX)))
        self._column_px = widest + 2 * pad
        named = max((words.horizontalAdvance(name) for name in self._names), default=0) + 2 * pad
        self._names_px = min(named, scaled(_MOST_NAME_PX), round(self.viewport().width() * _NAME_SHARE))
        self._head_px = 2 * small.height() + pad
        lines = [self._lines(words, name, self._names_px) for name in self._names]
        if not self._draws_dots:
            lines.append(2)
        self._row_px = max(lines, default=1) * words.height() + (pad if self._draws_dots else 2 * pad)
        self._set_bars()
        self.viewport().update()

    def _lines(self, metrics: QFontMetrics, words: str, width: int) -> int:
        room = QRect(0, 0, max(width - 2 * scaled(_PAD_PX), 1), 10_000)
        return round(metrics.boundingRect(room, int(_WRAP), words).height() / max(metrics.height(), 1))

    def _set_bars(self) -> None:
        room = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        wide, high = max(room.width() - self._names_px, 1), max(room.height() - self._head_px, 1)
        across.setPageStep(wide)
        across.setSingleStep(self._column_px)
        across.setRange(0, max(len(self._columns) * self._column_px - wide, 0))
        down.setPageStep(high)
        down.setSingleStep(self._row_px)
        down.setRange(0, max(len(self._names) * self._row_px - high, 0))

    def _first_column(self) -> int:
        """Return the first whole column in sight: half a word is none."""
        return -(-self.horizontalScrollBar().value() // self._column_px)

    def _columns_in_sight(self) -> range:
        first = self._first_column()
        count = self.viewport().width() // self._column_px + 2
        return range(first, min(first + count, len(self._columns)))

    def _cell(self, row: int, column: int) -> QRect:
        lead = self._names_px + (column - self._first_column()) * self._column_px
        left = self.viewport().width() - lead - self._column_px if self.isRightToLeft() else lead
        top = self._head_px + row * self._row_px - self.verticalScrollBar().value()
        return QRect(left, top, self._column_px, self._row_px)

    def _is_free(self, point: QPoint) -> bool:
        """Tell whether a place is not below the names or the head."""
        return point.y() >= self._head_px and not self._names_rect().contains(point)

    def _names_rect(self) -> QRect:
        left = self.viewport().width() - self._names_px if self.isRightToLeft() else 0
        return QRect(left, 0, self._names_px, self.viewport().height())

    def _paint_cells(self, painter: QPainter) -> None:
        painter.setFont(type_font(Type.CONTROL))
        pad = scaled(_PAD_PX)
        for column in self._columns_in_sight():
            for row, words in enumerate(self._columns[column].cells):
                cell = self._cell(row, column)
                if not words or cell.bottom() < self._head_px or cell.top() > self.viewport().height():
                    continue
                if self._draws_dots:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colour(self, "accent"))
                    radius = scaled(_DOT_PX) / 2
                    painter.drawEllipse(QPointF(cell.center()), radius, radius)
                else:
                    painter.setPen(colour(self, "ink"))
                    frame = cell.adjusted(pad, 0, -pad, 0)
                    shown = in_two_lines(words, painter.font(), frame.width())
                    painter.drawText(frame, _MIDDLE | self._leading(), shown)

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(type_font(Type.SMALL))
        line, pad = QFontMetrics(type_font(Type.SMALL)).height(), scaled(_PAD_PX)
        for column in self._columns_in_sight():
            place = self._cell(0, column)
            frame = QRect(place.left() + pad, 0, place.width() - 2 * pad, line)
            side = Qt.AlignmentFlag.AlignHCenter if self._draws_dots else self._leading()
            painter.setPen(colour(self, "ink2"))
            painter.drawText(frame, side | Qt.TextFlag.TextSingleLine, self._columns[column].title)
            painter.drawText(frame.translated(0, line), side | Qt.TextFlag.TextSingleLine, self._columns[column].under)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(type_font(Type.CONTROL))
        painter.setPen(colour(self, "ink2"))
        names, pad = self._names_rect(), scaled(_PAD_PX)
        for row, name in enumerate(self._names):
            top = self._head_px + row * self._row_px - self.verticalScrollBar().value()
            frame = QRect(names.left(), top, names.width(), self._row_px).adjusted(pad, 0, -pad, 0)
            painter.drawText(frame, _MIDDLE | self._leading() | _WRAP, name)

    def _paint_lines(self, painter: QPainter) -> None:
        width = self.viewport().width()
        for row in range(len(self._names)):
            top = self._head_px + row * self._row_px - self.verticalScrollBar().value()
            painter.fillRect(0, top, width, 1, colour(self, "line"))

    def _leading(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, names = self.viewport().rect(), self._names_rect()
        cells = whole.adjusted(0, self._head_px, 0, 0)
        beside = names.width() if not self.isRightToLeft() else 0
        beyond = names.width() if self.isRightToLeft() else 0
        painter.setClipRect(cells)
        self._paint_lines(painter)
        self._paint_names(painter)
        painter.setClipRect(cells.adjusted(beside, 0, -beyond, 0))
        self._paint_cells(painter)
        painter.setClipRect(whole.adjusted(beside, 0, -beyond, 0))
        self._paint_head(painter)
        painter.setClipping(False)
        if self._has_ring and self.hasFocus():
            draw_ring(painter, self, whole.toRectF(), scale().radius["small"])

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tool tip what is below the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_plain_tip(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first and the last column by Home and End; arrows are the scroll area's own."""
        across = self.horizontalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            across.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            across.setValue(across.maximum())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            is_back = (event.key() == Qt.Key.Key_Left) is not self.isRightToLeft()
            across.setValue(across.value() + (-self._column_px if is_back else self._column_px))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        super().focusInEvent(event)
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the newest in sight where it was."""
        super().resizeEvent(event)
        across = self.horizontalScrollBar()
        was_last = across.value() == across.maximum()
        self._measure()
        if was_last:
            across.setValue(across.maximum())

    def changeEvent(self, event: QEvent) -> None:
        """Take the new text size."""
        super().changeEvent(event)
        is_font = event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.ApplicationFontChange,
        )
        if is_font and self._is_built:
            self._measure()


def in_two_lines(words: str, font: QFont, width: int) -> str:
    """Return words as they fit into two lines of a cell, the second shortened; a long word is broken anywhere."""
    flat, metrics = " ".join(words.split()), QFontMetrics(font)
    if metrics.horizontalAdvance(flat) <= width:
        return flat
    layout, option = QTextLayout(flat, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    units, end = flat.encode("utf-16-le"), 2 * line.textLength()
    first, rest = (part.decode("utf-16-le").strip() for part in (units[:end], units[end:]))
    return f"{first}\n{metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)}"


def show_plain_tip(at: QPoint, words: str, owner: QWidget) -> None:
    """Show a tool tip that takes every letter as it is: Qt would read tags in a person's own words."""
    lines = "<br>".join(map(escape, words.split("\n")))
    QToolTip.showText(at, f"<qt>{lines}</qt>" if words else "", owner)
