"""Goes from the caret to the next doubtful word, round the end of the page; in slices, for a page can be a book."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from journal_app.ui.spelling.judge import LONGEST_PIECE, Judge, words_in
from journal_app.ui.spelling.lookup import Lookup
from journal_app.ui.spelling.words import Word
from journal_app.ui.widgets.page_text import PageText

SLICE_PLACES = 8_000
"""Of the text, some 4 ms."""


class NextDoubtful(QObject):
    """Looks for one word at a time.

    Signals:
        found(): the caret has gone to a doubtful word, which is selected.
        none_found(): the whole page has been looked at.
    """

    found = Signal()
    none_found = Signal()

    def __init__(self, edit: PageText, lookup: Lookup, judge: Judge) -> None:
        super().__init__(edit)
        self._edit = edit
        self._judge = judge
        self._at = 0
        self._left = 0
        self._is_looking = False
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slices_timeout)
        lookup.learnt.connect(self._on_lookup_learnt)
        edit.contents_change.connect(self.stop)

    def begin(self, *, from_start: bool = False) -> None:
        """Look from the caret on, or from the first line, all the way round."""
        self._at = 0 if from_start else self._edit.textCursor().selectionEnd()
        self._left = self._edit.document().characterCount() + SLICE_PLACES
        self._is_looking = True
        self._slices.start()

    def stop(self) -> None:
        """Look no further."""
        self._is_looking = False
        self._slices.stop()

    def _on_lookup_learnt(self) -> None:
        if self._is_looking:
            self._slices.start()

    def _on_slices_timeout(self) -> None:
        """Look at one piece; where something is not known yet, wait for it and look again."""
        block = self._edit.document().findBlock(self._at)
        taken = 0
        while taken < SLICE_PLACES:
            start = self._at - block.position()
            end = min(start + LONGEST_PIECE, block.length() - 1)
            words = [word for word in words_in(block, max(0, start - 1), end) if word.start >= start]
            if self._judge.look_up(words):
                return
            if self._take_first(block, words):
                return
            taken += max(end - start, 1)
            block = self._go_on(block, words, end)
        self._left -= taken
        if self._left > 0:
            self._slices.start()
        else:
            self.stop()
            self.none_found.emit()

    def _take_first(self, block: QTextBlock, words: list[Word]) -> bool:
        first = next((word for word in words if self._judge.is_doubtful(word.text)), None)
        if first is None:
            return False
        self.stop()
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(block.position() + first.start)
        cursor.setPosition(block.position() + first.end, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
        self.found.emit()
        return True

    def _go_on(self, block: QTextBlock, words: list[Word], end: int) -> QTextBlock:
        """Go to what follows a piece: the rest of its paragraph, the next one, or the first of the page."""
        if end < block.length() - 1:
            self._at = block.position() + max(words[-1].end if words else end, self._at - block.position() + 1)
            return block
        following = block.next() if block.next().isValid() else self._edit.document().firstBlock()
        self._at = following.position()
        return following
