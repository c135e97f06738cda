"""A quiet bar below the pages: one sentence that stays true for a while, and what can be done about it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import Button, icon_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label


class ActionBar(QWidget):
    """Takes room of its own, so it never lies over anyone's words; read out when its sentence changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "accent", parent=self)
        self._words = Label("", Type.SMALL, "ink", self)
        self._actions = FlowLayout(gap=4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 5, 12, 5)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 3)
        layout.addLayout(self._actions, 5)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignBottom)  # the edge that stays where it is

    @property
    def text(self) -> str:
        """The sentence it shows."""
        return self._words.text()

    def say(self, words: str, icon_name: str = "info", *, is_urgent: bool = False) -> None:
        """Show a sentence, and have it read out."""
        self._icon.show_icon(icon_name, "accent")
        self._words.setText(words)
        self.setAccessibleName(words)
        announce(self, words, is_urgent=is_urgent)

    def add_action(self, words: str, icon_name: str = "") -> Button:
        """Return a new button at the end of the bar."""
        button = quiet_button(words, icon_name, self)
        self._actions.addWidget(button)
        return button

    def add_close(self) -> Button:
        """Return a button that puts the bar away, at its far end: nothing that the bar says moves it."""
        button = icon_button("x", self.tr("Close"), self)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface, with a line towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, "sunken"))
        painter.fillRect(0, 0, self.width(), 1, colour(self, "line"))
