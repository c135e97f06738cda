"""Tab in the window's own places goes as one reads, whatever came and went on the page since it was made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.tab_order import step_as_read, stops_as_read


def button(words: str, parent: QWidget) -> QPushButton:
    one = QPushButton(words, parent)
    one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return one


def words_of(window: QWidget) -> list[str]:
    return [one.text() for one in stops_as_read(window)]


def test_stops__layouts_in_layouts__go_as_laid_out_and_not_as_made(qtbot: QtBot) -> None:
    window = QWidget()
    last, first, second = button("last", window), button("first", window), button("second", window)
    inner = QHBoxLayout()
    for one in (first, second):
        inner.addWidget(one)
    outer = QHBoxLayout(window)
    outer.addLayout(inner)
    outer.addWidget(last)
    qtbot.addWidget(window)
    window.show()

    assert words_of(window) == ["first", "second", "last"]


def test_stops__grid_and_splitter__go_by_row_and_by_place(qtbot: QtBot) -> None:
    window = QSplitter()
    grid = QWidget()
    layout = QGridLayout(grid)
    for words, row, column in (("d", 1, 1), ("b", 0, 1), ("a", 0, 0), ("c", 1, 0)):
        layout.addWidget(button(words, grid), row, column)
    window.addWidget(button("e", window))
    window.insertWidget(0, grid)
    qtbot.addWidget(window)
    window.show()

    assert words_of(window) == ["a", "b", "c", "d", "e"]


def test_stops__hidden_disabled_and_clicked_only__are_passed_over(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    buttons = [button(words, window) for words in ("a", "hidden", "disabled", "clicked", "b")]
    for one in buttons:
        layout.addWidget(one)
    qtbot.addWidget(window)
    window.show()
    buttons[1].hide()
    buttons[2].setEnabled(False)
    buttons[3].setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    assert words_of(window) == ["a", "b"]


def test_step__what_has_the_keyboard_is_gone__goes_on_from_its_place(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    buttons = [button(words, window) for words in "abc"]
    for one in buttons:
        layout.addWidget(one)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    buttons[1].setFocus()
    buttons[1].setFocusPolicy(Qt.FocusPolicy.NoFocus)

    assert step_as_read(window, is_next=True)
    assert QApplication.focusWidget() is buttons[2]


def test_step__nowhere_to_go__says_so(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    assert not step_as_read(window, is_next=True)
