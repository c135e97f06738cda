"""A drawing at its place below a page's words, opened to be drawn on when it is pressed."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal_app.journal.drawings import SHEET_HEIGHT, Drawing, Stroke
from journal_app.ui.drawing.pieces import draw_stroke
from journal_app.ui.theme.palette import colour, ink_colours
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring

WIDE_PX, LEAST_PX = 360, 160
MOST_POINTS = 6000
"""Drawn of a figure: more would be finer than its size shows, and take longer than a turn of the loop may."""


class DrawingFigure(QAbstractButton):
    """Shows a drawing small; where it can't be opened it is there to be looked at."""

    def __init__(self, drawing: Drawing, parent: QWidget | None = None, *, can_open: bool = True) -> None:
        super().__init__(parent)
        self.drawing = drawing
        self._strokes = thinned(drawing.strokes)
        self._has_ring = True
        self.setEnabled(can_open)
        if can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription(self.tr("Opens to be drawn on"))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(drawing_name(drawing.words))

    def hasHeightForWidth(self) -> bool:
        """Keep the sheet's shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Keep the sheet's shape."""
        return round(width * SHEET_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return its size where there is room."""
        width = scaled(WIDE_PX)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Let it be smaller in a narrow window."""
        return QSize(LEAST_PX, self.heightForWidth(LEAST_PX))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sheet, strokes and ring."""
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), float(scale().radius["control"])
        draw_surface(painter, rect, radius, colour(self, "surface"), colour(self, "line_strong"))
        inks, width = ink_colours(self), min(self.width(), self.height() / SHEET_HEIGHT)
        for stroke in self._strokes:
            draw_stroke(painter, stroke, inks[stroke.ink % len(inks)], width)
        if self._has_ring and self.hasFocus():
            draw_ring(painter, self, rect, radius)


def drawing_name(words: str) -> str:
    """Return what a drawing is called by what is said of it."""
    said = " ".join(words.split())
    return _tr("Drawing: %1").replace("%1", said) if said else _tr("Drawing, without words")


def thinned(strokes: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    """Return strokes with at most about MOST_POINTS points: of long ones some, of very many some."""
    step = sum(len(one.points) for one in strokes) // MOST_POINTS + 1
    kept = strokes[:: len(strokes) // (MOST_POINTS // 2) + 1]
    return tuple(Stroke(one.ink, one.width, (*one.points[:-1:step], one.points[-1])) for one in kept)


def _tr(words: str) -> str:
    return QCoreApplication.translate("DrawingFigure", words)
