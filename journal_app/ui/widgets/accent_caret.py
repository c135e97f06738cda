"""Draw the caret 2 px wide in the accent; Qt draws it in the colour of the text and offers no other.

The text edit's own caret is set to no width, and this one blinks in its place, at the system's pace or not at all.
"""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QTextEdit

from journal_app.ui.theme.palette import colour

CARET_PX = 2
LONG_CHARACTERS = 50_000


class AccentCaret(QObject):
    """The caret of one text edit; the edit tells it of focus, and calls `paint` at the end of its own painting."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._is_on = False
        self._painted = QRect()
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._on_blink_timeout)
        edit.setCursorWidth(0)
        edit.cursorPositionChanged.connect(self.show_now)

    def show_now(self) -> None:
        """Show the caret and begin its blink anew: it stays visible while one types or moves it."""
        if not self._edit.hasFocus():
            return
        self._is_on = True
        flash_ms = QGuiApplication.styleHints().cursorFlashTime()
        if flash_ms > 1:
            self._blink.start(flash_ms // 2)
        self._repaint()

    def hide_now(self) -> None:
        """Show no caret until the edit has the focus again."""
        self._blink.stop()
        self._is_on = False
        self._edit.viewport().update(self._painted)

    def paint(self, painter: QPainter) -> None:
        """Draw the caret if it is in its visible half and in view."""
        if not (self._is_on and self._edit.hasFocus() and self._is_in_view()):
            return
        place = self._edit.cursorRect()
        self._painted = QRect(place.left(), place.top(), CARET_PX, place.height())
        painter.fillRect(self._painted, colour(self._edit, "accent"))

    def _is_in_view(self) -> bool:
        """Say whether the caret may be in view, without making Qt lay out a long text all the way down to it."""
        if self._edit.document().characterCount() < LONG_CHARACTERS:
            return True
        view = self._edit.viewport().rect()
        position = self._edit.textCursor().position()
        first = self._edit.cursorForPosition(view.topLeft()).block().position()
        last = self._edit.cursorForPosition(view.bottomRight()).block()
        return first <= position < last.position() + last.length()

    def _repaint(self) -> None:
        """Ask for the last place and the present one to be drawn again."""
        self._edit.viewport().update(self._painted)
        if self._is_in_view():
            self._edit.viewport().update(self._edit.cursorRect().adjusted(-1, -1, CARET_PX + 1, 1))

    def _on_blink_timeout(self) -> None:
        self._is_on = not self._is_on
        self._repaint()
