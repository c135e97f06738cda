"""Write a journal out as files that any program can read, whole or not at all.

Everything goes into a folder beside the one asked for, named `….partial`, which gets its name once it is complete; on
any failure, and when it is stopped, it is removed. Pages are read and written by the group, so that memory does not
grow with the journal; between two groups the caller can do other things, or stop.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.export_writers import JsonWriter, MarkdownWriter, Writer
from journal_app.exchange.file_names import file_path
from journal_app.exchange.report import ExportReport, Progress
from journal_app.journal.everything import (
    ALL_DAYS,
    DaySpan,
    count_all,
    places_of,
    read_drafts,
    read_entries,
    read_file_bytes,
    read_journal_wide,
    read_trash,
)
from journal_app.journal.kept_reading import count_kept, read_kept
from journal_app.journal.kept_records import KeptKind, KeptRecord, kind_of
from journal_app.journal.markup import Target, find_references
from journal_app.journal.moments import local_time
from journal_app.journal.whole import KeptFile, WholeDraft, WholeEntry
from journal_app.settings.clock import Clock
from journal_app.vault.vault import Vault

PARTIAL_SUFFIX = ".partial"


class ExportFormat(StrEnum):
    """The forms a journal can be written in."""

    MARKDOWN = "markdown"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What to write, and in which form."""

    format: ExportFormat
    span: DaySpan = ALL_DAYS
    with_trash: bool = True


