"""Earlier wordings of an entry: kept at each Done that changes it, looked back at, restored, or deleted for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import Connection, delete, insert, select, update

from journal_app.journal.derived import refresh_derived
from journal_app.journal.entries import EntryId, empty_the_log
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

VersionId = NewType("VersionId", int)

MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """What a list shows of an earlier wording: since when it stood, and until when."""

    id: VersionId
    entry_id: EntryId
    title: str
    worded_at: datetime
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A whole earlier wording of an entry."""

    id: VersionId
    entry_id: EntryId
    title: str
    body: str
    worded_at: datetime
    replaced_at: datetime


def change_wording(
    connection: Connection, entry_id: EntryId, *, title: str, body: str, now: datetime, since: datetime | None = None
) -> bool:
    """Give an entry new words in the transaction under way, and keep those before; return whether they differ at all.

    Of the entry only what differs is written. Words that came after `since` are not kept where those before them are:
    one visit that saves as it goes makes one earlier wording. Raises JournalError (ENTRY_NOT_FOUND).
    """
    entry = schema.entry
    columns = (entry.c.title, entry.c.body, entry.c.sort_key, entry.c.created_at, entry.c.edited_at)
    kept = connection.execute(select(*columns).where(entry.c.id == entry_id)).one_or_none()
    if kept is None:
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
    changed = {name: new for name, new in (("title", title), ("body", body)) if new != getattr(kept, name)}
    if not changed:
        return False
    at = to_stored(now)
    worded_at = kept.created_at if kept.edited_at is None else kept.edited_at
    if since is None or not _has_version_since(connection, entry_id, since):
        connection.execute(
            insert(schema.entry_version).values(
                entry_id=entry_id, title=kept.title, body=kept.body, worded_at=worded_at, replaced_at=at
            )
        )
    connection.execute(update(entry).where(entry.c.id == entry_id).values(**changed, edited_at=at))
    refresh_derived(connection, entry_id=entry_id, sort_key=kept.sort_key, title=title, body=body)
    return True


def list_versions(vault: Vault, entry_id: EntryId) -> tuple[VersionSummary, ...]:
    """Return an entry's last earlier wordings, the one replaced last first, at most `MOST_VERSIONS` of them."""
    table = schema.entry_version
    query = select(table.c.id, table.c.entry_id, table.c.title, table.c.worded_at, table.c.replaced_at).where(
        table.c.entry_id == entry_id
    )
    with vault.read() as connection:
        rows = connection.execute(query.order_by(table.c.id.desc()).limit(MOST_VERSIONS)).all()
    return tuple(
        VersionSummary(VersionId(own), EntryId(of), title, from_stored(worded_at), from_stored(replaced_at))
        for own, of, title, worded_at, replaced_at in rows
    )


def load_version(vault: Vault, version_id: VersionId) -> Version:
    """Return one whole earlier wording. Raises JournalError (VERSION_NOT_FOUND)."""
    with vault.read() as connection:
        return _read(connection, version_id)


def restore_version(vault: Vault, clock: Clock, version_id: VersionId) -> bool:
    """Give an entry the words it had, exactly; those it has now become a version. Return whether they differed.

    Raises JournalError: VERSION_NOT_FOUND, ENTRY_NOT_FOUND for a page that is in the trash.
    """
    with vault.write() as connection:
        version = _read(connection, version_id)
        return change_wording(connection, version.entry_id, title=version.title, body=version.body, now=clock.now())


def delete_version_rows(vault: Vault, entry_id: EntryId) -> int:
    """Delete the rows of an entry's earlier wordings and return how many; backups are the caller's to purge."""
    table = schema.entry_version
    with vault.write() as connection:
        gone = connection.execute(delete(table).where(table.c.entry_id == entry_id)).rowcount
    if gone:
        empty_the_log(vault)
    return gone


def _has_version_since(connection: Connection, entry_id: EntryId, since: datetime) -> bool:
    table = schema.entry_version.c
    query = select(table.id).where(table.entry_id == entry_id, table.replaced_at >= to_stored(since))
    return connection.execute(query.limit(1)).first() is not None


def _read(connection: Connection, version_id: VersionId) -> Version:
    table = schema.entry_version
    names = ("entry_id", "title", "body", "worded_at", "replaced_at")
    row = connection.execute(select(*(table.c[name] for name in names)).where(table.c.id == version_id)).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.VERSION_NOT_FOUND)
    return Version(
        id=version_id,
        entry_id=EntryId(row.entry_id),
        title=row.title,
        body=row.body,
        worded_at=from_stored(row.worded_at),
        replaced_at=from_stored(row.replaced_at),
    )
