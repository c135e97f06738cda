"""One quiet line after a page is kept: what goes on from it, if one likes; gone when one goes elsewhere.

After a page to a prompt that is the practice the prompt leads to; after a practice, to say how it is now.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal_app.content.model import PracticeId
from journal_app.journal.entries import EntryId
from journal_app.journal.practice_offers import leads_to
from journal_app.journal.practice_run import load_run, run_of_entry
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.action_bar import ActionBar


@dataclass(frozen=True, slots=True)
class Next:
    """What goes on from a page: a practice to look at, or, `is_after` it, to say how it is now."""

    practice_id: PracticeId
    is_after: bool = False


class NextBar(ActionBar):
    """Shows what goes on from a page; says nothing where there is nothing.

    Signals:
        practice_requested(PracticeId): look at a practice whole.
        word_requested(PracticeId): say how it is after a practice.
        closed(): the person put it away.
    """

    practice_requested = Signal(object)
    word_requested = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._next: Next | None = None
        self._open = self.add_action("", "route")
        self._close = self.add_close()
        self._open.clicked.connect(self._on_open_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        self.hide()

    def offer_from(self, entry_id: EntryId) -> None:
        """Find what goes on from a page just kept, and show it."""
        self._desk.jobs.run(partial(_find, entry_id=entry_id), owner=self, done=self._on_jobs_found)

    def _on_jobs_found(self, found: Next | None) -> None:
        practice = self._desk.pack.practices.get(found.practice_id) if found is not None else None
        self._next = found
        if found is None or practice is None:
            self.hide()
            return
        words = self.tr("If you like, a practice goes on from here: %1")
        if found.is_after:
            words = self.tr("If you like, say how it is now, after ‘%1’.")
        self._open.setText(self.tr("Say it") if found.is_after else self.tr("Look at it"))
        self.say(words.replace("%1", practice.title), "route")
        self.show()

    def _on_open_clicked(self, _is_checked: bool = False) -> None:
        self.hide()
        if self._next is None:
            return
        wish = self.word_requested if self._next.is_after else self.practice_requested
        wish.emit(self._next.practice_id)

    def _on_close_clicked(self, _is_checked: bool = False) -> None:
        self.hide()
        self.closed.emit()


def _find(journal: OpenJournal, *, entry_id: EntryId) -> Next | None:
    run_id = run_of_entry(journal.vault, entry_id)
    if run_id is not None:
        return Next(load_run(journal.vault, run_id).snapshot.practice.id, is_after=True)
    practice_id = leads_to(journal.vault, journal.pack, journal.clock, entry_id)
    return None if practice_id is None else Next(practice_id)
