"""Shift three times: what counts, what doesn't, and that no dialog, menu or list stays in its way."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.hide_now import _WATCHED, _WATCHED_CLASSES, InputWatch, hide_every_window

SHIFT, NONE, SHIFTED = Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Keyboard:
    """One keyboard before one page; its presses go where the keyboard is, through the window as real ones do."""

    watch: InputWatch
    page: QTextEdit
    now: list[float]
    counts: list[int] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    touched: list[bool] = field(default_factory=list)

    def shift(self, times: int = 1, at: QWidget | QWindow | None = None) -> None:
        for _ in range(times):
            QTest.keyPress(at or self.target(), SHIFT, NONE)
            QTest.keyRelease(at or self.target(), SHIFT, SHIFTED)

    def target(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def shift_and(self, key: Qt.Key) -> None:
        QTest.keyPress(self.target(), SHIFT, NONE)
        QTest.keyClick(self.target(), key, SHIFTED)
        QTest.keyRelease(self.target(), SHIFT, SHIFTED)


@pytest.fixture
def keyboard(qtbot: QtBot, qapp: QApplication) -> Iterator[Keyboard]:
    window = QWidget()
    qtbot.addWidget(window)
    page = QTextEdit(window)
    QVBoxLayout(window).addWidget(page)
    now = [0.0]
    watch = InputWatch(window, now=lambda: now[0])
    board = Keyboard(watch, page, now)
    watch.shifts_counted.connect(board.counts.append)
    watch.hide_wished.connect(lambda: board.hidden.append(True))
    watch.touched.connect(lambda: board.touched.append(True))
    window.show()
    window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    watch.start(qapp)
    yield board
    watch.stop()
    hide_every_window()


def test_shift__three_times__hides_and_counts_aloud_before(keyboard: Keyboard) -> None:
    keyboard.shift(3)
    assert keyboard.hidden == [True]
    assert keyboard.counts == [1, 2, 0]


def test_shift__through_the_window_itself__is_counted_once_a_press(keyboard: Keyboard) -> None:
    handle = keyboard.page.window().windowHandle()
    keyboard.shift(2, at=handle)
    assert keyboard.counts == [1, 2]
    assert not keyboard.hidden


def test_shift__each_changed_a_letter__never_counts(keyboard: Keyboard) -> None:
    for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D):
        keyboard.shift_and(key)
    assert not keyboard.hidden
    assert keyboard.counts == []
    assert keyboard.page.toPlainText() == "abcd"  # QTest types a key as it stands


def test_shift__third_changes_a_letter__does_not_hide(keyboard: Keyboard) -> None:
    keyboard.shift(2)
    keyboard.shift_and(Qt.Key.Key_A)
    assert not keyboard.hidden
    assert keyboard.counts == [1, 2, 0]


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_Left])
def test_shift__another_key_between__counts_anew(keyboard: Keyboard, key: Qt.Key) -> None:
    keyboard.shift(2)
    QTest.keyClick(keyboard.page, key)
    keyboard.shift(2)
    assert not keyboard.hidden


def test_shift__click_while_held__does_not_count(keyboard: Keyboard) -> None:
    for _ in range(3):
        QTest.keyPress(keyboard.page, SHIFT, NONE)
        QTest.mouseClick(keyboard.page.viewport(), Qt.MouseButton.LeftButton, SHIFTED, QPoint(5, 5))
        QTest.keyRelease(keyboard.page, SHIFT, SHIFTED)
    assert not keyboard.hidden


@pytest.mark.parametrize(
    "modifier",
    [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier],
)
def test_shift__with_another_modifier_held__does_not_count(keyboard: Keyboard, modifier: Qt.KeyboardModifier) -> None:
    for _ in range(3):
        QTest.keyPress(keyboard.page, SHIFT, modifier)
        QTest.keyRelease(keyboard.page, SHIFT, SHIFTED | modifier)
    assert not keyboard.hidden


def test_shift__slower_than_five_seconds__does_not_hide_and_the_count_goes(keyboard: Keyboard) -> None:
    keyboard.shift()
    keyboard.now[0] = 3.0
    keyboard.shift()
    keyboard.now[0] = 5.1
    keyboard.shift()
    assert not keyboard.hidden
    assert keyboard.counts[-1] == 2
    keyboard.now[0] = 30.0
    keyboard.watch.forget_if_late()
    assert keyboard.counts[-1] == 0


def test_shift__at_the_end_of_five_seconds__hides(keyboard: Keyboard) -> None:
    for at in (0.0, 2.5, 5.0):
        keyboard.now[0] = at
        keyboard.shift()
    assert keyboard.hidden == [True]


def test_shift__switched_off__does_not_count(keyboard: Keyboard) -> None:
    keyboard.watch.counts_shifts = False
    keyboard.shift(5)
    assert not keyboard.hidden
    assert keyboard.counts == []


def test_shift__repeated_by_a_held_key__is_one_press(keyboard: Keyboard) -> None:
    QTest.keyPress(keyboard.page, SHIFT, NONE)
    for _ in range(10):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(keyboard.page, QKeyEvent(kind, SHIFT, SHIFTED, "", True))
    QTest.keyRelease(keyboard.page, SHIFT, SHIFTED)
    assert keyboard.counts == [1]


def test_shift__above_a_modal_dialog__hides_everything(keyboard: Keyboard, qtbot: QtBot) -> None:
    dialog = QDialog(keyboard.page.window())
    field = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    keyboard.watch.hide_wished.connect(hide_every_window)

    keyboard.shift(3, at=field)

    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_shift__above_a_menu__hides_everything(keyboard: Keyboard, qtbot: QtBot) -> None:
    menu = QMenu(keyboard.page)
    menu.addAction("One")
    menu.popup(keyboard.page.mapToGlobal(QPoint(5, 5)))
    keyboard.watch.hide_wished.connect(hide_every_window)

    keyboard.shift(3, at=keyboard.page.window().windowHandle())

    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_shift__above_an_open_list__hides_everything(keyboard: Keyboard, qtbot: QtBot) -> None:
    box = QComboBox(keyboard.page.window())
    box.addItems(["one", "two"])
    box.show()
    box.showPopup()
    keyboard.watch.hide_wished.connect(hide_every_window)

    keyboard.shift(3, at=keyboard.page.window().windowHandle())

    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_touch__keys_clicks_wheel_and_input_methods__are_someone(keyboard: Keyboard) -> None:
    QTest.keyClick(keyboard.page, Qt.Key.Key_A)
    after_key = len(keyboard.touched)
    QTest.mouseClick(keyboard.page.viewport(), Qt.MouseButton.LeftButton)
    after_click = len(keyboard.touched)
    QApplication.sendEvent(keyboard.page, QInputMethodEvent("か", []))
    assert 0 < after_key < after_click < len(keyboard.touched)


def test_touch__a_key_that_something_lies_on__is_nobody(keyboard: Keyboard) -> None:
    for _ in range(10):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NONE, "a", True)
        QApplication.sendEvent(keyboard.page, press)
    assert keyboard.touched == []


def test_touch__pointer_still_while_moves_are_told__is_nobody(keyboard: Keyboard) -> None:
    for _ in range(3):
        QTest.mouseMove(keyboard.page.viewport(), QPoint(7, 7))
        QApplication.processEvents()
    first = len(keyboard.touched)
    for _ in range(3):
        QTest.mouseMove(keyboard.page.viewport(), QPoint(7, 7))
        QApplication.processEvents()
    assert len(keyboard.touched) == first


def test_watched__every_kind_as_qt_makes_it__is_of_the_classes_that_are_looked_at_first(qapp: QApplication) -> None:
    at, pen, left = QPointF(1, 1), QPointingDevice.primaryPointingDevice(), Qt.MouseButton.LeftButton
    kinds = QEvent.Type
    made = [QKeyEvent(kind, SHIFT, NONE) for kind in (kinds.KeyPress, kinds.KeyRelease, kinds.ShortcutOverride)]
    clicks = (kinds.MouseButtonPress, kinds.MouseButtonDblClick, kinds.MouseMove)
    made += [QMouseEvent(kind, at, at, left, left, NONE) for kind in clicks]
    made += [QTouchEvent(kind, pen, NONE, []) for kind in (kinds.TouchBegin, kinds.TouchUpdate)]
    pens = (kinds.TabletPress, kinds.TabletMove)
    made += [QTabletEvent(kind, pen, at, at, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, NONE, left, left) for kind in pens]
    made.append(QWheelEvent(at, at, QPoint(), QPoint(0, 120), left, NONE, Qt.ScrollPhase.NoScrollPhase, False))
    made.append(QNativeGestureEvent(Qt.NativeGestureType.ZoomNativeGesture, pen, 2, at, at, at, 1.0, at, 0))
    made.append(QInputMethodEvent("か", []))

    told = [one.clone() for one in made]  # made by Qt, and named by PySide as those from the system are

    assert {one.type() for one in told} == _WATCHED
    assert all(isinstance(one, _WATCHED_CLASSES) for one in told)


def test_away__what_is_done_at_one_go__is_not_seen_and_keys_after_it_count(
    keyboard: Keyboard,
) -> None:
    keyboard.shift()
    with keyboard.watch.away(), keyboard.watch.away():
        QApplication.sendEvent(keyboard.page, QInputMethodEvent("か", []))
    assert keyboard.counts == [1]

    keyboard.shift()

    assert keyboard.counts == [1, 2]


def test_away__something_goes_wrong__is_back_all_the_same(keyboard: Keyboard) -> None:
    with pytest.raises(ValueError, match="what was built"), keyboard.watch.away():
        raise ValueError("what was built")

    keyboard.shift()

    assert keyboard.counts == [1]


def test_away__stopped_meanwhile__stays_so(keyboard: Keyboard) -> None:
    with keyboard.watch.away():
        keyboard.watch.stop()

    keyboard.shift()

    assert keyboard.counts == []
