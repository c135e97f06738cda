"""What would come out of a printer, one page at a time, with the way there and back by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from journal_app.ui.picture_decoding import MOST_ROOM, decode
from journal_app.ui.theme.palette import colour
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import caption_label

_WIDEST_PX = 900
_LEAST_PX = 120


class PrintPreview(QWidget):
    """Shows pages that were painted elsewhere, and holds them until it is put away.

    Signals:
        print_requested(): print all of it.
        closed(): it is put away; the keyboard is to go elsewhere.
    """

    print_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[bytes, ...] = ()
        self._count = 0
        self._at = 0
        self._build()
        self._connect()
        self.hide()

    def show_pages(self, pages: Sequence[bytes], count: int) -> None:
        """Show the first of these pages (PNG); `count` is how many there are in all."""
        self._pages, self._count = tuple(pages), count
        self.show()
        self._turn_to(0)
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._next.isEnabled():
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Close it and forget the pages."""
        self._pages = ()
        self._sheet.show_image(QImage())
        if not self.isHidden():
            self.closed.emit()  # before it goes: a keyboard left in it would run on down the page, and scroll it there
            self.hide()

    def _build(self) -> None:
        self._where = caption_label(self)
        self._sheet = _Sheet(self)
        self._before = quiet_button(self.tr("Page before"), "chevron-left", self)
        self._next = quiet_button(self.tr("Next page"), "chevron-right", self)
        self._print = plain_button(self.tr("Print…"), "", self)
        self._close = quiet_button(self.tr("Close the preview"), "x", self)
        row = FlowLayout(gap=10, row_gap=8)
        for button in (self._before, self._next, self._print, self._close):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._where)
        layout.addLayout(row)
        layout.addWidget(self._sheet)

    def _connect(self) -> None:
        self._before.clicked.connect(self._on_before_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._print.clicked.connect(self.print_requested)
        self._close.clicked.connect(self.put_away)

    def _turn_to(self, at: int) -> None:
        if not 0 <= at < len(self._pages):
            return
        self._at = at
        self._sheet.show_image(decode(self._pages[at], "image/png", MOST_ROOM) or QImage())
        words = self.tr("Page %1 of %2, as it would be printed").replace("%1", str(at + 1))
        words = words.replace("%2", str(self._count))
        if len(self._pages) < self._count:
            words += ". " + self.tr("The first %n are shown here.", "", len(self._pages))
        self._where.setText(words)
        self._sheet.setAccessibleName(words)
        for button, is_there in ((self._before, at > 0), (self._next, at + 1 < len(self._pages))):
            if button.hasFocus() and not is_there:
                other = self._next if button is self._before else self._before
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(is_there)
        announce(self, words)

    def _on_before_clicked(self, _is_checked: bool = False) -> None:
        self._turn_to(self._at - 1)

    def _on_next_clicked(self, _is_checked: bool = False) -> None:
        self._turn_to(self._at + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn the pages; Esc closes the preview, and nothing below it."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn_to(self._at + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)


class _Sheet(QWidget):
    """One page, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        wide = min(width, _WIDEST_PX)
        return round(self._image.height() * wide / self._image.width()) if not self._image.isNull() else _LEAST_PX

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST_PX, self.heightForWidth(_WIDEST_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_PX, _LEAST_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with a line round it, on white in every theme: paper is."""
        painter = QPainter(self)
        wide = min(self.width(), _WIDEST_PX)
        left = self.width() - wide if self.isRightToLeft() else 0
        frame = QRectF(left, 0, wide, self.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, self._image)
        painter.setPen(colour(self, "line_strong"))
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
