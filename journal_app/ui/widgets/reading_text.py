"""An entry's words for reading: laid out like the page they were written on, Markdown marks kept as typed."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from journal_app.journal.markup import Target, find_references
from journal_app.ui.widgets.long_paragraphs import soft_pieces
from journal_app.ui.widgets.page_text import PageText
from journal_app.ui.widgets.stored_text import code_points, stored_form


class ReadingText(PageText):
    """Shows plain text: selectable with mouse and keyboard, copied as plain text.

    Links to other entries can be followed in it once `follow_links` says so, by a click or by Enter at the caret.

    Signals:
        link_requested(str): read the entry with this uid.
    """

    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self._in_pieces = ""
        self._follows_links = False
        self._pressed = ""
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

    def follow_links(self) -> None:
        """Let links to other entries be followed."""
        self._follows_links = True
        self.viewport().setMouseTracking(True)

    def _link_at(self, place: int) -> str:
        """Return the entry that the words at a place of the document link to; empty where they link to none."""
        block = self.document().findBlock(place)
        if not self._follows_links or "](entry:" not in block.text():
            return ""
        at = code_points(block.text(), place - block.position())
        found = (one for one in find_references(block.text()) if one.target is Target.ENTRY)
        return next((one.uid for one in found if one.start <= at <= one.end), "")

    def _link_under(self, point: QPointF) -> str:
        return self._link_at(place) if (place := self.place_under(point)) is not None else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note which link is pressed; a drag over it marks its words all the same."""
        super().mousePressEvent(event)
        self._pressed = self._link_under(event.position()) if event.button() == Qt.MouseButton.LeftButton else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link that was pressed and let go."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, ""
        if pressed and not self.textCursor().hasSelection() and self._link_under(event.position()) == pressed:
            self.link_requested.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over a link."""
        super().mouseMoveEvent(event)
        if self._follows_links:
            is_link = not event.buttons() and bool(self._link_under(event.position()))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link that the caret is in on Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (uid := self._link_at(self.textCursor().position())):
            self.link_requested.emit(uid)
        else:
            super().keyPressEvent(event)
