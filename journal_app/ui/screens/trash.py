"""The trash of the Journal: pages taken out, to be read, put back or deleted for good."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.entries import Entry, EntryId
from journal_app.journal.trash import load_trashed
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.entry_drawings import EntryDrawings
from journal_app.ui.models.list_row import ListRow
from journal_app.ui.screens.deleted_entry import (
    Deleted,
    deleted_words,
    erase_all_trashed,
    erase_trashed,
    purge_backups,
)
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.entry_removal import CHANGES, put_entry_back
from journal_app.ui.screens.trash_pane import TrashPane
from journal_app.ui.screens.two_pane import TwoPane
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus

T = TypeVar("T")


class TrashScreen(HandsOnFocus):
    """The list of the trash, and the page of it that is open; the Journal holds it and reads it again on a change.

    Signals:
        back_requested(): back to the journal.
        changed(): a page left the trash.
    """

    back_requested = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: EntryId | None = None
        self._deleted: Deleted | None = None
        self._wants_focus = False
        self._build()
        self._connect()
        self._hint.set_text(self.tr("Choose a page to read it here."))

    def begin(self) -> None:
        """Show what is in the trash now, the keyboard on the list."""
        self._pane.hide_message()
        self._close_page()
        self._pane.focus_list_when_read()
        self._pane.refresh()

    def refresh(self) -> None:
        """Read again what is in the trash."""
        self._pane.refresh()

    def _build(self) -> None:
        self._panes = TwoPane(self)
        self._pane = TrashPane(self._desk, self._panes)
        self._detail = QStackedWidget(self._panes)
        self._hint = EmptyState("", "book-open", self._detail)
        self._page = EntryPage(self._desk, self._detail, is_trash=True)
        EntryDrawings(self._desk, self._page, can_change=False)
        self._detail.addWidget(self._hint)
        self._detail.addWidget(self._page)
        self._panes.hold(self._pane, self._detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)
        self.set_first_control(self._pane)

    def _connect(self) -> None:
        self._pane.row_chosen.connect(self._on_pane_row_chosen)
        self._pane.row_clicked.connect(self._on_pane_row_clicked)
        self._pane.row_entered.connect(self._on_pane_row_entered)
        self._pane.back_requested.connect(self.back_requested)
        self._pane.empty_requested.connect(self._on_pane_empty_requested)
        self._pane.told_action_requested.connect(self._on_pane_told_action_requested)
        self._page.put_back_requested.connect(self._on_page_put_back_requested)
        self._page.delete_requested.connect(self._on_page_delete_requested)
        self._page.back_requested.connect(self._go_back)
        self._panes.wide_changed.connect(self._on_panes_wide_changed)
        self._on_panes_wide_changed(self._panes.is_wide)

    def _open(self, row: ListRow, *, wants_focus: bool) -> None:
        self._wanted = EntryId(int(row.key))
        self._wants_focus = wants_focus
        self._pane.choose(self._wanted)
        job = partial(fetch_trashed, entry_id=self._wanted)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_fetch_failed)
        if wants_focus:
            self._panes.show_second()

    def _close_page(self) -> None:
        self._wanted = None
        self._pane.choose(None)
        self._detail.setCurrentWidget(self._hint)
        self._panes.show_first()

    def _go_back(self) -> None:
        """From a page to the list, from the list to the journal."""
        if self._panes.shows_second:
            self._panes.show_first()
            self._pane.focus_list()
        else:
            self.back_requested.emit()

    def _leave_page(self) -> None:
        """After a page left the trash: the next ones, the keyboard on them once they are read."""
        self._close_page()
        self._pane.focus_list_when_read()
        self.changed.emit()

    def _run(self, job: Callable[[OpenJournal], T], done: Callable[[T], None]) -> None:
        self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed, changes=CHANGES)

    def _on_pane_row_chosen(self, row: ListRow) -> None:
        if self._panes.is_wide:
            self._open(row, wants_focus=False)

    def _on_pane_row_clicked(self, row: ListRow) -> None:
        if not self._panes.is_wide:
            self._open(row, wants_focus=True)

    def _on_pane_row_entered(self, row: ListRow) -> None:
        self._open(row, wants_focus=True)

    def _on_jobs_fetched(self, entry: Entry) -> None:
        if entry.id != self._wanted:
            return
        self._page.show_entry(entry)
        self._detail.setCurrentWidget(self._page)
        if self._wants_focus:
            self._wants_focus = False
            self._page.focus_first()

    def _on_jobs_fetch_failed(self, failure: Failure) -> None:
        self._close_page()
        self._pane.show_failure(failure)

    def _on_page_put_back_requested(self, entry_id: EntryId) -> None:
        self._run(partial(put_entry_back, entry_id=entry_id), self._on_jobs_put_back)

    def _on_page_delete_requested(self, entry_id: EntryId) -> None:
        self._run(partial(erase_trashed, entry_id=entry_id), self._on_jobs_deleted)

    def _on_pane_empty_requested(self) -> None:
        self._run(erase_all_trashed, self._on_jobs_deleted)

    def _on_pane_told_action_requested(self) -> None:
        if self._deleted is not None:
            job = partial(purge_backups, deleted=self._deleted)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_deleted)

    def _on_jobs_put_back(self, _entry_id: EntryId) -> None:
        self._leave_page()
        self._pane.show_message(self.tr("The page is back in the journal, as it was."))

    def _on_jobs_deleted(self, deleted: Deleted | None) -> None:
        self._leave_page()
        self._deleted = deleted
        if deleted is None:
            return
        words = deleted_words(deleted, self._desk.clock.zone())
        if deleted.failure is None:
            self._pane.show_message(words)
        else:
            self._pane.show_half_done(words)

    def _on_jobs_failed(self, failure: Failure) -> None:
        if self._detail.currentWidget() is self._page:
            self._page.show_failure(sentence(failure.code, **failure.fields))
        else:
            self._pane.show_failure(failure)

    def _on_panes_wide_changed(self, is_wide: bool) -> None:
        self._page.set_can_go_back(not is_wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)


def fetch_trashed(journal: OpenJournal, *, entry_id: EntryId) -> Entry:
    """Return one whole page of the trash."""
    return load_trashed(journal.vault, entry_id)
