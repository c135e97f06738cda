"""The vigil: all that watches over an open journal, from unlock until the window is left.

Nobody there for a while, a session locked or going to sleep, Shift pressed three times: each becomes one of two wishes,
to lock or to hide. It begins after the first page is shown, so it costs the way in nothing.
"""

from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from journal_app.journal.private_preferences import load_private_preferences
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.hide_now import PRESSES, WITHIN_SECONDS, InputWatch
from journal_app.ui.idle import SHARED_ROOM_SECONDS, IdleWatch
from journal_app.ui.session_watch import SessionWatch, session_source
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.slim_bar import SlimBar

SESSION_AFTER_MS = 500
"""The buses are asked once the first page stands."""


class Vigil(QObject):
    """Watches while it is started, and says on the bar what is about to happen.

    Signals:
        touched(): someone is here.
        lock_wished(): lock now.
        hide_wished(): hide everything now.
        save_wished(): the session ends; save what is not saved yet.
    """

    touched = Signal()
    lock_wished = Signal()
    hide_wished = Signal()
    save_wished = Signal()

    def __init__(self, desk: Desk, window: QWidget, bar: SlimBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._bar = bar
        self._session: SessionWatch | None = None
        self._over: SlimBar | None = None
        self._is_shared_room = False
        self._is_on = False
        self._input = InputWatch(self)
        self._idle = IdleWatch(self.limit_seconds, self)
        self._shifts_over = QTimer(self)
        self._shifts_over.setSingleShot(True)
        self._shifts_over.setInterval(round(WITHIN_SECONDS * 1000) + 100)
        self._connect()

    def start(self, *, can_lock: bool = True) -> None:
        """Watch from now on; where no passphrase opens it again, as in the demo, only for the wish to hide."""
        app = QCoreApplication.instance()
        if self._is_on or not isinstance(app, QApplication):
            return
        self._is_on = True
        self._apply_preferences()
        self._input.start(app)
        if not can_lock:
            return
        self._idle.start()
        self._fetch_room()
        QTimer.singleShot(SESSION_AFTER_MS, self, partial(self._listen, app))

    def stop(self) -> None:
        """Watch the person no more: the window is being left, or covered. The session is still listened to."""
        self._is_on = False
        self._input.stop()
        self._idle.stop()
        self._shifts_over.stop()
        self._clear()

    def end(self) -> None:
        """Listen to the session no more either, and let the machine sleep."""
        self.stop()
        if self._session is not None:
            self._session.stop()

    def let_sleep(self) -> None:
        """Say to the system that all that can be done before a sleep is done."""
        if self._session is not None:
            self._session.let_sleep()

    def unwatched(self) -> AbstractContextManager[None]:
        """Look away while something is done at one go, in which no input comes."""
        return self._input.away()

    def limit_seconds(self) -> float:
        """Return how long nobody may be there before the window locks; as things stand now."""
        minutes = self._desk.preferences.preferences.lock_after_minutes
        is_short = self._is_shared_room or self._desk.preferences.preferences.shared_room_default
        seconds = float(minutes * 60)
        return min(seconds, SHARED_ROOM_SECONDS) if is_short or self._window.isMinimized() else seconds

    def _connect(self) -> None:
        self._input.touched.connect(self.touched)
        self._input.touched.connect(self._idle.note_activity)
        self._input.shifts_counted.connect(self._on_input_shifts_counted)
        self._input.hide_wished.connect(self.hide_wished)
        self._idle.warned.connect(self._on_idle_warned)
        self._idle.kept_open.connect(self._clear)
        self._idle.ran_out.connect(self.lock_wished)
        self._shifts_over.timeout.connect(self._input.forget_if_late)
        self._desk.preferences.preferences_changed.connect(self._apply_preferences)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _listen(self, app: QApplication) -> None:
        if not self._is_on:
            return
        if self._session is None:
            self._session = SessionWatch(session_source(), self)
            self._session.away.connect(self.lock_wished)
            self._session.ending.connect(self.save_wished)
            self._session.start(app)

    def _apply_preferences(self) -> None:
        self._input.counts_shifts = self._desk.preferences.preferences.hide_on_shift

    def _fetch_room(self) -> None:
        self._desk.jobs.run(_is_shared_room, owner=self, done=self._on_jobs_room_fetched, failed=self._on_jobs_failed)

    def _on_jobs_room_fetched(self, is_shared: bool) -> None:
        self._is_shared_room = is_shared

    def _on_jobs_failed(self, _failure: Failure) -> None:
        """Take the shorter time where it can't be known."""
        self._is_shared_room = True

    def _on_hub_changed(self, kinds: frozenset[Kind], _initiator: QObject) -> None:
        if self._is_on and Kind.WISHES in kinds:
            self._fetch_room()

    def _on_idle_warned(self, seconds: int) -> None:
        words = self.tr("Locking in %n seconds. Any key keeps it open.", "", seconds)
        self._say(words, "lock")

    def _on_input_shifts_counted(self, count: int) -> None:
        if count == 0:
            self._shifts_over.stop()
            self._clear()
            return
        self._shifts_over.start()
        left = PRESSES - count
        once = self.tr("Shift, %1 of 3. Once more hides everything.").replace("%1", str(count))
        twice = self.tr("Shift, %1 of 3. Twice more hides everything.").replace("%1", str(count))
        self._say(once if left == 1 else twice, "eye-off")

    def _say(self, words: str, icon_name: str) -> None:
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

    def _clear(self) -> None:
        self._bar.hide()
        if self._over is not None:
            self._over.hide()
            self._over.setParent(None)
            self._over.deleteLater()
            self._over = None


def _is_shared_room(journal: OpenJournal) -> bool:
    return load_private_preferences(journal.vault).shared_room
