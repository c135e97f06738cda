"""When to lean on the system's word: its screen was locked, it goes to sleep, another person's session came forward.

Each system tells it in its own way; the one that is ours is imported when it is first asked for, after unlock.
"""

import sys
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QSessionManager


class Sign(StrEnum):
    """What the system said."""

    LOCKED = "locked"
    SLEEP = "sleep"
    SWITCHED = "switched"


class SessionSource(QObject):
    """One system's way of telling; this one never tells anything (macOS, and any other that Qt gives no word of).

    Signals:
        told(Sign): the person is no longer before the screen, or won't be in a moment.
    """

    told = Signal(object)

    def start(self) -> None:
        """Listen from now on; a service that is not there is no failure."""

    def stop(self) -> None:
        """Listen no more, and hold nothing up."""

    def let_sleep(self) -> None:
        """Hold up a sleep that was announced no longer."""


class SessionWatch(QObject):
    """Listens to the session while a journal is open.

    Signals:
        away(Sign): lock now.
        ending(): the session ends; what is not saved yet should be.
    """

    away = Signal(object)
    ending = Signal()

    def __init__(self, source: SessionSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        source.setParent(self)
        source.told.connect(self.away)

    def start(self, app: QGuiApplication) -> None:
        """Listen from now on."""
        app.commitDataRequest.connect(self._on_app_commit_data_request)
        self._source.start()

    def stop(self) -> None:
        """Listen no more."""
        self._source.stop()

    def let_sleep(self) -> None:
        """Say that all that can be done before a sleep is done."""
        self._source.let_sleep()

    def _on_app_commit_data_request(self, _manager: QSessionManager) -> None:
        self.ending.emit()


def session_source(platform: str = sys.platform) -> SessionSource:
    """Return what can listen on this system."""
    if platform == "linux":
        from journal_app.ui.session_bus import SessionBus

        return SessionBus()
    if platform == "win32":
        from journal_app.ui.session_windows import SessionMessages

        return SessionMessages()
    return SessionSource()
