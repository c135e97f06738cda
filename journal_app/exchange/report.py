"""What an import or an export did, or would do, and how far it has come."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from journal_app.journal.kept_records import KeptKind

T = TypeVar("T", bound=Hashable)

MOST_NAMED = 1000
"""Pages, files or keys of a kind that a report names; of a source made to hurt there may be millions."""

LONGEST_NAME = 200
"""Code points of a key or a place in a report, which come from the source."""


class SkipReason(StrEnum):
    """Why a page or a file did not come in; each has its sentence in `settings/sentences.py`."""

    IS_LINK = "import_is_link"
    NOT_A_FILE = "import_not_a_file"
    TOO_LARGE = "import_too_large"
    NOT_READABLE = "import_not_readable"
    NOT_UTF8 = "import_not_utf8"
    EMPTY = "import_empty"
    NOT_UNDERSTOOD = "import_not_understood"
    NEWER_FORM = "import_newer_form"
    BAD_MOMENT = "import_bad_moment"
    ZONE_UNKNOWN = "import_zone_unknown"
    CUT_SHORT = "import_cut_short"
    WITHOUT_ITS_PAGE = "import_without_its_page"
    FILE_MISSING = "import_file_missing"
    FILE_OUTSIDE = "import_file_outside"
    FILE_DIFFERS = "import_file_differs"
    FILE_OF_ANOTHER_PAGE = "file_of_another_page"
    TEXT_HAS_NUL = "text_has_nul"
    TEXT_HAS_BROKEN_CHARACTER = "text_has_broken_character"
    MOMENT_OUT_OF_RANGE = "moment_out_of_range"


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """What did not come in: its path inside the source (`journal.json: entries 3`), why, and which key is at fault."""

    path: str
    reason: SkipReason
    place: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task has come, in steps of its own."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `is_dry_run` would do. Paths are those inside the source, in its order.

    `added` counts entries, `drafts` pages begun, `trashed` pages of the trash; `files` came with any of them. `differs`
    names pages that are there already and say something else: they stay as they are. `dated_by_file_time` names the
    files whose date is a guess, `left_out_keys` what no page has room for. `batch` is what the import is called, to be
    taken out again; None where nothing came in. `kept` counts what came in beside the pages, by kind.

    Of `differs`, `skipped`, `dated_by_file_time` and `left_out_keys` no more than MOST_NAMED are there; `unnamed`
    counts the others under those names (a key at each page that has it).
    """

    added: int
    drafts: int
    trashed: int
    files: int
    already_there: int
    differs: tuple[str, ...]
    skipped: tuple[SkippedFile, ...]
    dated_by_file_time: tuple[str, ...]
    left_out_keys: tuple[str, ...]
    is_dry_run: bool
    batch: int | None = None
    kept: Mapping[KeptKind, int] = field(default_factory=dict)
    unnamed: Mapping[str, int] = field(default_factory=dict)

    def count(self, name: str) -> int:
        """Return how many of one of these there are, named or not."""
        return len(getattr(self, name)) + self.unnamed.get(name, 0)


class Naming(Generic[T]):
    """What is named of many things, each once: the first of them; of the others how many came."""

    def __init__(self) -> None:
        self._named: dict[T, None] = {}
        self.unnamed = 0

    @property
    def named(self) -> tuple[T, ...]:
        """The first, in their order."""
        return tuple(self._named)

    def add(self, *things: T) -> None:
        """Name them, or count them where there are enough."""
        for thing in things:
            if len(self._named) < MOST_NAMED:
                self._named[thing] = None
            elif thing not in self._named:
                self.unnamed += 1


def short(name: str) -> str:
    """Return a name that came from the source, cut where it is longer than any should be."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, or with `is_dry_run` would write; `kept` counts what is kept beside the pages, by kind."""

    entries: int
    drafts: int
    trashed: int
    versions: int
    files: int
    is_dry_run: bool
    kept: Mapping[KeptKind, int] = field(default_factory=dict)
