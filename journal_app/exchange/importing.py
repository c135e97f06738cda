"""Bring a source into a journal: every page once, nothing over what is there, and all of it as one batch that can go.

A backup is made first. Pages come in by the group, a transaction each; when it is stopped, or fails, what had come in
is taken out again. Only a process that ends on the way leaves an unfinished batch, which is told as such: it can be
taken out, or the same import run again, which goes on where it was.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from journal_app.exchange.dating import DatedBy
from journal_app.exchange.errors import ExchangeError, ExchangeProblem
from journal_app.exchange.found import Found, Source
from journal_app.exchange.json_source import JsonSource, find_record
from journal_app.exchange.report import ImportReport, Naming, Progress, SkippedFile, SkipReason, short
from journal_app.exchange.safe_files import SkipError
from journal_app.exchange.text_folder import TextFolder, check_source
from journal_app.journal.arriving_tags import source_tags
from journal_app.journal.bringing_in import (
    Arriving,
    BatchId,
    Outcome,
    Seen,
    begin_batch,
    bring_in,
    bring_in_kept,
    bring_in_wide,
    finish_batch,
    list_batches,
    look_over,
    look_over_kept,
)
from journal_app.journal.errors import JournalProblem
from journal_app.journal.kept_arriving import Laid
from journal_app.journal.kept_records import KeptKind, kind_of
from journal_app.journal.taking_out import TakenOut, take_out
from journal_app.journal.whole import WholeDraft, WholeEntry
from journal_app.settings.clock import Clock
from journal_app.vault.errors import VaultError
from journal_app.vault.index_merging import merge_indexes
from journal_app.vault.snapshots import SnapshotReason, take_snapshot
from journal_app.vault.vault import Vault

GROUP = 500
LARGEST_GROUP_BYTES = 8 * 1024 * 1024
"""Text held in memory, with the files stored by the same transaction: a step stays well below a second."""


def open_source(source: Path, clock: Clock) -> Source:
    """Look at what there is to import, and tell its form by what it holds. Raises ExchangeError."""
    check_source(source)
    record = find_record(source)
    return TextFolder(source, clock) if record is None else JsonSource(record)


def import_source(vault: Vault, clock: Clock, source: Path, *, dry_run: bool = False) -> ImportReport:
    """Run an import to its end. Raises ExchangeError and VaultError; then nothing has come in."""
    task = Import(vault, clock, source, is_dry_run=dry_run)
    for _ in task.steps():
        pass
    return task.report


class Import:
    """One import: run its `steps` to the end, then ask for its `report`."""

    def __init__(self, vault: Vault, clock: Clock, source: Path, *, is_dry_run: bool = False) -> None:
        self._vault = vault
        self._clock = clock
        self._path = source
        self._is_dry_run = is_dry_run
        self._is_stopped = False
        self._batch: BatchId | None = None
        self._seen = Seen()
        self._counts: Counter[str] = Counter()
        self._kept: Counter[KeptKind] = Counter()
        self._laid = Laid()
        self._differs = Naming[str]()
        self._skipped = Naming[SkippedFile]()
        self._dated_by_file_time = Naming[str]()
        self._left_out_keys = Naming[str]()

    @property
    def report(self) -> ImportReport:
        """What came in so far, or would."""
        return ImportReport(
            added=self._counts["added"],
            drafts=self._counts["drafts"],
            trashed=self._counts["trashed"],
            files=self._counts["files"],
            already_there=self._counts["already_there"],
            differs=self._differs.named,
            skipped=self._skipped.named,
            dated_by_file_time=self._dated_by_file_time.named,
            left_out_keys=tuple(sorted(self._left_out_keys.named)),
            is_dry_run=self._is_dry_run,
            batch=self._batch,
            kept=dict(self._kept),
            unnamed={name: naming.unnamed for name, naming in self._namings().items() if naming.unnamed},
        )

    @property
    def is_stopped(self) -> bool:
        """Whether it was stopped; then nothing of it is in the journal."""
        return self._is_stopped

    def stop(self) -> None:
        """Have the steps that follow take out again what came in."""
        self._is_stopped = True

    def steps(self) -> Iterator[Progress]:
        """Bring everything in, a group a step. Raises ExchangeError and VaultError; then nothing has come in."""
        source = open_source(self._path, self._clock)
        if self._is_dry_run:
            yield from self._go_through(source)
            return
        if self._vault.is_kept:
            take_snapshot(self._vault, self._clock, reason=SnapshotReason.IMPORT)
        self._batch = begin_batch(self._vault, self._clock, source.form)
        yield self._progress(source)
        try:
            bring_in_wide(self._vault, self._batch, source.wide())
            yield from self._go_through(source)
        except (ExchangeError, VaultError, SkipError, KeyboardInterrupt) as error:
            with suppress(VaultError):  # the batch is told as unfinished then
                for _ in take_out(self._vault, self._batch):
                    pass
            if isinstance(error, SkipError):  # a file went, or became another, since it was looked through
                raise ExchangeError(ExchangeProblem.SOURCE_CHANGED) from None
            raise
        if not self._is_stopped:
            if not finish_batch(self._vault, self._clock, self._batch):
                self._batch = None
                return
            yield from self._merge(source)
        if self._is_stopped:
            for gone in take_out(self._vault, self._batch):
                yield Progress(gone.removed, max(gone.removed, self._counts["added"]))
            self._batch = None

    def _merge(self, source: Source) -> Iterator[Progress]:
        """Bring the search index in order; all is in and found already, so that it may be left off, or fail."""
        with suppress(VaultError):
            for part in merge_indexes(self._vault):
                if self._is_stopped:
                    return
                yield self._progress(source, merged=part)

    def _progress(self, source: Source, merged: float = 0.0) -> Progress:
        """Tell how far it has come; merging the search index, which a dry run does not, is a tenth of the way."""
        more = 0 if self._is_dry_run else source.total() // 10
        return Progress(source.done() + int(merged * more), source.total() + more)

    def _go_through(self, source: Source) -> Iterator[Progress]:
        tags = source_tags(source.wide().tags)
        for group in _groups(source.pages()):
            if self._is_stopped:
                return
            arriving = [found.arriving for found in group if found.arriving is not None]
            if self._batch is None:
                outcomes = look_over(self._vault, arriving, self._seen, tags)
            else:
                outcomes = bring_in(self._vault, self._clock, self._batch, arriving, tags)
            self._tally([found for found in group if found.record is None], iter(outcomes))
            self._bring_in_kept([found for found in group if found.record is not None])
            yield self._progress(source)

    def _bring_in_kept(self, group: list[Found]) -> None:
        """Bring in what is kept beside the pages, which have come in before it."""
        records = [found.record for found in group if found.record is not None]
        if not records:
            return
        if self._batch is None:
            outcomes = look_over_kept(self._vault, records, self._seen, self._laid)
        else:
            outcomes = bring_in_kept(self._vault, self._batch, records, self._laid)
        for found, record, outcome in zip(group, records, outcomes, strict=True):
            match outcome:
                case Outcome.ADDED:
                    self._kept[kind_of(record)] += 1
                    self._left_out_keys.add(*map(short, found.left_out_keys))
                case Outcome.ALREADY_THERE:
                    self._counts["already_there"] += 1
                case Outcome.DIFFERS:
                    self._differs.add(found.path)
                case JournalProblem.ENTRY_NOT_FOUND:
                    self._skipped.add(SkippedFile(found.path, SkipReason.WITHOUT_ITS_PAGE))
                case problem:
                    self._skipped.add(SkippedFile(found.path, SkipReason(str(problem))))

    def _tally(self, group: list[Found], outcomes: Iterator[object]) -> None:
        for found in group:
            self._skipped.add(*(replace(one, place=short(one.place)) for one in found.skipped))
            if found.arriving is None:
                self._left_out_keys.add(*map(short, found.left_out_keys))
                continue
            match next(outcomes):
                case Outcome.ADDED:
                    self._count(found.arriving)
                    self._left_out_keys.add(*map(short, found.left_out_keys))
                    if found.dated_by is DatedBy.FILE_TIME:
                        self._dated_by_file_time.add(found.path)
                case Outcome.ALREADY_THERE:
                    self._counts["already_there"] += 1
                case Outcome.DIFFERS:
                    self._differs.add(found.path)
                case problem:
                    self._skipped.add(SkippedFile(found.path, SkipReason(str(problem))))

    def _namings(self) -> dict[str, Naming[str] | Naming[SkippedFile]]:
        return {
            "differs": self._differs,
            "skipped": self._skipped,
            "dated_by_file_time": self._dated_by_file_time,
            "left_out_keys": self._left_out_keys,
        }

    def _count(self, arriving: Arriving) -> None:
        page = arriving.page
        self._counts["files"] += len(arriving.bytes_of)
        if isinstance(page, WholeDraft):
            self._counts["drafts"] += 1
        elif isinstance(page, WholeEntry) and page.trashed_at is not None:
            self._counts["trashed"] += 1
        else:
            self._counts["added"] += 1


def undo_import(vault: Vault, clock: Clock, batch: BatchId | None) -> Iterator[TakenOut]:
    """Take an import out again, the last one for None; what was changed since stays. A backup is made first.

    Raises ExchangeError (NO_SUCH_BATCH) and VaultError.
    """
    batches = [one.id for one in list_batches(vault)]
    wanted = batch if batch is not None else next(iter(batches), None)
    if wanted not in batches or wanted is None:
        raise ExchangeError(ExchangeProblem.NO_SUCH_BATCH)
    if vault.is_kept:
        take_snapshot(vault, clock, reason=SnapshotReason.DELETION)
    yield from take_out(vault, wanted)


def _groups(found: Iterator[Found]) -> Iterator[list[Found]]:
    """Give what is found by the group, bounded in number and in size."""
    group: list[Found] = []
    size = 0
    for one in found:
        group.append(one)
        size += one.size + _bytes_of_files(one)
        if len(group) == GROUP or size > LARGEST_GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _bytes_of_files(found: Found) -> int:
    if found.arriving is None:
        return 0
    page = found.arriving.page
    begun = page.begun.files if isinstance(page, WholeEntry) and page.begun is not None else ()
    return sum(file.byte_count for file in (*page.files, *begun))
