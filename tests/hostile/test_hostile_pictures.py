"""T6: pictures and files made by someone hostile are data only: kept or refused with a sentence, decoded within bounds.

Every round breaks a real picture in a way of its own, by a seeded generator, takes it in and decodes it as the window
does. Opening a file, a socket or a program would be caught by the audit hook.
"""

import io
import os
import random
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter

from journal_app.journal.errors import JournalError
from journal_app.journal.incoming import incoming
from journal_app.settings.sentences import sentence
from journal_app.ui.picture_decoding import MOST_ROOM, decode
from journal_app.ui.pyside_refs import keep_singletons_alive

pytestmark = pytest.mark.no_qt_log  # a damaged picture may be called one

LONGEST_SECONDS = 1.0
MOST_BYTES = 220 * 1024 * 1024  # 200 MB, and what a process takes for being asked the first time
WATCHED = ("socket.", "subprocess.", "os.exec", "os.system", "ctypes.", "urllib", "open")
TOUCHED: list[str] = []
IS_WATCHING = [False]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if IS_WATCHING[0] and event.startswith(WATCHED):
        TOUCHED.append(f"{event} {arguments[:1]}")


@pytest.fixture(scope="module", autouse=True)
def _audit() -> None:
    keep_singletons_alive()
    sys.addaudithook(_watch)


@pytest.fixture
def watched() -> Iterator[None]:
    taken("warm.png", written(b"png"))
    TOUCHED.clear()
    IS_WATCHING[0] = True
    yield
    IS_WATCHING[0] = False


def written(name: bytes) -> bytes:
    image = QImage(120, 90, QImage.Format.Format_ARGB32)
    chance = random.Random(7)
    for y in range(90):
        for x in range(120):
            image.setPixelColor(x, y, QColor(*(chance.randrange(256) for _ in range(4))))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, name).write(image)
    return bytes(buffer.data().data())


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(width: int, height: int, *, depth: int = 8) -> bytes:
    """Return a black PNG with alpha, a thousandth of its pixels large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 6, 0, 0, 0))
    packer, body = zlib.compressobj(9), b""
    for _ in range(height):
        body += packer.compress(bytes(1 + width * 4 * depth // 8))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body + packer.flush()) + chunk(b"IEND", b"")


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", bytes(50_000_000))
    return packed.getvalue()


def taken(name: str, content: bytes, room: QSize = MOST_ROOM) -> QImage | None:
    """Take a file in as the window does; a refusal has its sentence."""
    try:
        read = incoming(name, content)
    except JournalError as error:
        return None if sentence(error.code, **error.fields) else QImage()
    return decode(read.new.content, read.new.media_type, room) if read.is_shown else None


@pytest.mark.usefixtures("qapp", "watched")
@pytest.mark.parametrize("name", [b"png", b"jpeg", b"webp", b"bmp"])
@pytest.mark.parametrize("amount", ["some", pytest.param("many", marks=pytest.mark.thorough)])
def test_pictures__mutated__are_kept_or_refused_within_bounds(name: bytes, amount: str, full_counts: bool) -> None:
    whole = written(name)
    rounds = 10_000 if full_counts else 600 if amount == "many" else 60
    for number in range(rounds):
        chance = random.Random(number)
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(broken))
            match chance.randrange(4):
                case 0:
                    broken[at] ^= 1 << chance.randrange(8)
                case 1:
                    broken[at : at + 4] = struct.pack(">I", chance.getrandbits(32))
                case 2:
                    broken[at:at] = broken[: chance.randint(1, 2000)]
                case _:
                    del broken[at + 12 :]
        began = time.process_time()
        taken(f"{number}.{name.decode()}", bytes(broken), QSize(96, 96))
        assert time.process_time() - began <= LONGEST_SECONDS, number
    assert TOUCHED == []


@pytest.mark.usefixtures("qapp", "watched")
@pytest.mark.parametrize(
    ("content", "is_shown"),
    [
        pytest.param(lambda: png_bomb(6000, 4000), True, id="as large as is shown"),
        pytest.param(lambda: png_bomb(6000, 4001), False, id="one row more"),
        pytest.param(lambda: png_bomb(6000, 4000, depth=16), False, id="twice as deep"),
        pytest.param(lambda: png_bomb(9, 9)[:16] + b"\xff" * 8 + png_bomb(9, 9)[24:], False, id="no size at all"),
        pytest.param(
            lambda: b"GIF89a\xff\xff\xff\xff\0\0\0\x2c\0\0\0\0\xff\xff\xff\xff\0\2\2\x44\1\0;", False, id="gif"
        ),
        pytest.param(zip_bomb, False, id="a zip bomb"),
        pytest.param(
            lambda: (
                b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/><script>x()</script></svg>'
            ),
            False,
            id="a drawing that wants other files",
        ),
        pytest.param(lambda: b"%PDF-1.7 /OpenAction /Launch", False, id="a document that wants to start a program"),
        pytest.param(lambda: b"#define x_width 9\n#define x_height 9\nstatic char x_bits[] = {0};", False, id="xbm"),
    ],
)
def test_files__made_to_be_too_much__are_not_decoded_or_within_bounds(content: object, is_shown: bool) -> None:
    assert callable(content)
    made = content()
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    image = taken("holiday.png", made)

    assert (image is not None) is is_shown
    assert time.process_time() - began <= LONGEST_SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 <= MOST_BYTES
    assert TOUCHED == []
