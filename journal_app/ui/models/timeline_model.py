"""The timeline: drafts on top, then entries a keyset page at a time, fetched as the list is scrolled."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, Signal

from journal_app.journal.drafts import DraftSummary
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.rows_model import AnyIndex, RowsModel
from journal_app.ui.models.timeline_rows import TimelineItem, draft_rows, entry_rows, ranked_row

PAGE_ROWS = 50
"""Entries a page (performance.md, G8 and G10)."""

MOST_REFRESHED = 200
"""Entries read again after a change; those further down stay as they are."""


class TimelineModel(RowsModel):
    """Rows of drafts and entries, newest first.

    Signals:
        page_requested(int): the list was scrolled to its end; the page before this sort key is wanted.
    """

    page_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts: tuple[DraftSummary, ...] = ()
        self._items: list[TimelineItem] = []
        self._next_before: int | None = None
        self._is_waiting = False

    @property
    def refresh_limit(self) -> int:
        """How many entries to read again so that what is on screen stays on screen."""
        return max(PAGE_ROWS, min(len(self._items), MOST_REFRESHED))

    def show_first(
        self, drafts: Sequence[DraftSummary], items: Sequence[TimelineItem], next_before: int | None
    ) -> None:
        """Show drafts and the newest entries; entries older than these, paged in before, stay below them."""
        older = self._older_than(items) if next_before is not None else []
        below = self._rows_of_older(older, items[-1].entry.written_on) if older else []
        self._drafts = tuple(drafts)
        self._items = [*items, *older]
        self._next_before = self._next_before if older else next_before
        self._is_waiting = False
        self.replace_rows([*draft_rows(self._drafts), *entry_rows(items), *below])

    def show_anew(self, items: Sequence[TimelineItem], next_before: int | None) -> None:
        """Show these entries instead of whatever was there: another search has other results."""
        self._items = []
        self.show_first((), items, next_before)

    def show_ranked(self, items: Sequence[TimelineItem]) -> None:
        """Show these entries in this order, which is no order of dates; there is no next page."""
        self._drafts, self._items = (), list(items)
        self._next_before, self._is_waiting = None, False
        self.replace_rows([ranked_row(item) for item in items])

    def append_page(self, items: Sequence[TimelineItem], next_before: int | None) -> None:
        """Add the page that was asked for."""
        after = self._items[-1].entry.written_on if self._items else None
        self._items.extend(items)
        self._next_before = next_before
        self._is_waiting = False
        self.append_rows(entry_rows(items, after))

    def stop_waiting(self) -> None:
        """Note that the page asked for will not come; it may be asked for again."""
        self._is_waiting = False

    def clear(self) -> None:
        """Show nothing."""
        self.show_anew((), None)

    def _older_than(self, items: Sequence[TimelineItem]) -> list[TimelineItem]:
        if not items:
            return []
        last = items[-1].entry.sort_key
        return [item for item in self._items if item.entry.sort_key < last]

    def _rows_of_older(self, older: Sequence[TimelineItem], after: date) -> list[ListRow]:
        """Return their rows as they stand; only the first may now follow another month or day."""
        first = self.index_of(RowKind.ENTRY, str(older[0].entry.id)).row()
        return [*entry_rows(older[:1], after), *self.rows[first + 1 :]]

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008 - Qt's own signature
        """Return whether there are older entries and none are on their way."""
        return not parent.isValid() and self._next_before is not None and not self._is_waiting

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008 - Qt's own signature
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.page_requested.emit(self._next_before)
