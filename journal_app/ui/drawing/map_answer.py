"""An answer placed on a map: on a board of rings, or in a list for each ring; both hold the same names."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from journal_app.content.model import Part, Step
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.ui.circle.fields import TextLine
from journal_app.ui.drawing.ring_board import MOST_SHOWN, RingBoard
from journal_app.ui.widgets.buttons import plain_button
from journal_app.ui.widgets.choices import RadioMark, choose_in
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.step_forms import MapForm, StepForm

_ON_RINGS, _IN_WORDS = 0, 1
_LONGEST_NAME = 200
_NAME_PX = 200


class MapBoardForm(StepForm):
    """The board and the lists, one in sight."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._ways = QButtonGroup(self)
        row = FlowLayout(gap=16)
        as_picture = _tr("On rings") if step.parts else _tr("As a picture")
        for number, words in ((_ON_RINGS, as_picture), (_IN_WORDS, _tr("In words"))):
            mark = RadioMark(words, self)
            self._ways.addButton(mark, number)
            row.addWidget(mark)
        self._layout.addLayout(row)
        self._rings = self._build_rings(step)
        self._words = MapForm(step, self)
        self._layout.addWidget(self._rings)
        self._layout.addWidget(self._words)
        self._ways.idToggled.connect(self._on_ways_id_toggled)
        self._words.edited.connect(self.edited)
        self._board.edited.connect(self.edited)
        self._words.hide()
        choose_in(self._ways, _ON_RINGS)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        self._board.show_placed(answer.placed)
        self._words.show_answer(answer)
        is_in_words = answer.in_words or len(answer.placed) > MOST_SHOWN
        choose_in(self._ways, _IN_WORDS if is_in_words else _ON_RINGS)

    def answer(self) -> Answer:
        """Return what is in the form now."""
        return self._words.answer() if self._is_in_words else Answer(placed=self._board.placed)

    def focus_first(self) -> bool:
        """Put the keyboard on the line for a name, or on the first list."""
        if self._is_in_words:
            return self._words.focus_first()
        self._name.line.setFocus()
        return True

    def _build_rings(self, step: Step) -> QWidget:
        rings = QWidget(self)
        self._name = TextLine(_tr("A name, initials or a sign"), "", _LONGEST_NAME, rings)
        self._name.line.setMinimumWidth(_NAME_PX)
        self._ring = FoldedList(rings)
        self._ring.setAccessibleName(_tr("Ring"))
        parts = step.parts or (Part("", ""),)
        for part in parts:
            self._ring.addItem(part.label, part.id)
        self._ring.setHidden(not step.parts)
        self._add = plain_button(_tr("Put there"), "plus", rings)
        self._board = RingBoard(parts, rings)
        row = FlowLayout(gap=10, row_gap=6)
        for widget in (self._name, self._ring, self._add):
            row.addWidget(widget)
        layout = QVBoxLayout(rings)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self._board)
        self._name.line.returnPressed.connect(self._on_add_wished)
        self._add.clicked.connect(self._on_add_wished)
        return rings

    @property
    def _is_in_words(self) -> bool:
        return self._ways.checkedId() == _IN_WORDS

    def _on_add_wished(self) -> None:
        name = " ".join(self._name.line.text().split())
        if name:
            self._board.add(name, str(self._ring.currentData()))
            self._name.line.clear()
        self._name.line.setFocus()

    def _on_ways_id_toggled(self, number: int, is_on: bool) -> None:
        """Take the names along to the other way."""
        if not is_on:
            return
        if number == _IN_WORDS:
            self._words.show_answer(Answer(placed=self._board.placed))
        else:
            named = tuple(Placed(one.name, one.part) for one in self._words.answer().placed if one.name.strip())
            self._board.show_placed(named)
        self._rings.setVisible(number == _ON_RINGS)
        self._words.setVisible(number == _IN_WORDS)


def _tr(words: str) -> str:
    return QCoreApplication.translate("StepForms", words)
