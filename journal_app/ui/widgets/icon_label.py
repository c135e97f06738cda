"""A picture that stands beside words and says nothing of its own; a screen reader passes it by."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import scaled


class IconLabel(QWidget):
    """Draws a vendored icon in a token's colour; grows with the text."""

    def __init__(self, icon_name: str, tint_as: str = "ink2", px: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._tint_as = tint_as
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon_name: str, tint_as: str) -> None:
        """Show another icon, or none for an empty name."""
        self._icon_name = icon_name
        self._tint_as = tint_as
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's size at the present text size."""
        edge = scaled(self._px)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the middle."""
        if not self._icon_name:
            return
        edge = scaled(self._px)
        at = QPointF((self.width() - edge) / 2, (self.height() - edge) / 2)
        tint = colour(self, self._tint_as)
        QPainter(self).drawPixmap(at, pixmap(self._icon_name, tint, edge, self.devicePixelRatioF()))
