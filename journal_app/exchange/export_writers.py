"""The two forms an export has on disk.

Markdown, to read and to go on with in other programs:

    about.txt                              what this is, and that anyone can read it
    journal.json                           the journal's own record (`form.py`), with format and version
    entries/2026/2026-05-14_183015_123.md  a page a file, under its time on the wall (`file_names.py`)
    history/2026/2026-05-14_183015_123/1.md  its earlier wordings, oldest first; the entry's `versions` names them
    trash/1.md  drafts/1.md                pages of the trash, and pages begun
    assets/<id>.jpg                        pictures and files; pages name them by relative links
    kept/practices.json and so on          what is kept beside the pages, a file for each of its kinds

Links between pages are relative links; `links` in the front matter says which entry each leads to, so that an import
finds the way back. JSON, to keep and to work with: `journal.json` is one object, written a page a line so that it can
be read and written in a stream, with `format`, `version`, `exported_at`, `journal`, `entries`, `trash`, `drafts`, and
what is kept beside the pages, kind by kind (`kept_items.py`); files lie beside it in `assets`, named by each
attachment's `file`.
"""

import json
import posixpath
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from journal_app.exchange.body_links import to_paths
from journal_app.exchange.file_names import entry_path, entry_stem, file_path
from journal_app.exchange.form import VERSION, plain
from journal_app.exchange.kept_items import FOLDER, SECTION_OF
from journal_app.exchange.markdown_page import PageKind, write_page
from journal_app.exchange.records import draft_record, entry_record, version_record, wide_record
from journal_app.journal.kept_records import KeptRecord, kind_of
from journal_app.journal.whole import JournalWide, WholeDraft, WholeEntry
from journal_app.settings.product import DISPLAY_NAME

JSON_FORMAT = "kindroot-journal"
MARKDOWN_FORMAT = "kindroot-markdown"
RECORD_FILE = "journal.json"

ABOUT = f"""\
These files hold pages of a journal, written out by {DISPLAY_NAME} as plain text. They are not encrypted: anyone who can
open this folder can read them. Keep it somewhere safe, or delete it when it has done its work.

`kindroot import FOLDER --vault VAULT` brings them back into a journal, with nothing lost.
"""


class Writer(Protocol):
    """Writes pages in one form."""

    folder: Path

    def write_wide(self, wide: JournalWide) -> None:
        """Write what belongs to no page."""

    def write_entry(self, entry: WholeEntry, places: dict[str, int]) -> None:
        """Write an entry; `places` are those of the entries it may link to."""

    def write_trashed(self, entry: WholeEntry) -> None:
        """Write a page of the trash."""

    def write_draft(self, draft: WholeDraft) -> None:
        """Write a page begun."""

    def write_kept(self, record: KeptRecord) -> None:
        """Write a record of what is kept beside the pages; those of a kind come one after another."""


class _Folder:
    """What both forms have in common: a folder, entered and left."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self._now = now

    def __enter__(self) -> Self:
        self._write_text("about.txt", ABOUT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is open."""

    def _write_text(self, inside: str, text: str) -> None:
        path = self.folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)

    def _head(self, form: str) -> dict[str, Any]:
        return {"format": form, "version": VERSION, "exported_at": self._now.isoformat().replace("+00:00", "Z")}


