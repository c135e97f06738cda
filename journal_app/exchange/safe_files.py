"""Open files of a folder that others made: plain files inside it only, no links on the way, nothing above a size."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from journal_app.exchange.report import SkipReason

PIECE = 256 * 1024
"""Bytes of a file read at a time; also what the vault keeps in one row."""


class SkipError(Exception):
    """A file that is not taken; `reason` says why."""

    def __init__(self, reason: SkipReason, place: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.place = place


def inside(folder: Path, start: str, named: str) -> str:
    """Return the path, from the folder, of a file that another one (at `start`) names relative to itself.

    Raises SkipError for what leads out of the folder, or is no plain relative path.
    """
    if not named or named.startswith("/") or "\\" in named or ":" in named or "\0" in named:
        raise SkipError(SkipReason.FILE_OUTSIDE)
    parts: list[str] = list(PurePosixPath(start).parent.parts)
    for part in PurePosixPath(named).parts:
        if part != "..":
            parts.append(part)
        elif not parts:
            raise SkipError(SkipReason.FILE_OUTSIDE)
        else:
            parts.pop()
    at = folder
    for part in parts:
        at = at / part
        if _is_link(at):
            raise SkipError(SkipReason.IS_LINK)
    return PurePosixPath(*parts).as_posix()


def open_plain(path: Path, most_bytes: int) -> BinaryIO:
    """Open a plain file for reading; a link, pipe or device is never opened. Raises SkipError."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise SkipError(SkipReason.IS_LINK)
        if not stat.S_ISREG(found.st_mode):
            raise SkipError(SkipReason.NOT_A_FILE)
        if found.st_size > most_bytes:
            raise SkipError(SkipReason.TOO_LARGE)
        return path.open("rb")
    except FileNotFoundError:
        raise SkipError(SkipReason.FILE_MISSING) from None
    except OSError:
        raise SkipError(SkipReason.NOT_READABLE) from None


def read_plain(path: Path, most_bytes: int) -> tuple[bytes, float]:
    """Return a plain file's bytes and its time, seconds since 1970. Raises SkipError."""
    try:
        with open_plain(path, most_bytes) as file:
            data = file.read(most_bytes + 1)
            time = os.fstat(file.fileno()).st_mtime
    except OSError:
        raise SkipError(SkipReason.NOT_READABLE) from None
    if len(data) > most_bytes:
        raise SkipError(SkipReason.TOO_LARGE)
    return data, time


def pieces_of(path: Path, byte_count: int, sha256: str, most_bytes: int) -> Iterator[bytes]:
    """Give a plain file's bytes, a piece at a time. Raises SkipError, where it is not the one described at its end."""
    digest, count = hashlib.sha256(), 0
    try:
        with open_plain(path, most_bytes) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                count += len(piece)
                yield piece
    except OSError:
        raise SkipError(SkipReason.NOT_READABLE) from None
    if count != byte_count or digest.hexdigest() != sha256:
        raise SkipError(SkipReason.FILE_DIFFERS)


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:
        return False
