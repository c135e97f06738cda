"""How it is today, if one likes to say: a strip on Today that folds away, and stays folded for who folds it.

Each word is kept as it is chosen. Nothing here adds up, compares or comments; what was said can be changed or taken
away while it is today.
"""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Scale
from journal_app.journal.check_ins import (
    CHECK_IN,
    CheckIn,
    answer_today,
    answers_of,
    delete_check_in,
    todays_check_in,
)
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.scale_form import ScaleForm

_CHANGES = frozenset({Kind.CHECK_INS})


@dataclass(frozen=True, slots=True)
class StripState:
    """What is told today, and whether the strip is folded away."""

    check_in: CheckIn | None
    is_folded: bool


class CheckInStrip(QWidget):
    """Fetches and keeps today's check-in by itself; takes no room where the pack has none.

    Signals:
        shown(): what is told today is on screen.
    """

    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scale: Scale | None = desk.pack.scales.get(CHECK_IN)
        self._check_in: CheckIn | None = None
        self._forms: list[ScaleForm] = []
        self._waiting = 0
        self._build()
        self._connect()
        self._retranslate()
        self.hide()

    def refresh(self) -> None:
        """Read again what is told today."""
        if self._scale is not None:
            self._desk.jobs.run(fetch_strip, owner=self, done=self._render, failed=self._on_jobs_failed)

    def open_up(self) -> None:
        """Unfold it, and put the keyboard on the first question; nothing where the pack has none."""
        if self._scale is not None:
            self._fold.set_open(True)
            self._forms[0].focus_first()
            self._on_fold_opened(is_open=True)

    def _build(self) -> None:
        self._fold = Fold("", self)
        self._said = Notice(self)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._fold)
        layout.addWidget(self._said)

    def _connect(self) -> None:
        self._fold.first_opened.connect(self._fill)
        self._fold.opened.connect(self._on_fold_opened)

    def _retranslate(self) -> None:
        if self._scale is not None:
            self._fold.set_title(self._scale.title)

    def _fill(self) -> None:
        """Make the questions that steer what is offered, and what stands below them: not before somebody opens it."""
        assert self._scale is not None  # else the strip is never shown
        steering = [item for item in self._scale.items if item.cap or item.max_minutes]
        inside = self._fold.content_layout
        inside.addWidget(self._add_form(ScaleForm(steering, self)))
        self._more = Fold(self.tr("More, if you like"), self)
        self._more.first_opened.connect(self._fill_more)
        words = self.tr(
            "All of it is optional. The first answer sets how gentle the pages are that are offered, the second how "
            "long. It all stays in your journal."
        )
        self._take_away = quiet_button(self.tr("Take away what I said today"), "trash", self)
        self._take_away.clicked.connect(self._on_take_away_clicked)
        below = FlowLayout()
        below.addWidget(self._take_away)
        for widget in (self._more, caption_label(self, words)):
            inside.addWidget(widget)
        inside.addLayout(below)

    def _fill_more(self) -> None:
        assert self._scale is not None  # as above
        others = [item for item in self._scale.items if not (item.cap or item.max_minutes)]
        self._more.content_layout.addWidget(self._add_form(ScaleForm(others, self)))
        self._show_answers()

    def _add_form(self, form: ScaleForm) -> ScaleForm:
        form.answered.connect(self._on_form_answered)
        self._forms.append(form)
        return form

    def _render(self, state: StripState) -> None:
        self._check_in = state.check_in
        self._fold.set_open(not state.is_folded)
        if self._forms:
            self._take_away.setVisible(state.check_in is not None)
        if not self._waiting:  # else a newer answer is on its way
            self._show_answers()
        self.show()
        self.shown.emit()

    def _show_answers(self) -> None:
        if self._scale is None:
            return
        answers = {} if self._check_in is None else answers_of(self._scale, self._check_in)
        for form in self._forms:
            form.show_answers(answers)

    def _on_form_answered(self, item_id: str, value: int | str | None) -> None:
        self._said.hide()
        self._run(partial(_answer, item_id=item_id, value=value))

    def _on_take_away_clicked(self) -> None:
        if self._check_in is not None:
            self._fold.setFocus()  # the button goes
            self._run(partial(_take_away, check_in=self._check_in))
            self._said.show_message(self.tr("It is gone. Nothing is kept of it."))

    def _on_fold_opened(self, is_open: bool) -> None:
        for form in self._forms:
            form.tell_words()
        self._said.hide()
        job = partial(_remember_fold, is_folded=not is_open)
        self._desk.jobs.run(job, owner=self, done=self._render, failed=self._on_jobs_failed)

    def _run(self, job: partial[StripState]) -> None:
        self._waiting += 1
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_kept, failed=self._on_jobs_not_kept, changes=_CHANGES)

    def _on_jobs_kept(self, state: StripState) -> None:
        self._waiting -= 1
        self._render(state)

    def _on_jobs_not_kept(self, failure: Failure) -> None:
        self._waiting -= 1
        self._on_jobs_failed(failure)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._show_answers()
        self._said.show_failure(sentence(failure.code, **failure.fields))


def fetch_strip(journal: OpenJournal) -> StripState:
    """Return what is told today, and whether the strip is folded away."""
    is_folded = load_private_preferences(journal.vault).is_check_in_folded
    return StripState(todays_check_in(journal.vault, journal.clock), is_folded)


def _answer(journal: OpenJournal, *, item_id: str, value: int | str | None) -> StripState:
    answer_today(journal.vault, journal.clock, journal.pack.scales[CHECK_IN], item_id, value)
    return fetch_strip(journal)


def _take_away(journal: OpenJournal, *, check_in: CheckIn) -> StripState:
    delete_check_in(journal.vault, check_in.id)
    return fetch_strip(journal)


def _remember_fold(journal: OpenJournal, *, is_folded: bool) -> StripState:
    changed = replace(load_private_preferences(journal.vault), is_check_in_folded=is_folded)
    save_private_preferences(journal.vault, changed)
    return fetch_strip(journal)
