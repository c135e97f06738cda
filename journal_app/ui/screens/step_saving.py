"""Save the answer on a step's page, under way or when it is changed later; and hand out what of it is not saved yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from journal_app.journal.practice_run import RunId
from journal_app.journal.sealed_draft import UnsavedPage
from journal_app.ui.answer_autosave import AnswerAutosave, Keep
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import JobRunner
from journal_app.ui.drawing.answer import DrawnAnswerAutosave
from journal_app.ui.save_loop import SaveState
from journal_app.ui.screens.step_page import StepPage


class StepSaving(QObject):
    """Saves one answer after the other on the same page.

    Signals:
        state_changed(SaveState): what can now truthfully be said about the answer.
        save_failed(Failure): why it could not be saved yet.
    """

    state_changed = Signal(object)
    save_failed = Signal(object)

    def __init__(self, jobs: JobRunner, page: StepPage) -> None:
        super().__init__(page)
        self._jobs = jobs
        self._page = page
        self._title = ""
        self._autosave: AnswerAutosave | DrawnAnswerAutosave | None = None
        page.edited.connect(self._on_page_edited)

    @property
    def is_under_way(self) -> bool:
        """Whether there is an answer to save."""
        return self._autosave is not None

    def begin(
        self, title: str, keep: Keep, *, run_id: RunId, is_kept: bool, changes: frozenset[Kind] = frozenset()
    ) -> None:
        """Save the answer to the step that the page shows now; a drawing of it is fetched.

        `title` is the practice's; `is_kept` says that there is an answer in the vault already.
        """
        self.end()
        self._title = title
        jobs, read, form = self._jobs, self._page.answer, self._page.draw_form
        if form is None:
            self._autosave = AnswerAutosave(jobs, read, keep, is_kept=is_kept, changes=changes, parent=self)
        else:
            form.fetch_drawing(jobs)
            self._autosave = DrawnAnswerAutosave(
                jobs, read, form, keep, run_id=run_id, is_kept=is_kept, changes=changes, parent=self
            )
        self._autosave.state_changed.connect(self.state_changed)
        self._autosave.save_failed.connect(self.save_failed)
        self.state_changed.emit(self._autosave.state)

    def end(self) -> None:
        """Leave the page alone from now on."""
        if self._autosave is not None:
            self._autosave.stop()
            self._autosave.deleteLater()
            self._autosave = None

    def pass_over(self) -> None:
        """Leave out what is not saved yet: it is not to be kept."""
        if self._autosave is not None:
            self._autosave.stop()

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is not saved yet, then say whether everything is kept."""
        if self._autosave is None:
            then(True)
        else:
            self._autosave.flush(then)

    def unsaved_page(self) -> UnsavedPage | None:
        """Return the answer while it is not saved, as a page of its own; None when all is kept."""
        if self._autosave is None or self._autosave.is_all_kept:
            return None
        answer = self._page.answer()
        written = [answer.text, *answer.parts.values(), *answer.lines, *(one.name for one in answer.placed)]
        words = "\n\n".join(text for text in written if text.strip())
        drawing = self._autosave.unsaved_drawing() if isinstance(self._autosave, DrawnAnswerAutosave) else None
        return UnsavedPage(self._title, words, drawing=drawing) if words or drawing is not None else None

    def text_at_risk(self) -> str:
        """Return the words of an answer that could not be saved; empty otherwise."""
        page = self.unsaved_page()
        is_failed = self._autosave is not None and self._autosave.state is SaveState.FAILED
        return page.body if page is not None and is_failed else ""

    def _on_page_edited(self) -> None:
        if self._autosave is not None:
            self._autosave.mark_edited()
