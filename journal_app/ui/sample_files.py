"""An invented page with a picture and a recording, for the demo and the drawings of every screen."""

from datetime import timedelta
from math import sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from journal_app.journal.attachments import NewAttachment, PageKey, add_attachment
from journal_app.journal.drawings import Stroke
from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.incoming import incoming
from journal_app.journal.markup import Target, write_reference
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.picture_decoding import encode_png

SHOWN, PICTURED = "5a3c9d0e17f84b26a1d94c7e80b2f653", "c81f6b2a94d04e7793fe05a6d2b7418e"
"""What the page's words call its picture by: in the demo's window, and in the drawings made of the same journal."""

_WIDTH, _HEIGHT = 1200, 760
_DAYS_AGO = 9


def add_garden_page(journal: OpenJournal, uid: str = SHOWN) -> EntryId:
    """Keep the page, and return its id."""
    picture = write_reference(Target.ATTACHMENT, uid, "The garden behind the library at dusk", is_picture=True)
    body = (
        "I went the long way home, past the garden behind the library.\n\n"
        f"{picture}\n\n"
        "Nobody was there, and I did not mind. I hummed on the bridge and kept a little of it."
    )
    at = journal.clock.now() - timedelta(days=_DAYS_AGO, hours=2)
    zone = journal.clock.zone().key
    entry_id = add_entry(journal.vault, journal.clock, title="The long way home", body=body, written_at=at, zone=zone)
    page = PageKey(entry_id)
    seen = incoming("garden.png", encode_png(_garden())).new
    kept = NewAttachment(seen.name, seen.media_type, seen.content, seen.width_px, seen.height_px, uid)
    add_attachment(journal.vault, journal.clock, page, kept)
    add_attachment(journal.vault, journal.clock, page, incoming("on the bridge.wav", _silence()).new)
    return entry_id


def _garden() -> QImage:
    """Draw a sky, a low sun, and a row of trees."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    light = QLinearGradient(QPointF(0, 0), QPointF(0, _HEIGHT))
    for place, name in ((0, "#a9c8e8"), (0.56, "#f4e6c8"), (0.57, "#5f8a55"), (1, "#2f5238")):
        light.setColorAt(place, QColor(name))
    painter.fillRect(image.rect(), light)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#e8b04a"))
    painter.drawEllipse(QPointF(0.7 * _WIDTH, 0.28 * _HEIGHT), 70, 70)
    painter.setBrush(QColor("#2d4a33"))
    for tree in range(9):
        painter.drawEllipse(QRectF(0.04 * _WIDTH + tree * 0.1 * _WIDTH, 0.42 * _HEIGHT + 14 * (tree % 3), 92, 190))
    painter.end()
    return image


def _silence() -> bytes:
    """Return a quarter of a second of a WAV file in which nothing is heard."""
    samples = bytes(4000)
    sizes = (len(samples) + 36).to_bytes(4, "little"), len(samples).to_bytes(4, "little")
    form = b"fmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0"
    return b"RIFF" + sizes[0] + b"WAVE" + form + b"data" + sizes[1] + samples


def invented_drawing() -> tuple[Stroke, ...]:
    """Return a drawing: a hill in moss green, a low sun in ochre, birds in ink."""
    hill = tuple((x / 40, 0.5 - 0.08 * sin(x / 7)) for x in range(4, 37))
    field = tuple((x / 40, 0.6 - 0.05 * sin(x / 5)) for x in range(2, 39))
    sun = tuple((0.7 + 0.06 * sin(turn / 4 + 1.571), 0.24 + 0.06 * sin(turn / 4)) for turn in range(27))
    birds = [
        ((x, 0.2 + y), (x + 0.02, 0.22 + y), (x + 0.04, 0.2 + y)) for x, y in ((0.2, 0.0), (0.28, 0.05), (0.34, 0.0))
    ]
    lines = ((1, 0.024, hill), (1, 0.01, field), (4, 0.024, sun), *((0, 0.004, bird) for bird in birds))
    return tuple(Stroke(ink, width, points) for ink, width, points in lines)
