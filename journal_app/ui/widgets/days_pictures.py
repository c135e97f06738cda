"""The pictures of pages that are read as one: each stands above its name, in room that its paragraph leaves.

They are no part of the text, so it is read, marked and copied as before. A picture is decoded when it comes in sight,
in the vault's thread, and let go of when it has left: `PictureSource` remembers the last ones.
"""

from bisect import bisect_left
from functools import partial

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QTextEdit

from journal_app.journal.attachments import Attachment
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.picture_figure import draw_picture, picture_room, shown_size

_AIR_PX = 6


class DaysPictures(QObject):
    """Makes room for pictures in a text that only grows at its end, and draws those in sight."""

    def __init__(self, source: PictureSource, page: QTextEdit) -> None:
        super().__init__(page)
        self._source = source
        self._page = page
        self._places: list[int] = []
        self._attachments: list[Attachment] = []
        self._images: dict[int, QImage] = {}
        self._asked: dict[int, QObject] = {}

    def begin(self) -> None:
        """Forget those of the text before."""
        for place in list(self._asked):
            self._let_go(place)
        self._places, self._attachments = [], []
        self._images.clear()

    def add(self, place: int, attachment: Attachment) -> None:
        """Show a picture above the paragraph at a place of the document, which is below all others."""
        self._places.append(place)
        self._attachments.append(attachment)
        self._make_room(len(self._places) - 1)

    def fit(self) -> None:
        """Make the room there is for each as high as it is at the width that the page has now."""
        cursor = QTextCursor(self._page.document())
        cursor.beginEditBlock()
        for at in range(len(self._places)):
            self._make_room(at)
        cursor.endEditBlock()

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        """Draw the pictures of the paragraphs between two places of the document, and ask for those not there yet."""
        top = self._page.verticalScrollBar().value()
        seen = range(bisect_left(self._places, first), bisect_left(self._places, last))
        for at in [at for at in (*self._asked, *self._images) if at not in seen]:
            self._let_go(at)
        for at in seen:
            if at not in self._images and at not in self._asked:
                self._asked[at] = owner = QObject(self)
                room = picture_room(self._page)
                self._source.ask(self._attachments[at], room, owner, partial(self._on_source_decoded, at, owner))
            draw_picture(painter, self._page, self._frame(at).translated(0, -top), self._images.get(at, QImage()))

    def _let_go(self, at: int) -> None:
        self._images.pop(at, None)
        if (owner := self._asked.pop(at, None)) is not None:
            owner.deleteLater()  # what is asked for on behalf of nobody is passed over

    def _frame(self, at: int) -> QRect:
        """Return where a picture stands in the document: on the leading side, right above its name."""
        width = self._page.viewport().width()
        size = shown_size(self._attachments[at], width)
        top = self._page.document().findBlock(self._places[at]).layout().position().y()
        left = width - size.width() if self._page.isRightToLeft() else 0
        return QRect(left, round(top) - size.height() - scaled(_AIR_PX), size.width(), size.height())

    def _make_room(self, at: int) -> None:
        height = shown_size(self._attachments[at], self._page.viewport().width()).height()
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(self._places[at])
        block = cursor.blockFormat()
        room = height + 3 * scaled(_AIR_PX)
        if block.topMargin() != room:
            block.setTopMargin(room)
            cursor.setBlockFormat(block)

    def _on_source_decoded(self, at: int, owner: QObject, image: QImage | None) -> None:
        """Show it; of one that can't be shown the quiet surface stays, above its name."""
        if self._asked.get(at) is owner:
            del self._asked[at]
            owner.deleteLater()
            self._images[at] = QImage() if image is None else image
            self._page.viewport().update()
