"""Read the few lines some programs put on top of a text file: `---`, then `key: value` lines, then `---`.

A small strict reader instead of a YAML library: we want two values, from files we didn't write, without YAML's
surprises. What it can't read as front matter is not front matter, and stays in the text; so nothing is ever thrown
away by mistake.
"""

import re
from dataclasses import dataclass

MOST_LINES = 200

_FENCE = re.compile(r"-{3}[ \t]*")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)")
_CONTINUED = re.compile(r"[ \t]+.*|-[ \t].*|-|#.*|[ \t]*")
"""Lines that belong to the key above (indented, or items of a list), comments, and empty lines."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys (lower case) with their one-line values, "" for longer ones; and the text below, untouched."""

    values: dict[str, str]
    text: str


def split_front_matter(text: str) -> FrontMatter:
    """Return front matter and text (LF line ends) apart; without front matter, no values and all of the text."""
    as_it_is = FrontMatter({}, text)
    lines = text.split("\n", MOST_LINES + 1)
    if not _FENCE.fullmatch(lines[0]):
        return as_it_is
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1 : MOST_LINES + 1], start=1):
        if _FENCE.fullmatch(line):
            return FrontMatter(values, "\n".join(lines[number + 1 :])) if values else as_it_is
        if pair := _PAIR.fullmatch(line):
            values.setdefault(pair["key"].lower(), _unquoted(pair["value"] or ""))
        elif not _CONTINUED.fullmatch(line):
            return as_it_is
    return as_it_is


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
