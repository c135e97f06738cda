"""Read a folder of Markdown or text files, one page a file: those of an export of ours, and any others.

Every file is only data: links are not followed, nothing but plain files up to a size is read, and a file that can't
be read is named in the report and skipped. Which files are of an export is told by their own first lines, so that they
may be renamed, moved or mixed with others. Of any other file the text comes in as it stands, headings and all; only
front matter is taken off.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from journal_app.exchange.body_links import to_references
from journal_app.exchange.dating import date_text, title_in_name
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.form import DraftForm, EntryForm, Form, unknown_keys
from journal_app.exchange.found import Found
from journal_app.exchange.front_matter import split_front_matter
from journal_app.exchange.json_source import find_markdown_record, read_wide, refuse_half_characters
from journal_app.exchange.kept_items import files_of, found_in_file
from journal_app.exchange.markdown_page import FrontMatterError, MarkdownPage, PageKind, read_page
from journal_app.exchange.page_files import with_files
from journal_app.exchange.records import BadRecordError, NamedFile, draft_of, entry_of, read_form
from journal_app.exchange.report import SkippedFile, SkipReason
from journal_app.exchange.safe_files import SkipError, inside, read_plain
from journal_app.journal.bringing_in import Arriving
from journal_app.journal.errors import JournalError
from journal_app.journal.tags import tag_name
from journal_app.journal.text import is_blank, stored_form
from journal_app.journal.whole import JournalWide, WholeDraft, WholeEntry
from journal_app.settings.clock import Clock

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
LARGEST_FILE_BYTES = 25 * 1024 * 1024
MOST_FILES = 1_000_000
"""An export of a hundred thousand entries has several files an entry, its earlier wordings among them."""

_USED_KEYS = frozenset({"title", "date", "created", "created_at", "created at"})
_TAG_KEYS = frozenset({"tag", "tags"})
_ABOUT = "about.txt"


def check_source(source: Path) -> None:
    """Raise ExchangeError when there is nothing readable to import."""
    if not source.exists():
        raise ExchangeError(ExchangeProblem.SOURCE_MISSING, source=str(source))
    if not os.access(source, os.R_OK | os.X_OK if source.is_dir() else os.R_OK):
        raise ExchangeError(ExchangeProblem.SOURCE_NOT_READABLE, source=str(source))


class TextFolder:
    """A folder of texts; those of an export keep all they have."""

    form = "markdown"

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Count the files. Raises ExchangeError for what is no folder, or holds too many."""
        if not folder.is_dir():
            raise ExchangeError(ExchangeProblem.SOURCE_NOT_A_FOLDER, source=str(folder))
        self._folder = folder
        self._zone: ZoneInfo = clock.zone()
        self._now: datetime = clock.now()
        self._record = find_markdown_record(folder)
        self._done = 0
        self._total = 0
        for _ in _list_texts(folder):
            self._total += 1
            if self._total > MOST_FILES:
                raise ExchangeError(ExchangeProblem.TOO_MANY_FILES, most=MOST_FILES)
        self._histories: set[str] = set()
        self._named: set[str] = set()

    def wide(self) -> JournalWide:
        """Return what belongs to no page, from the export's own record."""
        return JournalWide() if self._record is None else read_wide(self._record)[0]

    def total(self) -> int:
        """Return how many files there are."""
        return self._total

    def done(self) -> int:
        """Return how many files were read."""
        return self._done

    def pages(self) -> Iterator[Found]:
        """Give every page, then the earlier wordings that no page named, and last what is kept beside the pages."""
        self._done = 0
        self._histories.clear()
        self._named.clear()
        if self._record is not None:
            _, keys, skipped = read_wide(self._record)
            yield Found(self._record.name, skipped=skipped, left_out_keys=keys)
        for path in _list_texts(self._folder):
            told = _readable(path.relative_to(self._folder).as_posix())
            self._done += 1
            if self._record is not None and told == _ABOUT:
                continue
            try:
                yield self._read(path, told)
            except SkipError as skip:
                yield Found(told, skipped=(SkippedFile(told, skip.reason, skip.place),))
        for lost in sorted(self._histories - self._named):
            yield Found(lost, skipped=(SkippedFile(lost, SkipReason.WITHOUT_ITS_PAGE),))
        for path, kind in files_of(self._folder) if self._record is not None else ():
            yield from found_in_file(path, _readable(path.relative_to(self._folder).as_posix()), kind)

    def _read(self, path: Path, told: str) -> Found:
        data, file_time = read_plain(path, LARGEST_FILE_BYTES)
        try:
            text = stored_form(data.decode("utf-8"))
            page = read_page(text)
            if page is not None:
                return self._read_own(page, told, len(data))
            return self._read_other(path, told, text, data, file_time)
        except UnicodeDecodeError:
            raise SkipError(SkipReason.NOT_UTF8) from None
        except JournalError as error:
            raise SkipError(SkipReason(error.code.value)) from None
        except FrontMatterError as error:
            raise SkipError(SkipReason.NOT_UNDERSTOOD, error.key) from None
        except BadRecordError as error:
            raise SkipError(error.reason, error.place) from None

    def _read_other(self, path: Path, told: str, text: str, data: bytes, file_time: float) -> Found:
        parts = split_front_matter(text)
        if is_blank("", parts.text):
            raise SkipError(SkipReason.EMPTY)
        dating = date_text(parts.values, path.stem, file_time, self._zone)
        tags, has_others = _tags(parts.items)
        entry = WholeEntry(
            uid="",
            written_at=dating.written_at,
            zone=dating.zone,
            title=parts.values.get("title") or title_in_name(_readable(path.stem)),
            body=parts.text,
            created_at=self._now,
            tags=tags,
            origin=f"text-folder:{hashlib.sha256(data).hexdigest()}:{told}",
        )
        keys = frozenset(parts.values) - _USED_KEYS - (frozenset() if has_others else _TAG_KEYS)
        return Found(told, Arriving(entry), len(data), dated_by=dating.by, left_out_keys=keys)

    def _read_own(self, page: MarkdownPage, told: str, size: int) -> Found:
        match page.kind:
            case PageKind.ENTRY:
                return self._read_entry(page, told, size)
            case PageKind.DRAFT:
                form = _form(DraftForm, page)
                draft, files = draft_of(form)
                return self._found(draft, files, page, told, size, _keys(page, DraftForm))
            case PageKind.WORDING:
                self._histories.add(told)
                return Found(told)
            case _:
                raise SkipError(SkipReason.NEWER_FORM)

    def _read_entry(self, page: MarkdownPage, told: str, size: int) -> Found:
        links, named = page.fields.pop("links", {}), page.fields.pop("versions", [])
        if not (isinstance(links, dict) and isinstance(named, list)):
            raise SkipError(SkipReason.NOT_UNDERSTOOD, "links" if isinstance(named, list) else "versions")
        versions, skipped = self._read_versions(page, told, named)
        page.fields["versions"] = versions
        entry, files = entry_of(_form(EntryForm, page))
        keys = _keys(page, EntryForm)
        found = self._found(entry, files, page, told, size, keys, links=links)
        return Found(told, found.arriving, size, (*found.skipped, *skipped), left_out_keys=keys)

    def _read_versions(
        self, page: MarkdownPage, told: str, named: list[Any]
    ) -> tuple[list[dict[str, Any]], tuple[SkippedFile, ...]]:
        """Return the earlier wordings a page names, and what ails those that can't be read."""
        versions: list[dict[str, Any]] = []
        skipped = []
        for name in named:
            try:
                versions.append(self._read_version(page, told, str(name)))
            except SkipError as skip:
                skipped.append(SkippedFile(told, skip.reason, str(name)))
        return versions, tuple(skipped)

    def _read_version(self, page: MarkdownPage, told: str, name: str) -> dict[str, Any]:
        path = inside(self._folder, told, name)
        data, _ = read_plain(self._folder / path, LARGEST_FILE_BYTES)
        self._named.add(path)
        try:
            version = read_page(stored_form(data.decode("utf-8")))
        except (UnicodeDecodeError, JournalError, FrontMatterError):
            raise SkipError(SkipReason.NOT_UNDERSTOOD) from None
        is_of_page = version is not None and version.fields.pop("of", "") == page.fields.get("id")
        if version is None or version.kind is not PageKind.WORDING or not is_of_page:
            raise SkipError(SkipReason.WITHOUT_ITS_PAGE)
        return {**version.fields, "body": version.body}

    def _found(
        self,
        page: WholeEntry | WholeDraft,
        files: tuple[NamedFile, ...],
        written: MarkdownPage,
        told: str,
        size: int,
        keys: frozenset[str],
        links: dict[str, Any] | None = None,
    ) -> Found:
        refuse_half_characters(written.fields)
        paths = {f"entry:{uid}": path for path, uid in (links or {}).items()}
        paths |= {f"attachment:{named.file.uid}": named.path for named in files}
        if paths:
            page = replace(page, body=to_references(page.body, paths))
        arriving, skipped = with_files(page, files, self._folder, told, told)
        return Found(told, arriving, size, skipped, left_out_keys=keys)


def _tags(items: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    """Return the tags that front matter names, and whether it names others that can be none."""
    tags: list[str] = []
    named = [item for key in sorted(_TAG_KEYS) for item in items.get(key, ())]
    for item in named:
        with suppress(JournalError):
            tags.append(tag_name(item))
    return tuple(tags), len(tags) < len(named)


def _form(form: type[Form], page: MarkdownPage) -> Any:
    # Any: one of the forms, which the caller named.
    return read_form({**page.fields, "body": page.body}, form)


def _keys(page: MarkdownPage, form: type[Form]) -> frozenset[str]:
    return frozenset(unknown_keys(page.fields, form))


def _list_texts(folder: Path) -> Iterator[Path]:
    """Give the text files below the folder, in a steady order; hidden files and folders are left out."""
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        texts = (name for name in sorted(names) if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES)
        yield from (Path(parent) / name for name in texts)


def _readable(name: str) -> str:
    """Return a file name as text; bytes that are not UTF-8 become escapes, so that any name can be told and kept."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
