"""Put a long text on a page in slices: its start at once, the rest between events, each styled and laid out once."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from journal_app.ui.widgets.not_laid_out import not_laid_out

FIRST_LETTERS = 50_000
SLICE_LETTERS = 20_000
SLICE_LINES = 250
"""Together about 10 ms of insertion, styles and layout (measured)."""


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
        end = min(self._at + letters, len(self._text))
        if end < len(self._text):
            end = self._text.rfind("\n", self._at, end) + 1 or end
            end = self._after_lines(SLICE_LINES, end) if letters == SLICE_LETTERS else end
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._document.characterCount() - 1)
        self._is_inserting = True
        try:
            cursor.insertText(self._text[self._at : end])
        finally:
            self._is_inserting = False
        self._at = end

    def _after_lines(self, lines: int, end: int) -> int:
        """Return where so many lines have gone by, `end` where there are fewer before it."""
        at = self._at
        for _ in range(lines):
            at = self._text.find("\n", at, end) + 1
            if at == 0:
                return end
        return at

    def _end(self) -> None:
        self._slices.stop()
        self._text, self._at = "", 0
        self.filled.emit()

    def _on_slices_timeout(self) -> None:
        self._insert(SLICE_LETTERS)
        if not self.is_filling:
            self._end()
