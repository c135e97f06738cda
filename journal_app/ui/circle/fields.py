"""Lists of the circle's kinds, rings, lines and consents to choose one from, each with its label."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label

K = TypeVar("K", bound=StrEnum)


class Choice(QWidget):
    """A labelled list to choose one from; None can be among them.

    Signals:
        chosen(object): the person chose this one.
    """

    chosen = Signal(object)

    def __init__(
        self,
        label: str,
        values: Sequence[StrEnum | None],
        words_of: Callable[..., str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = list(values)
        self._label = Label(label, Type.CONTROL, "ink2", self)
        self.list = FoldedList(self)
        self.list.setAccessibleName(label)
        for value in self._values:
            self.list.addItem(words_of(value))
        self.list.activated.connect(self._on_list_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(self.list)

    @property
    def value(self) -> StrEnum | None:
        """What is chosen."""
        return self._values[max(self.list.currentIndex(), 0)]

    def show_value(self, value: StrEnum | None) -> None:
        """Show one as chosen; no choice of the person's."""
        self.list.setCurrentIndex(self._values.index(value))

    def _on_list_activated(self, _index: int) -> None:
        self.chosen.emit(self.value)


class TextLine(QWidget):
    """A labelled line to type in.

    Signals:
        edited(str): the person changed the words.
    """

    edited = Signal(str)

    def __init__(self, label: str, hint: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(label, Type.CONTROL, "ink2", self)
        self.line = QLineEdit(self)
        self.line.setMaxLength(most)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        set_type(self.line, Type.CONTROL)
        self._label.setBuddy(self.line)
        self.line.textEdited.connect(self.edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(self.line)

    def show_text(self, text: str) -> None:
        """Show words, unless the person is typing here."""
        if not self.line.hasFocus() or self.line.text().strip() == "":
            self.line.setText(text)
