"""Words of scripts that are written without spaces, found by substring: Chinese, Japanese, Korean, Thai, Lao, Khmer,
Burmese.

The tokenizer of `entry_words` takes a whole run of such letters for one word. So an entry that holds any is cut here
instead: each run into overlapping pairs of characters, its last character once more alone, and the words of other
scripts between them whole. A substring of a run is then a phrase of pairs, one character is the beginning of a pair,
and `iPhone` is found in the midst of kana. Such an entry is answered for by `gram_words` alone, all others by
`entry_words` alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from journal_app.vault import schema

CUT = 1
"""Of which form the stored cuts are; another one here makes `catching_up` cut all anew."""

_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59"  # Thai
    "\u0e81-\u0ebd\u0ec0-\u0eff"  # Lao
    "\u1000-\u1049\u1050-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Burmese
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff\u3131-\u318e\uffa0-\uffdc"  # Hangul
    "\u1780-\u17d3\u17dc-\u17ff"  # Khmer
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"  # marks of repetition, Hangzhou numerals
    "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3105-\u312f\u31a0-\u31bf"  # bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"  # Han, old kana
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_PIECE = re.compile(rf"(?P<run>[{_UNSPACED}]+)|[^{_UNSPACED}]+")
_WORD = re.compile(r"[^\W_]+")
_JOINING = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]")
"""What joins the letter before it though it is no combining mark: Hangul vowels and finals, half-width sound marks."""

MOST_READ_CLOSELY = 20_000
"""Code points of a text that are read letter by letter to find a place in it."""

_BETWEEN = "\uffff"
"""Stands between the title and the body, so that no phrase reaches across; nobody can type it into a search."""


_INSERT_GRAMS = insert(schema.entry_gram)
_PUT_GRAMS = _INSERT_GRAMS.on_conflict_do_update(
    index_elements=["sort_key"], set_={"grams": _INSERT_GRAMS.excluded.grams}
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A token and where it stands in the text: code points, ends exclusive; `first_end` is that of a pair's first."""

    text: str
    start: int
    first_end: int
    end: int


def has_unspaced(text: str) -> bool:
    """Return whether any of a text is in a script that is written without spaces."""
    return not text.isascii() and _RUN.search(text) is not None


def put_grams(connection: Connection, pages: Iterable[tuple[int, str, str]]) -> None:
    """Store the cuts of entries that are new, by sort key, title and body; most have none."""
    rows = [
        {"sort_key": sort_key, "grams": grams}
        for sort_key, title, body in pages
        if (grams := _cut_if_any(title, body)) is not None
    ]
    if rows:
        connection.execute(_PUT_GRAMS, rows)


def refresh_grams(connection: Connection, *, sort_key: int, title: str, body: str) -> None:
    """Bring an entry's cut in step with its words, in the transaction under way; most entries have none."""
    gram = schema.entry_gram
    grams = _cut_if_any(title, body)
    stored = connection.execute(select(gram.c.grams).where(gram.c.sort_key == sort_key)).scalar_one_or_none()
    if stored == grams:
        return
    if grams is None:
        connection.execute(delete(gram).where(gram.c.sort_key == sort_key))
        return
    connection.execute(_PUT_GRAMS, {"sort_key": sort_key, "grams": grams})


def _cut_if_any(title: str, body: str) -> str | None:
    return cut(title, body) if has_unspaced(title) or has_unspaced(body) else None


def cut(title: str, body: str) -> str:
    """Return the tokens of an entry, a space between."""
    return " ".join([*_tokens_to_store(title), _BETWEEN, *_tokens_to_store(body)])


def gram_phrase(text: str, *, is_prefix: bool) -> str:
    """Return a word or phrase that was typed as an FTS5 phrase for `gram_words`; "" where there is no word in it."""
    tokens, is_prefix = _tokens_to_find(text, is_prefix)
    return f'"{" ".join(tokens)}"{"*" if is_prefix else ""}' if tokens else ""


