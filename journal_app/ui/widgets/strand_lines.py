"""Plain lines over time, one below the other, each with its name: what the look-backs are shown as.

One ink for all; up is not good and down is not bad, so nothing is filled, banded or pointed at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.grid_picture import show_plain_tip
from journal_app.ui.widgets.painting import draw_ring, wants_ring

_PLOT_PX, _PAD_PX, _DOT_PX, _NEAR_PX = 84, 10, 7, 14


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A name and its points: days with a mean between nought and the most."""

    name: str
    points: tuple[tuple[date, float], ...]


class StrandLines(QAbstractScrollArea):
    """Draws lines over the same days; `ends` are the words at the foot and the head of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PlainLine, ...] = ()
        self._ends = ("", "")
        self._most = 1.0
        self._has_ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)

    def show_lines(self, lines: Sequence[PlainLine], ends: tuple[str, str], most: float) -> None:
        """Show these lines, on a measure from nought to `most`."""
        self._lines, self._ends, self._most = tuple(lines), ends, most
        self._set_bar()
        self.viewport().update()

    def words_at(self, point: QPoint) -> str:
        """Return the point that is near a place, in words; empty where none is."""
        for number, line in enumerate(self._lines):
            for day, mean in line.points:
                gap = self._place(number, day, mean) - QPointF(point)
                if abs(gap.x()) <= scaled(_NEAR_PX) and abs(gap.y()) <= scaled(_NEAR_PX):
                    return f"{spoken_day(day)}\n{line.name}: {mean_words(mean)}"
        return ""

    def _days(self) -> tuple[date, date]:
        days = [day for line in self._lines for day, _mean in line.points]
        return min(days), max(days)

    def _line_px(self) -> int:
        small = QFontMetrics(type_font(Type.SMALL)).height()
        return QFontMetrics(type_font(Type.STRONG)).height() + scaled(_PLOT_PX) + small + 3 * scaled(_PAD_PX)

    def _plot(self, number: int) -> QRect:
        small = QFontMetrics(type_font(Type.SMALL))
        words = max(small.horizontalAdvance(end) for end in self._ends) + 2 * scaled(_PAD_PX)
        top = number * self._line_px() - self.verticalScrollBar().value()
        top += QFontMetrics(type_font(Type.STRONG)).height() + scaled(_PAD_PX)
        whole = QRect(words, top, self.viewport().width() - words - 2 * scaled(_PAD_PX), scaled(_PLOT_PX))
        if self.isRightToLeft():
            whole.moveLeft(self.viewport().width() - whole.right() - 1)
        return whole

    def _place(self, number: int, day: date, mean: float) -> QPointF:
        plot, (first, last) = self._plot(number), self._days()
        share = (day - first).days / max((last - first).days, 1)
        share = 1 - share if self.isRightToLeft() else share
        return QPointF(plot.left() + share * plot.width(), plot.bottom() - mean / self._most * plot.height())

    def _set_bar(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(scaled(_PLOT_PX) // 2)
        bar.setRange(0, max(len(self._lines) * self._line_px() - room, 0))

    def _paint_line(self, painter: QPainter, number: int, line: PlainLine) -> None:
        plot, pad = self._plot(number), scaled(_PAD_PX)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        leading = side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        other = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        strong, small = type_font(Type.STRONG), type_font(Type.SMALL)
        height = QFontMetrics(small).height()
        painter.setFont(strong)
        painter.setPen(colour(self, "ink"))
        name = QRect(0, plot.top() - pad - QFontMetrics(strong).height(), self.viewport().width(), height * 2)
        painter.drawText(name.adjusted(pad, 0, -pad, 0), leading, line.name)
        painter.setFont(small)
        painter.setPen(colour(self, "ink2"))
        ends = QRect(plot.right() + pad, 0, self.viewport().width() - plot.right() - 2 * pad, height)
        if not self.isRightToLeft():
            ends = QRect(pad, 0, plot.left() - 2 * pad, height)
        for words, middle in zip(self._ends, (plot.bottom(), plot.top()), strict=True):
            place = ends.translated(0, middle - height // 2)
            painter.drawText(place, other | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, words)
            painter.fillRect(plot.left(), middle, plot.width(), 1, colour(self, "line"))
        first, last = map(_short_day, self._days())
        below = QRect(plot.left(), plot.bottom() + 2, plot.width(), height)
        painter.drawText(below, leading, first)
        if first != last:
            painter.drawText(below, other | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, last)
        places = [self._place(number, day, mean) for day, mean in line.points]
        painter.setPen(QPen(colour(self, "ink2"), 1.5))
        painter.drawPolyline(places)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, "ink"))
        for point in places:
            painter.drawEllipse(point, scaled(_DOT_PX) / 2, scaled(_DOT_PX) / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all lines that have points."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, line in enumerate(self._lines):
            self._paint_line(painter, number, line)
        if self._has_ring and self.hasFocus():
            draw_ring(painter, self, self.viewport().rect().toRectF(), scale().radius["small"])

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tool tip which point is below the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_plain_tip(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

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
        """Scroll only what has no room."""
        super().resizeEvent(event)
        self._set_bar()


def _short_day(day: date) -> str:
    form = QCoreApplication.translate("patterns", "d MMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def mean_words(mean: float) -> str:
    """Return a mean with its one decimal, as it is written where the person lives."""
    return QLocale().toString(mean, "f", 1)
