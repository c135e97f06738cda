"""Deleting for good: the entry goes from the journal and from every snapshot that holds it, and from no other."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from journal_app.journal.deletion import delete_for_good
from journal_app.journal.drafts import keep_draft, save_draft, start_draft
from journal_app.journal.entries import add_entry, count_entries
from journal_app.journal.errors import JournalError
from journal_app.settings.clock import FixedClock
from journal_app.vault import snapshot_writing
from journal_app.vault.database_copy import opened_to_read
from journal_app.vault.errors import VaultError
from journal_app.vault.snapshot_file import extract_database
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault

CANARY = "Zwölf Kanarienvögel sängen"


def leave(vault: Vault, clock: FixedClock) -> None:
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    clock.moment += timedelta(hours=1)


def holding(vault: Vault, data_key: bytes) -> list[int]:
    """Return the numbers of the snapshots that hold the canary, in a draft or an entry."""
    found = []
    for info in list_snapshots(vault.folder):
        target = vault.folder.parent / "extracted.db"
        prelude, _sealed = extract_database(info.path, target, data_key)
        with opened_to_read(target, data_key, prelude.header.salt) as driver:
            query = "SELECT body FROM entry UNION ALL SELECT body FROM draft"
            if any(CANARY in body for (body,) in driver.execute(query).fetchall()):
                found.append(info.number)
    return sorted(found)


def test_delete_for_good__written_as_a_draft_first__every_snapshot_that_holds_it_goes(
    vault: Vault, data_key: bytes, clock: FixedClock
) -> None:
    leave(vault, clock)
    draft = start_draft(vault, clock)
    save_draft(vault, clock, draft.id, title="", body=CANARY)
    leave(vault, clock)
    entry_id = keep_draft(vault, clock, draft.id)
    leave(vault, clock)
    assert holding(vault, data_key) == [2, 3]
    purged = delete_for_good(vault, clock, entry_id)
    assert [info.number for info in purged.removed] == [2, 3]
    assert holding(vault, data_key) == []
    assert [info.number for info in list_snapshots(vault.folder)] == [4, 1]


def test_delete_for_good__imported_with_an_old_date__older_snapshots_stay(
    vault: Vault, data_key: bytes, clock: FixedClock
) -> None:
    leave(vault, clock)
    old = clock.now() - timedelta(days=3000)
    entry_id = add_entry(vault, clock, title="", body=CANARY, written_at=old, zone="Europe/London", origin="text:1")
    leave(vault, clock)
    purged = delete_for_good(vault, clock, entry_id)
    assert [info.number for info in purged.removed] == [2]
    assert holding(vault, data_key) == []


def test_delete_for_good__no_fresh_snapshot__older_ones_stand_and_it_can_be_finished(
    vault: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = add_entry(vault, clock, title="", body=CANARY, written_at=clock.now(), zone="Europe/London")
    leave(vault, clock)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot_writing, "write_snapshot_file", full)
    with pytest.raises(VaultError):
        delete_for_good(vault, clock, entry_id)
    assert count_entries(vault) == 0
    assert len(list_snapshots(vault.folder)) == 1


def test_delete_for_good__no_such_entry__touches_nothing(vault: Vault, clock: FixedClock) -> None:
    from journal_app.journal.entries import EntryId

    leave(vault, clock)
    with pytest.raises(JournalError):
        delete_for_good(vault, clock, EntryId(99))
    assert len(list_snapshots(vault.folder)) == 1
    with vault.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM entry")).scalar_one() == 0
