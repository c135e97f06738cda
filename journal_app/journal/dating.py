"""Another day, time or zone for an entry: it moves to its place in every list and in the search index.

What is given is what the clock on the wall showed, and where. An hour that the clocks skipped is refused; of one that
came twice the first is meant unless the second is asked for.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, update

from journal_app.journal.derived import refresh_derived
from journal_app.journal.entries import EntryId, free_sort_key
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import KEYS_A_MILLISECOND, first_sort_key, local_time, to_stored
from journal_app.vault import schema
from journal_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entry stands in time, as its row says; what undoes a move."""

    entry_id: EntryId
    sort_key: int
    written_at: int
    zone: str
    written_on: str
    created_at: int


def moment_of(local: datetime, zone: str, *, is_second: bool = False) -> datetime:
    """Return the moment, aware, UTC, at which the clocks of a zone showed this.

    Raises JournalError: ZONE_UNKNOWN, MOMENT_OUT_OF_RANGE, MOMENT_SKIPPED where the clocks went forward over it.
    """
    place = _zone(zone)
    if not 2 <= local.year <= 9998:  # a zone's offset may still be added on either side
        raise JournalError(JournalProblem.MOMENT_OUT_OF_RANGE, year=local.year)
    moment = local.replace(tzinfo=place, fold=int(is_second)).astimezone(UTC)
    if local_time(moment, zone) != local.replace(fold=0):
        raise JournalError(JournalProblem.MOMENT_SKIPPED)
    return moment


def comes_twice(local: datetime, zone: str) -> bool:
    """Return whether the clocks of a zone, put back, showed this twice. Raises JournalError (ZONE_UNKNOWN)."""
    place = _zone(zone)
    first, second = (local.replace(tzinfo=place, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return first > second


def redate_entry(vault: Vault, entry_id: EntryId, local: datetime, zone: str, *, is_second: bool = False) -> Placed:
    """Say when and where an entry was written, by the clock on the wall there; return where it stood before.

    Raises JournalError: ENTRY_NOT_FOUND, and what `moment_of` raises.
    """
    moment = moment_of(local, zone, is_second=is_second)
    written_at = to_stored(moment)
    with vault.write() as connection:
        before = _read(connection, entry_id)
        first = first_sort_key(local)
        stays = first <= before.sort_key < first + KEYS_A_MILLISECOND
        _move(
            connection,
            Placed(
                entry_id=entry_id,
                sort_key=before.sort_key if stays else free_sort_key(connection, first),
                written_at=written_at,
                zone=zone,
                written_on=local.date().isoformat(),
                created_at=_in_the_vault_since(connection, before),
            ),
        )
    return before


def put_date_back(vault: Vault, placed: Placed) -> None:
    """Put an entry back where it stood, beside another that came to stand there since.

    Raises JournalError (ENTRY_NOT_FOUND).
    """
    with vault.write() as connection:
        _read(connection, placed.entry_id)
        entry, key = schema.entry.c, placed.sort_key
        taken = select(entry.id).where(entry.sort_key == key, entry.id != placed.entry_id)
        if connection.execute(taken).first() is not None:
            key = free_sort_key(connection, key - key % KEYS_A_MILLISECOND)
        _move(connection, replace(placed, sort_key=key))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name, an OSError
        raise JournalError(JournalProblem.ZONE_UNKNOWN) from None


def _read(connection: Connection, entry_id: EntryId) -> Placed:
    entry = schema.entry.c
    query = select(entry.sort_key, entry.written_at, entry.zone, entry.written_on, entry.created_at)
    row = connection.execute(query.where(entry.id == entry_id)).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
    return Placed(entry_id, *row)


def _in_the_vault_since(connection: Connection, before: Placed) -> int:
    """Return since when the entry's words can be in backups; until it is moved, its own date may be what says so."""
    origin = connection.execute(select(schema.entry.c.origin).where(schema.entry.c.id == before.entry_id)).scalar_one()
    return before.created_at if origin is not None else min(before.created_at, before.written_at)


def _move(connection: Connection, placed: Placed) -> None:
    entry = schema.entry
    connection.execute(
        update(entry)
        .where(entry.c.id == placed.entry_id)
        .values(
            sort_key=placed.sort_key,
            written_at=placed.written_at,
            zone=placed.zone,
            written_on=placed.written_on,
            created_at=placed.created_at,
        )
    )
    words = connection.execute(select(entry.c.title, entry.c.body).where(entry.c.id == placed.entry_id)).one()
    refresh_derived(connection, entry_id=placed.entry_id, sort_key=placed.sort_key, title=words.title, body=words.body)
