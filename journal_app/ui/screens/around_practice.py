"""How it is before a practice, or after it, for who wishes to say: folded below a practice, never asked for."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import PracticeId, Scale
from journal_app.journal.around_practice import Around, answer_around, around_practice
from journal_app.journal.check_ins import CHECK_IN, Moment, answers_of
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.scale_form import ScaleForm


class AroundPractice(QWidget):
    """Fetches and keeps what is told by itself; takes no room where there is nothing to tell now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scale: Scale | None = desk.pack.scales.get(CHECK_IN)
        self._practice_id: PracticeId | None = None
        self._around: Around | None = None
        self._form: ScaleForm | None = None
        self._waiting = 0
        self._fold = Fold("", self)
        self._problem = Notice(self)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._fold)
        layout.addWidget(self._problem)
        self._fold.first_opened.connect(self._fill)
        self.hide()

    def show_for(self, practice_id: PracticeId) -> None:
        """Show what can be told of a practice now; folded where it is another than before."""
        if practice_id != self._practice_id:
            self._tell_words()
            self._practice_id = practice_id
            self._fold.set_open(False)
        if self._scale is not None:
            job = partial(_fetch, practice_id=practice_id)
            self._desk.jobs.run(job, owner=self, done=self._render, failed=self._on_jobs_failed)

    def open_fold(self) -> None:
        """Unfold the questions."""
        self._fold.set_open(True)
        self._fold.setFocus()

    def _fill(self) -> None:
        assert self._scale is not None  # else it is never shown
        self._form = ScaleForm(self._scale.items, self)
        self._form.answered.connect(self._on_form_answered)
        self._fold.content_layout.addWidget(self._form)
        words = self.tr("All of it is optional, and nothing is made of it. It stays in your journal, under Patterns.")
        self._fold.content_layout.addWidget(caption_label(self, words))
        self._show_answers()

    def _render(self, around: Around) -> None:
        self._around = around
        self.setVisible(not around.is_under_way)
        is_after = around.moment is Moment.AFTER
        self._fold.set_title(
            self.tr("Say how it is now, after it") if is_after else self.tr("Say how it is, before you begin")
        )
        if not self._waiting:  # else a newer answer is on its way
            self._show_answers()

    def _show_answers(self) -> None:
        if self._form is not None and self._scale is not None:
            told = None if self._around is None else self._around.check_in
            self._form.show_answers({} if told is None else answers_of(self._scale, told))

    def _tell_words(self) -> None:
        if self._form is not None:
            self._form.tell_words()

    def _on_form_answered(self, item_id: str, value: int | str | None) -> None:
        if self._practice_id is None:
            return
        self._waiting += 1
        self._problem.hide()
        self._desk.jobs.run(
            partial(_answer, practice_id=self._practice_id, item_id=item_id, value=value),
            owner=self,
            done=self._on_jobs_kept,
            failed=self._on_jobs_not_kept,
            changes=frozenset({Kind.CHECK_INS}),
        )

    def _on_jobs_kept(self, around: Around) -> None:
        self._waiting -= 1
        self._render(around)

    def _on_jobs_not_kept(self, failure: Failure) -> None:
        self._waiting -= 1
        self._on_jobs_failed(failure)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._show_answers()
        self._problem.show_failure(sentence(failure.code, **failure.fields))


def _fetch(journal: OpenJournal, *, practice_id: PracticeId) -> Around:
    return around_practice(journal.vault, journal.clock, practice_id)


def _answer(journal: OpenJournal, *, practice_id: PracticeId, item_id: str, value: int | str | None) -> Around:
    scale = journal.pack.scales[CHECK_IN]
    return answer_around(journal.vault, journal.clock, scale, practice_id, item_id, value)
