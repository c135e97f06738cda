"""What stands beside an entry's words: its marks, tags and linked passages; read for a page at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from journal_app.journal.asked import PASSAGE, PassageSnapshot, passage_from
from journal_app.journal.moments import from_stored
from journal_app.journal.one_of import one_of_the_ids, the_ids
from journal_app.vault import schema

TagId = NewType("TagId", int)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the person marked an entry with; `language` is "" for the one they usually write in."""

    is_starred: bool = False
    is_left_out: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class EntryTag:
    """A tag of an entry: put beside it as a chip, typed in its words, or both."""

    id: TagId
    name: str
    is_chip: bool
    is_typed: bool


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A passage linked to an entry by hand, as it stood then."""

    passage: PassageSnapshot
    linked_at: datetime


NO_MARKS = Marks()


# Made once: every page of a list asks both, and putting them together takes longer than answering them.
_MARK, _OWN, _TAG = schema.entry_mark.c, schema.entry_tag, schema.tag
_SELECT_MARKS = select(_MARK.entry_id, _MARK.is_starred, _MARK.is_left_out, _MARK.language).where(
    one_of_the_ids(_MARK.entry_id)
)
_SELECT_TAGS = (
    select(_OWN.c.entry_id, _TAG.c.id, _TAG.c.name, _OWN.c.is_chip, _OWN.c.is_typed)
    .select_from(_OWN.join(_TAG))
    .where(one_of_the_ids(_OWN.c.entry_id))
    .order_by(_TAG.c.folded)
)


def read_marks(connection: Connection, entry_ids: Sequence[int]) -> dict[int, Marks]:
    """Return the marks of those entries that have any."""
    rows = connection.execute(_SELECT_MARKS, the_ids(entry_ids))
    return {entry_id: Marks(bool(starred), bool(left_out), language) for entry_id, starred, left_out, language in rows}


def read_tags(connection: Connection, entry_ids: Sequence[int]) -> dict[int, tuple[EntryTag, ...]]:
    """Return the tags of those entries that have any, in the order of their folded names."""
    found: dict[int, list[EntryTag]] = {}
    for entry_id, tag_id, name, is_chip, is_typed in connection.execute(_SELECT_TAGS, the_ids(entry_ids)):
        tagged = EntryTag(TagId(tag_id), name, bool(is_chip), bool(is_typed))
        found.setdefault(entry_id, []).append(tagged)
    return {entry_id: tuple(tags) for entry_id, tags in found.items()}


def read_linked_passages(connection: Connection, entry_id: int) -> tuple[LinkedPassage, ...]:
    """Return the passages linked to an entry by hand, in the order they were linked."""
    table = schema.entry_passage
    query = select(table.c.linked_at, *(table.c[name] for name in PASSAGE))
    rows = connection.execute(query.where(table.c.entry_id == entry_id).order_by(table.c.id))
    return tuple(LinkedPassage(passage_from(row), from_stored(row.linked_at)) for row in rows)


def write_marks(connection: Connection, entry_id: int, marks: Marks) -> None:
    """Store an entry's marks in the transaction under way; an entry with none has no row."""
    table = schema.entry_mark
    if marks == NO_MARKS:
        connection.execute(delete(table).where(table.c.entry_id == entry_id))
        return
    values = {
        "is_starred": int(marks.is_starred),
        "is_left_out": int(marks.is_left_out),
        "language": marks.language,
    }
    put = insert(table).values(entry_id=entry_id, **values)
    connection.execute(put.on_conflict_do_update(index_elements=["entry_id"], set_=values))
