"""A guest session as the window holds it: the PIN of its cover, and the time it ends at, told before.

Nothing of it is kept unless the person says so. The PIN is a courtesy among people in one room; what ends the session
is its time, so a wrong PIN never ends it.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from journal_app.ui.idle import seconds_awake_or_asleep

LEAST_PIN = 4
LENGTHS_MINUTES = (15, 30, 60, 120)
USUAL_MINUTES = 60
WARN_MINUTES = (5, 1)
MORE_MINUTES = 30
TICK_MS = 1000


@dataclass(frozen=True, slots=True)
class GuestTerms:
    """What the person chose at the start."""

    pin: str
    minutes: int


class GuestSession(QObject):
    """Counts the time of one session, sleep included, and knows its PIN.

    Signals:
        warned(int): so many whole minutes are left.
        extended(): there is more time now.
        ran_out(): the time is over.
    """

    warned = Signal(int)
    extended = Signal()
    ran_out = Signal()

    def __init__(
        self,
        terms: GuestTerms,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = seconds_awake_or_asleep,
    ) -> None:
        super().__init__(parent)
        self._terms = terms
        self._now = now
        self._ends_at = now() + terms.minutes * 60
        self._told = 0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    def seconds_left(self) -> float:
        """Return how long the session still lasts."""
        return max(self._ends_at - self._now(), 0.0)

    def is_pin(self, typed: str) -> bool:
        """Say whether this is the PIN."""
        return hmac.compare_digest(typed.encode(), self._terms.pin.encode())

    def extend(self) -> None:
        """Give the session more time."""
        self._ends_at = max(self._ends_at, self._now()) + MORE_MINUTES * 60
        self._told = 0
        self.extended.emit()

    def stop(self) -> None:
        """Count no more."""
        self._tick.stop()

    def look(self) -> None:
        """Look at the clock: warn, or end."""
        left = self.seconds_left()
        if left <= 0:
            self.stop()
            self.ran_out.emit()
            return
        due = [minutes for minutes in WARN_MINUTES if left <= minutes * 60]
        if due and min(due) != self._told:
            self._told = min(due)
            self.warned.emit(self._told)
