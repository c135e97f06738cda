"""A month in weeks: the numbers of its days, and dots below those that have pages."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget

from journal_app.journal.day_steps import days_on
from journal_app.ui.models.day_model import MOST_WEEKS, WEEK, MonthModel
from journal_app.ui.models.timeline_rows import month_row
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.day_table import DayTable

_WEEK_PX = 42


class MonthGrid(DayTable):
    """Shows one month at its full height; arrows go by days and weeks, Page Up and Page Down by months."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        self._month = MonthModel(today)
        super().__init__(self._month, shows_numbers=True, parent=parent)
        self._month.setParent(self)
        self.show_month(today, {})

    def show_month(self, day: date, counts: Mapping[date, int]) -> None:
        """Show the month of a day, with how many pages its days have, and choose the day."""
        self._month.show_month(day, counts)
        self.setAccessibleName(month_row(day).title)
        self.choose(day)

    def set_today(self, today: date) -> None:
        """Mark another day as today: midnight has passed."""
        self._month.today = today
        self.viewport().update()

    def fit(self) -> None:
        """Be as high as six weeks at the present text size."""
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(_WEEK_PX))
        names = QFontMetrics(type_font(Type.SMALL)).height() + 8
        self.horizontalHeader().setFixedHeight(names)
        self.setFixedHeight(names + MOST_WEEKS * scaled(_WEEK_PX))

    def line_step(self, day: date, lines: int) -> date:
        """Return the same weekday of another week."""
        return days_on(day, WEEK * lines)
