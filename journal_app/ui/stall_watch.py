"""Find what holds up the window: a timer of a millisecond that notes how long each turn of the event loop took."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer, Signal

LONGEST_WAIT_S = 120.0
"""How long a script waits for something to happen; then what was measured is told, for the parent to say."""

Pause = float | Callable[[], bool]
"""What a script gives between its steps: milliseconds to wait, or what to wait for."""


@dataclass(slots=True)
class Phase:
    """One part of a script, in nanoseconds: the longest turn after each of its steps, and the longest turn of all.

    `busiest` is the most processor time that a turn took of this thread: what is left of `longest` on a busy machine.
    """

    steps: list[int] = field(default_factory=list)
    longest: int = 0
    busiest: int = 0


class StallWatch(QObject):
    """Runs a script, a step a turn, and notes the turns of each phase.

    A step is done inside a turn, so the turn after it tells how long the step and the painting it caused held the
    thread; what comes of it later (a result arrives, a save begins) is in the turns until the next step.

    Signals:
        ended(bool): the script came to its end, or waited for something in vain.
    """

    ended = Signal(bool)

    def __init__(self, script: "Callable[[StallWatch], Iterator[Pause]]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phases: dict[str, Phase] = {}
        self.is_done = False
        self._phase: Phase | None = None
        self._script = script(self)
        self._last = time.monotonic_ns()
        self._last_busy = time.thread_time_ns()
        self._longest_since_step = 0
        self._go_on: Callable[[], bool] = lambda: True
        self._waiting_since = 0.0
        self._is_stepping = False
        self._stepped_in: Phase | None = None
        self._turns = QTimer(self)
        self._turns.setTimerType(Qt.TimerType.PreciseTimer)
        self._turns.timeout.connect(self._on_turns_timeout)

    def start(self) -> None:
        """Begin the script."""
        self._last, self._last_busy = time.monotonic_ns(), time.thread_time_ns()
        self._waiting_since = time.monotonic()
        self._turns.start(1)

    def begin(self, name: str) -> None:
        """Count the steps from here on to a phase."""
        self._phase = self.phases.setdefault(name, Phase())

    def rest(self) -> None:
        """Count nothing until the next phase."""
        self._phase = None

    def _on_turns_timeout(self) -> None:
        now = time.monotonic_ns()
        turn, self._last = now - self._last, now
        busy = time.thread_time_ns()
        busy_turn, self._last_busy = busy - self._last_busy, busy
        self._longest_since_step = max(self._longest_since_step, turn)
        if self._phase is not None:
            self._phase.longest = max(self._phase.longest, turn)
            self._phase.busiest = max(self._phase.busiest, busy_turn)
        if self._go_on():
            self._step()
        elif time.monotonic() - self._waiting_since > LONGEST_WAIT_S:
            self._end(is_done=False)

    def _step(self) -> None:
        if self._stepped_in is not None:
            self._stepped_in.steps.append(self._longest_since_step)
        self._longest_since_step = 0
        if self._is_stepping:  # the step before ended in a fault, which the excepthook has told
            self._end(is_done=False)
            return
        self._is_stepping = True
        pause = next(self._script, None)
        self._is_stepping = False
        self._stepped_in = self._phase
        if pause is None:
            self._end(is_done=True)
        else:
            self._waiting_since = time.monotonic()
            self._go_on = pause if callable(pause) else self._after(pause)

    def _after(self, pause_ms: float) -> Callable[[], bool]:
        ready_ns = time.monotonic_ns() + int(pause_ms * 1e6)
        return lambda: time.monotonic_ns() >= ready_ns

    def _end(self, *, is_done: bool) -> None:
        self.is_done = is_done
        self._turns.stop()
        self.ended.emit(is_done)
