"""What is looked up: the words of prose, letter for letter where they stand, and nothing else of a line."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal_app.ui.spelling.words import is_taught, script_of, taught_like, word_at, words_of


def texts(line: str) -> list[str]:
    return [word.text for word in words_of(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It was teh end.", ["It", "was", "teh", "end"]),
        ("self-compassion—and rest…", ["self", "compassion", "and", "rest"]),
        ("‘Don’t,’ she said. 'isn't'", ["Don’t", "she", "said", "isn't"]),
        ("**Definately** a _freind_", ["Definately", "freind"]),
        ("run `codde here` then ``a ` b`` on", ["run", "then", "on"]),
        ("an open ` tick is prose", ["an", "open", "tick", "is", "prose"]),
        ("see [the artcle](https://exampel.com/foo) now", ["see", "the", "artcle", "now"]),
        ("![the gardn](attachment:0123abcd) grew", ["the", "gardn", "grew"]),
        ("at https://exampel.com/wrng, www.exampel.org or me@exampel.com today", ["at", "or", "today"]),
        ("a #wellbeeing/slow day", ["day"]),
        ("3rd x2 2026 1st day", ["day"]),
        ("NHS and WhatsApp and iPhone help", ["and", "and", "help"]),
        ("<b>boldd</b> word", ["boldd", "word"]),
        ("love😀 and ❤ joy", ["and", "joy"]),
        ("e\u0301tude na\u00efve", ["e\u0301tude", "na\u00efve"]),
        ("नमस्ते שלום", ["नमस्ते", "שלום"]),
        ("", []),
    ],
)
def test_words_of__line__gives_what_a_dictionary_can_judge(line: str, expected: list[str]) -> None:
    assert texts(line) == expected


@given(st.text())
@example("’’'a’")
@example("`" * 50)
def test_words_of__any_line__stand_where_they_say_in_order_and_apart(line: str) -> None:
    before = 0
    for word in words_of(line):
        assert line[word.start : word.end] == word.text
        assert before <= word.start < word.end
        before = word.end


@pytest.mark.parametrize(("place", "expected"), [(0, "teh"), (3, "teh"), (4, "end"), (9, None)])
def test_word_at__place__is_the_word_in_or_beside_it(place: int, expected: str | None) -> None:
    found = word_at("teh end. ", place)

    assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Aisling", True), ("Aisling’s", True), ("aisling", False), ("Gwtch", True), ("gwtch", True), ("gwtchs", False)],
)
def test_is_taught__own_word__also_as_a_sentence_begins_it_and_of_an_owner(word: str, expected: bool) -> None:
    assert is_taught(word, frozenset({"Aisling", "gwtch"})) is expected


@pytest.mark.parametrize(("word", "script"), [("Ärger", "LATIN"), ("дом", "CYRILLIC"), ("שלום", "HEBREW")])
def test_script_of__word__is_its_writing_system(word: str, script: str) -> None:
    assert script_of(word) == script


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Aislng", ("Aisling",)),
        ("aislnig", ("Aisling",)),
        ("Aislng’s", ("Aisling’s",)),
        ("gwtsh", ("gwtch",)),
        ("kettle", ()),
        ("", ()),
    ],
)
def test_taught_like__near_an_own_word__is_that_word(word: str, expected: tuple[str, ...]) -> None:
    assert taught_like(word, frozenset({"Aisling", "gwtch", "Tŷ"})) == expected
