"""A year at a glance: a line for each month, a dot where there is a page. No day is better than another."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from journal_app.journal.day_steps import days_on, months_on
from journal_app.ui.models.day_model import LONGEST_MONTH, MONTHS, YearModel
from journal_app.ui.models.timeline_rows import year_words
from journal_app.ui.theme.typography import Type, scaled, type_font
from journal_app.ui.widgets.day_table import DayTable

_LINE_PX = 30
_LEAST_CELL_PX = 26


class YearGrid(DayTable):
    """Shows one year; arrows go by days and months, Page Up and Page Down by years.

    Where twelve lines of thirty-one days have no room the months stand beside each other, and it scrolls.
    """

    month_step = 12

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        self._year = YearModel(today)
        super().__init__(self._year, shows_numbers=False, parent=parent)
        self._year.setParent(self)

    def show_year(self, day: date, counts: Mapping[date, int]) -> None:
        """Show the year of a day, with how many pages its days have, and choose the day."""
        self._year.show_year(day.year, counts)
        self.setAccessibleName(year_words(day.year))
        self.choose(day)

    def set_today(self, today: date) -> None:
        """Mark another day as today: midnight has passed."""
        self._year.today = today
        self.viewport().update()

    def fit(self) -> None:
        """Take the present text size, and turn where the room asks for it."""
        metrics = QFontMetrics(type_font(Type.SMALL))
        cell = max(_LEAST_CELL_PX, metrics.horizontalAdvance("31") + 6)
        months = max(metrics.horizontalAdvance(name) for name in _month_names()) + 16
        is_turned = 0 < self.width() < months + LONGEST_MONTH * cell
        if is_turned is not self._year.is_turned:
            self._year.turn(is_turned)
            self.choose(self.day)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(_LINE_PX))
        self.verticalHeader().setFixedWidth(cell if is_turned else months)
        self.horizontalHeader().setFixedHeight(metrics.height() + 8)
        lines = LONGEST_MONTH if is_turned else MONTHS
        self.setMinimumHeight(metrics.height() + 8 + 4 * scaled(_LINE_PX))
        self.setMaximumHeight(metrics.height() + 8 + lines * scaled(_LINE_PX))

    def line_step(self, day: date, lines: int) -> date:
        """Return the same day of another month; the next days where the months stand beside each other."""
        return days_on(day, lines) if self._year.is_turned else months_on(day, lines)

    def column_step(self, day: date, columns: int) -> date:
        """Return the next days; the same day of another month where those stand beside each other."""
        return months_on(day, columns) if self._year.is_turned else days_on(day, columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the room asks for it."""
        super().resizeEvent(event)
        if self._is_built and event.size().width() != event.oldSize().width():
            self.fit()


def _month_names() -> list[str]:
    return [QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat) for month in range(1, MONTHS + 1)]
