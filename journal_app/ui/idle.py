"""Auto-lock: how long nobody has touched the window, a warning before it is too long, and the moment it is.

Time comes from a clock that goes on while the machine sleeps, and is read at every tick: a timer alone would count
nothing of a closed lid.
"""

import math
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

WARN_SECONDS = 20
SHARED_ROOM_SECONDS = 90
"""The longest idle time where others are near, and of a window that is minimised (vault.md)."""

TICK_MS = 500
"""The longest time between two looks at the clock; half of the second by which a lock may be late."""


class Alarm(Protocol):
    """What wakes the watch; a QTimer, or a test's own."""

    timeout: SignalInstance

    def start(self, msec: int, /) -> None:
        """Ring once after this many milliseconds."""
        ...

    def stop(self) -> None:
        """Ring no more."""
        ...


def seconds_awake_or_asleep() -> float:
    """Return seconds that go on during sleep and never jump with the wall clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleWatch(QObject):
    """Counts the time without activity, while it is started.

    Signals:
        warned(int): so many whole seconds are left.
        kept_open(): there was activity after the warning.
        ran_out(): the time is over; the watch has stopped.
    """

    warned = Signal(int)
    kept_open = Signal()
    ran_out = Signal()

    def __init__(
        self,
        limit_seconds: Callable[[], float],
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = seconds_awake_or_asleep,
        alarm: Alarm | None = None,
    ) -> None:
        """`limit_seconds` is asked at every look, so that a change of it counts at once."""
        super().__init__(parent)
        self._limit_seconds = limit_seconds
        self._now = now
        self._alarm = alarm if alarm is not None else self._timer()
        self._alarm.timeout.connect(self._on_alarm_timeout)
        self._touched_at = 0.0
        self._is_on = False
        self._is_warned = False

    def start(self) -> None:
        """Begin to count, from now."""
        self._touched_at = self._now()
        self._is_on = True
        self._is_warned = False
        self._look()

    def stop(self) -> None:
        """Count no more."""
        self._is_on = False
        self._alarm.stop()

    def note_activity(self) -> None:
        """Begin again; unless the time was over before, which a late touch does not undo."""
        if not self._is_on:
            return
        now = self._now()
        if now - self._touched_at >= self._limit_seconds():
            self._run_out()
            return
        self._touched_at = now
        if self._is_warned:
            self._is_warned = False
            self.kept_open.emit()
            self._look()

    def _timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        return timer

    def _look(self) -> None:
        left = self._limit_seconds() - (self._now() - self._touched_at)
        if left <= 0:
            self._run_out()
            return
        if left <= WARN_SECONDS and not self._is_warned:
            self._is_warned = True
            self.warned.emit(math.ceil(left))
        elif left > WARN_SECONDS and self._is_warned:  # the limit was raised meanwhile
            self._is_warned = False
            self.kept_open.emit()
        to_next = left if self._is_warned else left - WARN_SECONDS
        self._alarm.start(min(TICK_MS, math.ceil(to_next * 1000)))

    def _run_out(self) -> None:
        self.stop()
        self.ran_out.emit()

    def _on_alarm_timeout(self) -> None:
        if self._is_on:
            self._look()
