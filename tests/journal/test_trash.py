"""The trash: a page taken out is in no list or search, and comes back exactly; what goes from it is gone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from journal_app.content.model import ArticleId
from journal_app.journal import trash
from journal_app.journal.asked import Asked
from journal_app.journal.drafts import Draft, DraftId, edit_entry, keep_draft, load_draft, save_draft, start_draft
from journal_app.journal.entries import (
    EntryId,
    add_entry,
    count_entries,
    delete_entry,
    entries_about,
    known_origins,
    list_entries,
    load_entry,
)
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.database_copy import opened_to_read
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.guest import open_guest
from journal_app.vault.snapshot_file import extract_database
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, purge_snapshots, take_snapshot
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key
from journal_app.vault.verify import verify_open_vault

CANARY = "zanzibarquince"


def rows(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, and what the search index holds of each word."""
    with vault.read() as connection:
        found = {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in schema.metadata.tables.items()
        }
    with vault.engine.connect() as connection:
        driver = raw(connection)
        driver.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, entry_words, instance)")
        found["words"] = sorted(driver.execute("SELECT term, doc, col, offset FROM temp.words").fetchall())
    return found


def purged(vault: Vault, clock: FixedClock, removed: trash.Removed | None) -> list[int]:
    """Purge the backups that hold what was deleted, and return the numbers of those that went."""
    assert removed is not None
    return [info.number for info in purge_snapshots(vault, clock, held_since=removed.held_since).removed]


def kept(vault: Vault, clock: FixedClock, body: str = "Once upon a time.", asked: Asked | None = None) -> EntryId:
    return add_entry(vault, clock, title="A page", body=body, written_at=clock.now(), zone="Europe/London", asked=asked)


def waiting(vault: Vault) -> list[int]:
    return [item.entry.id for item in trash.list_trash(vault).items]


@pytest.fixture(scope="module")
def shared() -> Iterator[Vault]:
    """One vault for all examples of a property; each leaves it as it was."""
    with TemporaryDirectory() as folder:
        vault = create_with_data_key(Path(folder) / "vault", bytes(range(32)))
        yield vault
        vault.close()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=200)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/St_Johns"])


@settings(max_examples=40, deadline=None)
@given(title=texts, body=texts, at=moments, zone=zones, is_imported=st.booleans(), begun=st.none() | texts)
def test_put_back__any_page__restores_every_row_and_every_word_of_the_index(
    shared: Vault, title: str, body: str, at: datetime, zone: str, is_imported: bool, begun: str | None
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 18, 30, 15, 123456, tzinfo=UTC), "Europe/London")
    kept(shared, clock, "A page that stays.")
    origin = f"old/{title}" if is_imported else None
    entry_id = add_entry(shared, clock, title=title, body=body, written_at=at, zone=zone, origin=origin)
    if begun is not None:
        save_draft(shared, clock, edit_entry(shared, clock, entry_id).id, title=title, body=begun)
    before = rows(shared)

    trash.move_to_trash(shared, clock, entry_id)
    with pytest.raises(JournalError):
        load_entry(shared, entry_id)
    back = trash.put_back(shared, entry_id)

    assert back == entry_id
    assert rows(shared) == before
    assert verify_open_vault(shared).is_sound
    for entry in list_entries(shared).items:
        delete_entry(shared, entry.id)


def test_move_to_trash__an_entry__is_in_no_list_count_or_search(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    entry_id = kept(vault, clock, f"With {CANARY}.", asked)

    trash.move_to_trash(vault, clock, entry_id)

    assert list_entries(vault).items == ()
    assert count_entries(vault) == 0
    assert entries_about(vault, ArticleId("a1")) == ()
    assert search_entries(vault, CANARY).items == ()
    assert waiting(vault) == [entry_id]
    assert trash.load_trashed(vault, entry_id).asked == asked
    assert verify_open_vault(vault).is_sound


def test_move_to_trash__its_question__stays_while_anything_holds_it_and_goes_with_the_last(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    draft = start_draft(vault, clock, asked=asked, body="Words.")
    entry_id = keep_draft(vault, clock, draft.id)
    change = edit_entry(vault, clock, entry_id)
    trash.move_to_trash(vault, clock, entry_id)
    with pytest.raises(JournalError):
        load_draft(vault, change.id)

    assert trash.load_trashed(vault, entry_id).asked == asked
    trash.delete_trashed(vault, entry_id)

    with vault.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.asked)).scalar_one() == 0


