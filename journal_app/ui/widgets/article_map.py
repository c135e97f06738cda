"""Say where a place in an article stands on the page that shows it, and the way back.

An article counts code points in its raw text; the page leaves the site's furniture out, begins every paragraph in a
block of its own, and counts UTF-16 units as Qt does.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_TO_SPACE = dict.fromkeys(map(ord, "\n\r\u2028\u2029\ufdd0\ufdd1"), " ")


class ParagraphLike(Protocol):
    """A paragraph to show: code points of the raw text, end exclusive; kind is "heading" or "body"."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def kind(self) -> str:
        """What it is."""


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """One paragraph as the page shows it: `text` has a space for each line break, so both sides count alike."""

    start: int
    end: int
    place: int
    text: str
    is_heading: bool


class ArticleMap:
    """The paragraphs of one article and both ways between its code points and the page's UTF-16 positions."""

    def __init__(self, text: str, paragraphs: Sequence[ParagraphLike]) -> None:
        shown: list[ShownParagraph] = []
        place = 0
        for paragraph in sorted(paragraphs, key=lambda one: one.start):
            words = text[paragraph.start : paragraph.end].translate(_TO_SPACE)
            is_heading = str(paragraph.kind) == "heading"
            shown.append(ShownParagraph(paragraph.start, paragraph.end, place, words, is_heading))
            place += _units(words) + 1
        self.paragraphs = tuple(shown)
        self._starts = [one.start for one in shown]
        self._places = [one.place for one in shown]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the UTF-16 positions (end exclusive) of a passage; None when nothing of it is shown.

        What lies in furniture is cut off at the edge of the nearest paragraph inside the passage.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        while first < len(self.paragraphs) and self.paragraphs[first].end <= start:
            first += 1
        last = bisect_right(self._starts, end - 1) - 1
        if first > last:
            return None
        head, tail = self.paragraphs[first], self.paragraphs[last]
        return _place_in(head, max(start, head.start)), _place_in(tail, min(end, tail.end))

    def code_point(self, position: int) -> int:
        """Return the code point of the raw text that stands at a position of the page."""
        if not self.paragraphs:
            return 0
        paragraph = self.paragraphs[max(bisect_right(self._places, position) - 1, 0)]
        left = position - paragraph.place
        for index, letter in enumerate(paragraph.text):
            if left <= 0:
                return paragraph.start + index
            left -= 2 if letter > "\uffff" else 1
        return paragraph.end


def _place_in(paragraph: ShownParagraph, code_point: int) -> int:
    return paragraph.place + _units(paragraph.text[: code_point - paragraph.start])


def _units(text: str) -> int:
    """Return how many UTF-16 units Qt counts."""
    return len(text) + (0 if text.isascii() else sum(letter > "\uffff" for letter in text))
