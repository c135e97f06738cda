"""Names on a board of rings: by keys, by mouse, and the same names in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.content.model import Pack, PracticeId, Step, StepType
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.settings.paths import seeds_dir
from journal_app.ui.drawing.map_answer import MapBoardForm
from journal_app.ui.drawing.ring_board import MOST_SHOWN
from journal_app.ui.theme.theme import ThemeController

TWO = (Placed("Noor", "near"), Placed("Sol", "maybe"))


@pytest.fixture(scope="module")
def step() -> Step:
    """The step of *Who holds what* with four rings."""
    pack: Pack = load_pack(seeds_dir())
    return next(one for one in pack.practices[PracticeId("support-map")].steps if one.type is StepType.MAP)


@pytest.fixture
def form(qtbot: QtBot, dressed: ThemeController, step: Step) -> MapBoardForm:
    shown = MapBoardForm(step)
    qtbot.addWidget(shown)
    shown.resize(640, 700)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def test_board__by_keys__adds_moves_says_and_takes_off(qtbot: QtBot, form: MapBoardForm, said: list[str]) -> None:
    form.focus_first()
    qtbot.keyClicks(form._name.line, "Noor")
    qtbot.keyClick(form._name.line, Qt.Key.Key_Return)
    assert form.answer() == Answer(placed=(Placed("Noor", "me"),))
    qtbot.keyClick(form._board, Qt.Key.Key_Up)
    assert form.answer().placed == (Placed("Noor", "near"),)
    assert said[-1] == "Noor. I could turn to them now"
    qtbot.keyClick(form._board, Qt.Key.Key_Delete)
    assert form.answer().is_blank


def test_board__dragged_by_mouse__stands_on_the_ring_it_was_let_go_on(qtbot: QtBot, form: MapBoardForm) -> None:
    form.show_answer(Answer(placed=TWO))
    board, left = form._board, Qt.MouseButton.LeftButton
    start = board._rects()[0].center().toPoint()
    end = QPoint(board.width() // 2, 8)
    qtbot.mousePress(board, left, pos=start)
    for part in range(1, 5):
        qtbot.mouseMove(board, start + (end - start) * part / 4)
    with qtbot.waitSignal(form.edited):
        qtbot.mouseRelease(board, left, pos=end)
    assert form.answer().placed == (Placed("Noor", "around"), Placed("Sol", "maybe"))


def test_ways__turned_to_words_and_back__hold_the_same_names(form: MapBoardForm) -> None:
    form.show_answer(Answer(placed=TWO))
    form._ways.button(1).click()
    assert form.answer() == Answer(placed=TWO, in_words=True)
    form._ways.button(0).click()
    assert form.answer() == Answer(placed=TWO)


def test_form__more_names_than_a_board_shows__opens_in_words_with_all(form: MapBoardForm) -> None:
    many = tuple(Placed(str(number), "near") for number in range(MOST_SHOWN + 1))
    form.show_answer(Answer(placed=many))
    assert form.answer().placed == many
    assert form._words.isVisible()


def test_map_without_rings__has_a_picture_and_words__names_stand_apart_in_both(
    qtbot: QtBot, dressed: ThemeController
) -> None:
    threads = next(
        one for one in load_pack(seeds_dir()).practices[PracticeId("many-threads")].steps if one.type is StepType.MAP
    )
    form = MapBoardForm(threads)
    qtbot.addWidget(form)
    form.resize(640, 700)
    form.show()
    assert form._ring.isHidden()
    assert not form._board.isHidden()
    for number in range(12):
        form._name.line.setText(f"Thread {number}")
        form._add.click()
    assert [one.part for one in form.answer().placed] == [""] * 12
    rects = form._board._rects()
    assert not any(one.intersects(other) for at, one in enumerate(rects) for other in rects[at + 1 :])
    form._ways.button(1).click()
    assert [one.name for one in form.answer().placed] == [f"Thread {number}" for number in range(12)]
    assert form.answer().in_words
