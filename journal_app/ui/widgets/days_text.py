"""Many entries in one text, one below the other under their days: read on, marked and copied across them all."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QWidget

from journal_app.journal.attachments import Attachment
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.widgets.block_state import mark_start_of_text
from journal_app.ui.widgets.days_pictures import DaysPictures
from journal_app.ui.widgets.page_text import paragraph_format
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.ui.widgets.stored_text import stored_form, utf16_length

_SMALLER, _LARGER = -1, 1
_AIR_LINES = 2.0


@dataclass(frozen=True, slots=True)
class DaysPart:
    """An entry as it is put on the page: the id it is opened by, when it was written, what it is called, its words.

    `title` is empty where the words speak for themselves, `note` for nothing more to say at the end. `pictures` stand
    above the paragraphs of the words that begin at these code points.
    """

    key: int
    when: str
    title: str
    body: str
    note: str = ""
    pictures: tuple[tuple[int, Attachment], ...] = ()


class DaysText(ReadingText):
    """A reading view that grows at its end; nothing above moves when it does.

    Signals:
        part_entered(): Enter was pressed in an entry.
    """

    part_entered = Signal()

    def __init__(self, source: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = DaysPictures(source, self)
        self._starts: list[int] = []
        self._keys: list[int] = []
        self.setAccessibleName(self.tr("Your pages, one after the other"))

    def begin(self) -> None:
        """Become empty."""
        self._starts, self._keys = [], []
        self._pictures.begin()
        self._fill("")

    def add_parts(self, parts: Sequence[DaysPart]) -> None:
        """Put entries below those that are there."""
        cursor, caret = QTextCursor(self.document()), self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        anchor, at = caret.anchor(), caret.position()
        moves_along = at == cursor.position()  # as does whatever stands where words are put in
        cursor.beginEditBlock()
        for part in parts:
            self._add(cursor, part)
        cursor.endEditBlock()
        if moves_along:
            place = self.verticalScrollBar().value()
            caret.setPosition(anchor)
            caret.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(caret)
            self.verticalScrollBar().setValue(place)

    def part_here(self) -> int | None:
        """Return the key of the entry that the caret is in or, where that is out of sight, of the topmost in sight."""
        caret = self.cursorRect()
        is_seen = self.hasFocus() and self.viewport().rect().intersects(caret)
        cursor = self.textCursor() if is_seen else self.cursorForPosition(QPoint(0, 0))
        at = bisect_right(self._starts, cursor.position()) - 1
        return self._keys[at] if at >= 0 else None

    def _add(self, cursor: QTextCursor, part: DaysPart) -> None:
        is_first = not self._starts
        plain = QTextCharFormat()
        if not is_first:
            cursor.insertBlock(self._block(above=_AIR_LINES, is_start=True), plain)
        self._starts.append(cursor.position())
        self._keys.append(part.key)
        cursor.insertText(part.when, _letters(_SMALLER, QFont.Weight.Medium))
        if part.title:
            cursor.insertBlock(self._block(heading=2), plain)
            cursor.insertText(part.title, _letters(_LARGER, QFont.Weight.DemiBold))
        cursor.insertBlock(self._block(), plain)
        start, body = cursor.position(), stored_form(part.body)
        words = body.strip("\n")
        cursor.insertText(words, plain)
        before = len(body) - len(body.lstrip("\n"))
        for place, attachment in part.pictures:
            self._pictures.add(start + utf16_length(words[: place - before]), attachment)
        if part.note:
            cursor.insertBlock(self._block(is_start=True), plain)
            cursor.insertText(part.note, _letters(_SMALLER, QFont.Weight.Medium))

    def _block(self, *, above: float = 0.0, heading: int = 0, is_start: bool = False) -> QTextBlockFormat:
        block = paragraph_format(self.font())
        if is_start:
            mark_start_of_text(block)
        block.setTopMargin(round(above * self.fontMetrics().lineSpacing()))
        block.setHeadingLevel(heading)
        return block

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        first, last = self.visible_stretch()
        below = self.document().findBlock(last).next()  # its picture may be in sight above it
        painter = QPainter(self.viewport())
        self._pictures.paint(painter, first, below.position() + 1 if below.isValid() else last + 1)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the entry one is in on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.part_entered.emit()
        else:
            super().keyPressEvent(event)


def _letters(adjustment: int, weight: QFont.Weight) -> QTextCharFormat:
    """Return letters larger or smaller than the words, whatever size those have."""
    letters = QTextCharFormat()
    letters.setProperty(QTextFormat.Property.FontSizeAdjustment, adjustment)
    letters.setFontWeight(weight)
    return letters
