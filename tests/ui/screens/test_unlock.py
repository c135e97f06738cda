"""Unlock: by keyboard alone, told in words, and light enough to be the first thing painted."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.screens.unlock import UnlockScreen
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.vault_token import Shape, Tint, VaultChoice, VaultToken

Person = Any  # lives in conftest.py: test files import nothing from each other

HEAVY = ("sqlalchemy", "sqlcipher3", "cryptography", "journal_app.vault", "journal_app.journal", "journal_app.content")


@pytest.fixture
def screen(theme: ThemeController, said: list[str], person: Person) -> UnlockScreen:
    """The screen, shown and with the keyboard."""
    return person.sits_at(UnlockScreen(), 900, 700)


@pytest.fixture
def tried(screen: UnlockScreen) -> list[tuple[str, bool]]:
    """What the screen asked to be tried."""
    wishes: list[tuple[str, bool]] = []
    screen.unlock_requested.connect(lambda secret, is_code: wishes.append((secret, is_code)))
    return wishes


ONE = (VaultChoice(Path("nowhere"), VaultToken(Shape.CIRCLE, Tint.GREEN)),)


def status_of(screen: UnlockScreen) -> str:
    return screen._status.text if screen._status.isVisible() else ""


def test_unlock__shown__the_keyboard_is_in_the_hidden_field(screen: UnlockScreen) -> None:
    field = QApplication.focusWidget()

    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_unlock__passphrase_and_enter__asks_to_open_with_it(
    screen: UnlockScreen, tried: list[tuple[str, bool]], person: Person
) -> None:
    person.type_text("six calm words")
    person.press(Qt.Key.Key_Return)

    assert tried == [("six calm words", False)]


def test_unlock__tab_and_space_on_open__asks_to_open(
    screen: UnlockScreen, tried: list[tuple[str, bool]], person: Person
) -> None:
    person.type_text("six calm words")
    person.push("Open")

    assert tried == [("six calm words", False)]


def test_unlock__nothing_typed__says_so_and_asks_for_nothing(
    screen: UnlockScreen, tried: list[tuple[str, bool]], said: list[str], person: Person
) -> None:
    person.press(Qt.Key.Key_Return)

    assert tried == []
    assert status_of(screen) == "Please type your passphrase."
    assert said[-1] == "Please type your passphrase."


def test_unlock__recovery_code_by_keyboard__asks_to_open_with_a_code_that_can_be_read(
    screen: UnlockScreen, tried: list[tuple[str, bool]], person: Person
) -> None:
    person.push("Use the recovery code")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    person.type_text("7K3M-9QWX")
    person.press(Qt.Key.Key_Return)

    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert field.accessibleName() == "Recovery code"
    assert tried == [("7K3M-9QWX", True)]


def test_unlock__show_box_ticked__the_passphrase_can_be_read(screen: UnlockScreen, person: Person) -> None:
    field = QApplication.focusWidget()
    person.push("Show what I type")

    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Normal


def test_unlock__busy__takes_no_second_wish_and_keeps_the_keyboard(
    screen: UnlockScreen, tried: list[tuple[str, bool]], said: list[str], person: Person
) -> None:
    person.type_text("six calm words")
    person.walk_to("Open")
    screen.show_busy(True)

    person.press(Qt.Key.Key_Return)

    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert tried == []
    assert said[-1] == "Opening. This takes a second or two."


def test_unlock__failure__is_read_out_and_leaves_what_was_typed_chosen(
    screen: UnlockScreen, said: list[str], person: Person
) -> None:
    person.type_text("six calm wrods")
    screen.show_busy(True)

    screen.show_failure("That is not the passphrase.")

    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.hasSelectedText()
    assert not field.isReadOnly()
    assert said[-1] == "That is not the passphrase."


def test_unlock__waiting__enter_does_nothing_and_the_field_stays_free(
    screen: UnlockScreen, tried: list[tuple[str, bool]], said: list[str], person: Person
) -> None:
    screen.wait(30)

    person.type_text("six calm words")
    person.press(Qt.Key.Key_Return)

    assert tried == []
    assert screen._secret.text == "six calm words"
    assert said == ["You can try again in 30 seconds."]
    screen.clear()


def test_unlock__wait_over__says_so_once_and_opens_again(
    screen: UnlockScreen, qtbot: QtBot, tried: list[tuple[str, bool]], said: list[str], person: Person
) -> None:
    person.type_text("six calm words")
    screen.wait(0.05)
    assert status_of(screen) == "You can try again in a second."

    qtbot.waitUntil(lambda: status_of(screen) == "")
    person.press(Qt.Key.Key_Return)

    assert said == ["You can try again in a second.", "You can try again now."]
    assert tried == [("six calm words", False)]


def test_unlock__no_seconds_to_wait__takes_a_try_at_once(
    screen: UnlockScreen, tried: list[tuple[str, bool]], person: Person
) -> None:
    screen.wait(0)
    person.type_text("a")
    person.press(Qt.Key.Key_Return)

    assert tried == [("a", False)]


def test_unlock__cleared__nothing_is_left_of_the_try_before(screen: UnlockScreen, person: Person) -> None:
    person.push("Use the recovery code")
    person.type_text("7K3M")
    screen.show_failure("That is not the code.")
    screen.wait(9)

    screen.clear()

    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.text(), field.accessibleName(), status_of(screen)) == ("", "Passphrase", "")
    assert field.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Open a journal from a folder", "open_folder_requested"),
        ("Make a new journal", "new_journal_requested"),
        ("Support", "support_requested"),
    ],
)
def test_unlock__other_ways__are_reached_by_keyboard(
    screen: UnlockScreen, qtbot: QtBot, words: str, signal: str, person: Person
) -> None:
    person.walk_to(words)

    with qtbot.waitSignal(getattr(screen, signal), timeout=0):
        person.press(Qt.Key.Key_Space)


def test_unlock__every_control__has_an_accessible_name(screen: UnlockScreen) -> None:
    controls = [one for one in screen.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.TabFocus]

    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in controls]

    assert len(names) >= 6
    assert all(names)


def test_unlock__imported__brings_nothing_heavy() -> None:
    code = "import sys, journal_app.ui.screens.unlock; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert [name for name in loaded if name.startswith((*HEAVY, "PySide6.QtSvg"))] == []


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_unlock__mark_of_the_one_journal_comes_after_the_first_paint__nothing_moves(
    theme: ThemeController, person: Person, percent: int
) -> None:
    theme.change_look(text_percent=percent)
    screen = UnlockScreen()
    screen.keep_room_for_mark()
    person.sits_at(screen, 900, 900)
    places = [(widget, widget.geometry()) for widget in (screen._heading, screen._secret, screen._open, screen._card)]

    screen.set_vaults(ONE)
    QApplication.sendPostedEvents()
    screen.grab()

    assert screen.chosen == ONE[0]
    assert [(widget, widget.geometry()) for widget, _place in places] == places
