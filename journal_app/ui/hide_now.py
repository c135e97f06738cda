"""Hide now: Shift pressed three times by itself within five seconds, and every window gone at once.

A Shift that changed another key, a click or a wheel is typing, not a wish; so is a Shift held together with Ctrl, Alt
or Meta. Only presses of Shift alone, with nothing in between, count. Windows' Sticky Keys asks about five presses, so
three stay below it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from journal_app.ui.idle import seconds_awake_or_asleep

PRESSES = 3
WITHIN_SECONDS = 5.0

_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_KEY_PRESSES = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.NativeGesture,
        QEvent.Type.InputMethod,
    }
)
_WATCHED_CLASSES = (QInputEvent, QInputMethodEvent)
"""All of those are of these classes, which is told in half the time that asking an event for its type takes."""

_WATCHED = _KEY_PRESSES | _TOUCHES | {QEvent.Type.KeyRelease, QEvent.Type.MouseMove}


def hide_every_window() -> None:
    """Take every window of this program off the screen: pages, dialogs, menus and lists alike."""
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.hide()


class BareShifts:
    """Counts presses of Shift alone. A key event may be told several times, once for each widget it passes."""

    def __init__(self, now: Callable[[], float] = seconds_awake_or_asleep) -> None:
        self._now = now
        self._times: list[float] = []
        self._is_down = False

    @property
    def count(self) -> int:
        """How many of the presses were made within the time."""
        self._times = [at for at in self._times if self._now() - at <= WITHIN_SECONDS]
        return len(self._times)

    def press(self, *, is_alone: bool) -> None:
        """Note that Shift went down, alone or together with another modifier."""
        if is_alone:
            self._is_down = True
        else:
            self.forget()

    def release(self) -> bool:
        """Note that Shift came up; return whether it was a press by itself."""
        if not self._is_down:
            return False
        self._is_down = False
        self._times.append(self._now())
        return True

    def forget(self) -> None:
        """Begin again at none: something else was touched."""
        self._is_down = False
        self._times.clear()


class InputWatch(QObject):
    """Sees every key, click, wheel, touch and input method of this program, above its dialogs and menus too.

    Signals:
        touched(): someone is here.
        shifts_counted(int): so many presses of Shift alone; 0 when they no longer count.
        hide_wished(): the third was made.
    """

    touched = Signal()
    shifts_counted = Signal(int)
    hide_wished = Signal()

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], float] = seconds_awake_or_asleep) -> None:
        super().__init__(parent)
        self._shifts = BareShifts(now)
        self._told = 0
        self._pointer = (-1.0, -1.0)
        self._app: QApplication | None = None
        self._is_away = False
        self.counts_shifts = True
        """Whether three presses of Shift are a wish to hide."""

    def start(self, app: QApplication) -> None:
        """Watch from now on."""
        if self._app is None:
            self._app = app
            app.installEventFilter(self)

    def stop(self) -> None:
        """Look away."""
        if self._app is not None:
            self._app.removeEventFilter(self)
            self._app = None
        self._forget_shifts()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Look away while something is done at one go, such as building a screen.

        No input comes before the next turn of the event loop, but each of the thousands of events that widgets are told
        of as they are made would cost a call from here: a third of making them.
        """
        app = self._app
        if app is None or self._is_away:
            yield
            return
        self._is_away = True
        app.removeEventFilter(self)
        try:
            yield
        finally:
            self._is_away = False
            if self._app is not None:  # it was not stopped meanwhile
                self._app.installEventFilter(self)

    def forget_if_late(self) -> None:
        """Take the count back once the five seconds are over."""
        if self._told and not self._shifts.count:
            self._tell(0)

    def _on_key_down(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():  # something lies on the keyboard: that is nobody
            return
        self.touched.emit()
        if event.key() == Qt.Key.Key_Shift:
            if event.type() == QEvent.Type.KeyPress:
                self._shifts.press(is_alone=not event.modifiers() & _OTHERS)
        else:
            self._forget_shifts()

    def _on_key_up(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift or event.isAutoRepeat() or not self.counts_shifts:
            return
        if self._shifts.release():
            count = self._shifts.count
            if count >= PRESSES:
                self._forget_shifts()
                self.hide_wished.emit()
            else:
                self._tell(count)

    def _on_pointer_moved(self, event: QMouseEvent) -> None:
        """Count a move of the hand only: Qt also tells of moves when the window moves under a still pointer."""
        at = event.globalPosition()
        if (place := (at.x(), at.y())) != self._pointer:
            self._pointer = place
            self.touched.emit()

    def _forget_shifts(self) -> None:
        self._shifts.forget()
        self._tell(0)

    def _tell(self, count: int) -> None:
        if count != self._told:
            self._told = count
            self.shifts_counted.emit(count)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, _WATCHED_CLASSES):
            return False
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyRelease:
                self._on_key_up(event)
            else:
                self._on_key_down(event)
        elif kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._on_pointer_moved(event)
        else:
            self.touched.emit()
            self._forget_shifts()
        return False
