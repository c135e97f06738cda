"""An entry's words for reading: laid out like the page they were written on, Markdown marks kept as typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from journal_app.ui.widgets.long_paragraphs import soft_pieces
from journal_app.ui.widgets.page_formats import PageFormats
from journal_app.ui.widgets.page_marks import Style
from journal_app.ui.widgets.page_text import PageText
from journal_app.ui.widgets.stored_text import stored_form, utf16_length


@dataclass(frozen=True, slots=True)
class WordLink:
    """Words of a text that lead to an entry: code points, end exclusive."""

    start: int
    end: int
    uid: str


class ReadingText(PageText):
    """Shows plain text: selectable with mouse and keyboard, copied as plain text.

    Links to other entries are followed by a click, or by Enter at the caret.

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
        self._links: tuple[WordLink, ...] = ()
        self._pressed = ""
        self.viewport().setMouseTracking(True)
        self.filled.connect(self._mark_links)
        self.setAccessibleName(self.tr("What you wrote"))

    def show_text(self, text: str, links: Sequence[WordLink] = ()) -> None:
        """Show these words from their start; a long text comes in slices, a very long paragraph in pieces.

        `links` are words that lead to other entries; in a text that is shown in pieces they are words like any other.
        """
        stored = stored_form(text)
        shown, self._soft_lines = soft_pieces(stored)
        self._in_pieces = stored if self._soft_lines else ""
        self._links = () if self._soft_lines else tuple(_in_places(stored, links))
        self._fill(shown)
        self._mark_links()

    def text(self) -> str:
        """Return the words in the stored form, letter for letter as typed."""
        return self._in_pieces or super().text()

    def _mark_links(self) -> None:
        """Underline the links, as soon as all words are there."""
        if self._filler.is_filling:
            return
        looks = PageFormats(self)[Style.LINK]
        self.set_layer("links", [self.mark(link.start, link.end, looks) for link in self._links])

    def _link_at(self, place: int) -> str:
        """Return the entry that the words at a place of the document lead to; empty where they lead to none."""
        return next((link.uid for link in self._links if link.start <= place <= link.end), "")

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
        if self._links:
            is_link = not event.buttons() and bool(self._link_under(event.position()))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link that the caret is in on Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (uid := self._link_at(self.textCursor().position())):
            self.link_requested.emit(uid)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._styled_for and self._links:
            self._mark_links()


def _in_places(text: str, links: Sequence[WordLink]) -> Iterator[WordLink]:
    """Give links in the places of a Qt document, in which some letters take two; they stand in the text's order."""
    at, place = 0, 0
    for link in links:
        place += utf16_length(text[at : link.start])
        end = place + utf16_length(text[link.start : link.end])
        yield WordLink(place, end, link.uid)
        at, place = link.end, end
