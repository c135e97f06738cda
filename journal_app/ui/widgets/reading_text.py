"""An entry's words for reading: laid out like the page they were written on, Markdown marks kept as typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal_app.ui.widgets.page_text import PageText


class ReadingText(PageText):
    """Shows plain text: selectable with mouse and keyboard, copied as plain text, nothing in it to click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("What you wrote"))

    def show_text(self, text: str) -> None:
        """Show these words from their start; a long text is laid out in slices, what is seen first."""
        self._fill(text)
