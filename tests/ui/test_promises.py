"""The honest page: every promise names tests that are there, and every limit of the design is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from journal_app.ui.promises import limits, promises
from journal_app.ui.screens.promises import PromisesScreen
from journal_app.ui.theme.theme import ThemeController

ROOT = Path(__file__).parents[2]


def test_promises__all_nine__are_there_in_order() -> None:
    assert [promise.code for promise in promises()] == [f"T{n}" for n in range(1, 10)]


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.code)
def test_promise__tests_that_show_it__exist_and_hold_tests(promise) -> None:
    assert promise.tests
    for name in promise.tests:
        assert "def test_" in (ROOT / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    "word", ["every key", "camera", "administrator", "tell the passphrase", "hibernates", "Pictures of the screen",
             "was used", "Copies", "SSD", "print", "Input methods", "no second, harmless journal"],
)  # fmt: skip
def test_limits__of_the_design__are_each_said(word: str) -> None:
    assert any(word.casefold() in limit.casefold() for limit in limits())


def test_promises_screen__shown__says_it_all_and_esc_leads_back(qtbot: QtBot, theme: ThemeController) -> None:
    screen = PromisesScreen()
    qtbot.addWidget(screen)
    screen.show()

    said = " ".join(label.text() for label in screen.findChildren(QLabel))
    assert all(promise.words in said and promise.tests[0] in said for promise in promises())
    assert all(limit in said for limit in limits())
    with qtbot.waitSignal(screen.back_requested, timeout=0):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
