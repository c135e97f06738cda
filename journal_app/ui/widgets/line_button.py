"""A quiet button as wide as the room it is in: for lists of pages, whose titles may be longer than any room."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.buttons import Button, Kind

LEAST_PX = 120


class LineButton(Button):
    """Its words begin at the leading side, and are cut short where they are too long; a screen reader has them all."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Kind.QUIET, text.replace("&", "&&"), icon_name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _paint_contents(self, painter: QPainter, inner: QRect) -> None:
        """Draw them from the leading side on, rather than in the middle."""
        pad = super().sizeHint().width() - self._contents_width()
        room = inner.adjusted(pad // 2 - 4, 0, -(pad // 2 - 4), 0)
        width = min(self._contents_width(), room.width())
        left = room.right() - width + 1 if self.isRightToLeft() else room.left()
        super()._paint_contents(painter, QRect(left, room.top(), width, room.height()))

    def sizeHint(self) -> QSize:
        """Ask for little: what there is more is taken."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), scaled(LEAST_PX)), hint.height())
