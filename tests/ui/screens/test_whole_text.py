"""Words at full height in a page that scrolls as one; very long ones scroll by themselves."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal_app.ui.screens.whole_text import LONGEST_WHOLE, WholeText
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.column import PageScroll


@pytest.fixture
def page(qtbot: QtBot, dressed: ThemeController) -> PageScroll:
    made = PageScroll()
    qtbot.addWidget(made)
    made.column_layout.addWidget(WholeText(made))
    made.column_layout.addStretch(1)
    made.resize(700, 500)
    made.show()
    return made


def text_of(page: PageScroll) -> WholeText:
    found = page.findChild(WholeText)
    assert isinstance(found, WholeText)
    return found


def test_whole_text__some_words__is_as_tall_as_they_are(qtbot: QtBot, page: PageScroll) -> None:
    text = text_of(page)

    text.show_text("A line of the page.\n" * 80)

    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert text.height() >= text.document().size().height()
    assert text.verticalScrollBar().maximum() <= 2


def test_whole_text__page_keys__turn_the_page_round_it(qtbot: QtBot, page: PageScroll) -> None:
    text, bar = text_of(page), page.verticalScrollBar()
    text.show_text("A line of the page.\n" * 80)
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    qtbot.keyClick(text, Qt.Key.Key_PageDown)
    down = bar.value()
    qtbot.keyClick(text, Qt.Key.Key_PageUp)

    assert down > 400
    assert bar.value() == 0


def test_whole_text__very_many_words__scrolls_by_itself(page: PageScroll) -> None:
    text = text_of(page)

    text.show_text("word " * (LONGEST_WHOLE // 4))

    assert text.height() < 1500
    assert text.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_whole_text__larger_letters__takes_the_height_they_need(page: PageScroll, dressed: ThemeController) -> None:
    text = text_of(page)
    text.show_text("A line of the page. " * 40)
    before = text.height()

    dressed.change_look(text_percent=200)

    assert text.height() > before * 1.5
