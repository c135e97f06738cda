"""One step of a practice on its page: what it says, its smaller version, the person's own earlier words, the answer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import GroundingAnchor, Step, StepType
from journal_app.journal.own_story import StoryLine
from journal_app.journal.practice_answer import NO_ANSWER, Answer
from journal_app.journal.practice_run import Run
from journal_app.ui.drawing.answer import DrawForm
from journal_app.ui.drawing.map_answer import MapBoardForm
from journal_app.ui.screens.grounding import about_anchor
from journal_app.ui.stance import stance_label
from journal_app.ui.widgets.buttons import Button, plain_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label, question_label
from journal_app.ui.widgets.passage_quote import PassageQuote
from journal_app.ui.widgets.step_forms import StepForm, make_form

_WITH_QUOTE = frozenset({StepType.READ})
MOST_RECALLED = 30


class StepPage(QWidget):
    """Shows a step and takes its answer.

    Signals:
        edited(): the person changed the answer.
        anchor_chosen(GroundingAnchor): the person chose a way to steady themselves.
    """

    edited = Signal()
    anchor_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._form: StepForm | None = None
        self._is_smaller = False
        self._anchor_buttons: list[Button] = []
        self._build()
        self._connect()
        self._retranslate()

    @property
    def draw_form(self) -> DrawForm | None:
        """The form that can be drawn on, where the step has one."""
        return self._form if isinstance(self._form, DrawForm) else None

    def show_step(self, run: Run) -> None:
        """Show the step that a run stands at, with what was answered to it so far."""
        self._run = run
        step, answer = run.step, run.answer
        self._is_smaller = answer.is_smaller and bool(step.smaller)
        self._title.setText(run.snapshot.practice.title)
        self._where.setText(self._where_words(run))
        self._smaller.setVisible(bool(step.smaller))
        self._show_quote(run)
        self._say_text()
        self._fill_anchors(())
        self._recalled.hide()
        self._take_form(self._form_for(step))
        assert self._form is not None
        self._form.show_answer(answer)
        self._form.edited.connect(self.edited)

    def show_anchors(self, anchors: Sequence[GroundingAnchor]) -> None:
        """Offer these ways to steady oneself at a step that is for it."""
        if self._run is not None and self._run.step.type is StepType.GROUND:
            self._fill_anchors(anchors)

    def show_recalled(self, lines: Sequence[StoryLine]) -> None:
        """Offer the person's own earlier words back, folded; nothing where there are none."""
        self._recalled.setVisible(bool(lines))
        self._recalled_words.setText("\n\n".join(line.text for line in lines[:MOST_RECALLED]))

    def answer(self) -> Answer:
        """Return the answer as it stands."""
        if self._run is None or self._form is None:
            return NO_ANSWER
        drawing = self._run.answer.drawing if self.draw_form is None else self.draw_form.answer().drawing
        return replace(self._form.answer(), is_smaller=self._is_smaller, drawing=drawing)

    def clear(self) -> None:
        """Take the step and its answer away."""
        self._run = None
        self._take_form(None)
        self._text.setText("")
        self._recalled_words.setText("")

    def focus_first(self) -> bool:
        """Put the keyboard where the answer begins; False where there is nothing to answer."""
        if self._anchor_buttons:
            return False
        return self._form is not None and self._form.focus_first()

    def _build(self) -> None:
        self._title = Heading(2, "", self)
        self._where = caption_label(self)
        self._quote = PassageQuote(self)
        self._text = question_label(self)
        self._smaller = quiet_button("", "minimize", self)
        self._smaller.setCheckable(True)
        self._ways = FlowLayout()
        self._recalled = Fold("", self)
        self._recalled_words = body_label(self)
        self._recalled.content_layout.addWidget(self._recalled_words)
        row = FlowLayout()
        row.addWidget(self._smaller)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        for widget in (self._where, self._title, self._quote, self._text):
            self._layout.addWidget(widget)
        self._layout.addLayout(row)
        self._layout.addWidget(self._recalled)
        self._layout.addLayout(self._ways)
        self._layout.addStretch()  # holds the words together where no page to write on takes the room

    def _connect(self) -> None:
        self._smaller.clicked.connect(self._on_smaller_clicked)

    def _retranslate(self) -> None:
        self._smaller.setText(self.tr("Smaller version"))
        self._recalled.set_title(self.tr("From your own earlier pages"))

    def _form_for(self, step: Step) -> StepForm:
        """Return an empty form."""
        if step.type is StepType.DRAW:
            return DrawForm(step, self)
        if step.type is StepType.MAP:
            return MapBoardForm(step, self)
        return make_form(step, self)

    def _where_words(self, run: Run) -> str:
        step = run.step
        words = []
        if run.snapshot.practice.sittings > 1:
            of = str(run.snapshot.practice.sittings)
            words.append(self.tr("Sitting %1 of %2").replace("%1", str(run.sitting)).replace("%2", of))
        if step.minutes is not None:
            words.append(self.tr("about %n minutes", "", step.minutes))
        return "  ·  ".join(words)

    def _show_quote(self, run: Run) -> None:
        passage = run.snapshot.passages_of(run.step)[0]
        self._quote.setVisible(run.step.type in _WITH_QUOTE)
        self._quote.show_quote(passage.exact, f"{passage.article_title}  ·  {stance_label(passage.stance)}")

    def _say_text(self) -> None:
        if self._run is None:
            return
        step = self._run.step
        words = step.smaller if self._is_smaller else self._run.snapshot.text_of(step, self._run.sitting)
        if step.type in (StepType.DRAW, StepType.MAP) and step.words_only and not self._is_smaller:
            words = f"{words}\n\n{self.tr('In words:')} {step.words_only}"
        self._text.setText(words)
        self._smaller.setChecked(self._is_smaller)
        self._where.setVisible(bool(self._where.text()))

    def _fill_anchors(self, anchors: Sequence[GroundingAnchor]) -> None:
        while self._anchor_buttons:
            self._anchor_buttons.pop().deleteLater()
        for anchor in anchors:
            button = plain_button(anchor.name, "anchor", self)
            button.setAccessibleDescription(about_anchor(anchor))
            button.clicked.connect(partial(self._on_anchor_clicked, anchor))
            self._ways.addWidget(button)
            button.show()
            self._anchor_buttons.append(button)

    def _take_form(self, form: StepForm | None) -> None:
        if self._form is not None:
            self._layout.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        if form is not None:
            self._layout.insertWidget(self._layout.count() - 1, form, 1 if form.takes_room else 0)
            form.setVisible(not form.is_empty)

    def _on_smaller_clicked(self, is_checked: bool) -> None:
        self._is_smaller = is_checked
        self._say_text()
        if not self.answer().is_blank:
            self.edited.emit()

    def _on_anchor_clicked(self, anchor: GroundingAnchor, _is_checked: bool = False) -> None:
        self.anchor_chosen.emit(anchor)
