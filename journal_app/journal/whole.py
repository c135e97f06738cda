"""Pages whole, with all that belongs to them: what an export takes out and an import brings in.

The journal's own numbers (row ids) are no part of it: a page is known by its uid, a file by its own.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from journal_app.journal.asked import Asked
from journal_app.journal.beside import LinkedPassage


@dataclass(frozen=True, slots=True)
class Wording:
    """An earlier wording of an entry: since when it stood, and until when."""

    title: str
    body: str
    worded_at: datetime
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A picture or file that lies with a page; pixels are None for what is no picture."""

    uid: str
    name: str
    media_type: str
    byte_count: int
    sha256: str
    width_px: int | None
    height_px: int | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class BegunWording:
    """A new wording begun of an entry and not kept yet."""

    title: str
    body: str
    created_at: datetime
    saved_at: datetime
    zone: str
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """An entry with its tags put beside it, marks, passages, earlier wordings (oldest first) and files.

    `uid` is empty for one that has none yet. `trashed_at` is None for one in the journal. `place` is its sort key
    where it was read from, and says nothing of one that arrives.
    """

    uid: str
    written_at: datetime
    zone: str
    title: str
    body: str
    created_at: datetime
    edited_at: datetime | None = None
    asked: Asked | None = None
    origin: str | None = None
    is_starred: bool = False
    is_left_out: bool = False
    language: str = ""
    tags: tuple[str, ...] = ()
    passages: tuple[LinkedPassage, ...] = ()
    versions: tuple[Wording, ...] = ()
    files: tuple[KeptFile, ...] = ()
    begun: BegunWording | None = None
    trashed_at: datetime | None = None
    place: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class WholeDraft:
    """A page begun that is no entry yet."""

    title: str
    body: str
    created_at: datetime
    saved_at: datetime
    zone: str
    asked: Asked | None = None
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True, slots=True)
class TagNames:
    """A tag's name, and the folded names it had before it was renamed or merged."""

    name: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalWide:
    """What belongs to no page: names of tags, words taught, prompts and practices never to be offered, wishes."""

    tags: tuple[TagNames, ...] = ()
    own_words: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    practices_never: tuple[str, ...] = ()
    wishes: Mapping[str, object] = field(default_factory=dict)


def mark_of(page: WholeEntry | WholeDraft) -> str:
    """Return a hash of what a page says and carries: the same for two that don't differ in anything of the person's.

    Whether it is in the trash, and a new wording begun of it, are not part of what it says.
    """
    parts: list[object] = [page.title, page.body, page.zone, str(page.created_at), repr(page.asked)]
    parts += sorted([file.uid, file.name, file.sha256] for file in page.files)
    if isinstance(page, WholeEntry):
        parts += [str(page.written_at), str(page.edited_at), page.origin, page.language]
        parts += [page.is_starred, page.is_left_out, sorted(page.tags)]
        parts += sorted(repr(passage) for passage in page.passages)
        parts += [repr(version) for version in page.versions]
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def full_mark_of(page: WholeEntry | WholeDraft) -> str:
    """Return `mark_of`, and of an entry also a hash of the new wording begun of it."""
    return with_begun(mark_of(page), page)


def with_begun(mark: str, page: WholeEntry | WholeDraft) -> str:
    """Return `full_mark_of` a page whose `mark_of` is known."""
    begun = page.begun if isinstance(page, WholeEntry) else None
    if begun is None:
        return mark
    parts = [begun.title, begun.body, str(begun.created_at)]
    return f"{mark}:{hashlib.sha256(repr(parts).encode('utf-8', 'surrogatepass')).hexdigest()}"
