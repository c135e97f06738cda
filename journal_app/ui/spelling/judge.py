"""Says which words of a text are doubtful: the dictionary doesn't have them, the person didn't teach them."""

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtGui import QTextBlock

from journal_app.ui.spelling.lookup import Lookup
from journal_app.ui.spelling.words import Word, is_taught, script_of, taught_like, words_of
from journal_app.ui.widgets.block_state import begins_in_code, ends_in_code

LONGEST_PIECE = 4_000
"""Code points of a paragraph that are looked at in one go."""


class Judge:
    """Judges words by a lookup, the person's own words, and those passed over on this page."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._ignored: set[str] = set()
        self.own_words: frozenset[str] = frozenset()

    def ignore(self, word: str) -> None:
        """Pass a word over on this page."""
        self._ignored.add(word)

    def begin_page(self) -> None:
        """Forget what was passed over on the page before."""
        self._ignored.clear()

    def is_doubtful(self, word: str) -> bool | None:
        """Return whether a word is in doubt, None while that is not known."""
        if word in self._ignored or not self._lookup.can_judge(script_of(word)) or is_taught(word, self.own_words):
            return False
        known = self._lookup.knows(word)
        return None if known is None else not known

    def taught_like(self, word: str) -> tuple[str, ...]:
        """Return the person's own words that may be meant by a word; no dictionary suggests a name."""
        return taught_like(word, self.own_words)

    def look_up(self, words: list[Word]) -> bool:
        """Ask for those words of which nothing is known; say whether there were any."""
        unknown = [word.text for word in words if self.is_doubtful(word.text) is None]
        self._lookup.ask(unknown)
        return bool(unknown)


def words_in(block: QTextBlock, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a paragraph between two of Qt's places in it, those at a cut end left out; none of code.

    The words' own places are Qt's too, counted from the paragraph's start.
    """
    if begins_in_code(block) or ends_in_code(block):
        return []
    text = block.text()
    units = _units_before(text)
    first, last = (start, len(text) if end is None else end) if units is None else (_at(units, start), _at(units, end))
    piece = text[first:last]
    whole = (word for word in words_of(piece) if _is_whole(word, len(piece), first > 0, last < len(text)))
    return list(_in_qt_places(whole, first, units))


def words_of_line(line: str) -> list[Word]:
    """Return the words of a line that is no part of a page, with Qt's places of it."""
    return list(_in_qt_places(words_of(line), 0, _units_before(line)))


def _is_whole(word: Word, length: int, is_cut_before: bool, is_cut_after: bool) -> bool:
    return not (is_cut_before and word.start == 0) and not (is_cut_after and word.end == length)


def _units_before(text: str) -> list[int] | None:
    """Return Qt's place of each code point and of the end; None where both are the same."""
    if text.isascii() or max(text) <= "\uffff":
        return None
    places = [0]
    for letter in text:
        places.append(places[-1] + (2 if letter > "\uffff" else 1))
    return places


def _at(units: list[int], place: int | None) -> int:
    """Return the code point at one of Qt's places."""
    return len(units) - 1 if place is None else min(bisect_left(units, place), len(units) - 1)


def _in_qt_places(words: Iterator[Word], first: int, units: list[int] | None) -> Iterator[Word]:
    for word in words:
        start, end = word.start + first, word.end + first
        yield Word(word.text, start, end) if units is None else Word(word.text, units[start], units[end])
