"""The circle: a map of who and what is around a person, by alias, with the line to each and what it holds.

It is one small document, kept whole each time it is saved, so that nothing on it can be half there. A version is begun
anew when the last change is older than a day, or when the person says so: earlier ones can be looked at, never counted.
The rings, lines and what is held are those of the practice *Who holds what* (`seeds/practices/support-map.toml`).
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from journal_app.journal.entries import empty_the_log
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.text import stored_form
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

CircleVersionId = NewType("CircleVersionId", int)
ItemId = NewType("ItemId", str)

MOST_ITEMS = 500
LONGEST_ALIAS, LONGEST_NOTE = 80, 2000
NEW_VERSION_AFTER = timedelta(days=1)


class ItemKind(StrEnum):
    """What something on the circle is."""

    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    SERVICE = "service"
    OTHER = "other"
    """An animal, faith, music: whatever helps."""


class Ring(StrEnum):
    """Where it stands, from the middle out."""

    NEAR = "near"
    MAYBE = "maybe"
    AROUND = "around"


class LineKind(StrEnum):
    """The line between the person and it, or between two on the circle."""

    STEADY = "steady"
    THIN = "thin"
    BOTH_WAYS = "both-ways"
    DRAINS = "drains"
    UNSURE = "unsure"


class Holds(StrEnum):
    """What one holds."""

    LISTENS = "listens"
    PRACTICAL = "practical"
    SAME_ROAD = "same-road"
    LAUGHS = "laughs"
    KNOWS_HOW = "knows-how"
    BELIEVES = "believes"


class Consent(StrEnum):
    """Whether somebody knows that they are counted on."""

    NOT_ASKED = "not-asked"
    SAID_YES = "said-yes"
    SAID_NO = "said-no"
    NO_NEED = "no-need"


@dataclass(frozen=True, slots=True)
class CircleItem:
    """Something on the circle, called by an alias.

    `turn` is its direction from the middle, from 0 (top) to 1, clockwise. `line` is the person's own line to it, None
    where none is drawn.
    """

    id: ItemId
    alias: str
    kind: ItemKind = ItemKind.PERSON
    ring: Ring = Ring.NEAR
    turn: float = 0.0
    line: LineKind | None = None
    holds: tuple[Holds, ...] = ()
    own_tags: tuple[str, ...] = ()
    consent: Consent = Consent.NOT_ASKED
    note: str = ""


@dataclass(frozen=True, slots=True)
class CircleTie:
    """A line between two things on the circle."""

    one: ItemId
    other: ItemId
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Circle:
    """The whole map; items in the order they were put there."""

    items: tuple[CircleItem, ...] = ()
    ties: tuple[CircleTie, ...] = ()

    def item(self, item_id: ItemId) -> CircleItem | None:
        """Return one thing on the circle, None when it is not there."""
        return next((one for one in self.items if one.id == item_id), None)

    def with_item(self, item: CircleItem) -> "Circle":
        """Return the circle with an item added, or changed where its id is there."""
        if self.item(item.id) is None:
            return replace(self, items=(*self.items, item))
        return replace(self, items=tuple(item if one.id == item.id else one for one in self.items))

    def without(self, item_id: ItemId) -> "Circle":
        """Return the circle without an item and the lines to it."""
        items = tuple(one for one in self.items if one.id != item_id)
        return replace(self, items=items, ties=tuple(tie for tie in self.ties if item_id not in (tie.one, tie.other)))

    def with_tie(self, tie: CircleTie) -> "Circle":
        """Return the circle with a line between two items, in the place of one that was there."""
        pair = {tie.one, tie.other}
        return replace(self, ties=(*(each for each in self.ties if {each.one, each.other} != pair), tie))

    def without_tie(self, one: ItemId, other: ItemId) -> "Circle":
        """Return the circle without the line between two items."""
        return replace(self, ties=tuple(tie for tie in self.ties if {tie.one, tie.other} != {one, other}))


@dataclass(frozen=True, slots=True)
class CircleVersion:
    """The circle as it stood from one moment to another."""

    id: CircleVersionId
    begun_at: datetime
    saved_at: datetime
    circle: Circle = field(default_factory=Circle)


def load_circle(vault: Vault) -> Circle:
    """Return the present circle, an empty one before the first. Raises JournalError (CIRCLE_DAMAGED)."""
    with vault.read() as connection:
        row = connection.execute(_SELECT.order_by(schema.circle_version.c.id.desc()).limit(1)).one_or_none()
    return Circle() if row is None else _read_map(row.map)


def save_circle(vault: Vault, clock: Clock, circle: Circle, *, as_new_version: bool = False) -> datetime:
    """Save the circle and return when; it returns after the COMMIT.

    Raises JournalError: TOO_MANY_ITEMS, CIRCLE_NOT_VALID, text that can't be kept; then the last one stays.
    """
    checked, now = checked_circle(circle), clock.now()
    table = schema.circle_version
    values = {"saved_at": to_stored(now), "map": msgspec.json.encode(checked).decode()}
    with vault.write() as connection:
        last = connection.execute(_SELECT.order_by(table.c.id.desc()).limit(1)).one_or_none()
        is_new = last is None or as_new_version or now - from_stored(last.saved_at) > NEW_VERSION_AFTER
        if last is None or is_new or not _is_readable(last.map):
            connection.execute(insert(table).values(begun_at=to_stored(now), **values))
        else:
            connection.execute(update(table).where(table.c.id == last.id).values(**values))
    return now


def keep_circle_version(vault: Vault, clock: Clock) -> bool:
    """Keep the circle as it stands as an earlier version; False where nothing changed since the last one, or is there.

    What is changed from then on goes into a version that is begun now, alike at first.
    """
    table = schema.circle_version
    now = to_stored(clock.now())
    with vault.write() as connection:
        rows = connection.execute(_SELECT.order_by(table.c.id.desc()).limit(2)).all()
        if not rows or (len(rows) == 2 and rows[0].map == rows[1].map):
            return False
        connection.execute(insert(table).values(begun_at=now, saved_at=now, map=rows[0].map))
    return True


def list_circle_versions(vault: Vault, *, limit: int = 200) -> tuple[CircleVersion, ...]:
    """Return the versions that can be read, the present one first; one that is damaged stays in the vault."""
    with vault.read() as connection:
        rows = connection.execute(_SELECT.order_by(schema.circle_version.c.id.desc()).limit(limit)).all()
    return tuple(
        CircleVersion(CircleVersionId(row.id), from_stored(row.begun_at), from_stored(row.saved_at), _read_map(row.map))
        for row in rows
        if _is_readable(row.map)
    )


def earliest_circle_at(vault: Vault) -> datetime | None:
    """Return when the first version that is kept was begun, None before the first."""
    query = select(schema.circle_version.c.begun_at).order_by(schema.circle_version.c.id).limit(1)
    with vault.read() as connection:
        found = connection.execute(query).scalar_one_or_none()
    return None if found is None else from_stored(found)


def delete_earlier_circles(vault: Vault) -> int:
    """Delete every version but the present one for good, and return how many; backups are the caller's to purge."""
    table = schema.circle_version
    with vault.write() as connection:
        gone = connection.execute(delete(table).where(table.c.id < _newest(connection))).rowcount
    empty_the_log(vault)
    return int(gone)


