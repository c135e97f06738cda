"""Strokes in short pieces: each is drawn in a moment, and most of them need no look when something is rubbed out.

A stroke of very many points, or one that crosses itself again and again, takes Qt seconds when it is drawn as a whole.
"""

from collections.abc import Iterator
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from journal_app.journal.drawings import Stroke

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

PIECE_POINTS = 16
"""Few, because the time that a line takes grows with the square of its points where it crosses itself."""


class StrokeBoxes:
    """Remembers where the pieces of strokes lie, so that few of their points are looked at."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Stroke, tuple[Box, ...]]] = {}  # by id(): comparing points would cost as much

    def forget(self) -> None:
        """Forget all strokes."""
        self._known.clear()

    def boxes(self, stroke: Stroke) -> tuple[Box, ...]:
        """Return the box of each piece of a stroke."""
        known = self._known.get(id(stroke))
        if known is None:
            known = self._known[id(stroke)] = (stroke, tuple(_box(stroke, start) for start in piece_starts(stroke)))
        return known[1]

    def touches(self, stroke: Stroke, at: Point, eraser: float) -> bool:
        """Say whether an eraser so wide, at a point, touches a stroke, between its points too."""
        reach, (x, y) = eraser + stroke.width / 2, at
        room = reach + 1e-9  # a box rounds otherwise than a distance does
        return any(
            left - room <= x <= right + room
            and top - room <= y <= bottom + room
            and _is_near(piece_points(stroke, number * PIECE_POINTS), at, reach)
            for number, (left, top, right, bottom) in enumerate(self.boxes(stroke))
        )


def piece_starts(stroke: Stroke) -> Iterator[int]:
    """Return where the pieces of a stroke begin."""
    return iter(range(0, max(len(stroke.points) - 1, 1), PIECE_POINTS))


def piece_points(stroke: Stroke, start: int) -> tuple[Point, ...]:
    """Return the points of a piece, the first of the next one too."""
    return stroke.points[start : start + PIECE_POINTS + 1]


def stroke_pen(stroke: Stroke, ink: QColor, width: float) -> QPen:
    """Return the pen of a stroke on a sheet of a width."""
    pen = QPen(ink, max(stroke.width * width, 1.0))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def draw_piece(painter: QPainter, stroke: Stroke, start: int, width: float) -> QRectF:
    """Draw a piece with the pen that is set, a single point as a dot; return where, the pen's width left out."""
    points = [QPointF(x * width, y * width) for x, y in piece_points(stroke, start)]
    line = QPolygonF(points)
    if len(points) == 1:
        painter.drawPoint(points[0])
    else:
        painter.drawPolyline(line)
    return line.boundingRect()


def draw_stroke(painter: QPainter, stroke: Stroke, ink: QColor, width: float) -> None:
    """Draw a whole stroke on a sheet of a width."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(stroke_pen(stroke, ink, width))
    for start in piece_starts(stroke):
        draw_piece(painter, stroke, start, width)


def _box(stroke: Stroke, start: int) -> Box:
    points = piece_points(stroke, start)
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _is_near(points: tuple[Point, ...], at: Point, reach: float) -> bool:
    if len(points) == 1:
        return hypot(points[0][0] - at[0], points[0][1] - at[1]) <= reach
    return any(_apart(at, points[n], points[n + 1]) <= reach for n in range(len(points) - 1))


def _apart(at: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a piece of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(max(((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / length, 0.0), 1.0)
    return hypot(start[0] + share * dx - at[0], start[1] + share * dy - at[1])
