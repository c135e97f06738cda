"""A year of the Journal at a glance: which days have pages; a day opens in the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal_app.journal.calendar import days_with_entries, year_span, years_with_entries
from journal_app.journal.day_steps import months_on
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import year_words
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.step_bar import StepBar
from journal_app.ui.widgets.year_grid import YearGrid


@dataclass(frozen=True, slots=True)
class YearState:
    """A year's days with pages, and all years that have some."""

    day: date
    counts: Mapping[date, int]
    years: tuple[int, ...]


class YearPane(HandsOnFocus):
    """Walks through the years that have pages.

    Signals:
        day_opened(date): show this day and its pages.
    """

    day_opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = today(desk.clock)
        self._all_years: list[int] = []
        self._build()
        self._connect()
        self._retranslate()

    def show_day(self, day: date) -> None:
        """Choose a day and show its year."""
        self._day = day
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        job = partial(fetch_year, day=self._day)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_year_fetched, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._bar = StepBar(self)
        self._years = FoldedList(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._grid = YearGrid(self._day, self)
        self._key = caption_label(self)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._bar)
        top.addWidget(self._years)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 20)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self._problem)
        layout.addWidget(self._grid, 1)
        layout.addWidget(self._key)
        layout.addStretch(0)
        self.set_first_control(self._grid)

    def _connect(self) -> None:
        self._bar.step_requested.connect(self._on_bar_step_requested)
        self._years.activated.connect(self._on_years_activated)
        self._grid.day_chosen.connect(self._on_grid_day_chosen)
        self._grid.day_opened.connect(self.day_opened)
        self._grid.clicked.connect(self._on_grid_clicked)
        self._problem.action_requested.connect(self.refresh)

    def _retranslate(self) -> None:
        self._bar.set_names(self.tr("The year before that has pages"), self.tr("The next year that has pages"))
        self._years.setAccessibleName(self.tr("Year"))
        self._key.setText(self.tr("A dot stands for a page, three for three or more. Enter opens a day."))

    def _render(self, state: YearState) -> None:
        self._problem.hide()
        now = today(self._desk.clock)
        self._grid.set_today(now)
        self._grid.show_year(state.day, state.counts)
        self._bar.show_name(year_words(state.day.year))
        years = sorted({*state.years, now.year, state.day.year}, reverse=True)
        if years != self._all_years:
            self._all_years = years
            self._years.clear()
            for year in years:
                self._years.addItem(year_words(year), year)
            self._years.updateGeometry()
        self._years.setCurrentIndex(self._years.findData(state.day.year))
        self._bar.set_ways(has_before=state.day.year > years[-1], has_after=state.day.year < years[0])

    def _go_to(self, year: int) -> None:
        self.show_day(months_on(self._day, 12 * (year - self._day.year)))

    def _on_jobs_year_fetched(self, state: YearState) -> None:
        if state.day.year == self._day.year:
            self._render(state)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def _on_bar_step_requested(self, step: int) -> None:
        """Go to the next year that is offered; those between have nothing to show."""
        at = self._all_years.index(self._day.year) - step
        if 0 <= at < len(self._all_years):
            self._go_to(self._all_years[at])

    def _on_years_activated(self, _at: int) -> None:
        self._go_to(int(self._years.currentData()))

    def _on_grid_day_chosen(self, day: date) -> None:
        is_other_year, self._day = day.year != self._day.year, day
        if is_other_year:
            self.refresh()

    def _on_grid_clicked(self) -> None:
        self.day_opened.emit(self._grid.day)


def fetch_year(journal: OpenJournal, *, day: date) -> YearState:
    """Return the year of a day."""
    vault = journal.vault
    return YearState(day, days_with_entries(vault, year_span(day.year)), years_with_entries(vault))
