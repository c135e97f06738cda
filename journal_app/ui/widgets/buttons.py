"""The buttons: one that matters most (primary), ordinary ones (plain), quiet ones in rows, and those that destroy.

They draw themselves: so the ring shows for the keyboard only, the icon stands on the leading side in any script, and no
style sheet has to be matched for each. The kind is the dynamic property `kind`.
"""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour, mix
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring


class Kind(StrEnum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


_STEPS = {Kind.PRIMARY: Type.STRONG, Kind.PLAIN: Type.STRONG, Kind.DANGER: Type.STRONG, Kind.QUIET: Type.ACTION}
_PADDING = {Kind.PRIMARY: 20, Kind.PLAIN: 18, Kind.DANGER: 18, Kind.QUIET: 10}
_ICON_GAP = 8
_CHEVRON = "chevron-down"
_RING_GAP = 2
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Button(QPushButton):
    """A button that draws itself from the theme's tokens; size and icon grow with the text."""

    def __init__(self, kind: Kind, text: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon_name
        self._has_ring = True
        self._build()

    @property
    def kind(self) -> Kind:
        """How much it asks for attention."""
        return self._kind

    def set_icon_name(self, name: str) -> None:
        """Show another vendored icon, or none for an empty name."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def _build(self) -> None:
        self.setProperty("kind", str(self._kind))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        set_type(self, _STEPS[self._kind])

    def _shows_ring(self) -> bool:
        return self._has_ring and self.hasFocus()

    def _trailing(self) -> str:
        return _CHEVRON if self.menu() is not None else ""

    def _icon_px(self) -> int:
        return scaled(scale().size["icon"])

    def _contents_width(self) -> int:
        pictures = [name for name in (self._icon_name, self._trailing()) if name]
        words = self.fontMetrics().horizontalAdvance(self._shown_text())
        gaps = scaled(_ICON_GAP) * (len(pictures) - (0 if words else 1))
        return words + len(pictures) * self._icon_px() + gaps

    def _shown_text(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _fill(self) -> tuple[QColor | None, QColor | None]:
        """Return the colours of surface and edge; None draws none."""
        is_over = self.underMouse() and self.isEnabled()
        if self._kind is Kind.PRIMARY:
            accent = colour(self, "accent")
            return (mix(accent, colour(self, "ink"), 0.14 if is_over or self.isDown() else 0.0), None)
        if self.isCheckable() and self.isChecked():
            return (colour(self, "accent_soft"), colour(self, "accent"))
        if self._kind is Kind.QUIET:
            surface = mix(colour(self, "ink"), colour(self, "surface"), 0.93)
            return (surface, None) if is_over or self.isDown() else (None, None)
        edge = colour(self, "danger" if self._kind is Kind.DANGER else "line_strong")
        return (colour(self, "sunken" if is_over or self.isDown() else "surface"), edge)

    def _words_token(self) -> str:
        if self._kind is Kind.PRIMARY:
            return "on_accent"
        if self._kind is Kind.DANGER:
            return "danger"
        is_lit = self._kind is Kind.PLAIN or self.isChecked() or self.underMouse() or self._shows_ring()
        return "ink" if is_lit else "ink2"

    def _paint_contents(self, painter: QPainter, inner: QRect) -> None:
        """Draw icon, words and chevron from the leading side on, the whole in the middle."""
        token, is_rtl = self._words_token(), self.isRightToLeft()
        width = min(self._contents_width(), inner.width())
        at = inner.left() + (inner.width() - width) // 2
        frame = QRect(at, inner.top(), width, inner.height())
        text = self._shown_text()
        left, right = self._icon_name, self._trailing()
        if is_rtl:
            left, right = right, left
        for name, is_left in ((left, True), (right, False)):
            if name:
                self._paint_icon(painter, name, token, frame, is_left=is_left)
                step = self._icon_px() + (scaled(_ICON_GAP) if text else 0)
                frame.adjust(step if is_left else 0, 0, 0 if is_left else -step, 0)
        painter.setPen(colour(self, token))
        words = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, frame.width() + 1)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)

    def _paint_icon(self, painter: QPainter, name: str, token: str, frame: QRect, *, is_left: bool) -> None:
        edge = self._icon_px()
        x = frame.left() if is_left else frame.right() - edge + 1
        y = frame.top() + (frame.height() - edge) / 2
        painter.drawPixmap(QPointF(x, y), pixmap(name, colour(self, token), edge, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        """Return room for the words and pictures at the present text size."""
        least = scaled(scale().size["target"])
        height = max(least, self.fontMetrics().height() + 14)
        is_bare = not self.text() and self._icon_name
        width = self._contents_width() + 2 * scaled(_PADDING[self._kind])
        return QSize(height if is_bare else max(height, width), height)

    def minimumSizeHint(self) -> QSize:
        """Never clip the words while there is room anywhere."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button as Space does; Qt does so in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface, ring, picture and words."""
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), float(scale().radius["control"])
        if not self.isEnabled():
            painter.setOpacity(0.5)
        body, ring = rect, scale().size["ring"]
        if self._shows_ring():
            draw_ring(painter, self, rect, radius)
            gap = ring + (_RING_GAP if self._kind is Kind.PRIMARY else 0)
            body, radius = rect.adjusted(gap, gap, -gap, -gap), radius - gap / 2
        fill, edge = self._fill()
        if fill is not None:
            draw_surface(painter, body, radius, fill, None if self._shows_ring() else edge)
        self._paint_contents(painter, self.rect().adjusted(4, 0, -4, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        super().focusInEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go quiet again."""
        super().leaveEvent(event)
        self.update()


def primary_button(text: str = "", icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return the one button of a page that matters most."""
    return Button(Kind.PRIMARY, text, icon_name, parent)


def plain_button(text: str = "", icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return an ordinary button, outlined."""
    return Button(Kind.PLAIN, text, icon_name, parent)


def quiet_button(text: str = "", icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return a button for rows of actions: words and picture, no surface until touched."""
    return Button(Kind.QUIET, text, icon_name, parent)


def danger_button(text: str = "", icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return a button for what can't be undone."""
    return Button(Kind.DANGER, text, icon_name, parent)


def icon_button(icon_name: str, name: str, parent: QWidget | None = None) -> Button:
    """Return a quiet button that is a picture only; `name` is what a screen reader says and a tool tip shows."""
    button = Button(Kind.QUIET, "", icon_name, parent)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def menu_button(text: str, icon_name: str, menu: QMenu, parent: QWidget | None = None) -> Button:
    """Return a quiet button that opens a menu; the menu becomes its child."""
    button = quiet_button(text, icon_name, parent)
    menu.setParent(button, menu.windowFlags())
    button.setMenu(menu)
    return button
