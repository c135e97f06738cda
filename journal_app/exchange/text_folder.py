"""Bring in a folder of Markdown or text files, one entry a file; a file that came in before stays single.

Every file is only data: links are not followed, nothing but plain files up to a size is read, and a file that can't
be read is named in the report and skipped. The text comes in as it stands, headings and all; only front matter is
taken off.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from journal_app.exchange.dating import DatedBy, date_text, title_in_name
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.front_matter import split_front_matter
from journal_app.journal.entries import BATCH, NewEntry, add_entries, known_origins
from journal_app.journal.errors import JournalError
from journal_app.journal.text import is_blank, stored_form
from journal_app.settings.clock import Clock
from journal_app.vault.vault import Vault

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
LARGEST_FILE_BYTES = 25 * 1024 * 1024
MOST_FILES = 10_000
LARGEST_BATCH_BYTES = 50 * 1024 * 1024
"""Text held in memory before it goes into the vault."""

_USED_KEYS = frozenset({"title", "date", "created", "created_at", "created at"})


class SkipReason(StrEnum):
    """Why one file did not come in; each has its sentence in `settings/sentences.py`."""

    IS_LINK = "import_is_link"
    NOT_A_FILE = "import_not_a_file"
    TOO_LARGE = "import_too_large"
    NOT_READABLE = "import_not_readable"
    NOT_UTF8 = "import_not_utf8"
    EMPTY = "import_empty"
    TEXT_HAS_NUL = "text_has_nul"
    TEXT_HAS_BROKEN_CHARACTER = "text_has_broken_character"
    MOMENT_OUT_OF_RANGE = "moment_out_of_range"


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that did not come in, by its path inside the folder."""

    path: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `is_dry_run` would do. Paths are those inside the folder, in its order.

    `dated_by_file_time` names the files whose date is a guess, `left_out_keys` the front matter no entry has room for.
    """

    added: int
    already_there: int
    skipped: tuple[SkippedFile, ...]
    dated_by_file_time: tuple[str, ...]
    left_out_keys: tuple[str, ...]
    is_dry_run: bool


def import_text_folder(vault: Vault, clock: Clock, folder: Path, *, dry_run: bool = False) -> ImportReport:
    """Bring in the texts below a folder; a dry run changes nothing.

    Raises ExchangeError (nothing was changed) and VaultError (the finished thousands stay, and come in once).
    """
    paths = _list_texts(folder)
    tally = _Tally()
    for batch in _batches(folder, paths, clock.zone(), tally):
        known = known_origins(vault, [text.origin for text in batch])
        fresh = [text for text in batch if text.origin not in known]
        if not dry_run:
            add_entries(vault, clock, (text.entry for text in fresh))
        tally.count(fresh, already_there=len(batch) - len(fresh))
    return ImportReport(
        added=tally.added,
        already_there=tally.already_there,
        skipped=tuple(tally.skipped),
        dated_by_file_time=tuple(tally.dated_by_file_time),
        left_out_keys=tuple(sorted(tally.left_out_keys)),
        is_dry_run=dry_run,
    )


def check_source(folder: Path) -> None:
    """Raise ExchangeError when there is no readable folder to import."""
    if not folder.exists():
        raise ExchangeError(ExchangeProblem.SOURCE_MISSING, source=str(folder))
    if not folder.is_dir():
        raise ExchangeError(ExchangeProblem.SOURCE_NOT_A_FOLDER, source=str(folder))
    if not os.access(folder, os.R_OK | os.X_OK):
        raise ExchangeError(ExchangeProblem.SOURCE_NOT_READABLE, source=str(folder))


@dataclass(frozen=True, slots=True)
class _Text:
    path: str
    origin: str
    size: int
    dated_by: DatedBy
    left_out_keys: frozenset[str]
    entry: NewEntry


@dataclass(slots=True)
class _Tally:
    added: int = 0
    already_there: int = 0
    skipped: list[SkippedFile] = field(default_factory=list)
    dated_by_file_time: list[str] = field(default_factory=list)
    left_out_keys: set[str] = field(default_factory=set)

    def count(self, fresh: list[_Text], *, already_there: int) -> None:
        self.added += len(fresh)
        self.already_there += already_there
        for text in fresh:
            self.left_out_keys |= text.left_out_keys
            if text.dated_by is DatedBy.FILE_TIME:
                self.dated_by_file_time.append(text.path)


class _Skip(Exception):  # noqa: N818 - says what to do, not what broke
    def __init__(self, reason: SkipReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def _list_texts(folder: Path) -> list[Path]:
    """Return the text files below the folder, in a steady order; hidden files and folders are left out."""
    check_source(folder)
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        texts = (name for name in sorted(names) if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES)
        found += [Path(parent) / name for name in texts]
        if len(found) > MOST_FILES:
            raise ExchangeError(ExchangeProblem.TOO_MANY_FILES, most=MOST_FILES)
    return found


def _batches(folder: Path, paths: list[Path], zone: ZoneInfo, tally: _Tally) -> Iterator[list[_Text]]:
    """Read the files and give them by the batch, bounded in number and size; what can't be read goes to the tally."""
    batch: list[_Text] = []
    size = 0
    for path in paths:
        inside = _readable(path.relative_to(folder).as_posix())
        try:
            batch.append(_read_text(path, inside, zone))
            size += batch[-1].size
        except _Skip as skip:
            tally.skipped.append(SkippedFile(inside, skip.reason))
        if len(batch) == BATCH or size > LARGEST_BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_text(path: Path, inside: str, zone: ZoneInfo) -> _Text:
    data, file_time = _read_bytes(path)
    try:
        parts = split_front_matter(stored_form(data.decode("utf-8")))
        title = parts.values.get("title") or title_in_name(_readable(path.stem))
        if is_blank("", parts.text):
            raise _Skip(SkipReason.EMPTY)
        dating = date_text(parts.values, path.stem, file_time, zone)
        entry = NewEntry(title, parts.text, dating.written_at, dating.zone, origin=_origin(inside, data))
    except UnicodeDecodeError:
        raise _Skip(SkipReason.NOT_UTF8) from None
    except JournalError as error:
        raise _Skip(SkipReason(error.code.value)) from None
    return _Text(inside, _origin(inside, data), len(data), dating.by, frozenset(parts.values) - _USED_KEYS, entry)


def _read_bytes(path: Path) -> tuple[bytes, float]:
    """Return a plain file's bytes and its time; a pipe or device is never opened."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise _Skip(SkipReason.IS_LINK)
        if not stat.S_ISREG(found.st_mode):
            raise _Skip(SkipReason.NOT_A_FILE)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE_BYTES + 1)
    except OSError:
        raise _Skip(SkipReason.NOT_READABLE) from None
    if len(data) > LARGEST_FILE_BYTES:
        raise _Skip(SkipReason.TOO_LARGE)
    return data, found.st_mtime


def _origin(inside: str, data: bytes) -> str:
    """Return what makes this text the same one next time: its path inside the folder and the hash of its bytes."""
    return f"text-folder:{hashlib.sha256(data).hexdigest()}:{inside}"


def _readable(name: str) -> str:
    """Return a file name as text; bytes that are not UTF-8 become escapes, so that any name can be told and kept."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
