"""Draw a vault's token, and say it in words: the shape and the colour are never left to the eye alone."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import scaled
from journal_app.ui.vault_token import Shape, Tint, VaultToken, tint_colours

_RING_SHARE = 0.22
_POLYGONS: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.TRIANGLE: ((0.5, 0.04), (1.0, 0.93), (0.0, 0.93)),
    Shape.DIAMOND: ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    Shape.HEXAGON: ((0.25, 0.07), (0.75, 0.07), (1.0, 0.5), (0.75, 0.93), (0.25, 0.93), (0.0, 0.5)),
}
"""Corners in shares of the token's square."""


def token_words(token: VaultToken | None) -> str:
    """Return a token in words, such as “green circle”; the second of its kind says so."""
    if token is None:
        return QCoreApplication.translate("VaultToken", "key file damaged")
    name = (
        QCoreApplication.translate("VaultToken", "%1 %2", "%1 is a colour, %2 a shape")
        .replace("%1", _tints()[token.tint])
        .replace("%2", _shapes()[token.shape])
    )
    name = name if token.number == 1 else f"{name} {token.number}"
    if token.is_older_copy:
        return QCoreApplication.translate("VaultToken", "%1, damaged or older copy").replace("%1", name)
    return name


def draw_token(painter: QPainter, widget: QWidget, frame: QRectF, token: VaultToken | None) -> None:
    """Draw a token to fill a square; one that can't be known is an empty dashed square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if token is None:
        painter.setPen(QPen(colour(widget, "ink2"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 3, 3)
    else:
        painter.fillPath(_path(token.shape, frame), QColor(tint_colours()[token.tint]))
    painter.restore()


class TokenPicture(QWidget):
    """A small token beside the words that name it; a screen reader reads the words and passes this by."""

    def __init__(self, token: VaultToken | None = None, px: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_token(self, token: VaultToken | None) -> None:
        """Show another token."""
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        """Return the token's size at the present text size."""
        edge = scaled(self._px)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        edge = min(self.width(), self.height())
        draw_token(QPainter(self), self, QRectF(0, 0, edge, edge), self._token)


def _path(shape: Shape, frame: QRectF) -> QPainterPath:
    path = QPainterPath()
    inset = frame.width() * 0.04
    if shape in _POLYGONS:
        corners = [
            QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height()) for x, y in _POLYGONS[shape]
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif shape is Shape.SQUARE:
        path.addRoundedRect(frame.adjusted(inset, inset, -inset, -inset), 2, 2)
    elif shape is Shape.DROP:
        _add_drop(path, frame)
    elif shape is Shape.ARCH:
        _add_arch(path, frame)
    else:
        path.addEllipse(frame)
        if shape is Shape.RING:
            width = frame.width() * _RING_SHARE
            path.addEllipse(frame.adjusted(width, width, -width, -width))
    return path


def _add_drop(path: QPainterPath, frame: QRectF) -> None:
    top = QPointF(frame.center().x(), frame.top())
    bowl = QRectF(frame.left() + frame.width() * 0.14, frame.top() + frame.height() * 0.28, 0, 0)
    bowl.setSize(frame.size() * 0.72)
    path.moveTo(top)
    path.lineTo(bowl.right() - bowl.width() * 0.06, bowl.center().y() - bowl.height() * 0.2)
    path.arcTo(bowl, 24, -228)
    path.closeSubpath()


def _add_arch(path: QPainterPath, frame: QRectF) -> None:
    path.moveTo(frame.bottomLeft() + QPointF(0, -frame.height() * 0.06))
    path.lineTo(frame.left(), frame.center().y())
    path.arcTo(QRectF(frame.left(), frame.top(), frame.width(), frame.height()), 180, -180)
    path.lineTo(frame.bottomRight() + QPointF(0, -frame.height() * 0.06))
    door = frame.width() * 0.3
    path.lineTo(frame.right() - door, frame.bottom() - frame.height() * 0.06)
    path.lineTo(frame.right() - door, frame.center().y())
    path.arcTo(
        QRectF(frame.left() + door, frame.center().y() - door / 1.5, frame.width() - 2 * door, door * 1.33), 0, 180
    )
    path.lineTo(frame.left() + door, frame.bottom() - frame.height() * 0.06)
    path.closeSubpath()


def _shapes() -> dict[Shape, str]:
    translate = QCoreApplication.translate
    return {
        Shape.CIRCLE: translate("VaultToken", "circle"),
        Shape.SQUARE: translate("VaultToken", "square"),
        Shape.TRIANGLE: translate("VaultToken", "triangle"),
        Shape.DIAMOND: translate("VaultToken", "diamond"),
        Shape.RING: translate("VaultToken", "ring"),
        Shape.HEXAGON: translate("VaultToken", "hexagon"),
        Shape.DROP: translate("VaultToken", "drop"),
        Shape.ARCH: translate("VaultToken", "arch"),
    }


def _tints() -> dict[Tint, str]:
    translate = QCoreApplication.translate
    return {
        Tint.RED: translate("VaultToken", "red"),
        Tint.ORANGE: translate("VaultToken", "orange"),
        Tint.GREEN: translate("VaultToken", "green"),
        Tint.BLUE: translate("VaultToken", "blue"),
        Tint.PURPLE: translate("VaultToken", "purple"),
        Tint.PINK: translate("VaultToken", "pink"),
        Tint.GREY: translate("VaultToken", "grey"),
    }
