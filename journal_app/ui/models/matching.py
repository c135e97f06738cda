"""Find by a few letters: plain, so that one sees why a line is there. Case and accents don't count, words come in any
order, and what begins like what was typed comes first.
"""

import unicodedata
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TypeVar

T = TypeVar("T")


class Rank(IntEnum):
    """How well a text fits what was typed, the best first."""

    BEGINNING = 0
    WORDS = 1
    MORE = 2
    INSIDE = 3


def fold(text: str) -> str:
    """Return a text as it is compared: no case, no accents, one space between words."""
    taken_apart = unicodedata.normalize("NFKD", text)  # first: a mathematical capital has a small letter only as “A”
    taken_apart = unicodedata.normalize("NFKD", taken_apart.casefold())
    plain = "".join(character for character in taken_apart if not unicodedata.combining(character))
    return " ".join(plain.split())


def rank(typed: str, text: str, more: str = "") -> Rank | None:
    """Return how well a text fits, None where it doesn't; all three as `fold` leaves them.

    Each word typed must be found: at its beginning, else at the beginning of words, else anywhere. `more` is found by
    the beginnings of its words only.
    """
    if text.startswith(typed):
        return Rank.BEGINNING
    words = typed.split()
    if not all(word in text or word in more for word in words):  # most texts; the rest is worth a closer look
        return None
    own, whole = f" {_words_only(text)}", f" {_words_only(text)} {_words_only(more)}"
    if all(f" {word}" in own for word in words):
        return Rank.WORDS
    if all(f" {word}" in whole for word in words):
        return Rank.MORE
    if all(f" {word}" in whole or word in text for word in words):
        return Rank.INSIDE
    return None


def best_first(typed: str, things: Iterable[T], words_of: Callable[[T], tuple[str, str]]) -> list[T]:
    """Return the things that fit what was typed, the best first, those alike in their own order; folded words."""
    wanted = fold(typed)
    ranked = [(found, thing) for thing in things if (found := rank(wanted, *words_of(thing))) is not None]
    return [thing for _, thing in sorted(ranked, key=lambda pair: pair[0])]


def _words_only(text: str) -> str:
    """Set a space where a word may begin after a mark, as in “(self-)compassion”."""
    return "".join(character if character.isalnum() else " " for character in text)
