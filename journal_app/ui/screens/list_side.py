"""What pages are opened from: the list or, in its place, the calendar."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from journal_app.journal.entries import EntryId
from journal_app.settings.clock import today
from journal_app.ui.desk import Desk
from journal_app.ui.screens.calendar_pane import CalendarPane
from journal_app.ui.screens.timeline_pane import TimelinePane


class ListSide(QStackedWidget):
    """Holds the list, and the calendar from its first visit on: the list need not wait for it.

    Signals:
        row_chosen(ListRow), row_clicked(ListRow), row_entered(ListRow): as of `RowList`, in either of them.
        span_requested(Span): read these days as one page.
        list_requested(date): show the list from this day on.
    """

    row_chosen = Signal(object)
    row_clicked = Signal(object)
    row_entered = Signal(object)
    span_requested = Signal(object)
    list_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._calendar: CalendarPane | None = None
        self._chosen: EntryId | None = None

    def hold(self, timeline: TimelinePane) -> None:
        """Take the list, which was made in here."""
        self._timeline = timeline
        self.addWidget(timeline)
        self._connect_rows(timeline)

    @property
    def day(self) -> date:
        """The day chosen in the calendar; today until it was visited."""
        return today(self._desk.clock) if self._calendar is None else self._calendar.day

    @property
    def pane(self) -> TimelinePane | CalendarPane:
        """The one in sight."""
        is_calendar = self._calendar is not None and self.currentWidget() is self._calendar
        return self._calendar if is_calendar and self._calendar is not None else self._timeline

    def show_list(self) -> None:
        """Show the list; it is kept in step at all times."""
        self.setCurrentWidget(self._timeline)

    def show_calendar(self) -> None:
        """Show the calendar, read anew."""
        self.setCurrentWidget(self._visited())
        self._visited().refresh()

    def show_day(self, day: date) -> None:
        """Show a day in the calendar, the keyboard on its pages."""
        self.setCurrentWidget(self._visited())
        self._visited().show_day(day, takes_focus=True)

    def refresh_calendar(self) -> None:
        """Read the calendar again if it is in sight."""
        if self._calendar is not None and self.pane is self._calendar:
            self._calendar.refresh()

    def choose_entry(self, entry_id: EntryId | None) -> None:
        """Mark an entry as the one that is open; None marks none."""
        self._chosen = entry_id
        self._timeline.choose_entry(entry_id)
        if self._calendar is not None:
            self._calendar.choose_entry(entry_id)

    def _visited(self) -> CalendarPane:
        if self._calendar is None:
            self._calendar = CalendarPane(self._desk, self)
            self.addWidget(self._calendar)
            self._connect_rows(self._calendar)
            self._calendar.read_requested.connect(self.span_requested)
            self._calendar.list_requested.connect(self.list_requested)
            self._calendar.choose_entry(self._chosen)
        return self._calendar

    def _connect_rows(self, pane: TimelinePane | CalendarPane) -> None:
        pane.row_chosen.connect(self.row_chosen)
        pane.row_clicked.connect(self.row_clicked)
        pane.row_entered.connect(self.row_entered)
