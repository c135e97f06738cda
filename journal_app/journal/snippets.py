"""The piece of an entry that a search shows, with the words that were found marked in it, and in its title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Label, literal_column

from journal_app.journal.grams import find_in, first_place_of
from journal_app.journal.markup import unread_stretches, words_to_read
from journal_app.journal.query import Words

LONGEST_SNIPPET = 400
"""Code points; a page of one endless word would otherwise be its own snippet."""

LONGEST_MARKED = 20_000
"""Bytes of an entry that the index itself marks: its `snippet` compares every hit with every other, so that a word that
stands 20,000 times in a text takes seconds."""

MOST_TRIED = 64
"""Places of a long text that are looked at for a word: many are parts of longer ones."""

GRAM_SNIPPET = 120
"""Code points of a snippet of a script without spaces, which says more in fewer."""

BEFORE_HIT = 30

# Bytes that no UTF-8 text holds: so a hit can be told from the text whatever characters the text has.
_HIT_START, _HIT_END = b"\xfe", b"\xff"
MARKED_SNIPPET: Label[bytes] = literal_column(
    "CAST(snippet(entry_words, 1, CAST(x'FE' AS TEXT), CAST(x'FF' AS TEXT), '…', 24) AS BLOB)"
).label("snippet")
MARKED_TITLE: Label[bytes] = literal_column(
    "CAST(highlight(entry_words, 0, CAST(x'FE' AS TEXT), CAST(x'FF' AS TEXT)) AS BLOB)"
).label("title")


@dataclass(frozen=True, slots=True)
class HitRange:
    """Where a word that was looked for stands in a text: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an entry's body with the hits in it, and the hits in its title."""

    text: str
    hits: tuple[HitRange, ...] = ()
    title_hits: tuple[HitRange, ...] = ()


NO_SNIPPET = Snippet("")


def snippet_of_marked(title: bytes, body: bytes) -> Snippet:
    """Return what `MARKED_TITLE` and `MARKED_SNIPPET` say of a row."""
    _, title_hits = _read_marked(title)
    text, hits = _shorten(*_read_marked(body))
    return Snippet(text, hits, title_hits)


def snippet_of_long_text(title: str, body: str, wanted: Sequence[Words]) -> Snippet:
    """Find the words in an entry too long for the index to mark, at the first place in its body that has any whole."""
    title, first = title[:LONGEST_SNIPPET], body[:GRAM_SNIPPET]
    for start in _places_of_any(body, wanted):
        begin = max(0, start - BEFORE_HIT)
        window = body[begin : begin + GRAM_SNIPPET]
        if hits := _hits(window, wanted):
            lead = "…" if begin else ""
            moved = tuple(HitRange(hit.start + len(lead), hit.end + len(lead)) for hit in hits)
            return Snippet(f"{lead}{window}…", moved, _hits(title, wanted))
    return Snippet(f"{first}…", _hits(first, wanted), _hits(title, wanted))


def _places_of_any(text: str, wanted: Sequence[Words]) -> Iterator[int]:
    """Give places where one of the words may stand, those of each in the order of the text, and not many."""
    folded = text.casefold()
    if len(folded) != len(text):  # places would not be those of the text
        return
    for words in wanted:
        at = -1
        for _ in range(MOST_TRIED):
            if (at := folded.find(words.text.casefold(), at + 1)) < 0:
                break
            yield at


def snippet_of_text(title: str, body: str, wanted: Sequence[Words]) -> Snippet:
    """Find the words in an entry that the grams answer for, and cut its body round the first of them."""
    starts = (first_place_of(body, words.text, is_prefix=words.is_prefix) for words in wanted)
    start = max(0, min((at for at in starts if at), default=0) - BEFORE_HIT)
    window = body[start : start + GRAM_SNIPPET]
    lead = "…" if start else ""
    trail = "…" if start + GRAM_SNIPPET < len(body) else ""
    hits = tuple(HitRange(hit.start + len(lead), hit.end + len(lead)) for hit in _hits(window, wanted))
    return Snippet(f"{lead}{window}{trail}", hits, _hits(title[:LONGEST_SNIPPET], wanted))


def readable(snippet: Snippet) -> Snippet:
    """Return a snippet without what is no word of the page: of a reference the label alone, the hits where they are."""
    gone = unread_stretches(snippet.text, is_piece=True)
    if not gone:
        return snippet
    return Snippet(words_to_read(snippet.text, is_piece=True), _moved(snippet.hits, gone), snippet.title_hits)


def hits_in_title_read(hits: tuple[HitRange, ...], title: str) -> tuple[HitRange, ...]:
    """Return where the hits of a title stand once it is read by `words_to_read`."""
    return _moved(hits, gone) if (gone := unread_stretches(title)) else hits


def _moved(hits: Sequence[HitRange], gone: Sequence[tuple[int, int]]) -> tuple[HitRange, ...]:
    moved = (HitRange(_without(hit.start, gone), _without(hit.end, gone)) for hit in hits)
    return tuple(hit for hit in moved if hit.start < hit.end)


def _without(place: int, gone: Sequence[tuple[int, int]]) -> int:
    """Return where a place of a text is once these stretches are taken out of it."""
    return place - sum(min(end, place) - start for start, end in gone if start < place)


def _hits(text: str, wanted: Sequence[Words]) -> tuple[HitRange, ...]:
    """Return where any of the words stand, those that touch or overlap as one."""
    places = sorted(place for words in wanted for place in find_in(text, words.text, is_prefix=words.is_prefix))
    joined: list[HitRange] = []
    for start, end in places:
        if joined and start <= joined[-1].end:
            joined[-1] = HitRange(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(HitRange(start, end))
    return tuple(joined)


def _read_marked(marked: bytes) -> tuple[str, tuple[HitRange, ...]]:
    """Take the marks out of a text and return it with the ranges they stood around."""
    if _HIT_START not in marked:
        return marked.decode(), ()
    text = ""
    hits: list[HitRange] = []
    for piece in marked.split(_HIT_START):
        hit, mark, rest = piece.rpartition(_HIT_END)
        if mark:
            word = hit.replace(_HIT_END, b"").decode()
            hits.append(HitRange(len(text), len(text) + len(word)))
            text += word
        text += rest.decode()
    return text, tuple(hits)


def _shorten(text: str, hits: tuple[HitRange, ...]) -> tuple[str, tuple[HitRange, ...]]:
    """Cut a snippet of very long words to a window round its first hit."""
    if len(text) <= LONGEST_SNIPPET:
        return text, hits
    start = max(0, hits[0].start - LONGEST_SNIPPET // 4) if hits else 0
    window = text[start : start + LONGEST_SNIPPET]
    inside = (HitRange(max(hit.start - start, 0), min(hit.end - start, len(window))) for hit in hits)
    return window, tuple(hit for hit in inside if hit.start < hit.end)
