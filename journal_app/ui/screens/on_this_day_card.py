"""One page from this day in an earlier year, on Today: to be opened, left out for good, or the whole switched off.

It is there only for who asked for it, and only when there is a page; it says nothing of days without one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal_app.journal.entries import EntryId, EntrySummary
from journal_app.journal.marks import set_left_out
from journal_app.journal.on_this_day import on_this_day
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import entry_title, one_line, year_words
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.quiet_card import QuietCard

OPENING_LENGTH = 160
Job = Callable[[OpenJournal], EntrySummary | None]
"""What may change something and then says which page to show."""


class OnThisDay(QuietCard):
    """Fetches and shows the page by itself; takes no room while there is none.

    Signals:
        entry_requested(EntryId): read the page.
    """

    entry_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entry: EntrySummary | None = None
        self._left_out: EntryId | None = None
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again whether there is a page to show."""
        self._run(fetch_on_this_day)

    def _build(self) -> None:
        self._from = Heading(3, "", self.card)
        self._title = body_label(self.card)
        self._title.keep_own_direction()
        self._opening = caption_label(self.card)
        self._opening.keep_own_direction()
        self._open = quiet_button("", "book-open", self.card)
        self._not_this = quiet_button("", "eye-off", self.card)
        self._off = quiet_button("", "x", self.card)
        self.fill((self._from, self._title, self._opening), (self._open, self._not_this, self._off))

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self._not_this.clicked.connect(self._on_not_this_clicked)
        self._off.clicked.connect(self._on_off_clicked)
        self.told.action_requested.connect(self._on_told_action_requested)

    def _retranslate(self) -> None:
        self._open.setText(self.tr("Open"))
        self._not_this.setText(self.tr("Not this one"))
        self._not_this.setAccessibleDescription(self.tr("Never shows this page here again; it stays in your journal."))
        self._off.setText(self.tr("Turn this off"))

    def _run(self, job: Job, *, changes: frozenset[Kind] = frozenset()) -> None:
        self._desk.jobs.run(
            job,
            owner=self,
            done=self._on_jobs_fetched,
            failed=self._on_jobs_failed,
            changes=changes,
        )

    def _on_jobs_fetched(self, entry: EntrySummary | None) -> None:
        self._entry = entry
        self.show_card(entry is not None)
        if entry is None:
            return
        title = entry_title(entry.title, entry.prompt_title, entry.opening)
        opening = one_line(entry.opening).strip()
        self._from.setText(self.tr("From this day in %1").replace("%1", year_words(entry.written_on.year)))
        self._title.setText(title)
        shown = opening if len(opening) <= OPENING_LENGTH else f"{opening[:OPENING_LENGTH].rpartition(' ')[0]}…"
        self._opening.setText(shown)
        self._open.setAccessibleName(self.tr("Open %1").replace("%1", title))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._left_out = None
        self.show_failure(sentence(failure.code, **failure.fields))

    def _on_open_clicked(self, _is_checked: bool = False) -> None:
        if self._entry is not None:
            self.entry_requested.emit(self._entry.id)

    def _on_not_this_clicked(self, _is_checked: bool = False) -> None:
        if self._entry is None:
            return
        self._left_out = self._entry.id
        self.told.show_message(self.tr("That page will not be shown here again."), self.tr("Show it again"))
        self._run(partial(_mark, entry_id=self._entry.id, is_left_out=True), changes=frozenset({Kind.ENTRIES}))

    def _on_off_clicked(self, _is_checked: bool = False) -> None:
        self._left_out = None
        self.told.show_message(self.tr("Pages from earlier years stay away. Settings can bring them back."))
        self._run(_turn_off, changes=frozenset({Kind.WISHES}))

    def _on_told_action_requested(self) -> None:
        self.told.hide()
        if self._left_out is not None:
            marked, self._left_out = self._left_out, None
            self._run(partial(_mark, entry_id=marked, is_left_out=False), changes=frozenset({Kind.ENTRIES}))


def fetch_on_this_day(journal: OpenJournal) -> EntrySummary | None:
    """Return the newest page from this day in an earlier year, None without one or where nobody asked for it."""
    if not load_private_preferences(journal.vault).on_this_day:
        return None
    found = on_this_day(journal.vault, today(journal.clock), limit=1)
    return found[0] if found else None


def _mark(journal: OpenJournal, *, entry_id: EntryId, is_left_out: bool) -> EntrySummary | None:
    set_left_out(journal.vault, entry_id, is_left_out)
    return fetch_on_this_day(journal)


def _turn_off(journal: OpenJournal) -> EntrySummary | None:
    save_private_preferences(journal.vault, replace(load_private_preferences(journal.vault), on_this_day=False))
    return None
