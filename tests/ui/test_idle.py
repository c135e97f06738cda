"""Auto-lock: at the time, never a second after it, and never while someone is there; by a clock of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from journal_app.ui.idle import TICK_MS, WARN_SECONDS, IdleWatch

LATE_S = 0.2
"""How late a ring may come on a busy machine."""


class Alarm(QObject):
    """Rings when the test's time says so."""

    timeout = Signal()
    due: float | None = None

    def __init__(self, clock: "Clock") -> None:
        super().__init__()
        self._clock = clock

    def start(self, msec: int) -> None:
        assert 0 < msec <= TICK_MS
        self.due = self._clock.now + msec / 1000

    def stop(self) -> None:
        self.due = None


@dataclass
class Clock:
    now: float = 1000.0


@dataclass
class Room:
    clock: Clock
    alarm: Alarm
    watch: IdleWatch
    limit: list[float]
    told: list[tuple[str, float]] = field(default_factory=list)

    def tell(self, what: str) -> Callable[..., None]:
        return lambda *_: self.told.append((what, self.clock.now))

    def go_on(self, seconds: float) -> None:
        """Let time pass, each ring as late as may be."""
        end = self.clock.now + seconds
        while self.alarm.due is not None and self.alarm.due + LATE_S <= end:
            self.clock.now = self.alarm.due + LATE_S
            self.alarm.due = None
            self.alarm.timeout.emit()
        self.clock.now = end

    def sleep(self, seconds: float) -> None:
        """Let time pass without a ring, as on a machine with its lid closed."""
        self.clock.now += seconds

    def when(self, what: str) -> list[float]:
        return [at - 1000.0 for kind, at in self.told if kind == what]


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    clock, limit = Clock(), [180.0]
    alarm = Alarm(clock)
    watch = IdleWatch(lambda: limit[0], now=lambda: clock.now, alarm=alarm)
    alarm.setParent(watch)
    made = Room(clock, alarm, watch, limit)
    watch.warned.connect(made.tell("warned"))
    watch.kept_open.connect(made.tell("kept open"))
    watch.ran_out.connect(made.tell("ran out"))
    watch.start()
    return made


@pytest.mark.parametrize("limit", [60.0, 90.0, 180.0, 300.0, 600.0])
def test_idle__nobody_there__locks_at_the_time_and_never_a_second_after(room: Room, limit: float) -> None:
    room.limit[0] = limit
    room.watch.start()
    room.go_on(limit + 30)

    [at] = room.when("ran out")
    assert limit <= at < limit + 1


def test_idle__nobody_there__warns_twenty_seconds_before(room: Room) -> None:
    room.go_on(300)

    [at] = room.when("warned")
    assert 180 - WARN_SECONDS <= at < 180 - WARN_SECONDS + 1


def test_idle__someone_touches_now_and_then__never_locks_nor_warns(room: Room) -> None:
    for _ in range(20):
        room.go_on(150)
        room.watch.note_activity()

    assert room.told == []


def test_idle__touched_after_the_warning__takes_it_back_and_counts_anew(room: Room) -> None:
    room.go_on(170)
    room.watch.note_activity()
    room.go_on(400)

    assert room.when("kept open") == [170.0]
    [at] = room.when("ran out")
    assert 170 + 180 <= at < 170 + 180 + 1


def test_idle__touched_when_the_time_was_over__locks_all_the_same(room: Room) -> None:
    room.sleep(3600)
    room.watch.note_activity()

    assert room.when("ran out") == [3600.0]
    assert room.when("kept open") == []


def test_idle__machine_slept_past_the_time__locks_at_the_first_look(room: Room) -> None:
    room.go_on(10)
    room.sleep(3600)
    room.go_on(1)

    [at] = room.when("ran out")
    assert at < 3611 + 1


def test_idle__limit_becomes_shorter__counts_from_the_same_touch(room: Room) -> None:
    room.go_on(60)
    room.limit[0] = 90.0
    room.go_on(100)

    [at] = room.when("ran out")
    assert 90 <= at < 91


def test_idle__stopped__says_nothing_more(room: Room) -> None:
    room.go_on(30)
    room.watch.stop()
    room.watch.note_activity()
    room.go_on(1000)

    assert room.told == []
