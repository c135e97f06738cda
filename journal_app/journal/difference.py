"""How one wording became another: paragraph by paragraph, and inside those that changed, word by word.

Pure and bounded: a text of any length is compared in a time that stays short, at the price of a coarser answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_PARAGRAPHS = 2000
"""Paragraphs a side, after what is alike at both ends, up to which they are matched with each other."""

MOST_WORDS = 1500
"""Words a side up to which two paragraphs are compared word by word; longer ones are shown whole."""

_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|\s+|.", re.DOTALL)


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph before and after, () on the side that has none; its pieces together are it, letter for letter."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed in it."""
        return self.before == self.after


def compare(before: str, after: str) -> tuple[Row, ...]:
    """Return the paragraphs (lines) of both texts side by side, in order, with what changed in them."""
    old, new = before.split("\n"), after.split("\n")
    head = _alike(zip(old, new, strict=False))
    tail = _alike(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return (*_same(old[:head]), *middle, *_same(old[len(old) - tail :] if tail else []))


def _alike(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for old, new in pairs:
        if old != new:
            break
        count += 1
    return count


def _same(paragraphs: Sequence[str]) -> Iterator[Row]:
    for paragraph in paragraphs:
        pieces = _whole(Change.SAME, paragraph)
        yield Row(pieces, pieces)


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        yield from _replaced(old, new)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield from _same(old[start:end])
        else:
            yield from _replaced(old[start:end], new[new_start:new_end])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    both = min(len(old), len(new))
    for before, after in zip(old, new, strict=False):
        yield Row(*_words(before, after))
    for before in old[both:]:
        yield Row(_whole(Change.REMOVED, before), ())
    for after in new[both:]:
        yield Row((), _whole(Change.ADDED, after))


def _words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        is_same = before == after
        removed, added = (Change.SAME, Change.SAME) if is_same else (Change.REMOVED, Change.ADDED)
        return _whole(removed, before), _whole(added, after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        if tag == "equal":
            left.append(Piece(Change.SAME, gone))
            right.append(Piece(Change.SAME, come))
        else:
            left += _whole(Change.REMOVED, gone) if gone else ()
            right += _whole(Change.ADDED, come) if come else ()
    return tuple(left) or _whole(Change.SAME, ""), tuple(right) or _whole(Change.SAME, "")


def _whole(change: Change, text: str) -> tuple[Piece, ...]:
    return (Piece(change, text),)
