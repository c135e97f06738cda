"""The few strokes the drawn widgets share: a rounded surface, the keyboard's ring, a bar on the leading side.

Drawn by logical side, for borders in style sheets do not mirror in right-to-left windows (look.md).
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale

_NO_RING = (Qt.FocusReason.MouseFocusReason,)
_UNCHANGED = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def draw_surface(painter: QPainter, rect: QRectF, radius: float, fill: QColor, line: QColor | None = None) -> None:
    """Draw a rounded surface, with a line of one pixel inside its edge when a colour is given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.0) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    inset = 0.5 if line is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_ring(painter: QPainter, widget: QWidget, rect: QRectF, radius: float) -> None:
    """Draw the keyboard's ring just inside a rectangle."""
    width = scale().size["ring"]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(widget, "focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def leading_bar(rect: QRect, direction: Qt.LayoutDirection, width: int) -> QRect:
    """Return the strip of a rectangle where reading begins: left, or right in a right-to-left window."""
    if direction == Qt.LayoutDirection.RightToLeft:
        return QRect(rect.right() - width + 1, rect.top(), width, rect.height())
    return QRect(rect.left(), rect.top(), width, rect.height())


def wants_ring(reason: Qt.FocusReason, had_ring: bool) -> bool:
    """Say whether focus that came in this way shows a ring: from the keyboard or the program yes, from a click no."""
    if reason in _UNCHANGED:
        return had_ring
    return reason not in _NO_RING


def draw_stem(edit: QTextEdit, words: str) -> None:
    """Draw the start of a sentence on an empty page; Qt's own would not stand where the first letter will."""
    painter = QPainter(edit.viewport())
    painter.setFont(edit.document().defaultFont())
    painter.setPen(colour(edit, "ink3"))
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(QRectF(edit.viewport().rect()), words, option)
    painter.end()
