"""Keep what is typed: half a second after the last key, at most every two seconds, one save at a time, newest wins.

"Saved" is said only after the vault's COMMIT. A save that fails keeps the text on screen and is tried again every five
seconds until it goes through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, JobRunner, OpenJournal

if TYPE_CHECKING:
    from journal_app.journal.asked import Asked
    from journal_app.journal.drafts import DraftId

IDLE_MS = 500
MOST_MS = 2000
RETRY_MS = 5000


class SaveState(StrEnum):
    """What the window says about the page."""

    EMPTY = "empty"
    UNSAVED = "unsaved"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Page:
    """The words on the page at one moment."""

    title: str
    body: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.title.strip() or self.body.strip())


class Autosave(QObject):
    """Saves one page into its draft row; the row is made by the first save, so an untouched page leaves nothing.

    Signals:
        state_changed(SaveState): what can now truthfully be said about the page.
        save_failed(Failure): why it could not be saved yet.
    """

    state_changed = Signal(object)
    save_failed = Signal(object)

    def __init__(
        self,
        jobs: JobRunner,
        read_page: Callable[[], Page],
        *,
        asked: "Asked | None" = None,
        draft_id: "DraftId | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._read_page = read_page
        self._asked = asked
        self._draft_id = draft_id
        self._saved_page: Page | None = None
        self._is_dirty = False
        self._is_saving = False
        self._is_wanted = False
        self._after: list[Callable[[bool], None]] = []
        self._state = SaveState.EMPTY if draft_id is None else SaveState.SAVED
        self._idle = self._timer(IDLE_MS)
        self._most = self._timer(MOST_MS)
        self._retry = self._timer(RETRY_MS)

    @property
    def draft_id(self) -> "DraftId | None":
        """The draft's row, None until the first save."""
        return self._draft_id

    @property
    def state(self) -> SaveState:
        """What can truthfully be said about the page now."""
        return self._state

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

    def make_draft(self, then: Callable[[bool], None]) -> None:
        """Save now, a blank page too, so that there is a draft for a picture to belong to; then as `flush`."""
        self._is_wanted = True
        self._is_dirty = self._is_dirty or self._draft_id is None
        self.flush(then)

    def stop(self) -> None:
        """Leave the page alone from now on."""
        for timer in (self._idle, self._most, self._retry):
            timer.stop()
        self._is_dirty = False

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
        page = self._read_page()
        if page.is_blank and self._draft_id is None and not self._is_wanted:
            self._is_dirty = False
            self._say(SaveState.EMPTY)
            self._settle_waiting(True)
            return
        self._is_dirty = False
        self._is_saving = True
        job = partial(_save_page, draft_id=self._draft_id, asked=self._asked, page=page)
        self._jobs.run(
            job,
            owner=self,
            done=partial(self._on_jobs_saved, page),
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.DRAFTS}) if self._draft_id is None else frozenset(),
        )

    def _on_jobs_saved(self, page: Page, draft_id: "DraftId") -> None:
        self._is_saving = False
        self._draft_id = draft_id
        self._saved_page = page
        if self._is_dirty and self._read_page() == page:
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


def _save_page(journal: OpenJournal, *, draft_id: "DraftId | None", asked: "Asked | None", page: Page) -> "DraftId":
    """Save the page into its draft, making the draft first when there is none; in the vault's thread."""
    from journal_app.journal.drafts import save_draft, start_draft

    if draft_id is None:
        return start_draft(journal.vault, journal.clock, asked=asked, title=page.title, body=page.body).id
    save_draft(journal.vault, journal.clock, draft_id, title=page.title, body=page.body)
    return draft_id
