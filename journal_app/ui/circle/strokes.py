"""The five kinds of line and the five shapes, told apart by width, dashes and form, never by colour alone."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from journal_app.journal.circle import ItemKind, LineKind

_WIDTHS = {
    LineKind.STEADY: 3.2,
    LineKind.THIN: 1.0,
    LineKind.BOTH_WAYS: 1.4,
    LineKind.DRAINS: 2.4,
    LineKind.UNSURE: 2.2,
}
_DASHES = {LineKind.DRAINS: [5.0, 2.5], LineKind.UNSURE: [0.1, 2.6]}
_APART = 2.4
_HEAD = 8.0


def line_pen(kind: LineKind, tint: QColor, factor: float = 1.0) -> QPen:
    """Return the pen of a kind of line."""
    pen = QPen(tint, _WIDTHS[kind] * factor)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if kind is LineKind.UNSURE else Qt.PenCapStyle.FlatCap)
    if kind in _DASHES:
        pen.setDashPattern(_DASHES[kind])
    return pen


def draw_line(painter: QPainter, line: QLineF, kind: LineKind, tint: QColor, factor: float = 1.0) -> None:
    """Draw a line of a kind; one that goes both ways is double, one that takes has a head where it takes to."""
    painter.setPen(line_pen(kind, tint, factor))
    if line.length() < 1.0:
        return
    if kind is LineKind.BOTH_WAYS:
        normal = line.normalVector().unitVector()
        aside = QPointF(normal.dx(), normal.dy()) * _APART * factor
        painter.drawLines([line.translated(aside), line.translated(-aside)])
    else:
        painter.drawLine(line)
    if kind is LineKind.DRAINS:
        _draw_head(painter, line, tint, factor)


def shape_path(kind: ItemKind, edge: float) -> QPainterPath:
    """Return the outline of a kind of item, round (0, 0)."""
    half = edge / 2
    path = QPainterPath()
    match kind:
        case ItemKind.PERSON:
            path.addEllipse(QPointF(0, 0), half, half)
        case ItemKind.GROUP:
            path.addRoundedRect(QRectF(-half * 1.45, -half * 0.85, edge * 1.45, edge * 0.85), half * 0.85, half * 0.85)
        case ItemKind.PLACE:
            path.addRoundedRect(QRectF(-half * 0.9, -half * 0.9, edge * 0.9, edge * 0.9), 2, 2)
        case ItemKind.SERVICE:
            path.addPolygon(_polygon(4, half * 1.2))
            path.closeSubpath()
        case ItemKind.OTHER:
            path.addPolygon(_polygon(6, half * 1.1))
            path.closeSubpath()
    return path


def _polygon(corners: int, radius: float) -> QPolygonF:
    turns = [number / corners * math.tau for number in range(corners)]
    return QPolygonF([QPointF(radius * math.sin(turn), -radius * math.cos(turn)) for turn in turns])


def _draw_head(painter: QPainter, line: QLineF, tint: QColor, factor: float) -> None:
    """Draw a filled head at a line's end."""
    along = QLineF(line.p2(), line.p1()).unitVector()
    back = line.p2() + QPointF(along.dx(), along.dy()) * _HEAD * factor
    aside = QPointF(-along.dy(), along.dx()) * _HEAD * factor * 0.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawPolygon([line.p2(), back + aside, back - aside])
    painter.setBrush(Qt.BrushStyle.NoBrush)
