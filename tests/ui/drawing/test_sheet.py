"""The sheet: what is drawn by mouse or by keys is there as strokes; any row of changes goes back and forth."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.journal.drawings import MOST_STROKES, Stroke
from journal_app.ui.drawing.pad import DrawingPad
from journal_app.ui.drawing.pieces import Point, StrokeBoxes
from journal_app.ui.drawing.sheet import _ERASER, WIDTHS, DrawingSheet
from journal_app.ui.theme.palette import ink_colours
from journal_app.ui.theme.theme import Look, ThemeChoice, ThemeController

LEFT = Qt.MouseButton.LeftButton
ACROSS = Stroke(2, 0.01, ((0.1, 0.3), (0.9, 0.3)))
DOT = Stroke(0, 0.02, ((0.5, 0.6),))


@pytest.fixture
def pad(qtbot: QtBot, dressed: ThemeController) -> DrawingPad:
    shown = DrawingPad()
    qtbot.addWidget(shown)
    shown.resize(600, 800)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def drag(qtbot: QtBot, sheet: DrawingSheet, *points: tuple[float, float]) -> None:
    at = [QPoint(round(x * sheet.width()), round(y * sheet.width())) for x, y in points]
    qtbot.mousePress(sheet, LEFT, pos=at[0])
    for point in at[1:]:
        qtbot.mouseMove(sheet, point)
    qtbot.mouseRelease(sheet, LEFT, pos=at[-1])


def test_sheet__drawn_by_mouse__is_one_stroke_in_the_ink_chosen(qtbot: QtBot, pad: DrawingPad) -> None:
    pad._inks.button(3).click()
    with qtbot.waitSignal(pad.edited):
        drag(qtbot, pad.sheet, (0.1, 0.1), (0.5, 0.2), (0.6, 0.5))
    [stroke] = pad.strokes
    assert (stroke.ink, stroke.width, len(stroke.points)) == (3, 0.010, 3)
    assert stroke.points[0] == pytest.approx((0.1, 0.1), abs=0.01)


def pen(
    sheet: DrawingSheet,
    *points: tuple[float, float, float],
    end: QPointingDevice.PointerType = QPointingDevice.PointerType.Pen,
    has_pressure: bool = True,
    button: Qt.MouseButton = LEFT,
) -> list[bool]:
    """Draw with a tablet's pen: across, down and the pressure of each point; return which events were taken."""
    can = QInputDevice.Capability.Position
    can = can | QInputDevice.Capability.Pressure if has_pressure else can
    kind = QInputDevice.DeviceType.Stylus
    device = QPointingDevice("pen", 1, kind, end, can, 1, 3)
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(points) - 1), QEvent.Type.TabletRelease]
    taken = []
    for kind_of_event, (x, y, pressure) in zip(kinds, (*points, points[-1]), strict=True):
        at = QPointF(x * sheet.width(), y * sheet.width())
        held = Qt.MouseButton.NoButton if kind_of_event is QEvent.Type.TabletRelease else button
        changed = Qt.MouseButton.NoButton if kind_of_event is QEvent.Type.TabletMove else button
        none = Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(
            kind_of_event, device, at, sheet.mapToGlobal(at), pressure, 0, 0, 0, 0, 0, none, changed, held
        )
        QApplication.sendEvent(sheet, event)
        taken.append(event.isAccepted())
    return taken


@pytest.mark.parametrize(
    ("chosen", "pressures", "width"),
    [
        (1, (0.1, 0.2, 0.3), WIDTHS[0]),
        (1, (0.5, 0.5, 0.5), WIDTHS[1]),
        (1, (0.9, 1.0, 0.8), WIDTHS[2]),
        (1, (0.1, 1.0, 0.5), WIDTHS[1]),
        (0, (0.1, 0.1, 0.1), WIDTHS[0]),
        (2, (1.0, 1.0, 1.0), WIDTHS[2]),
        (2, (0.1, 0.1, 0.1), WIDTHS[1]),
    ],
)
def test_tablet__pressed_so__the_stroke_is_as_wide_as_all_in_all(
    pad: DrawingPad, chosen: int, pressures: tuple[float, float, float], width: float
) -> None:
    pad._widths.button(chosen).click()

    taken = pen(pad.sheet, *((0.1 * number, 0.2, one) for number, one in enumerate(pressures, 1)))

    [stroke] = pad.strokes
    assert (stroke.width, len(stroke.points), all(taken)) == (width, 3, True)
    assert pad.sheet.hasFocus()


