"""The one thread that owns the open vault: it runs every job in order and hands each result back to the main thread.

SQLite has one writer and a connection belongs to one thread, so one thread is both the simplest and the safe way. A job
is a plain function of the open journal; its result re-enters the main thread by a queued signal and is dropped when the
widget that asked is gone.
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from journal_app.ui.bridge.change_hub import ChangeHub, Kind

if TYPE_CHECKING:  # the vault's libraries are heavy: the unlock window paints before anything imports them
    from queue import SimpleQueue

    from journal_app.content.model import Pack
    from journal_app.settings.clock import Clock
    from journal_app.vault.vault import Vault

T = TypeVar("T")

DAMAGED = "database_damaged"
"""The failure after which a rescue is offered, though the journal opened."""


class OpenJournal:
    """What a job works with: the open vault, the content pack, and the clock. Lives in the vault's thread only.

    `at_close` is what puts away a task under way, before the vault is closed.
    """

    __slots__ = ("at_close", "clock", "pack", "vault")

    def __init__(self, vault: "Vault", pack: "Pack", clock: "Clock") -> None:
        self.vault = vault
        self.pack = pack
        self.clock = clock
        self.at_close: list[Callable[[], None]] = []

    def moved_to(self, vault: "Vault") -> "OpenJournal":
        """Return the same on another vault, its tasks under way too."""
        moved = OpenJournal(vault, self.pack, self.clock)
        moved.at_close = self.at_close
        return moved


class Failure(NamedTuple):
    """Why a job could not be done: a code for `settings.sentences`, its fields, and whether the fault is ours."""

    code: str
    fields: dict[str, object]
    is_bug: bool = False


class JobRunner(Protocol):
    """Runs jobs on the open journal; the window uses a `VaultThread`, tests may run inline."""

    def run(
        self,
        job: Callable[[OpenJournal], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        changes: frozenset[Kind] = frozenset(),
    ) -> None:
        """Run a job, then call `done` or `failed` on the main thread unless `owner` is gone."""
        ...

    def exchange(
        self,
        job: Callable[[OpenJournal], tuple[OpenJournal, T]],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Run a job that ends in another open journal (a guest session that is kept); later jobs work on that one."""
        ...


class _Task(NamedTuple):
    # Any: a queue of jobs of every result type; each `done` takes what its own job returns.
    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None] | None
    failed: Callable[[Failure], None] | None
    changes: frozenset[Kind]


