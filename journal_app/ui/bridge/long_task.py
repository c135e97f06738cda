"""A task of many steps on the open journal: each step is a job of its own, so that saving and locking never wait long.

The steps are a generator that lives in the vault's thread. Where the journal is closed on the way (a lock, Hide now),
the generator is closed first, so that it can put away what it has begun.
"""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal

from journal_app.ui.bridge.vault_thread import Failure, JobRunner, OpenJournal

_NO_MORE = object()


class LongTask(QObject):
    """Runs the steps of a generator, one job after another; what it gave last is the result.

    Signals:
        progressed(object): a step was done; what it gave.
        finished(object): all steps are done; what the last one gave.
        stopped(): the steps were closed before the last one, as was asked.
        failed(Failure): a step could not be done, and the generator has ended.
    """

    progressed = Signal(object)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(
        self,
        jobs: JobRunner,
        begin: Callable[[OpenJournal], Iterator[Any]],
        parent: QObject,
    ) -> None:
        # Any: each task's steps give values of their own type.
        super().__init__(parent)
        self._jobs = jobs
        self._begin = begin
        self._steps: Iterator[Any] | None = None
        self._last: object = None
        self._is_stopping = False

    def start(self) -> None:
        """Begin with the first step."""
        self._jobs.run(self._first, owner=self, done=self._on_jobs_stepped, failed=self._on_jobs_failed)

    def stop(self) -> None:
        """Close the generator after the step under way."""
        self._is_stopping = True

    def _first(self, journal: OpenJournal) -> object:
        self._steps = self._begin(journal)
        journal.at_close.append(self._close)
        return self._step(journal)

    def _step(self, journal: OpenJournal) -> object:
        """Do one step; runs in the vault's thread."""
        assert self._steps is not None
        try:
            value = next(self._steps, _NO_MORE)
        except BaseException:
            journal.at_close.remove(self._close)
            raise
        if value is _NO_MORE:
            journal.at_close.remove(self._close)
        return value

    def _give_up(self, journal: OpenJournal) -> None:
        self._close()
        journal.at_close.remove(self._close)

    def _close(self) -> None:
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()

    def _on_jobs_stepped(self, value: object) -> None:
        if value is _NO_MORE:
            self.finished.emit(self._last)
            return
        self._last = value
        if self._is_stopping:
            self._jobs.run(self._give_up, owner=self, done=self._on_jobs_given_up, failed=self._on_jobs_failed)
            return
        self.progressed.emit(value)
        self._jobs.run(self._step, owner=self, done=self._on_jobs_stepped, failed=self._on_jobs_failed)

    def _on_jobs_given_up(self, _nothing: None) -> None:
        self.stopped.emit()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
