"""Read the few lines some programs put on top of a text file: `---`, then `key: value` lines, then `---`.

A small strict reader instead of a YAML library: we want two values, from files we didn't write, without YAML's
surprises. What it can't read as front matter is not front matter, and stays in the text; so nothing is ever thrown
away by mistake.
"""

import re
from dataclasses import dataclass, field

MOST_LINES = 200

_FENCE = re.compile(r"-{3}[ \t]*")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)")
_CONTINUED = re.compile(r"[ \t]+.*|-[ \t].*|-|#.*|[ \t]*")
"""Lines that belong to the key above (indented, or items of a list), comments, and empty lines."""

_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys (lower case) with their one-line values, "" for longer ones; and the text below, untouched.

    `items` has what stands in lists: `[a, b]`, `a, b`, or a line each with a dash; of a plain value the one.
    """

    values: dict[str, str]
    text: str
    items: dict[str, tuple[str, ...]] = field(default_factory=dict)


def split_front_matter(text: str) -> FrontMatter:
    """Return front matter and text (LF line ends) apart; without front matter, no values and all of the text."""
    as_it_is = FrontMatter({}, text)
    lines = text.split("\n", MOST_LINES + 1)
    if not _FENCE.fullmatch(lines[0]):
        return as_it_is
    values: dict[str, str] = {}
    below: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(lines[1 : MOST_LINES + 1], start=1):
        if _FENCE.fullmatch(line):
            items = {key: _items(value, below[key]) for key, value in values.items()}
            return FrontMatter(values, "\n".join(lines[number + 1 :]), items) if values else as_it_is
        if pair := _PAIR.fullmatch(line):
            key = pair["key"].lower()
            values.setdefault(key, _unquoted(pair["value"] or ""))
            below.setdefault(key, [])
        elif not _CONTINUED.fullmatch(line):
            return as_it_is
        elif key and (item := _ITEM.fullmatch(line)):
            below[key].append(item["value"])
    return as_it_is


def _items(value: str, below: list[str]) -> tuple[str, ...]:
    inline = value.removeprefix("[").removesuffix("]").split(",")
    return tuple(item for text in [*inline, *below] if (item := _unquoted(text)))


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
