"""Take in a file from outside for a page: read no more of it than is kept, know it by its bytes, clean it if it can be.

The file itself is only ever read. What it hides beside what it shows (where a picture was taken, who wrote a document)
is taken out where that costs nothing of the picture; where it can't be, the caller is told and asks the person.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from journal_app.journal.attachments import MOST_BYTES, NewAttachment, refuse_size
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.media_types import can_be_shown, media_type_of, pixel_size
from journal_app.journal.picture_metadata import Details, clean_picture

PICTURE = "image/"
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is read and not kept yet; `details` and `had_place` say what became of what it hid."""

    new: NewAttachment
    details: Details
    had_place: bool
    is_picture: bool
    """Whether it is a picture of any kind, one that the window can't show included."""

    @property
    def is_shown(self) -> bool:
        """Whether the window can show it."""
        return self.new.width_px is not None


def read_incoming(path: Path) -> Incoming:
    """Read a file of the person's choice, whole and once. Raises JournalError: FILE_NOT_READABLE, FILE_IS_FOLDER,
    FILE_NOT_PLAIN, and as `incoming`.
    """
    return incoming(path.name, _read(path))


def incoming(name: str, content: bytes) -> Incoming:
    """Return a file's bytes as they would be kept. Raises JournalError: ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY."""
    refuse_size(len(content))
    media_type = media_type_of(content)
    is_picture = media_type.startswith(PICTURE)
    cleaned = clean_picture(content, media_type)
    size = pixel_size(cleaned.content, media_type)
    is_shown = size is not None and can_be_shown(size, media_type, cleaned.content)
    width_px, height_px = size if size is not None and is_shown else (None, None)
    if cleaned.is_sideways:
        width_px, height_px = height_px, width_px
    new = NewAttachment(name, media_type, cleaned.content, width_px, height_px)
    return Incoming(new, cleaned.details, cleaned.had_place, is_picture)


def _read(path: Path) -> bytes:
    """Read at most one byte more than is kept; a pipe or a device is not even opened, as it might never end."""
    problem = JournalProblem.FILE_NOT_READABLE
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            with os.fdopen(os.open(path, os.O_RDONLY | _WITHOUT_WAITING), "rb") as file:
                return file.read(MOST_BYTES + 1)
        problem = JournalProblem.FILE_IS_FOLDER if stat.S_ISDIR(mode) else JournalProblem.FILE_NOT_PLAIN
    except (OSError, ValueError):  # ValueError: a NUL in the path
        problem = JournalProblem.FILE_NOT_READABLE
    raise JournalError(problem)
