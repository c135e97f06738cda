"""A task of many steps: jobs between its steps, a stop, a failure, and a journal that is closed on the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.long_task import LongTask
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal, VaultThread
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import create_with_data_key

Begin = Callable[[OpenJournal], Iterator[int]]


class Steps:
    """Counts to `last`, and notes when it is put away before."""

    def __init__(self, last: int, fails_at: int = 0) -> None:
        self.last = last
        self.fails_at = fails_at
        self.was_put_away = False

    def __call__(self, _journal: OpenJournal) -> Iterator[int]:
        try:
            for number in range(1, self.last + 1):
                if number == self.fails_at:
                    raise VaultError(VaultProblem.DISK_FULL)
                yield number
        except GeneratorExit:
            self.was_put_away = True
            raise


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def jobs(qtbot: QtBot, owner: QObject, tmp_path: Path, data_key: bytes) -> Iterator[VaultThread]:
    """The vault's thread, with a vault open in it."""
    thread = VaultThread(ChangeHub())
    opened: list[None] = []

    def opener() -> tuple[OpenJournal, None]:
        # These jobs ask for nothing but the vault.
        return OpenJournal(create_with_data_key(tmp_path / "v", data_key), None, None), None  # type: ignore[arg-type]

    thread.open(opener, owner=owner, done=opened.append, failed=lambda failure: pytest.fail(failure.code))
    qtbot.waitUntil(lambda: bool(opened))
    yield thread
    thread.stop()


def test_long_task__to_its_end__tells_each_step_and_the_last_as_result(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    told: list[object] = []
    task = LongTask(jobs, Steps(4), owner)
    task.progressed.connect(told.append)

    with qtbot.waitSignal(task.finished) as finished:
        task.start()

    assert (told, finished.args) == ([1, 2, 3, 4], [4])


def test_long_task__another_job_meanwhile__is_done_between_two_steps(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    order: list[object] = []
    task = LongTask(jobs, Steps(50), owner)
    task.progressed.connect(order.append)

    with qtbot.waitSignal(task.finished):
        task.start()
        jobs.run(lambda _journal: "saved", owner=owner, done=order.append)

    assert order.index("saved") < 5


def test_long_task__stopped__is_put_away_after_the_step_under_way(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    steps = Steps(1000)
    task = LongTask(jobs, steps, owner)
    task.progressed.connect(task.stop)

    with qtbot.waitSignal(task.stopped):
        task.start()

    assert steps.was_put_away


def test_long_task__step_that_fails__is_told_and_ends_it(jobs: VaultThread, owner: QObject, qtbot: QtBot) -> None:
    task = LongTask(jobs, Steps(9, fails_at=3), owner)

    with qtbot.waitSignal(task.failed) as failed:
        task.start()

    assert failed.args == [Failure(VaultProblem.DISK_FULL, {})]


def test_long_task__journal_closed_on_the_way__is_put_away_before(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    steps, closed = Steps(1_000_000), []
    task = LongTask(jobs, steps, owner)
    with qtbot.waitSignal(task.progressed):
        task.start()

    task.deleteLater()
    jobs.close(closed.append, owner=owner)
    qtbot.waitUntil(lambda: bool(closed))

    assert steps.was_put_away
