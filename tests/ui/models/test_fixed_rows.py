"""Rows of one height: found by arithmetic, stepped through by keys, kept in place while others come and go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import AnyIndex, RowsModel


def rows_of(count: int) -> list[ListRow]:
    """Return rows under a heading every ten."""
    return [
        ListRow(RowKind.HEADING, "", f"Month {at}") if at % 10 == 0 else ListRow(RowKind.ENTRY, str(at), f"Page {at}")
        for at in range(count)
    ]


class AskedModel(RowsModel):
    """Notes how often it is asked about a row."""

    asked = 0

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        self.asked += 1
        return super().flags(index)

    def rowCount(self, *parent: AnyIndex) -> int:
        self.asked += 1
        return super().rowCount(*parent)


@pytest.fixture
def screen_reader() -> Iterator[None]:
    """A program that reads the screen aloud listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def view(qtbot: QtBot) -> RowList:
    model = RowsModel()
    model.replace_rows(rows_of(1000))
    made = RowList(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def test_rows__a_long_list__are_all_in_reach_of_the_scroll_bar_at_once(view: RowList) -> None:
    assert view.verticalScrollBar().maximum() == 1000 * view.row_px() - view.viewport().height()


def test_index_at__where_a_row_is__is_that_row(view: RowList) -> None:
    view.verticalScrollBar().setValue(333)

    for row in view.visible_rows():
        middle = view.visualRect(view.model().index(row, 0)).center()
        assert view.indexAt(middle).row() == row
    assert not view.indexAt(QPoint(-1, 5)).isValid()


def test_keys__up_and_down__pass_over_headings(qtbot: QtBot, view: RowList) -> None:
    view.setCurrentIndex(view.model().index(9, 0))

    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 11
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 9


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Home, 1), (Qt.Key.Key_End, 999)])
def test_keys__home_and_end__go_to_the_first_and_last_page(qtbot: QtBot, view: RowList, key: Qt.Key, row: int) -> None:
    view.setCurrentIndex(view.model().index(500, 0))

    qtbot.keyClick(view, key)

    assert view.currentIndex().row() == row
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_keys__page_down_at_the_end__stays_on_the_last_row(qtbot: QtBot, view: RowList) -> None:
    view.setCurrentIndex(view.model().index(998, 0))

    qtbot.keyClick(view, Qt.Key.Key_PageDown)

    assert view.currentIndex().row() == 999


def test_rows__come_and_go_above__what_is_in_sight_stays_where_it_is(view: RowList) -> None:
    view.verticalScrollBar().setValue(5000)
    model = view.model()
    assert isinstance(model, RowsModel)
    seen = [model.rows[row].key for row in view.visible_rows()]

    model.replace_rows([ListRow(RowKind.ENTRY, "new", "New"), *rows_of(1000)])
    assert [model.rows[row].key for row in view.visible_rows()] == seen
    model.replace_rows(rows_of(1000))

    assert [model.rows[row].key for row in view.visible_rows()] == seen
    assert view.verticalScrollBar().value() == 5000


def test_set_selection__over_a_heading__takes_the_pages_only(view: RowList) -> None:
    view.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
    rect = QRect(
        view.visualRect(view.model().index(9, 0)).center(), view.visualRect(view.model().index(11, 0)).center()
    )

    view.setSelection(rect, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    assert [index.row() for index in view.selectedIndexes()] == [9, 11]


@pytest.mark.usefixtures("screen_reader")
def test_select_all__a_long_list_read_aloud__asks_of_a_few_rows_only(qtbot: QtBot) -> None:
    model = AskedModel()
    model.replace_rows(rows_of(1000))
    view = RowList(model)
    model.setParent(view)
    qtbot.addWidget(view)
    view.let_choose_several()
    view.show()
    before = model.asked

    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    count = view.chosen_count()
    view.clearSelection()

    assert count == 900
    assert view.chosen_count() == 0
    assert model.asked - before < 200


def test_select_all__one_can_be_chosen__chooses_none(qtbot: QtBot, view: RowList) -> None:
    view.setSelectionMode(RowList.SelectionMode.SingleSelection)

    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert view.chosen_count() == 0
