"""Words at their full height inside a page that scrolls as one, read on by keys as in any reading view.

A text edit scrolls in itself; here it is as tall as its words, and hands the keys that turn pages to the page round it.
Only a very long text scrolls in itself again: laying it out whole would hold up the window (look.md, trap 1b).
"""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from journal_app.ui.widgets.reading_text import ReadingText, WordLink

LONGEST_WHOLE = 40_000
"""Code points up to which a text is shown at its full height; about 25 ms of layout."""

LINES_OF_LONG = 24
_OVERLAP_PX = 48
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class WholeText(ReadingText):
    """A reading view without a scroll bar of its own, inside the scroll area it is told of."""

    def __init__(self, page: QScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._is_whole = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_layout_size_changed)
        self.cursorPositionChanged.connect(self._on_self_cursor_position_changed)

    def show_text(self, text: str, links: Sequence[WordLink] = ()) -> None:
        """Show these words from their start, at full height unless they are very long."""
        self._is_whole = len(text) <= LONGEST_WHOLE
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self._is_whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        super().show_text(text, links)
        self._fit(self.document().size() if self._is_whole else QSizeF())

    def _fit(self, size: QSizeF) -> None:
        if self._is_whole:
            self.setFixedHeight(ceil(size.height()) + 2)
        else:
            self.setFixedHeight(round(self.fontMetrics().lineSpacing() * 1.6 * LINES_OF_LONG))

    def _on_layout_size_changed(self, size: QSizeF) -> None:
        self._fit(size)

    def _on_self_cursor_position_changed(self) -> None:
        """Keep the caret in sight: it is the page that scrolls, not the text."""
        if self._is_whole and self.hasFocus() and (inside := self._page.widget()) is not None:
            place = self.viewport().mapTo(inside, self.cursorRect().center())
            self._page.ensureVisible(place.x(), place.y(), 0, _OVERLAP_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages in the page round the text."""
        key = Qt.Key(event.key())
        if self._is_whole and key in _TURNS and not event.modifiers():
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + _TURNS[key] * (self._page.viewport().height() - _OVERLAP_PX))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the words have at this width."""
        super().resizeEvent(event)
        if self._is_whole:
            self._fit(self.document().size())
