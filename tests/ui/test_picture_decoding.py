"""Pictures decoded within limits; and what the cutting of hidden details never changes: a single pixel."""

import random
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageReader, QImageWriter

from journal_app.journal.media_types import media_type_of, pixel_size
from journal_app.journal.picture_metadata import Details, clean_picture
from journal_app.ui.picture_decoding import decode, encode_png

ROOM = QSize(4000, 4000)
SECRET = b"51.5007,-0.1246 Sam"


def picture(width: int = 23, height: int = 17, *, has_alpha: bool = False) -> QImage:
    chance = random.Random(4)
    image = QImage(width, height, QImage.Format.Format_ARGB32 if has_alpha else QImage.Format.Format_RGB32)
    for y in range(height):
        for x in range(width):
            image.setPixelColor(x, y, QColor(*(chance.randrange(256) for _ in range(4 if has_alpha else 3))))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb))
    return image


def encoded(image: QImage, name: bytes, *, is_progressive: bool = False) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, name)
    writer.setQuality(90)
    writer.setProgressiveScanWrite(is_progressive)
    assert writer.write(image)
    return bytes(buffer.data().data())


def exif(orientation: int) -> bytes:
    fields = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x8825, 4, 1, 60)
    return b"II*\0" + struct.pack("<IH", 8, 2) + fields + SECRET


def with_jpeg_details(content: bytes, orientation: int = 6) -> bytes:
    segments = b""
    for marker, body in ((0xE1, b"Exif\0\0" + exif(orientation)), (0xFE, SECRET), (0xED, b"Photoshop 3.0\0" + SECRET)):
        segments += bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
    return content[:2] + segments + content[2:] + SECRET


def with_png_details(content: bytes) -> bytes:
    chunks = b""
    for name, body in ((b"tEXt", b"Comment\0" + SECRET), (b"eXIf", exif(6)), (b"tIME", bytes(7))):
        chunks += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return content[:33] + chunks + content[33:] + SECRET


def with_webp_details(content: bytes) -> bytes:
    """Return an extended WebP of a simple or an extended one, with EXIF and XMP behind the picture."""
    size = pixel_size(content, "image/webp")
    assert size is not None
    chunks = content[12:]
    if not chunks.startswith(b"VP8X"):
        canvas = (size.width_px - 1).to_bytes(3, "little") + (size.height_px - 1).to_bytes(3, "little")
        chunks = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas + chunks
    chunks = chunks[:8] + bytes([chunks[8] | 0x0C]) + chunks[9:]
    for name, body in ((b"EXIF", exif(6)), (b"XMP ", SECRET)):
        chunks += name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def gif(*, frames: int = 2) -> bytes:
    """Return an animation of 2 by 2 pixels, each frame in one colour, with a comment before each."""
    content = b"GIF89a\2\0\2\0\x80\0\0\xff\0\0\0\0\xff" + b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
    for number in range(frames):
        codes = sum(code << shift for code, shift in zip([4, *[number % 2] * 3, 5], (0, 3, 6, 9, 12), strict=True))
        data = codes.to_bytes(2, "little")
        content += b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0" + b"\x21\xf9\4\0\x0a\0\0\0"
        content += b"\x2c" + struct.pack("<HHHHB", 0, 0, 2, 2, 0) + b"\2" + bytes([len(data)]) + data + b"\0"
    return content + b";"


WRITTEN: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: with_jpeg_details(encoded(picture(), b"jpeg")),
    "jpeg progressive": lambda: with_jpeg_details(encoded(picture(), b"jpeg", is_progressive=True), 3),
    "png": lambda: with_png_details(encoded(picture(), b"png")),
    "png alpha": lambda: with_png_details(encoded(picture(has_alpha=True), b"png")),
    "webp": lambda: with_webp_details(encoded(picture(), b"webp")),
    "webp alpha": lambda: with_webp_details(encoded(picture(has_alpha=True), b"webp")),
    "gif": gif,
}


def frames(content: bytes, name: str, *, is_turned: bool = True) -> list[QImage]:
    """Return every frame that Qt reads, turned upright as the picture asks for, or as its pixels lie."""
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, name.split()[0].encode())
    reader.setAutoTransform(is_turned)
    found = []
    while len(found) < 9 and not (image := reader.read()).isNull():
        found.append(image)
    return found


def pixels(image: QImage) -> tuple[object, ...]:
    return (
        image.size().toTuple(),
        image.format(),
        bytes(image.constBits()),
        bytes(image.colorSpace().iccProfile().data()),
    )


