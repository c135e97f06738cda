"""What a file is goes by its bytes; a picture's size is known before it is decoded; nothing makes either raise."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.media_types import SHOWN_PICTURES, UNKNOWN, PixelSize, can_be_shown, media_type_of, pixel_size


def png(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc2" + struct.pack(">HBHH", 11, 8, height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff\xff" + frame


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBP" + kind + struct.pack("<I", len(body)) + body


BITMAP = b"BM" + bytes(12) + struct.pack("<Iii", 40, 7, -5) + bytes(28)
OLD_BITMAP = b"BM" + bytes(12) + struct.pack("<IHH", 12, 7, 5)
LOSSY = webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 7, 5))
LOSSLESS = webp(b"VP8L", b"\x2f" + struct.pack("<I", 6 | 4 << 14))
EXTENDED = webp(b"VP8X", bytes(4) + (6).to_bytes(3, "little") + (4).to_bytes(3, "little"))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (png(1, 1), "image/png"),
        (jpeg(1, 1), "image/jpeg"),
        (b"GIF89a\1\0\1\0", "image/gif"),
        (LOSSY, "image/webp"),
        (BITMAP, "image/bmp"),
        (b"BMW is a car", "text/plain"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypavif", "image/avif"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"ID3\3\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x44", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"),
        (b"OggS\0\2" + bytes(22) + b"OpusHead", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (
            b"PK\3\4 [Content_Types].xml word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\3\4 other", "application/zip"),
        (b"<?xml version='1.0'?><SVG onload='x()'/>", "image/svg+xml"),
        ("Grüße".encode(), "text/plain"),
        (b"half a character \xc3", UNKNOWN),
        (b"MZ\x90\0\3", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_media_type_of__first_bytes__say_it(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content", [png(7, 5), jpeg(7, 5), b"GIF89a\7\0\5\0", LOSSY, LOSSLESS, EXTENDED, BITMAP, OLD_BITMAP]
)
def test_pixel_size__header_of_a_shown_picture__is_read(content: bytes) -> None:
    assert pixel_size(content, media_type_of(content)) == (7, 5)


@pytest.mark.parametrize(
    "content",
    [
        png(0, 5),
        b"\x89PNG\r\n\x1a\nnothing",
        jpeg(7, 0),
        b"\xff\xd8\xff\xda\0\2",
        b"\xff\xd8\xff" + bytes(99),
        b"GIF89a",
        b"%PDF-1.7",
    ],
)
def test_pixel_size__no_picture_or_no_sense__is_none(content: bytes) -> None:
    assert pixel_size(content, media_type_of(content)) is None


@pytest.mark.parametrize(
    ("media_type", "content", "most"),
    [
        ("image/png", b"", 24),
        ("image/webp", b"", 24),
        ("image/jpeg", jpeg(7, 5), 51),
        ("image/jpeg", jpeg(7, 5).replace(b"\xff\xc2", b"\xff\xc0"), 200),
        ("image/jpeg", b"\xff\xd8\xff", 51),
    ],
)
def test_can_be_shown__so_many_megapixels__and_not_one_row_more(media_type: str, content: bytes, most: int) -> None:
    assert can_be_shown(PixelSize(1000, most * 1000), media_type, content)
    assert not can_be_shown(PixelSize(1000, most * 1000 + 1), media_type, content)


SIGNATURES = [
    png(9, 9),
    jpeg(9, 9),
    b"GIF89a",
    LOSSY,
    LOSSLESS,
    EXTENDED,
    BITMAP,
    b"PK\3\4",
    b"\0\0\0\x18ftyp",
    b"\xff\xf1",
]


@given(st.sampled_from(SIGNATURES), st.integers(0, 40), st.binary(max_size=200))
def test_pixel_size__any_bytes__never_raises(start: bytes, cut: int, rest: bytes) -> None:
    content = start[:cut] + rest
    media_type = media_type_of(content)
    for asked in SHOWN_PICTURES | {media_type}:
        size = pixel_size(content, asked)
        assert size is None or min(size) > 0
