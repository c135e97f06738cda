"""What a place says while there is nothing in it yet: one plain sentence about what will be here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.icon_label import IconLabel
from journal_app.ui.widgets.labels import Label


class EmptyState(QWidget):
    """Shows a sentence below a quiet picture, in the middle of the room it has."""

    def __init__(self, text: str = "", icon_name: str = "notebook", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(text, icon_name)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)

    def _build(self, text: str, icon_name: str) -> None:
        self._icon = IconLabel(icon_name, "ink3", 28, self)
        self._words = Label(text, Type.BODY, "ink2", self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 40, 24, 40)
        layout.setSpacing(14)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._words)
        layout.addStretch(1)
