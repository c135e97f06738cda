"""A board of rings on which names are placed: by pointer, or by keys alone."""

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from journal_app.content.model import Part
from journal_app.journal.practice_answer import Placed
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.painting import draw_ring, draw_surface

MOST_SHOWN = 60
"""Names that a board can show and one can still read; the words hold any number."""

_BAND_PX, _PAD_PX, _NAME_PX = 62, 8, 130
_MOST_IN_A_ROW = 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_RINGS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class RingBoard(QWidget):
    """Shows names on rings, the first part in the middle.

    Signals:
        edited(): the person moved a name or took one off.
    """

    edited = Signal()

    def __init__(self, parts: tuple[Part, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._placed: list[Placed] = []
        self._chosen = -1
        self._held = -1
        self._pressed_at = QPointF()
        self._pointer: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_type(self, Type.SMALL)
        self.setAccessibleName(self.tr("Board of rings"))
        keys = self.tr(
            "Left and right go from name to name. Up moves a name a ring outwards, down inwards, Delete takes it "
            "off. The lists in words do as well."
        )
        if len(parts) == 1:
            keys = self.tr("Left and right go from name to name, Delete takes it off. The list in words does as well.")
        self.setAccessibleDescription(keys)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The names with the ring of each."""
        return tuple(self._placed)

    def show_placed(self, placed: tuple[Placed, ...]) -> None:
        """Show names; no edit."""
        self._placed = list(placed)
        self._chosen = min(self._chosen, len(self._placed) - 1)
        self.update()

    def add(self, name: str, part_id: str) -> None:
        """Put a name on a ring, and choose it."""
        self._placed.append(Placed(name, part_id))
        self._chosen = len(self._placed) - 1
        self.update()
        self.edited.emit()
        self._say()

    def _ring_of(self, one: Placed) -> int:
        return next((at for at, part in enumerate(self._parts) if part.id == one.part), 0)

    def _move(self, at: int, ring: int) -> None:
        ring = min(max(ring, 0), len(self._parts) - 1)
        if ring != self._ring_of(self._placed[at]):
            self._placed[at] = replace(self._placed[at], part=self._parts[ring].id)
            self.edited.emit()
        self._say()
        self.update()

    def _take_off(self) -> None:
        if 0 <= self._chosen < len(self._placed):
            gone = self._placed.pop(self._chosen)
            self._chosen = min(self._chosen, len(self._placed) - 1)
            announce(self, self.tr("%1 is off the board.").replace("%1", gone.name))
            self.update()
            self.edited.emit()

    def _say(self) -> None:
        if 0 <= self._chosen < len(self._placed):
            one = self._placed[self._chosen]
            ring = self._parts[self._ring_of(one)].label
            announce(self, f"{one.name}. {ring}" if ring else one.name)

    # Where everything is.

    def _band(self) -> float:
        return self.height() / 2 / max(len(self._parts), 1)

    def _aspect(self) -> float:
        return self.width() / max(self.height(), 1)

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _rects(self) -> list[QRectF]:
        """Return where each name stands, those of a ring spread round it."""
        metrics, counts = QFontMetricsF(self.font()), [0] * len(self._parts)
        rings = [self._ring_of(one) for one in self._placed[:MOST_SHOWN]]
        rects = []
        for one, ring in zip(self._placed, rings, strict=False):
            turn = (counts[ring] + 0.5) / max(rings.count(ring), 1) + ring * 0.13
            counts[ring] += 1
            radius = self._radius(ring, counts[ring], rings.count(ring))
            angle = turn * math.tau
            at = self._middle() + QPointF(self._aspect() * radius * math.sin(angle), -radius * math.cos(angle))
            width = min(metrics.horizontalAdvance(one.name), scaled(_NAME_PX)) + 2 * _PAD_PX
            height = max(metrics.height() + 6, 24.0)
            rect = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
            rect.moveLeft(min(max(rect.left(), 2.0), self.width() - width - 2))
            rects.append(rect)
        return rects

    def _radius(self, ring: int, number: int, of: int) -> float:
        """Return how far out a ring's nth name of some stands; where there is one ring its names stand in two rows."""
        if len(self._parts) == 1 and of > _MOST_IN_A_ROW:
            return self._band() * (0.8 if number % 2 else 0.45)
        return (ring + 0.45) * self._band() if ring or of > 1 else 0.0

    def _ring_at(self, at: QPointF) -> int:
        away = at - self._middle()
        radius = math.hypot(away.x() / self._aspect(), away.y())
        return min(int(radius / self._band()), len(self._parts) - 1)

    # Qt's own.

    def sizeHint(self) -> QSize:
        """Return room for the rings."""
        return QSize(560, scaled(_BAND_PX) * 2 * (3 if len(self._parts) == 1 else len(self._parts)))

    def minimumSizeHint(self) -> QSize:
        """Let it be narrow, never low."""
        return QSize(240, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a name."""
        rects = self._rects()
        self._held = next((at for at in reversed(range(len(rects))) if rects[at].contains(event.position())), -1)
        self._pressed_at, self._pointer = event.position(), None
        if self._held >= 0:
            self._chosen = self._held
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let it follow."""
        away = (event.position() - self._pressed_at).manhattanLength()
        if self._held >= 0 and (self._pointer is not None or away >= QApplication.startDragDistance()):
            self._pointer = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it stand on the ring where it was let go."""
        held, self._held = self._held, -1
        was_moved, self._pointer = self._pointer is not None, None
        if held >= 0 and was_moved:
            self._move(held, self._ring_at(event.position()))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move and take off."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._placed:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._chosen = (self._chosen + _STEPS[key]) % min(len(self._placed), MOST_SHOWN)
            self._say()
            self.update()
        elif key in _RINGS and 0 <= self._chosen < len(self._placed):
            self._move(self._chosen, self._ring_of(self._placed[self._chosen]) + _RINGS[key])
        elif key == Qt.Key.Key_Delete:
            self._take_off()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, and say the chosen name."""
        super().focusInEvent(event)
        if self._chosen < 0 and self._placed:
            self._chosen = 0
        self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw rings with their labels, then the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        for ring in reversed(range(len(self._parts))):
            radius = (ring + 1) * self._band() - 1
            painter.setPen(QPen(colour(self, "line_strong"), 1.2))
            painter.setBrush(colour(self, "surface" if ring % 2 else "sunken"))
            painter.drawEllipse(self._middle(), radius * self._aspect(), radius)
            frame = QRectF(0, self.height() / 2 - radius + 2, self.width(), metrics.height())
            words = self._parts[ring].label
            behind = QRectF(0, 0, metrics.horizontalAdvance(words) + _PAD_PX, frame.height())
            behind.moveCenter(frame.center())
            painter.fillRect(behind, painter.brush())  # no ring runs through its own name
            painter.setPen(colour(self, "ink2"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignHCenter, words)
        for at, rect in enumerate(self._rects()):
            self._paint_name(painter, at, rect, metrics)
        if self.hasFocus():
            draw_ring(painter, self, QRectF(self.rect()), scale().radius["control"])

    def _paint_name(self, painter: QPainter, at: int, rect: QRectF, metrics: QFontMetricsF) -> None:
        is_chosen = at == self._chosen
        if at == self._held and self._pointer is not None:
            rect.moveCenter(self._pointer)
        edge = colour(self, "focus" if is_chosen else "line_strong")
        draw_surface(painter, rect, rect.height() / 2, colour(self, "accent_soft" if is_chosen else "canvas"), edge)
        painter.setPen(colour(self, "ink"))
        words = metrics.elidedText(self._placed[at].name, Qt.TextElideMode.ElideRight, rect.width() - _PAD_PX)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
