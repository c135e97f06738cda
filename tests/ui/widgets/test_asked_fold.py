"""What was asked, folded above the page: its title always, the question and the passage when wanted."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.journal.asked import Asked, asked_from_prompt
from journal_app.settings.paths import seeds_dir
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.asked_fold import AskedFold
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.labels import Label


@pytest.fixture(scope="module")
def asked() -> Asked:
    pack = load_pack(seeds_dir())
    return asked_from_prompt(pack, next(iter(pack.prompts.values())))


@pytest.fixture
def fold(qtbot: QtBot, dressed: ThemeController) -> AskedFold:
    widget = AskedFold()
    qtbot.addWidget(widget)
    widget.resize(700, 400)
    widget.show()
    return widget


def words(fold: AskedFold) -> list[str]:
    return [one.text() for one in fold.findChildren(Label) if one.isVisible()]


def test_asked_fold__shown__has_its_title_and_is_folded(fold: AskedFold, asked: Asked) -> None:
    fold.show_asked(asked)

    assert fold.findChild(Button).text() == asked.title
    assert words(fold) == []


def test_asked_fold__space__unfolds_question_and_passage_and_folds_them_again(
    fold: AskedFold, asked: Asked, qtbot: QtBot
) -> None:
    fold.show_asked(asked)

    qtbot.keyClick(fold.findChild(Button), Qt.Key.Key_Space)
    assert asked.text in words(fold)
    assert f"“{asked.passages[0].exact}”" in words(fold)
    qtbot.keyClick(fold.findChild(Button), Qt.Key.Key_Space)

    assert words(fold) == []


def test_asked_fold__state__is_told_to_a_screen_reader(fold: AskedFold, asked: Asked, qtbot: QtBot) -> None:
    fold.show_asked(asked)
    folded = fold.findChild(Button).accessibleDescription()

    qtbot.keyClick(fold.findChild(Button), Qt.Key.Key_Space)

    assert folded
    assert fold.findChild(Button).accessibleDescription() not in ("", folded)


def test_asked_fold__passage_read_beside_it__is_not_said_twice(fold: AskedFold, asked: Asked) -> None:
    fold.show_asked(asked, is_open=True)
    fold.set_quote_shown(False)
    without = words(fold)
    fold.set_quote_shown(True)

    assert not any(asked.passages[0].exact in said for said in without)
    assert any(asked.passages[0].exact in said for said in words(fold))
