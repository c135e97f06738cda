"""What is cut out of a picture, what stays, and that no bytes make the cutting raise (pixels: tests/ui)."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.picture_metadata import Details, clean_picture

SECRET = b"51.5007,-0.1246 Sam"


def exif(orientation: int = 6, *, order: str = "<", has_place: bool = True) -> bytes:
    """Return an EXIF block: a maker's name, which way up, and a GPS directory."""
    fields = [(0x010F, 2, len(SECRET), 100), (0x0112, 3, 1, orientation)]
    fields += [(0x8825, 4, 1, 80)] if has_place else []
    block = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, len(fields))
    for tag, kind, count, value in fields:
        block += struct.pack(f"{order}HHI", tag, kind, count)
        block += struct.pack(f"{order}HH", value, 0) if kind == 3 else struct.pack(f"{order}I", value)
    return block.ljust(100, b"\0") + SECRET


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


JFIF = segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0")
TABLES = segment(0xDB, bytes(65)) + segment(0xC4, bytes(20))
FRAME = segment(0xC0, bytes([8, 0, 5, 0, 7, 1, 1, 0x11, 0]))
SCAN = segment(0xDA, bytes(6)) + b"\x12\xff\x00\x34\xff\xd0\x56"
PROFILE = segment(0xE2, b"ICC_PROFILE\0\1\1 how colours look")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
HIDDEN = (
    segment(0xE1, b"Exif\0\0" + exif()),
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET),
    segment(0xE2, b"MPF\0" + SECRET),
    segment(0xE0, b"JFXX\0\x10" + SECRET),
    segment(0xED, b"Photoshop 3.0\0" + SECRET),
    segment(0xFE, SECRET),
)
PLAIN_JPEG = b"\xff\xd8" + JFIF + PROFILE + ADOBE + TABLES + FRAME + SCAN + b"\xff\xd9"
FULL_JPEG = (
    b"\xff\xd8"
    + HIDDEN[0]
    + JFIF
    + b"".join(HIDDEN[1:])
    + PROFILE
    + ADOBE
    + TABLES
    + FRAME
    + SCAN
    + b"\xff\xd9"
    + SECRET
)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 7, 5, 8, 2, 0, 0, 0))
PIXELS = chunk(b"iCCP", b"icc\0\0x") + chunk(b"IDAT", b"one") + chunk(b"IDAT", b"two")
END = chunk(b"IEND", b"")
PLAIN_PNG = HEAD + PIXELS + END
PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"caBX", b"eXIf")
FULL_PNG = HEAD + b"".join(chunk(name, SECRET) for name in PNG_TEXTS) + PIXELS + chunk(b"tEXt", SECRET) + END + SECRET

IMAGE = b"\x2c\0\0\0\0\7\0\5\0\0\2\2\x44\1\0"
LOOP = b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
PLAIN_GIF = b"GIF89a\7\0\5\0\x80\0\0\0\0\0\xff\xff\xff" + LOOP + b"\x21\xf9\4\0\0\0\0\0" + IMAGE + b";"
FULL_GIF = PLAIN_GIF.replace(
    LOOP, LOOP + b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0" + b"\x21\xff\x0bXMP DataXMP\1<" + b"\0"
)


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack("<I", len(part)) + part + bytes(len(part) % 2) for name, part in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def extended(flags: int) -> tuple[bytes, bytes]:
    return b"VP8X", bytes([flags, 0, 0, 0, 6, 0, 0, 4, 0, 0])


COLOURS, PICTURE = (b"ICCP", b"profile"), (b"VP8 ", b"\0\0\0\x9d\x01\x2a\7\0\5\0")
PLAIN_WEBP = riff(extended(0x20), COLOURS, PICTURE)
HIDDEN_WEBP = ((b"EXIF", exif(1, has_place=False)), (b"XMP ", SECRET), (b"ODD ", SECRET))
FULL_WEBP = riff(extended(0x2C), COLOURS, PICTURE, *HIDDEN_WEBP) + SECRET


@pytest.mark.parametrize(
    ("full", "plain", "media_type"),
    [(FULL_PNG, PLAIN_PNG, "image/png"), (FULL_GIF, PLAIN_GIF, "image/gif"), (FULL_WEBP, PLAIN_WEBP, "image/webp")],
)
def test_clean_picture__with_hidden_details__leaves_the_picture_and_nothing_else(
    full: bytes, plain: bytes, media_type: str
) -> None:
    assert SECRET in full
    cleaned = clean_picture(full, media_type)
    assert cleaned.content == plain
    assert cleaned.details is Details.REMOVED


