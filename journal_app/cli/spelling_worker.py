"""The process that looks words up: the window starts it, asks on its standard input, and reads its standard output.

A process of its own and not a thread, for the library holds Python's one lock for up to half a second over a single
suggestion, in which the window could not even draw the next letter; and because a dictionary that makes the library
crash then costs a few underlines and not the page. It opens no vault and writes nothing. It ends when its input does,
so it never outlives the window, and it is closed to others as the window is (`harden_process`).

One JSON object a line, answered in order by one with the same `id`:

- `{"id": 1, "open": ["/folder", "en_GB"]}`: `{"id": 1, "scripts": ["LATIN"]}`, the writing systems the dictionary has.
- `{"id": 2, "check": ["wether", "the"]}`: `{"id": 2, "unknown": ["wether"]}`.
- `{"id": 3, "suggest": "wether"}`: `{"id": 3, "suggestions": ["whether", "weather"]}`.

What can't be done is answered with `problem`, a code of `settings.sentences`.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Protocol

MISSING, UNREADABLE = "spelling_missing", "spelling_dictionary_unreadable"
MOST_SUGGESTIONS = 7
LONGEST_WORD = 100
_SAMPLE_BYTES = 20_000


class Lookup(Protocol):
    """What is used of the library."""

    def spell(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        ...

    def suggest(self, word: str) -> Iterable[str]:
        """Return words that may be meant."""
        ...


class Unusable(Exception):  # noqa: N818 - not an error of the program's
    """The dictionary can't be used; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def main() -> int:
    """Answer until the input ends."""
    serve(sys.stdin.buffer, sys.stdout.buffer, open_dictionary)
    return 0


def serve(asked: IO[bytes], answers: IO[bytes], opener: Callable[[str, str], tuple[Lookup, list[str]]]) -> None:
    """Answer each line of `asked`; a line that is no request ends it, for then nobody of ours is asking."""
    lookup: Lookup | None = None
    for line in asked:
        try:
            request = json.loads(line)
            answer: dict[str, object] = {"id": request["id"]}
        except (ValueError, KeyError, TypeError):
            return
        try:
            if "open" in request:
                lookup, answer["scripts"] = opener(*request["open"])
            elif lookup is None:
                raise Unusable(UNREADABLE)
            elif "check" in request:
                answer["unknown"] = [word for word in request["check"] if not _is_known(lookup, word)]
            else:
                answer["suggestions"] = _suggestions(lookup, request["suggest"])
        except Unusable as problem:
            answer["problem"] = problem.code
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def open_dictionary(folder: str, code: str) -> tuple[Lookup, list[str]]:
    """Load a dictionary; return it with the writing systems of its words.

    Raises:
        Unusable: the library is not installed, or it can't read the dictionary.
    """
    try:
        from hunspell import Hunspell
    except ImportError:
        raise Unusable(MISSING) from None
    try:
        scripts = _scripts(Path(folder), code)
        return Hunspell(code, hunspell_data_dir=folder), scripts
    except (OSError, LookupError, MemoryError, ValueError):
        raise Unusable(UNREADABLE) from None


def _is_known(lookup: Lookup, word: str) -> bool:
    """Whether the dictionary has a word; one it can't write down at all is none of its business."""
    if len(word) > LONGEST_WORD:
        return True
    try:
        return lookup.spell(_plain(word))
    except (UnicodeError, ValueError):
        return True


def _suggestions(lookup: Lookup, word: str) -> list[str]:
    if len(word) > LONGEST_WORD:
        return []
    try:
        found = dict.fromkeys(lookup.suggest(_plain(word)))
    except (UnicodeError, ValueError):
        return []
    curly = [one.replace("'", "’") for one in found] if "’" in word else list(found)
    return curly[:MOST_SUGGESTIONS]


def _plain(word: str) -> str:
    """Return a word as dictionaries write it: composed, its apostrophe straight."""
    return unicodedata.normalize("NFC", word).replace("’", "'")


def _scripts(folder: Path, code: str) -> list[str]:
    """Return the writing systems in a piece from the middle of a dictionary, by the names of their letters.

    Raises:
        OSError, LookupError: the files can't be read, or are in an encoding that nobody knows.
    """
    with (folder / f"{code}.dic").open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size // 2 - _SAMPLE_BYTES))
        sample = file.read(2 * _SAMPLE_BYTES).decode(_encoding(folder / f"{code}.aff"), errors="ignore")
    words = "".join(line.partition("/")[0] for line in sample.split("\n"))  # after the stroke stand rules, in letters
    names = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in set(words) if letter.isalpha())
    return sorted(name for name, count in names.items() if name and count > 1)


def _encoding(path: Path) -> str:
    """Return how a dictionary's files are encoded: the word after SET; without one, Hunspell's own default."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    stated = re.search(rb"^(?:\xef\xbb\xbf)?SET[ \t]+([\w-]+)", head, re.MULTILINE)
    name = stated[1].decode("ascii") if stated else "iso-8859-1"
    return name.lower().replace("microsoft-cp", "cp").replace("iso8859", "iso-8859")
