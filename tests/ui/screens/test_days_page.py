"""Read on: a month, other days, or pages one chose, as one page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from journal_app.content.model import Pack
from journal_app.journal.attachments import Attachment, NewAttachment, PageKey, add_attachment
from journal_app.journal.calendar import Span
from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.incoming import incoming
from journal_app.journal.markup import Target, write_reference
from journal_app.settings.clock import FixedClock
from journal_app.ui import picture_source
from journal_app.ui.attachment_jobs import picture_of
from journal_app.ui.bridge.change_hub import ChangeHub, Kind
from journal_app.ui.bridge.vault_thread import OpenJournal, VaultThread
from journal_app.ui.desk import Desk
from journal_app.ui.journal_view import JournalView
from journal_app.ui.picture_decoding import encode_png
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
UID, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
GREEN = QColor(20, 120, 60)
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

    assert words(page).split("\n")[-3:] == ["We went up.", "[The hill, no longer kept]", "Then home."]


def png(width: int = 300, height: int = 200) -> bytes:
    drawn = QImage(width, height, QImage.Format.Format_RGB32)
    drawn.fill(GREEN)
    return encode_png(drawn)


@pytest.fixture
def keep(vault: Vault, clock: FixedClock) -> Callable[..., None]:
    def add(entry_id: EntryId, uid: str, content: bytes, name: str = "hill.png") -> None:
        new = incoming(name, content).new
        new = NewAttachment(name, new.media_type, new.content, new.width_px, new.height_px, uid)
        add_attachment(vault, clock, PageKey(entry_id), new)

    return add


def green_rows(page: DaysPage) -> list[int]:
    """Return the rows of the text's view in which the picture is seen."""
    image = page.findChild(DaysText).viewport().grab().toImage()
    sides = (20, image.width() - 20)
    return [y for y in range(image.height()) if any(image.pixelColor(x, y) == GREEN for x in sides)]


def test_days__picture_of_a_page__stands_above_its_name_and_is_no_part_of_the_words(
    desk: Desk, person: Person, write: Callable[..., EntryId], keep: Callable[..., None]
) -> None:
    shown = write_reference(Target.ATTACHMENT, UID, "The hill", is_picture=True)
    nameless = write_reference(Target.ATTACHMENT, OTHER, "", is_picture=True)
    file = write_reference(Target.ATTACHMENT, "a" * 32, "")
    entry_id = write(f"We went {shown} up.\nThen {file} home.\n{nameless}")
    keep(entry_id, UID, png())
    keep(entry_id, OTHER, png(40, 30))
    page = person.opens(DaysPage(desk))

    page.read_span(NOVEMBER)

    assert words(page).split("\n")[1:] == [
        "We went ",
        "[The hill]",
        " up.",
        "Then [a picture or file, no longer kept] home.",
        "[hill.png]",
    ]
    assert len(green_rows(page)) == 200 + 30


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_days__narrower_than_a_picture__it_fits_in_and_keeps_its_shape(
    desk: Desk,
    person: Person,
    write: Callable[..., EntryId],
    keep: Callable[..., None],
    direction: Qt.LayoutDirection,
) -> None:
    entry_id = write(write_reference(Target.ATTACHMENT, UID, "The hill", is_picture=True))
    keep(entry_id, UID, png(1200, 600))
    page = DaysPage(desk)
    page.setLayoutDirection(direction)
    person.opens(page)
    page.read_span(NOVEMBER)
    wide = len(green_rows(page))

    page.resize(500, 820)

    width = page.findChild(DaysText).viewport().width()
    assert abs(len(green_rows(page)) - width // 2) <= 1
    assert wide > width // 2


def test_days__pictures_out_of_sight__are_decoded_when_they_come_in_sight(
    desk: Desk,
    person: Person,
    write: Callable[..., EntryId],
    keep: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uids = [f"{number:032x}" for number in range(12)]
    for number, uid in enumerate(uids):
        picture = write_reference(Target.ATTACHMENT, uid, f"Picture {number}", is_picture=True)
        keep(write(f"{picture}\n" + "Words.\n" * 40, days_ago=12 - number), uid, png(300 + number, 200))
    decoded: list[str] = []

    def note(journal: OpenJournal, *, attachment: Attachment, room: QSize) -> QImage | None:
        decoded.append(attachment.uid)
        return picture_of(journal, attachment=attachment, room=room)

    monkeypatch.setattr(picture_source, "picture_of", note)
    page = person.opens(DaysPage(desk))
    page.read_span(NOVEMBER)
    assert green_rows(page)
    first = list(decoded)
    bar = page.findChild(DaysText).verticalScrollBar()

    bar.setValue(bar.maximum() - 2200)
    assert green_rows(page)

    assert first == uids[:1]
    assert uids[5] not in decoded
    assert len(decoded) <= 4


def test_days__picture_that_can_not_be_shown__leaves_its_name_and_a_quiet_place(
    desk: Desk, person: Person, vault: Vault, write: Callable[..., EntryId], keep: Callable[..., None]
) -> None:
    entry_id = write(write_reference(Target.ATTACHMENT, UID, "The hill", is_picture=True))
    keep(entry_id, UID, png())
    with vault.write() as connection:
        connection.execute(text("UPDATE attachment_chunk SET bytes = zeroblob(10)"))
    page = person.opens(DaysPage(desk))

    page.read_span(NOVEMBER)

    assert green_rows(page) == []
    assert words(page).endswith("[The hill]")


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
