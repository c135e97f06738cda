"""The page before a guest session: what is missing is said, and the keyboard goes there."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from journal_app.ui.guest_session import GuestTerms
from journal_app.ui.screens.guest_start import GuestStartScreen
from journal_app.ui.theme.theme import ThemeController

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.mark.parametrize(("pin", "again"), [("", "2468"), ("2468", "24")], ids=["no PIN", "not the same"])
def test_begin__something_missing__the_keyboard_goes_there_and_enter_begins(
    person: Person, dressed: ThemeController, pin: str, again: str
) -> None:
    screen: GuestStartScreen = person.sits_at(GuestStartScreen())
    begun: list[GuestTerms] = []
    screen.begin_requested.connect(begun.append)
    for field, words in zip(screen.findChildren(QLineEdit), (pin, again), strict=True):
        field.setText(words)

    screen.next.setFocus()
    screen.next.click()
    QApplication.focusWidget().clear()
    person.type_text("2468")
    screen.next.click()

    assert begun == [GuestTerms("2468", 60)]
