"""The picture of the circle to work in: by mouse, and by keys alone."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QWidget

from journal_app.journal.circle import CircleItem
from journal_app.ui.circle.model import RINGS, CircleModel
from journal_app.ui.circle.placing import direction_of, ring_at
from journal_app.ui.circle.scene import CircleScene, Node, dress_of
from journal_app.ui.circle.words import ring_words, spoken_words
from journal_app.ui.theme.tokens import scale
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.painting import draw_ring

LEAST_ZOOM, MOST_ZOOM, MOST_FIT, STEP = 0.2, 3.0, 1.4, 1.25
_MARGIN_PX = 4
_WHEEL_STEP = 120
_Key = Qt.Key


class CircleView(QGraphicsView):
    """Shows the circle; things are dragged, or chosen by arrows and moved by Shift and arrows.

    Signals:
        details_requested(): the chosen item should be looked at whole.
    """

    details_requested = Signal()

    def __init__(self, model: CircleModel, parent: QWidget | None = None, *, can_change: bool = True) -> None:
        super().__init__(parent)
        self._model = model
        self._can_change = can_change
        self._dragged: Node | None = None
        self._pressed_at = QPoint()
        self._grip = QPointF()
        self._is_fitted = True
        self._scene = CircleScene(dress_of(self, self.tr("Me")), self)
        self._build()
        self._connect()

    @property
    def circle_scene(self) -> CircleScene:
        """What is shown."""
        return self._scene

    def zoom_by(self, factor: float) -> None:
        """Show it larger or smaller."""
        self._is_fitted = False
        self._set_zoom(self.transform().m11() * factor)

    def fit(self) -> None:
        """Show all of it; its names are kept large enough to be read."""
        self._is_fitted = True
        room, whole = self.viewport().size(), self.sceneRect()
        if whole.isEmpty():
            return
        fitting = min((room.width() - _MARGIN_PX) / whole.width(), (room.height() - _MARGIN_PX) / whole.height())
        self._set_zoom(min(fitting, MOST_FIT))
        self.centerOn(0, 0)

    def _build(self) -> None:
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 160)
        self.setAccessibleName(self.tr("The circle as a picture"))
        self.viewport().setAccessibleName(self.accessibleName())
        if self._can_change:
            self.setAccessibleDescription(keys_words())

    def _connect(self) -> None:
        self._model.changed.connect(self._on_model_changed)
        self._model.chosen_changed.connect(self._on_model_chosen_changed)
        self._on_model_changed()

    def _on_model_changed(self) -> None:
        chosen = self._model.chosen
        self._scene.show_circle(self._model.circle, None if chosen is None else chosen.id)
        self.resetCachedContent()
        if self._is_fitted and not self._scrolls():
            self.fit()

    def _scrolls(self) -> bool:
        """Say whether more is shown than fits, and it was worked on: then it stays where the person has it."""
        return self._model.can_undo and self.horizontalScrollBar().maximum() > 0

    def _on_model_chosen_changed(self) -> None:
        chosen = self._model.chosen
        self._scene.mark(None if chosen is None else chosen.id)
        if chosen is None:
            return
        if (node := self._scene.node(chosen.id)) is not None and self._dragged is None:
            self.ensureVisible(node)
        if self.hasFocus():
            announce(self, spoken_words(self._model.circle, chosen))

    def _set_zoom(self, zoom: float) -> None:
        self.resetTransform()
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self.scale(zoom, zoom)

    def _say_place(self) -> None:
        if (chosen := self._model.chosen) is not None:
            words = self.tr("%1 stands at: %2").replace("%2", ring_words(chosen.ring)).replace("%1", chosen.alias)
            announce(self, words)
            if (node := self._scene.node(chosen.id)) is not None:
                self.ensureVisible(node)

    def _choose_across(self, steps: int) -> None:
        """Choose what stands in about the same direction on the next ring outwards that has anything, or inwards."""
        chosen = self._model.chosen
        if chosen is None:
            self._model.step_chosen(1)
            return
        at = RINGS.index(chosen.ring) + steps
        while 0 <= at < len(RINGS):
            there = [item for item in self._model.circle.items if item.ring is RINGS[at]]
            if there:
                self._model.choose(min(there, key=lambda item: _apart(item, chosen)).id)
                return
            at += steps

    def _move(self, key: int) -> None:
        if key in (_Key.Key_Left, _Key.Key_Right):
            self._model.turn_chosen(1 if key == _Key.Key_Right else -1)
        else:
            self._model.move_chosen_out(1 if key == _Key.Key_Up else -1)
        self._say_place()

    def _choose(self, key: int) -> None:
        if key in (_Key.Key_Left, _Key.Key_Right):
            self._model.step_chosen(1 if key == _Key.Key_Right else -1)
        else:
            self._choose_across(1 if key == _Key.Key_Up else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by arrows, move by Shift and arrows, zoom by plus, minus and nought."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        zooms = {_Key.Key_Plus: STEP, _Key.Key_Equal: STEP, _Key.Key_Minus: 1 / STEP}
        if others:
            event.ignore()
        elif key in (_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down):
            if shift and self._can_change:
                self._move(key)
            else:
                self._choose(key)
        elif key in zooms:
            self.zoom_by(zooms[_Key(key)])
        elif key == _Key.Key_0:
            self.fit()
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2) and self._model.chosen is not None:
            self.details_requested.emit()
        elif key == _Key.Key_Delete and self._can_change:
            self._model.remove_chosen()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed, and take hold of it; elsewhere take hold of the paper."""
        at = event.position().toPoint()
        node = self._scene.node_at(self.mapToScene(at))
        if event.button() != Qt.MouseButton.LeftButton or node is None:
            super().mousePressEvent(event)
            return
        self._dragged, self._pressed_at = node, at
        self._grip = node.pos() - self.mapToScene(at)
        self._model.choose(node.item.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is held follow."""
        at = event.position().toPoint()
        if self._dragged is None:
            super().mouseMoveEvent(event)
        elif self._can_change and (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = QPoint(-10_000, -10_000)  # from here on every move counts
            self._scene.let_follow(self._dragged, self.mapToScene(at) + self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it stand on the ring where it was let go."""
        node, self._dragged = self._dragged, None
        if node is None:
            super().mouseReleaseEvent(event)
        elif self._pressed_at.x() == -10_000:
            factor = dress_of(self, "").factor
            radius, turn = direction_of(node.pos().x() / factor, node.pos().y() / factor)
            ring = ring_at(self._scene.placing, radius)
            self._model.change_chosen(ring=ring, turn=turn)
            self._say_place()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look at a thing whole."""
        if self._scene.node_at(self.mapToScene(event.position().toPoint())) is not None:
            self.details_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (event.angleDelta().y() / _WHEEL_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to work in it; Qt would ask for all of the picture's size."""
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of it in sight while it is fitted."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
        chosen = self._model.chosen
        if chosen is not None and (node := self._scene.node(chosen.id)) is not None:
            self.ensureVisible(node)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_scene"):
            chosen = self._model.chosen
            self._scene.wear(dress_of(self, self.tr("Me")), None if chosen is None else chosen.id)
            self.resetCachedContent()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, and say what is chosen."""
        super().focusInEvent(event)
        self.viewport().update()
        if self._model.chosen is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._model.step_chosen(1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the keyboard round the view."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            draw_ring(painter, self, self.viewport().rect().toRectF(), scale().radius["control"])


def keys_words() -> str:
    """Return how the picture is worked by keys."""
    return QCoreApplication.translate(
        "circle",
        "Arrows go from one to another. Shift with left or right moves along the ring, Shift with up or down moves out "
        "or in. Enter opens what is chosen, Delete takes it off, plus and minus zoom.",
    )


def _apart(one: CircleItem, other: CircleItem) -> float:
    gap = abs(one.turn - other.turn) % 1.0
    return min(gap, 1.0 - gap)
