"""Building ahead: a step a turn, and never while someone does something."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot

from journal_app.ui.building_ahead import QUIET_MS, BuildingAhead


def test_ahead__steps__are_taken_one_a_turn(qtbot: QtBot) -> None:
    owner = QObject()
    ahead = BuildingAhead(owner)
    seen: list[str] = []
    turns = QTimer(owner)
    turns.timeout.connect(lambda: seen.append("turn"))
    turns.start(0)

    ahead.begin(iter([lambda: seen.append("one"), lambda: seen.append("two")]))
    qtbot.waitUntil(lambda: "two" in seen)

    assert "turn" in seen[seen.index("one") : seen.index("two")]


def test_ahead__someone_does_something__waits_until_it_is_quiet(qtbot: QtBot) -> None:
    owner = QObject()
    ahead = BuildingAhead(owner)
    seen: list[str] = []
    ahead.begin(iter([lambda: seen.append("one")]))

    ahead.put_off()

    assert ahead.findChild(QTimer).remainingTime() > QUIET_MS // 2
    qtbot.waitUntil(lambda: seen == ["one"])


def test_ahead__someone_waits_for_it__is_not_put_off(qapp: QCoreApplication) -> None:
    owner = QObject()
    ahead = BuildingAhead(owner)
    ahead.begin(iter([lambda: None]), is_urgent=True)

    ahead.put_off()

    assert ahead.findChild(QTimer).interval() == 0


def test_ahead__nothing_is_left__put_off_begins_nothing(qapp: QCoreApplication) -> None:
    owner = QObject()
    ahead = BuildingAhead(owner)
    seen: list[str] = []
    ahead.begin(iter([lambda: seen.append("one")]))
    ahead.stop()

    ahead.put_off()

    assert not ahead.findChild(QTimer).isActive()
    assert seen == []


def test_ahead__begun_for_nobody_while_someone_waits__leaves_what_is_waited_for(qtbot: QtBot) -> None:
    owner = QObject()
    ahead = BuildingAhead(owner)
    seen: list[str] = []
    ahead.begin(iter([lambda: seen.append("one"), lambda: seen.append("two")]), is_urgent=True)

    ahead.begin(iter([lambda: seen.append("likely")]))

    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["one", "two"]
