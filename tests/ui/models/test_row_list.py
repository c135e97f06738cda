"""One height for every row, the keyboard's way through them, and words of any script painted without complaint."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.theme.typography import Type, type_font

ROWS = [
    ListRow(RowKind.HEADING, "", "November"),
    ListRow(RowKind.DRAFT, "1", "Half a page"),
    ListRow(RowKind.ENTRY, "2", "Soup", "🌱🌱 grows and grows " * 9, "21", "Sat", ((3, 8), (150, 155))),
    ListRow(RowKind.ENTRY, "3", "حافظت على هدوئي", "في الاجتماع اليوم، حتى حين عاد الحديث", "20", "Fri", ((0, 2),)),
    ListRow(RowKind.ENTRY, "5", "Starred", "Words", is_starred=True, is_left_out=True, tags=("حديقة", "🌱", "x" * 90)),
    ListRow(RowKind.ENTRY, "4", "One endless word", "x" * 400, marks=((0, 400),)),
]


@pytest.fixture
def view(qtbot: QtBot, dressed: ThemeController) -> RowList:
    model = RowsModel()
    model.append_rows(ROWS)
    made = RowList(model, has_margin=True)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(320, 640)
    made.show()
    return made


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_row_list__words_of_any_script__are_painted_at_one_height(view: RowList, direction: Qt.LayoutDirection) -> None:
    view.setLayoutDirection(direction)

    picture = view.grab()

    heights = {view.visualRect(view.model().index(row, 0)).height() for row in range(len(ROWS))}
    assert len(heights) == 1
    assert not picture.isNull()


def test_row_list__text_twice_as_large__makes_the_rows_grow(view: RowList, dressed: ThemeController) -> None:
    before = view.visualRect(view.model().index(1, 0)).height()

    dressed.change_look(text_percent=200)
    view.doItemsLayout()

    after = view.visualRect(view.model().index(1, 0)).height()
    assert after > before * 1.6
    assert after > 2 * QFontMetrics(type_font(Type.SMALL)).height()


def test_row_list__arrow_keys_and_enter__choose_and_open_what_can_be_opened(qtbot: QtBot, view: RowList) -> None:
    chosen, entered = QSignalSpy(view.row_chosen), QSignalSpy(view.row_entered)
    view.focus_row()

    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert [chosen.at(0)[0].key, entered.at(0)[0].key] == ["2", "2"]


def test_row_list__a_click__chooses_and_then_tells_of_the_click(qtbot: QtBot, view: RowList) -> None:
    chosen, clicked = QSignalSpy(view.row_chosen), QSignalSpy(view.row_clicked)

    place = view.visualRect(view.model().index(3, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert [chosen.at(0)[0].key, clicked.at(0)[0].key] == ["3", "3"]


def test_choose__by_the_program__says_nothing(view: RowList) -> None:
    chosen = QSignalSpy(view.row_chosen)

    view.choose(view.model().index(2, 0))

    assert view.currentIndex().row() == 2
    assert chosen.count() == 0


def test_choose__while_ctrl_is_down__marks_the_row_all_the_same(qtbot: QtBot, view: RowList) -> None:
    view.let_choose_several()
    view.choose(view.model().index(1, 0))
    qtbot.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)

    view.choose(view.model().index(2, 0))

    qtbot.keyRelease(view, Qt.Key.Key_Control)
    assert [index.row() for index in view.selectionModel().selectedIndexes()] == [2]


def test_chosen_row__taken_out__opens_none_in_its_place(view: RowList) -> None:
    view.choose(view.model().index(2, 0))
    chosen = QSignalSpy(view.row_chosen)

    view.model().replace_rows([ROWS[0], ROWS[1], ROWS[3]])  # type: ignore[attr-defined]

    assert chosen.count() == 0


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_row__with_a_star_and_tags__has_them_at_the_end_of_its_title(
    view: RowList, direction: Qt.LayoutDirection
) -> None:
    view.setLayoutDirection(direction)
    plain = ListRow(RowKind.ENTRY, "1", "Rain", "Words")

    def drawn(row: ListRow) -> QImage:
        view._rows.replace_rows([row])
        return view.grab(view.visualRect(view._rows.index(0))).toImage()

    without, with_star, with_tag = (
        drawn(plain),
        drawn(replace(plain, is_starred=True)),
        drawn(replace(plain, tags=("a",))),
    )

    is_rtl = direction is Qt.LayoutDirection.RightToLeft
    for signed in (with_star, with_tag):
        columns = [x for x in range(signed.width()) if any_differ(without, signed, x)]
        assert columns
        assert all(x < signed.width() / 4 if is_rtl else x > signed.width() * 3 / 4 for x in columns)


def any_differ(one: QImage, other: QImage, x: int) -> bool:
    return any(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()))
