"""The picture of the circle: rings, what stands on them, and the lines; drawn from the same map as the list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from journal_app.journal.circle import Circle, CircleItem, CircleTie, Consent, ItemId, LineKind, Ring
from journal_app.ui.circle.placing import ASPECT, Placing, place_circle
from journal_app.ui.circle.strokes import draw_line, shape_path
from journal_app.ui.circle.words import HOLDS_ICONS, OWN_TAG_ICON, ring_words
from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import ROLES
from journal_app.ui.theme.typography import Type, text_factor, type_font

SHAPE, NAME_ROOM, ICON = 26.0, 94.0, 14
_NODE = QRectF(-50, -17, 100, 63)
_CONSENT_ICONS = {Consent.NOT_ASKED: "circle-question-mark", Consent.SAID_YES: "check", Consent.SAID_NO: "x"}
_LABEL_IN = 14.0
"""How far inside its ring's edge a label stands: between the edge and what stands on the ring nothing lies."""
_OVER, _LINES, _BELOW = 2.0, 1.0, 0.0
_LEAST_SCALE, _MOST_LARGER = 0.85, 1.7
"""A name is written no smaller than this share of its size, as far as its room goes, however small the picture is."""
_SIGNS_FROM = 0.7
"""The scale below which what one holds is left out of the picture: the name takes its room."""


@dataclass(frozen=True, slots=True)
class Dress:
    """The colours by token, and how much larger than at 100 % everything is; `has_names` writes the aliases."""

    colours: Mapping[str, QColor]
    factor: float = 1.0
    has_names: bool = True
    me: str = ""


class Node(QGraphicsItem):
    """One thing on the circle: its shape by kind, its name, signs for what it holds, and one for consent."""

    def __init__(self, item: CircleItem, sign: str, dress: Dress) -> None:
        super().__init__()
        self.item, self._sign, self._dress = item, sign, dress
        self.is_chosen = False
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(_OVER)

    def show_item(self, item: CircleItem, sign: str, dress: Dress, *, is_chosen: bool) -> None:
        """Show what is so of it now."""
        if (item, sign, dress, is_chosen) != (self.item, self._sign, self._dress, self.is_chosen):
            if dress.factor != self._dress.factor:
                self.prepareGeometryChange()
            self.item, self._sign, self._dress, self.is_chosen = item, sign, dress, is_chosen
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the room of shape, name and signs."""
        factor = self._dress.factor
        return QRectF(_NODE.topLeft() * factor, _NODE.size() * factor)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw it."""
        dress, item, edge = self._dress, self.item, SHAPE * self._dress.factor
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "focus" if self.is_chosen else "ink2"
        painter.setPen(QPen(dress.colours[token], (3.0 if self.is_chosen else 1.6) * dress.factor))
        painter.setBrush(dress.colours["accent_soft" if self.is_chosen else "surface"])
        painter.drawPath(shape_path(item.kind, edge))
        ratio = painter.device().devicePixelRatioF()
        if (icon := _CONSENT_ICONS.get(item.consent)) is not None:
            self._icon(painter, icon, QPointF(0, 0), ratio)
        self._paint_name(painter, edge / 2 + 1)
        if _scale(painter) < _SIGNS_FROM:
            return
        signs = [HOLDS_ICONS[one] for one in item.holds] + [OWN_TAG_ICON] * bool(item.own_tags)
        step = (ICON + 1) * dress.factor
        for number, name in enumerate(signs):
            self._icon(painter, name, QPointF((number - (len(signs) - 1) / 2) * step, 38 * dress.factor), ratio)

    def _paint_name(self, painter: QPainter, top: float) -> None:
        """Write the name below the shape, on paper so that no line runs through it."""
        dress = self._dress
        larger = _take_font(painter)
        metrics = QFontMetricsF(painter.font())
        words = self.item.alias if dress.has_names else self._sign
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, NAME_ROOM * dress.factor)
        width = metrics.horizontalAdvance(shown) + 4
        frame = QRectF(-width / 2, top - 1, width, min(metrics.height(), 17 * dress.factor * larger))
        paper = QColor(dress.colours["canvas"])
        paper.setAlphaF(0.8)
        painter.fillRect(frame, paper)
        painter.setPen(dress.colours["ink"])
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)

    def _icon(self, painter: QPainter, name: str, at: QPointF, ratio: float) -> None:
        size = round(ICON * self._dress.factor)
        corner = at - QPointF(size / 2, size / 2)
        painter.drawPixmap(corner, pixmap(name, self._dress.colours["ink2"], size, ratio))


