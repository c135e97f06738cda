"""Jobs of the vault's thread for moving: writing a journal out, bringing pages in, taking them out again.

The tasks of many steps give how far they are, and last what they did.
"""

from collections.abc import Iterator
from pathlib import Path

from journal_app.exchange.exporting import Export, ExportWish, check_target
from journal_app.exchange.importing import Import, undo_import
from journal_app.exchange.report import ExportReport, ImportReport, Progress
from journal_app.journal.bringing_in import BatchId, ImportBatch, list_batches
from journal_app.journal.everything import DaySpan, HowMuch, count_all
from journal_app.journal.taking_out import TakenOut
from journal_app.ui.bridge.vault_thread import OpenJournal


def fetch_batches(journal: OpenJournal) -> tuple[ImportBatch, ...]:
    """Return the imports that can be taken out again."""
    return list_batches(journal.vault)


def count_days(journal: OpenJournal, *, span: DaySpan) -> HowMuch:
    """Return how much there is to write out of some days."""
    return count_all(journal.vault, span)


def check_out(journal: OpenJournal, *, out: Path) -> Path:
    """Return the folder again if it can be written; raises ExchangeError where it can't."""
    check_target(out, journal.vault.folder)
    return out


def write_out(journal: OpenJournal, *, out: Path, wish: ExportWish) -> Iterator[Progress | ExportReport]:
    """Write the journal out."""
    task = Export(journal.vault, journal.clock, out, wish)
    yield from task.steps()
    yield task.report


class BringingIn:
    """One import, looked at first and then done; `stop` may be called from any thread."""

    def __init__(self, source: Path, *, is_dry_run: bool) -> None:
        self.source = source
        self.is_dry_run = is_dry_run
        self._task: Import | None = None
        self._is_stopped = False

    @property
    def is_stopped(self) -> bool:
        """Whether it was stopped; then nothing of it is in the journal."""
        return self._is_stopped

    def stop(self) -> None:
        """Have what came in taken out again by the steps that follow."""
        self._is_stopped = True

    def steps(self, journal: OpenJournal) -> Iterator[Progress | ImportReport]:
        """Go through the source."""
        task = Import(journal.vault, journal.clock, self.source, is_dry_run=self.is_dry_run)
        for progress in task.steps():
            yield progress
            if self._is_stopped:
                task.stop()
        yield task.report


def take_out_again(journal: OpenJournal, *, batch: BatchId) -> Iterator[TakenOut]:
    """Take an import out again."""
    yield from undo_import(journal.vault, journal.clock, batch)
