"""Words in the cells of a picture: as much of them as has room, from their beginning, whatever they are."""

import pytest
from PySide6.QtGui import QFontMetrics

from journal_app.ui.theme.typography import Type, type_font
from journal_app.ui.widgets.grid_picture import in_two_lines

WIDTH = 150


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("words", "begins", "is_cut"),
    [
        ("steady", "steady", False),
        ("rather among others than not", "rather among", False),
        ("rain\ntea\nand a walk", "rain tea and a walk", False),
        ("a " * 300, "a a a", True),
        ("x" * 300, "xxx", True),
        ("👩‍👩‍👧‍👦" * 60, "👩‍👩‍👧‍👦", True),
        ("مرحبا بالعالم " * 20, "مرحبا", True),
    ],
)
def test_in_two_lines__any_words__fit_their_cell_and_begin_at_their_beginning(
    words: str, begins: str, is_cut: bool
) -> None:
    font = type_font(Type.CONTROL)

    lines = in_two_lines(words, font, WIDTH).split("\n")

    assert len(lines) <= 2
    assert all(QFontMetrics(font).horizontalAdvance(line) <= WIDTH for line in lines)
    assert lines[0].startswith(begins)
    assert lines[-1].endswith("…") is is_cut
