"""Draw the vendored one-colour icons in the colour of a token, sharp at every pixel ratio.

Pictures are drawn when first shown and kept in Qt's own pixmap cache. An icon looks its colour up while it is drawn, so
a change of theme needs no new icons.
"""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache

from journal_app.settings.paths import resources_dir
from journal_app.ui.theme.palette import role_of

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

APP_ICON = "app"
INK = "ink2"


def icon(name: str, tint_token: str = INK) -> "QIcon":
    """Return an icon for what can't draw itself (menus, actions); buttons and labels of ours use `pixmap`.

    Raises:
        FileNotFoundError: no vendored icon has this name.
        TokenError: no token has this name.
    """
    from journal_app.ui.theme.icon_engine import tinted_icon  # 2 ms that the first window need not pay

    _source(name)
    return tinted_icon(name, role_of(tint_token))


def app_icon() -> "QIcon":
    """Return the neutral icon of the window: a plain notebook, in its own colours."""
    from PySide6.QtGui import QIcon

    return QIcon(str(resources_dir() / "icons" / f"{APP_ICON}.svg"))


def pixmap(name: str, tint: QColor, size: int, ratio: float) -> QPixmap:
    """Return an icon `size` device-independent pixels square, drawn for a screen's pixel ratio."""
    key = f"kindroot {name} {tint.rgba():x} {size} {ratio:.2f}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = _draw(name, tint, size, ratio)
        QPixmapCache.insert(key, found)
    return found


def _draw(name: str, tint: QColor, size: int, ratio: float) -> QPixmap:
    """Render the drawing in one colour."""
    from PySide6.QtSvg import QSvgRenderer  # 2 ms that a window without a picture need not pay

    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", tint.name().encode())))
    edge = round(size * ratio)
    picture = QPixmap(edge, edge)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(tint.alphaF())
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> bytes:
    """Read an icon's drawing."""
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()
