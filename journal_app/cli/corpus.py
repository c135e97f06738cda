"""Invented entries for measuring: the same at every run, their words as unevenly common as in a real text (Zipf)."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from journal_app.journal.entries import NewEntry
from journal_app.settings.paths import resources_dir

WORDS_AN_ENTRY = 150
WORDS_A_SENTENCE = 12
NEWEST_AT = datetime(2026, 1, 1, 20, tzinfo=UTC)
HOURS_BETWEEN = 7
SEED = 20260101
DATE_FORM = "%Y-%m-%d %H:%M"


def make_entries(count: int) -> Iterator[NewEntry]:
    """Yield `count` entries, oldest first, a few a day up to `NEWEST_AT`; about 0.95 MiB of text a thousand."""
    words = _words()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    chance = random.Random(SEED)  # noqa: S311 - the same text each time is what is wanted
    for number in range(count):
        chosen = chance.choices(words, cum_weights=weights, k=WORDS_AN_ENTRY)
        written_at = NEWEST_AT - timedelta(hours=HOURS_BETWEEN * (count - number))
        yield NewEntry(title="", body=_sentences(chosen), written_at=written_at, zone="UTC")


def page_text(number: int) -> str:
    """Return a page of ordinary length that differs from the one before."""
    return " ".join(f"word{number + at}" for at in range(2 * WORDS_AN_ENTRY))


def write_corpus(file: Path, count: int) -> None:
    """Write the entries to a text file, each under its date: `[2026-01-01 20:00] Its words.` and an empty line."""
    with file.open("w", encoding="utf-8", newline="\n") as writing:
        for entry in make_entries(count):
            writing.write(f"[{entry.written_at:{DATE_FORM}}] {entry.body}\n\n")


def read_corpus(file: Path) -> Iterator[NewEntry]:
    """Yield the entries of such a file."""
    with file.open(encoding="utf-8") as reading:
        for line in filter(str.strip, reading):
            date, body = line[1:].rstrip("\n").split("] ", 1)
            written_at = datetime.strptime(date, DATE_FORM).replace(tzinfo=UTC)
            yield NewEntry(title="", body=body, written_at=written_at, zone="UTC")


def common_words(first: int, stop: int) -> tuple[str, ...]:
    """Return words of the entries by how common they are, the commonest of all being 0."""
    return tuple(_words()[first:stop])


def _words() -> list[str]:
    """Return the word list that passphrases are made of, in an order of its own so that no letter is the commonest."""
    lines = (resources_dir() / "words" / "eff_large_wordlist.txt").read_text(encoding="utf-8").split()
    words = [word for word in lines if word.isalpha()]
    random.Random(SEED).shuffle(words)  # noqa: S311 - the same order each time is what is wanted
    return words


def _sentences(words: list[str]) -> str:
    parts = (words[at : at + WORDS_A_SENTENCE] for at in range(0, len(words), WORDS_A_SENTENCE))
    return " ".join(" ".join(part).capitalize() + "." for part in parts)
