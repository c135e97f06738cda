"""Take out of a picture what it says beside itself (where and when it was taken, with what, by whom), and nothing else.

Pictures are cut at the seams of their format and never decoded, so the picture itself stays byte for byte. What decides
how it is drawn stays: colour profiles, transparency, animation, and which way up it was held (as the one field of an
EXIF block). What follows a picture's end goes too: some telephones put a film or a second picture there.

Formats: JPEG ITU-T T.81 and JFIF 1.02, PNG (W3C, third edition), GIF89a, WebP (RFC 9649), EXIF 2.32.
A file that does not read as its format says is left as it is, and that is told.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Details(StrEnum):
    """What became of the hidden details of a file."""

    NONE = "none"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    """It is of no format that is cut here, or does not read as one: whatever details it has are still in it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture without its hidden details; `had_place` says that one of them was where it was taken.

    `is_sideways` says that it lies on its side in the file, so that its width is shown as its height.
    """

    content: bytes
    details: Details
    had_place: bool = False
    is_sideways: bool = False


_Part = bytes | memoryview
"""A piece of a picture; large ones are views, for copying 25 MB holds up every other thread."""


class _UnreadableError(Exception):
    """The bytes do not follow the format; what they mean to a decoder can't be said for sure."""


def clean_picture(content: bytes, media_type: str) -> Cleaned:
    """Return a picture without hidden details, its pixels byte for byte as they were; never raises for any bytes."""
    cut = {"image/jpeg": _cut_jpeg, "image/png": _cut_png, "image/gif": _cut_gif, "image/webp": _cut_webp}
    if media_type == "image/bmp":
        return Cleaned(content, Details.NONE)  # the format has no place for any
    if media_type not in cut:
        return Cleaned(content, Details.UNREADABLE)
    try:
        parts, exif = cut[media_type](content)
    except (_UnreadableError, struct.error, IndexError):
        return Cleaned(content, Details.UNREADABLE)
    clean = b"".join(parts)
    details = Details.NONE if clean == content else Details.REMOVED
    return Cleaned(clean, details, had_place=_has_place(exif), is_sideways=_orientation(exif) >= _FIRST_SIDEWAYS)


_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_EXIF_MARK = b"Exif\0\0"
_JFIF_BYTES = 14
_IN_A_SCAN = frozenset({_SOS, _EOI, 0xC4, 0xDB, 0xDC, 0xDD})
"""What may follow entropy-coded data: the next scan, the end, or tables and the line count that belong to them."""


def _cut_jpeg(content: bytes) -> tuple[list[_Part], bytes]:
    parts: list[_Part] = [b"\xff\xd8"]
    exif, has_scan = b"", False
    for marker, segment in _jpeg_segments(content):
        if isinstance(segment, memoryview):
            has_scan = True
            parts.append(segment)
            continue
        body = segment[4:]
        if has_scan and marker not in _IN_A_SCAN:
            raise _UnreadableError
        if marker == _APP1 and body.startswith(_EXIF_MARK) and not exif:
            exif = body[len(_EXIF_MARK) :]
        if kept := _kept_of_jpeg(marker, segment):
            parts.append(kept)
    if not has_scan:
        raise _UnreadableError
    if (orientation := _orientation(exif)) > 1:
        block = _EXIF_MARK + _exif_of(orientation)
        has_jfif = parts[1][:2] == b"\xff\xe0"
        parts.insert(2 if has_jfif else 1, b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    return parts, exif


def _kept_of_jpeg(marker: int, segment: bytes) -> bytes:
    """Return what stays of a segment: the picture's own, JFIF without its thumbnail, profiles, Adobe's colours."""
    body = segment[4:]
    if marker == _APP0:
        is_whole = body.startswith(b"JFIF\0") and len(body) >= _JFIF_BYTES
        return b"\xff\xe0\x00\x10" + body[: _JFIF_BYTES - 2] + b"\0\0" if is_whole else b""
    if marker == _APP2:
        return segment if body.startswith(b"ICC_PROFILE\0") else b""
    if marker == _APP14:
        return segment if body.startswith(b"Adobe") else b""
    return b"" if marker == _COM or _APP1 <= marker <= 0xEF else segment


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, _Part]]:
    """Give marker and bytes of each segment up to the end of the picture; a scan, with its data, as a view of them."""
    whole = memoryview(content)
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            raise _UnreadableError
        while content[at] == 0xFF:  # fill bytes
            at += 1
        marker = content[at]
        start, at = at - 1, at + 1
        if marker == _EOI:
            yield marker, b"\xff\xd9"
            return
        if marker in (0x00, 0x01, _SOI) or 0xD0 <= marker <= 0xD7:
            raise _UnreadableError
        length = struct.unpack_from(">H", content, at)[0]
        end = at + length
        if length < 2 or end > len(content):
            raise _UnreadableError
        at = _end_of_scan(content, end) if marker == _SOS else end
        yield marker, whole[start:at] if marker == _SOS else content[start:at]
    # A picture cut short: a decoder shows what there is. Its scan was given as far as it goes.


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where entropy-coded data ends: at a marker that is neither a stuffed byte, a fill byte nor a restart."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        following = content[at + 1]
        if following == 0x00 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at
    return len(content)


