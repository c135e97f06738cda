"""Both search indexes stay in step with the entries through any order of adding, changing, moving and deleting."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from journal_app.journal.dating import redate_entry
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry
from journal_app.journal.marks import set_starred
from journal_app.journal.search import search_entries
from journal_app.journal.trash import move_to_trash, put_back
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.index_merging import merge_indexes
from journal_app.vault.vault import Vault

WORDS = ("plum", "fig", "pear", "quince", "medlar")
RUNS = ("東京", "京都", "ภาษา", "한글")
texts = st.lists(st.sampled_from([*WORDS, *RUNS, "🫖", "naïve"]), min_size=1, max_size=8).map(" ".join)
deeds = st.sampled_from(["add", "edit", "redate", "trash", "put back", "delete", "merge"])
operations = st.lists(st.tuples(deeds, st.integers(0, 50), texts), max_size=25)


class Journal:
    """The entries as they should be found, beside the vault that is changed in the same way."""

    def __init__(self, vault: Vault, clock: FixedClock) -> None:
        self._vault, self._clock = vault, clock
        self.kept: dict[EntryId, str] = {}
        self.trashed: dict[EntryId, str] = {}

    def do(self, what: str, number: int, text: str) -> None:
        at = datetime(1969, 12, 20, tzinfo=UTC) + timedelta(days=number)
        if what == "merge":
            for _ in merge_indexes(self._vault):
                pass
        elif what == "put back" and self.trashed:
            entry_id = sorted(self.trashed)[number % len(self.trashed)]
            self.kept[put_back(self._vault, entry_id)] = self.trashed.pop(entry_id)
        elif what == "add" or not self.kept:
            made = add_entry(self._vault, self._clock, title="", body=text, written_at=at, zone="UTC")
            self.kept[made] = text
        else:
            self._change(what, sorted(self.kept)[number % len(self.kept)], at, text)

    def _change(self, what: str, entry_id: EntryId, at: datetime, text: str) -> None:
        if what == "edit":
            draft = edit_entry(self._vault, self._clock, entry_id)
            save_draft(self._vault, self._clock, draft.id, title="t", body=text)
            keep_draft(self._vault, self._clock, draft.id)
            self.kept[entry_id] = text
        elif what == "redate":
            redate_entry(self._vault, entry_id, at.replace(tzinfo=None), "UTC")
        elif what == "trash":
            self.trashed[move_to_trash(self._vault, self._clock, entry_id)] = self.kept.pop(entry_id)
        else:
            delete_entry(self._vault, entry_id)
            del self.kept[entry_id]


@given(operations)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_indexes__after_any_operations__are_whole_and_find_exactly_the_entries(
    vault: Vault, clock: FixedClock, steps: list[tuple[str, int, str]]
) -> None:
    journal = Journal(vault, clock)
    for what, number, text in steps:
        journal.do(what, number, text)

    assert_indexes_are_whole(vault)
    for word in (*WORDS, *RUNS, "京", "naive"):
        found = {hit.entry.id for hit in search_entries(vault, f'"{word}"', limit=200).items}
        assert found == {entry_id for entry_id, body in journal.kept.items() if word in body.replace("ï", "i")}
    with vault.read() as connection:
        grams = connection.execute(select(func.count()).select_from(schema.entry_gram)).scalar_one()
    assert grams == sum(any(run in body for run in RUNS) for body in journal.kept.values())
    for entry_id in journal.trashed:
        journal.kept[put_back(vault, entry_id)] = ""
    for entry_id in journal.kept:
        delete_entry(vault, entry_id)


def assert_indexes_are_whole(vault: Vault) -> None:
    with vault.write() as connection:
        for name in ("entry_words", "gram_words"):
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("tea", "rain"),
        ("tea rain", '"rain tea" tea'),
        ("tea -rain", "rain -tea"),
        ("東京", "京都"),
        ("tea before:2026-02-01", "rain before:2025-03-04"),
        ("tea after:2026-02-01 is:starred", "rain after:2025-03-04 is:starred"),
        ("tea tag:one", "rain tag:two"),
        ("tag:one", "tag:two"),
        ("is:starred", "is:starred"),
        ("before:2026-02-01 -tea", "before:2025-03-04 -rain"),
    ],
)
def test_search__asked_the_same_way_again__needs_no_statement_put_together_anew(
    vault: Vault, clock: FixedClock, first: str, other: str
) -> None:
    for words in (*WORDS, *RUNS):
        body = f"{words} rain tea #one #two"
        entry_id = add_entry(vault, clock, title="", body=body, written_at=clock.now(), zone="UTC")
        set_starred(vault, entry_id, True)
    compiled: dict[object, object] = {}
    vault.engine.update_execution_options(compiled_cache=compiled)
    search_entries(vault, first)
    known = set(compiled)

    search_entries(vault, other)

    assert known
    assert set(compiled) == known