def test_move_to_trash__gone__is_refused_and_so_is_putting_back(vault: Vault, clock: FixedClock) -> None:
    for use in (
        lambda: trash.move_to_trash(vault, clock, EntryId(7)),
        lambda: trash.put_back(vault, EntryId(7)),
        lambda: trash.load_trashed(vault, EntryId(7)),
        lambda: trash.delete_trashed(vault, EntryId(7)),
    ):
        with pytest.raises(JournalError) as refused:
            use()
        assert refused.value.code is JournalProblem.ENTRY_NOT_FOUND


def test_put_back__begun_wording__is_the_same_draft_again(vault: Vault, clock: FixedClock) -> None:
    entry_id = kept(vault, clock)
    draft: Draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title="", body="Worded anew")
    before = load_draft(vault, draft.id)
    trash.move_to_trash(vault, clock, entry_id)

    trash.put_back(vault, entry_id)

    assert load_draft(vault, DraftId(draft.id)) == before


def test_put_back__its_moment_and_draft_id_taken_since__stands_beside_with_its_own_words(
    vault: Vault, clock: FixedClock
) -> None:
    entry_id = kept(vault, clock, "First.")
    save_draft(vault, clock, edit_entry(vault, clock, entry_id).id, title="", body="Anew")
    trash.move_to_trash(vault, clock, entry_id)
    other = kept(vault, clock, "Second.")
    start_draft(vault, clock, body="Another page")

    trash.put_back(vault, entry_id)

    first, second = load_entry(vault, entry_id), load_entry(vault, other)
    assert other != entry_id
    assert first.sort_key == second.sort_key + 1
    assert (first.body, second.body) == ("First.", "Second.")
    assert edit_entry(vault, clock, entry_id).body == "Anew"


def test_put_back__the_same_page_brought_into_both_places_by_a_rescue__keeps_both(
    vault: Vault, clock: FixedClock
) -> None:
    entry_id = kept(vault, clock, "Twice.")
    with vault.write() as connection:
        columns = "id, uid, sort_key, written_at, zone, written_on, title, body, asked_id, origin, created_at"
        statement = f"INSERT INTO trashed_entry ({columns}, trashed_at) SELECT {columns}, 5 FROM entry"
        connection.execute(text(statement))

    moved = trash.move_to_trash(vault, clock, entry_id)
    for trashed in (entry_id, moved):
        trash.put_back(vault, trashed)

    assert moved != entry_id
    assert [entry.opening for entry in list_entries(vault).items] == ["Twice.", "Twice."]


def test_import_again__what_is_in_the_trash__is_known_and_does_not_come_in_twice(
    vault: Vault, clock: FixedClock
) -> None:
    at = clock.now()
    entry_id = add_entry(vault, clock, title="", body="Old.", written_at=at, zone="UTC", origin="old/1.md")
    trash.move_to_trash(vault, clock, entry_id)

    assert known_origins(vault, ["old/1.md", "old/2.md"]) == {"old/1.md"}
    with pytest.raises(JournalError) as refused:
        add_entry(vault, clock, title="", body="Old.", written_at=at, zone="UTC", origin="old/1.md")
    assert refused.value.code is JournalProblem.ALREADY_IMPORTED


def test_list_trash__more_than_a_page__goes_on_where_it_left_off(vault: Vault, clock: FixedClock) -> None:
    ids = [kept(vault, clock, f"Page {number}.") for number in range(7)]
    for entry_id in ids:
        trash.move_to_trash(vault, clock, entry_id)
        clock.moment += timedelta(hours=entry_id % 2)  # some are moved at one moment

    found, before = [], None
    while True:
        page = trash.list_trash(vault, before=before, limit=2)
        found += [item.entry.id for item in page.items]
        if (before := page.next_before) is None:
            break

    assert found == ids[::-1]
    assert trash.count_trash(vault) == 7


def test_list_trash__a_page__says_when_it_goes(vault: Vault, clock: FixedClock) -> None:
    trash.move_to_trash(vault, clock, kept(vault, clock))

    [item] = trash.list_trash(vault).items

    assert item.trashed_at == clock.now()
    assert item.goes_at - item.trashed_at == timedelta(days=30)