_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)


def _cut_png(content: bytes) -> tuple[list[_Part], bytes]:
    parts: list[_Part] = [_PNG_SIGNATURE]
    exif, seen = b"", [b""]
    for name, chunk in _png_chunks(content):
        if name == b"eXIf" and not exif:
            exif = chunk[8:-4]
        is_split = name == b"IDAT" and seen[-1] != name and name in seen
        if is_split or (name[0] < ord("a") and name not in _PNG_KEPT):
            raise _UnreadableError  # a decoder gives up here; without what stood between it would not
        seen.append(name)
        if name in _PNG_KEPT:
            parts.append(chunk)
    if b"IDAT" not in seen:
        raise _UnreadableError
    if (orientation := _orientation(exif)) > 1:
        block = b"eXIf" + _exif_of(orientation)
        check = struct.pack(">I", zlib.crc32(block))
        parts.insert(2, struct.pack(">I", len(block) - 4) + block + check)
    return parts, exif


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give name and bytes of each chunk up to IEND; image data that breaks off comes as far as it goes."""
    at = len(_PNG_SIGNATURE)
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if not name.isalpha() or (end > len(content) and name != b"IDAT"):
            raise _UnreadableError
        yield name, content[at:end]
        if name == b"IEND":
            return
        at = end


_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def _cut_gif(content: bytes) -> tuple[list[_Part], bytes]:
    at = 13 + _table_bytes(content[10])
    parts: list[_Part] = [content[:at]]
    has_image = False
    while at < len(content):
        start, kind = at, content[at]
        if kind == 0x3B:
            parts.append(b";")
            break
        if kind == 0x2C:
            has_image = True
            at = _end_of_blocks(content, at + 11 + _table_bytes(content[at + 9]))
            is_kept = True
        elif kind == 0x21:
            label = content[at + 1]
            is_kept = label in (0xF9, 0x01) or (label == 0xFF and content[at + 3 : at + 14] in _GIF_LOOPS)
            at = _end_of_blocks(content, at + 2)
        else:
            raise _UnreadableError
        if is_kept:
            parts.append(content[start:at])
    if not has_image:
        raise _UnreadableError
    return parts, b""


def _table_bytes(flags: int) -> int:
    """Return how long a colour table is, from the byte that says so."""
    return 3 << ((flags & 0x07) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, at: int) -> int:
    """Return where a run of data blocks ends: after the empty one, or where the file breaks off."""
    while at < len(content):
        if content[at] == 0:
            return at + 1
        at += content[at] + 1
    return len(content)


_WEBP_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04


def _cut_webp(content: bytes) -> tuple[list[_Part], bytes]:
    chunks = list(_webp_chunks(content))
    exif = next((body for name, body in chunks if name == b"EXIF"), b"").removeprefix(_EXIF_MARK)
    orientation = _orientation(exif)
    kept: list[tuple[bytes, bytes]] = []
    for name, body in chunks:
        if name == b"VP8X":
            keeps = _WEBP_HAS_EXIF if orientation > 1 else 0
            flags = body[0] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP) | keeps
            kept.append((name, bytes([flags]) + body[1:]))
        elif name in _WEBP_KEPT:
            kept.append((name, body))
    if orientation > 1 and chunks[0][0] == b"VP8X":
        kept.append((b"EXIF", _exif_of(orientation)))
    parts = [name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for name, body in kept]
    header = b"RIFF" + struct.pack("<I", sum(map(len, parts)) + 4) + b"WEBP"
    return [header, *parts], exif


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give name and body of each chunk; one that breaks off makes the file unreadable, for details stand last."""
    end = 8 + struct.unpack_from("<I", content, 4)[0]
    if end > len(content) or end < 20:
        raise _UnreadableError
    at = 12
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, at)
        if at + 8 + length > end:
            raise _UnreadableError
        yield name, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


_ORIENTATION, _GPS = 0x0112, 0x8825
_SHORT = 3
_FIRST_SIDEWAYS = 5
_MOST_FIELDS = 1000


def _fields(exif: bytes) -> Iterator[tuple[int, int]]:
    """Give tag and number of each field of an EXIF block's first directory; -1 for what is not one short."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return
    try:
        start = struct.unpack_from(f"{order}I", exif, 4)[0]
        count = struct.unpack_from(f"{order}H", exif, start)[0]
        for number in range(min(count, _MOST_FIELDS)):
            tag, kind, values, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
            yield tag, value if (kind, values) == (_SHORT, 1) else -1
    except struct.error:
        return


def _orientation(exif: bytes) -> int:
    """Return which way up the picture was held, 1 to 8 as EXIF counts; 1 where nothing says otherwise."""
    value = next((value for tag, value in _fields(exif) if tag == _ORIENTATION), 1)
    return value if 1 <= value <= 8 else 1


def _has_place(exif: bytes) -> bool:
    return any(tag == _GPS for tag, _value in _fields(exif))


def _exif_of(orientation: int) -> bytes:
    """Return the smallest EXIF block that says which way up, and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)
