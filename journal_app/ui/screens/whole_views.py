"""The views of the Journal that take all its room: a year at a glance, and many pages read as one."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from journal_app.journal.calendar import Span, month_span
from journal_app.journal.entries import EntryId
from journal_app.ui.desk import Desk
from journal_app.ui.screens.days_page import DaysPage
from journal_app.ui.screens.year_pane import YearPane


class WholeViews(QStackedWidget):
    """Holds both, each built at its first visit.

    Signals:
        day_opened(date): show this day and its pages.
        entry_requested(EntryId): open this page.
    """

    day_opened = Signal(object)
    entry_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._year: YearPane | None = None
        self._days: DaysPage | None = None

    def show_year(self, day: date) -> None:
        """Show the year of a day."""
        if self._year is None:
            self._year = YearPane(self._desk, self)
            self._year.day_opened.connect(self.day_opened)
            self.addWidget(self._year)
        self.setCurrentWidget(self._year)
        self._year.show_day(day)

    def show_days(self, day: date) -> None:
        """Show what was read on last; at first the month of a day, or the nearest before it that has pages."""
        if self._days is None:
            self._page().read_span(month_span(day.year, day.month), or_before=True)
        self.setCurrentWidget(self._page())

    def read_span(self, span: Span) -> None:
        """Read some days as one page."""
        self._page().read_span(span)

    def read_entries(self, entry_ids: tuple[EntryId, ...]) -> None:
        """Read these pages as one."""
        self._page().read_entries(entry_ids)

    def refresh(self) -> None:
        """Read again what is shown."""
        if (view := self.currentWidget()) is not None and isinstance(view, YearPane | DaysPage):
            view.refresh()

    def focus_view(self) -> None:
        """Put the keyboard on the view in sight."""
        if (view := self.currentWidget()) is not None:
            view.setFocus()

    def _page(self) -> DaysPage:
        if self._days is None:
            self._days = DaysPage(self._desk, self)
            self._days.entry_requested.connect(self.entry_requested)
            self.addWidget(self._days)
        return self._days
