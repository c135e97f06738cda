"""What one answers a step of a practice with: a form for each kind of step, all of them read and filled as an `Answer`.

Every form can be left empty. What is drawn has forms of its own (`ui/drawing`); `MapForm` is a map's way in words.
"""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from journal_app.content.model import Part, Step, StepType
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.choices import RadioMark, TickBox
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.long_words_notice import LongWordsNotice
from journal_app.ui.widgets.small_field import SmallField

_GAP_PX = 14


class StepForm(QWidget):
    """One answer's form; without fields of its own for steps that ask for nothing.

    Signals:
        edited(): the person changed the answer.
    """

    edited = Signal()
    takes_room = False
    """Whether it grows with the window, as a page to write on does."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step-form")
        self._step = step
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP_PX)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to answer here."""
        return self._layout.count() == 0

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""

    def answer(self) -> Answer:
        """Return what is in the form now."""
        return Answer()

    def focus_first(self) -> bool:
        """Put the keyboard on the first field; False where there is none."""
        first = next((one for one in self.findChildren(QWidget) if one.focusPolicy().value and one.isEnabled()), None)
        if first is not None:
            first.setFocus()
        return first is not None


class WordsForm(StepForm):
    """A page to write on."""

    takes_room = True

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._editor = PageEditor(self)
        self._editor.setPlaceholderText(step.stem or _tr("Start anywhere."))
        self._editor.setAccessibleName(_tr("Your answer"))
        self._editor.edited.connect(self.edited)
        self._layout.addWidget(LongWordsNotice(self._editor, self))
        self._layout.addWidget(self._editor, 1)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        self._editor.set_text(answer.text)
        self._editor.move_to_end()

    def answer(self) -> Answer:
        """Return what is in the form now."""
        return Answer(text=self._editor.text())


class PartsForm(StepForm):
    """A few lines for each labelled part."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        lines = 3 if step.type is StepType.LETTER else 1
        self._fields = {
            part.id: SmallField(part.label, part.hint, least_lines=lines, parent=self) for part in step.parts
        }
        for field in self._fields.values():
            field.edited.connect(self.edited)
            self._layout.addWidget(field)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        for part_id, field in self._fields.items():
            field.set_text(answer.parts.get(part_id, ""))

    def answer(self) -> Answer:
        """Return what is in the form now."""
        return Answer(parts={part_id: text for part_id, field in self._fields.items() if (text := field.text())})


class LinesForm(StepForm):
    """A list, a line each."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._field = SmallField("", _tr("One on each line."), least_lines=5, parent=self)
        self._field.edited.connect(self.edited)
        self._layout.addWidget(self._field)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        self._field.set_text("\n".join(answer.lines))

    def answer(self) -> Answer:
        """Return what is in the form now."""
        text = self._field.text()
        return Answer(lines=tuple(text.split("\n")) if text else ())


class FewWordsForm(StepForm):
    """A few words beside something to read: such a step often asks, and what one types must stand somewhere."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._field = SmallField("", _tr("A few words, if you like."), least_lines=2, parent=self)
        self._field.edited.connect(self.edited)
        self._layout.addWidget(self._field)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        self._field.set_text(answer.text)

    def answer(self) -> Answer:
        """Return what is in the form now."""
        return Answer(text=self._field.text())


class MapForm(StepForm):
    """Names for each ring of a map, in words: one on each line."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        parts = step.parts or (Part("", ""),)
        self._fields = {
            part.id: SmallField(part.label, _tr("One on each line."), least_lines=2, parent=self) for part in parts
        }
        for field in self._fields.values():
            field.edited.connect(self.edited)
            self._layout.addWidget(field)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        for part_id, field in self._fields.items():
            field.set_text("\n".join(one.name for one in answer.placed if one.part == part_id))

    def answer(self) -> Answer:
        """Return what is in the form now."""
        placed = tuple(
            Placed(name, part_id)
            for part_id, field in self._fields.items()
            if (text := field.text())
            for name in text.split("\n")
        )
        return Answer(placed=placed, in_words=bool(placed))


class ChooseForm(StepForm):
    """One of several, or as many as fit."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._layout.setSpacing(4)
        self._marks: list[QAbstractButton] = []
        for option in step.options:
            mark = TickBox(option.label, self) if step.many else RadioMark(option.label, self)
            mark.setAutoExclusive(not step.many)
            mark.clicked.connect(self.edited)
            self._marks.append(mark)
            self._layout.addWidget(mark)

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        for mark in self._marks:
            mark.setAutoExclusive(False)
            mark.setChecked(mark.text() in answer.chosen)
            mark.setAutoExclusive(not self._step.many)

    def answer(self) -> Answer:
        """Return what is in the form now."""
        return Answer(chosen=tuple(mark.text() for mark in self._marks if mark.isChecked()))


class RateForm(StepForm):
    """A word for each line, from a short list; the first of the list is to say nothing."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._lists: dict[str, FoldedList] = {}
        for part in step.parts or (Part("", ""),):
            words, choices = Label(part.label or step.text, Type.CONTROL, "ink", self), FoldedList(self)
            choices.addItem(_tr("No answer"), "")
            for word in step.scale:
                choices.addItem(word, word)
            choices.setAccessibleName(part.label or step.text)
            choices.activated.connect(self.edited)
            words.setVisible(bool(part.label))
            row = QHBoxLayout()
            row.setSpacing(_GAP_PX)
            row.addWidget(words, 3)
            row.addWidget(choices, 2)
            self._layout.addLayout(row)
            self._lists[part.id] = choices

    def show_answer(self, answer: Answer) -> None:
        """Fill the form; no edit."""
        for part_id, choices in self._lists.items():
            choices.setCurrentIndex(max(0, choices.findData(answer.rated.get(part_id, ""))))

    def answer(self) -> Answer:
        """Return what is in the form now."""
        rated = {part_id: str(choices.currentData()) for part_id, choices in self._lists.items()}
        return Answer(rated={part_id: word for part_id, word in rated.items() if word})


def make_form(step: Step, parent: QWidget | None = None) -> StepForm:
    """Return an empty form for a step, of any kind but maps and drawings."""
    match step.type:
        case StepType.CHOOSE:
            return ChooseForm(step, parent)
        case StepType.RATE:
            return RateForm(step, parent)
        case StepType.LIST | StepType.PLAN | StepType.LETTER if step.parts:
            return PartsForm(step, parent)
        case StepType.LIST:
            return LinesForm(step, parent)
        case StepType.WRITE | StepType.LETTER | StepType.PLAN | StepType.NOTICE:
            return WordsForm(step, parent)
        case StepType.READ:
            return FewWordsForm(step, parent)
    return StepForm(step, parent)


def _tr(words: str) -> str:
    return QCoreApplication.translate("StepForms", words)
