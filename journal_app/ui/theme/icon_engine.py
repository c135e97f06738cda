"""Icons for what can't draw itself (menus, actions): they look their colour up in the palette while they are drawn."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from journal_app.ui.theme.icons import pixmap


def tinted_icon(name: str, role: QPalette.ColorRole) -> QIcon:
    """Return an icon in the colour that a palette role has whenever it is drawn."""
    return QIcon(_TintedEngine(name, role))


class _TintedEngine(QIconEngine):
    """Answers Qt's questions for a picture with one in the theme's present colour."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._role)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, self._tint(mode), round(min(size.width(), size.height()) / scale), scale)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        edge = min(rect.width(), rect.height())
        corner = rect.center() - QPoint(edge // 2, edge // 2)
        device = painter.device()
        painter.drawPixmap(corner, pixmap(self._name, self._tint(mode), edge, device.devicePixelRatioF()))

    def _tint(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        return palette.color(self._role)
