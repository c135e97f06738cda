"""Own words and languages: kept in the vault, each word once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.marks import set_language
from journal_app.journal.private_preferences import PrivatePreferences, save_private_preferences
from journal_app.journal.spelling import (
    SpellingWishes,
    add_own_word,
    list_own_words,
    load_spelling_wishes,
    own_form,
    remove_own_word,
)
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


def test_add_own_word__several__are_kept_once_by_the_alphabet(vault: Vault) -> None:
    for word in ("Zora", "aisling", "Zora", "Bex"):
        add_own_word(vault, word)

    assert list_own_words(vault) == ("aisling", "Bex", "Zora")


@pytest.mark.parametrize(
    ("word", "kept"),
    [("Aisling’s", "Aisling"), ("Aisling's", "Aisling"), (" O’Brien ", "O'Brien"), ("Zoe\u0308", "Zo\u00eb")],
)
def test_add_own_word__written_in_another_way__is_kept_in_its_plain_form(vault: Vault, word: str, kept: str) -> None:
    assert add_own_word(vault, word) == (kept,)


@pytest.mark.parametrize("word", ["", "  ", "two words", "a\0b", "\ud800", "x" * 101])
def test_add_own_word__no_word__is_passed_over(vault: Vault, word: str) -> None:
    assert add_own_word(vault, word) == ()


def test_remove_own_word__one_of_two__leaves_the_other(vault: Vault) -> None:
    add_own_word(vault, "Aisling")
    add_own_word(vault, "Bex")

    assert remove_own_word(vault, "Aisling") == ("Bex",)
    assert remove_own_word(vault, "never there") == ("Bex",)


def test_wishes__of_an_entry_with_a_language__has_it_and_the_usual_one(vault: Vault) -> None:
    entry_id = add_entry(vault, CLOCK, title="", body="Heddiw", written_at=CLOCK.now(), zone="Europe/London")
    set_language(vault, entry_id, "cy_GB")
    save_private_preferences(vault, PrivatePreferences(spelling_language="en_GB", seed="s"))
    add_own_word(vault, "Aisling")

    assert load_spelling_wishes(vault, entry_id) == SpellingWishes(("Aisling",), "en_GB", "cy_GB")
    assert load_spelling_wishes(vault, EntryId(entry_id + 1)) == SpellingWishes(("Aisling",), "en_GB", "")
    assert load_spelling_wishes(vault, None) == SpellingWishes(("Aisling",), "en_GB", "")


@given(st.text())
def test_own_form__any_text__is_plain_already_the_second_time(text: str) -> None:
    assert own_form(own_form(text)) == own_form(text)
