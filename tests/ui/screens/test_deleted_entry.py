"""Deleting for good: the backups that hold the entry go after a fresh one is made, and the words say which."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal_app.content.model import Pack
from journal_app.journal.attachments import NewAttachment, PageKey, add_attachment, list_attachments
from journal_app.journal.entries import EntryId, add_entry, count_entries
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.screens import deleted_entry
from journal_app.ui.screens.deleted_entry import deleted_words, erase_attachment, erase_entry, purge_backups
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.guest import open_guest
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault

MOMENT = datetime(2026, 11, 18, 20, 14, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")


@pytest.fixture
def journal(vault: Vault, pack: Pack) -> Iterator[tuple[OpenJournal, EntryId]]:
    """A journal with a backup before the entry, and two that hold it."""
    clock = FixedClock(MOMENT)
    opened = OpenJournal(vault, pack, clock)
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    clock.moment += timedelta(days=1)
    entry = add_entry(vault, clock, title="", body="Gone soon.", written_at=clock.now(), zone="UTC")
    for _ in range(2):
        take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
        clock.moment += timedelta(days=1)
    return opened, entry


def test_erase_entry__backups_hold_it__they_go_and_are_told_and_the_older_one_stays(
    journal: tuple[OpenJournal, EntryId],
) -> None:
    opened, entry = journal

    deleted = erase_entry(opened, entry_id=entry)

    assert len(list_snapshots(opened.vault.folder)) == 2
    words = deleted_words(deleted, ZONE)
    assert "They were from: Friday, 20 November 2026; Thursday, 19 November 2026." in words or (
        "They were from: Thursday, 19 November 2026; Friday, 20 November 2026." in words
    )
    assert "Copies in other places may hold it still." in words


def test_erase_entry__no_fresh_backup_possible__says_so_and_can_be_finished_later(
    journal: tuple[OpenJournal, EntryId], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, entry = journal

    def refuse(*_args: object, **_fields: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(deleted_entry, "purge_snapshots", refuse)
        half = erase_entry(opened, entry_id=entry)

    assert count_entries(opened.vault) == 0
    assert "Older backups still hold it" in deleted_words(half, ZONE)
    whole = purge_backups(opened, deleted=half)
    assert whole.failure is None
    assert len(list_snapshots(opened.vault.folder)) == 2


def test_erase_attachment__backups_hold_it__they_go_and_are_told(journal: tuple[OpenJournal, EntryId]) -> None:
    opened, entry = journal
    new = NewAttachment("old.txt", "text/plain", b"old")
    attachment = add_attachment(opened.vault, opened.clock, PageKey(entry), new)
    take_snapshot(opened.vault, opened.clock, reason=SnapshotReason.LEAVING)

    deleted = erase_attachment(opened, attachment=attachment)

    assert list_attachments(opened.vault, PageKey(entry)) == ()
    assert "They were from: Saturday, 21 November 2026." in deleted_words(deleted, ZONE, "Removed for good.")
    assert [info.made_at.day for info in list_snapshots(opened.vault.folder)] == [21, 20, 19, 18]


def test_erase_attachment__added_since_the_last_backup__none_is_touched_or_made(
    journal: tuple[OpenJournal, EntryId],
) -> None:
    opened, entry = journal
    new = NewAttachment("old.txt", "text/plain", b"old")
    attachment = add_attachment(opened.vault, opened.clock, PageKey(entry), new)
    before = list_snapshots(opened.vault.folder)

    deleted = erase_attachment(opened, attachment=attachment)

    assert list_snapshots(opened.vault.folder) == before
    assert deleted_words(deleted, ZONE, "Removed for good.") == "Removed for good."


def test_erase_attachment__a_damaged_backup__goes_too(journal: tuple[OpenJournal, EntryId]) -> None:
    opened, entry = journal
    attachment = add_attachment(opened.vault, opened.clock, PageKey(entry), NewAttachment("a", "text/plain", b"a"))
    damaged = list_snapshots(opened.vault.folder)[-1].path
    damaged.write_bytes(b"\0" * 8192)

    erase_attachment(opened, attachment=attachment)

    assert not damaged.exists()


def test_erase_entry__guest_session__touches_no_disk(pack: Pack) -> None:
    clock = FixedClock(MOMENT)
    opened = OpenJournal(open_guest(), pack, clock)
    entry = add_entry(opened.vault, clock, title="", body="Gone soon.", written_at=MOMENT, zone="UTC")

    deleted = erase_entry(opened, entry_id=entry)

    assert deleted_words(deleted, ZONE) == "The page is deleted for good."
    opened.vault.close()
