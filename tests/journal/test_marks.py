"""Marks and linked passages: what a person puts beside an entry, shown with it, undone to the same rows."""

from collections.abc import Callable

import pytest

from journal_app.content.model import ArticleId, PassageId
from journal_app.journal.asked import Asked
from journal_app.journal.beside import NO_MARKS, Marks
from journal_app.journal.entries import EntryId, add_entry, entries_about, list_entries, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.linked_passages import link_passage, put_link_back, unlink_passage
from journal_app.journal.marks import set_language, set_left_out, set_marks, set_starred
from journal_app.journal.trash import load_trashed, move_to_trash, put_back
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

Rows = Callable[[Vault], dict[str, list[tuple[object, ...]]]]


def keep(vault: Vault, clock: FixedClock, asked: Asked | None = None) -> EntryId:
    return add_entry(vault, clock, title="", body="x", written_at=clock.now(), zone="Europe/London", asked=asked)


def test_marks__set_one_after_another__are_on_the_entry_and_in_the_list(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock)

    before = [set_starred(vault, entry_id, True), set_left_out(vault, entry_id, True)]
    set_language(vault, entry_id, "de_DE")

    entry, [summary] = load_entry(vault, entry_id), list_entries(vault).items
    assert before == [NO_MARKS, Marks(is_starred=True)]
    assert (entry.is_starred, entry.is_left_out, entry.language) == (True, True, "de_DE")
    assert (summary.is_starred, summary.is_left_out, summary.language) == (True, True, "de_DE")


def test_set_marks__those_before__give_the_same_rows(vault: Vault, clock: FixedClock, all_rows: Rows) -> None:
    entry_id = keep(vault, clock)
    rows = all_rows(vault)

    set_marks(vault, entry_id, set_starred(vault, entry_id, True))

    assert all_rows(vault) == rows


def test_marks__in_the_trash_and_back__stay(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock)
    set_starred(vault, entry_id, True)

    move_to_trash(vault, clock, entry_id)
    there = load_trashed(vault, entry_id).is_starred
    put_back(vault, entry_id)

    assert (there, load_entry(vault, entry_id).is_starred) == (True, True)


def test_set_starred__gone__is_refused(vault: Vault) -> None:
    with pytest.raises(JournalError) as caught:
        set_starred(vault, EntryId(1), True)
    assert caught.value.code is JournalProblem.ENTRY_NOT_FOUND


def test_link_passage__by_hand__is_shown_and_counted_once_beside_what_was_asked(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    free, answer = keep(vault, clock), keep(vault, clock, asked)
    passage = asked.passages[1]

    was_new = [link_passage(vault, clock, free, passage), link_passage(vault, clock, free, passage)]
    link_passage(vault, clock, answer, passage)

    [linked] = load_entry(vault, free).linked_passages
    assert (was_new, linked.passage, linked.linked_at) == ([True, False], passage, clock.now())
    assert [entry.id for entry in entries_about(vault, ArticleId("a1"))] == [answer, free]
    assert [entry.id for entry in entries_about(vault, ArticleId("a1"), PassageId("p1"))] == [answer, free]
    assert [entry.id for entry in entries_about(vault, ArticleId("a2"))] == [answer]


def test_linked_passage__its_page_in_the_trash__is_not_counted(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    entry_id = keep(vault, clock)
    link_passage(vault, clock, entry_id, asked.passages[0])

    move_to_trash(vault, clock, entry_id)

    assert entries_about(vault, ArticleId("a2")) == ()
    assert len(load_trashed(vault, entry_id).linked_passages) == 1


def test_unlink__and_back__gives_the_same_rows(vault: Vault, clock: FixedClock, asked: Asked, all_rows: Rows) -> None:
    entry_id = keep(vault, clock)
    link_passage(vault, clock, entry_id, asked.passages[0])
    rows = all_rows(vault)

    put_link_back(vault, entry_id, unlink_passage(vault, entry_id, PassageId("p2")))

    assert all_rows(vault) == rows
    with pytest.raises(JournalError):
        unlink_passage(vault, entry_id, PassageId("p1"))
