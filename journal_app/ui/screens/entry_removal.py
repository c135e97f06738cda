"""Take an entry out of the journal as it was asked for: into the trash, which can be undone, or for good."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from journal_app.journal.entries import EntryId
from journal_app.journal.trash import KEPT_DAYS, move_to_trash, put_back
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.deleted_entry import Deleted, deleted_words, erase_entry, purge_backups
from journal_app.ui.screens.timeline_pane import TimelinePane
from journal_app.ui.undo import Done

T = TypeVar("T")

CHANGES = frozenset({Kind.ENTRIES, Kind.DRAFTS})


class EntryRemoval(QObject):
    """Moves to the trash, deletes for good, and knows what of the newest deletion is still to be finished.

    Signals:
        removed(): the entry is gone from the journal.
        failed(str): it is still there; why, in a sentence.
    """

    removed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, timeline: TimelinePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timeline = timeline
        self._deleted: Deleted | None = None
        timeline.told_action_requested.connect(self._on_timeline_told_action_requested)

    def move_to_trash(self, entry_id: EntryId) -> None:
        """Move an entry to the trash, at once."""
        self._run(partial(trash_entry, entry_id=entry_id), self._on_jobs_moved)

    def erase(self, entry_id: EntryId) -> None:
        """Delete an entry for good; the person has confirmed it."""
        self._run(partial(erase_entry, entry_id=entry_id), partial(self._on_jobs_erased, entry_id))

    def _run(self, job: Callable[[OpenJournal], T], done: Callable[[T], None]) -> None:
        self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed, changes=CHANGES)

    def _on_jobs_moved(self, there: EntryId) -> None:
        self._desk.undo.push(
            Done(
                words=self.tr("The page is in the trash. It can be put back for %n days.", "", KEPT_DAYS),
                undo=partial(put_entry_back, entry_id=there),
                undone_words=self.tr("The page is back, as it was."),
                entry_id=there,
                changes=CHANGES,
                action=self.tr("Put it back"),
                is_move_to_trash=True,
            )
        )
        self.removed.emit()

    def _on_jobs_erased(self, entry_id: EntryId, deleted: Deleted) -> None:
        self._desk.undo.forget_entry(entry_id)
        self._on_jobs_deleted(deleted)

    def _on_jobs_deleted(self, deleted: Deleted) -> None:
        self._deleted = deleted
        words = deleted_words(deleted, self._desk.clock.zone())
        if deleted.failure is None:
            self._timeline.show_message(words)
        else:
            self._timeline.show_half_done(words)
        self.removed.emit()

    def _on_timeline_told_action_requested(self) -> None:
        if self._deleted is not None:
            job = partial(purge_backups, deleted=self._deleted)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_deleted)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.failed.emit(sentence(failure.code, **failure.fields))


def trash_entry(journal: OpenJournal, *, entry_id: EntryId) -> EntryId:
    """Move an entry to the trash."""
    return move_to_trash(journal.vault, journal.clock, entry_id)


def put_entry_back(journal: OpenJournal, *, entry_id: EntryId) -> EntryId:
    """Put a page of the trash back into the journal."""
    return put_back(journal.vault, entry_id)
