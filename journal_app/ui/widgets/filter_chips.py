"""The filters of a search as chips: each shows its text and goes when it is pressed, by Space, Delete or the mouse."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import Button, Kind
from journal_app.ui.widgets.flow_layout import FlowLayout

LONGEST_CHIP = 40
LEFT_TO_RIGHT, ITS_END = "\u2066", "\u2069"
"""Round a chip's text: in every window a minus stands before its operator, and that before its value."""


class FilterChips(QWidget):
    """A wrapping row of chips, reached by Tab after a control that stands before them.

    Signals:
        removed(int): the chip at this place is to go; the keyboard is on its neighbour once chips are shown anew.
        left(): the last chip that had the keyboard is gone.
    """

    removed = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: tuple[str, ...] = ()
        self._row = FlowLayout(self)
        self._chips: list[_Chip] = []
        self._focus_at: int | None = None
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the chips say."""
        return self._texts

    def show_chips(self, texts: Sequence[str]) -> None:
        """Show these, in order; none hides the row."""
        if tuple(texts) == self._texts:
            return
        self._texts = tuple(texts)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make(number, text) for number, text in enumerate(self._texts)]
        for chip in self._chips:
            self._row.addWidget(chip)
            chip.show()  # at once: what is hidden takes no keyboard
        self.setVisible(bool(texts))
        self._row.invalidate()
        self._give_focus()

    def _make(self, number: int, text: str) -> "_Chip":
        chip = _Chip(text, self)
        chip.setAccessibleName(self.tr("Take out the filter %1").replace("%1", text))
        chip.clicked.connect(partial(self._remove, number))
        return chip

    def _remove(self, number: int, _is_checked: bool = False) -> None:
        self._focus_at = number
        self.removed.emit(number)

    def _give_focus(self) -> None:
        """Go on with the chip that came into the place of the one that went."""
        if self._focus_at is None:
            return
        at, self._focus_at = self._focus_at, None
        if self._chips:
            self._chips[min(at, len(self._chips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()


class _Chip(Button):
    """One chip; Delete and Backspace take it out as well as a press."""

    def __init__(self, text: str, parent: QWidget) -> None:
        shown = text if len(text) <= LONGEST_CHIP else f"{text[:LONGEST_CHIP]}…"
        super().__init__(Kind.PLAIN, f"{LEFT_TO_RIGHT}{shown.replace('&', '&&')}{ITS_END}", "x", parent)
        self.setMinimumWidth(1)
        set_type(self, Type.ACTION)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it out on Delete and Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)