def check_target(out: Path, vault_folder: Path) -> None:
    """Raise ExchangeError where nothing can be written to `out`: it must not be there, or be an empty folder."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise ExchangeError(ExchangeProblem.OUT_NOT_A_FOLDER, out=str(out))
    if out.is_dir() and next(out.iterdir(), None) is not None:
        raise ExchangeError(ExchangeProblem.OUT_NOT_EMPTY, out=str(out))
    if not out.parent.is_dir():
        raise ExchangeError(ExchangeProblem.OUT_PARENT_MISSING, out=str(out.parent))
    if out.resolve().is_relative_to(vault_folder.resolve()):
        raise ExchangeError(ExchangeProblem.OUT_IN_VAULT, out=str(out))
    partial = _partial(out)
    if partial.exists() or partial.is_symlink():
        raise ExchangeError(ExchangeProblem.OUT_PARTIAL_LEFT, partial=str(partial))


def look_at_export(vault: Vault, wish: ExportWish) -> ExportReport:
    """Return what an export would write; reads every page and writes none."""
    export = Export(vault, None, Path(), wish)
    for _ in export.count():
        pass
    return export.report


class Export:
    """One export: run its `steps` to the end, then ask for its `report`."""

    def __init__(self, vault: Vault, clock: Clock | None, out: Path, wish: ExportWish) -> None:
        self._vault = vault
        self._clock = clock
        self._out = out
        self._wish = wish
        self._entries = self._drafts = self._trashed = self._versions = self._files = 0
        self._kept: Counter[KeptKind] = Counter()

    @property
    def report(self) -> ExportReport:
        """What was written so far."""
        return ExportReport(
            entries=self._entries,
            drafts=self._drafts,
            trashed=self._trashed,
            versions=self._versions,
            files=self._files,
            is_dry_run=self._clock is None,
            kept=dict(self._kept),
        )

    def steps(self) -> Iterator[Progress]:
        """Write everything, a group a step. Raises ExchangeError and VaultError; then nothing is left.

        To stop, close the iterator: then too nothing is left.
        """
        check_target(self._out, self._vault.folder)
        partial = _partial(self._out)
        try:
            try:
                partial.mkdir(mode=0o700)
                yield from self._write(partial)
                if self._out.is_dir():
                    self._out.rmdir()
                partial.rename(self._out)
            except OSError as error:
                reason = error.strerror or "?"
                raise ExchangeError(ExchangeProblem.OUT_NOT_WRITTEN, out=str(self._out), reason=reason) from None
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise

    def count(self) -> Iterator[Progress]:
        """Go through everything as `steps` does, and write nothing."""
        for groups in (read_entries(self._vault, self._wish.span), self._drafts_inside(), self._trash()):
            for group in groups:
                for page in group:
                    self._count(page)
                yield Progress(self._done(), 0)
        for records in self._beside():
            self._kept.update(map(kind_of, records))
            yield Progress(self._done(), 0)

    def _write(self, folder: Path) -> Iterator[Progress]:
        assert self._clock is not None
        amount = count_all(self._vault, self._wish.span)
        total = amount.entries + amount.drafts + (amount.trashed if self._wish.with_trash else 0)
        total += count_kept(self._vault)
        kind = JsonWriter if self._wish.format is ExportFormat.JSON else MarkdownWriter
        with kind(folder, self._clock.now()) as writer:
            writer.write_wide(read_journal_wide(self._vault))
            for group in read_entries(self._vault, self._wish.span):
                yield from self._write_group(writer, group, total, links=self._links(group))
            for group in self._trash():
                yield from self._write_group(writer, group, total)
            for drafts in self._drafts_inside():
                yield from self._write_group(writer, drafts, total)
            for records in self._beside():
                for record in records:
                    writer.write_kept(record)
                self._kept.update(map(kind_of, records))
                yield Progress(self._done(), total)

    def _write_group(
        self,
        writer: Writer,
        group: Iterable[WholeEntry | WholeDraft],
        total: int,
        *,
        links: dict[str, int] | None = None,
    ) -> Iterator[Progress]:
        for page in group:
            for file in _files_of(page):
                self._write_file(writer.folder / file_path(file.uid, file.name), file)
            if isinstance(page, WholeDraft):
                writer.write_draft(page)
            elif page.trashed_at is not None:
                writer.write_trashed(page)
            else:
                writer.write_entry(page, links or {})
            self._count(page)
        yield Progress(self._done(), total)

    def _write_file(self, path: Path, file: KeptFile) -> None:
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as target:
            for piece in read_file_bytes(self._vault, file.uid):
                target.write(piece)

    def _links(self, group: Iterable[WholeEntry]) -> dict[str, int]:
        """Return the places of the entries that a group links to, where they are written too."""
        if self._wish.format is ExportFormat.JSON:
            return {}
        uids = {
            reference.uid
            for page in group
            for reference in find_references(page.body)
            if reference.target is Target.ENTRY
        }
        first, after = self._wish.span.keys
        return {
            uid: place
            for uid, place in places_of(self._vault, uids).items()
            if (first is None or place >= first) and (after is None or place < after)
        }

    def _trash(self) -> Iterator[tuple[WholeEntry, ...]]:
        return read_trash(self._vault, self._wish.span) if self._wish.with_trash else iter(())

    def _drafts_inside(self) -> Iterator[tuple[WholeDraft, ...]]:
        """Give the drafts that were begun on one of the days asked for."""
        for group in read_drafts(self._vault):
            yield tuple(
                draft for draft in group if self._wish.span.holds(local_time(draft.created_at, draft.zone).date())
            )

    def _beside(self) -> Iterator[tuple[KeptRecord, ...]]:
        """Give what is kept beside the pages, kind by kind."""
        for kind in KeptKind:
            yield from read_kept(self._vault, kind, self._wish.span, with_trash=self._wish.with_trash)

    def _done(self) -> int:
        return self._entries + self._drafts + self._trashed + self._kept.total()

    def _count(self, page: WholeEntry | WholeDraft) -> None:
        self._files += len(_files_of(page))
        if isinstance(page, WholeDraft):
            self._drafts += 1
            return
        self._versions += len(page.versions)
        if page.trashed_at is None:
            self._entries += 1
        else:
            self._trashed += 1


def _files_of(page: WholeEntry | WholeDraft) -> tuple[KeptFile, ...]:
    begun = page.begun.files if isinstance(page, WholeEntry) and page.begun is not None else ()
    return page.files + begun


def _partial(out: Path) -> Path:
    return out.with_name(out.name + PARTIAL_SUFFIX)
