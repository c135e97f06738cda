"""The Support page filled in by keyboard: for everyone on this computer, and for oneself inside the journal."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from journal_app.content.model import Pack, SupportEntry
from journal_app.content.support_here import read_here, write_here
from journal_app.journal.own_support import load_own_support, save_own_support
from journal_app.ui.desk import Desk
from journal_app.ui.over_all import OverAll
from journal_app.ui.print import printing
from journal_app.ui.print.support_document import support_document
from journal_app.ui.screens.support import SupportScreen
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other

TODAY = date(2026, 11, 21)
DESK = SupportEntry("local", "The front desk", "Knock", checked_on=date(2026, 5, 1), checked_by="Ines")
STALE = "Last checked on 1 May 2026; it may have changed. If it doesn't work, please try another."


@pytest.fixture
def window(person: Person) -> QMainWindow:
    made = QMainWindow()
    made.setCentralWidget(QStackedWidget(made))
    opened: QMainWindow = person.sits_at(made)
    return opened


@pytest.fixture
def over_all(window: QMainWindow, desk: Desk, pack: Pack) -> OverAll:
    stack = window.centralWidget()
    assert isinstance(stack, QStackedWidget)
    made = OverAll(window, stack, desk.theme, desk.preferences, desk.clock, window.setFocus)
    made.show_pack(pack)
    return made


def opened(over_all: OverAll, window: QMainWindow) -> SupportScreen:
    over_all.open_support()
    return window.findChild(SupportScreen)


def test_here__filled_in_by_keys__is_there_for_everyone_before_unlock(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path
) -> None:
    screen = opened(over_all, window)
    person.push("For everyone on this computer")
    assert [words for words in person.reads(screen) if words.startswith("Everyone who uses this computer can read")]
    person.push("Add someone or somewhere")
    for name, words in (("_name", "The front desk"), ("_how", "Knock twice")):
        screen._form._lines[name.removeprefix("_")].setFocus()
        person.type_text(words)
    person.push("Keep it")
    [entry] = read_here(tmp_path / "support.toml")[0]
    assert (entry.name, entry.how, entry.kind, entry.checked_on) == ("The front desk", "Knock twice", "local", None)
    person.press_button(screen, "I checked it today")
    assert read_here(tmp_path / "support.toml")[0][0].checked_on == TODAY
    person.press_button(screen, "Support")
    assert {"The front desk", "Knock twice", "Checked on 21 November 2026."} <= set(person.reads(screen))


def test_here__checked_too_long_ago__asks_to_verify(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path
) -> None:
    write_here(tmp_path / "support.toml", [DESK])
    assert STALE in person.reads(opened(over_all, window))


def test_form__opened__says_when_each_was_checked(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path
) -> None:
    write_here(tmp_path / "support.toml", [replace(DESK, checked_on=TODAY)])
    screen = opened(over_all, window)
    person.push("For everyone on this computer")
    assert "Checked on 21 November 2026 by Ines." in person.reads(screen)


def test_here__damaged__is_said_and_the_pack_is_still_shown(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path, pack: Pack
) -> None:
    (tmp_path / "support.toml").write_text("[[", encoding="utf-8")
    read = person.reads(opened(over_all, window))
    assert [words for words in read if "can't be read" in words]
    assert pack.support is not None
    assert pack.support.intro in read


def test_here__can_not_be_written__is_said_and_nothing_changes(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path
) -> None:
    screen = opened(over_all, window)
    (tmp_path / "support.toml").mkdir()
    screen.here_changed.emit((DESK,))
    assert [words for words in person.reads(screen) if "could not be written" in words]


def test_form__no_way_to_reach__is_told_and_what_was_typed_stays(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path
) -> None:
    screen = opened(over_all, window)
    person.push("For everyone on this computer")
    person.push("Add someone or somewhere")
    person.type_text("Desk")
    person.push("Keep it")
    assert [words for words in person.reads(screen) if words.startswith("It needs a name")]
    assert screen._form._lines["name"].text() == "Desk"
    assert not (tmp_path / "support.toml").exists()


def test_own__before_a_journal_is_open__is_not_there(over_all: OverAll, window: QMainWindow, person: Person) -> None:
    screen = opened(over_all, window)
    assert not screen._change_own.isVisible()
    assert "I checked it today" not in [one.text() for one in screen.findChildren(type(screen._back))]


def test_own__moved_changed_and_taken_away__is_kept_in_the_vault_only(
    over_all: OverAll, window: QMainWindow, person: Person, desk: Desk, vault: Vault, tmp_path: Path
) -> None:
    save_own_support(vault, [SupportEntry("own", "Rosa", "Ring"), SupportEntry("own", "Ali", "Knock")])
    over_all.open_journal(desk)
    screen = opened(over_all, window)
    assert {"Put here by you", "Rosa", "Ali"} <= set(person.reads(screen))
    person.push("Your own entries")
    person.press_button(screen, "Move down")
    assert [one.name for one in load_own_support(vault)] == ["Ali", "Rosa"]
    person.press_button(screen, "Change")
    person.press_button(screen, "Leave it as it is")
    person.press_button(screen, "Take away")
    assert [one.name for one in load_own_support(vault)] == ["Rosa"]
    assert not (tmp_path / "support.toml").exists()


def test_pack_entry__checked_today__is_kept_among_ones_own_and_nowhere_else(
    over_all: OverAll, window: QMainWindow, person: Person, desk: Desk, vault: Vault, tmp_path: Path, pack: Pack
) -> None:
    desk.preferences.change(support_region="us")
    over_all.open_journal(desk)
    screen = opened(over_all, window)
    for _ in range(2):
        person.press_button(screen, "I checked it today")
    [entry] = load_own_support(vault)
    assert pack.support is not None
    assert entry.name == next(one for one in pack.support.regions if one.id == "us").entries[0].name
    assert entry.checked_on == TODAY
    assert not (tmp_path / "support.toml").exists()


def test_print__before_unlock__puts_the_chosen_place_on_paper(
    over_all: OverAll, window: QMainWindow, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_here(tmp_path / "support.toml", [DESK])
    screen = opened(over_all, window)
    asked: list[Any] = []
    monkeypatch.setattr(printing, "ask_to_print", lambda _parent, chosen: asked.append(chosen))
    person.press_button(screen, "Print this page")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    asked[0](printer)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_document__of_the_page__says_what_the_screen_says(pack: Pack) -> None:
    assert pack.support is not None
    text = support_document("Support", pack.support, [("Here", [DESK])], TODAY).toPlainText()
    assert "\n".join(("The front desk", "Knock", STALE)) in text
    assert pack.support.intro in text
