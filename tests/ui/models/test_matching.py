"""Finding by a few letters: plain rules, the best first."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.ui.models.matching import Rank, best_first, fold, rank


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("", "Today", Rank.BEGINNING),
        ("tod", "Today", Rank.BEGINNING),
        ("TÓD", "today", Rank.BEGINNING),
        ("journal search", "Search your journal", Rank.WORDS),
        ("comp", "Self-compassion", Rank.WORDS),
        ("self-comp", "On self-compassion", Rank.INSIDE),
        ("ettin", "Settings", Rank.INSIDE),
        ("stg", "Settings", None),
        ("search trash", "Search your journal", None),
    ],
)
def test_rank__words_typed__fit_by_plain_rules(typed: str, text: str, expected: Rank | None) -> None:
    assert rank(fold(typed), fold(text)) is expected


def test_rank__only_in_the_further_words__fits_by_their_beginning() -> None:
    assert rank("read", "the cost of silence", "reading") is Rank.MORE
    assert rank("read cost", "the cost of silence", "reading") is Rank.MORE
    assert rank("eading", "the cost of silence", "reading") is None


def test_best_first__beginning_words_inside__in_that_order_and_alike_as_they_came() -> None:
    things = ["A note on the past", "Beside the note", "Keynote", "Note, a second", "Note, a first"]

    found = best_first("note", things, lambda thing: (fold(thing), ""))

    assert found == ["Note, a second", "Note, a first", "A note on the past", "Beside the note", "Keynote"]


@given(st.text())
def test_fold__any_text__is_folded_once_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_rank__a_text_by_itself_however_composed__fits_best(text: str) -> None:
    assert rank(fold(unicodedata.normalize("NFD", text)), fold(unicodedata.normalize("NFC", text))) is Rank.BEGINNING


def test_fold__every_letter_that_folds__is_folded_once_for_all() -> None:
    letters = (chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)
    changing = [one for one in letters if unicodedata.decomposition(one) or one.casefold() != one]

    assert len(changing) > 5000
    assert [one for one in changing if fold(fold(one)) != fold(one)] == []
    assert fold("𝑨") == "a"
