"""Delete an entry for good: from the journal first, then from every snapshot that holds it."""

from datetime import datetime

from journal_app.journal.circle import delete_earlier_circles, earliest_circle_at
from journal_app.journal.entries import Entry, EntryId, delete_entry, load_entry
from journal_app.settings.clock import Clock
from journal_app.vault.snapshots import Purged, purge_snapshots, purge_where_kept
from journal_app.vault.unlocked import Vault


def delete_for_good(vault: Vault, clock: Clock, entry_id: EntryId) -> Purged:
    """Delete an entry, make and check a fresh snapshot, and only then delete the older ones that hold the entry.

    Returns which went. Raises JournalError (ENTRY_NOT_FOUND) with nothing done, or VaultError when no fresh snapshot
    could be made: then the entry is gone and the older snapshots stand; `purge_snapshots` again finishes it.
    """
    since = held_since(load_entry(vault, entry_id))
    delete_entry(vault, entry_id)
    return purge_snapshots(vault, clock, held_since=since)


def delete_earlier_circles_for_good(vault: Vault, clock: Clock) -> Purged | None:
    """Delete every version of the circle but the present one, then the backups that can hold them; None: there is none.

    Raises VaultError when no fresh backup could be made: then the versions are gone and the older backups stand.
    """
    since = earliest_circle_at(vault)
    delete_earlier_circles(vault)
    return None if since is None else purge_where_kept(vault, clock, held_since=since)


def held_since(entry: Entry) -> datetime:
    """Return when an entry's words can first have been in the vault: with its draft, or when they were imported."""
    return held_since_of(entry.created_at, entry.written_at, entry.origin)


def held_since_of(created_at: datetime, written_at: datetime, origin: str | None) -> datetime:
    """Return the same from the three facts that it rests on."""
    return created_at if origin is not None else min(created_at, written_at)
