"""The page about leaving in a hurry: how to hide everything, and plainly what that can't do."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from journal_app.ui.screens.welcome_leaving import LeavingPage
from journal_app.ui.theme.theme import ThemeController

Person = Any  # lives in conftest.py: test files import nothing from each other


def test_leaving_page__read__says_how_to_hide_and_what_that_can_not_do(qtbot: QtBot, theme: ThemeController) -> None:
    page = LeavingPage()
    qtbot.addWidget(page)
    said = " ".join(label.text() for label in page.findChildren(QLabel))

    assert "Press Shift three times within five seconds" in said
    assert "After three minutes with nobody there" in said
    assert "It can't take back what was seen already" in said


def test_leaving_page__enter__goes_on(qtbot: QtBot, theme: ThemeController, person: Person) -> None:
    page = person.sits_at(LeavingPage())
    page.begin()

    with qtbot.waitSignal(page.next_requested, timeout=0):
        person.key(page.first(), Qt.Key.Key_Return)
