"""Strokes in pieces: what an eraser touches is found by their boxes as it is by looking at every point."""

from itertools import pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.drawings import Stroke
from journal_app.ui.drawing.pieces import PIECE_POINTS, Point, StrokeBoxes, piece_points, piece_starts

ACROSS = Stroke(2, 0.01, ((0.1, 0.3), (0.9, 0.3)))
DOT = Stroke(0, 0.02, ((0.5, 0.6),))
POINT = st.tuples(st.floats(0, 1), st.floats(0, 0.75))


def test_touches__one_dot_and_a_line__only_within_reach() -> None:
    boxes = StrokeBoxes()
    assert boxes.touches(DOT, (0.51, 0.61), 0.02)
    assert not boxes.touches(DOT, (0.6, 0.6), 0.02)
    assert boxes.touches(ACROSS, (0.5, 0.31), 0.02)
    assert not boxes.touches(ACROSS, (0.5, 0.4), 0.02)


@given(points=st.lists(POINT, min_size=1, max_size=70), at=POINT)
def test_touches__any_stroke__is_what_the_nearest_of_its_lines_says(points: list[Point], at: Point) -> None:
    stroke = Stroke(0, 0.01, tuple(points))
    pairs = list(pairwise(points)) or [(points[0], points[0])]
    nearest = min(_apart(at, start, end) for start, end in pairs)
    assert StrokeBoxes().touches(stroke, at, 0.02) == (nearest <= 0.025)


@given(count=st.integers(1, PIECE_POINTS * 4))
def test_pieces__any_stroke__are_all_of_it_joined_end_to_end(count: int) -> None:
    stroke = Stroke(0, 0.01, tuple((n / 1000, 0.1) for n in range(count)))
    pieces = [piece_points(stroke, start) for start in piece_starts(stroke)]
    assert all(one[-1] == other[0] for one, other in pairwise(pieces))
    assert (pieces[0][0], *(point for piece in pieces for point in piece[1:])) == stroke.points


def _apart(at: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(max(((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / length, 0.0), 1.0)
    return hypot(start[0] + share * dx - at[0], start[1] + share * dy - at[1])
