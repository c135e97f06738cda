"""A page as a Markdown file: front matter that any YAML reader takes, an empty line, the words as typed, a line end.

Front matter is written so that a small strict reader is enough: a key a line; its value is a plain word, or JSON (YAML
too), the lines below it indented where it is long. What other programs make of it when they save the file (lists
with dashes, single quotes) is read as well. The first key says what the file is: `kindroot: entry/1`.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FENCE = "---"
MARK = "kindroot"


class PageKind(StrEnum):
    """What a Markdown file of an export holds."""

    ENTRY = "entry/1"
    DRAFT = "draft/1"
    WORDING = "wording/1"


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A file that says it is of an export: what kind (None for one this version doesn't know), its keys, its words."""

    kind: PageKind | None
    fields: dict[str, Any]
    """Any: JSON's own types."""
    body: str


class FrontMatterError(Exception):
    """Front matter of ours that can't be read; `key` is the last one that could."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[/_+-][A-Za-z0-9]+)*|\d{4}-\d{2}-\d{2}T[0-9:.]+(?:Z|[+-][0-9:.]+)")
_NOT_PLAIN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "infinity"})
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"\s*-[ \t]+(?P<value>.*)")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML does not take as it stands; JSON's own writer escapes the rest."""


def write_page(kind: PageKind, fields: dict[str, Any], body: str) -> str:
    """Return the text of a file."""
    lines = [FENCE, f"{MARK}: {kind}"]
    for key, value in fields.items():
        lines += _written(key, value)
    return "\n".join([*lines, FENCE, "", body, ""])


def read_page(text: str) -> MarkdownPage | None:
    """Return what a text (LF line ends) holds, or None for one that does not say it is of an export.

    Raises FrontMatterError.
    """
    if not text.startswith(f"{FENCE}\n{MARK}:"):
        return None
    end = text.find(f"\n{FENCE}\n", len(FENCE))
    if end < 0:
        raise FrontMatterError("")
    fields = _read_fields(text[len(FENCE) + 1 : end].split("\n"))
    below = text[end + len(FENCE) + 2 :].removeprefix("\n")
    kind = fields.pop(MARK, None)
    known = PageKind(kind) if kind in list(PageKind) else None
    return MarkdownPage(known, fields, below.removesuffix("\n"))


def _written(key: str, value: object) -> list[str]:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _NOT_PLAIN:
        return [f"{key}: {value}"]
    is_long = isinstance(value, dict) or (isinstance(value, list | tuple) and any(isinstance(i, dict) for i in value))
    text = json.dumps(value, ensure_ascii=False, indent=2 if is_long else None)
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    first, *rest = text.split("\n")
    return [f"{key}: {first}", *(f"  {line}" for line in rest)]


def _read_fields(lines: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    at = 0
    key = ""
    while at < len(lines):
        found = _KEY.fullmatch(lines[at])
        if found is None:
            raise FrontMatterError(key)
        key, first = found["key"], found["value"] or ""
        below = at + 1
        while below < len(lines) and (not lines[below] or lines[below][0] in " \t-"):
            below += 1
        fields[key] = _read_value(key, first, lines[at + 1 : below])
        at = below
    return fields


def _read_value(key: str, first: str, rest: list[str]) -> object:
    first = first.strip()
    if not first and rest and all(_ITEM.fullmatch(line) for line in rest if line.strip()):
        items = (_ITEM.fullmatch(line) for line in rest)
        return [_read_word(key, item["value"].strip()) for item in items if item is not None]
    if first[:1] in ("{", "["):
        return _read_json(key, "\n".join([first, *rest]))
    if any(line.strip() for line in rest):
        raise FrontMatterError(key)
    return _read_word(key, first)


def _read_word(key: str, word: str) -> object:
    if len(word) >= 2 and word[0] == word[-1] == "'":
        return word[1:-1].replace("''", "'")
    if word[:1] == '"':
        return _read_json(key, word)
    return {"true": True, "false": False, "null": None, "": None}.get(word, word)


def _read_json(key: str, text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise FrontMatterError(key) from None
