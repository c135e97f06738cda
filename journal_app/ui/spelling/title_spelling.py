"""The wavy line under doubtful words of a title: drawn by the field as it draws what an input method shows.

A line edit has no formats of its own, but takes those of an input method for any stretch; text, undo and what is
copied never know of them.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from journal_app.ui.spelling.judge import Judge, words_of_line
from journal_app.ui.spelling.lookup import Lookup
from journal_app.ui.spelling.menu import SpellingMenu
from journal_app.ui.spelling.underlines import WAIT_MS, wavy_line
from journal_app.ui.spelling.words import Word


class TitleSpelling(QObject):
    """Keeps the lines of one title up to date; the word that is being typed has none yet.

    Signals:
        menu_wished(int, QPoint): open the menu for the word at this place of the title, at this point of the screen.
    """

    menu_wished = Signal(int, QPoint)

    def __init__(self, field: QLineEdit, lookup: Lookup, judge: Judge) -> None:
        super().__init__(field)
        self._field = field
        self._judge = judge
        self._is_on = False
        self._is_composing = False
        self._typed_at = -1
        self._shown: list[Word] | None = []
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.refresh)
        field.textChanged.connect(self._on_field_text_changed)
        field.cursorPositionChanged.connect(self._on_field_cursor_position_changed)
        field.installEventFilter(self)
        lookup.learnt.connect(self._wait.start)

    @property
    def has_keyboard(self) -> bool:
        """Whether the person is in the title."""
        return self._field.hasFocus()

    def set_on(self, is_on: bool) -> None:
        """Underline doubtful words, or take all lines away."""
        self._is_on = is_on
        self.refresh()

    def refresh(self) -> None:
        """Underline the doubtful words, and ask for those of which nothing is known."""
        self._wait.stop()
        words = words_of_line(self._field.text()) if self._is_on else []
        self._judge.look_up(words)
        typed_at = self._typed_at if self._field.hasFocus() else -1
        self._show([one for one in words if self._judge.is_doubtful(one.text) and not one.start <= typed_at <= one.end])

    def ask(self) -> None:
        """Wish for the menu at the caret."""
        self.menu_wished.emit(self._field.cursorPosition(), self._point(self._field.cursorRect().bottomLeft()))

    def word_at(self, place: int) -> Word | None:
        """Return the doubtful word at a place; None where there is none."""
        words = words_of_line(self._field.text()) if self._is_on else []
        return next((one for one in words if one.start <= place <= one.end and self._judge.is_doubtful(one.text)), None)

    def choose_next(self, *, from_start: bool = False) -> bool:
        """Go to the next doubtful word, which is then selected; say whether there is one."""
        after = 0 if from_start else self._field.cursorPosition()
        if not from_start and self._field.hasSelectedText():
            after = self._field.selectionEnd()
        words = words_of_line(self._field.text()) if self._is_on else []
        found = next((one for one in words if one.start >= after and self._judge.is_doubtful(one.text)), None)
        if found is not None:
            self._field.setFocus()
            self._field.setSelection(found.start, found.end - found.start)
        return found is not None

    def make_menu(self, at: QPoint) -> SpellingMenu:
        """Make the menu that opens at a point of the screen."""
        return SpellingMenu(self._field, self._field.createStandardContextMenu(), at)

    def replace(self, word: Word, by: str) -> None:
        """Put a word in the place of another, as typing would, if that is still there."""
        if word in words_of_line(self._field.text()):
            self._field.setSelection(word.start, word.end - word.start)
            self._field.insert(by)

    def _show(self, words: list[Word]) -> None:
        if self._is_composing or words == self._shown:
            return
        self._shown = words
        caret, looks = self._field.cursorPosition(), wavy_line(self._field)
        kind = QInputMethodEvent.AttributeType.TextFormat
        lines = [QInputMethodEvent.Attribute(kind, one.start - caret, one.end - one.start, looks) for one in words]
        QApplication.sendEvent(self._field, QInputMethodEvent("", lines))

    def _point(self, point: QPoint) -> QPoint:
        return self._field.mapToGlobal(point)

    def _on_field_text_changed(self) -> None:
        self._typed_at = self._field.cursorPosition()
        self._shown = None
        self._wait.start()

    def _on_field_cursor_position_changed(self, _before: int, now: int) -> None:
        if self._typed_at not in (-1, now):
            self._typed_at = -1
            self._wait.start()

    def _open_by(self, event: QContextMenuEvent) -> bool:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.ask()
        else:
            self.menu_wished.emit(self._field.cursorPositionAt(event.pos()), event.globalPos())
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu with what is said of a word, and leave the field alone while an input method writes in it."""
        if isinstance(event, QContextMenuEvent):
            return self._open_by(event)
        if isinstance(event, QInputMethodEvent) and event.type() is QEvent.Type.InputMethod:
            self._is_composing = bool(event.preeditString())
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.PaletteChange):
            self._shown = None
            self._wait.start()
        return super().eventFilter(watched, event)
