"""A soft circle to rest one's eyes on: it grows and shrinks very slowly, or stands still where motion is not wanted.

It keeps no time, asks for no breath, and means nothing.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRadialGradient, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import scaled

PERIOD_MS = 14_000
TICK_MS = 50
_LEAST, _MOST = 0.62, 0.92
_HEIGHT_PX = 180


class SoftCircle(QWidget):
    """Draws the circle; `may_move` is asked at each tick, so that a change of the system's wish holds at once."""

    def __init__(self, may_move: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_move = may_move
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_moving(self) -> bool:
        """Whether it moves now."""
        return self._timer.isActive()

    def part(self, at_ms: int) -> float:
        """Return how much of its room the circle takes at a moment of its round; half-way where it stands still."""
        if not self.is_moving:
            return (_LEAST + _MOST) / 2
        turn = (1 - math.cos(2 * math.pi * at_ms / PERIOD_MS)) / 2
        return _LEAST + (_MOST - _LEAST) * turn

    def _on_timer_timeout(self) -> None:
        if not self._may_move():
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a quiet size."""
        return QSize(scaled(_HEIGHT_PX), scaled(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move where motion is wanted."""
        super().showEvent(event)
        if self._may_move():
            self._since.start()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._since.elapsed() if self.is_moving else 0
        radius = min(self.width(), self.height()) / 2 * self.part(at)
        centre = QPointF(self.width() / 2, self.height() / 2)
        inner, outer = colour(self, "accent"), colour(self, "accent")
        inner.setAlphaF(0.55)
        outer.setAlphaF(0.12)
        gradient = QRadialGradient(centre, radius)
        gradient.setColorAt(0, inner)
        gradient.setColorAt(1, outer)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(centre, radius, radius)
