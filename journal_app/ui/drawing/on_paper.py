"""Drawings on paper: in black on white, whatever inks they were drawn with."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from journal_app.journal.drawings import SHEET_HEIGHT, Stroke
from journal_app.ui.drawing.pieces import draw_stroke

PAPER_PX = 1600
_MOST_PIXELS = 60_000_000
_GAP = 0.04
"""Between two drawings in one picture, as a share of their width."""


def paper_image(drawings: Sequence[tuple[Stroke, ...]]) -> QImage:
    """Return one picture of some drawings, one below the other; finer where there are few. For any thread."""
    high = len(drawings) * (SHEET_HEIGHT + _GAP) - _GAP
    width = min(PAPER_PX, int((_MOST_PIXELS / high) ** 0.5), int(30_000 / high))
    image = QImage(width, round(width * high), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter, black = QPainter(image), QColor(Qt.GlobalColor.black)
    for number, strokes in enumerate(drawings):
        painter.save()
        painter.translate(QPointF(0, number * width * (SHEET_HEIGHT + _GAP)))
        for stroke in strokes:
            draw_stroke(painter, stroke, black, width)
        painter.restore()
    painter.end()
    return image
