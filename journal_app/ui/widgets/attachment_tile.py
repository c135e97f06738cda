"""A picture or file beside a page: small picture, name, kind and size; pressed, a menu of what can be done with it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QMenu, QWidget

from journal_app.journal.attachments import Attachment
from journal_app.ui.text_guard import as_tool_tip
from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.attachment_words import attachment_words, icon_of
from journal_app.ui.widgets.buttons import Button, Kind

PICTURE_PX = 48
_WIDTH_PX = 260
_PADDING_PX = 8
_ICON_PX = 22


class AttachmentTile(Button):
    """A button with a menu; the window draws the small picture once it is there."""

    def __init__(self, attachment: Attachment, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(Kind.PLAIN, attachment.name.replace("&", "&&"), "", parent)
        self._attachment = attachment
        self._picture = QImage()
        self._caption = attachment_words(attachment)
        menu.setParent(self, menu.windowFlags())
        self.setMenu(menu)
        self.setAccessibleName(f"{attachment.name}, {self._caption.replace('  ·  ', ', ')}")
        self.setToolTip(as_tool_tip(attachment.name))

    @property
    def attachment(self) -> Attachment:
        """What it stands for."""
        return self._attachment

    @property
    def picture_room(self) -> QSize:
        """How large a small picture can be used, in pixels of the screen."""
        edge = round(scaled(PICTURE_PX) * self.devicePixelRatioF()) * 2
        return QSize(edge, edge)

    def show_picture(self, image: QImage | None) -> None:
        """Draw this picture in place of the icon; None leaves the icon."""
        self._picture = QImage() if image is None else image
        self.update()

    def _paint_contents(self, painter: QPainter, _inner: QRect) -> None:
        """Draw picture, name and caption from the leading side on."""
        pad, edge = scaled(_PADDING_PX), scaled(PICTURE_PX)
        is_rtl = self.isRightToLeft()
        top = (self.height() - edge) // 2
        frame = QRect(self.width() - pad - edge if is_rtl else pad, top, edge, edge)
        self._paint_picture(painter, frame)
        left, right = (pad, frame.left() - pad) if is_rtl else (frame.right() + 1 + pad, self.width() - pad)
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        name_font, small_font = self.font(), type_font(Type.SMALL)
        heights = [_height(self, name_font), _height(self, small_font)]
        at = (self.height() - sum(heights)) // 2
        lines = ((self._attachment.name, name_font, "ink"), (self._caption, small_font, "ink2"))
        for (words, font, token), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(colour(self, token))
            line = QRect(left, at, right - left, height)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)
            at += height

    def _paint_picture(self, painter: QPainter, frame: QRect) -> None:
        """Fill a rounded square with the middle of the picture, or set the icon into it."""
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(QRectF(frame), scale().radius["control"], scale().radius["control"])
        painter.fillPath(path, colour(self, "sunken"))
        if self._picture.isNull():
            edge = scaled(_ICON_PX)
            at = frame.center() - QRect(0, 0, edge, edge).center()
            name, tint = icon_of(self._attachment), colour(self, "ink2")
            painter.drawPixmap(at, pixmap(name, tint, edge, self.devicePixelRatioF()))
        else:
            painter.setClipPath(path)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            side = min(self._picture.width(), self._picture.height())
            middle = QRect(0, 0, side, side)
            middle.moveCenter(self._picture.rect().center())
            painter.drawImage(frame, self._picture, middle)
        painter.restore()

    def sizeHint(self) -> QSize:
        """Return the same room for every name: a long one is cut in its middle, its ending in sight."""
        words = _height(self, self.font()) + _height(self, type_font(Type.SMALL))
        return QSize(scaled(_WIDTH_PX), max(scaled(PICTURE_PX), words) + 2 * scaled(_PADDING_PX))


def _height(widget: QWidget, font: QFont) -> int:
    """Return the height of a line of a font on this widget."""
    return QFontMetrics(font, widget).height()
