"""What an entry has because a practice made it: its answers to change, and letters and plans on it that wait."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.entries import Entry, EntryId
from journal_app.journal.practice_run import run_of_entry
from journal_app.journal.set_aside import SetAside, list_set_aside
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.waiting_card import WaitingCard
from journal_app.ui.widgets.buttons import quiet_button


@dataclass(frozen=True, slots=True)
class OfPractice:
    """Whether there are answers behind a page, and what waits on it."""

    entry_id: EntryId
    has_answers: bool
    waiting: tuple[SetAside, ...]


class EntryPractice(QWidget):
    """Shows it below the entry on the page; nothing for an entry that was written.

    Signals:
        answers_requested(EntryId): change the answers behind this page.
    """

    answers_requested = Signal(object)

    def __init__(self, desk: Desk, page: EntryPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._entry_id: EntryId | None = None
        self._shown: tuple[SetAside, ...] = ()
        self._cards: list[WaitingCard] = []
        self._answers = quiet_button(self.tr("Change the answers"), "list-checks", page)
        self._answers.hide()
        self._answers.clicked.connect(self._on_answers_clicked)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 0)
        self._layout.setSpacing(16)
        self.hide()
        page.add_of_practice(self._answers, self)
        page.entry_shown.connect(self._on_page_entry_shown)

    def _on_page_entry_shown(self, entry: Entry) -> None:
        if entry.id != self._entry_id:
            self._answers.hide()
            self.hide()
        self._entry_id = entry.id
        if entry.asked is not None and entry.asked.step_id is not None:
            job = partial(fetch_of_practice, entry_id=entry.id)
            self._desk.jobs.run(job, owner=self, done=self._on_jobs_fetched)

    def _on_jobs_fetched(self, found: OfPractice) -> None:
        if found.entry_id != self._entry_id:
            return
        self._answers.setVisible(found.has_answers)
        if found.waiting != self._shown:
            while self._cards:
                gone = self._cards.pop()
                gone.hide()
                gone.deleteLater()
            for thing in found.waiting:
                card = WaitingCard(self._desk, thing, self, links_page=False)
                self._layout.addWidget(card)
                card.show()
                self._cards.append(card)
            self._shown = found.waiting
        self.setVisible(bool(found.waiting))

    def _on_answers_clicked(self, _is_checked: bool = False) -> None:
        if self._entry_id is not None:
            self.answers_requested.emit(self._entry_id)


def fetch_of_practice(journal: OpenJournal, *, entry_id: EntryId) -> OfPractice:
    """Return what a practice left with an entry."""
    has_answers = run_of_entry(journal.vault, entry_id) is not None
    return OfPractice(entry_id, has_answers, list_set_aside(journal.vault, entry_id=entry_id))
