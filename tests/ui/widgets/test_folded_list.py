"""A list that opens on demand: as wide as its lines, also where they come after it is on screen."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.folded_list import FoldedList


def test_folded_list__filled_once_shown__makes_room_for_its_lines(qtbot: QtBot, dressed: ThemeController) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    choices = FoldedList(row)
    layout.addStretch(1)
    layout.addWidget(choices)
    row.resize(700, 100)
    row.show()
    qtbot.waitExposed(row)

    for change in (
        lambda: choices.addItem("British English"),
        lambda: choices.addItem("British English, as they spell it in Oxford"),
        lambda: choices.clear(),
        lambda: choices.setPlaceholderText("None yet, and that is fine"),
    ):
        change()
        assert layout.activate()
        assert choices.width() == choices.sizeHint().width()
