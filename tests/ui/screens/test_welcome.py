"""The first run: its pages by keyboard alone, a recovery code shown once, and honest words on the way."""

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.opening import GentleChoices
from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.theme.theme import Look, ThemeController

Person = Any  # lives in conftest.py: test files import nothing from each other

CODE = "7K3M-9QWX-2FHT-B8RD-YV4N-0PGS-5JCE"
CREATED = tuple[str, bool, GentleChoices]


@pytest.fixture
def created(welcome: WelcomeScreen) -> list[CREATED]:
    """What the screen asked to be made."""
    wishes: list[CREATED] = []
    welcome.create_requested.connect(lambda words, code, choices: wishes.append((words, code, choices)))
    return wishes


def take_words(person: Person) -> None:
    """Go from the first page to the last with the six words."""
    person.press(Qt.Key.Key_Return)
    person.push("I have written them down")
    person.push("Continue")
    person.press(Qt.Key.Key_Return)


def test_welcome__first_page__says_what_this_is_not_and_what_a_computer_keeps(
    welcome: WelcomeScreen, person: Person
) -> None:
    said = " ".join(person.reads(welcome))

    assert "This is a journal, not care." in said
    assert "A shared or watched computer keeps traces" in said
    assert "F1" in said


def test_welcome__no_page__raises_its_voice(welcome: WelcomeScreen) -> None:
    texts = [label.text() for label in welcome.findChildren(QLabel)]

    assert not [text for text in texts if "!" in text]


def test_welcome__six_words_by_keyboard__asks_for_a_journal_as_it_comes(
    welcome: WelcomeScreen, created: list[CREATED], person: Person, six_words: str
) -> None:
    take_words(person)
    person.push("Make my journal")

    assert created == [(six_words, False, GentleChoices(is_gentle_only=False, is_shared_room=False))]


def test_welcome__everything_chosen_by_keyboard__is_all_asked_for(
    welcome: WelcomeScreen, created: list[CREATED], person: Person, six_words: str
) -> None:
    person.press(Qt.Key.Key_Return)
    person.push("I have written them down")
    person.push("Make a recovery code too")
    person.push("Continue")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Up)
    person.push("Other people may see this screen")
    person.push("Make my journal")

    assert created == [(six_words, True, GentleChoices(is_gentle_only=True, is_shared_room=True))]


def test_welcome__busy__takes_no_second_wish(
    welcome: WelcomeScreen, created: list[CREATED], said: list[str], person: Person
) -> None:
    take_words(person)
    person.push("Make my journal")
    welcome.show_busy(True)

    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Escape)

    assert len(created) == 1
    assert "4 of 4" in person.reads(welcome)
    assert said[-1] == "Making your journal. This takes a second or two."


def test_welcome__failure__is_said_and_can_be_tried_again(
    welcome: WelcomeScreen, created: list[CREATED], said: list[str], person: Person
) -> None:
    take_words(person)
    person.push("Make my journal")
    welcome.show_busy(True)
    welcome.show_failure("There is no room left on the disk.")

    assert said[-1] == "There is no room left on the disk."
    person.press(Qt.Key.Key_Space)
    assert len(created) == 2


def test_welcome__recovery_code__is_shown_until_it_is_written_down(
    welcome: WelcomeScreen, qtbot: QtBot, said: list[str], person: Person
) -> None:
    welcome.show_recovery_code(CODE)
    shown = next(label for label in welcome.findChildren(QLabel) if CODE[:4] in label.text() and label.isVisible())
    assert shown.text().split() == ["7K3M-9QWX-2FHT-B8RD", "YV4N-0PGS-5JCE"]
    assert CODE.replace("-", ", ") in said[-1]
    assert "It has no letter O, I or L" in " ".join(person.reads(welcome))

    with qtbot.assertNotEmitted(welcome.finished):
        person.push("Open my journal")
        person.press(Qt.Key.Key_Escape)
    person.push("I have written it down")
    with qtbot.waitSignal(welcome.finished, timeout=0):
        person.push("Open my journal")

    assert shown.text() == ""


def test_welcome__escape__goes_back_a_page_but_not_out(welcome: WelcomeScreen, qtbot: QtBot, person: Person) -> None:
    person.press(Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(welcome.back_requested):
        person.press(Qt.Key.Key_Escape)
        person.press(Qt.Key.Key_Escape)

    assert "1 of 4" in person.reads(welcome)


def test_welcome__somewhere_to_go_back_to__can_be_left(qtbot: QtBot, theme: ThemeController, person: Person) -> None:
    screen = person.sits_at(WelcomeScreen(can_go_back=True))

    with qtbot.waitSignal(screen.back_requested, timeout=0):
        person.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("words", "signal"),
    [("Support", "support_requested"), ("Open a journal from a folder", "open_folder_requested")],
)
def test_welcome__other_ways__are_reached_by_keyboard(
    welcome: WelcomeScreen, qtbot: QtBot, words: str, signal: str, person: Person
) -> None:
    person.walk_to(words)

    with qtbot.waitSignal(getattr(welcome, signal), timeout=0):
        person.press(Qt.Key.Key_Space)


def test_welcome__every_page__is_announced_with_its_place(
    welcome: WelcomeScreen, said: list[str], person: Person
) -> None:
    take_words(person)

    assert said == ["2 of 4 Choose a passphrase", "3 of 4 Leaving in a hurry", "4 of 4 Gentle settings"]


def test_welcome__text_at_200_percent__begins_at_the_top_and_fits_the_width(
    welcome: WelcomeScreen, dressed: ThemeController
) -> None:
    dressed.set_look(Look(text_percent=200))
    welcome.resize(720, 560)
    QApplication.processEvents()

    for page in welcome._pages:
        scroll = page._page
        assert scroll.widget().minimumSizeHint().width() <= 720
    assert welcome._pages[0]._page.verticalScrollBar().value() == 0


def test_welcome__every_control__has_an_accessible_name(welcome: WelcomeScreen) -> None:
    controls = [one for one in welcome.findChildren(QWidget) if one.focusPolicy() & Qt.TabFocus]
    own = [one for one in controls if one.metaObject().className() in ("Button", "TickBox", "RadioMark", "QLineEdit")]

    names = {
        one: QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in own if not one.isHidden()
    }

    assert len(names) >= 18
    assert all(names.values())


def test_welcome__imported__brings_nothing_heavy() -> None:
    code = "import sys, journal_app.ui.screens.welcome; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    heavy = ("sqlalchemy", "sqlcipher3", "cryptography", "zxcvbn", "journal_app.journal", "journal_app.content")
    assert [name for name in loaded if name.startswith(heavy)] == []
