"""Many entries put into the search index at once: found as if each had gone in by itself, or not there at all."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.journal.adding import add_entries
from journal_app.journal.entries import NewEntry, add_entry, list_entries
from journal_app.journal.errors import JournalError
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault.engine import raw
from journal_app.vault.index_at_once import words_indexed_at_once
from journal_app.vault.vault import Vault, create_with_data_key

CLOCK = SystemClock()
WORDS = st.lists(st.sampled_from(["tea", "rain", "café", "garden", "two", "cups", "über"]), min_size=1, max_size=6)
CHECK = "INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)"


def pages(*bodies: str) -> list[NewEntry]:
    return [NewEntry("", body, CLOCK.now(), "UTC") for body in bodies]


def objects(vault: Vault) -> set[tuple[str, str]]:
    with vault.read() as connection:
        return set(raw(connection).execute("SELECT name, sql FROM sqlite_master"))


def check_index(vault: Vault) -> None:
    with vault.write() as connection:
        raw(connection).execute(CHECK)


@given(before=st.lists(WORDS, max_size=3), after=st.lists(WORDS, max_size=3))
@settings(max_examples=25)
def test_words__added_at_once_and_one_by_one__are_found_alike(before: list[list[str]], after: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        one, many = (create_with_data_key(Path(folder) / name, bytes(32)) for name in ("one", "many"))
        for batch in (before, after):
            bodies = [" ".join(words) for words in batch]
            add_entries(many, CLOCK, pages(*bodies))
            for body in bodies:
                add_entry(one, CLOCK, title="", body=body, written_at=CLOCK.now(), zone="UTC")

        check_index(many)
        for word in ("tea", "rain", "cafe", "garden", "cu", "uber"):
            assert found(many, word) == found(one, word)
        one.close()
        many.close()


def test_words__a_batch_is_in__everything_of_the_database_is_as_before(vault: Vault) -> None:
    before = objects(vault)

    add_entries(vault, CLOCK, pages("tea and rain"))
    add_entry(vault, CLOCK, title="", body="later rain", written_at=CLOCK.now(), zone="UTC")

    assert objects(vault) == before
    assert len(search_entries(vault, "rain").items) == 2
    check_index(vault)


def test_words__one_entry_of_the_batch_is_refused__none_is_in_and_all_else_as_before(vault: Vault) -> None:
    before = objects(vault)

    with pytest.raises(JournalError):
        add_entries(vault, CLOCK, pages("tea", "rain\0"))

    assert objects(vault) == before
    assert list_entries(vault).items == ()
    assert search_entries(vault, "tea").items == ()
    check_index(vault)


def test_words__nothing_added__changes_nothing_that_is_found(vault: Vault) -> None:
    add_entries(vault, CLOCK, pages("tea"))

    with vault.write() as connection, words_indexed_at_once(connection):
        pass

    assert len(search_entries(vault, "tea").items) == 1
    check_index(vault)


def found(vault: Vault, word: str) -> list[str]:
    return sorted(hit.entry.opening for hit in search_entries(vault, word).items)
