"""About: plain facts, and the terms of all it is made with."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from journal_app import __version__
from journal_app.content.model import empty_pack
from journal_app.journal.private_preferences import PrivatePreferences, save_private_preferences
from journal_app.settings.licences import licences
from journal_app.ui.desk import Desk
from journal_app.ui.screens.about import AboutScreen
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


def words(screen: AboutScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(Label))


def test_about__built_in_pack__says_that_nobody_has_reviewed_it_yet(person: Person, desk: Desk) -> None:
    screen = person.opens(AboutScreen(desk), 1000, 900)

    assert __version__ in words(screen)
    assert "No practitioner and no person with lived experience has reviewed these prompts yet." in words(screen)


def test_about__each_work__shows_its_own_terms(person: Person, desk: Desk) -> None:
    screen = person.opens(AboutScreen(desk), 1000, 900)
    works, terms = screen.findChild(FoldedList), screen.findChild(QPlainTextEdit)

    shown = []
    for number in range(works.count()):
        works.setCurrentIndex(number)
        shown.append(terms.toPlainText())

    assert len(shown) == len(licences())
    assert all(text.strip() for text in shown)


def test_about__technical_details_opened__show_the_number_that_settles_ties(
    person: Person, desk: Desk, vault: Vault
) -> None:
    save_private_preferences(vault, PrivatePreferences(seed="f00d4cafe"))
    screen = person.opens(AboutScreen(desk), 1000, 900)
    assert "f00d4cafe" not in words(screen)

    person.press_button(screen, "Technical details")

    assert "f00d4cafe" in words(screen)


def test_about__esc__goes_back(qtbot: QtBot, person: Person, desk: Desk) -> None:
    screen = person.opens(AboutScreen(desk), 1000, 900)
    back = QSignalSpy(screen.back_requested)

    qtbot.keyClick(screen, Qt.Key.Key_Escape)

    assert back.count() == 1


def test_about__pack_is_broken__is_shown_all_the_same(person: Person, desk: Desk) -> None:
    bare = replace(desk, pack=empty_pack())

    assert __version__ in words(person.opens(AboutScreen(bare), 1000, 900))
