"""Files from outside: read once and no further than is kept, known by their bytes, refused with a sentence."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from journal_app.journal.attachments import MOST_BYTES
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.incoming import incoming, read_incoming
from journal_app.journal.picture_metadata import Details
from journal_app.settings.sentences import sentence


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *extra: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def test_read_incoming__a_picture_under_another_name__is_a_picture_without_its_details(tmp_path: Path) -> None:
    path = tmp_path / "garden.txt"
    path.write_bytes(png(1, 1, chunk(b"tEXt", b"Author\0Sam")))

    read = read_incoming(path)

    assert (read.new.name, read.new.media_type) == ("garden.txt", "image/png")
    assert (read.new.width_px, read.new.height_px) == (1, 1)
    assert read.new.content == png(1, 1)
    assert read.details is Details.REMOVED
    assert path.read_bytes() != png(1, 1)


@pytest.mark.parametrize(
    ("content", "is_picture", "is_shown"),
    [
        (png(6_000, 4_000), True, True),
        (png(20_000, 10_000), True, False),
        (b"\0\0\0\x18ftypheic", True, False),
        (b"<svg onload='fetch()'/>", True, False),
        (b"PK\3\4 as large as you like once unpacked", False, False),
        (b"%PDF-1.7", False, False),
    ],
)
def test_incoming__what_can_be_shown__goes_by_the_header(content: bytes, is_picture: bool, is_shown: bool) -> None:
    read = incoming("x.png", content)
    assert (read.is_picture, read.is_shown) == (is_picture, is_shown)
    assert read.new.content == content


def refused(path: Path) -> JournalProblem:
    with pytest.raises(JournalError) as error:
        read_incoming(path)
    assert sentence(error.value.code, **error.value.fields)
    return error.value.code


def test_read_incoming__what_can_t_be_added__is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    assert refused(tmp_path / "gone") is JournalProblem.FILE_NOT_READABLE
    assert refused(Path("nul\0")) is JournalProblem.FILE_NOT_READABLE
    assert refused(tmp_path) is JournalProblem.FILE_IS_FOLDER
    assert refused(tmp_path / "empty") is JournalProblem.ATTACHMENT_EMPTY
    assert refused(tmp_path / "large") is JournalProblem.ATTACHMENT_TOO_LARGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_read_incoming__a_pipe_nobody_writes_to__is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") is JournalProblem.FILE_NOT_PLAIN


def test_read_incoming__exactly_the_most__is_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST_BYTES)
    assert len(read_incoming(tmp_path / "large").new.content) == MOST_BYTES
