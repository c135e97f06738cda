"""The style guide's measurable half: words the pack does not use, and the reading grade of what it asks.

Article words (in curly double quotes) are not ours and are left out of both. The grade is Flesch-Kincaid, syllables
counted by vowel groups; content.md asks for at most 8, and aims for 3 to 6. Both are for English packs.
"""

import re
from functools import lru_cache

MAX_GRADE = 8.0

ARTICLE_WORDS = re.compile("\u201c([^\u201d]*)\u201d")
"""What stands in curly double quotes: exact words of an article."""

_BANNED = re.compile(
    "|".join(
        (
            r"\bjourney\b",
            r"\byou('ve| have) got this\b",
            r"\beverything happens for a reason\b",
            r"\bgood vibes\b",
            r"\bstay positive\b",
            r"\bbe strong\b",
            r"\byou are enough\b",
            r"\binner child\b",
            r"\bbest self\b",
            r"\bstreak\b",
            r"\bvictims?\b",
            r"\bcrazy\b",
            r"\bsuffers? from\b",
            r"\bdisorder\b",
            r"\bdiagnos",
            r"\bsilver lining\b",
            r"\b(just|simply) (breathe|relax|let go)\b",
            r"\bwhy did(n't)? you\b",
            r"\byou (should|must|ought to)\b",
            r"!",
        )
    ),
    re.IGNORECASE,
)
_ALLOWED = re.compile("you ought to return to the same shape")
"""A sentence of the built-in pack that names the banned phrase to take it back."""

_SENTENCE_END = re.compile("[.!?\u2026:]+\\s")
_WORD = re.compile("[A-Za-z][A-Za-z'\u2019-]*")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]{1,2}")
_FEWEST_WORDS = 12


def banned_words(text: str) -> tuple[str, ...]:
    """Return the words of our own in a text that the style guide leaves out, in order."""
    own = _ALLOWED.sub(" ", ARTICLE_WORDS.sub(" ", text.replace("\u2019", "'")))
    return tuple(match.group() for match in _BANNED.finditer(own))


def reading_grade(text: str) -> float | None:
    """Return the Flesch-Kincaid grade of our own words; None under twelve words, where it says nothing."""
    own = ARTICLE_WORDS.sub(" it ", text)
    sentences = [part for part in _SENTENCE_END.split(own + " ") if re.search("[A-Za-z]", part)]
    words = _WORD.findall(own)
    if len(words) < _FEWEST_WORDS or not sentences:
        return None
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    letters = re.sub("[^a-z]", "", word)
    if not letters:
        return 0
    if len(letters) <= 3:
        return 1
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", letters))))
