"""Tabs for the views of one place: words in a row, the one in view with a bar below it and in strong letters."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type, type_font
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring

_PAD_PX = 12
_LEAST_PX = 72


class ViewTabs(QTabBar):
    """A tab bar of Qt's for keys and screen readers, drawn from the theme's tokens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_ring = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_type(self, Type.CONTROL)

    def tabSizeHint(self, index: int) -> QSize:
        """Return room for a tab's words in strong letters: nothing moves when it is chosen."""
        metrics = QFontMetrics(type_font(Type.STRONG))
        height = max(scaled(scale().size["target"]), metrics.height() + 14)
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + 2 * scaled(_PAD_PX), height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Let long words end in an ellipsis where there is no room for all; a screen reader has them whole."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), scaled(_LEAST_PX)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, the bar below those in view, and the keyboard's ring."""
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        place, is_here = self.tabRect(index), index == self.currentIndex()
        painter.setFont(type_font(Type.STRONG if is_here else Type.CONTROL))
        painter.setPen(colour(self, "ink" if is_here else "ink2"))
        room = place.width() - scaled(_PAD_PX)
        words = painter.fontMetrics().elidedText(self.tabText(index), self.elideMode(), room)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
        if is_here:
            bar, pad = scale().size["bar"], scaled(_PAD_PX)
            line = QRect(place.left() + pad, place.bottom() - bar, place.width() - 2 * pad, bar)
            draw_surface(painter, QRectF(line), bar / 2, colour(self, "accent"))
            if self._has_ring and self.hasFocus():
                draw_ring(painter, self, QRectF(place), scale().radius["small"])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for room again when the text size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
