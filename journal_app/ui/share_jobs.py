"""Jobs of the vault's thread for sharing: some pages as text, on paper, in a file."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QTime
from PySide6.QtGui import QImage

from journal_app.exchange.saved_copy import save_bytes
from journal_app.exchange.sharing import SharedPage, as_markdown, as_text, shared_page
from journal_app.journal.entries import EntryId
from journal_app.journal.everything import read_chosen, read_file_bytes
from journal_app.journal.moments import local_time
from journal_app.journal.whole import KeptFile, WholeEntry
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.picture_decoding import decode

if TYPE_CHECKING:  # printing is imported when something is printed
    from PySide6.QtGui import QTextDocument
    from PySide6.QtPrintSupport import QPrinter

MOST_PAGES = 400
"""Of a selection; all of a journal is written out from Settings."""

_PICTURE_ROOM = QSize(2000, 2000)


class SharedForm(StrEnum):
    """What pages can be shared as; also the ending of a file that holds them."""

    TEXT = "txt"
    MARKDOWN = "md"
    PDF = "pdf"


def text_of(journal: OpenJournal, *, entry_ids: Sequence[EntryId], form: SharedForm) -> str:
    """Return some entries as text or Markdown."""
    pages = _pages(read_chosen(journal.vault, entry_ids))
    return as_markdown(pages) if form is SharedForm.MARKDOWN else as_text(pages)


def save(journal: OpenJournal, *, entry_ids: Sequence[EntryId], form: SharedForm, path: Path) -> Path:
    """Write some entries into one file, whole or not at all. Raises ExchangeError (COPY_NOT_WRITTEN)."""
    if form is SharedForm.PDF:
        from journal_app.ui.print.printing import DOTS_AN_INCH, pdf_bytes

        content = pdf_bytes(_document(journal, entry_ids, DOTS_AN_INCH))
    else:
        content = (text_of(journal, entry_ids=entry_ids, form=form) + "\n").encode()
    save_bytes(content, path)
    return path


def print_on(journal: OpenJournal, *, entry_ids: Sequence[EntryId], printer: "QPrinter") -> None:
    """Print some entries."""
    from journal_app.ui.print.printing import print_document

    print_document(_document(journal, entry_ids, printer.resolution()), printer)


def _document(journal: OpenJournal, entry_ids: Sequence[EntryId], dots_an_inch: int) -> "QTextDocument":
    from journal_app.ui.print.page_document import build_document

    def picture_of(file: KeptFile) -> QImage | None:
        return decode(b"".join(read_file_bytes(journal.vault, file.uid)), file.media_type, _PICTURE_ROOM)

    return build_document(_pages(read_chosen(journal.vault, entry_ids)), picture_of, dots_an_inch=dots_an_inch)


def _pages(entries: Sequence[WholeEntry]) -> list[SharedPage]:
    return [shared_page(entry, _written(entry)) for entry in entries]


def _written(entry: WholeEntry) -> str:
    """Return the day and time on the wall where it was written."""
    wall = local_time(entry.written_at, entry.zone)
    time = QLocale().toString(QTime(wall.hour, wall.minute), QLocale.FormatType.ShortFormat)
    return f"{spoken_day(wall.date())}, {time}"
