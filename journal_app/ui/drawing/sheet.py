"""The sheet itself: strokes as they are drawn, by mouse, tablet or keys, with an eraser, undone and done again.

Everything is kept in shares of the sheet's width: a drawing looks the same at any size. Its picture is drawn in turns
of the event loop (`sheet_picture.py`); a pen's stroke is drawn onto it as it goes.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal_app.journal.drawings import MOST_POINTS, MOST_STROKES, SHEET_HEIGHT, Stroke
from journal_app.ui.drawing.pieces import Point
from journal_app.ui.drawing.sheet_picture import SheetPicture
from journal_app.ui.theme.palette import colour, ink_colours
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.painting import draw_ring, draw_surface

Strokes = tuple[Stroke, ...]

WIDTHS = (0.004, 0.010, 0.024)
MOST_UNDO = 200
LIGHT, FIRM = 0.35, 0.7
"""The pressure of a tablet's pen, of 1, below and above which a stroke is a width finer or broader than was chosen."""

KEY_STEP, KEY_LEAP = 0.01, 0.05
_LEAST_PX, _ERASER = 240, 0.02
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class DrawingSheet(QWidget):
    """Takes strokes; `ink`, `pen_width` and `is_erasing` say what the next one does.

    Signals:
        edited(): the person drew, erased, or took something back.
        full(): nothing more can be kept.
    """

    edited = Signal()
    full = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ink, self.pen_width, self.is_erasing = 0, WIDTHS[1], False
        self._strokes: Strokes = ()
        self._before: list[Strokes] = []
        self._after: list[Strokes] = []
        self._line: list[Point] = []
        self._pressures: list[float] = []
        self._drawn_widths: set[float] = set()
        self._rubbed: Strokes | None = None
        self._pen: Point = (0.5, SHEET_HEIGHT / 2)
        self._is_down = False
        self._is_by_keys = False
        self._picture = SheetPicture(self)
        self._picture.changed.connect(self.update)
        self._build()

    @property
    def strokes(self) -> Strokes:
        """What is on the sheet."""
        return self._strokes

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._after)

    def show_strokes(self, strokes: Strokes) -> None:
        """Show a drawing; no edit, and nothing to undo."""
        self._before, self._after, self._line = [], [], []
        self._strokes = strokes
        self._begin_picture()

    def undo(self) -> bool:
        """Take the last stroke or erasing back; False where there is none."""
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """Do again what was taken back; False where there is none."""
        return self._step(self._after, self._before)

    def clear(self) -> None:
        """Begin with an empty sheet; it can be undone."""
        self.lift()
        self._change(())

    def _build(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Sheet to draw on"))
        self.setAccessibleDescription(
            self.tr(
                "Arrows move the pen, with Shift further. Space puts it down and lifts it. The words beside the sheet "
                "do as well as a drawing."
            )
        )

    def _change(self, strokes: Strokes) -> None:
        if strokes == self._strokes:
            return
        if len(strokes) > MOST_STROKES or sum(len(one.points) for one in strokes) > MOST_POINTS:
            self.full.emit()
            self._begin_picture()
            return
        self._before = [*self._before, self._strokes][-MOST_UNDO:]
        self._after = []
        self._put(strokes)
        self.edited.emit()

    def _step(self, source: list[Strokes], other: list[Strokes]) -> bool:
        self.lift()
        if not source:
            return False
        other.append(self._strokes)
        self._put(source.pop())
        self.edited.emit()
        return True

    def _put(self, strokes: Strokes) -> None:
        self._strokes = strokes
        self._picture.change_to(strokes)

    def _begin_picture(self) -> None:
        size = QSize(self.width(), self._height())
        self._picture.begin(self._strokes, size, self.devicePixelRatioF(), ink_colours(self))

    def _draw_last(self) -> None:
        """Draw the newest piece of the line under way."""
        width = pressed_width(self.pen_width, self._pressures)
        self._drawn_widths.add(width)
        self._picture.draw_on(Stroke(self.ink, width, tuple(self._line[-2:])))

    def _height(self) -> int:
        return round(self.width() * SHEET_HEIGHT)

    # A stroke, however it is made.

    def _put_down(self, at: Point, pressures: Sequence[float] = (), *, is_eraser: bool = False) -> None:
        self._is_down = True
        self._pressures, self._drawn_widths = [*pressures], set()
        if self.is_erasing or is_eraser:
            self._rubbed = self._strokes
            self._rub(at)
        else:
            self._line = [at]
            self._draw_last()

    def _go(self, at: Point) -> None:
        if not self._is_down:
            return
        if self._rubbed is not None:
            self._rub(at)
        elif at != self._line[-1] and len(self._line) < MOST_POINTS:
            self._line.append(at)
            self._draw_last()

    def lift(self) -> None:
        """End the stroke under way, if one is."""
        if not self._is_down:
            return
        self._is_down = False
        if self._rubbed is not None:
            left, self._strokes, self._rubbed = self._strokes, self._rubbed, None
            self._change(left)
        elif self._line:
            self._keep_line()

    def _keep_line(self) -> None:
        """Make the line a stroke, as wide all along as it was pressed for the most part."""
        line, self._line = tuple(self._line), []
        stroke = Stroke(self.ink, pressed_width(self.pen_width, self._pressures), line)
        drawn = stroke if self._drawn_widths == {stroke.width} else replace(stroke, width=max(self._drawn_widths))
        self._picture.end_line((*self._strokes, drawn))
        self._change((*self._strokes, stroke))

    def _rub(self, at: Point) -> None:
        left = tuple(stroke for stroke in self._strokes if not self._picture.boxes.touches(stroke, at, _ERASER))
        if len(left) != len(self._strokes):
            self._put(left)

    def _point(self, position: QPointF) -> Point:
        width = max(self.width(), 1)
        return (
            min(max(position.x() / width, 0.0), 1.0),
            min(max(position.y() / width, 0.0), SHEET_HEIGHT),
        )

    def _move_pen(self, across: int, down: int, step: float) -> None:
        x, y = self._pen
        before = self._place_words()
        self._pen = (min(max(x + across * step, 0.0), 1.0), min(max(y + down * step, 0.0), SHEET_HEIGHT))
        self._go(self._pen)
        if (words := self._place_words()) != before:
            announce(self, words)
        self.update()

    def _place_words(self) -> str:
        """Return where the pen is, in ninths of the sheet."""
        x, y = self._pen
        columns = (self.tr("left"), self.tr("middle"), self.tr("right"))
        rows = (self.tr("top"), self.tr("middle"), self.tr("bottom"))
        column, row = columns[min(int(x * 3), 2)], rows[min(int(y / SHEET_HEIGHT * 3), 2)]
        return self.tr("%1, %2").replace("%1", row).replace("%2", column)

    # Qt's own.

    def hasHeightForWidth(self) -> bool:
        """Keep the sheet's shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Keep the sheet's shape."""
        return round(width * SHEET_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return a sheet as wide as a column of words."""
        return QSize(560, round(560 * SHEET_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest sheet that one can draw on."""
        return QSize(_LEAST_PX, round(_LEAST_PX * SHEET_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.lift()
            self._is_by_keys = False
            self._put_down(self._point(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if event.buttons() & Qt.MouseButton.LeftButton and not self._is_by_keys:
            self._go(self._point(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if event.button() == Qt.MouseButton.LeftButton and not self._is_by_keys:
            self.lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with a tablet's pen, by its pressure where it tells any, and erase with its other end."""
        pressed = QEvent.Type.TabletPress
        is_own = event.button() if event.type() in (pressed, QEvent.Type.TabletRelease) else event.buttons()
        if not is_own & Qt.MouseButton.LeftButton:
            event.ignore()  # the window makes a mouse's event of it
            return
        event.accept()
        at = self._point(event.position())
        if event.type() is pressed:
            self.lift()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._is_by_keys = False
            self._put_down(at, _pressure(event), is_eraser=event.pointerType() is QPointingDevice.PointerType.Eraser)
        elif not self._is_by_keys and event.type() is QEvent.Type.TabletMove:
            self._pressures += _pressure(event)
            self._go(at)
        elif not self._is_by_keys:
            self.lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the pen by arrows; Space puts it down and lifts it."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if others:
            super().keyPressEvent(event)
        elif event.key() in _ARROWS:
            self._is_by_keys = True
            across, down = _ARROWS[Qt.Key(event.key())]
            self._move_pen(across, down, KEY_LEAP if shift else KEY_STEP)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_by_keys = True
            if self._is_down:
                self.lift()
                announce(self, self.tr("Pen up. %1").replace("%1", self._place_words()))
            else:
                self._put_down(self._pen)
                announce(self, self.tr("Pen down. %1").replace("%1", self._place_words()))
            self.update()
        elif event.key() == Qt.Key.Key_Escape and self._is_down:
            self.lift()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, and the pen when keys brought the focus."""
        super().focusInEvent(event)
        self._is_by_keys = event.reason() not in (Qt.FocusReason.MouseFocusReason,)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the pen."""
        super().focusOutEvent(event)
        self.lift()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it at the new size."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._begin_picture()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._picture.pixmap.isNull():
            self._begin_picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sheet, picture, pen and ring."""
        painter = QPainter(self)
        sheet, radius = QRectF(0, 0, self.width(), self._height()), float(scale().radius["control"])
        draw_surface(painter, sheet, radius, colour(self, "surface"), colour(self, "line_strong"))
        part = event.rect().intersected(QRect(0, 0, self.width(), self._height()))
        ratio = self._picture.pixmap.devicePixelRatio()
        source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        painter.drawPixmap(QRectF(part), self._picture.pixmap, source)
        if self.hasFocus():
            draw_ring(painter, self, sheet, radius)
            if self._is_by_keys:
                self._paint_pen(painter)

    def _paint_pen(self, painter: QPainter) -> None:
        """Draw where the pen of the keys is: a cross, with a ring round it while it is down."""
        at, reach = QPointF(*self._pen) * self.width(), scaled(9)
        painter.setPen(QPen(colour(self, "focus"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(at - QPointF(reach, 0), at + QPointF(reach, 0))
        painter.drawLine(at - QPointF(0, reach), at + QPointF(0, reach))
        if self._is_down:
            painter.drawEllipse(at, reach * 0.7, reach * 0.7)


def pressed_width(chosen: float, pressures: Sequence[float]) -> float:
    """Return how wide a stroke is that was pressed so, all in all; as chosen where nothing told its pressure."""
    if not pressures or chosen not in WIDTHS:
        return chosen
    mean, number = sum(pressures) / len(pressures), WIDTHS.index(chosen)
    by = 1 if mean > FIRM else -1 if mean < LIGHT else 0
    return WIDTHS[min(max(number + by, 0), len(WIDTHS) - 1)]


def _pressure(event: QTabletEvent) -> list[float]:
    has_any = event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure
    return [event.pressure()] if has_any else []
