"""The title above a page: large words with no box around them, a line beneath while the keyboard is here."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, set_type


class TitleField(QLineEdit):
    """A line to type a title into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        set_type(self, Type.HEADING2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, then the line that shows where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            ring = scale().size["ring"]
            QPainter(self).fillRect(QRect(0, self.height() - ring, self.width(), ring), colour(self, "focus"))
