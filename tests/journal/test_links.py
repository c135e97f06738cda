"""Pages that can be linked to: the newest that meet a search, none of the trash, never the page itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from journal_app.content.load import load_pack
from journal_app.content.model import Pack
from journal_app.journal.entries import EntryId, add_entry, load_entry
from journal_app.journal.links import find_linkable
from journal_app.journal.tags import put_chip
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault.vault import Vault

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 3, 9)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(seeds_dir())


@pytest.fixture
def add(vault: Vault, clock: FixedClock) -> Callable[[int, str], EntryId]:
    def one(day: int, body: str) -> EntryId:
        at = NOON + timedelta(days=day)
        return add_entry(vault, clock, title="", body=body, written_at=at, zone="UTC")

    return one


def test_find_linkable__nothing_typed__is_the_newest_but_the_page_itself_and_the_trash(
    vault: Vault, clock: FixedClock, pack: Pack, add: Callable[[int, str], EntryId]
) -> None:
    first, second, itself, trashed = (add(day, f"Page {day}") for day in range(4))
    move_to_trash(vault, clock, trashed)

    found = find_linkable(vault, " ", pack=pack, today=TODAY, but=itself)

    assert [one.hit.entry.id for one in found] == [second, first]
    assert [one.uid for one in found] == [load_entry(vault, entry_id).uid for entry_id in (second, first)]


@pytest.mark.parametrize(("words", "days"), [("rain", [2, 0]), ("tag:garden", [1]), ("rain -sun", [0]), ("snow", [])])
def test_find_linkable__a_search__is_what_meets_it_newest_first(
    vault: Vault, pack: Pack, add: Callable[[int, str], EntryId], words: str, days: list[int]
) -> None:
    pages = [add(0, "Rain all day."), add(1, "Roses."), add(2, "Rain, then sun.")]
    put_chip(vault, pages[1], "garden")

    found = find_linkable(vault, words, pack=pack, today=TODAY)

    assert [one.hit.entry.id for one in found] == [pages[day] for day in days]


def test_find_linkable__more_than_the_limit__is_cut_after_the_page_itself_is_left_out(
    vault: Vault, pack: Pack, add: Callable[[int, str], EntryId]
) -> None:
    pages = [add(day, "Rain.") for day in range(5)]

    found = find_linkable(vault, "rain", pack=pack, today=TODAY, but=pages[4], limit=3)

    assert [one.hit.entry.id for one in found] == [pages[3], pages[2], pages[1]]
