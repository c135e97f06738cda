"""The pictures and files that a record names: found, checked, and left out with a word where they are not right."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from journal_app.exchange.records import NamedFile
from journal_app.exchange.report import SkippedFile
from journal_app.exchange.safe_files import SkipError, inside, pieces_of
from journal_app.journal.bringing_in import Arriving, Pieces
from journal_app.journal.whole import KeptFile, WholeDraft, WholeEntry

LARGEST_FILE_BYTES = 25 * 1024 * 1024


def with_files(
    page: WholeEntry | WholeDraft, named: Iterable[NamedFile], folder: Path, record: str, told: str
) -> tuple[Arriving, tuple[SkippedFile, ...]]:
    """Return a page with those of its files that are there and whole, and what ails the others.

    `record` is the path of the file that names them, `told` how the page is called in the report.
    """
    bytes_of: dict[str, Pieces] = {}
    skipped = []
    for one in named:
        try:
            path = folder / inside(folder, record, one.path)
            pieces = partial(pieces_of, path, one.file.byte_count, one.file.sha256, LARGEST_FILE_BYTES)
            for _ in pieces():  # looked through now, so that a page comes in without a file that is not right
                pass
            bytes_of[one.file.uid] = pieces
        except SkipError as skip:
            skipped.append(SkippedFile(told, skip.reason, one.path))
    return Arriving(_only(page, bytes_of) if skipped else page, bytes_of), tuple(skipped)


def _only(page: WholeEntry | WholeDraft, bytes_of: dict[str, Pieces]) -> WholeEntry | WholeDraft:
    def there(files: tuple[KeptFile, ...]) -> tuple[KeptFile, ...]:
        return tuple(file for file in files if file.uid in bytes_of)

    if isinstance(page, WholeEntry) and page.begun is not None:
        return replace(page, files=there(page.files), begun=replace(page.begun, files=there(page.begun.files)))
    return replace(page, files=there(page.files))
