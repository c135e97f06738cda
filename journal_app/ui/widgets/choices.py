"""Boxes to tick and marks of which one holds: drawn like the buttons, their words wrap and grow with the text.

They stay Qt's own check box and radio button, so that keys and assistive technology know them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QWidget

from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type, type_font
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring

_MARK_PX = 20
_GAP_PX = 10
_PAD_PX = 6
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_HIGHEST = 10_000

# Mixed into two of Qt's classes: a second Qt base would crash PySide6, so only the type checker sees one.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Base
else:
    _Base = object


class _Choice(_Base):
    """What the box and the mark share: wrapped words, a line of small print, the keyboard's ring."""

    _about = ""
    _has_ring = False

    def set_about(self, about: str) -> None:
        """Say in small print below the words what the choice means; a screen reader reads it as the description."""
        self._about = about
        self.setAccessibleDescription(about)
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        set_type(self, Type.CONTROL)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        raise NotImplementedError

    def _lead_px(self) -> int:
        return 2 * _PAD_PX + scaled(_MARK_PX) + _GAP_PX

    def _words_rect(self, width: int) -> QRect:
        room = QRect(0, 0, max(width - self._lead_px(), 1), _HIGHEST)
        return self.fontMetrics().boundingRect(room, int(_WRAP), self.text())

    def _about_height(self, width: int) -> int:
        if not self._about:
            return 0
        room = QRect(0, 0, max(width - self._lead_px(), 1), _HIGHEST)
        return QFontMetrics(type_font(Type.SMALL)).boundingRect(room, int(_WRAP), self._about).height() + 2

    def hasHeightForWidth(self) -> bool:
        """Let the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return room for the words as wrapped, never less than a target's height."""
        words = self._words_rect(width).height() + self._about_height(width) + 2 * _PAD_PX
        return max(words, scaled(scale().size["target"]) if not self._about else 0)

    def sizeHint(self) -> QSize:
        """Return one line where there is room."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._lead_px() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Let it be narrower than its words: they wrap."""
        return QSize(self._lead_px() + scaled(80), scaled(scale().size["target"]))

    def hitButton(self, at: QPoint) -> bool:
        """Take a click anywhere on the words too."""
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring, mark, words and small print, from the leading side."""
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        if self._has_ring:
            draw_ring(painter, self, QRectF(self.rect()), scale().radius["small"])
        edge, is_rtl = scaled(_MARK_PX), self.isRightToLeft()
        words_height = self._words_rect(self.width()).height()
        height = words_height + self._about_height(self.width())
        top = (self.height() - height) / 2
        line = self.fontMetrics().height()
        x = self.width() - _PAD_PX - edge if is_rtl else _PAD_PX
        self._paint_mark(painter, QRectF(x, top + (line - edge) / 2, edge, edge))
        lead = self._lead_px() - _PAD_PX
        frame = QRect(_PAD_PX if is_rtl else lead, round(top), self.width() - self._lead_px(), words_height)
        painter.setPen(colour(self, "ink"))
        draw_words(painter, self, QRectF(frame), self.text())
        if self._about:
            painter.setFont(type_font(Type.SMALL))
            painter.setPen(colour(self, "ink2"))
            below = QRectF(frame).translated(0, words_height + 2).adjusted(0, 0, 0, _HIGHEST)
            draw_words(painter, self, below, self._about)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away when the focus goes elsewhere for good."""
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._has_ring = False
        super().focusOutEvent(event)


class TickBox(_Choice, QCheckBox):
    """A box to tick."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._dress()

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        is_on = self.isChecked()
        fill = colour(self, "accent" if is_on else "surface")
        draw_surface(painter, mark, 5.0, fill, colour(self, "accent" if is_on else "line_strong"))
        if is_on:
            inner = round(mark.width() * 0.8)
            at = mark.center() - QPointF(inner / 2, inner / 2)
            painter.drawPixmap(at, pixmap("check", colour(self, "on_accent"), inner, self.devicePixelRatioF()))


class RadioMark(_Choice, QRadioButton):
    """One of several, told by a ring and a dot."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._dress()

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        painter.setPen(QPen(colour(self, "accent" if is_on else "line_strong"), 2.0 if is_on else 1.0))
        painter.setBrush(colour(self, "surface"))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self, "accent"))
            radius = mark.width() * 0.25
            painter.drawEllipse(mark.center(), radius, radius)


def choose_in(group: QButtonGroup, number: int) -> None:
    """Choose one of a group of marks, and let Tab stop at that one; Qt moves the stop only when keys choose (6.12)."""
    group.button(number).setChecked(True)
    for mark in group.buttons():
        mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mark.isChecked() else Qt.FocusPolicy.ClickFocus)


def draw_words(
    painter: QPainter,
    widget: QWidget,
    frame: QRectF,
    words: str,
    upright: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
) -> None:
    """Draw words from the leading side, in their own direction: an English sentence ends in its full stop anywhere."""
    side = Qt.AlignmentFlag.AlignRight if widget.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | upright | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(frame, words, option)
