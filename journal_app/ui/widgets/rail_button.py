"""A button that stands in the rail like a place, for what is done rather than gone to.

A real button, since assistive technology can press a button and only choose a row of a list.
"""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import Type, scaled, set_type
from journal_app.ui.widgets.buttons import Button, Kind

_ROW_PX = 40
_PAD_PX = 14
_GAP_PX = 12


class RailButton(Button):
    """Draws its icon and words from the leading side, the icon alone where the rail is narrow."""

    def __init__(self, text: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Kind.QUIET, text, icon_name, parent)
        self._row_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_type(self, Type.CONTROL)

    def set_row(self, row_px: int) -> None:
        """Be as high as a row of the rail."""
        self._row_px = row_px
        self.setFixedHeight(row_px)

    def words_width(self) -> int:
        """Return the width of the words with their icon and air."""
        return self.fontMetrics().horizontalAdvance(self.text()) + self._start() + _PAD_PX

    def _start(self) -> int:
        return _PAD_PX + self._icon_px() + scaled(_GAP_PX)

    def _paint_contents(self, painter: QPainter, _inner: QRect) -> None:
        row, edge, direction = self.rect(), self._icon_px(), self.layoutDirection()
        tint = colour(self, self._words_token())
        spot = QRect(row.left() + _PAD_PX, row.top() + (row.height() - edge) // 2, edge, edge)
        at = QStyle.visualRect(direction, row, spot).topLeft()
        painter.drawPixmap(QPointF(at), pixmap(self._icon_name, tint, edge, self.devicePixelRatioF()))
        if row.width() < self._start() + edge:
            return
        painter.setPen(tint)
        words = QStyle.visualRect(direction, row, row.adjusted(self._start(), 0, -6, 0))
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, side | Qt.TextFlag.TextSingleLine, self.text())

    def sizeHint(self) -> QSize:
        """Return a row's height and room for the icon; the rail decides on the width."""
        return QSize(2 * _PAD_PX + self._icon_px(), self._row_px or scaled(_ROW_PX))
