"""The vault's one thread: jobs in order, results on the main thread, faults told apart, all put away at the end."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.ui.bridge.change_hub import ChangeHub, Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal, VaultThread
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import create_with_data_key, open_with_data_key


@pytest.fixture
def hub(qtbot: QtBot) -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def jobs(hub: ChangeHub) -> Iterator[VaultThread]:
    thread = VaultThread(hub)
    yield thread
    thread.stop()


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def opened(jobs: VaultThread, owner: QObject, qtbot: QtBot, tmp_path: Path, data_key: bytes) -> Path:
    """The folder of a vault that the thread has made and opened."""
    folder = tmp_path / "vault"
    said: list[Path] = []

    def opener() -> tuple[OpenJournal, Path]:
        # These jobs ask for nothing but the vault.
        return OpenJournal(create_with_data_key(folder, data_key), None, None), folder  # type: ignore[arg-type]

    jobs.open(opener, owner=owner, done=said.append, failed=lambda failure: pytest.fail(failure.code))
    qtbot.waitUntil(lambda: said == [folder])
    return folder


def test_vault_thread__job__runs_in_the_vault_s_thread_and_settles_in_this_one(
    jobs: VaultThread, owner: QObject, qtbot: QtBot, opened: Path
) -> None:
    told: list[tuple[str, str]] = []

    jobs.run(
        lambda _journal: threading.current_thread().name,
        owner=owner,
        done=lambda name: told.append((name, threading.current_thread().name)),
    )

    qtbot.waitUntil(lambda: bool(told))
    assert told == [("vault", "MainThread")]


def test_vault_thread__many_jobs__run_in_the_order_they_were_asked_for(
    jobs: VaultThread, owner: QObject, qtbot: QtBot, opened: Path
) -> None:
    ran: list[int] = []
    done: list[int] = []

    for number in range(50):
        jobs.run(lambda _journal, number=number: ran.append(number) or number, owner=owner, done=done.append)

    qtbot.waitUntil(lambda: len(done) == 50)
    assert ran == done == list(range(50))


def test_vault_thread__owner_gone_before_the_result__drops_it(jobs: VaultThread, qtbot: QtBot, opened: Path) -> None:
    told: list[str] = []
    gate = threading.Event()
    gone, here = QObject(), QObject()
    jobs.run(lambda _journal: gate.wait(60), owner=gone, done=lambda _is_set: told.append("gone"))
    jobs.run(lambda _journal: None, owner=here, done=lambda _none: told.append("here"))

    gone.deleteLater()
    qtbot.waitSignal(gone.destroyed).wait()
    gate.set()

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["here"]


def test_vault_thread__known_fault_and_bug__are_told_apart_and_carry_no_text(
    jobs: VaultThread, owner: QObject, qtbot: QtBot, opened: Path
) -> None:
    failures: list[Failure] = []

    def full(_journal: OpenJournal) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    def bug(_journal: OpenJournal) -> None:
        raise ValueError("words of the journal")

    for job in (full, bug):
        jobs.run(job, owner=owner, failed=failures.append)

    qtbot.waitUntil(lambda: len(failures) == 2)
    assert [(one.code, one.is_bug) for one in failures] == [("disk_full", False), ("unexpected", True)]
    assert "words" not in repr(failures)


def test_vault_thread__failure_that_nobody_takes__is_told_to_the_window(
    jobs: VaultThread, owner: QObject, qtbot: QtBot, opened: Path
) -> None:
    def full(_journal: OpenJournal) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    with qtbot.waitSignal(jobs.job_failed) as heard:
        jobs.run(full, owner=owner)

    assert heard.args[0].code == "disk_full"


def test_vault_thread__changes__are_announced_after_success_only(
    jobs: VaultThread, hub: ChangeHub, owner: QObject, qtbot: QtBot, opened: Path
) -> None:
    heard: list[tuple[frozenset[Kind], object]] = []
    hub.changed.connect(lambda kinds, who: heard.append((kinds, who)))
    changes = frozenset({Kind.ENTRIES})
    refused = QSignalSpy(jobs.job_failed)

    def full(_journal: OpenJournal) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    jobs.run(full, owner=owner, changes=changes)
    jobs.run(lambda _journal: None, owner=owner, changes=changes)

    qtbot.waitUntil(lambda: bool(heard) and refused.count() == 1)
    assert heard == [(changes, owner)]


def test_vault_thread__closed__lets_another_open_the_vault(
    jobs: VaultThread, owner: QObject, qtbot: QtBot, opened: Path, data_key: bytes
) -> None:
    with pytest.raises(VaultError, match="in_use"):
        open_with_data_key(opened, data_key)
    closed: list[None] = []

    jobs.close(owner=owner, done=closed.append)

    qtbot.waitUntil(lambda: closed == [None])
    open_with_data_key(opened, data_key).close()


def test_vault_thread__stopped__finishes_what_was_asked_and_puts_the_vault_away(
    jobs: VaultThread, owner: QObject, opened: Path, data_key: bytes
) -> None:
    ran: list[int] = []
    for number in range(20):
        jobs.run(lambda _journal, number=number: ran.append(number), owner=owner)

    jobs.stop()

    assert ran == list(range(20))
    assert not [one for one in threading.enumerate() if one.name == "vault"]
    open_with_data_key(opened, data_key).close()


def test_vault_thread__job_before_anything_is_open__fails_as_a_bug(
    jobs: VaultThread, owner: QObject, qtbot: QtBot
) -> None:
    failures: list[Failure] = []

    jobs.run(lambda _journal: None, owner=owner, failed=failures.append)

    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].is_bug
