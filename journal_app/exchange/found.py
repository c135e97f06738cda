"""What a source to import holds, page by page, whatever its form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from journal_app.exchange.dating import DatedBy
from journal_app.exchange.report import SkippedFile
from journal_app.journal.bringing_in import Arriving
from journal_app.journal.kept_records import KeptRecord
from journal_app.journal.whole import JournalWide


@dataclass(frozen=True, slots=True)
class Found:
    """A page or a record of what is kept beside them (None where there is none that can come in), or what ails it."""

    path: str
    arriving: Arriving | None = None
    size: int = 0
    """Bytes it takes in memory, about."""
    skipped: tuple[SkippedFile, ...] = ()
    dated_by: DatedBy | None = None
    left_out_keys: frozenset[str] = field(default_factory=frozenset)
    record: KeptRecord | None = None


class Source(Protocol):
    """A source that has been looked at: it can be gone through more than once."""

    form: str
    """What the form is called in the list of imports."""

    def wide(self) -> JournalWide:
        """Return what belongs to the journal and to no page."""

    def total(self) -> int:
        """Return how many steps of `done` there are."""

    def done(self) -> int:
        """Return how many steps have been gone."""

    def pages(self) -> Iterator[Found]:
        """Give every page. Raises ExchangeError where the source can't be read further."""
