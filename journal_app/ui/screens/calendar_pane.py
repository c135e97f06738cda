"""The calendar of the Journal: a month, dots where there are pages, and below it the pages of the chosen day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal_app.journal.calendar import Span, days_with_entries, entries_of_day, month_span, years_with_entries
from journal_app.journal.day_steps import months_on
from journal_app.journal.entries import EntryId, EntrySummary
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.day_model import pages_words
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.models.timeline_rows import TimelineItem, entry_row, month_row, spoken_day, year_words
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.month_grid import MonthGrid
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.step_bar import StepBar

MOST_ROWS = 5
"""Rows of a day that stand below the month at once; more are scrolled."""


@dataclass(frozen=True, slots=True)
class MonthState:
    """What the calendar shows, fetched in one job: a month's days with pages, all years with some, a day's pages."""

    day: date
    counts: Mapping[date, int]
    years: tuple[int, ...]
    entries: tuple[EntrySummary, ...]


class CalendarPane(HandsOnFocus):
    """Walks through months and days; a day's pages are opened as from the list.

    Signals:
        row_chosen(ListRow), row_clicked(ListRow), row_entered(ListRow): as of `RowList`.
        read_requested(Span): read these days as one page.
        list_requested(date): show the list from this day on.
    """

    row_chosen = Signal(object)
    row_clicked = Signal(object)
    row_entered = Signal(object)
    read_requested = Signal(object)
    list_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = today(desk.clock)
        self._chosen: EntryId | None = None
        self._wants_focus = False
        self._build()
        self._connect()
        self._retranslate()

    @property
    def day(self) -> date:
        """The chosen day."""
        return self._day

    def show_day(self, day: date, *, takes_focus: bool = False) -> None:
        """Choose a day and show its month and its pages; the keyboard then goes to them if wished."""
        self._day = day
        self._wants_focus = takes_focus
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        job = partial(fetch_month, day=self._day)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_month_fetched, failed=self._on_jobs_failed)

    def choose_entry(self, entry_id: EntryId | None) -> None:
        """Mark an entry as the one that is open, as far as it is of this day; None marks none."""
        self._chosen = entry_id
        if entry_id is not None:
            self._list.choose(self._rows.index_of(RowKind.ENTRY, str(entry_id)))

    def focus_list(self) -> None:
        """Put the keyboard on the day's pages, or on the month where the day has none."""
        if self._rows.rowCount():
            self._list.focus_row()
        else:
            self._grid.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self._bar = StepBar(self)
        self._years = FoldedList(self)
        self._now = quiet_button("", "sun", self)
        self._problem = Notice(self)
        self._problem.hide()
        self._grid = MonthGrid(self._day, self)
        self._heading = Heading(3, "", self)
        self._pages = caption_label(self)
        self._rows = RowsModel(self)
        self._list = RowList(self._rows, parent=self)
        self._read_day = quiet_button("", "book-open", self)
        self._read_month = quiet_button("", "book-open", self)
        self._in_list = quiet_button("", "list", self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._bar)
        jump = QHBoxLayout()
        jump.addWidget(self._years)
        jump.addWidget(self._now)
        jump.addStretch(1)
        column.addLayout(jump)
        column.addWidget(self._problem)
        column.addWidget(self._grid)
        column.addWidget(self._read_month, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(8)
        for widget in (self._heading, self._pages, self._list):
            column.addWidget(widget)
        column.addWidget(self._in_list, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._read_day, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        for ground in (inside, scroll.viewport()):
            ground.setAutoFillBackground(False)  # the line between the panes is drawn below
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.set_first_control(self._grid)

    def _connect(self) -> None:
        self._bar.step_requested.connect(self._on_bar_step_requested)
        self._years.activated.connect(self._on_years_activated)
        self._now.clicked.connect(self._on_now_clicked)
        self._grid.day_chosen.connect(self.show_day)
        self._grid.day_opened.connect(self._on_grid_day_opened)
        self._list.row_chosen.connect(self.row_chosen)
        self._list.row_clicked.connect(self.row_clicked)
        self._list.row_entered.connect(self.row_entered)
        self._in_list.clicked.connect(self._on_in_list_clicked)
        self._read_day.clicked.connect(self._on_read_day_clicked)
        self._read_month.clicked.connect(self._on_read_month_clicked)
        self._problem.action_requested.connect(self.refresh)

    def _retranslate(self) -> None:
        self._bar.set_names(self.tr("The month before"), self.tr("The next month"))
        self._years.setAccessibleName(self.tr("Year"))
        self._now.setText(self.tr("Today"))
        self._in_list.setText(self.tr("Show the list from here"))
        self._read_day.setText(self.tr("Read this day as one page"))
        self._read_month.setText(self.tr("Read this month as one page"))

    def _render(self, state: MonthState) -> None:
        now = today(self._desk.clock)
        self._problem.hide()
        self._grid.set_today(now)
        self._grid.show_month(state.day, state.counts)
        self._bar.show_name(month_row(state.day).title)
        month = (state.day.year, state.day.month)
        self._bar.set_ways(has_before=month != (1, 1), has_after=month != (9999, 12))
        self._show_years(state)
        self._show_pages(state)

    def _show_years(self, state: MonthState) -> None:
        """Offer the years that have pages, this year and the one in view; no others."""
        years = sorted({*state.years, today(self._desk.clock).year, state.day.year}, reverse=True)
        if [self._years.itemData(at) for at in range(self._years.count())] != years:
            self._years.clear()
            for year in years:
                self._years.addItem(year_words(year), year)
            self._years.updateGeometry()
        self._years.setCurrentIndex(self._years.findData(state.day.year))

    def _show_pages(self, state: MonthState) -> None:
        count = len(state.entries)
        self._heading.setText(spoken_day(state.day))
        words = pages_words(count)
        self._pages.setText(words[:1].upper() + words[1:] if count else self.tr("No page on this day."))
        self._rows.replace_rows([entry_row(TimelineItem(entry), is_first_of_day=False) for entry in state.entries])
        self._list.setAccessibleName(self.tr("Pages of %1").replace("%1", spoken_day(state.day)))
        self._list.setVisible(count > 0)
        self._list.setFixedHeight(min(count, MOST_ROWS) * self._list.row_px())
        self._read_day.setVisible(count > 1)
        self._read_month.setVisible(bool(state.counts))
        self.choose_entry(self._chosen)

    def _on_jobs_month_fetched(self, state: MonthState) -> None:
        if state.day == self._day:  # a newer step has not overtaken it
            self._render(state)
            if self._wants_focus:
                self._wants_focus = False
                self.focus_list()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def _on_bar_step_requested(self, months: int) -> None:
        self.show_day(months_on(self._day, months))

    def _on_years_activated(self, _at: int) -> None:
        self.show_day(months_on(self._day, 12 * (int(self._years.currentData()) - self._day.year)))

    def _on_now_clicked(self, _is_checked: bool = False) -> None:
        self.show_day(today(self._desk.clock))

    def _on_grid_day_opened(self, _day: date) -> None:
        if self._rows.rowCount():
            self.focus_list()
        else:
            announce(self._grid, self._pages.text())

    def _on_in_list_clicked(self, _is_checked: bool = False) -> None:
        self.list_requested.emit(self._day)

    def _on_read_day_clicked(self, _is_checked: bool = False) -> None:
        self.read_requested.emit(Span(self._day, self._day))

    def _on_read_month_clicked(self, _is_checked: bool = False) -> None:
        self.read_requested.emit(month_span(self._day.year, self._day.month))


def fetch_month(journal: OpenJournal, *, day: date) -> MonthState:
    """Return the month of a day, and the day's pages."""
    vault = journal.vault
    counts = days_with_entries(vault, month_span(day.year, day.month))
    return MonthState(day, counts, years_with_entries(vault), entries_of_day(vault, day))