class Line(QGraphicsItem):
    """A line from the middle to something, or between two things."""

    def __init__(self, kind: LineKind, dress: Dress) -> None:
        super().__init__()
        self.kind, self.dress = kind, dress
        self._line = QLineF()
        self.setZValue(_LINES)

    def stretch(self, start: QPointF, end: QPointF) -> None:
        """Draw from here to there, leaving off where the shapes are."""
        whole = QLineF(start, end)
        off = min((SHAPE / 2 + 4) * self.dress.factor, whole.length() / 3)
        whole.setLength(whole.length() - off)
        back = QLineF(whole.p2(), whole.p1())
        back.setLength(max(back.length() - off, 1.0))
        line = QLineF(back.p2(), back.p1())
        if line != self._line:
            self.prepareGeometryChange()
            self._line = line

    def boundingRect(self) -> QRectF:
        """Return the room of the line, its head included."""
        return QRectF(self._line.p1(), self._line.p2()).normalized().adjusted(-8, -8, 8, 8)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, self._line, self.kind, self.dress.colours["ink2"], self.dress.factor)


class CircleScene(QGraphicsScene):
    """Shows a circle; asked to, it lets one thing follow the pointer, its lines with it."""

    def __init__(self, dress: Dress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress = dress
        self._circle = Circle()
        self.placing: Placing = place_circle(self._circle)
        self._nodes: dict[ItemId, Node] = {}
        self._lines: dict[ItemId, Line] = {}
        self._ties: list[tuple[CircleTie, Line]] = []

    def show_circle(self, circle: Circle, chosen: ItemId | None) -> None:
        """Show a circle, one of its items marked as chosen."""
        self._circle = circle
        self.placing = place_circle(circle)
        self._fill_nodes(chosen)
        self._fill_lines()
        height, factor = self.placing.reach, self._dress.factor
        reach = QRectF(-height * ASPECT, -height, 2 * height * ASPECT, 2 * height).adjusted(-12, -12, 12, 12)
        self.setSceneRect(QRectF(reach.topLeft() * factor, reach.size() * factor))
        self.update()

    def wear(self, dress: Dress, chosen: ItemId | None) -> None:
        """Draw everything in other colours or at another size."""
        self._dress = dress
        self.show_circle(self._circle, chosen)

    def mark(self, chosen: ItemId | None) -> None:
        """Mark another item as chosen."""
        self._fill_nodes(chosen)

    def node_at(self, point: QPointF) -> Node | None:
        """Return what lies under a point of the scene."""
        return next((one for one in self.items(point) if isinstance(one, Node)), None)

    def node(self, item_id: ItemId) -> Node | None:
        """Return what shows an item."""
        return self._nodes.get(item_id)

    def pieces(self) -> Iterator[Callable[[QPainter], None]]:
        """Give what draws one piece of it after the other, from the back to the front, in the scene's own places."""
        yield lambda painter: self.drawBackground(painter, self.sceneRect())
        for item in self.items(Qt.SortOrder.AscendingOrder):
            yield partial(_paint_item, item)

    def let_follow(self, node: Node, to: QPointF) -> None:
        """Move one thing, and the lines to it, while it is dragged."""
        node.setPos(to)
        item_id = node.item.id
        if item_id in self._lines:
            self._lines[item_id].stretch(QPointF(0, 0), to)
        for tie, line in self._ties:
            if item_id in (tie.one, tie.other):
                line.stretch(self._nodes[tie.one].pos(), self._nodes[tie.other].pos())

    def _fill_nodes(self, chosen: ItemId | None) -> None:
        wanted = {item.id for item in self._circle.items}
        for item_id in [one for one in self._nodes if one not in wanted]:
            self.removeItem(self._nodes.pop(item_id))
        for number, item in enumerate(self._circle.items):
            if item.id not in self._nodes:
                self._nodes[item.id] = Node(item, sign_of(number), self._dress)
                self.addItem(self._nodes[item.id])
            node = self._nodes[item.id]
            node.show_item(item, sign_of(number), self._dress, is_chosen=item.id == chosen)
            node.setPos(QPointF(*self.placing.places[item.id]) * self._dress.factor)

    def _fill_lines(self) -> None:
        for line in (*self._lines.values(), *(line for _tie, line in self._ties)):
            self.removeItem(line)
        self._lines = {item.id: Line(item.line, self._dress) for item in self._circle.items if item.line is not None}
        self._ties = [(tie, Line(tie.kind, self._dress)) for tie in self._circle.ties]
        for item_id, line in self._lines.items():
            self.addItem(line)
            line.stretch(QPointF(0, 0), self._nodes[item_id].pos())
        for tie, line in self._ties:
            self.addItem(line)
            line.stretch(self._nodes[tie.one].pos(), self._nodes[tie.other].pos())

    def drawBackground(self, painter: QPainter, rect: QRectF | QRectF) -> None:  # type: ignore[override]  # QRect in the stubs
        """Draw the rings with their names, and the person in the middle."""
        dress, factor = self._dress, self._dress.factor
        painter.fillRect(rect, dress.colours["canvas"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _take_font(painter)
        for ring in reversed(Ring):
            height, paper = (
                self.placing.edges[ring] * factor,
                dress.colours["sunken" if ring is Ring.MAYBE else "surface"],
            )
            painter.setPen(QPen(dress.colours["line_strong"], 1.2 * factor))
            painter.setBrush(paper)
            painter.drawEllipse(QPointF(0, 0), height * ASPECT, height)
            self._write(painter, ring_words(ring), QPointF(0, -height + _LABEL_IN * factor), paper)
        painter.setBrush(dress.colours["accent"])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(0, 0), SHAPE * factor * 0.75, SHAPE * factor * 0.75)
        painter.setPen(dress.colours["on_accent"])
        frame = QRectF(-40, -12, 80, 24)
        painter.drawText(
            QRectF(frame.topLeft() * factor, frame.size() * factor), Qt.AlignmentFlag.AlignCenter, dress.me
        )

    def _write(self, painter: QPainter, words: str, at: QPointF, paper: QColor) -> None:
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(words) + 12
        frame = QRectF(at.x() - width / 2, at.y() - metrics.height() / 2, width, metrics.height())
        painter.fillRect(frame, paper)
        painter.setPen(self._dress.colours["ink2"])
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)


def _paint_item(item: QGraphicsItem, painter: QPainter) -> None:
    painter.translate(item.pos())
    item.paint(painter, QStyleOptionGraphicsItem())


def _scale(painter: QPainter) -> float:
    """Return how large what is drawn comes out, as a share of its own size."""
    return QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())


def _take_font(painter: QPainter) -> float:
    """Take the font of names, larger where all else comes out small; return how much larger."""
    larger = min(max(_LEAST_SCALE / max(_scale(painter), 0.01), 1.0), _MOST_LARGER)
    font = type_font(Type.SMALL)
    if font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * larger))
    else:
        font.setPointSizeF(font.pointSizeF() * larger)
    painter.setFont(font)
    return larger


def sign_of(number: int) -> str:
    """Return the sign that stands for a name where names are left out: A to Z, then AA and on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def dress_of(widget: QWidget, me: str) -> Dress:
    """Return the colours and size in force for a widget."""
    palette = widget.palette()
    return Dress({token: palette.color(role) for token, role in ROLES.items()}, text_factor(), True, me)