def consent_at_first(kind: ItemKind) -> Consent:
    """Return what is noted at first: people and groups one asks before counting on them, the rest needs no asking."""
    return Consent.NOT_ASKED if kind in (ItemKind.PERSON, ItemKind.GROUP) else Consent.NO_NEED


def freest_turn(circle: Circle, ring: Ring) -> float:
    """Return the middle of the widest gap on a ring."""
    turns = sorted(item.turn for item in circle.items if item.ring is ring)
    if not turns:
        return {Ring.NEAR: 0.12, Ring.MAYBE: 0.3, Ring.AROUND: 0.88}[ring]
    ends = [*turns[1:], turns[0] + 1.0]
    gap, start = max((end - start, start) for start, end in zip(turns, ends, strict=True))
    return (start + gap / 2) % 1.0


_SELECT = select(
    schema.circle_version.c.id,
    schema.circle_version.c.begun_at,
    schema.circle_version.c.saved_at,
    schema.circle_version.c.map,
)


def _newest(connection: Connection) -> int:
    query = select(schema.circle_version.c.id).order_by(schema.circle_version.c.id.desc()).limit(1)
    return int(connection.execute(query).scalar_one_or_none() or 0)


def checked_circle(circle: Circle) -> Circle:
    """Return the circle as the vault keeps it. Raises JournalError."""
    if len(circle.items) > MOST_ITEMS:
        raise JournalError(JournalProblem.TOO_MANY_ITEMS, most=MOST_ITEMS)
    ids = [item.id for item in circle.items]
    if len(set(ids)) != len(ids) or any({tie.one, tie.other} - set(ids) or tie.one == tie.other for tie in circle.ties):
        raise JournalError(JournalProblem.CIRCLE_NOT_VALID)
    items = tuple(
        replace(
            item,
            alias=stored_form(" ".join(item.alias.split()))[:LONGEST_ALIAS],
            note=stored_form(item.note)[:LONGEST_NOTE],
            own_tags=tuple(stored_form(" ".join(tag.split()))[:LONGEST_ALIAS] for tag in item.own_tags if tag.strip()),
            turn=item.turn % 1.0,
        )
        for item in circle.items
    )
    return replace(circle, items=items)


def _read_map(value: str) -> Circle:
    try:
        return msgspec.json.decode(value, type=Circle)
    except (msgspec.MsgspecError, RecursionError):
        raise JournalError(JournalProblem.CIRCLE_DAMAGED) from None


def _is_readable(value: str) -> bool:
    try:
        _read_map(value)
    except JournalError:
        return False
    return True
