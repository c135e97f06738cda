"""One question with a few words to choose from, and the way to say nothing; every word is there to be seen."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import ScaleItem
from journal_app.ui.theme.typography import Type
from journal_app.ui.widgets.choices import RadioMark
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class WordChoice(QWidget):
    """Marks for the words of one item; the last of them says nothing, and stands chosen until another is.

    The arrow keys go through them as they are read, round and round: Qt goes by where they stand, which in rows that
    wrap passes over some.

    Signals:
        chosen(object): the place of the chosen word (from 0), or None for no answer.
    """

    chosen = Signal(object)

    def __init__(self, item: ScaleItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self._marks = [RadioMark(words, self) for words in (*item.options, _tr("no answer"))]
        self._build(item.text)
        self.show_choice(None)

    @property
    def choice(self) -> int | None:
        """The place of the chosen word, None for no answer."""
        at = next((place for place, mark in enumerate(self._marks) if mark.isChecked()), None)
        return None if at == len(self._marks) - 1 else at

    def show_choice(self, choice: int | None) -> None:
        """Show what was chosen; no choice of the person's."""
        self._is_filling = True
        self._marks[-1 if choice is None else choice].setChecked(True)
        self._is_filling = False
        self._take_tab()

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen mark."""
        next(mark for mark in self._marks if mark.isChecked()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_tab(self) -> None:
        """Let Tab come to the chosen mark alone, as Qt does by itself once the keyboard was there."""
        for mark in self._marks:
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mark.isChecked() else Qt.FocusPolicy.ClickFocus)

    def _build(self, question: str) -> None:
        self.setAccessibleName(question)
        row = FlowLayout(gap=4, row_gap=0)
        for mark in self._marks:
            mark.setAccessibleDescription(question)
            mark.toggled.connect(self._on_mark_toggled)
            mark.installEventFilter(self)
            row.addWidget(mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Label(question, Type.STRONG, "ink", self))
        layout.addLayout(row)

    def _on_mark_toggled(self, is_on: bool) -> None:
        if is_on and not self._is_filling:
            self._take_tab()
            self.chosen.emit(self.choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let an arrow key at a mark choose the next one as read."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._marks:
            key = Qt.Key(event.key())
            if step := _STEPS.get(key, 0):
                is_mirrored = self.isRightToLeft() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
                at = self._marks.index(watched) + (-step if is_mirrored else step)
                mark = self._marks[at % len(self._marks)]
                mark.setFocus(Qt.FocusReason.TabFocusReason)
                mark.setChecked(True)
                return True
        return super().eventFilter(watched, event)


def _tr(words: str) -> str:
    return QCoreApplication.translate("check-in", words)
