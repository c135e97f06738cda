"""Find words in the page being written: every place, in slices, so that a long page never holds up a letter."""

import re
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from journal_app.ui.widgets.stored_text import PARAGRAPH_SEPARATOR, utf16_length

SLICE_MS = 6.0
_BREATH_LETTERS = 50_000

Hit = tuple[int, int]
"""Start and end of a place, as the document counts."""


def make_pattern(words: str, *, match_case: bool = False, whole_words: bool = False) -> re.Pattern[str]:
    """Return what finds the words as they stand: no sign in them has a meaning of its own."""
    pattern = re.escape(words)
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, re.NOFLAG if match_case else re.IGNORECASE)


def page_letters(document: QTextDocument) -> str:
    """Return all letters of a document, each where the document has it; lines end in LF."""
    return document.toRawText().replace(PARAGRAPH_SEPARATOR, "\n")


def find_hits(text: str, pattern: re.Pattern[str]) -> Iterator[Hit | None]:
    """Give each place in the order of the text, and None after every stretch of lines, for a breath."""
    at = letters = 0
    while at < len(text):
        end = text.find("\n", at + _BREATH_LETTERS) + 1 or len(text)
        last = at
        for match in pattern.finditer(text, at, end):
            letters += utf16_length(text[last : match.start()])
            size = utf16_length(match[0])
            yield letters, letters + size
            letters, last = letters + size, match.end()
        letters += utf16_length(text[last:end])
        at = end
        yield None


class PageSearch(QObject):
    """Keeps the hits of one search over one document.

    Signals:
        found(): all hits are known.
    """

    found = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._work: Iterator[Hit | None] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slices_timeout)

    def begin(self, document: QTextDocument, pattern: re.Pattern[str] | None) -> None:
        """Look for a pattern; None finds nothing. `found` follows, at once for a short page."""
        self.hits = []
        self._work = iter(()) if pattern is None else find_hits(page_letters(document), pattern)
        self._on_slices_timeout()
        if self._work is not None:
            self._slices.start()

    def _on_slices_timeout(self) -> None:
        end = perf_counter() + SLICE_MS / 1000
        for hit in self._work or ():
            if hit is not None:
                self.hits.append(hit)
            if perf_counter() > end:
                return
        self._work = None
        self._slices.stop()
        self.found.emit()
