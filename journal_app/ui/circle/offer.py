"""Offer, below the page that *Who holds what* became, to put the names placed in it on the circle."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.circle_names import SUPPORT_MAP, new_names, put_names
from journal_app.journal.entries import Entry, EntryId
from journal_app.journal.errors import JournalError
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.widgets.notice import Notice


class CircleOffer(QWidget):
    """Follows the entry that a page shows."""

    def __init__(self, desk: Desk, page: EntryPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._entry_id: EntryId | None = None
        self._notice = Notice(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(self._notice)
        self.hide()
        page.add_below(self)
        page.entry_shown.connect(self._on_page_entry_shown)
        self._notice.action_requested.connect(self._on_notice_action_requested)

    def _on_page_entry_shown(self, entry: Entry) -> None:
        if entry.id != self._entry_id:
            self.hide()
        self._entry_id = entry.id
        if entry.asked is not None and entry.asked.step_id is not None and str(entry.asked.prompt_id) == SUPPORT_MAP:
            job = partial(_look, entry_id=entry.id)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_looked)

    def _on_jobs_looked(self, found: tuple[EntryId, tuple[str, ...]]) -> None:
        entry_id, names = found
        if entry_id != self._entry_id or not names:
            return
        words = self.tr("The names you placed can go on your circle: %1. They stay here too.")
        self._notice.show_message(words.replace("%1", ", ".join(names)), self.tr("Put them on the circle"))
        self.show()

    def _on_notice_action_requested(self) -> None:
        if self._entry_id is not None:
            self._desk.jobs.run(
                partial(_put, entry_id=self._entry_id),
                owner=self,
                done=self._on_jobs_put,
                failed=self._on_jobs_failed,
                changes=frozenset({Kind.CIRCLE}),
            )

    def _on_jobs_put(self, _count: int) -> None:
        self._notice.show_message(self.tr("They are on your circle. There you can move them, or take them off."))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._notice.show_failure(sentence(failure.code, **failure.fields))


def _look(journal: OpenJournal, *, entry_id: EntryId) -> tuple[EntryId, tuple[str, ...]]:
    try:
        return entry_id, new_names(journal.vault, entry_id)
    except JournalError:  # the circle or the answers can't be read: the places they belong to say so
        return entry_id, ()


def _put(journal: OpenJournal, *, entry_id: EntryId) -> int:
    return put_names(journal.vault, journal.clock, entry_id)
