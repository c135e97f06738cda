"""Paragraphs too long to be written in: Qt lays a paragraph out whole at every keystroke.

They are kept letter for letter. On screen they are shown in shorter pieces; only on a person's wish do line ends go in.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_PARAGRAPH = 60_000
"""Letters of a paragraph one can write in; a keystroke in it takes some 30 ms (measured)."""

PIECE_LETTERS = 2_000
_LEAST_SHARE = 2
_SENTENCE_END = re.compile(
    r"[.!?…][\"'”’)\]]*\s+|[\u3002\uff01\uff1f]"
)  # full stops of East Asia stand without a space
_SPACE = re.compile(r"\s+")
_JOINERS = "\u200d\ufe0e\ufe0f"


def longest_paragraph(text: str) -> int:
    """Return the length of the longest paragraph."""
    if len(text) <= LONGEST_PARAGRAPH:  # exact enough for those who ask whether it is too long, and free
        return len(text)
    return max(map(len, text.split("\n")))


def has_long_paragraph(text: str) -> bool:
    """Say whether a paragraph is too long to be written in."""
    return longest_paragraph(text) > LONGEST_PARAGRAPH


def break_up(text: str) -> str:
    """Return the text with line ends put into paragraphs that are too long; all its letters stay as they are."""
    return "\n".join("\n".join(pieces) for pieces in _lines(text))


def soft_pieces(text: str) -> tuple[str, frozenset[int]]:
    """Return the text as `break_up` does, and the numbers of the lines that only go on what the line before began."""
    if not has_long_paragraph(text):
        return text, frozenset()
    lines: list[str] = []
    soft: set[int] = set()
    for pieces in _lines(text):
        soft.update(range(len(lines) + 1, len(lines) + len(pieces)))
        lines += pieces
    return "\n".join(lines), frozenset(soft)


def _lines(text: str) -> Iterator[list[str]]:
    """Give each paragraph in its pieces; most are one piece."""
    for line in text.split("\n"):
        yield list(_pieces(line)) if len(line) > LONGEST_PARAGRAPH else [line]


def _pieces(line: str) -> Iterator[str]:
    """Cut after the end of a sentence, else after a space, else between two letters that don't belong together."""
    start = 0
    while len(line) - start > PIECE_LETTERS:
        window = line[start : start + PIECE_LETTERS]
        ends = [found.end() for rule in (_SENTENCE_END, _SPACE) for found in _last(rule, window)]
        cut = start + (ends[0] if ends else _between_letters(line, start))
        yield line[start:cut]
        start = cut
    yield line[start:]


def _last(rule: re.Pattern[str], window: str) -> list[re.Match[str]]:
    """Return the last match in the window's second half, if there is one."""
    return list(rule.finditer(window, len(window) // _LEAST_SHARE))[-1:]


def _between_letters(line: str, start: int) -> int:
    cut = start + PIECE_LETTERS
    while cut < len(line) and (unicodedata.combining(line[cut]) or line[cut] in _JOINERS or line[cut - 1] in _JOINERS):
        cut += 1
    return cut - start
