"""Delete entries for good, the older backups that hold them too, and say in words which went and what may remain."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from journal_app.journal.attachments import Attachment, remove_attachment
from journal_app.journal.deletion import held_since
from journal_app.journal.entries import EntryId, delete_entry, load_entry
from journal_app.journal.history import delete_version_rows
from journal_app.journal.trash import delete_all_trashed, delete_due, delete_trashed
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.vault.errors import VaultError
from journal_app.vault.guest import GuestVault
from journal_app.vault.snapshots import Purged, may_be_held, purge_snapshots


@dataclass(frozen=True, slots=True)
class Deleted:
    """Entries that are gone from the journal; `failure` says why older backups still hold them, None if they don't."""

    held_since: datetime
    is_guest: bool = False
    purged: Purged | None = None
    failure: Failure | None = None
    count: int = 1


def erase_entry(journal: OpenJournal, *, entry_id: EntryId) -> Deleted:
    """Delete an entry, and then the backups that hold it. Raises JournalError when it is not there."""
    since = held_since(load_entry(journal.vault, entry_id))
    delete_entry(journal.vault, entry_id)
    return _with_backups(journal, since, 1)


def erase_attachment(journal: OpenJournal, *, attachment: Attachment) -> Deleted:
    """Remove a picture or file, and then the backups that hold it, if any can: one just added is in none.

    Raises JournalError when it is not there.
    """
    remove_attachment(journal.vault, attachment.id)
    since = attachment.added_at
    if not may_be_held(journal.vault, journal.clock, held_since=since):
        return Deleted(since)
    return _with_backups(journal, since, 1)


def erase_trashed(journal: OpenJournal, *, entry_id: EntryId) -> Deleted:
    """Delete a page of the trash, and then the backups that hold it. Raises JournalError when it is not there."""
    removed = delete_trashed(journal.vault, entry_id)
    return _with_backups(journal, removed.held_since, removed.count)


def erase_all_trashed(journal: OpenJournal) -> Deleted | None:
    """Delete all of the trash, and then the backups that hold any of it; None when it was empty."""
    removed = delete_all_trashed(journal.vault)
    return None if removed is None else _with_backups(journal, removed.held_since, removed.count)


def erase_due(journal: OpenJournal) -> Deleted | None:
    """Delete what has been in the trash for thirty days, as `erase_all_trashed`; None when nothing has."""
    removed = delete_due(journal.vault, journal.clock)
    return None if removed is None else _with_backups(journal, removed.held_since, removed.count)


def purge_backups(journal: OpenJournal, *, deleted: Deleted) -> Deleted:
    """Make a fresh backup, and then delete the older ones that hold the entry; again, where that failed before."""
    try:
        purged = purge_snapshots(journal.vault, journal.clock, held_since=deleted.held_since)
    except VaultError as error:
        return replace(deleted, purged=None, failure=Failure(error.code, error.fields))
    return replace(deleted, purged=purged, failure=None)


def _with_backups(journal: OpenJournal, since: datetime, count: int) -> Deleted:
    deleted = Deleted(since, is_guest=isinstance(journal.vault, GuestVault), count=count)
    return deleted if deleted.is_guest else purge_backups(journal, deleted=deleted)


def erase_versions(journal: OpenJournal, *, entry_id: EntryId) -> Deleted | None:
    """Delete an entry's earlier wordings, and then the backups that hold them; None when there were none.

    Raises JournalError when the entry is not there.
    """
    since = held_since(load_entry(journal.vault, entry_id))
    count = delete_version_rows(journal.vault, entry_id)
    return _with_backups(journal, since, max(count, 2)) if count else None


def deleted_words(deleted: Deleted, zone: ZoneInfo, gone: str = "") -> str:
    """Say what is gone, pages unless `gone` says so, which backups went too, and what no program here can reach."""
    words = [gone or _gone(deleted.count)]
    if deleted.failure is not None:
        why = sentence(deleted.failure.code, **deleted.failure.fields)
        words += [_still_held(deleted.count), why]
    elif deleted.purged is not None:
        days = dict.fromkeys(spoken_day(info.made_at.astimezone(zone).date()) for info in deleted.purged.removed)
        if days:
            gone = _backups_gone(deleted.count)
            words.append(gone.replace("%1", "; ".join(days)))
        if deleted.purged.kept_aside:
            words.append(_set_aside(deleted.count).replace("%1", str(deleted.purged.kept_aside[0].parent)))
        words.append(_elsewhere(deleted.count))
    return " ".join(words)


def _gone(count: int) -> str:
    return _tr("The page is deleted for good.") if count == 1 else _tr("%n pages are deleted for good.", count)


def _still_held(count: int) -> str:
    if count == 1:
        return _tr("Older backups still hold it, because no fresh one could be made.")
    return _tr("Older backups still hold them, because no fresh one could be made.")


def _backups_gone(count: int) -> str:
    if count == 1:
        return _tr("The backups that held it went too, and a fresh one was made. They were from: %1.")
    return _tr("The backups that held them went too, and a fresh one was made. They were from: %1.")


def _set_aside(count: int) -> str:
    if count == 1:
        return _tr("A damaged journal that was set aside may hold it; it lies in %1.")
    return _tr("A damaged journal that was set aside may hold them; it lies in %1.")


def _elsewhere(count: int) -> str:
    if count == 1:
        return _tr("Copies in other places may hold it still.")
    return _tr("Copies in other places may hold them still.")


def _tr(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("DeletedEntry", words, "", count)
