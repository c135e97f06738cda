"""The Journal's search: pages found by their words, nothing found said kindly, and odd input no trouble."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal_app.journal.entries import EntryId
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.widgets.labels import Label

Person = Any  # lives in conftest.py: test files import nothing from each other


def search_for(qtbot: QtBot, screen: JournalScreen, words: str) -> None:
    screen.focus_search()
    qtbot.keyClicks(screen.focusWidget(), words)
    qtbot.waitUntil(lambda: not screen._timeline._timer.isActive())


def test_search__words_of_an_entry__finds_it_with_the_words_marked(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("The bus was late.")
    write("A quiet evening with soup.", days_ago=1)
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "bus")

    model = person.rows(screen).model()
    found = [row for row in model.rows if row.kind is RowKind.ENTRY]  # type: ignore[attr-defined]
    assert [row.detail[start:end] for row in found for start, end in row.marks] == ["bus"]
    assert any(one.text() == "One page found" for one in screen.findChildren(Label))


def test_search__nothing_found__says_so_kindly(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "zebra")

    words = person.reads(screen)
    assert "No page has these words. Fewer words, or the start of one, may find more." in words


def test_search__escape__leaves_it_and_shows_every_page_again(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))
    search_for(qtbot, screen, "zebra")

    person.key(screen.focusWidget(), Qt.Key.Key_Escape)

    assert "November 2026" in person.titles(screen)


@pytest.mark.parametrize("words", ['"', "a", "NEAR(", "* OR", "- x:"])
def test_search__odd_input__complains_of_nothing(
    qtbot: QtBot, desk: Desk, words: str, person: Person, write: Callable[..., EntryId]
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, words)

    assert screen._timeline._problem.isHidden()
