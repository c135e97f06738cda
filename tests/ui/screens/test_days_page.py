"""Read on: a month, other days, or pages one chose, as one page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.calendar import Span
from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.markup import Target, write_reference
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import ChangeHub, Kind
from journal_app.ui.bridge.vault_thread import OpenJournal, VaultThread
from journal_app.ui.desk import Desk
from journal_app.ui.journal_view import JournalView
from journal_app.ui.screens import days_page
from journal_app.ui.screens.days_page import DaysPage
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.reading_spans import Stretch, span_of, span_words, stretch_of
from journal_app.ui.widgets.days_text import DaysText
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.ui.widgets.step_bar import StepBar
from journal_app.vault.vault import Vault, create_with_data_key

Person = Any  # lives in conftest.py: test files import nothing from each other
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))


def words(screen: Any) -> str:
    return str(screen.findChild(DaysText).text())


def name(screen: Any) -> str:
    return next(bar.text for bar in screen.findChildren(StepBar) if bar.isVisible())


def choose(page: DaysPage, stretch: Stretch) -> None:
    box = page.findChild(FoldedList)
    box.setCurrentIndex(box.findData(stretch))
    box.activated.emit(box.currentIndex())


def test_days__a_month__stands_oldest_first_under_its_days(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Second.", title="Later")
    write("First.", title="Sooner", days_ago=1)
    write("Not now.", days_ago=40)
    page = person.opens(DaysPage(desk))

    page.read_span(NOVEMBER)

    assert [line.split("  ·  ")[0] for line in words(page).split("\n")] == [
        "Friday, 20 November 2026",
        "Sooner",
        "First.",
        "Saturday, 21 November 2026",
        "Later",
        "Second.",
    ]
    assert name(page) == "November 2026"


def test_days__page_with_a_picture__names_it_and_shows_no_number(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    picture = write_reference(Target.ATTACHMENT, "0123456789abcdef" * 2, "The hill", is_picture=True)
    write(f"We went up.\n{picture}\nThen home.")
    page = person.opens(DaysPage(desk))

    page.read_span(NOVEMBER)

    assert words(page).split("\n")[-3:] == ["We went up.", "[The hill]", "Then home."]


def test_days__ways_on__pass_over_time_without_pages(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Now.")
    write("Long ago.", days_ago=4000)
    page = person.opens(DaysPage(desk))
    page.read_span(NOVEMBER)

    page.findChild(StepBar).step_requested.emit(-1)

    assert name(page) == "December 2015"
    assert "Long ago." in words(page)


def test_days__first_visit_to_a_quiet_month__shows_the_one_before_with_pages(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("In October.", days_ago=40)
    screen = person.opens(JournalScreen(desk))

    screen.show_view(JournalView.READ)

    assert name(screen) == "October 2026"
    assert "In October." in words(screen)


def test_days__none_at_all__says_so(desk: Desk, person: Person) -> None:
    page = person.opens(DaysPage(desk))

    page.read_span(NOVEMBER)

    assert "There is nothing to read in these days." in person.reads(page)


def test_days__other_days__are_typed_and_read(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    write("Now.")
    write("Before.", days_ago=30)
    page = person.opens(DaysPage(desk))
    page.read_span(NOVEMBER)
    choose(page, Stretch.OWN)
    first, last = (field for field in page.findChildren(QLineEdit) if field.isVisible())

    first.setText("2026-11-21")
    last.setText("2026-10-20")
    person.key(last, Qt.Key.Key_Return)

    assert name(page) == "20 Oct 2026 – 21 Nov 2026"
    assert "Before." in words(page)
    assert "Now." in words(page)


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30", "99999-01-01", "0000-01-01"])
def test_days__days_that_are_none__are_refused_gently(desk: Desk, person: Person, typed: str) -> None:
    page = person.opens(DaysPage(desk))
    page.read_span(NOVEMBER)
    choose(page, Stretch.OWN)
    first, last = (field for field in page.findChildren(QLineEdit) if field.isVisible())

    first.setText(typed)
    person.key(last, Qt.Key.Key_Return)

    assert "Please write both days as 2026-05-31." in person.reads(page)
    assert name(page) == "November 2026"


def test_days__all_of_time__is_read_without_walking_it(
    desk: Desk, person: Person, vault: Vault, clock: FixedClock
) -> None:
    for year in (2, 9998):
        at = datetime(year, 6, 1, tzinfo=UTC)
        add_entry(vault, clock, title="", body=f"In {year}", written_at=at, zone="UTC")
    page = person.opens(DaysPage(desk))

    page.read_span(Span(date.min, date.max))

    assert "In 2\n" in words(page)
    assert words(page).endswith("In 9998")


def test_days__more_than_a_page_holds__is_read_on_from_there(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    monkeypatch.setattr(days_page, "MOST_LETTERS", 10)
    for number in range(60):
        write(f"Page {number}.", days_ago=number)
    page = person.opens(DaysPage(desk))
    page.read_span(Span(date(2026, 1, 1), date(2026, 12, 31)))
    assert "Page 59." in words(page)
    assert "Page 0." not in words(page)

    person.press_button(page, "Read on from here")

    assert "Page 59." not in words(page)
    assert "Page 0." in words(page)


def test_days__enter__opens_the_page_by_itself(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    write("Soup on the landing.", title="Soup")
    screen = person.sits_at(JournalScreen(desk))
    screen.read_span(NOVEMBER)
    assert isinstance(screen.focusWidget(), DaysText)

    person.press(Qt.Key.Key_Return)

    assert isinstance(screen.focusWidget(), ReadingText)
    assert screen.focusWidget().text() == "Soup on the landing."


def test_days__a_page_kept_meanwhile__is_there(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    write("First.", days_ago=1)
    screen = person.opens(JournalScreen(desk))
    screen.read_span(NOVEMBER)

    write("Second.")
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)

    assert "Second." in words(screen)


def test_list__several_chosen__are_read_as_one_page(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    ids = [write(f"Page {number}.", days_ago=number) for number in range(4)]
    screen = person.opens(JournalScreen(desk))
    view = person.rows(screen)
    opened = QSignalSpy(view.row_chosen)
    view.focus_row()

    flags = QItemSelectionModel.SelectionFlag
    for row in (1, 2, 4):
        view.selectionModel().select(view.model().index(row, 0), flags.Select)
    assert "3 pages chosen" in person.reads(screen)
    assert screen.chosen_entries == (ids[0], ids[1], ids[3])
    person.press_button(screen, "Read as one page")

    assert (name(screen), opened.count()) == ("3 chosen pages", 1)
    assert [line for line in words(screen).split("\n") if line.startswith("Page")] == ["Page 3.", "Page 1.", "Page 0."]


def test_list__shift_and_end__chooses_all_the_way(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    ids = [write(f"Page {number}.", days_ago=20 * number) for number in range(5)]
    screen = person.opens(JournalScreen(desk))
    view = person.rows(screen)
    qtbot.keyClick(view, Qt.Key.Key_Home)

    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)

    assert screen.chosen_entries == tuple(ids)


def test_days__in_the_vaults_own_thread__all_slices_arrive(
    qtbot: QtBot, dressed: Any, pack: Pack, clock: FixedClock, desk: Desk, data_key: bytes, tmp_path: Any
) -> None:
    hub = ChangeHub()
    thread = VaultThread(hub)

    def make() -> tuple[OpenJournal, None]:
        vault = create_with_data_key(tmp_path / "own", data_key)
        for number in range(130):
            at = datetime(2026, 11, 1 + number % 20, 12, tzinfo=UTC)
            add_entry(vault, clock, title="", body=f"Page {number}.", written_at=at, zone="UTC")
        return OpenJournal(vault, pack, clock), None

    page = DaysPage(Desk(thread, hub, pack, clock, dressed, desk.preferences))
    qtbot.addWidget(page)
    page.show()
    try:
        thread.open(make, owner=page, done=lambda _told: page.read_span(NOVEMBER), failed=pytest.fail)
        qtbot.waitUntil(lambda: words(page).count("Page ") == 130)
    finally:
        thread.stop()


@pytest.mark.parametrize("stretch", [Stretch.DAY, Stretch.WEEK, Stretch.MONTH, Stretch.YEAR])
@pytest.mark.parametrize("day", [date.min, date(2026, 11, 21), date(2024, 2, 29), date.max])
def test_span_of__any_day__holds_it_and_is_known_again(stretch: Stretch, day: date) -> None:
    span = span_of(stretch, day)

    assert span.first <= day <= span.last
    assert span_words(span)
    if day not in (date.min, date.max):
        assert stretch_of(span) is stretch
