"""Leaving: hidden at once, the page kept first, the vault closed next, and only then the end."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.ui.leaving import Exit, Leaving, Reason


@dataclass
class Window:
    """Notes what is asked of it, and answers when the test says so."""

    steps: list[str] = field(default_factory=list)
    flushed: list[Callable[[bool], None]] = field(default_factory=list)
    closed: list[Callable[[None], None]] = field(default_factory=list)

    def flush(self, then: Callable[[bool], None]) -> None:
        self.steps.append("flush")
        self.flushed.append(then)

    def close(self, done: Callable[[None], None]) -> None:
        self.steps.append("close")
        self.closed.append(done)


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def leaving(qtbot: QtBot, window: Window) -> Leaving:
    one = Leaving()
    one.hide_requested.connect(lambda: window.steps.append("hide"))
    one.ended.connect(lambda how: window.steps.append(f"end {how.name}"))
    one.held.connect(lambda reason: window.steps.append(f"held {reason}"))
    return one


@pytest.mark.parametrize(("reason", "how"), [(Reason.LOCK, Exit.RELAUNCH), (Reason.CLOSE, Exit.DONE)])
def test_leaving__page_kept__hides_flushes_closes_and_ends_in_this_order(
    leaving: Leaving, window: Window, reason: Reason, how: Exit
) -> None:
    leaving.begin(reason, window.flush, window.close)
    window.flushed[0](True)
    window.closed[0](None)

    assert window.steps == ["hide", "flush", "close", f"end {how.name}"]


def test_leaving__asked_for_twice__runs_once(leaving: Leaving, window: Window) -> None:
    leaving.begin(Reason.LOCK, window.flush, window.close)
    leaving.begin(Reason.LOCK, window.flush, window.close)
    leaving.begin(Reason.CLOSE, window.flush, window.close)

    window.flushed[0](True)
    window.closed[0](None)

    assert window.steps == ["hide", "flush", "close", "end RELAUNCH"]


def test_leaving__page_not_kept__closes_nothing_and_can_be_tried_again(leaving: Leaving, window: Window) -> None:
    leaving.begin(Reason.CLOSE, window.flush, window.close)
    window.flushed[0](False)
    assert window.steps == ["hide", "flush", "held close"]
    assert not leaving.is_under_way

    leaving.begin(Reason.CLOSE, window.flush, window.close)
    window.flushed[1](True)
    window.closed[0](None)

    assert window.steps[3:] == ["hide", "flush", "close", "end DONE"]


def test_leaving__no_journal_open__closes_and_ends_without_a_flush(leaving: Leaving, window: Window) -> None:
    ended = QSignalSpy(leaving.ended)

    leaving.begin(Reason.CLOSE, None, window.close)
    window.closed[0](None)

    assert window.steps == ["hide", "close", "end DONE"]
    assert ended.count() == 1