@pytest.mark.parametrize("name", WRITTEN)
def test_clean_picture__real_picture__loses_its_details_and_no_pixel(qapp: object, name: str) -> None:
    content = WRITTEN[name]()
    before = frames(content, name)

    cleaned = clean_picture(content, media_type_of(content))

    assert before
    assert SECRET in content
    assert cleaned.details is Details.REMOVED
    assert SECRET not in cleaned.content
    assert [pixels(image) for image in frames(cleaned.content, name)] == [pixels(image) for image in before]


@pytest.mark.no_qt_log  # libraries may say that a damaged picture is damaged
@given(st.sampled_from(sorted(WRITTEN)), st.data())
def test_clean_picture__damaged_at_random__every_pixel_that_could_be_read_still_is(
    qapp: object, name: str, data: st.DataObject
) -> None:
    content = bytearray(WRITTEN[name]())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(12, len(content))) :]
    media_type = media_type_of(bytes(content))
    before = frames(bytes(content), name, is_turned=False)

    after = frames(clean_picture(bytes(content), media_type).content, name, is_turned=False)

    assert len(after) >= len(before)
    assert [pixels(image) for image in after[: len(before)]] == [pixels(image) for image in before]


@pytest.mark.parametrize("name", WRITTEN)
def test_decode__any_shown_format__gives_the_first_frame_upright(qapp: object, name: str) -> None:
    content = WRITTEN[name]()
    image = decode(content, media_type_of(content), ROOM)
    assert image is not None
    assert pixels(image) == pixels(frames(content, name)[0])


def test_decode__little_room__fits_into_it_and_stays_upright(qapp: object) -> None:
    content = with_jpeg_details(encoded(picture(400, 100), b"jpeg"), orientation=6)
    image = decode(content, "image/jpeg", QSize(50, 60))
    assert image is not None
    assert image.size() == QSize(15, 60)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "image/svg+xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "image/png"),
        (b"%PDF-1.7", "image/png"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"", "image/jpeg"),
        (b"GIF89a\xff\xff\xff\xff\0\0\0", "image/gif"),
    ],
)
def test_decode__nothing_to_show__is_none(qapp: object, content: bytes, media_type: str) -> None:
    assert decode(content, media_type, ROOM) is None


def test_decode__header_of_two_hundred_megapixels__is_not_tried(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(encoded(picture(), b"png"))
    content[16:24] = struct.pack(">II", 20_000, 10_000)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    read: list[QImageReader] = []
    monkeypatch.setattr("journal_app.ui.picture_decoding.QImageReader.read", read.append)
    assert decode(bytes(content), "image/png", ROOM) is None
    assert read == []


@pytest.mark.parametrize(("room", "shown"), [(QSize(3072, 3072), (2250, 3000)), (QSize(300, 200), (150, 200))])
def test_decode__huge_jpeg_read_in_rows__is_shown_smaller_and_upright(
    qapp: object, room: QSize, shown: tuple[int, int]
) -> None:
    plain = QImage(12_000, 9_000, QImage.Format.Format_Grayscale8)
    plain.fill(200)
    content = with_jpeg_details(encoded(plain, b"jpeg"), orientation=6)
    del plain

    image = decode(content, "image/jpeg", room)

    assert image is not None
    assert image.size().toTuple() == shown


def test_decode__huge_progressive_jpeg__is_not_tried(qapp: object) -> None:
    plain = QImage(12_000, 9_000, QImage.Format.Format_Grayscale8)
    plain.fill(200)

    assert decode(encoded(plain, b"jpeg", is_progressive=True), "image/jpeg", ROOM) is None


def test_decode__cut_short__shows_what_there_is_or_nothing(qapp: object) -> None:
    content = encoded(picture(200, 200), b"jpeg")
    image = decode(content[: len(content) // 2], "image/jpeg", ROOM)
    assert image is None or image.size() == QSize(200, 200)


def test_encode_png__a_pasted_picture_with_notes__comes_back_exactly_without_them(qapp: object) -> None:
    image = picture(has_alpha=True)
    image.setText("Author", SECRET.decode())

    content = clean_picture(encode_png(image), "image/png").content

    back = decode(content, "image/png", ROOM)
    assert back is not None
    assert back.convertToFormat(image.format()) == image
    assert SECRET not in content
    assert encode_png(QImage()) == b""
