"""The entries that someone filled in for everyone who uses this computer, in a plain file beside the settings.

It has the form of a region of a pack's support page (`[[entry]]` with the same keys), so it can be copied to other
computers or written by hand. It lies open to whoever shares the computer: only the keys below are ever read or written,
and the form says who can read it. Reading it never fails: what in it is not as it should be is passed over.
"""

import contextlib
import dataclasses
import json
import os
import tomllib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path

from journal_app.content.model import Support, SupportEntry, SupportRegion

LOCAL = "local"
"""The id of the region that is meant for entries of one's own place; a pack's own of this name is filled up."""

LARGEST_FILE_BYTES = 64 * 1024
MOST_ENTRIES = 50
LONGEST_TEXT = 500
_LONGEST_LINE = 8_000
"""`tomllib` takes time by the square of a line of dotted keys."""

_TEXTS = ("kind", "name", "how", "hours", "cost", "privacy", "checked_by")


class HereProblem(StrEnum):
    """What can be wrong with the file; `sentences.py` says it in words."""

    DAMAGED = "here_damaged"
    NOT_SAVED = "here_not_saved"


class HereError(Exception):
    """The file could not be written; `code` is a HereProblem."""

    def __init__(self, code: HereProblem) -> None:
        super().__init__(code)
        self.code = code
        self.fields: dict[str, object] = {}


def read_here(path: Path) -> tuple[tuple[SupportEntry, ...], HereProblem | None]:
    """Return the entries of the file, and what was wrong with it as a whole; a file that is missing is right too."""
    try:
        stored = _read(path)
    except FileNotFoundError:
        return (), None
    except (OSError, ValueError, RecursionError):
        return (), HereProblem.DAMAGED
    rows = stored.get("entry", [])
    if not isinstance(rows, list):
        return (), HereProblem.DAMAGED
    return tuple(entry for row in rows[:MOST_ENTRIES] if (entry := _entry(row)) is not None), None


def write_here(path: Path, entries: Iterable[SupportEntry]) -> None:
    """Write the file whole or not at all; raises HereError where the disk won't, and nothing is changed then."""
    beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(_table(entry) for entry in entries))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise HereError(HereProblem.NOT_SAVED) from error


def with_here(support: Support, entries: tuple[SupportEntry, ...], name: str) -> Support:
    """Return a pack's support page with these entries in its region for one's own place, called `name` without one."""
    regions = support.regions
    if not any(one.id == LOCAL for one in regions):
        regions = (SupportRegion(LOCAL, name, ()), *regions) if entries else regions
    filled = tuple(
        dataclasses.replace(one, entries=(*entries, *one.entries)) if one.id == LOCAL else one for one in regions
    )
    return dataclasses.replace(support, regions=filled)


def _read(path: Path) -> dict[str, object]:
    if path.exists() and not path.is_file():  # opening a pipe that someone left in its place would wait for ever
        raise ValueError(path.name)
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE_BYTES + 1)
    text = raw.decode("utf-8")
    if len(raw) > LARGEST_FILE_BYTES or any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        raise ValueError(path.name)
    return tomllib.loads(text)


def _entry(row: object) -> SupportEntry | None:
    """Return an entry with what in it is as it should be; None without a name and a way to reach it."""
    if not isinstance(row, dict):
        return None
    texts = {key: _text(row.get(key)) for key in _TEXTS}
    if not texts["name"] or not texts["how"]:
        return None
    spoken = row.get("languages")
    languages = tuple(text for one in spoken[:20] if (text := _text(one))) if isinstance(spoken, list) else ()
    texts["kind"] = texts["kind"] or LOCAL
    return SupportEntry(**texts, languages=languages, checked_on=_day(row.get("checked_on")))


def _text(value: object) -> str:
    return " ".join(value.split())[:LONGEST_TEXT] if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _table(entry: SupportEntry) -> str:
    lines = [f"{key} = {_quoted(getattr(entry, key))}" for key in _TEXTS]
    lines.append(f"languages = [{', '.join(map(_quoted, entry.languages))}]")
    lines.append(f'checked_on = "{entry.checked_on.isoformat() if entry.checked_on else ""}"')
    return "\n".join(("[[entry]]", *lines, ""))


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON's own is one, but for U+007F."""
    return json.dumps(" ".join(text.split())[:LONGEST_TEXT], ensure_ascii=False).replace("\x7f", "\\u007f")
