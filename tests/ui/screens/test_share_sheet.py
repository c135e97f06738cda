"""The share sheet: says first who could read it, then copies, saves or prints, and takes the copy back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from journal_app.journal.drawings import Owner, Stroke, save_drawing
from journal_app.journal.entries import EntryId
from journal_app.settings.clock import FixedClock
from journal_app.ui.clipboard import ClipboardKeeper
from journal_app.ui.desk import Desk
from journal_app.ui.screens import share_sheet
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.share_sheet import ShareSheet
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.vault import schema
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
Write = Callable[..., EntryId]


@pytest.fixture
def sheet(desk: Desk, person: Person, write: Write) -> ShareSheet:
    """The sheet, open for two pages."""
    ids = (write("later words", title="Later"), write("first words", days_ago=3))
    shown = person.opens(ShareSheet(desk), 900, 600)
    shown.open_for(ids)
    return shown


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file that the person names whenever she is asked for one."""
    file = tmp_path / "mine"
    monkeypatch.setattr(share_sheet, "ask_where_to_save", lambda _parent, _title, take, **_more: take(file))
    return file


def test_share_sheet__open__says_first_who_could_read_it(sheet: ShareSheet, person: Person) -> None:
    said = " ".join(person.reads(sheet))

    assert "Copy, print or save 2 pages" in said
    assert "plain text" in said
    assert "queue" in said


def test_share_sheet__copied__is_on_the_clipboard_and_taken_back(
    sheet: ShareSheet, person: Person, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    keeper = ClipboardKeeper(clipboard, sheet, kept_ms=50)

    person.press_button(sheet, "Copy as text")

    assert clipboard.text().startswith("Wednesday, 18 November 2026, 20:14\n\nfirst words")
    assert "later words" in clipboard.text()
    qtbot.waitUntil(lambda: not clipboard.text())
    keeper.clear()


def test_share_sheet__copied_as_markdown__has_titles_as_headings(sheet: ShareSheet, person: Person) -> None:
    person.press_button(sheet, "Copy as Markdown")

    assert "\n# Later\n" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(("button", "start"), [("Save as PDF…", b"%PDF-"), ("Save as Markdown…", b"*Wednesday")])
def test_share_sheet__saved__is_one_whole_file(
    button: str, start: bytes, sheet: ShareSheet, person: Person, chosen: Path
) -> None:
    person.press_button(sheet, button)

    assert chosen.read_bytes().startswith(start)
    assert any(words.startswith("Saved as ") for words in person.reads(sheet))
    assert [path.name for path in chosen.parent.iterdir() if path.name.startswith("mine")] == ["mine"]


def test_share_sheet__place_that_can_not_be_written__is_said(sheet: ShareSheet, person: Person, chosen: Path) -> None:
    chosen.mkdir()

    person.press_button(sheet, "Save as Markdown…")

    assert list(chosen.iterdir()) == []
    assert not any(words.startswith("Saved as ") for words in person.reads(sheet))


def test_share_sheet__printed__reaches_the_printer_under_a_neutral_name(
    sheet: ShareSheet, person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from journal_app.ui.print import printing

    def ask(_parent: object, chosen: Callable[[QPrinter], None]) -> None:
        printer = QPrinter()
        printer.setDocName(printing.JOB_NAME)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        chosen(printer)

    monkeypatch.setattr(printing, "ask_to_print", ask)

    person.press_button(sheet, "Print…")

    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")
    assert "It is with the printer." in person.reads(sheet)


def test_share_sheet__seen_on_paper_first__by_keys_there_and_back(
    desk: Desk, person: Person, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from journal_app.ui.print import printing

    asked: list[object] = []
    monkeypatch.setattr(printing, "ask_to_print", lambda _parent, chosen: asked.append(chosen))
    sheet = person.sits_at(ShareSheet(desk), 900, 900)
    sheet.open_for([write("\n\n".join(["One more line of words."] * 45))])

    person.push("See it on paper first")
    assert "Page 1 of 3, as it would be printed" in person.reads(sheet)
    assert person.words == "Next page"
    person.press(Qt.Key.Key_PageDown)
    person.press(Qt.Key.Key_Space)
    assert "Page 3 of 3, as it would be printed" in person.reads(sheet)
    assert person.words == "Page before"
    person.push("Print…")
    assert len(asked) == 1
    person.press(Qt.Key.Key_Escape)

    assert not sheet._preview.isVisible()
    assert person.words == "See it on paper first"
    assert list(tmp_path.rglob("*.png")) == []


def test_share_sheet__preview_closed__the_keyboard_goes_back_by_no_other_way(
    desk: Desk, person: Person, write: Write, qapp: QApplication
) -> None:
    sheet = person.sits_at(ShareSheet(desk), 900, 900)
    sheet.open_for([write("A line of words.")])
    person.push("See it on paper first")
    held_there = person.words
    moves = QSignalSpy(qapp.focusChanged)
    person.press(Qt.Key.Key_Escape)

    assert held_there == "Print…"
    assert (moves.count(), person.words) == (1, "See it on paper first")


def test_journal__ctrl_p_on_a_page__opens_the_sheet_and_escape_goes_back_to_the_words(
    desk: Desk, person: Person, write: Write, qtbot: QtBot
) -> None:
    entry_id = write("a page")
    screen = person.sits_at(JournalScreen(desk), 1280, 900)
    screen.show_entry(entry_id)
    [sheet] = [one for one in screen.findChildren(ShareSheet) if one.parent().isVisible()]

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isVisible()
    person.press(Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert isinstance(screen.focusWidget(), ReadingText)


def test_journal__page__opens_the_sheet_and_escape_closes_it_alone(
    desk: Desk, person: Person, write: Write, qtbot: QtBot
) -> None:
    entry_id = write("a page")
    screen = person.sits_at(JournalScreen(desk), 1280, 900)
    screen.show_entry(entry_id)
    [sheet] = [one for one in screen.findChildren(ShareSheet) if one.parent().isVisible()]

    person.press_button(screen, "More about this page")
    person.press_button(screen, "Copy or print…")
    assert sheet.isVisible()
    person.press(Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert any(page.isVisible() for page in screen.findChildren(EntryPage))


def test_share_sheet__page_with_a_drawing__saves_it_as_a_picture_and_names_it_in_the_text(
    sheet: ShareSheet, person: Person, chosen: Path, vault: Vault, clock: FixedClock, write: Write
) -> None:
    button = "Save what is drawn as a picture…"
    assert button not in person.reads(sheet)
    entry_id = write("a page")
    line = Stroke(3, 0.02, ((0.1, 0.4), (0.9, 0.4)))
    save_drawing(vault, clock, Owner(entry_id=entry_id), (line,), "a hill")
    bad = save_drawing(vault, clock, Owner(entry_id=entry_id), (line,))
    with vault.write() as connection:
        connection.execute(update(schema.drawing).where(schema.drawing.c.uid == bad).values(strokes=b"["))
    sheet.open_for((entry_id,))

    person.press_button(sheet, button)
    person.press_button(sheet, "Copy as text")

    image = QImage(str(chosen))
    assert image.pixelColor(image.width() // 2, round(image.width() * 0.4)) == QColor("black")
    assert "a page\n\n[Drawing: a hill]\n\n[" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
