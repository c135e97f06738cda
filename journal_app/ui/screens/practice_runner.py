"""A practice, one step a page: what it asks, the passage beside it, and a way back, on, out or to steady oneself.

Every answer is saved as it is given. Every step shows Back, Skip, Steady me, Save and stop, and Stop, keep nothing
(content.md, R2); what is skipped is told to nobody.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import GroundingAnchor, PracticeId, StepType
from journal_app.journal.entries import EntryId
from journal_app.journal.practice_page import asked_of
from journal_app.journal.practice_run import Moved, Run, RunId
from journal_app.journal.sealed_draft import UnsavedPage
from journal_app.settings.sentences import sentence
from journal_app.ui import run_jobs
from journal_app.ui.answer_autosave import keep_in_run
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.save_loop import SaveState, nothing_follows
from journal_app.ui.screens.grounding import GroundingPage
from journal_app.ui.screens.origin_panel import OriginPanel
from journal_app.ui.screens.step_page import StepPage
from journal_app.ui.screens.step_saving import StepSaving
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.step_actions import StepActions

PANEL_LEAST_PX, PAGE_LEAST_PX = 320, 480
_CHANGES = frozenset({Kind.PRACTICES})


class PracticeRunner(QWidget):
    """One run of a practice.

    Signals:
        finished(EntryId): the run became an entry.
        left(str): the run was put down; the words say what became of it.
        practice_requested(str): another practice was chosen instead; this one is kept as it is.
        steady_requested(): show ways to steady oneself.
        passage_requested(str): open a passage in Readings.
    """

    finished = Signal(object)
    left = Signal(str)
    practice_requested = Signal(str)
    steady_requested = Signal()
    passage_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run: Run | None = None
        self._build()
        self._connect()
        self._retranslate()

    @property
    def run_id(self) -> RunId | None:
        """The run that is open here, None when there is none."""
        return None if self._run is None else self._run.id

    def begin(self, practice_id: PracticeId) -> None:
        """Begin a practice of the pack at its first step."""
        self._do(partial(run_jobs.begin, practice_id=practice_id))

    def resume(self, run_id: RunId) -> None:
        """Go on with a run where it was left."""
        self._do(partial(run_jobs.load, run_id=run_id))

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
        self._page = StepPage(self)
        self._saving = StepSaving(self._desk.jobs, self._page)
        self._problem = Notice(self)
        self._problem.hide()
        self._question = ChoiceNotice(self)
        self._actions = StepActions(self)
        self._column = PageScroll(self)
        layout = self._column.column_layout
        layout.addWidget(self._problem)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._question)
        layout.addWidget(self._actions)
        self._panel = OriginPanel(self._desk, self)
        self._origin_later = QTimer(self)
        self._origin_later.setSingleShot(True)
        self._origin_later.setInterval(0)
        beside = QWidget(self)
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._column, 3)
        row.addWidget(self._panel, 2)
        self._grounding = GroundingPage(self, may_move=self._desk.theme.may_move)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(beside)
        self._stack.addWidget(self._grounding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self._saving.state_changed.connect(self._on_saving_state_changed)
        self._saving.save_failed.connect(self._on_failed)
        self._page.anchor_chosen.connect(self._on_page_anchor_chosen)
        self._grounding.closed.connect(self._on_grounding_closed)
        self._origin_later.timeout.connect(self._on_origin_later_timeout)
        self._panel.close_requested.connect(self._on_panel_close_requested)
        self._panel.passage_requested.connect(self.passage_requested)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        actions = self._actions
        actions.next_requested.connect(self._on_actions_next_requested)
        actions.back_requested.connect(self._on_actions_back_requested)
        actions.rest_requested.connect(self._on_actions_rest_requested)
        actions.finish_requested.connect(self._on_actions_finish_requested)
        actions.steady_requested.connect(self.steady_requested)
        actions.stop_requested.connect(self._on_actions_stop_requested)
        actions.discard_requested.connect(self._on_actions_discard_requested)
        actions.origin_toggled.connect(self._place_panel)
        add_command(self, self.tr("On to the next step"), actions.press_main, "Ctrl+Return")

    def _retranslate(self) -> None:
        self._column.setAccessibleName(self.tr("The step"))

    def _render(self, run: Run) -> None:
        """Show the step that a run stands at."""
        self._saving.end()
        if self._run is None:
            self._actions.show_origin(self._is_wide())
        self._run = run
        self._question.clear()
        self._problem.hide()
        self._page.show_step(run)
        if run.step.type is StepType.GROUND:
            self._desk.jobs.run(run_jobs.anchors, owner=self._page, done=self._page.show_anchors)
        self._actions.show_step(run)
        step = run.step
        self._origin_later.start()
        if step.recalls:
            self._desk.jobs.run(
                partial(run_jobs.recall, kinds=step.recalls), owner=self._page, done=self._page.show_recalled
            )
        keep, is_kept = keep_in_run(run.id, run.step_id), not run.answer.is_blank
        self._saving.begin(run.snapshot.practice.title, keep, run_id=run.id, is_kept=is_kept)
        self._stack.setCurrentIndex(0)
        self._column.setEnabled(True)
        self._column.verticalScrollBar().setValue(0)
        self._place_panel()
        if not self._page.focus_first():
            self._actions.focus_main()

    def _close(self) -> None:
        self._saving.end()
        self._run = None
        self._page.clear()

    def _do(self, job: Callable[[OpenJournal], Run]) -> None:
        self._desk.jobs.run(job, owner=self, done=self._render, failed=self._on_failed, changes=_CHANGES)

    def _move(self, job: Callable[[OpenJournal, RunId], object], done: Callable[..., None]) -> None:
        """Save what stands here, then do a job on the run; nothing can be typed in between."""
        self.flush(partial(self._on_flushed, job, done))

    def _on_flushed(
        self, job: Callable[[OpenJournal, RunId], object], done: Callable[..., None], is_kept: bool
    ) -> None:
        if self._run is None or not is_kept or not self._column.isEnabled():
            return
        self._column.setEnabled(False)
        self._desk.jobs.run(
            partial(run_jobs.on_run, job, self._run.id), owner=self, done=done, failed=self._on_failed, changes=_CHANGES
        )

    def _on_actions_next_requested(self) -> None:
        self._move(run_jobs.go_on, self._on_jobs_moved)

    def _on_actions_back_requested(self) -> None:
        self._move(run_jobs.go_back, self._on_jobs_went_back)

    def _on_actions_rest_requested(self) -> None:
        self._move(run_jobs.rest, self._on_jobs_rested)

    def _on_actions_finish_requested(self) -> None:
        self._move(run_jobs.finish, self._on_jobs_finished)

    def _on_actions_stop_requested(self) -> None:
        self._move(run_jobs.look, self._on_jobs_stopped)

    def _on_actions_discard_requested(self) -> None:
        words = self.tr("Stop here and keep nothing of this practice? What you answered will be gone for good.")
        self._question.ask(words, self.tr("Keep nothing"), self._discard, self.tr("Go on with it"), self._focus_page)
        self._column.ensureWidgetVisible(self._question)

    def _focus_page(self) -> None:
        if not self._page.focus_first():
            self._actions.focus_main()

    def _discard(self) -> None:
        if self._run is None:
            return
        self._saving.pass_over()
        self._column.setEnabled(False)
        job = partial(run_jobs.on_run, run_jobs.discard_run, self._run.id)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_discarded, failed=self._on_failed, changes=_CHANGES)

    def _on_jobs_went_back(self, run: Run) -> None:
        self._render(run)
        announce(self, self.tr("One step back."))

    def _on_jobs_moved(self, moved: Moved) -> None:
        self._render(moved.run)
        if moved.goto is not None:
            self._close()
            self.practice_requested.emit(moved.goto)

    def _on_jobs_rested(self, run: Run) -> None:
        self._close()
        if run.rest_until_on is None:
            self.left.emit(self.tr("This sitting is kept. The next one is here whenever you like."))
        else:
            self.left.emit(self.tr("This sitting is kept. The next one is meant for another day; there is no hurry."))

    def _on_jobs_finished(self, entry_id: EntryId | None) -> None:
        self._close()
        if entry_id is None:
            self.left.emit(self.tr("Nothing was written, so nothing is kept. That is fine."))
        else:
            self._desk.hub.announce(frozenset({Kind.ENTRIES}), self)
            self.finished.emit(entry_id)

    def _on_jobs_stopped(self, _result: object) -> None:
        self._close()
        self.left.emit(self.tr("It is kept. You can go on whenever you like, or never."))

    def _on_jobs_discarded(self, _purged: object) -> None:
        self._close()
        self.left.emit(self.tr("Nothing is kept of it."))

    def _on_failed(self, failure: Failure) -> None:
        self._column.setEnabled(True)
        action = self.tr("Try again now") if self._saving.is_under_way else ""
        self._problem.show_failure(sentence(failure.code, **failure.fields), action)

    def _on_problem_action_requested(self) -> None:
        self.flush(nothing_follows)

    def _on_saving_state_changed(self, state: SaveState) -> None:
        self._actions.say_state(state, is_guest=self._desk.is_guest)
        if state is SaveState.SAVED:
            self._problem.hide()

    def _on_page_anchor_chosen(self, anchor: GroundingAnchor) -> None:
        self._stack.setCurrentWidget(self._grounding)
        self._grounding.show_anchor(anchor)

    def _on_grounding_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self._actions.focus_main()

    def _on_origin_later_timeout(self) -> None:
        """Fill the panel in a turn after the step's own: neither then holds the window up."""
        if self._run is not None:
            snapshot = self._run.snapshot
            passages = snapshot.passages_of(self._run.step)
            self._panel.show_origin(replace(asked_of(snapshot, ()), passages=passages))

    def _on_panel_close_requested(self) -> None:
        self._actions.show_origin(False)

    def _place_panel(self) -> None:
        """Show the passage beside the step where both fit; in a narrow window it takes the step's place when wished."""
        is_shown = self._run is not None and self._actions.shows_origin
        self._panel.setVisible(is_shown)
        self._column.setVisible(not is_shown or self._is_wide())

    def _is_wide(self) -> bool:
        return self.width() >= scaled(PANEL_LEAST_PX + PAGE_LEAST_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the passage anew."""
        super().resizeEvent(event)
        self._place_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back a question, folds a panel that is in the way, else goes a step back; nothing is lost by it."""
        if event.key() != Qt.Key.Key_Escape or self._run is None:
            super().keyPressEvent(event)
        elif self._question.is_asking:
            self._question.clear()
            self._focus_page()
        elif self._column.isHidden():
            self._actions.show_origin(False)
        else:
            self._actions.press_way_back()
