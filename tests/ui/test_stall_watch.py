"""The timer that finds what holds up the window: what it counts, and when it ends. No test judges the clock."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.ui import stall_watch
from journal_app.ui.stall_watch import Pause, StallWatch


def run(qapp: QApplication, qtbot: QtBot, watch: StallWatch) -> None:
    with qtbot.waitSignal(watch.ended, timeout=60_000):
        watch.start()


def test_watch__phases__count_the_steps_in_them_and_none_between(qapp: QApplication, qtbot: QtBot) -> None:
    def script(watch: StallWatch) -> Iterator[Pause]:
        yield 1
        watch.begin("one")
        for _ in range(3):
            yield 1
        watch.rest()
        yield 1
        watch.begin("two")
        yield lambda: True

    watch = StallWatch(script)
    run(qapp, qtbot, watch)

    assert watch.is_done
    assert {name: len(phase.steps) for name, phase in watch.phases.items()} == {"one": 3, "two": 1}


def test_watch__a_step_that_holds_the_thread__is_seen_in_its_phase(qapp: QApplication, qtbot: QtBot) -> None:
    held = []

    def script(watch: StallWatch) -> Iterator[Pause]:
        watch.begin("slow")
        began = stall_watch.time.monotonic_ns()
        sum(range(2_000_000))
        held.append(stall_watch.time.monotonic_ns() - began)
        yield 1

    watch = StallWatch(script)
    run(qapp, qtbot, watch)

    assert watch.phases["slow"].longest >= held[0]
    assert watch.phases["slow"].steps[0] >= held[0]


def test_watch__what_is_waited_for_never_comes__ends_and_is_not_done(
    qapp: QApplication, qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr(stall_watch, "LONGEST_WAIT_S", 0.0)

    def script(_watch: StallWatch) -> Iterator[Pause]:
        yield lambda: False

    watch = StallWatch(script)
    run(qapp, qtbot, watch)

    assert not watch.is_done


def test_watch__a_step_goes_wrong__ends_and_is_not_done(qapp: QApplication, qtbot: QtBot) -> None:
    def script(_watch: StallWatch) -> Iterator[Pause]:
        yield 1
        raise LookupError("no such button")

    watch = StallWatch(script)
    with qtbot.captureExceptions() as caught:
        run(qapp, qtbot, watch)

    assert not watch.is_done
    assert [kind for kind, _error, _trace in caught] == [LookupError]
