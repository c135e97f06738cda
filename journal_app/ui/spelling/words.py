"""Find the words of a line that a dictionary can say something about.

Left out are code, addresses, the targets of links, `#tags`, whatever holds a digit, capitals only (NHS) or inside
(WhatsApp), and single letters. Pure text, no Qt: places are code points, end exclusive.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from journal_app.journal.markup import find_tags
from journal_app.journal.spelling import own_form

LONGEST_CHECKED = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line and where it stands."""

    text: str
    start: int
    end: int


_NOT_PROSE = re.compile(
    r"(?P<ticks>`+)(?=[^`]).{1,2000}?(?<!`)(?P=ticks)(?!`)"  # code
    r"|\]\([^()\s]{0,1000}\)"  # the target of a link
    r"|[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>]{1,2000}|\bwww\.[^\s<>]{1,2000}"  # addresses
    r"|[^\s@<>()]{1,64}@[^\s@<>()]{1,255}"
    r"|<[/!A-Za-z][^<>]{0,200}>"
)
_MAY_HAVE_SUCH = re.compile(r"[`@<]|://|\]\(|www\.")
# What stands between words: white space, signs and full stops of every plane that has them, but no apostrophes.
_RUN = re.compile(
    r"[^\s!-&(-/:-@\[-`{-~\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf×÷"
    r"\u2000-\u200b\u200e-\u2018\u201a-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe30-\ufe4f\uff00-\uff0f]+"
)
_EDGES = "'’"
_MOST_TAUGHT, _MOST_LETTERS_OFF, _LIKENESS = 2, 2, 0.75


def words_of(line: str) -> Iterator[Word]:
    """Give the words to be looked up in a line of prose, in order."""
    prose = _prose(line)
    for run in _RUN.finditer(prose):
        text = run[0]
        start = run.start() + len(text) - len(text.lstrip(_EDGES))
        text = text.strip(_EDGES)
        if _is_for_dictionary(text):
            yield Word(text, start, start + len(text))


def word_at(line: str, place: int) -> Word | None:
    """Return the word that a place is in or at the edge of; None where there is none to be looked up."""
    return next((word for word in words_of(line) if word.start <= place <= word.end), None)


def script_of(word: str) -> str:
    """Return the writing system of a word, which has a letter at least, by the name of its first one."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def is_taught(word: str, own_words: frozenset[str]) -> bool:
    """Whether a word is one of the person's own, itself, as a sentence or a heading begins it, or of someone: Mo's."""
    plain = own_form(word)
    for one in (plain, plain.removesuffix("'s")):
        if one in own_words or (one[:1].isupper() and one[:1].lower() + one[1:] in own_words):
            return True
    return False


def taught_like(word: str, own_words: Iterable[str]) -> tuple[str, ...]:
    """Return those of the person's own words that may be meant by a word, the likeliest first."""
    plain = own_form(word)
    owner = "'s" if plain.endswith("'s") else ""
    plain = plain.removesuffix("'s")
    near = {one.casefold(): one for one in own_words if abs(len(one) - len(plain)) <= _MOST_LETTERS_OFF}
    found = (near[one] + owner for one in get_close_matches(plain.casefold(), near, _MOST_TAUGHT, _LIKENESS))
    return tuple(one.replace("'", "’") if "’" in word else one for one in found)


def _prose(line: str) -> str:
    """Return the line with spaces in place of what is no prose, so that all places stay the same."""
    if _MAY_HAVE_SUCH.search(line):
        line = _NOT_PROSE.sub(lambda found: " " * len(found[0]), line)
    if "#" in line:
        for tag in list(find_tags(line)):
            line = f"{line[: tag.start]}{' ' * (tag.end - tag.start)}{line[tag.end :]}"
    return line


def _is_for_dictionary(text: str) -> bool:
    if not 2 <= len(text) <= LONGEST_CHECKED:
        return False
    if text.isascii():
        is_word = text.replace("'", "").isalpha()
    else:
        is_word = all(letter in _EDGES or unicodedata.category(letter)[0] in "LM" for letter in text)
    return is_word and not any(letter.isupper() for letter in text[1:])
