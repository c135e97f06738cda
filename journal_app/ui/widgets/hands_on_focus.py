"""A part of the window that hands the keyboard to one of its controls.

Not a focus proxy: Qt treats a widget and the proxy inside it as one stop of Tab, and passes over all else in there.
"""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class HandsOnFocus(QWidget):
    """Gives the keyboard to its first control when it is given the keyboard itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_control: QWidget | None = None

    def set_first_control(self, control: QWidget) -> None:
        """Name the control that the keyboard goes to."""
        self._first_control = control

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._first_control is not None:
            self._first_control.setFocus(event.reason())
