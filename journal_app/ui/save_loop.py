"""Keep what is typed: half a second after the last key, at most every two seconds, one save at a time, newest wins.

"Saved" is said only after the vault's COMMIT. A save that fails keeps what is on screen and is tried again every five
seconds until it goes through. What is saved, and where to, is a subclass's business.
"""

from abc import abstractmethod
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, JobRunner, OpenJournal

IDLE_MS = 500
MOST_MS = 2000
RETRY_MS = 5000


class SaveState(StrEnum):
    """What the window says about the page."""

    EMPTY = "empty"
    UNSAVED = "unsaved"
    SAVED = "saved"
    FAILED = "failed"


class SaveLoop(QObject):
    """Saves what `_read` returns whenever it was marked as edited.

    Signals:
        state_changed(SaveState): what can now truthfully be said about the page.
        save_failed(Failure): why it could not be saved yet.
    """

    state_changed = Signal(object)
    save_failed = Signal(object)

    def __init__(self, jobs: JobRunner, state: SaveState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._is_dirty = False
        self._is_saving = False
        self._after: list[Callable[[bool], None]] = []
        self._state = state
        self._idle = self._timer(IDLE_MS)
        self._most = self._timer(MOST_MS)
        self._retry = self._timer(RETRY_MS)

    @property
    def state(self) -> SaveState:
        """What can truthfully be said about the page now."""
        return self._state

    @property
    def is_all_kept(self) -> bool:
        """Whether there is nothing on the page that is not saved."""
        return self._state in (SaveState.EMPTY, SaveState.SAVED)

    def mark_edited(self) -> None:
        """Note that the person changed the page; it will be saved shortly."""
        self._is_dirty = True
        self._say(SaveState.FAILED if self._state is SaveState.FAILED else SaveState.UNSAVED)
        self._idle.start()
        if not self._most.isActive():
            self._most.start()

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save now what is not saved yet, then call `then` with whether everything is kept."""
        if not self._is_dirty and not self._is_saving:
            then(True)
            return
        self._after.append(then)
        self._save()

    def save_now(self) -> None:
        """Save what is not saved yet without waiting for a pause; once more after a save under way."""
        self.flush(nothing_follows)

    def stop(self) -> None:
        """Leave the page alone from now on."""
        for timer in (self._idle, self._most, self._retry):
            timer.stop()
        self._is_dirty = False

    # Any: what is read is a subclass's own kind of page, which only its own methods look into.

    @abstractmethod
    def _read(self) -> Any:
        """Return what is on the page now."""

    def _is_on_its_way(self) -> bool:
        """Whether the page is just being changed, so that a save had better wait a moment for all of it."""
        return False

    @abstractmethod
    def _is_nothing(self, page: Any) -> bool:
        """Say whether there is nothing to save, and nothing saved that it should replace."""

    @abstractmethod
    def _job(self, page: Any) -> Callable[[OpenJournal], object]:
        """Return the job that saves it."""

    def _changes(self) -> frozenset[Kind]:
        """Return what others should hear of after the next save."""
        return frozenset()

    def _take(self, result: object) -> None:
        """Take what a save returned."""

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self._save)
        return timer

    def _save(self) -> None:
        if self._is_saving or not self._is_dirty:
            return
        for timer in (self._idle, self._most, self._retry):
            timer.stop()
        if self._is_on_its_way() and not self._after:
            self._idle.start()
            return
        page = self._read()
        if self._is_nothing(page):
            self._is_dirty = False
            self._say(SaveState.EMPTY)
            self._settle_waiting(True)
            return
        self._is_dirty = False
        self._is_saving = True
        self._jobs.run(
            self._job(page),
            owner=self,
            done=partial(self._on_jobs_saved, page),
            failed=self._on_jobs_failed,
            changes=self._changes(),
        )

    def _on_jobs_saved(self, page: object, result: object) -> None:
        self._is_saving = False
        self._take(result)
        if self._is_dirty and not self._is_on_its_way() and self._read() == page:
            self._is_dirty = False
        if self._is_dirty:
            self._save() if self._after else self._idle.start()
        else:
            self._say(SaveState.SAVED)
            self._settle_waiting(True)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._is_saving = False
        self._is_dirty = True
        self._say(SaveState.FAILED)
        self.save_failed.emit(failure)
        self._retry.start()
        self._settle_waiting(False)

    def _settle_waiting(self, is_kept: bool) -> None:
        waiting, self._after = self._after, []
        for then in waiting:
            then(is_kept)

    def _say(self, state: SaveState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)


def nothing_follows(_is_kept: bool) -> None:
    """Nothing follows: the state says how it went."""
