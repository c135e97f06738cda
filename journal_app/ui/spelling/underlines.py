"""The wavy line under doubtful words: drawn over what is in sight, so neither text nor undo ever knows of it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from journal_app.ui.spelling.judge import LONGEST_PIECE, Judge, words_in
from journal_app.ui.spelling.lookup import Lookup
from journal_app.ui.spelling.words import Word
from journal_app.ui.theme.palette import colour
from journal_app.ui.widgets.page_text import PageText

LAYER = "spelling"
WAIT_MS = 120
"""How long after a change or a scroll the words in sight are looked at."""

MOST_UNDERLINED = 400
_AROUND = 200
"""Places of a very long paragraph beyond what is in sight that are looked at too, for words that are half in sight."""


class Underlines(QObject):
    """Keeps the lines of one page up to date; the word that is being typed has none yet."""

    def __init__(self, edit: PageText, lookup: Lookup, judge: Judge) -> None:
        super().__init__(edit)
        self._edit = edit
        self._judge = judge
        self._is_on = False
        self._typed_at = -1
        self._shown: list[tuple[int, int]] = []
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.refresh)
        edit.contents_change.connect(self._on_edit_contents_change)
        edit.cursorPositionChanged.connect(self._on_edit_cursor_position_changed)
        edit.verticalScrollBar().valueChanged.connect(self.refresh_soon)
        edit.viewport().installEventFilter(self)
        lookup.learnt.connect(self.refresh_soon)

    @property
    def is_on(self) -> bool:
        """Whether doubtful words are underlined."""
        return self._is_on

    def set_on(self, is_on: bool) -> None:
        """Underline doubtful words, or take all lines away."""
        self._is_on = is_on
        self.refresh()

    def refresh_soon(self) -> None:
        """Look at the words in sight in a moment."""
        if self._is_on and not self._wait.isActive():
            self._wait.start()

    def refresh(self) -> None:
        """Underline the doubtful words in sight, and ask for those of which nothing is known."""
        self._wait.stop()
        if not self._is_on or not self._edit.isVisible():
            self._show([])
            return
        doubtful: list[tuple[int, int]] = []
        asked: list[Word] = []
        for block, words in self._in_sight():
            asked += words
            for word in words:
                start, end = block.position() + word.start, block.position() + word.end
                if self._judge.is_doubtful(word.text) and not start <= self._typed_at <= end:
                    doubtful.append((start, end))
        self._judge.look_up(asked)
        self._show(doubtful[:MOST_UNDERLINED])

    def _in_sight(self) -> list[tuple[QTextBlock, list[Word]]]:
        """Return the paragraphs in sight, or pieces of very long ones, with their words."""
        area = self._edit.viewport().rect()
        first = self._edit.cursorForPosition(QPoint(0, 0)).position()
        last = self._edit.cursorForPosition(area.bottomRight()).position()
        block = self._edit.document().findBlock(first)
        found = []
        while block.isValid() and block.position() <= last:
            start, end = 0, block.length() - 1
            if block.length() > LONGEST_PIECE:
                start = max(0, first - block.position() - _AROUND)
                end = min(end, max(last - block.position(), 0) + _AROUND, start + 2 * LONGEST_PIECE)
            found.append((block, words_in(block, start, end)))
            block = block.next()
        return found

    def _show(self, places: list[tuple[int, int]]) -> None:
        if places != self._shown:
            self._shown = places
            self._edit.set_layer(LAYER, [self._line_under(start, end) for start, end in places])

    def _line_under(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        line = QTextEdit.ExtraSelection()
        line.cursor = QTextCursor(self._edit.document())
        line.cursor.setPosition(start)
        line.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        line.format = wavy_line(self._edit)
        return line

    def _on_edit_contents_change(self, position: int, _removed: int, added: int) -> None:
        self._typed_at = position + added if self._edit.hasFocus() else -1
        self.refresh_soon()

    def _on_edit_cursor_position_changed(self) -> None:
        if self._typed_at not in (-1, self._edit.textCursor().position()):
            self._typed_at = -1
            self.refresh_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.refresh_soon()
        elif event.type() is QEvent.Type.PaletteChange:
            self._shown = []
            self.refresh_soon()
        return super().eventFilter(watched, event)


def wavy_line(widget: QWidget) -> QTextCharFormat:
    """Return how a doubtful word looks in a widget."""
    looks = QTextCharFormat()
    looks.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    looks.setUnderlineColor(colour(widget, "danger"))
    return looks
