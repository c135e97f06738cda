"""Jobs of the vault's thread for sharing: some pages as text, on paper, in a file."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QTime
from PySide6.QtGui import QImage

from journal_app.exchange.saved_copy import save_bytes
from journal_app.exchange.sharing import SharedDrawing, SharedPage, as_markdown, as_text, shared_page
from journal_app.journal.drawings import list_drawings_of_pages, load_drawing
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError
from journal_app.journal.everything import read_chosen, read_file_bytes
from journal_app.journal.moments import local_time
from journal_app.journal.whole import KeptFile, WholeEntry
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.drawing.figure import drawing_name
from journal_app.ui.models.timeline_rows import spoken_day
from journal_app.ui.picture_decoding import decode, encode_png

if TYPE_CHECKING:  # printing is imported when something is printed
    from PySide6.QtGui import QTextDocument
    from PySide6.QtPrintSupport import QPrinter

    from journal_app.ui.print.preview import Preview

MOST_PAGES = 400
"""Of a selection; all of a journal is written out from Settings."""

_PICTURE_ROOM = QSize(2000, 2000)


class SharedForm(StrEnum):
    """What pages can be shared as; also the ending of a file that holds them."""

    TEXT = "txt"
    MARKDOWN = "md"
    PDF = "pdf"
    PICTURE = "png"
    """The drawings alone."""


def text_of(journal: OpenJournal, *, entry_ids: Sequence[EntryId], form: SharedForm) -> str:
    """Return some entries as text or Markdown."""
    pages = _pages(journal, entry_ids)
    return as_markdown(pages) if form is SharedForm.MARKDOWN else as_text(pages)


def save(journal: OpenJournal, *, entry_ids: Sequence[EntryId], form: SharedForm, path: Path) -> Path:
    """Write some entries into one file, whole or not at all. Raises ExchangeError (COPY_NOT_WRITTEN)."""
    if form is SharedForm.PDF:
        from journal_app.ui.print.printing import DOTS_AN_INCH, pdf_bytes

        content = pdf_bytes(_document(journal, entry_ids, DOTS_AN_INCH))
    elif form is SharedForm.PICTURE:
        content = _picture(journal, entry_ids)
    else:
        content = (text_of(journal, entry_ids=entry_ids, form=form) + "\n").encode()
    save_bytes(content, path)
    return path


def print_on(journal: OpenJournal, *, entry_ids: Sequence[EntryId], printer: "QPrinter") -> None:
    """Print some entries."""
    from journal_app.ui.print.printing import print_document

    print_document(_document(journal, entry_ids, printer.resolution()), printer)


def preview(journal: OpenJournal, *, entry_ids: Sequence[EntryId]) -> "Preview":
    """Return how some entries look on paper."""
    from journal_app.ui.print.preview import preview_of
    from journal_app.ui.print.printing import DOTS_AN_INCH

    return preview_of(_document(journal, entry_ids, DOTS_AN_INCH))


def _document(journal: OpenJournal, entry_ids: Sequence[EntryId], dots_an_inch: int) -> "QTextDocument":
    from journal_app.ui.print.page_document import build_document

    def picture_of(file: KeptFile) -> QImage | None:
        return decode(b"".join(read_file_bytes(journal.vault, file.uid)), file.media_type, _PICTURE_ROOM)

    return build_document(_pages(journal, entry_ids), picture_of, dots_an_inch=dots_an_inch)


def has_drawings(journal: OpenJournal, *, entry_ids: Sequence[EntryId]) -> bool:
    """Say whether anything was drawn for some entries."""
    return bool(list_drawings_of_pages(journal.vault, entry_ids))


def _picture(journal: OpenJournal, entry_ids: Sequence[EntryId]) -> bytes:
    from journal_app.ui.drawing.on_paper import paper_image

    drawn = _drawings(journal, entry_ids)
    return encode_png(paper_image([one.strokes for page in drawn.values() for one in page if one.strokes] or [()]))


def _pages(journal: OpenJournal, entry_ids: Sequence[EntryId]) -> list[SharedPage]:
    drawn = _drawings(journal, entry_ids)
    entries = read_chosen(journal.vault, entry_ids)
    return [shared_page(entry, _written(entry), drawn.get(entry.place, ())) for entry in entries]


def _drawings(journal: OpenJournal, entry_ids: Sequence[EntryId]) -> dict[int, list[SharedDrawing]]:
    """Return what was drawn for each page, by the page's place; one that is damaged is a sentence."""
    found: dict[int, list[SharedDrawing]] = {}
    for place, uid in list_drawings_of_pages(journal.vault, entry_ids):
        try:
            drawing = load_drawing(journal.vault, uid)
            shared = SharedDrawing(drawing_name(drawing.words), drawing.strokes)
        except JournalError as error:
            shared = SharedDrawing(sentence(error.code, **error.fields), ())
        found.setdefault(place, []).append(shared)
    return found


def _written(entry: WholeEntry) -> str:
    """Return the day and time on the wall where it was written."""
    wall = local_time(entry.written_at, entry.zone)
    time = QLocale().toString(QTime(wall.hour, wall.minute), QLocale.FormatType.ShortFormat)
    return f"{spoken_day(wall.date())}, {time}"
