"""Invented entries for measuring: the same at every run, their words as unevenly common as in a real text (Zipf)."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from journal_app.journal.entries import NewEntry
from journal_app.settings.paths import resources_dir

WORDS_AN_ENTRY = 150
WORDS_A_SENTENCE = 12
NEWEST_AT = datetime(2026, 1, 1, 20, tzinfo=UTC)
HOURS_BETWEEN = 7
SEED = 20260101


def make_entries(count: int) -> Iterator[NewEntry]:
    """Yield `count` entries, oldest first, a few a day up to `NEWEST_AT`; about 0.95 MiB of text a thousand."""
    words = _words()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    chance = random.Random(SEED)  # noqa: S311 - the same text each time is what is wanted
    for number in range(count):
        chosen = chance.choices(words, cum_weights=weights, k=WORDS_AN_ENTRY)
        written_at = NEWEST_AT - timedelta(hours=HOURS_BETWEEN * (count - number))
        yield NewEntry(title="", body=_sentences(chosen), written_at=written_at, zone="UTC")


def _words() -> list[str]:
    """Return the word list that passphrases are made of, in an order of its own so that no letter is the commonest."""
    lines = (resources_dir() / "words" / "eff_large_wordlist.txt").read_text(encoding="utf-8").split()
    words = [word for word in lines if word.isalpha()]
    random.Random(SEED).shuffle(words)  # noqa: S311 - the same order each time is what is wanted
    return words


def _sentences(words: list[str]) -> str:
    parts = (words[at : at + WORDS_A_SENTENCE] for at in range(0, len(words), WORDS_A_SENTENCE))
    return " ".join(" ".join(part).capitalize() + "." for part in parts)
