"""Locking is leaving: hide, keep the page, close the vault, end the process; a fresh one shows the unlock window.

A closed database and wiped widgets still leave the text in this process's memory; a new process has none of it
(`vault.md`). When the page can't be kept, or the disk does not answer in time, `held` says so and the window decides by
the reason: cover the text, seal it, or ask.
"""

from collections.abc import Callable
from enum import IntEnum, StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

Flush = Callable[[Callable[[bool], None]], None]
Close = Callable[[Callable[[None], None]], None]


PATIENCE_MS = 8000
"""How long a page may take to be saved before it counts as not kept: a disk that hangs must not hide text for ever."""


class Exit(IntEnum):
    """How the window's process ends."""

    DONE = 0
    RELAUNCH = 75


class Reason(StrEnum):
    """Why the person leaves."""

    LOCK = "lock"
    HIDE = "hide"
    CLOSE = "close"


class Leaving(QObject):
    """Runs the leaving procedure once, in order, however often it is asked for.

    Signals:
        hide_requested(): take every window off the screen now.
        ended(Exit): the vault is closed; the process may end.
        held(Reason): the page could not be kept; the process must stay, or the words go elsewhere first.
    """

    hide_requested = Signal()
    ended = Signal(object)
    held = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reason: Reason | None = None
        self._close: Close | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._hold)

    @property
    def is_under_way(self) -> bool:
        """Whether the window is already being left."""
        return self._reason is not None

    @property
    def is_hiding(self) -> bool:
        """Whether it is being left without a window to come."""
        return self._reason is Reason.HIDE

    def begin(self, reason: Reason, flush: Flush | None, close: Close) -> None:
        """Leave: hide, flush the open page (when a journal is open), close the vault, end.

        While a lock is under way, Hide now still turns it into an end without a window; nothing else is heard.
        """
        if self._reason is not None:
            self._reason = reason if reason is Reason.HIDE else self._reason
            return
        self._reason = reason
        self._close = close
        self.hide_requested.emit()
        if flush is None:
            self._go()
        else:
            self._patience.start()
            flush(self._on_page_flushed)

    def _on_page_flushed(self, is_kept: bool) -> None:
        if not self._patience.isActive():
            return  # too late: the window went another way meanwhile
        self._patience.stop()
        if is_kept:
            self._go()
        else:
            self._hold()

    def _go(self) -> None:
        if self._close is not None:
            self._close(self._on_vault_closed)

    def _hold(self) -> None:
        reason, self._reason = self._reason, None
        self.held.emit(reason)

    def _on_vault_closed(self, _result: None) -> None:
        self.ended.emit(Exit.RELAUNCH if self._reason is Reason.LOCK else Exit.DONE)