def test_tablet__that_tells_no_pressure__draws_as_a_mouse_does(qtbot: QtBot, pad: DrawingPad) -> None:
    pen(pad.sheet, (0.1, 0.1, 1.0), (0.5, 0.2, 1.0), (0.6, 0.5, 1.0), has_pressure=False)
    drag(qtbot, pad.sheet, (0.1, 0.1), (0.5, 0.2), (0.6, 0.5))

    one, other = pad.strokes
    assert (one.width, len(one.points)) == (other.width, len(other.points)) == (WIDTHS[1], 3)


def test_tablet__its_other_end__erases_and_the_mouse_draws_on_as_before(qtbot: QtBot, pad: DrawingPad) -> None:
    pad.show_drawing((ACROSS, DOT), "")

    pen(pad.sheet, (0.5, 0.2, 1.0), (0.5, 0.3, 1.0), (0.5, 0.35, 1.0), end=QPointingDevice.PointerType.Eraser)
    assert pad.strokes == (DOT,)
    drag(qtbot, pad.sheet, (0.1, 0.1), (0.5, 0.2))

    assert [one.width for one in pad.strokes] == [DOT.width, WIDTHS[1]]
    pad._undo.click()
    pad._undo.click()
    assert pad.strokes == (ACROSS, DOT)


def test_tablet__its_second_button_or_pen_in_the_air__is_left_to_the_window(pad: DrawingPad) -> None:
    taken = pen(pad.sheet, (0.1, 0.1, 0.5), (0.2, 0.1, 0.5), button=Qt.MouseButton.RightButton)

    assert (pad.strokes, any(taken)) == ((), False)


def test_tablet__pressure_changes_on_the_way__the_picture_ends_as_the_stroke_is(qtbot: QtBot, pad: DrawingPad) -> None:
    pen(pad.sheet, (0.1, 0.2, 1.0), (0.3, 0.2, 1.0), (0.5, 0.2, 0.1), (0.7, 0.2, 0.1), (0.9, 0.2, 0.1))
    qtbot.waitUntil(lambda: pad.sheet._picture.is_whole)
    drawn = pad.sheet._picture.pixmap.toImage()

    pad.show_drawing(pad.strokes, "")
    qtbot.waitUntil(lambda: pad.sheet._picture.is_whole)

    assert pad.strokes[0].width == WIDTHS[1]
    assert drawn == pad.sheet._picture.pixmap.toImage()


def test_sheet__drawn_by_keys__is_a_stroke_and_each_turn_is_said(
    qtbot: QtBot, pad: DrawingPad, said: list[str]
) -> None:
    pad.sheet.setFocus()
    qtbot.keyClick(pad.sheet, Qt.Key.Key_Space)
    for _ in range(4):
        qtbot.keyClick(pad.sheet, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pad.sheet, Qt.Key.Key_Space)
    [stroke] = pad.strokes
    assert stroke.points[-1] == pytest.approx((0.7, 0.375))
    assert said == ["Pen down. middle, middle", "middle, right", "Pen up. middle, right"]


