"""Pictures and files kept with a page: put in whole, read a chunk at a time, handed from a draft to its entry, removed.

They stand in the vault's own database, 256 KiB a row. A page is an entry, a draft, or both: a draft that changes an
entry shows the entry's attachments with its own, and hands its own over when it is kept. The text refers to one by its
`uid` (`journal/markup.py`); one that no text mentions any more stays until it is removed.
"""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NewType

from sqlalchemy import ColumnElement, Connection, Row, delete, false, insert, or_, select, update

from journal_app.journal.entries import EntryId, empty_the_log
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

if TYPE_CHECKING:  # drafts hand their attachments over when they are kept, so they import this module
    from journal_app.journal.drafts import DraftId

AttachmentId = NewType("AttachmentId", int)

CHUNK_BYTES = 256 * 1024
MOST_MIB = 25
MOST_BYTES = MOST_MIB * 1024 * 1024
"""The most one attachment may have."""

LONGEST_NAME = 200
"""Code points of a name that are kept; its ending stays."""

_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|[\ud800-\udfff]')
_LONGEST_ENDING = 16


@dataclass(frozen=True, slots=True)
class PageKey:
    """Whose attachments are meant: an entry's, a draft's, or both of a draft that changes an entry."""

    entry_id: EntryId | None = None
    draft_id: "DraftId | None" = None


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A picture or file to keep; pixels are None for what is no picture. `uid` is one it had elsewhere, if any."""

    name: str
    media_type: str
    content: bytes
    width_px: int | None = None
    height_px: int | None = None
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of an attachment without its bytes; `sha256` is of the bytes, in hex."""

    id: AttachmentId
    uid: str
    name: str
    media_type: str
    byte_count: int
    sha256: str
    width_px: int | None
    height_px: int | None
    added_at: datetime

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of a kind that the window can show."""
        return self.width_px is not None


def add_attachment(vault: Vault, clock: Clock, page: PageKey, new: NewAttachment) -> Attachment:
    """Keep a picture or file with a page, whole or not at all; one the page has already is not added again.

    It belongs to the draft where there is one. Raises JournalError: ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY,
    DRAFT_NOT_FOUND, ENTRY_NOT_FOUND.
    """
    refuse_size(len(new.content))
    with vault.write() as connection:
        _refuse_missing(connection, page)
        return insert_attachment(connection, page, new, now=clock.now())


def insert_attachment(connection: Connection, page: PageKey, new: NewAttachment, *, now: datetime) -> Attachment:
    """Keep one in the transaction under way, as `add_attachment`; the caller knows that the page is there.

    A `uid` that another page's attachment has is not taken over: the attachment gets one of its own.
    """
    refuse_size(len(new.content))
    digest = hashlib.sha256(new.content).hexdigest()
    same = _SELECT.where(_belongs_to(page), schema.attachment.c.sha256 == digest).limit(1)
    if (row := connection.execute(same).first()) is not None:
        return _attachment(row)
    made = connection.execute(
        insert(schema.attachment).values(
            uid=_free_uid(connection, new.uid),
            entry_id=page.entry_id if page.draft_id is None else None,
            draft_id=page.draft_id,
            name=clean_name(new.name),
            media_type=new.media_type,
            byte_count=len(new.content),
            sha256=digest,
            width_px=new.width_px,
            height_px=new.height_px,
            added_at=to_stored(now),
        )
    )
    whole = memoryview(new.content)
    for ordinal, start in enumerate(range(0, len(whole), CHUNK_BYTES)):
        part = whole[start : start + CHUNK_BYTES]
        values = {"attachment_id": made.lastrowid, "ordinal": ordinal, "bytes": part}
        connection.execute(insert(schema.attachment_chunk), values)
    return _attachment(connection.execute(_SELECT.where(schema.attachment.c.id == made.lastrowid)).one())


def list_attachments(vault: Vault, page: PageKey) -> tuple[Attachment, ...]:
    """Return what is kept with a page, in the order it was added."""
    with vault.read() as connection:
        return read_attachments(connection, page)


def read_attachments(connection: Connection, page: PageKey) -> tuple[Attachment, ...]:
    """Return the same in a transaction under way."""
    rows = connection.execute(_SELECT.where(_belongs_to(page)).order_by(schema.attachment.c.id)).all()
    return tuple(_attachment(row) for row in rows)


def read_chunks(vault: Vault, attachment_id: AttachmentId) -> Iterator[bytes]:
    """Give an attachment's bytes in order, at most 256 KiB at a time, each read in a transaction of its own.

    Raises JournalError: ATTACHMENT_NOT_FOUND before the first; ATTACHMENT_DAMAGED where a part is gone, and after the
    last where the whole is not what was kept.
    """
    query = select(schema.attachment.c.byte_count, schema.attachment.c.sha256).where(
        schema.attachment.c.id == attachment_id
    )
    with vault.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.ATTACHMENT_NOT_FOUND)
    digest, chunk = hashlib.sha256(), schema.attachment_chunk.c
    for ordinal in range(-(-row.byte_count // CHUNK_BYTES)):
        part = select(chunk.bytes).where(chunk.attachment_id == attachment_id, chunk.ordinal == ordinal)
        with vault.read() as connection:
            content = connection.execute(part).scalar_one_or_none()
        if content is None:
            raise JournalError(JournalProblem.ATTACHMENT_DAMAGED)
        digest.update(content)
        yield content
    if digest.hexdigest() != row.sha256:
        raise JournalError(JournalProblem.ATTACHMENT_DAMAGED)


def read_content(vault: Vault, attachment_id: AttachmentId) -> bytes:
    """Return an attachment's bytes whole, at most 25 MiB; raises as `read_chunks`."""
    return b"".join(read_chunks(vault, attachment_id))