class VaultThread(QObject):
    """Owns the open journal and runs jobs on it one after another.

    Signals:
        job_failed(Failure): a job failed and its owner had no `failed` of its own.
        damage_met(): a job met a damaged page of the open journal, whoever was told of it.
    """

    job_failed = Signal(object)
    damage_met = Signal()
    _finished = Signal(object, object, object)

    def __init__(self, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.unwatched: Callable[[], AbstractContextManager[None]] = nullcontext
        """What the handing over of a result is done in: it may build screens."""
        self._journal: OpenJournal | None = None
        self._thread: threading.Thread | None = None
        self._finished.connect(self._on_self_finished, Qt.ConnectionType.QueuedConnection)

    def open(
        self,
        opener: Callable[[], tuple[OpenJournal, T]],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """Open (or create) the journal in the thread; `opener` returns it open, and what `done` wants to know of it."""
        self._submit(_Task(lambda: self._adopt(*opener()), owner, done, failed, frozenset()))

    def run(
        self,
        job: Callable[[OpenJournal], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        changes: frozenset[Kind] = frozenset(),
    ) -> None:
        """Run a job on the open journal; after success its `changes` are broadcast with `owner` as initiator."""
        self._submit(_Task(lambda: job(self._opened()), owner, done, failed, changes))

    def exchange(
        self,
        job: Callable[[OpenJournal], tuple[OpenJournal, T]],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Run a job that ends in another open journal; a job that raises leaves the present one."""
        self._submit(_Task(lambda: self._adopt(*job(self._opened())), owner, done, failed, frozenset()))

    def call(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Run work that needs no open journal (making a passphrase, loading the pack) in the same thread."""
        self._submit(_Task(work, owner, done, failed, frozenset()))

    def close(self, done: Callable[[None], None], *, owner: QObject) -> None:
        """Close the vault after every job before it; a fault on closing does not keep the process."""
        self._submit(_Task(self._release, owner, done, lambda _failure: done(None), frozenset()))

    def stop(self) -> None:
        """Let the thread finish what it has and end it."""
        if self._thread is not None:
            self._tasks.put(_Task(self._release, self, None, _ignore, frozenset()))
            self._tasks.put(None)
            self._thread.join()
            self._thread = None

    @cached_property
    def _tasks(self) -> "SimpleQueue[_Task | None]":
        """What is to be done, made with the first of it and before the thread."""
        from queue import SimpleQueue

        return SimpleQueue()

    def _submit(self, task: _Task) -> None:
        self._tasks.put(task)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="vault", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            result, failure = attempt(task.work)
            if shiboken6.isValid(self):
                self._finished.emit(task, result, failure)

    def _adopt(self, journal: OpenJournal, told: T) -> T:
        self._journal = journal
        return told

    def _opened(self) -> OpenJournal:
        if self._journal is None:
            raise RuntimeError("no journal is open")
        return self._journal

    def _release(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            for put_away in journal.at_close:
                attempt(put_away)
            journal.vault.close()

    def _on_self_finished(self, task: _Task, result: object, failure: Failure | None) -> None:
        with self.unwatched():
            settle(task, result, failure, self._hub, self.job_failed.emit)
        if failure is not None and failure.code == DAMAGED and self._journal is not None:
            self.damage_met.emit()


class InlineRunner(QObject):
    """Runs each job at once in the calling thread; for tests and pictures."""

    job_failed = Signal(object)

    def __init__(self, journal: OpenJournal, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._hub = hub

    def run(
        self,
        job: Callable[[OpenJournal], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        changes: frozenset[Kind] = frozenset(),
    ) -> None:
        """Run the job now and settle it before returning."""
        result, failure = attempt(lambda: job(self._journal))
        settle(_Task(lambda: None, owner, done, failed, changes), result, failure, self._hub, self.job_failed.emit)

    def exchange(
        self,
        job: Callable[[OpenJournal], tuple[OpenJournal, T]],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Run the job now, go on with the journal it returns, and settle it before returning."""
        told, failure = attempt(lambda: job(self._journal))
        if told is not None:
            self._journal = told[0]
        settle(
            _Task(lambda: None, owner, done, failed, frozenset()),
            told and told[1],
            failure,
            self._hub,
            self.job_failed.emit,
        )


def attempt(work: Callable[[], T]) -> tuple[T | None, Failure | None]:
    """Run work and tell a fault of the person's world (an error with a code) from one of ours."""
    try:
        return work(), None
    except Exception as error:  # noqa: BLE001 - the job runner is the one place that catches all
        code = getattr(error, "code", None)
        if isinstance(code, str):
            return None, Failure(str(code), dict(getattr(error, "fields", {})))
        return None, Failure("unexpected", {"kind": type(error).__name__}, is_bug=True)


def settle(
    task: _Task,
    result: object,
    failure: Failure | None,
    hub: ChangeHub,
    unhandled: Callable[[Failure], None],
) -> None:
    """Deliver a finished job on the main thread: its result and its changes, or its failure."""
    alive = shiboken6.isValid(task.owner)
    if failure is None:
        if alive and task.done is not None:
            task.done(result)
        if task.changes:
            hub.announce(task.changes, task.owner)
    elif alive and task.failed is not None:
        task.failed(failure)
    else:
        unhandled(failure)


def _ignore(_failure: Failure) -> None:
    """Take a failure that nobody can act on any more: the process is ending."""
