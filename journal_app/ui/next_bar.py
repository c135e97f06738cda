"""One quiet line after a page is kept: the practice its prompt leads to, if one likes; gone when one goes elsewhere."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal_app.content.model import PracticeId
from journal_app.journal.entries import EntryId
from journal_app.journal.practice_offers import leads_to
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.action_bar import ActionBar


class NextBar(ActionBar):
    """Shows the practice that goes on from a page; says nothing where there is none.

    Signals:
        practice_requested(PracticeId): look at it whole.
        closed(): the person put it away.
    """

    practice_requested = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._practice_id: PracticeId | None = None
        self._open = self.add_action(self.tr("Look at it"), "route")
        self._close = self.add_action(self.tr("Close"), "x")
        self._open.clicked.connect(self._on_open_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        self.hide()

    def offer_from(self, entry_id: EntryId) -> None:
        """Find what goes on from a page just kept, and show it."""
        self._desk.jobs.run(partial(_find, entry_id=entry_id), owner=self, done=self._on_jobs_found)

    def _on_jobs_found(self, practice_id: PracticeId | None) -> None:
        practice = self._desk.pack.practices.get(practice_id) if practice_id is not None else None
        self._practice_id = practice_id
        if practice is None:
            self.hide()
            return
        words = self.tr("If you like, a practice goes on from here: %1").replace("%1", practice.title)
        self.say(words, "route")
        self.show()

    def _on_open_clicked(self, _is_checked: bool = False) -> None:
        self.hide()
        if self._practice_id is not None:
            self.practice_requested.emit(self._practice_id)

    def _on_close_clicked(self, _is_checked: bool = False) -> None:
        self.hide()
        self.closed.emit()


def _find(journal: OpenJournal, *, entry_id: EntryId) -> PracticeId | None:
    return leads_to(journal.vault, journal.pack, journal.clock, entry_id)
