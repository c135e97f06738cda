"""The answers behind a page that a practice made, a step at a time, to be changed; each save writes the page anew.

The wording before the visit stays among the page's earlier wordings, which the screen says first.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.entries import EntryId
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_page import AnsweredStep
from journal_app.journal.practice_revision import Revision, begin_revision, revise_answer
from journal_app.journal.practice_run import Run
from journal_app.journal.sealed_draft import UnsavedPage
from journal_app.settings.sentences import sentence
from journal_app.ui.answer_autosave import Keep
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.save_loop import SaveState, nothing_follows
from journal_app.ui.screens.step_page import StepPage
from journal_app.ui.screens.step_saving import StepSaving
from journal_app.ui.widgets.buttons import plain_button, primary_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.status import StatusLine

_CHANGES = frozenset({Kind.PRACTICES, Kind.ENTRIES})


class ChangeAnswers(QWidget):
    """One page's answers.

    Signals:
        done(EntryId): read the page.
        steady_requested(): show ways to steady oneself.
    """

    done = Signal(object)
    steady_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._revision: Revision | None = None
        self._steps: list[AnsweredStep] = []
        self._at = 0
        self._build()
        self._connect()
        self._retranslate()

    def begin(self, entry_id: EntryId) -> None:
        """Open the answers behind a page at the first."""
        job = partial(_begin, entry_id=entry_id)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_begun, failed=self._on_failed)

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is not saved yet, then say whether everything is kept."""
        self._saving.flush(then)

    def unsaved_page(self) -> UnsavedPage | None:
        """Return the answer that stands here while it is not saved, as a page of its own; None when all is kept."""
        return self._saving.unsaved_page()

    def text_at_risk(self) -> str:
        """Return the words of an answer that could not be saved; empty otherwise."""
        return self._saving.text_at_risk()

    def say_still_unsaved(self) -> None:
        """Say, after a lock that had to wait, that the answer is here and not saved yet."""
        if self.unsaved_page() is not None:
            words = self.tr("Your last words could not be saved before the window locked. They are all still here.")
            self._problem.show_failure(words, self.tr("Try again now"))

    def _build(self) -> None:
        self._about = Notice(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._page = StepPage(self)
        self._saving = StepSaving(self._desk.jobs, self._page)
        self._status = StatusLine(self)
        self._next = plain_button("", "chevron-right", self)
        self._finish = primary_button("", "check", self)
        self._back = quiet_button("", "chevron-left", self)
        self._steady = quiet_button("", "anchor", self)
        row = FlowLayout()
        for button in (self._next, self._finish, self._back, self._steady):
            row.addWidget(button)
        self._column = PageScroll(self)
        column = self._column.column_layout
        column.addWidget(self._about)
        column.addWidget(self._problem)
        column.addWidget(self._page, 1)
        column.addWidget(self._status)
        column.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)

    def _connect(self) -> None:
        self._saving.state_changed.connect(self._on_saving_state_changed)
        self._saving.save_failed.connect(self._on_failed)
        self._next.clicked.connect(self._on_next_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self._finish.clicked.connect(self._on_finish_clicked)
        self._steady.clicked.connect(self.steady_requested)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        keys = QKeySequence("Ctrl+Return")
        add_command(self, self.tr("On to the next answer"), self._go_on, keys)

    def _retranslate(self) -> None:
        self._next.setText(self.tr("Next answer"))
        self._back.setText(self.tr("Answer before"))
        self._finish.setText(self.tr("Done"))
        self._steady.setText(self.tr("Steady me"))
        self._column.setAccessibleName(self.tr("The answers behind your page"))

    def _render(self) -> None:
        self._saving.end()
        revision = self._revision
        if revision is None or not self._steps:
            return
        one = self._steps[self._at]
        self._page.show_step(_as_run(revision, one))
        self._back.setVisible(self._at > 0)
        self._next.setVisible(self._at + 1 < len(self._steps))
        title, is_kept = revision.snapshot.practice.title, not one.answer.is_blank
        keep = _keep_in(revision, one)
        self._saving.begin(title, keep, run_id=revision.run_id, is_kept=is_kept, changes=_CHANGES)
        self._column.verticalScrollBar().setValue(0)
        if not self._page.focus_first():
            self._finish.setFocus()

    def _go_to(self, at: int, is_kept: bool) -> None:
        if is_kept and self._revision is not None:
            self._steps[self._at] = replace(self._steps[self._at], answer=self._page.answer())
            self._at = at
            self._problem.hide()
            self._render()

    def _go_on(self) -> None:
        (self._finish if self._next.isHidden() else self._next).click()

    def _on_jobs_begun(self, revision: Revision) -> None:
        self._revision, self._steps, self._at = revision, list(revision.steps), 0
        self._problem.hide()
        self._about.show_message(
            self.tr(
                "You are changing the answers behind a page you kept. The page is written anew from them; what it said "
                "before, and words you changed on the page itself, stay among its earlier wordings."
            )
        )
        self._render()

    def _on_next_clicked(self, _is_checked: bool = False) -> None:
        self.flush(partial(self._go_to, self._at + 1))

    def _on_back_clicked(self, _is_checked: bool = False) -> None:
        self.flush(partial(self._go_to, self._at - 1))

    def _on_finish_clicked(self, _is_checked: bool = False) -> None:
        self.flush(self._finish_when_kept)

    def _finish_when_kept(self, is_kept: bool) -> None:
        if is_kept and self._revision is not None:
            entry_id = self._revision.entry_id
            self._saving.end()
            self._revision = None
            self._page.clear()
            self.done.emit(entry_id)

    def _on_saving_state_changed(self, state: SaveState) -> None:
        kept = self.tr("Not kept") if self._desk.is_guest else self.tr("Saved and encrypted")
        words = {
            SaveState.EMPTY: ("", ""),
            SaveState.UNSAVED: (self.tr("Writing…"), ""),
            SaveState.SAVED: (kept, "" if self._desk.is_guest else "check"),
            SaveState.FAILED: (self.tr("Not saved yet"), "triangle-alert"),
        }
        self._status.say(*words[state])
        if state is SaveState.SAVED:
            self._problem.hide()

    def _on_failed(self, failure: Failure) -> None:
        action = self.tr("Try again now") if self._saving.is_under_way else ""
        self._problem.show_failure(sentence(failure.code, **failure.fields), action)

    def _on_problem_action_requested(self) -> None:
        self.flush(nothing_follows)


def _as_run(revision: Revision, one: AnsweredStep) -> Run:
    """Return a run that stands at a step, which is what a step's page shows."""
    return Run(
        id=revision.run_id,
        snapshot=revision.snapshot,
        step_id=one.step.id,
        sitting=one.sitting,
        answers={one.step.id: one.answer},
        can_go_back=False,
        started_at=revision.begun_at,
        saved_at=revision.begun_at,
        rest_until_on=None,
        entry_id=revision.entry_id,
    )


def _begin(journal: OpenJournal, *, entry_id: EntryId) -> Revision:
    return begin_revision(journal.vault, journal.clock, entry_id)


def _keep_in(revision: Revision, one: AnsweredStep) -> Keep:
    """Return what saves one answer of a finished practice, and its page with it."""

    def keep(journal: OpenJournal, answer: Answer) -> None:
        revise_answer(journal.vault, journal.clock, revision, one.sitting, one.step.id, answer)

    return keep
