"""Pages that were open in this session, with their undo: in memory only, a few, and gone with the process on a lock."""

from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from journal_app.journal.drafts import DraftId
from journal_app.journal.entries import EntryId
from journal_app.ui.widgets.page_filler import PageFiller
from journal_app.ui.widgets.page_slices import PageSlices
from journal_app.ui.widgets.page_styles import PageStyles
from journal_app.ui.widgets.stored_text import document_text
from journal_app.ui.widgets.word_count import WordCount

MOST_PAGES = 12
MOST_PLACES = 1_000_000
"""Of all documents together; a document takes some twenty times its text in memory."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page taken out of the editor: its document and what follows it, and where one was in it."""

    document: QTextDocument
    styles: PageStyles
    filler: PageFiller
    slices: PageSlices
    words: WordCount
    styled_for: str
    caret: int
    scrolled_px: int


def page_name(entry_id: EntryId | None, draft_id: DraftId | None) -> str:
    """Return what a page is kept by: its entry, else its draft, else nothing, and then it is not kept."""
    return f"entry {entry_id}" if entry_id is not None else f"draft {draft_id}" if draft_id is not None else ""


class KeptPages:
    """Keeps pages by name; the one that was kept first goes first."""

    def __init__(self) -> None:
        self._pages: dict[str, KeptPage] = {}

    def keep(self, name: str, page: KeptPage) -> None:
        """Keep a page until it is asked for; one without a name or a step to undo is let go at once."""
        self._drop(name)
        self._pages[name] = page
        if not name or not (page.document.isUndoAvailable() or page.document.isRedoAvailable()):
            self._drop(name)
        while len(self._pages) > MOST_PAGES or self._places() > MOST_PLACES:
            self._drop(next(iter(self._pages)))

    def take(self, name: str, body: str) -> KeptPage | None:
        """Return the page of a name if its words are still these, letter for letter; it is kept here no longer."""
        page = self._pages.get(name)
        if page is None:
            return None
        if document_text(page.document) != body:
            self._drop(name)
            return None
        return self._pages.pop(name)

    def _places(self) -> int:
        return sum(page.document.characterCount() for page in self._pages.values())

    def _drop(self, name: str) -> None:
        if (page := self._pages.pop(name, None)) is not None:
            page.document.deleteLater()
