"""Find entries by their words, newest first, with the place in the text where they were found.

Words are matched whole, the last one also by its beginning; accents and case don't matter. Results walk the search
index by row id, which is the entry's date, so a page costs the same in a journal of any size (performance.md).
"""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, Label, literal_column, select

from journal_app.journal.entries import EntrySummary, read_summaries_by_key
from journal_app.vault import schema
from journal_app.vault.vault import Vault

FEWEST_LETTERS = 2
LONGEST_QUERY = 256
"""Code points of what was typed that are looked at; nobody types more, and a paste must not cost time."""

LONGEST_SNIPPET = 400
"""Code points; a page of one endless word would otherwise be its own snippet."""

# Bytes that no UTF-8 text holds: so a hit can be told from the text whatever characters the text has.
_HIT_START, _HIT_END = b"\xfe", b"\xff"
_SNIPPET: Label[bytes] = literal_column(
    "CAST(snippet(entry_words, 1, CAST(x'FE' AS TEXT), CAST(x'FF' AS TEXT), '…', 24) AS BLOB)"
).label("snippet")
_ROWID = schema.entry_words.c.rowid


@dataclass(frozen=True, slots=True)
class HitRange:
    """Where a word that was looked for stands in a snippet: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entry found, a piece of its body, and the words in that piece; none when only the title has them."""

    entry: EntrySummary
    snippet: str
    hits: tuple[HitRange, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some hits, newest first; `next_before` asks for the next page and is None on the last."""

    items: tuple[SearchHit, ...]
    next_before: int | None


def search_entries(vault: Vault, words: str, *, before: int | None = None, limit: int = 50) -> SearchPage:
    """Return a page of the entries that have all the words, below the sort key `before`; odd input finds nothing."""
    expression = match_expression(words)
    if not expression:
        return SearchPage((), None)
    with vault.read() as connection:
        found = _find(connection, expression, before, limit + 1)
        page = found[:limit]
        summaries = read_summaries_by_key(connection, [key for key, _ in page])
    items = tuple(SearchHit(summaries[key], *_read_snippet(marked)) for key, marked in page)
    return SearchPage(items, page[-1][0] if len(found) > limit else None)


def match_expression(words: str) -> str:
    """Return what was typed as an FTS5 expression, every word quoted, the last one a prefix; "" for too little.

    Quoting leaves no operators: the tokenizer alone decides what a word is, as it did for the text.
    """
    readable = "".join(" " if _is_unreadable(character) else character for character in words[:LONGEST_QUERY])
    chunks = [chunk for chunk in readable.split() if any(map(_is_word_character, chunk))]
    if sum(_is_word_character(character) for chunk in chunks for character in chunk) < FEWEST_LETTERS:
        return ""
    return " ".join('"' + chunk.replace('"', '""') + '"' for chunk in chunks) + "*"


def _is_unreadable(character: str) -> bool:
    """Whether it can't reach SQLite whole: it reads text up to a NUL, and a lone surrogate has no UTF-8 form."""
    return character == "\0" or unicodedata.category(character) == "Cs"


def _is_word_character(character: str) -> bool:
    """Whether the unicode61 tokenizer makes words of it: letters, numbers, private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _find(connection: Connection, expression: str, before: int | None, limit: int) -> list[tuple[int, bytes]]:
    query = (
        select(_ROWID, _SNIPPET)
        .select_from(schema.entry_words)
        .where(schema.entry_words.c.entry_words.op("MATCH")(expression))
        .order_by(_ROWID.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(schema.entry_words.c.rowid < before)
    return [(int(key), bytes(marked)) for key, marked in connection.execute(query)]


def _read_snippet(marked: bytes) -> tuple[str, tuple[HitRange, ...]]:
    """Take the marks out of a snippet and return its text with the ranges they stood around."""
    text = ""
    hits: list[HitRange] = []
    for piece in marked.split(_HIT_START):
        hit, mark, rest = piece.rpartition(_HIT_END)
        if mark:
            word = hit.replace(_HIT_END, b"").decode()
            hits.append(HitRange(len(text), len(text) + len(word)))
            text += word
        text += rest.decode()
    return _shorten(text, tuple(hits))


def _shorten(text: str, hits: tuple[HitRange, ...]) -> tuple[str, tuple[HitRange, ...]]:
    """Cut a snippet of very long words to a window round its first hit."""
    if len(text) <= LONGEST_SNIPPET:
        return text, hits
    start = max(0, hits[0].start - LONGEST_SNIPPET // 4) if hits else 0
    window = text[start : start + LONGEST_SNIPPET]
    inside = (HitRange(max(hit.start - start, 0), min(hit.end - start, len(window))) for hit in hits)
    return window, tuple(hit for hit in inside if hit.start < hit.end)
