"""The Journal's other views: months, years, days, all from the keyboard."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from journal_app.journal.entries import EntryId, add_entry
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.journal_view import JournalView
from journal_app.ui.screens.calendar_pane import CalendarPane
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.year_pane import YearPane
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.month_grid import MonthGrid
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.ui.widgets.view_tabs import ViewTabs
from journal_app.ui.widgets.year_grid import YearGrid
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
TODAY = date(2026, 11, 21)


def keep(vault: Vault, clock: FixedClock, year: int, title: str) -> EntryId:
    at = datetime(year, 3, 5, 12, tzinfo=UTC)
    return add_entry(vault, clock, title=title, body="Words", written_at=at, zone="UTC")


def grid(screen: Any) -> MonthGrid:
    return next(one for one in screen.findChildren(MonthGrid))


def years(screen: Any) -> list[str]:
    [box] = [one for one in screen.findChildren(FoldedList) if one.isVisible()]
    return [box.itemText(at) for at in range(box.count())]


def test_views__right_on_the_tabs__shows_the_calendar_and_today(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Soup.", title="Soup")
    screen = person.opens(JournalScreen(desk))
    tabs = screen.findChild(ViewTabs)

    person.key(tabs, Qt.Key.Key_Right)

    assert screen.view is JournalView.CALENDAR
    assert grid(screen).day == TODAY
    assert {"November 2026", "Saturday, 21 November 2026", "One page"} <= set(person.reads(screen))
    assert person.titles(screen) == ["Soup"]


def test_calendar__an_arrow_and_enter__opens_the_day_and_its_page(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Soup on the landing.", title="Soup", days_ago=1)
    screen = person.sits_at(JournalScreen(desk))
    screen.show_view(JournalView.CALENDAR)

    person.key(grid(screen), Qt.Key.Key_Left)
    person.key(grid(screen), Qt.Key.Key_Return)
    person.key(person.rows(screen), Qt.Key.Key_Return)

    assert isinstance(screen.focusWidget(), ReadingText)
    assert screen.focusWidget().text() == "Soup on the landing."
    person.press(Qt.Key.Key_Escape)
    assert screen.focusWidget() is person.rows(screen)


def test_calendar__a_day_without_pages__says_so_and_blames_nobody(desk: Desk, person: Person, said: list[str]) -> None:
    pane = person.sits_at(CalendarPane(desk))
    pane.refresh()

    person.key(grid(pane), Qt.Key.Key_Return)

    assert "No page on this day." in person.reads(pane)
    assert said[-1] == "No page on this day."


def test_calendar__page_down__goes_a_month_on_and_says_which(desk: Desk, person: Person, said: list[str]) -> None:
    pane = person.opens(CalendarPane(desk))
    pane.refresh()

    person.key(grid(pane), Qt.Key.Key_PageDown)

    assert (pane.day, said[-1]) == (date(2026, 12, 21), "December 2026")


def test_calendar__years__are_those_with_pages_and_this_one(
    desk: Desk, person: Person, vault: Vault, clock: FixedClock
) -> None:
    for year in (2, 1999, 9998):
        keep(vault, clock, year, str(year))
    pane = person.opens(CalendarPane(desk))

    pane.refresh()

    assert years(pane) == ["9998", "2026", "1999", "0002"]


def test_calendar__at_the_end_of_time__has_no_way_on(desk: Desk, person: Person) -> None:
    pane = person.opens(CalendarPane(desk))

    pane.show_day(date.max)
    person.key(grid(pane), Qt.Key.Key_PageDown)

    assert pane.day == date.max
    assert "December 9999" in person.reads(pane)


def test_calendar__a_page_kept_meanwhile__gets_its_dot(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("First.", days_ago=1)
    screen = person.opens(JournalScreen(desk))
    screen.show_view(JournalView.CALENDAR)

    write("Second.")
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)

    assert grid(screen).model().pages(TODAY) == 1
    assert "One page" in person.reads(screen)


def test_calendar__read_this_month__asks_for_its_days(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Soup.")
    pane = person.opens(CalendarPane(desk))
    pane.refresh()
    wished = QSignalSpy(pane.read_requested)

    person.press_button(pane, "Read this month as one page")

    assert (wished.at(0)[0].first, wished.at(0)[0].last) == (date(2026, 11, 1), date(2026, 11, 30))


def test_year__enter_on_a_day__shows_it_in_the_calendar(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Soup.", title="Soup")
    screen = person.sits_at(JournalScreen(desk))
    screen.show_view(JournalView.YEAR)

    person.key(screen.findChild(YearGrid), Qt.Key.Key_Return)

    assert screen.view is JournalView.CALENDAR
    assert screen.focusWidget() is person.rows(screen)


@pytest.mark.parametrize(("step", "shown"), [("The year before that has pages", "1999")])
def test_year__the_way_back__passes_over_years_without_pages(
    desk: Desk, person: Person, vault: Vault, clock: FixedClock, step: str, shown: str
) -> None:
    keep(vault, clock, 1999, "Old")
    pane = person.opens(YearPane(desk))
    pane.refresh()

    back = next(one for one in pane.findChildren(type(person.button(pane, ""))) if one.accessibleName() == step)
    back.click()

    assert shown in person.reads(pane)
    assert not back.isEnabled()


def test_year__far_years__are_a_jump_in_the_list(desk: Desk, person: Person, vault: Vault, clock: FixedClock) -> None:
    keep(vault, clock, 9998, "Far")
    pane = person.opens(YearPane(desk))
    pane.refresh()
    [box] = pane.findChildren(FoldedList)

    box.setCurrentIndex(0)
    box.activated.emit(0)

    assert "9998" in person.reads(pane)
    assert pane.findChild(YearGrid).model().pages(date(9998, 3, 5)) == 1


def test_trash__in_sight__hides_the_views(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    write("Soup.")
    screen = person.opens(JournalScreen(desk))

    screen.show_trash()

    assert not screen.findChild(ViewTabs).isVisible()


def test_views__a_narrow_window_with_an_open_page__give_it_their_room(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Soup.")
    screen = person.opens(JournalScreen(desk), width=500)

    screen.show_entry(entry_id)
    assert not screen.findChild(ViewTabs).isVisible()
    person.key(screen, Qt.Key.Key_Escape)

    assert screen.findChild(ViewTabs).isVisible()


def test_calendar__show_the_list_from_here__jumps_to_the_day_or_the_one_before(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    ids = {number: write(f"Page {number}.", days_ago=number) for number in range(0, 400, 2)}
    screen = person.sits_at(JournalScreen(desk))
    screen.show_day(date(2026, 6, 5))  # 169 days ago: between two pages

    person.press_button(screen, "Show the list from here")

    rows = person.rows(screen)
    assert screen.view is JournalView.LIST
    assert screen.focusWidget() is rows
    assert rows.chosen_keys() == [str(ids[170])]
    assert rows.visible_rows()[0] == rows.currentIndex().row()
