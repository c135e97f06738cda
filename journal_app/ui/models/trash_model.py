"""The pages in the trash as rows: the one moved there last first, each with the day it goes for good."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QObject, Signal

from journal_app.journal.trash import TrashedSummary, TrashPage, TrashPlace
from journal_app.ui.models.list_row import ListRow
from journal_app.ui.models.rows_model import AnyIndex, RowsModel
from journal_app.ui.models.timeline_model import MOST_REFRESHED, PAGE_ROWS
from journal_app.ui.models.timeline_rows import trashed_row


class TrashModel(RowsModel):
    """Rows of the trash, fetched as the list is scrolled.

    Signals:
        page_requested(TrashPlace): the list was scrolled to its end; the pages after this place are wanted.
    """

    page_requested = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._next_before: TrashPlace | None = None
        self._is_waiting = False

    @property
    def refresh_limit(self) -> int:
        """How many pages to read again so that what is on screen stays on screen."""
        return max(PAGE_ROWS, min(self.rowCount(), MOST_REFRESHED))

    def show_first(self, page: TrashPage) -> None:
        """Show these pages in place of what was there."""
        self._take(page)
        self.replace_rows(self._rows_of(page.items))

    def append_page(self, page: TrashPage) -> None:
        """Add the pages that were asked for."""
        self._take(page)
        self.append_rows(self._rows_of(page.items))

    def stop_waiting(self) -> None:
        """Note that the pages asked for will not come; they may be asked for again."""
        self._is_waiting = False

    def _take(self, page: TrashPage) -> None:
        self._next_before = page.next_before
        self._is_waiting = False

    def _rows_of(self, items: Iterable[TrashedSummary]) -> list[ListRow]:
        return [trashed_row(item.entry, item.goes_at.astimezone(self._zone).date()) for item in items]

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008 - Qt's own signature
        """Return whether there are more pages and none are on their way."""
        return not parent.isValid() and self._next_before is not None and not self._is_waiting

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008 - Qt's own signature
        """Ask for the next pages."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.page_requested.emit(self._next_before)