def test_clean_picture__jpeg_of_a_telephone__keeps_profile_colours_and_which_way_up() -> None:
    cleaned = clean_picture(FULL_JPEG, "image/jpeg")

    upright = segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0))
    assert cleaned.content == PLAIN_JPEG.replace(JFIF, JFIF + upright)
    assert cleaned.details is Details.REMOVED
    assert cleaned.had_place


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", [1, 3, 8, 9])
def test_clean_picture__which_way_up__is_kept_only_where_it_says_something(orientation: int, order: str) -> None:
    block = exif(orientation, order=order, has_place=False)
    png = HEAD + chunk(b"eXIf", block) + PIXELS + END
    webp = riff(extended(0x28), COLOURS, PICTURE, (b"EXIF", block))

    for content, media_type in ((png, "image/png"), (webp, "image/webp")):
        cleaned = clean_picture(content, media_type)
        assert (b"MM\0*" in cleaned.content) == (orientation in (3, 8))
        assert SECRET not in cleaned.content
        assert not cleaned.had_place


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PLAIN_JPEG, "image/jpeg"),
        (PLAIN_PNG, "image/png"),
        (PLAIN_GIF, "image/gif"),
        (PLAIN_WEBP, "image/webp"),
        (b"BM anything", "image/bmp"),
    ],
)
def test_clean_picture__nothing_hidden__is_the_same_bytes(content: bytes, media_type: str) -> None:
    cleaned = clean_picture(content, media_type)
    assert cleaned.content == content
    assert cleaned.details is Details.NONE


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\0\0\0\x18ftypheic" + SECRET, "image/heic"),
        (b"II*\0" + SECRET, "image/tiff"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\xff\xd8" + JFIF + SECRET, "image/jpeg"),
        (b"\xff\xd8" + JFIF + TABLES + b"\xff\xd9", "image/jpeg"),
        (PLAIN_JPEG[:-2] + HIDDEN[0] + SCAN + b"\xff\xd9", "image/jpeg"),
        (HEAD + chunk(b"IDAT", b"1") + chunk(b"tEXt", SECRET) + chunk(b"IDAT", b"2") + END, "image/png"),
        (HEAD + chunk(b"CgBI", b"1") + PIXELS + END, "image/png"),
        (HEAD + END, "image/png"),
        (b"GIF89a\7\0\5\0\0\0\0" + b"\x99", "image/gif"),
        (b"GIF89a", "image/gif"),
        (FULL_WEBP[:-40], "image/webp"),
    ],
)
def test_clean_picture__no_format_it_can_cut__is_left_as_it_is_and_said(content: bytes, media_type: str) -> None:
    cleaned = clean_picture(content, media_type)
    assert cleaned.content == content
    assert cleaned.details is Details.UNREADABLE


@pytest.mark.parametrize(
    ("cut", "media_type"),
    [
        (FULL_JPEG[: FULL_JPEG.index(SCAN) + len(SCAN) - 2], "image/jpeg"),
        (FULL_PNG[: FULL_PNG.index(b"two") + 1], "image/png"),
        (FULL_GIF[: FULL_GIF.index(IMAGE) + len(IMAGE) - 1], "image/gif"),
    ],
)
def test_clean_picture__cut_short__loses_its_details_and_keeps_what_there_is(cut: bytes, media_type: str) -> None:
    cleaned = clean_picture(cut, media_type)
    assert cleaned.details is Details.REMOVED
    assert SECRET not in cleaned.content
    assert cleaned.content.endswith(cut[-4:])


WHOLE = {"image/jpeg": FULL_JPEG, "image/png": FULL_PNG, "image/gif": FULL_GIF, "image/webp": FULL_WEBP}


@given(st.data(), st.sampled_from(sorted(WHOLE)))
def test_clean_picture__any_damage__never_raises_and_twice_changes_nothing_more(
    data: st.DataObject, media_type: str
) -> None:
    content = bytearray(WHOLE[media_type])
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    del content[data.draw(st.integers(0, len(content))) :]

    cleaned = clean_picture(bytes(content), media_type)

    assert clean_picture(cleaned.content, media_type).content == cleaned.content
    assert len(cleaned.content) <= len(content) + 40
    if cleaned.details is Details.UNREADABLE:
        assert cleaned.content == bytes(content)


@given(st.binary(max_size=400), st.sampled_from([*WHOLE, "image/bmp", "image/heic"]))
def test_clean_picture__any_bytes__never_raises(content: bytes, media_type: str) -> None:
    clean_picture(content, media_type)
