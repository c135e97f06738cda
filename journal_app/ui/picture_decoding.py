"""Turn a picture's bytes into pixels no larger than there is room for, and a pasted picture into bytes; in memory only.

For the vault's thread: `QImageReader.read` and `QImageWriter.write` let go of Python's lock while they work,
`QImage.fromData` and `QImage.scaled` do not (650 and 50 ms of a standing window at 24 megapixels; PySide6 6.12). So a
picture is scaled while it is read. The format is named and never guessed: no bytes lead to a decoder of drawings or
documents.
"""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

from journal_app.journal.media_types import MOST_JPEG_PIXELS, PixelSize, can_be_shown

_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/gif": b"gif", "image/webp": b"webp", "image/bmp": b"bmp"}
_MOST_MIB = 100
"""What Qt may take for one picture as it is read: one of more than four bytes a pixel may have fewer of them."""

MOST_ROOM = QSize(3072, 3072)
"""As large as a picture is shown, whatever its zoom: 36 MiB at most."""

_TURNED = QImageIOHandler.Transformation.TransformationRotate90


def decode(content: bytes, media_type: str, room: QSize) -> QImage | None:
    """Return the picture (of an animation the first), upright and at most as large as `room`; None if it can't be."""
    if media_type not in _FORMATS:
        return None
    _prepare_decoders()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[media_type]))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or not can_be_shown(PixelSize(size.width(), size.height()), media_type, content):
        return None
    is_turned = bool(reader.transformation().value & _TURNED.value)
    own_room = room.transposed() if is_turned else room
    is_huge = size.width() * size.height() > MOST_JPEG_PIXELS
    scaled = _part_of(size, own_room) if is_huge else size.scaled(own_room, Qt.AspectRatioMode.KeepAspectRatio)
    if scaled.width() < size.width():
        reader.setScaledSize(scaled.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.width() > room.width() or image.height() > room.height():
        image = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return None if image.isNull() else image


def _part_of(size: QSize, room: QSize) -> QSize:
    """Return the half, quarter or eighth of a JPEG's size that fits, the eighth if none does.

    These are what its decoder makes by itself, with no larger picture on the way.
    """
    parts = [QSize(-(-size.width() // part), -(-size.height() // part)) for part in (2, 4, 8)]
    fitting = (one for one in parts if one.width() <= room.width() and one.height() <= room.height())
    return next(fitting, parts[-1])


def encode_png(image: QImage) -> bytes:
    """Return a picture as PNG without loss, with none of the notes it may carry; empty if it can't be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    is_written = QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data()) if is_written else b""


@cache
def _prepare_decoders() -> None:
    """Set their limit, and keep them from printing what is wrong with a picture: they quote names that stand in it."""
    QImageReader.setAllocationLimit(_MOST_MIB)
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
