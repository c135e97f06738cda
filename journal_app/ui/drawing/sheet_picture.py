"""The picture of a sheet's strokes, drawn in turns of the event loop that end in time however dense the drawing is.

What is taken off is wiped from the picture at once, which leaves gaps in what crossed it. The whole is then drawn anew
aside, turn by turn, and shown in its place when it is done: nothing flickers, and nothing waits.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import is_
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap

from journal_app.journal.drawings import Stroke
from journal_app.ui.drawing.pieces import StrokeBoxes, draw_piece, piece_starts, stroke_pen

TURN_S = 0.008
"""After which a turn takes no further piece."""

_FRINGE_PX = 2.0
"""Round a stroke: what smoothing its edge paints beyond its width."""


class _Step(NamedTuple):
    """One piece to draw, or to wipe off."""

    stroke: Stroke
    start: int
    is_wiped: bool = False


class SheetPicture(QObject):
    """Holds the picture of some strokes; `boxes` knows of all that are drawn where they lie.

    Signals:
        changed(QRect): a part of it looks otherwise, in device-independent pixels.
    """

    changed = Signal(QRect)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixmap = QPixmap()
        self.boxes = StrokeBoxes()
        self._aside: QPixmap | None = None
        self._steps_aside: Iterator[_Step] | None = None
        self._wiped = QRectF()
        self._inks: Sequence[QColor] = ()
        self._width = 0.0
        self._strokes: tuple[Stroke, ...] = ()
        self._steps: deque[_Step] = deque()
        self._is_line_under_way = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._take_turn)

    @property
    def is_whole(self) -> bool:
        """Whether everything is drawn as it should be."""
        return not self._steps and self._aside is None

    def begin(self, strokes: tuple[Stroke, ...], size: QSize, ratio: float, inks: Sequence[QColor]) -> None:
        """Draw another drawing, or the same in other colours or another size; it builds up in sight."""
        self._inks, self._width = inks, float(size.width())
        self.pixmap = _empty(size * ratio, ratio)
        self.boxes.forget()
        self._strokes, self._aside, self._steps_aside, self._wiped = strokes, None, None, QRectF()
        self._steps = deque(_steps(strokes))
        self.changed.emit(QRect(0, 0, size.width(), size.height()))
        self._take_turn()

    def change_to(self, strokes: tuple[Stroke, ...]) -> None:
        """Take off and put on what makes it these strokes."""
        before, after = {id(one) for one in self._strokes}, {id(one) for one in strokes}
        if _is_start(self._strokes, strokes):
            self._add(strokes[len(self._strokes) :])
        elif not self.pixmap.isNull():
            left = [one for one in self._steps if one.is_wiped or id(one.stroke) in after]
            gone = [one for one in self._strokes if id(one) not in after]
            new = [one for one in strokes if id(one) not in before]
            self._steps = deque((*left, *_steps(gone, is_wiped=True), *_steps(new)))
            self._aside = _empty(self.pixmap.size(), self.pixmap.devicePixelRatio())
            self._steps_aside = _steps(strokes)
        self._strokes = strokes
        self._take_turn()

    def draw_on(self, piece: Stroke) -> None:
        """Draw the newest piece of a line under way, straight away."""
        self._is_line_under_way = True
        painter = _painter(self.pixmap)
        changed = self._put(painter, _Step(piece, 0))
        painter.end()
        self.changed.emit(changed.toAlignedRect())

    def end_line(self, strokes: tuple[Stroke, ...]) -> None:
        """Take the line that was drawn on it as one stroke more."""
        self._is_line_under_way = False
        if not self.is_whole:
            self._add(strokes[len(self._strokes) :])
        self._strokes = strokes
        self._take_turn()

    def _add(self, new: Sequence[Stroke]) -> None:
        """Put strokes on top of all others."""
        self._steps.extend(_steps(new))
        if self._aside is not None:
            self._steps_aside = chain(self._steps_aside or (), _steps(new))

    def _take_turn(self) -> None:
        end = perf_counter() + TURN_S
        changed = self._draw_in_sight(end) if self._steps else QRectF()
        if not self._steps and self._aside is not None:
            self._draw_aside(self._aside, end)
            if self._steps_aside is None and not self._is_line_under_way:
                self.pixmap, self._aside = self._aside, None
                changed, self._wiped = changed | self._wiped, QRectF()
        if self._steps or self._steps_aside is not None:
            self._turn.start(0)
        if not changed.isEmpty():
            self.changed.emit(changed.toAlignedRect())

    def _draw_in_sight(self, end: float) -> QRectF:
        """Draw and wipe until the time is over; return what looks otherwise."""
        changed, painter = QRectF(), _painter(self.pixmap)
        while self._steps and perf_counter() < end:
            step = self._steps.popleft()
            where = self._put(painter, step)
            changed |= where
            if step.is_wiped:
                self._wiped |= where
        painter.end()
        return changed

    def _draw_aside(self, picture: QPixmap, end: float) -> None:
        painter = _painter(picture)
        while self._steps_aside is not None and perf_counter() < end:
            step = next(self._steps_aside, None)
            if step is None:
                self._steps_aside = None
            else:
                self._put(painter, step)
        painter.end()

    def _put(self, painter: QPainter, step: _Step) -> QRectF:
        """Draw or wipe one piece; return where."""
        if step.start == 0 and not step.is_wiped:
            self.boxes.boxes(step.stroke)
        pen = stroke_pen(step.stroke, self._inks[step.stroke.ink % len(self._inks)], self._width)
        mode = QPainter.CompositionMode.CompositionMode_SourceOver
        if step.is_wiped:
            pen.setWidthF(pen.widthF() + _FRINGE_PX)
            mode = QPainter.CompositionMode.CompositionMode_Clear
        painter.setCompositionMode(mode)
        painter.setPen(pen)
        room = pen.widthF() / 2 + _FRINGE_PX
        return draw_piece(painter, step.stroke, step.start, self._width).adjusted(-room, -room, room, room)


def _steps(strokes: Sequence[Stroke], *, is_wiped: bool = False) -> Iterator[_Step]:
    return (_Step(one, start, is_wiped) for one in strokes for start in piece_starts(one))


def _is_start(start: tuple[Stroke, ...], strokes: tuple[Stroke, ...]) -> bool:
    """Say whether strokes are some others and perhaps more; the same ones, not only alike."""
    return len(start) <= len(strokes) and all(map(is_, start, strokes))


def _empty(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _painter(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