class MarkdownWriter(_Folder):
    """A folder of Markdown files."""

    def __init__(self, folder: Path, now: datetime) -> None:
        super().__init__(folder, now)
        self._trashed = self._drafts = 0
        self._section = ""
        self._file: TextIO | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file that is open, if any."""
        self._close()

    def write_wide(self, wide: JournalWide) -> None:
        """Write `journal.json`."""
        record = {**self._head(MARKDOWN_FORMAT), "journal": plain(wide_record(wide))}
        self._write_text(RECORD_FILE, json.dumps(record, ensure_ascii=False, indent=1) + "\n")

    def write_entry(self, entry: WholeEntry, places: dict[str, int]) -> None:
        """Write an entry, its links to entries and files as relative paths, and its earlier wordings beside it."""
        self._write(
            entry,
            entry_path(entry.place),
            f"history/{entry_stem(entry.place)[:4]}/{entry_stem(entry.place)}",
            {f"entry:{uid}": entry_path(place) for uid, place in places.items()},
        )

    def write_trashed(self, entry: WholeEntry) -> None:
        """Write a page of the trash under a number."""
        self._trashed += 1
        self._write(entry, f"trash/{self._trashed}.md", f"history/trash/{self._trashed}", {})

    def write_draft(self, draft: WholeDraft) -> None:
        """Write a page begun under a number."""
        self._drafts += 1
        path = f"drafts/{self._drafts}.md"
        fields = plain(draft_record(draft, lambda uid, name: _relative(path, file_path(uid, name))))
        body = fields.pop("body", "")
        paths = {f"attachment:{file.uid}": _relative(path, file_path(file.uid, file.name)) for file in draft.files}
        self._write_text(path, write_page(PageKind.DRAFT, fields, to_paths(body, paths)))

    def write_kept(self, record: KeptRecord) -> None:
        """Write a record into the file of its kind, a record a line."""
        section = SECTION_OF[kind_of(record)]
        if self._file is None or section != self._section:
            self._close()
            path = self.folder / FOLDER / f"{section}.json"
            path.parent.mkdir(exist_ok=True)
            self._file, self._section = path.open("x", encoding="utf-8", newline=""), section
            self._file.write(f'{json.dumps(self._head(MARKDOWN_FORMAT))[:-1]},\n"{section}": [\n')
        else:
            self._file.write(",\n")
        self._file.write(json.dumps(plain(record), ensure_ascii=False))

    def _close(self) -> None:
        if self._file is not None:
            with self._file:
                self._file.write("\n]}\n")
            self._file = None

    def _write(self, entry: WholeEntry, path: str, history: str, targets: dict[str, str]) -> None:
        fields = plain(entry_record(entry, lambda uid, name: _relative(path, file_path(uid, name))))
        body = fields.pop("body", "")
        links = {name: _relative(path, target) for name, target in targets.items() if name in body}
        paths = links | {
            f"attachment:{file.uid}": _relative(path, file_path(file.uid, file.name)) for file in entry.files
        }
        if entry.versions:
            fields["versions"] = self._write_versions(entry, path, history)
        if links:
            fields["links"] = {target: name.removeprefix("entry:") for name, target in links.items()}
        self._write_text(path, write_page(PageKind.ENTRY, fields, to_paths(body, paths)))

    def _write_versions(self, entry: WholeEntry, path: str, history: str) -> list[str]:
        names = []
        for number, version in enumerate(entry.versions, start=1):
            name = f"{history}/{number}.md"
            fields = {"of": entry.uid, **plain(version_record(version))}
            body = fields.pop("body", "")
            self._write_text(name, write_page(PageKind.WORDING, fields, body))
            names.append(_relative(path, name))
        return names


class JsonWriter(_Folder):
    """One JSON file, a page a line."""

    _file: TextIO

    def __enter__(self) -> Self:
        super().__enter__()
        self._file = (self.folder / RECORD_FILE).open("x", encoding="utf-8", newline="")
        self._section = ""
        self._file.write("{")
        self._file.write(
            ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in self._head(JSON_FORMAT).items())
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the last section, the object and the file."""
        with self._file:
            if error is None:
                self._file.write("\n]}\n" if self._section else "}\n")

    def write_wide(self, wide: JournalWide) -> None:
        """Write the journal's own record."""
        self._file.write(',\n"journal": ' + json.dumps(plain(wide_record(wide)), ensure_ascii=False))

    def write_entry(self, entry: WholeEntry, places: dict[str, int]) -> None:
        """Write an entry; its links stay as they are."""
        self._write("entries", plain(entry_record(entry, file_path)))

    def write_trashed(self, entry: WholeEntry) -> None:
        """Write a page of the trash."""
        self._write("trash", plain(entry_record(entry, file_path)))

    def write_draft(self, draft: WholeDraft) -> None:
        """Write a page begun."""
        self._write("drafts", plain(draft_record(draft, file_path)))

    def write_kept(self, record: KeptRecord) -> None:
        """Write a record of what is kept beside the pages."""
        self._write(SECTION_OF[kind_of(record)], plain(record))

    def _write(self, section: str, record: dict[str, Any]) -> None:
        if section != self._section:
            before = "\n],\n" if self._section else ",\n"
            self._file.write(f'{before}"{section}": [\n')
            self._section = section
        else:
            self._file.write(",\n")
        self._file.write(json.dumps(record, ensure_ascii=False))


def _relative(path: str, target: str) -> str:
    """Return the way from a file to another, both by their paths inside the export."""
    return posixpath.relpath(target, posixpath.dirname(path))
