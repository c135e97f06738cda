"""The words of one question by keyboard: in the order they are read, in rows that wrap and from right to left too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.content.model import ScaleItem
from journal_app.ui.widgets.word_choice import WordChoice

WORDS = ("not at all", "a little", "somewhat", "a lot", "very much")
ROUND = [0, 1, 2, 3, 4, None]


@pytest.mark.parametrize(
    ("key", "is_mirrored", "is_forward"),
    [
        (Qt.Key.Key_Right, False, True),
        (Qt.Key.Key_Down, False, True),
        (Qt.Key.Key_Left, False, False),
        (Qt.Key.Key_Up, False, False),
        (Qt.Key.Key_Right, True, False),
        (Qt.Key.Key_Left, True, True),
        (Qt.Key.Key_Down, True, True),
    ],
)
@pytest.mark.parametrize("width", [180, 320, 900])
def test_arrow_key__pressed_again_and_again__goes_round_all_words_as_they_are_read(
    qtbot: QtBot, width: int, key: Qt.Key, is_mirrored: bool, is_forward: bool
) -> None:
    widget = WordChoice(ScaleItem("lb-1", "I was fair to myself.", WORDS))
    qtbot.addWidget(widget)
    if is_mirrored:
        widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widget.resize(width, 300)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.focus_chosen()

    chosen = []
    for _ in ROUND:
        QTest.keyClick(QApplication.focusWidget(), key)
        chosen.append(widget.choice)

    assert chosen == (ROUND if is_forward else [*ROUND[-2::-1], None])
