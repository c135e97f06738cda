"""Find a quote again in an article whose text has moved, and say how sure that is.

The ladder of content.md: exact at its old start → exact and there only once → exact with the best prefix and suffix,
nearest the old start → the same with white space and quote marks folded → orphan. There is no fuzzy rung: a quote is
never shown as something it is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from journal_app.content.model import TextPositionSelector, TextQuoteSelector


class AnchorState(StrEnum):
    """How a quote was found: EXACT where it stood, MOVED word for word, FOLDED ("text has changed"), or not: ORPHAN."""

    EXACT = "exact"
    MOVED = "moved"
    FOLDED = "folded"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a quote stands now; `position` is None for an orphan only."""

    state: AnchorState
    position: TextPositionSelector | None


ORPHAN = Anchored(AnchorState.ORPHAN, None)

_SINGLE = "'\u2018\u2019\u201a\u201b\u2032`\u00b4"
_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'
_QUOTE_MARKS = {ord(mark): "'" for mark in _SINGLE} | {ord(mark): '"' for mark in _DOUBLE}


def reanchor(text: str, quote: TextQuoteSelector, position: TextPositionSelector) -> Anchored:
    """Return where the quote stands in this text (code points) and how it was found."""
    if not quote.exact:
        return ORPHAN
    if position.start >= 0 and text.startswith(quote.exact, position.start):
        return _found(AnchorState.EXACT, position.start, position.start + len(quote.exact))
    if (start := _best_start(text, quote, position.start)) is not None:
        return _found(AnchorState.MOVED, start, start + len(quote.exact))
    return _reanchor_folded(text, quote, position)


def _reanchor_folded(text: str, quote: TextQuoteSelector, position: TextPositionSelector) -> Anchored:
    folded, origins = _fold(text)
    exact = _fold(quote.exact)[0].strip()
    if not exact:
        return ORPHAN
    wanted = TextQuoteSelector(exact, _fold(quote.prefix)[0], _fold(quote.suffix)[0])
    old_start = len(_fold(text[: max(0, position.start)])[0])
    start = _best_start(folded, wanted, old_start)
    if start is None:
        return ORPHAN
    return _found(AnchorState.FOLDED, origins[start], origins[start + len(exact) - 1] + 1)


def _best_start(text: str, quote: TextQuoteSelector, old_start: int) -> int | None:
    """Return the start of the occurrence with most of prefix and suffix around it; then nearest, then first."""
    starts = _occurrences(text, quote.exact)
    return min(starts, key=lambda at: (-_context(text, quote, at), abs(at - old_start), at), default=None)


def _occurrences(text: str, exact: str) -> Iterator[int]:
    at = text.find(exact)
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def _context(text: str, quote: TextQuoteSelector, at: int) -> int:
    """Count the letters of the prefix and the suffix that stand next to an occurrence without a break."""
    before = text[max(0, at - len(quote.prefix)) : at]
    end = at + len(quote.exact)
    after = text[end : end + len(quote.suffix)]
    return _same_start(before[::-1], quote.prefix[::-1]) + _same_start(after, quote.suffix)


def _same_start(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the text with runs of white space as one space and quote marks plain, and where each letter came from."""
    letters: list[str] = []
    origins: list[int] = []
    for index, letter in enumerate(text):
        plain = " " if letter.isspace() else _QUOTE_MARKS.get(ord(letter), letter)
        if plain == " " and letters and letters[-1] == " ":
            continue
        letters.append(plain)
        origins.append(index)
    return "".join(letters), origins


def _found(state: AnchorState, start: int, end: int) -> Anchored:
    return Anchored(state, TextPositionSelector(start, end))
