"""Tags and links typed in a page: the rows beside it are what a naive scan of its words finds."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry, list_entries, load_entry
from journal_app.journal.links import LinkState, entries_linking_to, follow_links
from journal_app.journal.markup import Target, write_reference
from journal_app.journal.trash import delete_trashed, move_to_trash, put_back
from journal_app.journal.typed import fold_tag
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault, create_with_data_key


@pytest.fixture(scope="module")
def shared() -> Iterator[Vault]:
    with TemporaryDirectory() as folder:
        vault = create_with_data_key(Path(folder) / "vault", bytes(range(32)))
        yield vault
        vault.close()


def keep(vault: Vault, clock: FixedClock, body: str, title: str = "") -> EntryId:
    return add_entry(vault, clock, title=title, body=body, written_at=clock.now(), zone="Europe/London")


def change(vault: Vault, clock: FixedClock, entry_id: EntryId, body: str) -> None:
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title=draft.title, body=body)
    keep_draft(vault, clock, draft.id)


def tag_names(vault: Vault) -> list[str]:
    with vault.read() as connection:
        return sorted(connection.execute(select(schema.tag.c.name)).scalars())


names = st.sampled_from(["garden", "Garden", "café", "cafe\u0301", "work/plans", "x1"])
pages = st.lists(names.map(lambda name: f"#{name}") | st.sampled_from(["word", "#1", "a#b", "# head"]), max_size=6)


@settings(max_examples=40, deadline=None)
@given(title=pages, first=pages, second=pages)
def test_typed_tags__kept_and_changed__are_those_of_a_naive_scan(
    shared: Vault, title: list[str], first: list[str], second: list[str]
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, tzinfo=UTC))
    entry_id = keep(shared, clock, " ".join(["A page", *first]), " ".join(title))
    scans = []
    for body in (first, second):
        change(shared, clock, entry_id, " ".join(["Words", *body]))
        scans.append({fold_tag(tag.name) for tag in load_entry(shared, entry_id).tags})
    delete_entry(shared, entry_id)

    def naive(words: list[str]) -> set[str]:
        return {fold_tag(word[1:]) for word in words if word[0] == "#" and word not in ("#1", "# head")}

    assert scans == [naive(title + first), naive(title + second)]
    assert tag_names(shared) == []


def test_typed_tag__written_twice_in_two_ways__is_one_by_its_first_name(vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, "#Garden and #garden")
    keep(vault, clock, "#GARDEN")

    assert tag_names(vault) == ["Garden"]
    assert [entry.tags for entry in list_entries(vault).items] == [("Garden",), ("Garden",)]


def test_tag__of_an_entry_deleted_for_good__leaves_no_name_behind(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "About #secret")
    move_to_trash(vault, clock, entry_id)
    waiting = tag_names(vault)

    delete_trashed(vault, entry_id)

    assert (waiting, tag_names(vault)) == (["secret"], [])


def test_links__to_pages_kept_trashed_and_gone__say_so(vault: Vault, clock: FixedClock) -> None:
    target = keep(vault, clock, "The first day", "Start")
    other = keep(vault, clock, "Another")
    uid, other_uid, none = load_entry(vault, target).uid, load_entry(vault, other).uid, "0" * 32
    body = " ".join(write_reference(Target.ENTRY, each, "there") for each in (uid, other_uid, none))
    source = keep(vault, clock, body)
    move_to_trash(vault, clock, other)

    ends = follow_links(vault, [uid, other_uid, none])

    assert [ends[each].state for each in (uid, other_uid, none)] == [
        LinkState.KEPT,
        LinkState.IN_TRASH,
        LinkState.GONE,
    ]
    assert [entry.id for entry in entries_linking_to(vault, uid)] == [source]


def test_links__of_a_page_to_itself__are_none_that_lead_there(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "Start")
    uid = load_entry(vault, entry_id).uid
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title="", body=write_reference(Target.ENTRY, uid, "here"))

    keep_draft(vault, clock, draft.id)

    assert entries_linking_to(vault, uid) == ()


def test_links__their_page_in_the_trash_and_back__are_counted_only_while_it_is_kept(
    vault: Vault, clock: FixedClock
) -> None:
    target = keep(vault, clock, "The first day")
    uid = load_entry(vault, target).uid
    source = keep(vault, clock, write_reference(Target.ENTRY, uid, "there"))

    move_to_trash(vault, clock, source)
    away = entries_linking_to(vault, uid)
    put_back(vault, source)
    back = entries_linking_to(vault, uid)
    change(vault, clock, source, "No link any more")

    assert (away, [entry.id for entry in back], entries_linking_to(vault, uid)) == ((), [source], ())
