"""The watch for the wish to hide: from the first paint on, at the gate as over an open journal.

The first run has a passphrase and a recovery code on screen, and is where one is told of the three presses: they hold
there too, as they do in Support and before a guest session.
"""

from contextlib import AbstractContextManager

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from journal_app.ui.hide_now import PRESSES, WITHIN_SECONDS, InputWatch
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.slim_bar import SlimBar


class HideWatch(QObject):
    """Counts the presses of Shift while it is started, and says on the bar what is about to happen.

    Signals:
        touched(): someone is here.
        hide_wished(): hide everything now.
    """

    touched = Signal()
    hide_wished = Signal()

    def __init__(self, preferences: PreferencesStore, window: QWidget, bar: SlimBar) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._window = window
        self._bar = bar
        self._over: SlimBar | None = None
        self._input = InputWatch(self)
        self._shifts_over = QTimer(self)
        self._shifts_over.setSingleShot(True)
        self._shifts_over.setInterval(round(WITHIN_SECONDS * 1000) + 100)
        self._input.touched.connect(self.touched)
        self._input.shifts_counted.connect(self._on_input_shifts_counted)
        self._input.hide_wished.connect(self.hide_wished)
        self._shifts_over.timeout.connect(self._input.forget_if_late)
        preferences.preferences_changed.connect(self._apply_preferences)

    def start(self) -> None:
        """Watch from now on."""
        app = QCoreApplication.instance()
        if isinstance(app, QApplication):
            self._apply_preferences()
            self._input.start(app)

    def stop(self) -> None:
        """Look away: the window is being left, or covered."""
        self._input.stop()
        self._shifts_over.stop()
        self.clear()

    def away(self) -> AbstractContextManager[None]:
        """Look away while something is done at one go, in which no input comes."""
        return self._input.away()

    def say(self, words: str, icon_name: str = "info") -> None:
        """Say it below the page, and beside a dialog or menu that stands before it."""
        self._bar.say(words, icon_name)
        page = self._window.focusWidget()
        if isinstance(page, QTextEdit):  # it grows shorter: the line being written must not go out of sight
            QTimer.singleShot(0, page, page.ensureCursorVisible)
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is not None and front.window() is not self._window:
            if self._over is None:
                self._over = SlimBar()
            self._over.say_over(front.window(), words, icon_name)
        announce(front or self._window, words, is_urgent=True)

    def clear(self) -> None:
        """Say nothing any more."""
        self._bar.hide()
        if self._over is not None:
            self._over.hide()
            self._over.setParent(None)
            self._over.deleteLater()
            self._over = None

    def _apply_preferences(self) -> None:
        self._input.counts_shifts = self._preferences.preferences.hide_on_shift

    def _on_input_shifts_counted(self, count: int) -> None:
        if count == 0:
            self._shifts_over.stop()
            self.clear()
            return
        self._shifts_over.start()
        left = PRESSES - count
        once = self.tr("Shift, %1 of 3. Once more hides everything.").replace("%1", str(count))
        twice = self.tr("Shift, %1 of 3. Twice more hides everything.").replace("%1", str(count))
        self.say(once if left == 1 else twice, "eye-off")
