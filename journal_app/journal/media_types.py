"""What a file is, told from its first bytes and never from its name; and how large a picture is, before it is decoded.

Signatures after the WHATWG MIME Sniffing Standard (mimesniff.spec.whatwg.org) and the formats' own specifications.
Nothing here decodes anything, and no input makes it raise.
"""

import struct
from typing import NamedTuple

UNKNOWN = "application/octet-stream"
PLAIN_TEXT = "text/plain"
SHOWN_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Pictures the window shows; a drawing in SVG is a program to run rather than a picture, and stays a file."""

MOST_PIXELS = 24_000_000
MOST_JPEG_PIXELS = 51_000_000
MOST_ROWWISE_PIXELS = 200_000_000
"""A larger picture is kept as a file and not shown: what others made may take no more than 200 MB (vault.md, T6).

Measured: up to eight bytes a pixel while it is made smaller; up to four of JPEG, which is made smaller as it is read;
26 MB and 0.4 s of the processor for 108 megapixels of JPEG that is read row by row, of which the whole is never there.
"""


class PixelSize(NamedTuple):
    """A picture's size as its header states it."""

    width_px: int
    height_px: int


_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"MThd", "audio/midi"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"{\\rtf", "application/rtf"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_ZIPPED = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 108, 124})
_LOOKED_AT = 4096
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The JPEG markers that begin a frame and state its size (ITU-T T.81, table B.1)."""


def media_type_of(content: bytes) -> str:
    """Return the media type of a file's bytes; `UNKNOWN` when they say nothing."""
    for offset, signature, media_type in _SIGNATURES:
        if content.startswith(signature, offset):
            return media_type
    return _by_container(content) or _by_frame(content) or _by_text(content) or UNKNOWN


def pixel_size(content: bytes, media_type: str) -> PixelSize | None:
    """Return the size that a shown picture's header states; None for another file or a header that makes no sense."""
    reader = {
        "image/png": _png_size,
        "image/jpeg": _jpeg_size,
        "image/gif": _gif_size,
        "image/webp": _webp_size,
        "image/bmp": _bmp_size,
    }.get(media_type)
    try:
        size = None if reader is None else reader(content)
    except (struct.error, IndexError):
        return None
    return size if size is not None and min(size) > 0 else None


def can_be_shown(size: PixelSize, media_type: str, content: bytes) -> bool:
    """Return whether a picture of this size is decoded at all."""
    most = MOST_PIXELS
    if media_type == "image/jpeg":
        most = MOST_ROWWISE_PIXELS if _is_rowwise(content) else MOST_JPEG_PIXELS
    return size.width_px * size.height_px <= most


def _is_rowwise(content: bytes) -> bool:
    """Return whether a JPEG is a sequential one: a progressive one is put together from all of its scans."""
    at = _jpeg_frame(content)
    return at is not None and content[at + 1] in (0xC0, 0xC1)


def _by_container(content: bytes) -> str:
    head = content[:_LOOKED_AT]
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"FORM") and head[8:12] in (b"AIFF", b"AIFC"):
        return "audio/aiff"
    if head.startswith(b"OggS"):
        return "video/ogg" if b"theora" in head[:64] else "audio/ogg"
    if head.startswith(b"PK\x03\x04"):
        return next((media_type for mark, media_type in _ZIPPED if mark in head), "application/zip")
    is_bitmap = head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    return "image/bmp" if is_bitmap else ""


def _by_frame(content: bytes) -> str:
    """Know MPEG audio without a tag by its frame's sync word, version, layer, bit rate and sample rate."""
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return ""
    is_valid = content[1] & 0x18 != 0x08 and content[2] & 0xF0 != 0xF0 and content[2] & 0x0C != 0x0C
    if content[1] & 0xF6 == 0xF0:
        return "audio/aac"
    return "audio/mpeg" if is_valid and content[1] & 0x06 else ""


def _by_text(content: bytes) -> str:
    if not content or b"\0" in content:
        return ""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "image/svg+xml" if "<svg" in text[:_LOOKED_AT].lower() else PLAIN_TEXT


def _png_size(content: bytes) -> PixelSize | None:
    return PixelSize(*struct.unpack_from(">II", content, 16)) if content[12:16] == b"IHDR" else None


def _gif_size(content: bytes) -> PixelSize:
    return PixelSize(*struct.unpack_from("<HH", content, 6))


def _bmp_size(content: bytes) -> PixelSize:
    if struct.unpack_from("<I", content, 14)[0] == 12:
        return PixelSize(*struct.unpack_from("<HH", content, 18))
    width, height = struct.unpack_from("<ii", content, 18)
    return PixelSize(abs(width), abs(height))


def _webp_size(content: bytes) -> PixelSize | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return PixelSize(*(int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27)))
    if kind == b"VP8L" and content[20] == 0x2F:
        bits = struct.unpack_from("<I", content, 21)[0]
        return PixelSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", content, 26)
        return PixelSize(width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg_size(content: bytes) -> PixelSize | None:
    at = _jpeg_frame(content)
    if at is None:
        return None
    height, width = struct.unpack_from(">HH", content, at + 5)
    return PixelSize(width, height)


def _jpeg_frame(content: bytes) -> int | None:
    """Return where the marker stands that begins the first frame."""
    at = 2
    while at + 4 <= len(content):
        marker = content[at + 1] if content[at] == 0xFF else 0x00
        if marker in (0x00, 0xFF):
            if (at := content.find(b"\xff", at + 1)) < 0:
                return None
            continue
        if marker in _FRAMES:
            return at
        if marker == 0xDA:
            return None
        at += 2 if marker == 0x01 or 0xD0 <= marker <= 0xD9 else 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None
