"""Pages as a printer would put them on paper, painted into pictures in memory and nowhere else.

Qt's own preview paints on the window's thread, every page of a document at once. This paints what `QTextDocument.print`
paints, on the paper and at the dots of `pdf_bytes`, in the thread that lays the document out.
"""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
)

from journal_app.ui.picture_decoding import encode_png
from journal_app.ui.print.printing import DOTS_AN_INCH

MOST_PAGES = 20
"""Painted at most; of a longer document the first."""

_SHOWN_DOTS_AN_INCH = 120
_MARGIN_INCH = 2 / 2.54
_LAYOUT = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4),
    QPageLayout.Orientation.Portrait,
    QMarginsF(2, 2, 2, 2),
    QPageLayout.Unit.Millimeter,
)
"""What Qt leaves round a document by itself: two centimetres of its own, in a page that has two millimetres."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first pages as PNG, and how many there are in all."""

    pages: tuple[bytes, ...]
    count: int


def preview_of(document: QTextDocument) -> Preview:
    """Paint the first pages of a document, which is laid out for paper by it."""
    device = QImage(1, 1, QImage.Format.Format_RGB32)
    margin = int(_MARGIN_INCH * device.logicalDpiX())  # of the screen: Qt makes it grow with the dots
    for set_dots in (device.setDotsPerMeterX, device.setDotsPerMeterY):
        set_dots(round(DOTS_AN_INCH / 0.0254))
    inner = QRectF(_LAYOUT.paintRectPixels(DOTS_AN_INCH))
    frame = document.rootFrame().frameFormat()
    frame.setMargin(margin)
    document.rootFrame().setFrameFormat(frame)
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(inner.size())
    count = document.pageCount()
    pages = [encode_png(_paint(document, number, inner)) for number in range(min(count, MOST_PAGES))]
    document.documentLayout().setPaintDevice(None)  # type: ignore[arg-type]  # takes it away, as Qt's own header says
    return Preview(tuple(pages), count)


def _black_on_white(view: QRectF) -> QAbstractTextDocumentLayout.PaintContext:
    """Return how a part is drawn: without it, in the colours of the window's theme, light ones at night."""
    how = QAbstractTextDocumentLayout.PaintContext()
    ink = QPalette()
    ink.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    how.palette = ink
    how.clip = view
    return how


def _paint(document: QTextDocument, number: int, inner: QRectF) -> QImage:
    fine = _SHOWN_DOTS_AN_INCH / DOTS_AN_INCH
    image = QImage(_LAYOUT.fullRectPixels(_SHOWN_DOTS_AN_INCH).size(), QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(fine, fine)
    above = number * inner.height()
    painter.translate(inner.left(), inner.top() - above)
    view = QRectF(0, above, inner.width(), inner.height())
    painter.setClipRect(view)
    document.documentLayout().draw(painter, _black_on_white(view))
    font = QFont(document.defaultFont())
    font.setPixelSize(round(font.pointSizeF() * DOTS_AN_INCH / 72))
    painter.setFont(font)
    painter.setClipping(False)
    words, edge, metrics = str(number + 1), _MARGIN_INCH * DOTS_AN_INCH, QFontMetricsF(font)
    bottom = above + inner.height() - edge + metrics.ascent() + 5 * DOTS_AN_INCH / 72
    painter.drawText(round(inner.width() - edge - metrics.horizontalAdvance(words)), round(bottom), words)
    painter.end()
    return image
