"""What can be done to a kept page beside changing its words: each is a job, told below the page, and can be undone."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from journal_app.content.model import PassageId
from journal_app.journal.asked import PassageSnapshot
from journal_app.journal.beside import LinkedPassage, Marks
from journal_app.journal.dating import Placed, put_date_back, redate_entry
from journal_app.journal.entries import EntryId
from journal_app.journal.linked_passages import link_passage, put_link_back, unlink_passage
from journal_app.journal.marks import set_left_out, set_marks, set_starred
from journal_app.journal.tags import ChipChange, put_chip, take_chip_off, undo_chip
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.undo import Done

T = TypeVar("T")

CHANGES = frozenset({Kind.ENTRIES})


class EntryActions(QObject):
    """Does it, and puts it on the session's undo.

    Signals:
        done(): what was asked for is done.
        failed(str): it is not; why, in a sentence.
    """

    done = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def star(self, entry_id: EntryId, is_starred: bool) -> None:
        """Give a page a star, or take it off."""
        words = self.tr("The page has a star now.") if is_starred else self.tr("The star is off.")
        self._run(partial(_star, entry_id=entry_id, is_starred=is_starred), partial(self._marked, entry_id, words))

    def leave_out(self, entry_id: EntryId, is_left_out: bool) -> None:
        """Leave a page out of On this day, or in."""
        out, back = self.tr("On this day passes this page over now."), self.tr("On this day may show this page again.")
        job = partial(_leave_out, entry_id=entry_id, is_left_out=is_left_out)
        self._run(job, partial(self._marked, entry_id, out if is_left_out else back))

    def put_tag(self, entry_id: EntryId, words: str) -> None:
        """Put a tag beside a page."""
        self._run(partial(_put_tag, entry_id=entry_id, words=words), partial(self._chip_set, entry_id))

    def take_tag_off(self, entry_id: EntryId, name: str) -> None:
        """Take a tag off a page."""
        self._run(partial(_take_tag_off, entry_id=entry_id, name=name), partial(self._chip_set, entry_id))

    def redate(self, entry_id: EntryId, local: datetime, zone: str, is_second: bool) -> None:
        """Say when and where a page was written."""
        job = partial(_redate, entry_id=entry_id, local=local, zone=zone, is_second=is_second)
        self._run(job, partial(self._moved, entry_id))

    def link(self, entry_id: EntryId, passage: PassageSnapshot) -> None:
        """Link a passage to a page."""
        self._run(partial(_link, entry_id=entry_id, passage=passage), partial(self._linked, entry_id, passage))

    def unlink(self, entry_id: EntryId, passage_id: PassageId) -> None:
        """Take a passage off a page that was linked to it by hand."""
        job = partial(_unlink, entry_id=entry_id, passage_id=passage_id)
        self._run(job, partial(self._unlinked, entry_id))

    def _run(self, job: Callable[[OpenJournal], T], done: Callable[[T], None]) -> None:
        self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed, changes=CHANGES)

    def _push(self, entry_id: EntryId, words: str, undo: Callable[[OpenJournal], object], undone: str) -> None:
        self._desk.undo.push(Done(words, undo, undone, entry_id))
        self.done.emit()

    def _marked(self, entry_id: EntryId, words: str, before: Marks) -> None:
        undo = partial(_set_marks, entry_id=entry_id, marks=before)
        self._push(entry_id, words, undo, self.tr("The page is marked as it was before."))

    def _chip_set(self, entry_id: EntryId, change: ChipChange) -> None:
        on = self.tr("The page has the tag #%1.").replace("%1", change.name)
        off = self.tr("The tag #%1 is off.").replace("%1", change.name)
        if change.has_changed:
            said, undone = (on, off) if change.is_chip else (off, on)
            self._push(entry_id, said, partial(_undo_chip, change=change), undone)
        else:
            self.done.emit()

    def _moved(self, entry_id: EntryId, before: Placed) -> None:
        undo = partial(_put_date_back, placed=before)
        words = self.tr("The page stands at its new date.")
        self._push(entry_id, words, undo, self.tr("The page stands at its earlier date again."))

    def _linked(self, entry_id: EntryId, passage: PassageSnapshot, is_new: bool) -> None:
        if not is_new:
            self.failed.emit(self.tr("That passage is beside this page already."))
            return
        undo = partial(_unlink, entry_id=entry_id, passage_id=passage.passage_id)
        off = self.tr("The passage is no longer beside the page.")
        self._push(entry_id, self.tr("The passage stands beside the page now."), undo, off)

    def _unlinked(self, entry_id: EntryId, linked: LinkedPassage) -> None:
        undo = partial(_link_again, entry_id=entry_id, linked=linked)
        off = self.tr("The passage is no longer beside the page.")
        self._push(entry_id, off, undo, self.tr("The passage stands beside the page again."))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.failed.emit(sentence(failure.code, **failure.fields))


def _star(journal: OpenJournal, *, entry_id: EntryId, is_starred: bool) -> Marks:
    return set_starred(journal.vault, entry_id, is_starred)


def _leave_out(journal: OpenJournal, *, entry_id: EntryId, is_left_out: bool) -> Marks:
    return set_left_out(journal.vault, entry_id, is_left_out)


def _set_marks(journal: OpenJournal, *, entry_id: EntryId, marks: Marks) -> Marks:
    return set_marks(journal.vault, entry_id, marks)


def _put_tag(journal: OpenJournal, *, entry_id: EntryId, words: str) -> ChipChange:
    return put_chip(journal.vault, entry_id, words)


def _take_tag_off(journal: OpenJournal, *, entry_id: EntryId, name: str) -> ChipChange:
    return take_chip_off(journal.vault, entry_id, name)


def _undo_chip(journal: OpenJournal, *, change: ChipChange) -> None:
    undo_chip(journal.vault, change)


def _redate(journal: OpenJournal, *, entry_id: EntryId, local: datetime, zone: str, is_second: bool) -> Placed:
    return redate_entry(journal.vault, entry_id, local, zone, is_second=is_second)


def _put_date_back(journal: OpenJournal, *, placed: Placed) -> None:
    put_date_back(journal.vault, placed)


def _link(journal: OpenJournal, *, entry_id: EntryId, passage: PassageSnapshot) -> bool:
    return link_passage(journal.vault, journal.clock, entry_id, passage)


def _link_again(journal: OpenJournal, *, entry_id: EntryId, linked: LinkedPassage) -> bool:
    return put_link_back(journal.vault, entry_id, linked)


def _unlink(journal: OpenJournal, *, entry_id: EntryId, passage_id: PassageId) -> LinkedPassage:
    return unlink_passage(journal.vault, entry_id, passage_id)
