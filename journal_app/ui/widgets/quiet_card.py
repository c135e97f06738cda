"""A card on Today that something may be offered on: no more room than that takes, and what was said of it is brief."""

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.notice import Notice


class QuietCard(QWidget):
    """A card, and above it what is said of it; takes no room while there is neither."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Notice(self)
        self.told.hide()
        self.card = Card(self, fill_with="canvas")
        self.card.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.told)
        layout.addWidget(self.card)
        self.hide()

    def fill(self, words: Sequence[QWidget], buttons: Sequence[QWidget]) -> None:
        """Lay out what the card shows: words below each other, then what can be done with it."""
        row = FlowLayout()
        for button in buttons:
            row.addWidget(button)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(24, 16, 24, 12)
        inside.setSpacing(6)
        for label in words:
            inside.addWidget(label)
        inside.addLayout(row)

    def show_card(self, is_offered: bool) -> None:
        """Show the card, or leave only what was said."""
        self.card.setVisible(is_offered)
        self.setVisible(is_offered or not self.told.isHidden())

    def show_failure(self, words: str) -> None:
        """Say what could not be done."""
        self.told.show_failure(words)
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take back what was said: on the next visit it is old."""
        super().hideEvent(event)
        self.told.hide()
