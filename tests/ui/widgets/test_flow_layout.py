"""The row that wraps: where its buttons stand, either way round, and that it measures anew what has changed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.flow_layout import FlowLayout

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def _row_of(widths: tuple[int, ...], direction: Qt.LayoutDirection, width: int) -> list[QWidget]:
    holder = QWidget()
    holder.setLayoutDirection(direction)
    layout = FlowLayout(holder, gap=10, row_gap=5)
    buttons = [QWidget(holder) for _one in widths]
    for button, wide in zip(buttons, widths, strict=True):
        button.setFixedSize(wide, 30)
        layout.addWidget(button)
    holder.resize(width, layout.heightForWidth(width))
    layout.setGeometry(holder.rect())
    buttons[0].holder = holder
    return buttons


def test_flow_layout__too_narrow__wraps_and_clips_nothing(dressed: ThemeController) -> None:
    first, second, third = _row_of((100, 100, 100), LTR, 220)

    assert [button.pos() for button in (first, second, third)] == [QPoint(0, 0), QPoint(110, 0), QPoint(0, 35)]


def test_flow_layout__mirrored__begins_on_the_right(dressed: ThemeController) -> None:
    first, second, third = _row_of((100, 90, 80), RTL, 220)

    assert [button.geometry().right() for button in (first, second, third)] == [219, 109, 219]


def test_flow_layout__hidden_button__leaves_no_gap(dressed: ThemeController) -> None:
    first, second, _third = _row_of((100, 100, 100), LTR, 220)
    first.hide()
    first.holder.layout().setGeometry(first.holder.rect())

    assert second.pos() == QPoint(0, 0)


def test_flow_layout__trailing_ones__stand_at_the_end_of_their_row_and_of_the_next(dressed: ThemeController) -> None:
    first, second, third = _row_of((100, 90, 80), LTR, 220)
    first.holder.layout().trail_from(second)
    first.holder.layout().setGeometry(first.holder.rect())

    assert [button.geometry().right() for button in (first, second, third)] == [99, 219, 219]


def test_flow_layout__trailing_ones_mirrored__stand_on_the_left(dressed: ThemeController) -> None:
    first, second, third = _row_of((60, 50, 40), RTL, 220)
    first.holder.layout().trail_from(second)
    first.holder.layout().setGeometry(first.holder.rect())

    assert [button.x() for button in (first, second, third)] == [160, 50, 0]


def test_flow_layout__button_grows_or_goes_later__is_measured_anew(dressed: ThemeController) -> None:
    first, second, _third = _row_of((100, 100, 100), LTR, 220)
    layout = first.holder.layout()
    assert layout.heightForWidth(320) == 30

    second.setFixedSize(150, 40)

    assert layout.heightForWidth(320) == 40 + 5 + 30
    layout.takeAt(1)
    assert layout.heightForWidth(320) == 30