def test_delete_due__before_and_after_thirty_days__takes_only_what_is_due_and_its_backups(
    vault: Vault, clock: FixedClock
) -> None:
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    clock.moment += timedelta(hours=1)
    early = kept(vault, clock, "Early.")
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    trash.move_to_trash(vault, clock, early)
    clock.moment += timedelta(days=1)
    late = kept(vault, clock, "Late.")
    trash.move_to_trash(vault, clock, late)

    clock.moment += timedelta(days=29) - timedelta(seconds=1)
    assert trash.delete_due(vault, clock) is None
    clock.moment += timedelta(seconds=1)
    assert purged(vault, clock, trash.delete_due(vault, clock)) == [2]
    assert waiting(vault) == [late]


def test_delete_due__clock_turned_back__takes_nothing(vault: Vault, clock: FixedClock) -> None:
    trash.move_to_trash(vault, clock, kept(vault, clock))
    clock.moment -= timedelta(days=4000)

    assert trash.delete_due(vault, clock) is None
    assert trash.count_trash(vault) == 1


def test_delete_trashed__then_the_backups__no_copy_in_the_decrypted_file_or_any_backup(
    vault: Vault, clock: FixedClock, data_key: bytes, asked: Asked, decrypted: Callable[[Vault], bytes], tmp_path: Path
) -> None:
    draft = start_draft(vault, clock, asked=asked)
    body = f"Once {CANARY} and again {CANARY}\n" + f"{CANARY} " * 2000
    save_draft(vault, clock, draft.id, title=CANARY, body=body)
    entry_id = keep_draft(vault, clock, draft.id)
    save_draft(vault, clock, edit_entry(vault, clock, entry_id).id, title="", body=f"changed {CANARY}")
    plum = kept(vault, clock, "plum jam")
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    trash.move_to_trash(vault, clock, entry_id)
    clock.moment += timedelta(hours=1)
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)

    assert purged(vault, clock, trash.delete_trashed(vault, entry_id)) == [1, 2]

    plain = decrypted(vault)
    assert b"plum jam" in plain
    assert CANARY.encode() not in plain
    assert CANARY[:8].encode() not in plain
    [fresh] = list_snapshots(vault.folder)
    prelude, _sealed = extract_database(fresh.path, tmp_path / "out.db", data_key)
    with opened_to_read(tmp_path / "out.db", data_key, prelude.header.salt) as driver:
        assert driver.execute("SELECT id FROM entry").fetchall() == [(plum,)]
        assert driver.execute("SELECT count(*) FROM trashed_entry").fetchone() == (0,)
    assert verify_open_vault(vault).is_sound


def test_delete_all_trashed__some_and_none__says_since_when_backups_hold_them(vault: Vault, clock: FixedClock) -> None:
    assert trash.delete_all_trashed(vault) is None
    for number in range(3):
        trash.move_to_trash(vault, clock, kept(vault, clock, f"Page {number}."))
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)

    assert purged(vault, clock, trash.delete_all_trashed(vault)) == [1]
    assert trash.count_trash(vault) == 0


def test_trash__guest_session__moves_and_puts_back_in_memory(clock: FixedClock) -> None:
    guest = open_guest()
    entry_id = kept(guest, clock)
    trash.move_to_trash(guest, clock, entry_id)
    assert trash.put_back(guest, entry_id) == entry_id
    assert load_entry(guest, entry_id).body == "Once upon a time."
    guest.close()


@pytest.mark.parametrize("way", ["there", "back"])
def test_moving__fails_half_way__leaves_the_page_where_it_was(
    tmp_path: Path, data_key: bytes, clock: FixedClock, way: str
) -> None:
    """What kill -9 leaves is what was committed: so a failing last statement must undo the first."""
    vault = create_with_data_key(tmp_path / "halfway", data_key)
    entry_id = kept(vault, clock, f"With {CANARY}.")
    if way == "back":
        trash.move_to_trash(vault, clock, entry_id)
    before, table = rows(vault), "entry" if way == "there" else "trashed_entry"
    with vault.write() as connection:
        refuse = f"CREATE TRIGGER no BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
        connection.execute(text(refuse))

    with pytest.raises(VaultError) as failed:
        trash.move_to_trash(vault, clock, entry_id) if way == "there" else trash.put_back(vault, entry_id)
    vault.close()

    assert failed.value.problem is VaultProblem.UNEXPECTED
    again = open_with_data_key(tmp_path / "halfway", data_key)
    assert rows(again) == before
    assert verify_open_vault(again).is_sound
    again.close()
