"""An entry's words for reading: laid out like the page they were written on, Markdown marks kept as typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal_app.ui.widgets.long_paragraphs import soft_pieces
from journal_app.ui.widgets.page_text import PageText
from journal_app.ui.widgets.stored_text import stored_form


class ReadingText(PageText):
    """Shows plain text: selectable with mouse and keyboard, copied as plain text, nothing in it to click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self._in_pieces = ""
        self.setAccessibleName(self.tr("What you wrote"))

    def show_text(self, text: str) -> None:
        """Show these words from their start; a long text comes in slices, a very long paragraph in pieces."""
        stored = stored_form(text)
        shown, self._soft_lines = soft_pieces(stored)
        self._in_pieces = stored if self._soft_lines else ""
        self._fill(shown)

    def text(self) -> str:
        """Return the words in the stored form, letter for letter as typed."""
        return self._in_pieces or super().text()
