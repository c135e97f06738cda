"""History: each Done that changes an entry keeps the wording before, restoring is exact, deleting leaves nothing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.journal import trash
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.history import (
    VersionId,
    delete_version_rows,
    list_versions,
    load_version,
    restore_version,
)
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault, create_with_data_key

CANARY = "zanzibarquince"


@pytest.fixture(scope="module")
def shared() -> Iterator[Vault]:
    with TemporaryDirectory() as folder:
        vault = create_with_data_key(Path(folder) / "vault", bytes(range(32)))
        yield vault
        vault.close()


def keep(vault: Vault, clock: FixedClock, body: str, title: str = "") -> EntryId:
    return add_entry(vault, clock, title=title, body=body, written_at=clock.now(), zone="Europe/London")


def change(vault: Vault, clock: FixedClock, entry_id: EntryId, body: str, title: str = "") -> None:
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title=title, body=body)
    keep_draft(vault, clock, draft.id)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=80)
pages = st.tuples(texts, texts.map(lambda body: f"w{body}"))


@settings(max_examples=40, deadline=None)
@given(wordings=st.lists(pages, min_size=1, max_size=5), chosen=st.integers(0, 4))
def test_restore__any_wording__is_exact_and_loses_none(
    shared: Vault, wordings: list[tuple[str, str]], chosen: int
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, tzinfo=UTC))
    (title, body), *later = wordings
    entry_id = keep(shared, clock, body, title)
    for title, body in later:
        clock.moment += timedelta(hours=1)
        change(shared, clock, entry_id, body, title)
    versions = list_versions(shared, entry_id)
    stored = [load_version(shared, version.id) for version in reversed(versions)]
    told = [(version.title, version.body) for version in stored]
    distinct = [page for place, page in enumerate(wordings) if place == 0 or page != wordings[place - 1]]
    assert told == distinct[:-1]

    if stored:
        wanted = stored[chosen % len(stored)]
        has_changed = restore_version(shared, clock, wanted.id)
        restored = load_entry(shared, entry_id)
        assert (restored.title, restored.body) == (wanted.title, wanted.body)
        assert has_changed == ((wanted.title, wanted.body) != distinct[-1])
        assert len(list_versions(shared, entry_id)) == len(stored) + has_changed
    delete_entry(shared, entry_id)


def test_keep_draft__nothing_changed__makes_no_version(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "As it was")

    change(vault, clock, entry_id, "As it was")

    assert (list_versions(vault, entry_id), load_entry(vault, entry_id).edited_at) == ((), None)


def test_list_versions__clock_set_back__keeps_the_order_of_events(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "one")
    for body in ("two", "three"):
        clock.moment -= timedelta(days=1)
        change(vault, clock, entry_id, body)

    versions = list_versions(vault, entry_id)

    assert [load_version(vault, version.id).body for version in versions] == ["two", "one"]


def test_restore__words_and_tags__are_found_again_and_the_present_ones_no_more(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "A lantern #old")
    change(vault, clock, entry_id, "A candle #new")

    restore_version(vault, clock, list_versions(vault, entry_id)[0].id)

    assert [len(search_entries(vault, word).items) for word in ("lantern", "candle")] == [1, 0]
    assert [tag.name for tag in load_entry(vault, entry_id).tags] == ["old"]


def test_restore__gone_or_of_a_page_in_the_trash__is_refused(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "one")
    change(vault, clock, entry_id, "two")
    [version] = list_versions(vault, entry_id)
    trash.move_to_trash(vault, clock, entry_id)

    codes = []
    for version_id in (version.id, VersionId(99)):
        with pytest.raises(JournalError) as caught:
            restore_version(vault, clock, version_id)
        codes.append(caught.value.code)

    assert codes == [JournalProblem.ENTRY_NOT_FOUND, JournalProblem.VERSION_NOT_FOUND]


def test_trash__and_back__keeps_the_history(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "one")
    change(vault, clock, entry_id, "two")
    before = list_versions(vault, entry_id)

    trash.move_to_trash(vault, clock, entry_id)
    trash.put_back(vault, entry_id)

    assert list_versions(vault, entry_id) == before


@pytest.mark.parametrize("through_trash", [False, True])
def test_deletion__of_an_entry_with_versions_and_tags__leaves_none_in_the_decrypted_file(
    vault: Vault, clock: FixedClock, decrypted: Callable[[Vault], bytes], through_trash: bool
) -> None:
    entry_id = keep(vault, clock, f"first {CANARY} #tag{CANARY}")
    for body in (f"second {CANARY}", "third"):
        change(vault, clock, entry_id, body)

    if through_trash:
        trash.move_to_trash(vault, clock, entry_id)
        trash.delete_trashed(vault, entry_id)
    else:
        delete_entry(vault, entry_id)

    assert CANARY.encode() not in decrypted(vault)


def test_delete_version_rows__some__are_in_the_file_no_more_and_the_entry_stays(
    vault: Vault, clock: FixedClock, decrypted: Callable[[Vault], bytes]
) -> None:
    entry_id = keep(vault, clock, f"first {CANARY}")
    change(vault, clock, entry_id, "second")

    assert delete_version_rows(vault, entry_id) == 1

    assert CANARY.encode() not in decrypted(vault)
    assert (load_entry(vault, entry_id).body, list_versions(vault, entry_id)) == ("second", ())