def remove_attachment(vault: Vault, attachment_id: AttachmentId) -> None:
    """Remove one with all its bytes, and empty the write-ahead log of them; texts that mention it stay as they are.

    Raises JournalError (ATTACHMENT_NOT_FOUND).
    """
    with vault.write() as connection:
        gone = connection.execute(delete(schema.attachment).where(schema.attachment.c.id == attachment_id))
        if gone.rowcount == 0:
            raise JournalError(JournalProblem.ATTACHMENT_NOT_FOUND)
    empty_the_log(vault)


def hand_over(connection: Connection, draft_id: int, entry_id: EntryId) -> None:
    """Give what a draft holds to an entry, in the transaction under way; before the draft is deleted."""
    connection.execute(
        update(schema.attachment)
        .where(schema.attachment.c.draft_id == draft_id)
        .values(entry_id=entry_id, draft_id=None)
    )


def hand_over_drafts_of(connection: Connection, entry_id: EntryId, to: EntryId) -> None:
    """Give what the new wording begun of an entry holds to the entry itself, which may be moving under another id."""
    draft = schema.draft.c
    begun = connection.execute(select(draft.id).where(draft.entry_id == entry_id)).scalar_one_or_none()
    if begun is not None:
        hand_over(connection, begun, to)


def has_attachments(connection: Connection, page: PageKey) -> bool:
    """Return whether anything is kept with a page."""
    return connection.execute(select(schema.attachment.c.id).where(_belongs_to(page)).limit(1)).first() is not None


def clean_name(name: str) -> str:
    """Return a file's name as it is kept: one line, without folders or what no system allows, its ending in place.

    Directions that would turn an ending round ("gpj.exe") and other invisible characters go too.
    """
    visible = "".join(character for character in name if unicodedata.category(character) not in ("Cc", "Cf"))
    plain = " ".join(_UNFIT.sub(" ", visible).split()).strip(" .")
    if len(plain) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        keeps_ending = bool(dot) and len(ending) <= _LONGEST_ENDING
        plain = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if keeps_ending else plain[:LONGEST_NAME]
    return plain or "file"


def refuse_size(byte_count: int) -> None:
    """Raise JournalError (ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY) for a size that is not kept."""
    if byte_count > MOST_BYTES:
        raise JournalError(JournalProblem.ATTACHMENT_TOO_LARGE, most_mib=MOST_MIB)
    if byte_count == 0:
        raise JournalError(JournalProblem.ATTACHMENT_EMPTY)


_SELECT = select(
    schema.attachment.c.id,
    schema.attachment.c.uid,
    schema.attachment.c.name,
    schema.attachment.c.media_type,
    schema.attachment.c.byte_count,
    schema.attachment.c.sha256,
    schema.attachment.c.width_px,
    schema.attachment.c.height_px,
    schema.attachment.c.added_at,
)


def _belongs_to(page: PageKey) -> ColumnElement[bool]:
    held = schema.attachment.c
    return or_(
        false() if page.entry_id is None else held.entry_id == page.entry_id,
        false() if page.draft_id is None else held.draft_id == page.draft_id,
    )


def _refuse_missing(connection: Connection, page: PageKey) -> None:
    """Refuse a page that is gone: what hangs on nothing would never be taken away."""
    if page.draft_id is not None:
        query, problem = select(schema.draft.c.id).where(schema.draft.c.id == page.draft_id), _NO_DRAFT
    else:
        query, problem = select(schema.entry.c.id).where(schema.entry.c.id == page.entry_id), _NO_ENTRY
    if connection.execute(query).first() is None:
        raise JournalError(problem)


_NO_DRAFT, _NO_ENTRY = JournalProblem.DRAFT_NOT_FOUND, JournalProblem.ENTRY_NOT_FOUND


def _free_uid(connection: Connection, wished: str | None) -> str:
    if wished is None:
        return uuid.uuid4().hex
    taken = connection.execute(select(schema.attachment.c.id).where(schema.attachment.c.uid == wished)).first()
    return wished if taken is None else uuid.uuid4().hex


def _attachment(row: Row[*tuple[Any, ...]]) -> Attachment:  # Any: as in drafts.py; each column is read once, by name
    return Attachment(
        id=AttachmentId(row.id),
        uid=row.uid,
        name=row.name,
        media_type=row.media_type,
        byte_count=row.byte_count,
        sha256=row.sha256,
        width_px=row.width_px,
        height_px=row.height_px,
        added_at=from_stored(row.added_at),
    )
