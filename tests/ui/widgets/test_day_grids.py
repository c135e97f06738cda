"""A month and a year as tables of days: walked through by keys, told in words, safe at both ends of time."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.journal.day_steps import days_on, months_on
from journal_app.ui.models.day_model import MonthModel, YearModel
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.widgets.day_table import DayTable
from journal_app.ui.widgets.month_grid import MonthGrid
from journal_app.ui.widgets.year_grid import YearGrid

TODAY = date(2026, 11, 21)
KEY = Qt.Key


@pytest.fixture
def month(qtbot: QtBot, theme: ThemeController) -> MonthGrid:
    grid = MonthGrid(TODAY)
    qtbot.addWidget(grid)
    grid.show()
    grid.show_month(TODAY, {TODAY: 1, date(2026, 11, 3): 4})
    return grid


@pytest.fixture
def year(qtbot: QtBot, theme: ThemeController) -> YearGrid:
    grid = YearGrid(TODAY)
    qtbot.addWidget(grid)
    grid.resize(1200, 500)
    grid.show()
    grid.show_year(TODAY, {TODAY: 2})
    return grid


def chosen_after(qtbot: QtBot, grid: DayTable, key: Qt.Key) -> date:
    told = QSignalSpy(grid.day_chosen)
    qtbot.keyClick(grid, key)
    assert told.count() == 1
    return told.at(0)[0]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (KEY.Key_Left, date(2026, 11, 20)),
        (KEY.Key_Right, date(2026, 11, 22)),
        (KEY.Key_Up, date(2026, 11, 14)),
        (KEY.Key_Down, date(2026, 11, 28)),
        (KEY.Key_PageUp, date(2026, 10, 21)),
        (KEY.Key_PageDown, date(2026, 12, 21)),
        (KEY.Key_Home, date(2026, 11, 1)),
        (KEY.Key_End, date(2026, 11, 30)),
    ],
)
def test_month__a_key__goes_there(qtbot: QtBot, month: MonthGrid, key: Qt.Key, day: date) -> None:
    assert chosen_after(qtbot, month, key) == day


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (KEY.Key_Right, date(2026, 11, 22)),
        (KEY.Key_Up, date(2026, 10, 21)),
        (KEY.Key_PageUp, date(2025, 11, 21)),
        (KEY.Key_End, date(2026, 11, 30)),
    ],
)
def test_year__a_key__goes_there(qtbot: QtBot, year: YearGrid, key: Qt.Key, day: date) -> None:
    assert chosen_after(qtbot, year, key) == day


def test_year__narrow__stands_the_months_beside_each_other(qtbot: QtBot, year: YearGrid) -> None:
    year.resize(500, 500)

    assert (year.model().rowCount(), year.model().columnCount()) == (31, 12)
    assert year.currentIndex().row() == 20
    assert chosen_after(qtbot, year, KEY.Key_Down) == date(2026, 11, 22)
    assert chosen_after(qtbot, year, KEY.Key_Left) == date(2026, 10, 22)


@pytest.mark.parametrize("key", [KEY.Key_Right, KEY.Key_Down, KEY.Key_PageDown, KEY.Key_End])
def test_month__at_the_end_of_time__stays_there(qtbot: QtBot, month: MonthGrid, key: Qt.Key) -> None:
    month.show_month(date.max, {})

    assert chosen_after(qtbot, month, key) == date.max


def test_month__at_the_beginning_of_time__stays_there(qtbot: QtBot, month: MonthGrid) -> None:
    month.show_month(date.min, {})

    for key in (KEY.Key_Left, KEY.Key_Up, KEY.Key_PageUp, KEY.Key_Home):
        assert chosen_after(qtbot, month, key) == date.min


def test_month__right_to_left__arrows_follow_the_eye(qtbot: QtBot, month: MonthGrid) -> None:
    month.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert chosen_after(qtbot, month, KEY.Key_Right) == date(2026, 11, 20)


def test_month__enter__opens_the_day(qtbot: QtBot, month: MonthGrid) -> None:
    opened = QSignalSpy(month.day_opened)

    qtbot.keyClick(month, KEY.Key_Return)

    assert opened.at(0)[0] == TODAY


def test_month__a_click__chooses_a_day_and_none_beside_the_month(qtbot: QtBot, month: MonthGrid) -> None:
    told = QSignalSpy(month.day_chosen)

    third = month.visualRect(month.model().index_of(date(2026, 11, 3))).center()
    qtbot.mouseClick(month.viewport(), Qt.MouseButton.LeftButton, pos=third)
    qtbot.mouseClick(month.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    assert [told.at(number)[0] for number in range(told.count())] == [date(2026, 11, 3)]


def spoken(grid: DayTable, day: date) -> str:
    model = grid.model()
    assert isinstance(model, MonthModel | YearModel)
    interface = QAccessible.queryAccessibleInterface(grid)
    place = grid.visualRect(model.index_of(day)).center()
    at = grid.viewport().mapToGlobal(place)
    cell = interface.childAt(at.x(), at.y())
    while cell is not None and cell.childCount() and cell.childAt(at.x(), at.y()) is not None:
        cell = cell.childAt(at.x(), at.y())
    assert cell is not None
    return cell.text(QAccessible.Text.Name)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "Saturday, 21 November 2026, today, one page"),
        (date(2026, 11, 3), "Tuesday, 3 November 2026, 4 pages"),
        (date(2026, 11, 4), "Wednesday, 4 November 2026"),
    ],
)
def test_month__a_day_to_a_screen_reader__says_date_and_pages(month: MonthGrid, day: date, words: str) -> None:
    assert spoken(month, day) == words


def test_month__to_a_screen_reader__is_a_table_with_weekdays(month: MonthGrid) -> None:
    interface = QAccessible.queryAccessibleInterface(month)

    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "November 2026"
    names = [interface.child(number).text(QAccessible.Text.Name) for number in range(8)]
    assert "Monday" in names or "Mon" in names


def test_month__where_weeks_begin_on_sunday__begins_there(qtbot: QtBot, theme: ThemeController) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    try:
        model = MonthModel(date(2026, 11, 1))
        assert model.cell_of(date(2026, 11, 1)) == (0, 0)
        assert model.headerData(0, Qt.Orientation.Horizontal) == "Sun"
    finally:
        QLocale.setDefault(before)


def test_month__larger_text__grows(qtbot: QtBot, dressed: ThemeController) -> None:
    grid = MonthGrid(TODAY)
    qtbot.addWidget(grid)
    before = grid.height()

    dressed.set_look(Look(text_percent=200))
    QApplication.sendPostedEvents()

    assert grid.height() > 1.8 * before


@pytest.mark.parametrize("make", [MonthModel, YearModel])
@given(day=st.dates())
def test_day_model__any_day__stands_in_its_cell_and_no_other(
    make: Callable[[date], MonthModel | YearModel], day: date
) -> None:
    model = make(day)

    cells = [model.day_at(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    days = [one for one in cells if one is not None]

    assert model.day_at(*model.cell_of(day)) == day
    assert days == sorted(set(days))
    assert (days[0], days[-1]) == (model.days.first, model.days.last)


@given(day=st.dates(), count=st.integers(-200_000, 200_000))
def test_steps__any_number__stay_on_the_calendar(day: date, count: int) -> None:
    assert date.min <= days_on(day, count) <= date.max
    there = months_on(day, count)
    if 1 <= (day.year * 12 + day.month - 1 + count) // 12 <= 9999:
        assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count
        assert there.day <= day.day
