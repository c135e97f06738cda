"""Put a long text on a page in slices: its start at once, the rest between events, each styled and laid out once."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from journal_app.ui.widgets.not_laid_out import not_laid_out

FIRST_LETTERS = 50_000
SLICE_LETTERS = 20_000
SLICE_LINES = 250
"""Together about 10 ms of insertion, styles and layout (measured)."""


def end_of_slice(text: str, start: int, letters: int, lines: int) -> int:
    """Return where a stretch of whole lines ends that has so many letters or lines, or one line that is longer."""
    end = len(text)
    if end - start > letters:
        end = text.rfind("\n", start, start + letters) + 1 or text.find("\n", start + letters) + 1 or end
    at = start
    for _ in range(lines):
        at = text.find("\n", at, end) + 1
        if at == 0:
            return end
    return at


class PageFiller(QObject):
    """Fills one document.

    Signals:
        filled(): all of the text is in the document.
    """

    filled = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._text = ""
        self._at = 0
        self._is_inserting = False
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slices_timeout)

    @property
    def rest(self) -> str:
        """What is not in the document yet; belongs after its end."""
        return self._text[self._at :]

    @property
    def is_filling(self) -> bool:
        """Whether there is still something to come."""
        return self._at < len(self._text)

    @property
    def is_inserting(self) -> bool:
        """Whether the change being told of is this one's own."""
        return self._is_inserting

    def begin(self, text: str) -> None:
        """Put the start of a text into an empty document; `filled` follows, at once for a short text."""
        self._text, self._at = text, 0
        self._insert(FIRST_LETTERS)
        if self.is_filling:
            self._slices.start()
        else:
            self._end()

    def forget(self) -> None:
        """Leave out what is still to come: another text takes its place."""
        self._slices.stop()
        self._text, self._at = "", 0

    def finish(self) -> None:
        """Put in all that is left now: somebody wants to write."""
        if self.is_filling:
            with not_laid_out(self._document):
                self._insert(len(self._text))
            self._end()

    def _insert(self, letters: int) -> None:
        """Insert so many letters, up to the end of a line where one is near."""
        end = end_of_slice(self._text, self._at, letters, SLICE_LINES if letters == SLICE_LETTERS else letters)
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._document.characterCount() - 1)
        self._is_inserting = True
        try:
            cursor.insertText(self._text[self._at : end])
        finally:
            self._is_inserting = False
        self._at = end

    def _end(self) -> None:
        self._slices.stop()
        self._text, self._at = "", 0
        self.filled.emit()

    def _on_slices_timeout(self) -> None:
        self._insert(SLICE_LETTERS)
        if not self.is_filling:
            self._end()
