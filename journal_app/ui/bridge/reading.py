"""A job that only reads, and that can be dropped when a newer one makes it useless: each letter typed into a search.

What is dropped is heard of no more, neither its result nor its failure; if it runs, SQLite is told to stop. The lock
sees to it that only this job can be stopped, never the one that follows it in the vault's thread.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from journal_app.ui.bridge.vault_thread import Failure, JobRunner, OpenJournal

T = TypeVar("T")
S = TypeVar("S")


class Reading(Generic[T]):
    """One such job; made by `begin_reading`."""

    def __init__(self, job: "Callable[[OpenJournal], T]") -> None:
        self._job = job
        self._lock = threading.Lock()
        self._is_dropped = False
        self._interrupt: Callable[[], None] | None = None

    def drop(self) -> None:
        """Let go of the job, whether it waits, runs or is done; again is harmless. On the main thread."""
        with self._lock:
            self._is_dropped = True
            if self._interrupt is not None:
                self._interrupt()

    def run(self, journal: "OpenJournal") -> T | None:
        """Run the job unless it was dropped before its turn came. In the vault's thread."""
        with self._lock:
            if self._is_dropped:
                return None
            self._interrupt = journal.vault.interrupt
        try:
            return self._job(journal)
        finally:
            with self._lock:
                self._interrupt = None

    def tell(self, then: Callable[[S], None], what: S) -> None:
        """Hand on a result or a failure, unless the job was dropped."""
        if not self._is_dropped:
            then(what)


def begin_reading(
    jobs: "JobRunner",
    job: "Callable[[OpenJournal], T]",
    *,
    owner: QObject,
    done: Callable[[T], None],
    failed: "Callable[[Failure], None]",
) -> Reading[T]:
    """Run a reading job as `JobRunner.run` does, and return it, so that it can be dropped."""
    reading = Reading(job)
    jobs.run(reading.run, owner=owner, done=partial(reading.tell, done), failed=partial(reading.tell, failed))
    return reading
