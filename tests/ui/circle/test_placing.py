"""Where things stand on the picture: on their own ring, in their own direction, and never on each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.circle import Circle, CircleItem, ItemId, Ring
from journal_app.ui.circle.placing import direction_of, place_circle, point_at, ring_at

TURNS = st.floats(0, 1, exclude_max=True, allow_subnormal=False)
ITEMS = st.lists(st.tuples(st.sampled_from(Ring), TURNS), max_size=200).map(
    lambda given_places: tuple(
        CircleItem(ItemId(str(at)), "x", ring=ring, turn=turn) for at, (ring, turn) in enumerate(given_places)
    )
)
SHAPE_PX = 26


@given(items=ITEMS)
def test_place_circle__any_items__stand_on_their_ring(items: tuple[CircleItem, ...]) -> None:
    placing = place_circle(Circle(items))
    for item in items:
        radius, _turn = direction_of(*placing.places[item.id])
        assert ring_at(placing, radius) is item.ring


@given(items=ITEMS)
def test_place_circle__any_items__never_lie_on_each_other(items: tuple[CircleItem, ...]) -> None:
    places = list(place_circle(Circle(items)).places.values())
    for number, (x, y) in enumerate(places):
        assert all(abs(x - a) > SHAPE_PX or abs(y - b) > SHAPE_PX for a, b in places[number + 1 :])


@pytest.mark.parametrize("turn", [0.0, 0.2, 0.5, 0.9])
def test_place_circle__one_item__stands_in_its_own_direction(turn: float) -> None:
    placing = place_circle(Circle((CircleItem(ItemId("a"), "a", turn=turn),)))
    assert direction_of(*placing.places[ItemId("a")])[1] == pytest.approx(turn)


@given(radius=st.floats(1, 1000), turn=TURNS)
def test_direction_of__point_at__come_back(radius: float, turn: float) -> None:
    back_radius, back_turn = direction_of(*point_at(radius, turn))
    assert back_radius == pytest.approx(radius)
    assert min(abs(back_turn - turn), 1 - abs(back_turn - turn)) == pytest.approx(0, abs=1e-6)


def test_ring_at__beyond_the_last__is_the_last() -> None:
    assert ring_at(place_circle(Circle()), 9e9) is Ring.AROUND
