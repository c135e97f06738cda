"""Tell when a window's first picture is on screen, so that heavy work may begin after it and not before.

A covered parent gets no paint event of its own, since its children are opaque; and a filter over the application's
events would have each of them wrapped for Python, a tenth of the time until then. So one dot in the window's corner,
above everything and drawing nothing, waits to be painted with the rest, and goes.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class FirstPaint(QWidget):
    """Waits in a window until it is painted.

    Signals:
        seen(): the first paint is done and handed to the screen.
    """

    seen = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._is_seen = False
        self.resize(1, 1)
        self.raise_()
        self.show()

    def _tell(self) -> None:
        self.hide()
        self.seen.emit()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self._tell)
