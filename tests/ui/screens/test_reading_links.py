"""From a passage of the readings to one of one's own pages: linked, listed, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack, PassageId
from journal_app.journal.entries import EntryId, load_entry
from journal_app.ui.desk import Desk
from journal_app.ui.screens.article_page import ArticlePage
from journal_app.ui.screens.entry_picker import EntryPicker
from journal_app.ui.screens.passage_panel import PassagePanel
from journal_app.ui.shell import Shell
from journal_app.ui.undo_bar import UndoBar
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.buttons import Button
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def passage_id(pack: Pack) -> PassageId:
    return next(iter(pack.passages))


@pytest.fixture
def shell(desk: Desk, person: Person, passage_id: PassageId, write: Callable[..., EntryId]) -> Shell:
    write("Of the rain.", title="Rain", days_ago=2)
    write("Of the sun.", title="Sun", days_ago=1)
    shell: Shell = person.sits_at(Shell(desk))
    shell.open_passage(passage_id)
    return shell


def linked(vault: Vault, entry_id: int) -> list[str]:
    return [one.passage.passage_id for one in load_entry(vault, EntryId(entry_id)).linked_passages]


def listed(shell: Shell) -> list[str]:
    panel = shell.findChild(PassagePanel)
    return [one.text() for one in panel.findChildren(Button) if one.isVisible()]


def test_passage__linked_to_a_page_by_keys__is_beside_it_listed_here_and_taken_back(
    qtbot: QtBot, shell: Shell, vault: Vault, person: Person, passage_id: PassageId
) -> None:
    person.press_button(shell, "Link one of your pages…")
    picker = shell.findChild(EntryPicker)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    person.type_text("rain")
    qtbot.waitUntil(lambda: person.titles(picker) == ["Rain"])
    person.press(Qt.Key.Key_Return)
    after = linked(vault, 1), picker.isVisible(), any("Rain" in words for words in listed(shell))
    [bar] = shell.findChildren(UndoBar)
    said = bar.text
    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_Z, CTRL)

    assert after == ([passage_id], False, True)
    assert said == "The passage stands beside the page now."
    assert linked(vault, 1) == []
    assert not any("Rain" in words for words in listed(shell))


def test_passage__linked_to_the_same_page_again__says_so(shell: Shell, person: Person) -> None:
    for _ in range(2):
        person.press_button(shell, "Link one of your pages…")
        person.press(Qt.Key.Key_Return)

    assert "That passage is beside this page already." in person.reads(shell)
    assert shell.findChild(EntryPicker).isVisible()


def test_picker__esc_or_another_reading__is_closed(shell: Shell, person: Person, pack: Pack) -> None:
    person.press_button(shell, "Link one of your pages…")
    person.press(Qt.Key.Key_Escape)
    closed_by_key = not shell.findChild(EntryPicker).isVisible()
    person.press_button(shell, "Link one of your pages…")

    shell.open_article(list(pack.articles)[-1])

    assert closed_by_key
    assert not shell.findChild(EntryPicker).isVisible()


def test_article__no_passage_chosen__offers_no_link(shell: Shell, pack: Pack) -> None:
    shell.open_article(next(iter(pack.articles)))

    assert "Link one of your pages…" not in listed(shell)


def test_picker__read_on_meanwhile__links_the_passage_it_was_asked_of(
    qtbot: QtBot, shell: Shell, vault: Vault, person: Person, passage_id: PassageId
) -> None:
    person.press_button(shell, "Link one of your pages…")
    field = QApplication.focusWidget()
    article = shell.findChild(ArticleView)

    qtbot.keyClick(article, Qt.Key.Key_Tab)
    reached = shell.findChild(ArticlePage).passage_id
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert reached != passage_id
    assert linked(vault, 2) == [passage_id]
