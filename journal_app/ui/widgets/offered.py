"""What is dropped or pasted onto a page and is no text: files of this computer, or a picture.

Nothing is opened or decoded here. A picture is taken as the bytes the other program gives, where it gives PNG: decoding
a large one would hold up the window.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_PNG = "image/png"
_TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Offered:
    """Files and at most one picture; `is_elsewhere` says that some were on another computer, and are left there."""

    paths: tuple[Path, ...] = ()
    picture: QImage | bytes | None = None
    is_elsewhere: bool = False


def has_offer(source: QMimeData) -> bool:
    """Say whether there is anything for `offered_in` to return, without fetching it."""
    return _has_files(source) or _has_picture(source)


def offered_in(source: QMimeData) -> Offered | None:
    """Return the files or the picture that are offered; None where it is text, or nothing of these.

    Words win over a picture of them, which office programs offer with them.
    """
    if _has_files(source):
        names = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        here = tuple(Path(name) for name in names if not name.startswith(("//", "\\\\")))
        return Offered(here, is_elsewhere=len(here) < len(source.urls()))
    if not _has_picture(source):
        return None
    if source.hasFormat(_PNG):
        return Offered(picture=bytes(source.data(_PNG).data()))
    image = source.imageData()
    return Offered(picture=image if isinstance(image, QImage) else QImage())


def _has_files(source: QMimeData) -> bool:
    return any(url.isLocalFile() for url in source.urls())


def _has_picture(source: QMimeData) -> bool:
    is_text = source.hasFormat(_TEXT) and bool(source.text().strip())
    return (source.hasFormat(_PNG) or source.hasImage()) and not is_text
