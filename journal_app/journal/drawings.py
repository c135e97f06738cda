"""Drawings that can be drawn on again: strokes on a sheet, kept in the vault, with words for who does not see them.

A drawing belongs to a practice under way, to an entry, or to a draft until that is kept; it goes with what it belongs
to. A stroke is a list of points on a sheet one unit wide and `SHEET_HEIGHT` units high: it looks the same at any size.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from journal_app.journal.entries import EntryId, empty_the_log
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.text import stored_form
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.snapshots import Purged, purge_where_kept
from journal_app.vault.vault import Vault

DrawingUid = NewType("DrawingUid", str)

SHEET_HEIGHT = 0.75
INKS = 6
"""How many inks there are; which colours they are is the theme's business."""
MOST_STROKES, MOST_POINTS = 20_000, 500_000
LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke: its ink, its width as a share of the sheet's, and its points; a single point is a dot."""

    ink: int
    width: float
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing; `words` says in words what is on it, "" where nobody wrote any."""

    uid: DrawingUid
    strokes: tuple[Stroke, ...]
    words: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Owner:
    """What a drawing belongs to: exactly one of the three."""

    run_id: int | None = None
    entry_id: int | None = None
    draft_id: int | None = None

    def __post_init__(self) -> None:
        """Hold that it is exactly one."""
        if sum(one is not None for one in (self.run_id, self.entry_id, self.draft_id)) != 1:
            raise ValueError("A drawing belongs to one thing.")

    @property
    def key(self) -> Mapping[str, int]:
        """The column that names it, and its value."""
        named = {"run_id": self.run_id, "entry_id": self.entry_id, "draft_id": self.draft_id}
        return {name: value for name, value in named.items() if value is not None}


def save_drawing(
    vault: Vault,
    clock: Clock,
    owner: Owner,
    strokes: tuple[Stroke, ...],
    words: str = "",
    *,
    uid: DrawingUid | None = None,
) -> DrawingUid:
    """Save a drawing, or what was drawn on one since; return its uid after the COMMIT.

    Raises JournalError: DRAWING_NOT_FOUND, DRAWING_NOT_VALID (more than can be drawn again, or points off any sheet),
    text that can't be kept; then the last one stays.
    """
    if uid is not None:
        draw_on(vault, clock, uid, strokes, words)
        return uid
    uid, values = DrawingUid(uuid.uuid4().hex), _stored(clock, strokes, words)
    with vault.write() as connection:
        made = insert(schema.drawing).values(uid=uid, made_at=values["saved_at"], **owner.key, **values)
        connection.execute(made)
    return uid


def draw_on(vault: Vault, clock: Clock, uid: DrawingUid, strokes: tuple[Stroke, ...], words: str) -> None:
    """Save what was drawn on a drawing since, as `save_drawing`."""
    values = _stored(clock, strokes, words)
    with vault.write() as connection:
        if not connection.execute(update(schema.drawing).where(schema.drawing.c.uid == uid).values(**values)).rowcount:
            raise JournalError(JournalProblem.DRAWING_NOT_FOUND)


def drawing_saved_at(vault: Vault, uid: DrawingUid) -> datetime | None:
    """Return when a drawing was saved last, None where it is not there."""
    query = select(schema.drawing.c.saved_at).where(schema.drawing.c.uid == uid)
    with vault.read() as connection:
        found = connection.execute(query).scalar_one_or_none()
    return None if found is None else from_stored(found)


def load_drawing(vault: Vault, uid: DrawingUid) -> Drawing:
    """Return a drawing. Raises JournalError: DRAWING_NOT_FOUND, DRAWING_DAMAGED (its words are still in the vault)."""
    with vault.read() as connection:
        found = _read(connection, schema.drawing.c.uid == uid)
    if not found:
        raise JournalError(JournalProblem.DRAWING_NOT_FOUND)
    return found[0]


def drawings_of(vault: Vault, owner: Owner) -> tuple[Drawing, ...]:
    """Return the drawings of a practice, an entry or a draft, in the order they were made."""
    [(name, value)] = owner.key.items()
    with vault.read() as connection:
        return _read(connection, schema.drawing.c[name] == value)


def list_drawing_uids(vault: Vault, owner: Owner) -> tuple[DrawingUid, ...]:
    """Return which drawings a practice, an entry or a draft has, in the order they were made; damaged ones too."""
    [(name, value)] = owner.key.items()
    query = select(schema.drawing.c.uid).where(schema.drawing.c[name] == value).order_by(schema.drawing.c.id)
    with vault.read() as connection:
        return tuple(DrawingUid(uid) for uid in connection.execute(query).scalars())


def list_drawings_of_pages(vault: Vault, entry_ids: Sequence[EntryId]) -> tuple[tuple[int, DrawingUid], ...]:
    """Return the drawings of some entries of the journal, each with its page's place, in the order they were made."""
    entry, drawing = schema.entry.c, schema.drawing.c
    query = select(entry.sort_key, drawing.uid).join_from(schema.drawing, schema.entry, entry.id == drawing.entry_id)
    with vault.read() as connection:
        rows = connection.execute(query.where(entry.id.in_(entry_ids)).order_by(drawing.id)).all()
    return tuple((row.sort_key, DrawingUid(row.uid)) for row in rows)


