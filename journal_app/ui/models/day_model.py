"""Days as a table: a month in weeks, or a year with a line for each month; what a cell says is told in words too.

A cell knows its day and how many pages it has. What is drawn of that is one, two or three dots: that there is
something to read, not how much was done.
"""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QLocale, QModelIndex, QObject, Qt

from journal_app.journal.calendar import Span, days_in_month, month_span, year_span
from journal_app.ui.models.rows_model import AnyIndex
from journal_app.ui.models.timeline_rows import spoken_day

MOST_DOTS = 3
WEEK = 7
MOST_WEEKS = 6
MONTHS = 12
LONGEST_MONTH = 31


class DayModel(QAbstractTableModel):
    """A table of days; a cell without a day can be neither chosen nor stepped on."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._counts: Mapping[date, int] = {}

    @property
    @abstractmethod
    def days(self) -> Span:
        """The days of the table, both ends included."""

    @abstractmethod
    def cell_of(self, day: date) -> tuple[int, int]:
        """Return the row and column of a day of the span."""

    @abstractmethod
    def day_at(self, row: int, column: int) -> date | None:
        """Return the day of a cell, None where it has none."""

    def has(self, day: date) -> bool:
        """Return whether a day stands in the table."""
        return self.days.first <= day <= self.days.last

    def index_of(self, day: date) -> QModelIndex:
        """Return where a day stands, an invalid index when it is not in the table."""
        return self.index(*self.cell_of(day)) if self.has(day) else QModelIndex()

    def day_of(self, index: AnyIndex) -> date | None:
        """Return the day an index points at."""
        return self.day_at(index.row(), index.column()) if index.isValid() else None

    def pages(self, day: date) -> int:
        """Return how many pages a day has."""
        return self._counts.get(day, 0)

    def show_counts(self, counts: Mapping[date, int]) -> None:
        """Show how many pages the days have."""
        self._counts = counts
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a day's number, or all there is to say of it (Any: Qt's variant)."""
        day = self.day_of(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        return self._spoken(day) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Say that only days can be chosen."""
        if self.day_of(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _spoken(self, day: date) -> str:
        parts = [spoken_day(day), _tr("today") if day == self.today else "", pages_words(self.pages(day))]
        return ", ".join(part for part in parts if part)


class MonthModel(DayModel):
    """One month, a row a week, from the day that weeks begin with where the person lives."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(today, parent)
        self._first = today.replace(day=1)
        self._week_begins = QLocale().firstDayOfWeek().value

    @property
    def days(self) -> Span:
        """The month shown."""
        return month_span(self._first.year, self._first.month)

    def show_month(self, first: date, counts: Mapping[date, int]) -> None:
        """Show the month of a day."""
        self.layoutAboutToBeChanged.emit()
        self._first = first.replace(day=1)
        self._counts = counts
        self.layoutChanged.emit()
        self.show_counts(counts)

    def cell_of(self, day: date) -> tuple[int, int]:
        """Return the week and weekday of a day of this month."""
        return divmod(self._before() + day.day - 1, WEEK)

    def day_at(self, row: int, column: int) -> date | None:
        """Return the day of a cell."""
        number = row * WEEK + column - self._before() + 1
        is_day = 1 <= number <= days_in_month(self._first.year, self._first.month)
        return self._first.replace(day=number) if is_day else None

    def _before(self) -> int:
        """Return how many cells of the first week are empty."""
        return (self._first.isoweekday() - self._week_begins) % WEEK

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the weeks a month can touch; always as many, so that nothing jumps."""
        return 0 if parent.isValid() else MOST_WEEKS

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the days of a week."""
        return 0 if parent.isValid() else WEEK

    def headerData(self, section: int, side: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the weekdays, short to see and whole to hear (Any: Qt's variant)."""
        if side is not Qt.Orientation.Horizontal:
            return None
        weekday = (self._week_begins - 1 + section) % WEEK + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return QLocale().standaloneDayName(weekday, QLocale.FormatType.ShortFormat)
        return QLocale().standaloneDayName(weekday) if role == Qt.ItemDataRole.AccessibleTextRole else None


class YearModel(DayModel):
    """One year: a row a month and a column a day, or turned, where there is little room beside."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(today, parent)
        self._year = today.year
        self._is_turned = False

    @property
    def days(self) -> Span:
        """The year shown."""
        return year_span(self._year)

    @property
    def is_turned(self) -> bool:
        """Whether the months stand beside each other, not below."""
        return self._is_turned

    def show_year(self, year: int, counts: Mapping[date, int]) -> None:
        """Show a year."""
        self._year = year
        self.show_counts(counts)

    def turn(self, is_turned: bool) -> None:
        """Put the months beside each other, or below."""
        self.beginResetModel()  # rows become columns: nothing stays where it is
        self._is_turned = is_turned
        self.endResetModel()

    def cell_of(self, day: date) -> tuple[int, int]:
        """Return the cell of a day of this year."""
        cell = (day.month - 1, day.day - 1)
        return cell[::-1] if self._is_turned else cell

    def day_at(self, row: int, column: int) -> date | None:
        """Return the day of a cell."""
        month, number = (column, row) if self._is_turned else (row, column)
        is_day = month < MONTHS and number < days_in_month(self._year, month + 1)
        return date(self._year, month + 1, number + 1) if is_day else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the months, or the days of the longest where it is turned."""
        return 0 if parent.isValid() else LONGEST_MONTH if self._is_turned else MONTHS

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the days of the longest month, or the months where it is turned."""
        return 0 if parent.isValid() else MONTHS if self._is_turned else LONGEST_MONTH

    def headerData(self, section: int, side: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return months and days, short to see and whole to hear (Any: Qt's variant)."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if (side is Qt.Orientation.Vertical) is self._is_turned:
            return str(section + 1)
        is_seen = role == Qt.ItemDataRole.DisplayRole
        form = QLocale.FormatType.ShortFormat if is_seen else QLocale.FormatType.LongFormat
        form = QLocale.FormatType.NarrowFormat if is_seen and self._is_turned else form
        return QLocale().standaloneMonthName(section + 1, form)


def pages_words(count: int) -> str:
    """Return how many pages there are, in words; nothing where there are none."""
    if count == 0:
        return ""
    return _tr("one page") if count == 1 else QCoreApplication.translate("calendar", "%n pages", None, count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar", text)
