"""A picture at its place in a page: as wide as the words at most, described below, opened larger when it is pressed."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal_app.journal.attachments import Attachment
from journal_app.ui.theme.icons import pixmap
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.attachment_words import PICTURE_ICON
from journal_app.ui.widgets.painting import draw_ring, draw_surface, wants_ring

WIDEST_PX, HIGHEST_PX = 720, 480
"""As large as it is shown at 100 % text; the column of words is narrower."""

LEAST_PX = 32
_ICON_PX = 28
_GAP_PX = 2


class PictureFigure(QAbstractButton):
    """A picture to look at; its place is known before it is decoded, so nothing moves when it comes."""

    def __init__(self, attachment: Attachment, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attachment = attachment
        self._picture = QImage()
        self._is_missing = False
        self._has_ring = True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture: %1").replace("%1", words or attachment.name))
        self.setAccessibleDescription(self.tr("Opens larger"))

    @property
    def attachment(self) -> Attachment:
        """What it shows."""
        return self._attachment

    @property
    def picture_room(self) -> QSize:
        """How large it is shown at most, in pixels of the screen."""
        return picture_room(self)

    def show_picture(self, image: QImage | None) -> None:
        """Show it; None says that it can't be shown."""
        self._is_missing = image is None
        self._picture = QImage() if image is None else image
        if self._is_missing:
            self.setAccessibleDescription(self.tr("It can't be shown here"))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(shown_size(self._attachment, width).height(), LEAST_PX)

    def sizeHint(self) -> QSize:
        width = self._attachment.width_px or LEAST_PX
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_PX, LEAST_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture from the leading side on, or a quiet surface of its size until it is there."""
        painter = QPainter(self)
        size = shown_size(self._attachment, self.width())
        left = self.width() - size.width() if self.isRightToLeft() else 0
        frame = QRect(left, 0, size.width(), size.height())
        draw_picture(painter, self, frame, self._picture)
        if self.hasFocus() and self._has_ring:
            self._paint_ring(painter, QRectF(frame))

    def _paint_ring(self, painter: QPainter, frame: QRectF) -> None:
        """Draw the keyboard's ring inside the edge, with the colour of the page round it: seen on any picture."""
        ring = scale().size["ring"]
        width = ring + 2 * _GAP_PX
        half = width / 2
        painter.setPen(QPen(colour(self, "canvas"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame.adjusted(half, half, -half, -half))
        draw_ring(painter, self, frame.adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, -_GAP_PX), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        self._has_ring = wants_ring(event.reason(), self._has_ring)
        super().focusInEvent(event)
        self.update()


def picture_room(widget: QWidget) -> QSize:
    """Return how large a picture is shown at most on a widget's screen, in pixels of the screen."""
    ratio = widget.devicePixelRatioF()
    return QSize(round(scaled(WIDEST_PX) * ratio), round(scaled(HIGHEST_PX) * ratio))


def shown_size(attachment: Attachment, width: int) -> QSize:
    """Return how large a picture stands in a width: never larger than it is, never higher than a page."""
    inner = QSize(max(width, LEAST_PX), scaled(HIGHEST_PX))
    own = QSize(attachment.width_px or LEAST_PX, attachment.height_px or LEAST_PX)
    fitted = own.scaled(inner, Qt.AspectRatioMode.KeepAspectRatio)
    return own if own.width() <= fitted.width() else fitted.expandedTo(QSize(1, 1))


def draw_picture(painter: QPainter, widget: QWidget, frame: QRect, picture: QImage) -> None:
    """Draw a picture, or a quiet surface of its size until it is there."""
    if not picture.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, picture)
        return
    draw_surface(painter, QRectF(frame), scale().radius["control"], colour(widget, "sunken"), colour(widget, "line"))
    edge = min(scaled(_ICON_PX), frame.height())
    at = frame.center() - QRect(0, 0, edge, edge).center()
    painter.drawPixmap(at, pixmap(PICTURE_ICON, colour(widget, "ink3"), edge, widget.devicePixelRatioF()))
