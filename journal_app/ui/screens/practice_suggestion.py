"""One practice on Today, as an offer to look at or go on with; "not today" is thanked, and none takes its place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal_app.content.model import PracticeId
from journal_app.journal.practice_offers import never_suggest, not_today_practice, today_again
from journal_app.journal.practice_suggestion import Suggestion, todays_suggestion
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.quiet_card import QuietCard

Job = Callable[[OpenJournal, PracticeId], None]
_CHANGES = frozenset({Kind.PRACTICES})


class PracticeSuggestion(QuietCard):
    """Fetches and shows the day's practice by itself; takes no room while there is none.

    Signals:
        practice_requested(PracticeId): look at a practice whole.
        resume_requested(RunId): go on with one under way.
    """

    practice_requested = Signal(object)
    resume_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._suggestion: Suggestion | None = None
        self._passed_by: PracticeId | None = None
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again whether there is a practice to speak of."""
        self._desk.jobs.run(fetch_suggestion, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._why = caption_label(self.card)
        self._why.be_small_heading()
        self._title = Heading(3, "", self.card)
        self._summary = body_label(self.card)
        self._open = plain_button("", "route", self.card)
        self._not_today = quiet_button("", "moon", self.card)
        self._never = quiet_button("", "ban", self.card)
        self.fill((self._why, self._title, self._summary), (self._open, self._not_today, self._never))

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self._not_today.clicked.connect(self._on_not_today_clicked)
        self._never.clicked.connect(self._on_never_clicked)
        self.told.action_requested.connect(self._on_told_action_requested)

    def _retranslate(self) -> None:
        self._not_today.setText(self.tr("Not today"))
        self._never.setText(self.tr("Never suggest"))
        self._never.setAccessibleDescription(self.tr("It stays among the practices, and is not suggested here."))

    def _on_jobs_fetched(self, suggestion: Suggestion | None) -> None:
        self._suggestion = suggestion
        self.show_card(suggestion is not None)
        if suggestion is None:
            return
        is_under_way = suggestion.run_id is not None
        practice = self._desk.pack.practices.get(suggestion.practice_id)
        self._title.setText(suggestion.title)
        self._summary.setText(practice.summary if practice is not None else "")
        self._summary.setVisible(practice is not None and not is_under_way)
        self._never.setVisible(not is_under_way)
        self._open.setText(self.tr("Go on") if is_under_way else self.tr("Look at it"))
        self._open.setAccessibleDescription(suggestion.title)
        if is_under_way:
            self._why.setText(self.tr("The next sitting is here, if you like"))
        elif suggestion.is_led_to:
            self._why.setText(self.tr("A practice that goes on from what you wrote today"))
        else:
            self._why.setText(self.tr("A practice, if you like"))

    def _pass_by(self, job: Job, practice_id: PracticeId) -> None:
        self._desk.jobs.run(
            partial(_do_and_fetch, job, practice_id=practice_id),
            owner=self,
            done=self._on_jobs_fetched,
            failed=self._on_jobs_failed,
            changes=_CHANGES,
        )

    def _on_open_clicked(self, _is_checked: bool = False) -> None:
        if self._suggestion is None:
            return
        if self._suggestion.run_id is not None:
            self.resume_requested.emit(self._suggestion.run_id)
        else:
            self.practice_requested.emit(self._suggestion.practice_id)

    def _on_not_today_clicked(self, _is_checked: bool = False) -> None:
        if self._suggestion is not None:
            self._passed_by = None
            self.told.show_message(self.tr("Thank you. It rests until tomorrow."))
            self._pass_by(_put_off, self._suggestion.practice_id)

    def _on_never_clicked(self, _is_checked: bool = False) -> None:
        if self._suggestion is not None:
            self._passed_by = self._suggestion.practice_id
            words = self.tr("Thank you. It will not be suggested again; it stays among the practices.")
            self.told.show_message(words, self.tr("Suggest it again"))
            self.told.focus_action()  # the card goes, and the keyboard with it
            self._pass_by(_never, self._suggestion.practice_id)

    def _on_told_action_requested(self) -> None:
        if self._passed_by is not None:
            self._desk.jobs.run(
                partial(_do_and_fetch, _again, practice_id=self._passed_by),
                owner=self,
                done=self._on_jobs_brought_back,
                failed=self._on_jobs_failed,
                changes=_CHANGES,
            )

    def _on_jobs_brought_back(self, suggestion: Suggestion | None) -> None:
        self._on_jobs_fetched(suggestion)
        if suggestion is not None:
            self._open.setFocus()
        self.told.hide()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self.show_failure(sentence(failure.code, **failure.fields))


def fetch_suggestion(journal: OpenJournal) -> Suggestion | None:
    """Return the practice that Today speaks of, None when there is none."""
    return todays_suggestion(journal.vault, journal.pack, journal.clock)


def _do_and_fetch(job: Job, journal: OpenJournal, *, practice_id: PracticeId) -> Suggestion | None:
    job(journal, practice_id)
    return fetch_suggestion(journal)


def _put_off(journal: OpenJournal, practice_id: PracticeId) -> None:
    not_today_practice(journal.vault, journal.clock, practice_id)


def _never(journal: OpenJournal, practice_id: PracticeId) -> None:
    """Suggest it no more, and nothing in its place today."""
    never_suggest(journal.vault, practice_id)
    not_today_practice(journal.vault, journal.clock, practice_id)


def _again(journal: OpenJournal, practice_id: PracticeId) -> None:
    today_again(journal.vault, journal.clock, practice_id)
