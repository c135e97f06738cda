"""The vigil: all that watches over an open journal, from unlock until the window is left.

Nobody there for a while, or a session locked or going to sleep, becomes the wish to lock. It begins after the first
page is shown, so it costs the way in nothing. The wish to hide is watched for from the start, by `hide_watch`.
"""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from journal_app.journal.private_preferences import load_private_preferences
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.hide_watch import HideWatch
from journal_app.ui.idle import SHARED_ROOM_SECONDS, IdleWatch
from journal_app.ui.session_watch import SessionWatch, session_source

SESSION_AFTER_MS = 500
"""The buses are asked once the first page stands."""


class Vigil(QObject):
    """Watches while it is started, and says on the bar what is about to happen.

    Signals:
        lock_wished(): lock now.
        save_wished(): the session ends; save what is not saved yet.
    """

    lock_wished = Signal()
    save_wished = Signal()

    def __init__(self, desk: Desk, window: QWidget, hide: HideWatch) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._hide = hide
        self._session: SessionWatch | None = None
        self._is_shared_room = False
        self._is_on = False
        self._idle = IdleWatch(self.limit_seconds, self)
        self._connect()

    def start(self, *, can_lock: bool = True) -> None:
        """Watch from now on; where no passphrase opens it again, as in the demo, only for the wish to hide."""
        app = QCoreApplication.instance()
        if self._is_on or not isinstance(app, QApplication):
            return
        self._is_on = True
        self._hide.start()
        if not can_lock:
            return
        self._idle.start()
        self._fetch_room()
        QTimer.singleShot(SESSION_AFTER_MS, self, partial(self._listen, app))

    def stop(self) -> None:
        """Watch the person no more: the window is being left, or covered. The session is still listened to."""
        self._is_on = False
        self._hide.stop()
        self._idle.stop()

    def end(self) -> None:
        """Listen to the session no more either, and let the machine sleep."""
        self.stop()
        if self._session is not None:
            self._session.stop()

    def let_sleep(self) -> None:
        """Say to the system that all that can be done before a sleep is done."""
        if self._session is not None:
            self._session.let_sleep()

    def limit_seconds(self) -> float:
        """Return how long nobody may be there before the window locks; as things stand now."""
        minutes = self._desk.preferences.preferences.lock_after_minutes
        is_short = self._is_shared_room or self._desk.preferences.preferences.shared_room_default
        seconds = float(minutes * 60)
        return min(seconds, SHARED_ROOM_SECONDS) if is_short or self._window.isMinimized() else seconds

    def _connect(self) -> None:
        self._hide.touched.connect(self._idle.note_activity)
        self._idle.warned.connect(self._on_idle_warned)
        self._idle.kept_open.connect(self._hide.clear)
        self._idle.ran_out.connect(self.lock_wished)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _listen(self, app: QApplication) -> None:
        if not self._is_on:
            return
        if self._session is None:
            self._session = SessionWatch(session_source(), self)
            self._session.away.connect(self.lock_wished)
            self._session.ending.connect(self.save_wished)
            self._session.start(app)

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
        self._hide.say(words, "lock")


def _is_shared_room(journal: OpenJournal) -> bool:
    return load_private_preferences(journal.vault).shared_room
