"""Looking back over a week: some questions, all optional, at most once a week and only for who opens them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Scale
from journal_app.journal.check_ins import AsItWas, CheckIn, answers_of
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.pattern_jobs import change_look_back, keep_look_back
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.scale_form import ScaleForm


class LookBackForm(QWidget):
    """The questions on a page of their own, for a new look-back or for one to be changed.

    Signals:
        kept(bool): a new one is kept; False when nothing was answered, and so nothing is.
        changed(AsItWas, bool): one was changed: what it was before, and whether anything is left of it.
        left(): nothing was kept and nothing changed.
    """

    kept = Signal(bool)
    changed = Signal(object, bool)
    left = Signal()

    def __init__(self, desk: Desk, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scale = scale
        self._changed: CheckIn | None = None
        self._build()
        self._keep.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self.left)

    @property
    def is_new(self) -> bool:
        """Whether the questions are those of a new look-back."""
        return self._changed is None

    def begin(self, changed: CheckIn | None = None) -> None:
        """Show the questions, the keyboard on the first; empty, or with the answers of one that is to be changed."""
        self._changed = changed
        self._problem.hide()
        self._of.setVisible(changed is not None)
        if changed is None:
            self._form.show_answers({})
        else:
            self._of.setText(self.tr("Of %1").replace("%1", spoken_day(changed.made_on)))
            self._form.show_answers(answers_of(self._scale, changed))
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        self._form.focus_first()

    def _build(self) -> None:
        self._form = ScaleForm(self._scale.items, self)
        self._keep = primary_button(self.tr("Keep"), "check", self)
        self._leave = quiet_button(self.tr("Leave it"), "x", self)
        self._problem = Notice(self)
        self._problem.hide()
        self._of = caption_label(self)
        self._of.be_small_heading()
        page = PageScroll(self)
        page.setAccessibleName(self._scale.title)
        column = page.column_layout
        for widget in (Heading(1, self._scale.title, self), self._of, body_label(self, self._scale.note), self._form):
            column.addWidget(widget)
        column.addWidget(self._problem)
        row = FlowLayout()
        for button in (self._keep, self._leave):
            row.addWidget(button)
        column.addLayout(row)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _on_keep_clicked(self) -> None:
        jobs, answers, changes = self._desk.jobs, self._form.answers(), frozenset({Kind.CHECK_INS})
        if self._changed is None:
            keep = partial(keep_look_back, answers=answers)
            jobs.run(keep, owner=self, done=self.kept.emit, failed=self._on_jobs_failed, changes=changes)
        else:
            change = partial(change_look_back, check_in_id=self._changed.id, answers=answers)
            jobs.run(change, owner=self, done=self._on_jobs_changed, failed=self._on_jobs_failed, changes=changes)

    def _on_jobs_changed(self, done: tuple[AsItWas, bool]) -> None:
        self.changed.emit(*done)

    def _on_jobs_failed(self, failure: Failure) -> None:
        """Say it beside the answers, which are all still here."""
        self._problem.show_failure(sentence(failure.code, **failure.fields))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the questions."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
