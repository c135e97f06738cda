"""The questions of a check-in or look-back, one below the other; each can be left out."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import ScaleItem
from journal_app.ui.widgets.small_field import SmallField
from journal_app.ui.widgets.word_choice import WordChoice

IDLE_MS = 500
"""How long after the last letter free words are told."""


class ScaleForm(QWidget):
    """Some items of a scale.

    Signals:
        answered(str, object): an item, and the place of its word, its free words, or None for no answer.
    """

    answered = Signal(str, object)

    def __init__(self, items: Sequence[ScaleItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[str, WordChoice] = {}
        self._fields: dict[str, SmallField] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.tell_words)
        self._told_words: dict[str, str] = {}
        self._build(items)

    def answers(self) -> dict[str, int | str]:
        """Return what is answered on the form now."""
        chosen = {item_id: one.choice for item_id, one in self._choices.items()}
        written = {item_id: one.text().strip() for item_id, one in self._fields.items()}
        return {
            **{item_id: choice for item_id, choice in chosen.items() if choice is not None},
            **{item_id: words for item_id, words in written.items() if words},
        }

    def show_answers(self, answers: Mapping[str, int | str]) -> None:
        """Fill the form; a field that is being written in is left alone."""
        for item_id, choice in self._choices.items():
            place = answers.get(item_id)
            choice.show_choice(place if isinstance(place, int) else None)
        for item_id, field in self._fields.items():
            words = str(answers.get(item_id, ""))
            if not field.editor.hasFocus() and field.text().strip() != words:
                field.set_text(words)
            self._told_words[item_id] = words

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        for choice in self._choices.values():
            choice.focus_chosen()
            return

    def tell_words(self) -> None:
        """Tell free words that were not told yet."""
        self._idle.stop()
        for item_id, field in self._fields.items():
            words = field.text().strip()
            if words != self._told_words.get(item_id, ""):
                self._told_words[item_id] = words
                self.answered.emit(item_id, words or None)

    def _build(self, items: Sequence[ScaleItem]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for item in items:
            if item.free_text:
                field = self._fields[item.id] = SmallField(item.text, parent=self)
                field.edited.connect(self._idle.start)
                layout.addWidget(field)
            else:
                choice = self._choices[item.id] = WordChoice(item, self)
                choice.chosen.connect(partial(self.answered.emit, item.id))
                layout.addWidget(choice)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell at once what was just written."""
        super().hideEvent(event)
        self.tell_words()
