"""The first run's second page: six words or one's own, written down or typed twice, and judged in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.theme.theme import ThemeController
from journal_app.vault.passphrase import Verdict

Person = Any  # lives in conftest.py: test files import nothing from each other

OWN = "grandmother keeps a kettle on"


@pytest.fixture
def slow(
    theme: ThemeController, said: list[str], person: Person, six_words: str
) -> Iterator[tuple[WelcomeScreen, list[str]]]:
    """A screen on its second page whose judge has not answered yet, and what it was asked."""
    widget = WelcomeScreen()
    asked: list[str] = []
    widget.judge_requested.connect(asked.append)
    person.sits_at(widget)
    person.press(Qt.Key.Key_Return)
    widget.show_words(six_words)
    person.press(Qt.Key.Key_Down)
    yield widget, asked
    widget.hide()


def choose_own(person: Person, first: str, second: str) -> None:
    """Go from the first page to the second and type a passphrase of one's own, twice."""
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Down)
    person.walk_to(QLineEdit)
    person.type_text(first)
    person.press(Qt.Key.Key_Return)
    person.type_text(second)
    person.press(Qt.Key.Key_Return)


def test_welcome__words_not_yet_safe__waits_and_says_why(
    welcome: WelcomeScreen, said: list[str], person: Person
) -> None:
    person.press(Qt.Key.Key_Return)
    person.push("Continue")

    assert "2 of 4" in person.reads(welcome)
    assert said[-1] == "Please tick the box once the words are safe with you."


def test_welcome__other_words__have_to_be_written_down_anew(welcome: WelcomeScreen, person: Person) -> None:
    person.press(Qt.Key.Key_Return)
    person.push("I have written them down")
    welcome.show_words("six quite different words stand here")
    person.push("Continue")

    assert "2 of 4" in person.reads(welcome)
    assert "six quite different words stand here" in person.reads(welcome)


def test_welcome__words_already_offered__are_the_same_after_going_back_and_forth(
    welcome: WelcomeScreen, qtbot: QtBot, person: Person, six_words: str
) -> None:
    person.press(Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(welcome.words_requested):
        person.press(Qt.Key.Key_Escape)
        person.press(Qt.Key.Key_Return)

    assert six_words in person.reads(welcome)


def test_welcome__own_passphrase_typed_twice__is_taken(welcome: WelcomeScreen, person: Person) -> None:
    created = QSignalSpy(welcome.create_requested)
    choose_own(person, OWN, OWN)
    person.press(Qt.Key.Key_Return)
    person.push("Make my journal")

    assert created.count() == 1
    assert created.at(0)[0] == OWN


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("", "", "Please type a passphrase, or take the six words."),
        ("short", "short", "This passphrase needs to be longer, or harder to guess."),
        ("passwordpassword", "passwordpassword", "This passphrase needs to be longer, or harder to guess."),
        (OWN, OWN[:-1], "The two are not the same yet."),
    ],
)
def test_welcome__own_passphrase_not_there_yet__waits_and_says_why(
    welcome: WelcomeScreen, said: list[str], first: str, second: str, sentence: str, person: Person
) -> None:
    choose_own(person, first, second)

    assert "2 of 4" in person.reads(welcome)
    assert said[-1] == sentence


def test_welcome__own_passphrase__says_from_the_start_how_long_it_has_to_be(
    welcome: WelcomeScreen, person: Person
) -> None:
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Down)

    field = person.walk_to(QLineEdit)

    rule = "15 characters or more. Four or five unrelated words do well."
    assert rule in person.reads(welcome)
    assert field.accessibleDescription() == rule


def test_welcome__typing_rests__the_verdict_comes_in_words(
    welcome: WelcomeScreen, qtbot: QtBot, said: list[str], person: Person
) -> None:
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Down)
    person.walk_to(QLineEdit)
    person.type_text("a kettle")

    qtbot.waitUntil(lambda: any(words.startswith("Too short so far") for words in person.reads(welcome)))
    assert said[-1].startswith("Too short so far")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_welcome__any_verdict_of_the_vault__has_its_words(
    slow: tuple[WelcomeScreen, list[str]], said: list[str], verdict: Verdict, person: Person
) -> None:
    screen, _asked = slow
    person.walk_to(QLineEdit)
    person.type_text("a")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)

    screen.show_judgement(str(verdict), False)

    assert len(said[-2]) > 10


def test_welcome__continue_before_the_verdict__goes_on_when_it_comes(
    slow: tuple[WelcomeScreen, list[str]], person: Person
) -> None:
    screen, asked = slow
    person.walk_to(QLineEdit)
    person.type_text(OWN)
    person.press(Qt.Key.Key_Return)
    person.type_text(OWN)
    person.press(Qt.Key.Key_Return)
    assert asked == [OWN]
    assert "2 of 4" in person.reads(screen)

    screen.show_judgement("good", True)

    assert "3 of 4" in person.reads(screen)


def test_welcome__verdict_on_older_words__is_not_taken_for_the_new_ones(
    slow: tuple[WelcomeScreen, list[str]], qtbot: QtBot, person: Person
) -> None:
    screen, asked = slow
    person.walk_to(QLineEdit)
    person.type_text(OWN)
    qtbot.waitUntil(lambda: asked == [OWN])
    person.type_text("x")
    qtbot.waitUntil(lambda: len(asked) == 2)

    screen.show_judgement("very_good", True)

    assert not any(words.startswith("Very good") for words in person.reads(screen))
    screen.show_judgement("good", True)
    assert any(words.startswith("Good") for words in person.reads(screen))


def test_welcome__judging_failed__is_asked_again(slow: tuple[WelcomeScreen, list[str]], person: Person) -> None:
    screen, asked = slow
    person.walk_to(QLineEdit)
    person.type_text(OWN)
    person.press(Qt.Key.Key_Return)
    person.type_text(OWN)
    person.press(Qt.Key.Key_Return)
    screen.show_failure("Something went wrong here.")
    person.press(Qt.Key.Key_Return)

    screen.show_judgement("good", True)

    assert asked == [OWN, OWN]
    assert "3 of 4" in person.reads(screen)


def test_welcome__shown_as_typed__the_second_field_follows(welcome: WelcomeScreen, person: Person) -> None:
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Down)
    person.push("Show what I type")

    fields = [field for field in welcome.findChildren(QLineEdit) if field.isVisible()]
    assert [field.echoMode() for field in fields] == [QLineEdit.EchoMode.Normal] * 2


def test_welcome__tab_on_the_second_page__follows_the_eye(welcome: WelcomeScreen, person: Person) -> None:
    person.press(Qt.Key.Key_Return)
    seen = []
    for _ in range(7):
        widget = QApplication.focusWidget()
        seen.append(str(getattr(widget, "text", str)()).split(" ")[0])
        person.press(Qt.Key.Key_Tab)

    assert seen == ["Six", "Other", "I", "Make", "Continue", "Back", "Support"]
