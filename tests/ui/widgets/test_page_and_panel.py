"""A page with a panel beside it: who has which room, and what the person shared stays."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.column import PageWithFoot
from journal_app.ui.widgets.page_and_panel import PageAndPanel


@pytest.fixture
def beside(qtbot: QtBot, dressed: ThemeController) -> PageAndPanel:
    widget = PageAndPanel()
    qtbot.addWidget(widget)
    page, panel = PageWithFoot(widget), QWidget(widget)
    widget.hold(page, panel)
    widget.resize(1056, 700)
    widget.show()
    return widget


def widths(beside: PageAndPanel) -> tuple[int, int]:
    QApplication.sendPostedEvents()
    return beside.widget(0).width(), beside.widget(1).width()


def test_page_and_panel__panel_wanted__the_page_has_room_for_whole_lines(beside: PageAndPanel) -> None:
    beside.show_panel(True)

    page, panel = widths(beside)
    assert page >= beside.widget(0).full_width()
    assert panel > 320


def test_page_and_panel__very_wide__the_panel_stays_the_smaller(beside: PageAndPanel) -> None:
    beside.show_panel(True)
    beside.resize(2400, 700)

    page, panel = widths(beside)
    assert panel < page


def test_page_and_panel__narrow__one_of_them_is_to_be_seen(beside: PageAndPanel) -> None:
    beside.resize(600, 700)
    seen = beside.widget(0).isVisible(), beside.widget(1).isVisible()
    beside.show_panel(True)

    assert seen == (True, False)
    assert (beside.widget(0).isVisible(), beside.widget(1).isVisible()) == (False, True)


def test_page_and_panel__dragged__stays_as_the_person_shared_it(beside: PageAndPanel) -> None:
    beside.show_panel(True)
    beside.moveSplitter(500, 1)
    beside.show_panel(False)
    beside.show_panel(True)

    page, _panel = widths(beside)
    assert abs(page - 500) <= 8
