"""Jobs on pictures and files of a page, for the vault's thread: read, keep, list, decode, copy out."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from journal_app.exchange.saved_copy import save_copy
from journal_app.journal.attachments import (
    Attachment,
    PageKey,
    add_attachment,
    list_attachments,
    read_content,
)
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.incoming import Incoming, incoming, read_incoming
from journal_app.journal.media_types import SHOWN_PICTURES, media_type_of
from journal_app.journal.picture_metadata import Details
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.picture_decoding import MOST_ROOM, decode, encode_png


def read_file(_journal: OpenJournal, *, path: Path) -> Incoming:
    """Read a file from outside, as it would be kept."""
    return read_incoming(path)


def read_pasted(_journal: OpenJournal, *, picture: QImage | bytes, name: str) -> Incoming:
    """Read a picture from the clipboard: its PNG bytes where there are some, else made into PNG without loss.

    Raises JournalError (PICTURE_NOT_READABLE).
    """
    if isinstance(picture, bytes):
        found = incoming(name, picture) if media_type_of(picture) in SHOWN_PICTURES else None
        if found is not None and found.details is not Details.UNREADABLE:
            return found
        decoded = decode(picture, "image/png", MOST_ROOM)
        picture = QImage() if decoded is None else decoded
    if not (content := encode_png(picture)):
        raise JournalError(JournalProblem.PICTURE_NOT_READABLE)
    return incoming(name, content)


def keep(journal: OpenJournal, *, page: PageKey, read: Incoming) -> Attachment:
    """Keep what was read with a page."""
    return add_attachment(journal.vault, journal.clock, page, read.new)


def list_of(journal: OpenJournal, *, page: PageKey) -> tuple[Attachment, ...]:
    """List what is kept with a page."""
    return list_attachments(journal.vault, page)


def picture_of(journal: OpenJournal, *, attachment: Attachment, room: QSize) -> QImage | None:
    """Decode a picture; None if it can't be, whatever the reason in its bytes."""
    return decode(read_content(journal.vault, attachment.id), attachment.media_type, room)


def copy_out(journal: OpenJournal, *, attachment: Attachment, path: Path) -> None:
    """Write a plain copy outside the vault."""
    save_copy(journal.vault, attachment.id, path)
