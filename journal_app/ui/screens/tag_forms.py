"""The two questions that a tag can be asked: what it shall be called, and which one several shall become."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from journal_app.journal.tags import TagCount
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import Button, primary_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label

LONGEST_NAME = 200


class TagForm(QWidget):
    """One question with its answer below it; Enter gives the answer, Esc none.

    Signals:
        closed(): nothing is to change.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[TagCount, ...] = ()
        self._label = Label("", Type.CONTROL, "ink", self)
        self._do = primary_button("", "", self)
        self._leave = quiet_button(self.tr("Leave it as it is"), "x", self)
        self._leave.clicked.connect(self.closed)
        self.hide()

    @property
    def tags(self) -> tuple[TagCount, ...]:
        """The tags it asks about, whichever are chosen in the list by now."""
        return self._tags

    def focus_answer(self) -> None:
        """Put the keyboard where the answer is given."""
        self._label.buddy().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, answer: QWidget) -> None:
        self._label.setBuddy(answer)
        row = FlowLayout()
        for button in (self._do, self._leave):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(answer)
        layout.addLayout(row)

    @property
    def buttons(self) -> tuple[Button, Button]:
        """What gives the answer, and what gives none."""
        return self._do, self._leave

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class RenameForm(TagForm):
    """Asks for another name.

    Signals:
        named(str): this name, as it was typed.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit(self)
        set_type(self._field, Type.CONTROL)
        self._field.setMaxLength(LONGEST_NAME)
        self._do.setText(self.tr("Rename"))
        self._lay_out(self._field)
        self._field.returnPressed.connect(self._on_taken)
        self._do.clicked.connect(self._on_taken)

    def begin(self, tag: TagCount) -> None:
        """Ask what a tag shall be called, the keyboard on its name."""
        words = self.tr(
            "Another name for #%1. No page is rewritten; those that say the old name are found under it too."
        )
        self._tags = (tag,)
        self._label.setText(words.replace("%1", tag.name))
        self._field.setAccessibleName(self.tr("Another name for #%1").replace("%1", tag.name))
        self._field.setText(tag.name)
        self._field.selectAll()
        self.show()
        self.focus_answer()

    def _on_taken(self, _is_checked: bool = False) -> None:
        self.named.emit(self._field.text())


class MergeForm(TagForm):
    """Asks which tag some tags shall become.

    Signals:
        merged(TagCount): this one.
    """

    merged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = FoldedList(self)
        self._do.setText(self.tr("Make one tag of them"))
        self._lay_out(self._choices)
        self._do.clicked.connect(self._on_do_clicked)

    def begin(self, chosen: Sequence[TagCount], others: Sequence[TagCount]) -> None:
        """Ask which of several chosen ones stays or, of a single one, which other it shall go to."""
        self._tags = tuple(chosen)
        offered = chosen if len(chosen) > 1 else others
        names = ", ".join(f"#{tag.name}" for tag in chosen)
        if len(chosen) > 1:
            words = self.tr("%1 become one tag. Which name shall it have?").replace("%1", names)
        else:
            words = self.tr("The pages of %1 go to another tag. Which one?").replace("%1", names)
        self._label.setText(words)
        self._choices.setAccessibleName(words)
        self._choices.clear()
        for tag in offered:
            self._choices.addItem(f"#{tag.name}", tag)
        most = max(range(len(offered)), key=lambda at: offered[at].pages)
        self._choices.setCurrentIndex(most if len(chosen) > 1 else 0)
        self.show()
        self.focus_answer()

    def _on_do_clicked(self, _is_checked: bool = False) -> None:
        self.merged.emit(self._choices.currentData())
