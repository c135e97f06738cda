"""A picture at a zoom, in a view that scrolls: fitted to the view at first, then as large as one likes."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from journal_app.ui.theme.tokens import scale
from journal_app.ui.widgets.painting import draw_ring

LEAST_ZOOM, MOST_ZOOM, STEP = 0.05, 8.0, 1.25
_WHEEL_STEP = 120
_RING_ROOM = 4


class _Drawing(QWidget):
    """The picture itself, drawn to the size of this widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part that is in sight."""
        if not self.image.isNull():
            painter = QPainter(self)
            painter.setClipRect(event.rect())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.image)


class PictureCanvas(QScrollArea):
    """Shows one picture; plus, minus and nought change its zoom, the arrows move it.

    Signals:
        zoom_changed(float): how large it is shown, 1.0 being one pixel of the picture to one of the screen.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = _Drawing()
        self._zoom = 1.0
        self._is_fitted = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(self._drawing)

    @property
    def zoom(self) -> float:
        """How large it is shown."""
        return self._zoom

    def show_image(self, image: QImage) -> None:
        """Show a picture, fitted to the view."""
        self._drawing.image = image
        self.fit()

    def zoom_by(self, factor: float) -> None:
        """Show it larger or smaller, what is in the middle staying there."""
        self._is_fitted = False
        self._set_zoom(self._zoom * factor)

    def fit(self) -> None:
        """Show all of it, and none of it larger than it is."""
        self._is_fitted = True
        size = self._image_size()
        if size.isEmpty():
            return
        room = self.size() - QSize(2 * _RING_ROOM, 2 * _RING_ROOM)
        self._set_zoom(min(room.width() / size.width(), room.height() / size.height(), 1.0))

    def _set_zoom(self, zoom: float) -> None:
        middle = self._middle()
        self._zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        size = self._image_size() * self._zoom
        self._drawing.resize(size.expandedTo(QSize(1, 1)))
        self._show_middle(*middle)
        self.zoom_changed.emit(self._zoom)

    def _image_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self._drawing.image.width() / ratio), round(self._drawing.image.height() / ratio))

    def _middle(self) -> tuple[float, float]:
        """Return which point of the picture is in the middle of the view, as shares of its size."""
        view = self.viewport().rect().center()
        at = self._drawing.mapFrom(self.viewport(), QPoint(view.x(), view.y()))
        return at.x() / max(self._drawing.width(), 1), at.y() / max(self._drawing.height(), 1)

    def _show_middle(self, across: float, down: float) -> None:
        for bar, share, extent, view in (
            (self.horizontalScrollBar(), across, self._drawing.width(), self.viewport().width()),
            (self.verticalScrollBar(), down, self._drawing.height(), self.viewport().height()),
        ):
            bar.setValue(round(share * extent - view / 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by plus, minus and nought; move by the arrows, as any view that scrolls."""
        steps = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif event.key() in steps:
            self.zoom_by(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (event.angleDelta().y() / _WHEEL_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of it in sight while it is fitted."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring round the view."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            draw_ring(painter, self, self.viewport().rect().toRectF(), scale().radius["control"])
