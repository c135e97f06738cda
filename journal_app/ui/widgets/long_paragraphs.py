"""Paragraphs too long to be written in: Qt lays a paragraph out whole at every keystroke.

They are kept letter for letter. On screen they are shown in shorter pieces; only on a person's wish do line ends go in.
"""

import unicodedata
from collections.abc import Iterator

LONGEST_PARAGRAPH = 60_000
"""Letters of a paragraph one can write in; a keystroke in it takes some 30 ms (measured)."""

PIECE_LETTERS = 2_000
_SENTENCE_ENDS = (". ", "! ", "? ", "… ", ".” ", "\u3002", "\uff01", "\uff1f")  # the last three are East Asia's
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
        least, most = start + PIECE_LETTERS // 2, start + PIECE_LETTERS
        cut = max(_after_last(end, line, least, most) for end in _SENTENCE_ENDS)
        cut = cut or _after_last(" ", line, least, most) or start + _between_letters(line, start)
        yield line[start:cut]
        start = cut
    yield line[start:]


def _after_last(sign: str, line: str, least: int, most: int) -> int:
    """Return the place after the last of a sign in a stretch, 0 where there is none."""
    return line.rfind(sign, least, most) + len(sign) if sign in line[least:most] else 0


def _between_letters(line: str, start: int) -> int:
    cut = start + PIECE_LETTERS
    while cut < len(line) and (unicodedata.combining(line[cut]) or line[cut] in _JOINERS or line[cut - 1] in _JOINERS):
        cut += 1
    return cut - start
