"""W3C text selectors, and the way between code points and the UTF-16 units of Qt's documents and JavaScript.

https://www.w3.org/TR/annotation-model/#selectors: positions count Unicode code points, as Python does. A QString counts
UTF-16 units, two for each code point beyond U+FFFF. Positions are converted once, where text meets a Qt document.
"""

from journal_app.content.model import TextPositionSelector, TextQuoteSelector

CONTEXT = 32
"""Code points kept either side of a quote (`[anchoring] context`)."""

_LAST_OF_ONE_UNIT = "\uffff"


def make_selectors(
    text: str, start: int, end: int, context: int = CONTEXT
) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """Return both selectors of `text[start:end]`; prefix and suffix are shorter at the ends of the text.

    Raises:
        ValueError: the range is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no range {start}:{end} in a text of {len(text)}")
    quote = TextQuoteSelector(text[start:end], text[max(0, start - context) : start], text[end : end + context])
    return quote, TextPositionSelector(start, end)


def utf16_offsets(text: str, position: TextPositionSelector) -> tuple[int, int]:
    """Return where a position begins and ends in a QString of the same text."""
    start = position.start + _astral(text[: position.start])
    return start, start + (position.end - position.start) + _astral(text[position.start : position.end])


def code_point_offsets(text: str, start: int, end: int) -> TextPositionSelector:
    """Return the position of a QString's UTF-16 range; an edge inside a surrogate pair takes in the whole character."""
    first, _ = _code_points(text, start)
    last, is_inside_pair = _code_points(text, end)
    return TextPositionSelector(first, min(len(text), last + is_inside_pair))


def _astral(text: str) -> int:
    return 0 if text.isascii() else sum(letter > _LAST_OF_ONE_UNIT for letter in text)


def _code_points(text: str, units: int) -> tuple[int, bool]:
    """Return how many whole code points stand before a UTF-16 offset, and whether it falls inside a pair."""
    if text.isascii():
        return max(0, min(units, len(text))), False
    at = 0
    for index, letter in enumerate(text):
        width = 2 if letter > _LAST_OF_ONE_UNIT else 1
        if at + width > units:
            return index, at < units
        at += width
    return len(text), False
