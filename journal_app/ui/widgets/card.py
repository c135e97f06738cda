"""A rounded surface with a hairline round it, for what belongs together."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.widgets.painting import draw_surface


class Card(QWidget):
    """Draws the surface; whoever uses it lays out what stands on it."""

    def __init__(self, parent: QWidget | None = None, *, fill_with: str = "surface") -> None:
        super().__init__(parent)
        self._fill_token = fill_with

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface and hairline."""
        radius = scale().radius["card"]
        draw_surface(QPainter(self), QRectF(self.rect()), radius, colour(self, self._fill_token), colour(self, "line"))
