"""One of a list that opens on demand: drawn like the fields, and deaf to a wheel that only passes over it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type
from journal_app.ui.widgets.choices import draw_words
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring

LEAST_PX = 240
"""Does not grow with the text: at 200 % a narrow window needs the room, and the line is cut short."""


class FoldedList(QComboBox):
    """One of a list that opens on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_ring = False
        set_type(self, Type.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        model = self.model()
        for changed in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._on_model_changed)

    def setPlaceholderText(self, words: str) -> None:
        """Show words where nothing is chosen, with room for them."""
        super().setPlaceholderText(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the longest line."""
        words = [self.placeholderText(), *(self.itemText(row) for row in range(self.count()))]
        width = max(self.fontMetrics().horizontalAdvance(text) for text in words)
        return QSize(
            width + 40 + scaled(scale().size["icon"]),
            max(scaled(scale().size["target"]), self.fontMetrics().height() + 14),
        )

    def minimumSizeHint(self) -> QSize:
        """Let it be narrower than a very long line, which is then cut short."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), LEAST_PX), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface, words and chevron."""
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), float(scale().radius["control"])
        draw_surface(painter, rect, radius, colour(self, "surface"), colour(self, "line_strong"))
        if self._has_ring:
            draw_ring(painter, self, rect, radius)
        edge = scaled(scale().size["icon"])
        x = 12 if self.isRightToLeft() else self.width() - 12 - edge
        chevron = pixmap("chevron-down", colour(self, "ink2"), edge, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(x, (self.height() - edge) / 2), chevron)
        lead, trail = (24 + edge, 12) if self.isRightToLeft() else (12, 24 + edge)
        frame = self.rect().adjusted(lead, 0, -trail, 0)
        painter.setPen(colour(self, "ink" if self.currentIndex() >= 0 else "ink3"))
        words = self.currentText() or self.placeholderText()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, frame.width())
        draw_words(painter, self, QRectF(frame), shown, Qt.AlignmentFlag.AlignVCenter)

    def _on_model_changed(self, *_rows: object) -> None:
        self.updateGeometry()  # Qt asks again only for its own measure of the lines

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must choose nothing."""
        event.ignore()

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
