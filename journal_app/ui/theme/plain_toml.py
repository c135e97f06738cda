"""Read the part of TOML that our theme files are written in, and hand anything else to Python's own reader.

The first paint waits for these files; importing `tomllib`, with the dates it knows and its patterns, takes five times
as long as reading them by hand.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Table = Mapping[str, Any]
"""Words, numbers, true or false, and tables of these (Any: as tomllib has it; whoever reads a file checks it)."""


def read_tables(path: Path) -> Mapping[str, Table]:
    """Return the tables of a file by name; raises ValueError where it is no TOML at all."""
    text = path.read_text(encoding="utf-8")
    try:
        return _read_plain(text)
    except (ValueError, LookupError):
        import tomllib

        return tomllib.loads(text)


def _read_plain(text: str) -> dict[str, dict[str, Any]]:
    """Raise ValueError or LookupError for what is more than plain."""
    tables: dict[str, dict[str, Any]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = _plain_name(line[1 : line.index("]")])
            tables[name] = {}
        elif line and not line.startswith("#"):
            key, rest = line.split(" = ", 1)
            tables[name][_plain_name(key)] = _value(rest)
    return tables


def _plain_name(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(name)
    return name


def _value(rest: str) -> str | int | Table:
    """Read what stands behind an equals sign; a comment may follow it."""
    if rest[0] == '"':
        words, after = rest[1:].split('"', 1)
        if "\\" in words or after.split("#", 1)[0].strip():
            raise ValueError(rest)
        return words
    word = rest.split("#", 1)[0].strip()
    if word[0] == "{":
        pairs = (pair.split(" = ", 1) for pair in word[1 : word.index("}")].strip().split(", "))
        return {_plain_name(key): _value(value) for key, value in pairs}
    return word == "true" if word in ("true", "false") else int(word)