def test_eraser__across_a_stroke_between_its_points__takes_it_off_and_undo_brings_it_back(
    qtbot: QtBot, pad: DrawingPad
) -> None:
    pad.show_drawing((ACROSS, DOT), "")
    pad._eraser.click()
    drag(qtbot, pad.sheet, (0.5, 0.2), (0.5, 0.3), (0.5, 0.35))
    assert pad.strokes == (DOT,)
    qtbot.keyClick(pad.sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.strokes == (ACROSS, DOT)
    pad._redo.click()
    assert pad.strokes == (DOT,)


def test_sheet__emptied__can_be_had_back(pad: DrawingPad) -> None:
    pad.show_drawing((ACROSS,), "")
    pad._clear.click()
    assert pad.strokes == ()
    pad._undo.click()
    assert pad.strokes == (ACROSS,)


def test_sheet__more_than_can_be_kept__leaves_the_last_stroke_out_and_says_so(
    qtbot: QtBot, pad: DrawingPad, said: list[str]
) -> None:
    pad.show_drawing((DOT,) * MOST_STROKES, "")
    drag(qtbot, pad.sheet, (0.1, 0.1), (0.2, 0.2))
    assert len(pad.strokes) == MOST_STROKES
    assert any("no more room" in words for words in said)


def test_sheet__large_drawing__is_drawn_in_turns_and_whole_at_last(qtbot: QtBot, pad: DrawingPad) -> None:
    long = Stroke(0, 0.01, tuple((n / 3000, 0.1) for n in range(60_000)))
    pad.sheet.show_strokes((long, long, ACROSS))
    assert not pad.sheet._picture.is_whole
    qtbot.waitUntil(lambda: pad.sheet._picture.is_whole)
    assert (
        pad.sheet.grab().toImage().pixelColor(pad.sheet.width() // 2, round(pad.sheet.width() * 0.3))
        == ink_colours(pad.sheet)[2]
    )


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_inks__in_each_theme__are_six_of_its_own(
    pad: DrawingPad, dressed: ThemeController, choice: ThemeChoice
) -> None:
    dressed.set_look(Look(choice))
    assert len({one.name() for one in ink_colours(pad)}) == 6


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["draw", "erase", "clear", "undo", "redo"]), max_size=20))
def test_sheet__any_changes__go_back_to_nothing_and_forth_again(pad: DrawingPad, steps: list[str]) -> None:
    sheet = pad.sheet
    sheet.show_strokes(())
    for number, step in enumerate(steps):
        if step in ("draw", "erase"):
            sheet.is_erasing = step == "erase"
            sheet._put_down((number / 20, 0.3))
            sheet._go((number / 20 + 0.1, 0.31))
            sheet.lift()
        else:
            getattr(sheet, step)()
    while sheet.redo():
        pass
    furthest = sheet.strokes
    while sheet.undo():
        pass
    assert sheet.strokes == ()
    while sheet.redo():
        pass
    assert sheet.strokes == furthest


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.75)), min_size=1, max_size=40).map(tuple), max_size=12
    ),
    way=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.75)), min_size=1, max_size=8),
)
def test_eraser__along_any_way__takes_off_what_it_touches_and_undo_is_exact(
    qtbot: QtBot, pad: DrawingPad, lines: list[tuple[Point, ...]], way: list[Point]
) -> None:
    sheet = pad.sheet
    before = tuple(Stroke(number % 6, 0.01, line) for number, line in enumerate(lines))
    sheet.show_strokes(before)
    sheet.is_erasing = True
    sheet._put_down(way[0])
    for at in way[1:]:
        sheet._go(at)
    sheet.lift()
    at_once = StrokeBoxes()
    left = tuple(one for one in before if not any(at_once.touches(one, at, _ERASER) for at in way))
    assert sheet.strokes == left
    qtbot.waitUntil(lambda: sheet._picture.is_whole)
    mended = sheet._picture.pixmap.toImage()
    sheet._begin_picture()
    qtbot.waitUntil(lambda: sheet._picture.is_whole)
    assert mended == sheet._picture.pixmap.toImage()
    if left != before:
        assert sheet.undo()
    assert sheet.strokes == before


def test_eraser__while_a_large_drawing_is_drawn__wipes_what_is_gone_at_once(qtbot: QtBot, pad: DrawingPad) -> None:
    sheet = pad.sheet
    many = tuple(Stroke(1, 0.01, tuple((n / 2000, 0.6) for n in range(2000))) for _ in range(40))
    sheet.show_strokes((ACROSS, *many))
    sheet.is_erasing = True
    sheet._put_down((0.5, 0.3))
    sheet.lift()
    assert sheet.strokes == many
    qtbot.waitUntil(lambda: sheet._picture.is_whole)
    image = sheet._picture.pixmap.toImage()
    wide = image.width()
    assert image.pixelColor(wide // 2, round(wide * 0.3)).alpha() == 0
    assert image.pixelColor(wide // 2, round(wide * 0.6)) == ink_colours(sheet)[1]


def test_sheet__drawn_on_while_it_is_mended__shows_the_new_line_too(qtbot: QtBot, pad: DrawingPad) -> None:
    sheet = pad.sheet
    many = tuple(Stroke(1, 0.01, tuple((n / 2000, 0.6) for n in range(2000))) for _ in range(40))
    sheet.show_strokes((ACROSS, *many))
    sheet.clear()
    sheet.undo()
    sheet.ink = 4
    sheet._put_down((0.1, 0.1))
    sheet._go((0.9, 0.1))
    sheet.lift()
    assert not sheet._picture.is_whole
    qtbot.waitUntil(lambda: sheet._picture.is_whole)
    image = sheet._picture.pixmap.toImage()
    for height, ink in ((0.1, 4), (0.3, 2), (0.6, 1)):
        assert image.pixelColor(image.width() // 2, round(image.width() * height)) == ink_colours(sheet)[ink]
