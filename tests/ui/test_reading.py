"""A reading that is dropped: stopped where it runs, passed over where it waits, and heard of no more."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.reading import begin_reading
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal, VaultThread
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import create_with_data_key

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def jobs(qtbot: QtBot, tmp_path: Path, data_key: bytes) -> Iterator[VaultThread]:
    thread = VaultThread(ChangeHub())
    opened: list[None] = []

    def opener() -> tuple[OpenJournal, None]:
        # These jobs ask for nothing but the vault.
        return OpenJournal(create_with_data_key(tmp_path / "vault", data_key), None, None), None  # type: ignore[arg-type]

    thread.open(opener, owner=thread, done=opened.append, failed=lambda failure: pytest.fail(failure.code))
    qtbot.waitUntil(lambda: bool(opened))
    yield thread
    thread.stop()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def _count(journal: OpenJournal) -> int:
    with journal.vault.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def test_reading__left_alone__tells_its_result_or_its_failure(jobs: VaultThread, owner: QObject, qtbot: QtBot) -> None:
    told: list[object] = []

    def full(_journal: OpenJournal) -> int:
        raise VaultError(VaultProblem.DISK_FULL)

    begin_reading(jobs, _count, owner=owner, done=told.append, failed=told.append)
    begin_reading(jobs, full, owner=owner, done=told.append, failed=told.append)

    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [0, Failure("disk_full", {})]


def test_reading__dropped_while_it_runs__is_stopped_and_the_next_job_runs_untouched(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    told: list[object] = []
    runs = threading.Event()

    def endless(journal: OpenJournal) -> int:
        with journal.vault.read() as connection:
            runs.set()
            return int(connection.exec_driver_sql(ENDLESS).scalar_one())

    reading = begin_reading(jobs, endless, owner=owner, done=told.append, failed=told.append)
    assert runs.wait(60)
    # The statement begins right after; a stop that comes before it would be lost, so ask until the next job is done.
    jobs.run(_count, owner=owner, done=told.append)

    def is_over() -> bool:
        reading.drop()
        return bool(told)

    qtbot.waitUntil(is_over)
    assert told == [0]


def test_reading__dropped_while_it_waits__never_runs(jobs: VaultThread, owner: QObject, qtbot: QtBot) -> None:
    ran: list[str] = []
    told: list[object] = []
    gate = threading.Event()
    jobs.run(lambda _journal: gate.wait(60), owner=owner)
    reading = begin_reading(
        jobs, lambda _journal: ran.append("dropped"), owner=owner, done=told.append, failed=told.append
    )

    reading.drop()
    gate.set()
    jobs.run(_count, owner=owner, done=told.append)

    qtbot.waitUntil(lambda: bool(told))
    assert (ran, told) == ([], [0])


def test_reading__dropped_after_it_ran__tells_nothing_and_stops_nothing(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    told: list[object] = []
    is_done = threading.Event()

    def count(journal: OpenJournal) -> int:
        is_done.set()
        return _count(journal)

    reading = begin_reading(jobs, count, owner=owner, done=told.append, failed=told.append)
    assert is_done.wait(60)
    reading.drop()
    for _ in range(20):
        jobs.run(_count, owner=owner, done=told.append)
        reading.drop()

    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == [0] * 20