def has_drawings(connection: Connection, owner: Owner) -> bool:
    """Say whether something has any drawing."""
    [(name, value)] = owner.key.items()
    query = select(schema.drawing.c.id).where(schema.drawing.c[name] == value).limit(1)
    return connection.execute(query).first() is not None


def remove_drawing_for_good(vault: Vault, clock: Clock, uid: DrawingUid) -> Purged | None:
    """Delete a drawing, then the backups that can hold it; return which went, None in a guest session.

    Raises JournalError (DRAWING_NOT_FOUND), or VaultError when no fresh backup could be made: then the drawing is gone
    and the older backups stand.
    """
    query = select(schema.drawing.c.made_at).where(schema.drawing.c.uid == uid)
    with vault.read() as connection:
        made_at = connection.execute(query).scalar_one_or_none()
    if made_at is None:
        raise JournalError(JournalProblem.DRAWING_NOT_FOUND)
    remove_drawing(vault, uid)
    return purge_where_kept(vault, clock, held_since=from_stored(made_at))


def remove_drawing(vault: Vault, uid: DrawingUid) -> None:
    """Delete a drawing for good. Raises JournalError (DRAWING_NOT_FOUND)."""
    with vault.write() as connection:
        if not connection.execute(delete(schema.drawing).where(schema.drawing.c.uid == uid)).rowcount:
            raise JournalError(JournalProblem.DRAWING_NOT_FOUND)
    empty_the_log(vault)


def hand_over_drawings(connection: Connection, owner: Owner, entry_id: EntryId) -> None:
    """Give an entry the drawings of the draft or practice it came from, in the transaction under way."""
    [(name, value)] = owner.key.items()
    table = schema.drawing
    connection.execute(
        update(table).where(table.c[name] == value).values(run_id=None, draft_id=None, entry_id=entry_id)
    )


def hand_over_drawings_of(connection: Connection, entry_id: EntryId, to: EntryId) -> None:
    """Give what was drawn for the new wording begun of an entry to the entry itself, which may take another id."""
    table, draft = schema.drawing, schema.draft.c
    begun = select(draft.id).where(draft.entry_id == entry_id)
    connection.execute(update(table).where(table.c.draft_id.in_(begun)).values(draft_id=None, entry_id=to))


def check_strokes(strokes: tuple[Stroke, ...]) -> None:
    """Raise JournalError (DRAWING_NOT_VALID) for more than can be drawn again, or points off any sheet."""
    fits = len(strokes) <= MOST_STROKES and sum(len(stroke.points) for stroke in strokes) <= MOST_POINTS
    for stroke in strokes if fits else ():
        fits = fits and 0 <= stroke.ink < INKS and 0 < stroke.width <= 1 and bool(stroke.points)
        fits = fits and all(-1 <= x <= 2 and -1 <= y <= 2 for x, y in stroke.points)
    if not fits:
        raise JournalError(JournalProblem.DRAWING_NOT_VALID)


def _stored(clock: Clock, strokes: tuple[Stroke, ...], words: str) -> dict[str, object]:
    check_strokes(strokes)
    said = stored_form(words)[:LONGEST_WORDS]
    return {"strokes": msgspec.json.encode(strokes), "words": said, "saved_at": to_stored(clock.now())}


def _read(connection: Connection, condition: ColumnElement[bool]) -> tuple[Drawing, ...]:
    table = schema.drawing.c
    query = select(table.uid, table.strokes, table.words, table.saved_at).where(condition).order_by(table.id)
    return tuple(
        Drawing(DrawingUid(row.uid), _strokes(bytes(row.strokes)), row.words, from_stored(row.saved_at))
        for row in connection.execute(query)
    )


def _strokes(stored: bytes) -> tuple[Stroke, ...]:
    try:
        return msgspec.json.decode(stored, type=tuple[Stroke, ...])
    except (msgspec.MsgspecError, RecursionError):
        raise JournalError(JournalProblem.DRAWING_DAMAGED) from None
