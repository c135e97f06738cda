"""Read a journal back from the one JSON object of an export; the form is in `form.py` and `export_writers.py`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.export_writers import JSON_FORMAT, MARKDOWN_FORMAT
from journal_app.exchange.form import VERSION, DraftForm, EntryForm, WideForm, unknown_keys
from journal_app.exchange.found import Found
from journal_app.exchange.json_items import Item, JsonCutShortError, JsonItems, JsonNotUtf8Error, JsonTooLargeError
from journal_app.exchange.kept_items import SECTIONS, found_item
from journal_app.exchange.page_files import with_files
from journal_app.exchange.records import BadRecordError, draft_of, entry_of, read_form, wide_of
from journal_app.exchange.report import SkippedFile, SkipReason
from journal_app.exchange.safe_files import SkipError, open_plain
from journal_app.journal.whole import JournalWide

LARGEST_BYTES = 64 * 1024 * 1024 * 1024
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HEAD_BYTES = 4096
_HEAD_KEYS = frozenset({"format", "version", "exported_at", "journal"})
_MOST_LOOKED_AT = 10_000
_PAGES = {"entries": EntryForm, "trash": EntryForm, "drafts": DraftForm}
_KNOWN = frozenset({*_PAGES, *SECTIONS})


def find_record(source: Path) -> Path | None:
    """Return the JSON file of an export: the source itself, or the one at the top of a folder, whatever its name."""
    if source.is_file() and not source.is_symlink():
        return source if form_of(source) == JSON_FORMAT else None
    return next((path for path in _records(source) if form_of(path) == JSON_FORMAT), None)


def find_markdown_record(folder: Path) -> Path | None:
    """Return the file that holds what belongs to no page, in a folder of Markdown files; None where there is none."""
    return next((path for path in _records(folder) if form_of(path) == MARKDOWN_FORMAT), None)


def form_of(path: Path) -> str | None:
    """Return the form a file says it is of at its very beginning, or None. Raises ExchangeError for a newer one."""
    try:
        with open_plain(path, LARGEST_BYTES) as file:
            head = file.read(_HEAD_BYTES)
            if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return None
            file.seek(0)
            return _said_form(file)
    except (SkipError, OSError, JsonCutShortError, JsonTooLargeError, JsonNotUtf8Error):
        return None


def read_wide(path: Path) -> tuple[JournalWide, frozenset[str], tuple[SkippedFile, ...]]:
    """Return what a file says of the journal as a whole, the keys it can't place, and what can't be read."""
    try:
        with open_plain(path, LARGEST_BYTES) as file:
            for item in JsonItems(file):
                if item.key == "journal":
                    record = item.value
                    keys = frozenset(unknown_keys(record, WideForm)) if isinstance(record, dict) else frozenset()
                    return wide_of(read_form(record, WideForm)), keys, ()
    except BadRecordError as error:
        told = f"{path.name}: journal"
        return JournalWide(), frozenset(), (SkippedFile(told, error.reason, error.place),)
    except (SkipError, OSError, JsonCutShortError, JsonTooLargeError, JsonNotUtf8Error):
        pass  # what ails the file is told where its pages are read
    return JournalWide(), frozenset(), ()


class JsonSource:
    """The JSON file of an export, with its files beside it."""

    form = "json"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._items: JsonItems | None = None

    def wide(self) -> JournalWide:
        """Return what belongs to no page."""
        return read_wide(self._path)[0]

    def total(self) -> int:
        """Return the file's bytes."""
        return self._path.stat().st_size

    def done(self) -> int:
        """Return how many bytes were read."""
        return 0 if self._items is None else self._items.bytes_read

    def pages(self) -> Iterator[Found]:
        """Give every page, and last what ails the file itself."""
        name = self._path.name
        _, keys, skipped = read_wide(self._path)
        yield Found(name, skipped=skipped, left_out_keys=keys)
        try:
            with open_plain(self._path, LARGEST_BYTES) as file:
                self._items = JsonItems(file)
                for item in self._items:
                    yield self._found(name, item)
        except JsonCutShortError:
            yield Found(name, skipped=(SkippedFile(name, SkipReason.CUT_SHORT),))
        except JsonNotUtf8Error:
            yield Found(name, skipped=(SkippedFile(name, SkipReason.NOT_UTF8),))
        except JsonTooLargeError:
            yield Found(name, skipped=(SkippedFile(name, SkipReason.TOO_LARGE),))
        except SkipError as skip:
            yield Found(name, skipped=(SkippedFile(name, skip.reason),))
        except OSError:
            yield Found(name, skipped=(SkippedFile(name, SkipReason.NOT_READABLE),))

    def _found(self, name: str, item: Item) -> Found:
        if item.number is None or item.key not in _KNOWN:
            unknown = frozenset() if item.key in _HEAD_KEYS or item.key in _KNOWN else frozenset({item.key})
            return Found(name, left_out_keys=unknown)
        told = f"{name}: {item.key} {item.number + 1}"
        if item.key in SECTIONS:
            return found_item(told, SECTIONS[item.key], item.value)
        try:
            return self._page(name, told, item)
        except BadRecordError as error:
            return Found(told, skipped=(SkippedFile(told, error.reason, error.place),))

    def _page(self, name: str, told: str, item: Item) -> Found:
        form: type[EntryForm] | type[DraftForm] = DraftForm if item.key == "drafts" else EntryForm
        record = read_form(item.value, form)
        refuse_half_characters(item.value)
        page, files = entry_of(record) if isinstance(record, EntryForm) else draft_of(record)
        arriving, skipped = with_files(page, files, self._path.parent, name, told)
        size = len(record.body) * 2
        return Found(told, arriving, size, skipped, left_out_keys=frozenset(unknown_keys(item.value, form)))


def refuse_half_characters(value: Any) -> None:
    """Raise BadRecordError where any text of a record holds half a character, which has no form on disk."""
    # Any: JSON's own types.
    match value:
        case str():
            if _LONE_SURROGATE.search(value):
                raise BadRecordError(SkipReason.TEXT_HAS_BROKEN_CHARACTER)
        case list():
            for item in value:
                refuse_half_characters(item)
        case dict():
            for key, item in value.items():
                refuse_half_characters(key)
                refuse_half_characters(item)


def _said_form(file: BinaryIO) -> str | None:
    form: str | None = None
    for item in JsonItems(file, errors="replace"):  # a form is one even in the wrong encoding, which is told later
        if item.number is not None or item.key not in _HEAD_KEYS:
            break
        if item.key == "format" and item.value in (JSON_FORMAT, MARKDOWN_FORMAT):
            form = item.value
        if item.key == "version" and form is not None:
            if isinstance(item.value, int) and item.value > VERSION:
                raise ExchangeError(ExchangeProblem.SOURCE_NEWER)
            return form
        if item.key == "journal":
            break
    return form


def _records(folder: Path) -> list[Path]:
    """Return the plain files at the top of a folder that may be JSON, in a steady order."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())[:_MOST_LOOKED_AT]
    except OSError:
        return []
