"""Looking back over a week: some questions, all optional, at most once a week and only for who opens them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Scale
from journal_app.ui.widgets.buttons import primary_button, quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.scale_form import ScaleForm


class LookBackForm(QWidget):
    """The questions on a page of their own.

    Signals:
        kept(dict): keep these answers.
        left(): keep nothing.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = ScaleForm(scale.items, self)
        self._keep = primary_button(self.tr("Keep"), "check", self)
        self._leave = quiet_button(self.tr("Leave it"), "x", self)
        page = PageScroll(self)
        page.setAccessibleName(scale.title)
        column = page.column_layout
        column.addWidget(Heading(2, scale.title, self))
        self._of = caption_label(self)
        self._of.be_small_heading()
        column.addWidget(self._of)
        column.addWidget(body_label(self, scale.note))
        column.addWidget(self._form)
        row = FlowLayout()
        for button in (self._keep, self._leave):
            row.addWidget(button)
        column.addLayout(row)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self.left)

    def begin(self, answers: Mapping[str, int | str], of: str = "") -> None:
        """Show the questions with these answers, the keyboard on the first; `of` names the day of one made before."""
        self._of.setText(of)
        self._of.setVisible(bool(of))
        self._form.show_answers(answers)
        self._form.focus_first()

    def _on_keep_clicked(self) -> None:
        self.kept.emit(self._form.answers())