def find_in(text: str, wanted: str, *, is_prefix: bool) -> list[tuple[int, int]]:
    """Return where in a text the places stand that `gram_phrase` finds: code points, end exclusive, in order."""
    tokens, is_prefix = _tokens_to_find(wanted, is_prefix)
    there = list(_tokens(text))
    stretches = (there[at : at + len(tokens)] for at in range(len(there) - len(tokens) + 1))
    return [(one[0].start, _end_of(one, tokens)) for one in stretches if tokens and _begins_so(one, tokens, is_prefix)]


def first_place_of(text: str, wanted: str, *, is_prefix: bool) -> int:
    """Return about where a text first has what is wanted; 0 where that would take long to say."""
    parts = [part for match in _PIECE.finditer(wanted.casefold()) for part in _parts(match)]
    folded = text.casefold()
    if parts and len(folded) == len(text) and (at := folded.find(max(parts, key=len))) >= 0:
        return at
    places = find_in(text[:MOST_READ_CLOSELY], wanted, is_prefix=is_prefix)
    return places[0][0] if places else 0


def _parts(match: re.Match[str]) -> list[str]:
    return _WORD.findall(match.group()) if match["run"] is None else [match.group()]


# --- cutting ----------------------------------------------------------------------------------------------------------


def _tokens_to_store(text: str) -> list[str]:
    """Return the tokens of a text; without their places, which takes far less time."""
    tokens: list[str] = []
    for match in _PIECE.finditer(text):
        if match["run"] is None:
            tokens += _WORD.findall(_fold_word(match.group()))
        else:
            run = _fold_run(match.group())
            tokens += map(str.__add__, run, run[1:])
            tokens.append(run[-1])
    return tokens


def _tokens_to_find(text: str, is_prefix: bool) -> tuple[list[str], bool]:
    """Return the tokens of a phrase, and whether the last is only a beginning: a run may go on after what was typed."""
    tokens = _tokens_to_store(text)
    pieces = [match for match in _PIECE.finditer(text) if match["run"] is not None or _WORD.search(match.group())]
    if not pieces or pieces[-1]["run"] is None:
        return tokens, is_prefix
    if len(_fold_run(pieces[-1].group())) == 1:
        return tokens, True
    return tokens[:-1], False


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of a text with their places."""
    for match in _PIECE.finditer(text):
        places = list(_folded(match.group(), match.start(), is_run=match["run"] is not None))
        if match["run"] is None:
            folded = "".join(token.text for token in places)
            for word in _WORD.finditer(folded):
                end = places[word.end() - 1].end
                yield _Token(word.group(), places[word.start()].start, end, end)
        else:
            for one, other in pairwise(places):
                yield _Token(one.text + other.text, one.start, one.end, other.end)
            yield places[-1]


def _folded(piece: str, offset: int, *, is_run: bool) -> Iterator[_Token]:
    """Yield each folded character with the place of the letter, marks included, that it came of."""
    start = 0
    while start < len(piece):
        end = start + 1
        while end < len(piece) and (unicodedata.combining(piece[end]) or _JOINING.match(piece[end])):
            end += 1
        letter = piece[start:end]
        for character in _fold_run(letter) if is_run else _fold_word(letter):
            yield _Token(character, offset + start, offset + end, offset + end)
        start = end


def _fold_run(run: str) -> str:
    return unicodedata.normalize("NFKC", run).casefold() or run


def _fold_word(text: str) -> str:
    """Fold case and accents, as the tokenizer of the other entries does."""
    if text.isascii():
        return text.lower()
    plain = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return "".join(folded if len(folded := one.casefold()) == 1 else one.lower() for one in plain)


# --- finding places ---------------------------------------------------------------------------------------------------


def _begins_so(there: list[_Token], tokens: list[str], is_prefix: bool) -> bool:
    *whole, last = tokens
    if [token.text for token in there[:-1]] != whole:
        return False
    return there[-1].text.startswith(last) if is_prefix else there[-1].text == last


def _end_of(there: list[_Token], tokens: list[str]) -> int:
    """Return where a hit ends: in the midst of a pair that was found by its first character."""
    is_half = len(tokens[-1]) == 1 and has_unspaced(tokens[-1])
    return there[-1].first_end if is_half else there[-1].end
