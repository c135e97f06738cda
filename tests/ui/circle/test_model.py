"""The circle being worked on: any row of changes goes back step by step to where it began, and forth again."""

from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.circle import Circle, CircleItem, Consent, ItemId, ItemKind, Ring
from journal_app.ui.circle.model import CircleModel, in_order

STEPS = st.lists(st.sampled_from(["add", "along", "out", "in", "off", "next", "undo", "redo"]), max_size=40)


@given(steps=STEPS)
def test_model__any_changes__go_back_to_nothing_and_forth_again(steps: list[str]) -> None:
    model = CircleModel()
    for number, step in enumerate(steps):
        match step:
            case "add":
                model.add(f"n{number}")
            case "along":
                model.turn_chosen(1)
            case "out" | "in":
                model.move_chosen_out(1 if step == "out" else -1)
            case "off":
                model.remove_chosen()
            case "next":
                model.step_chosen(1)
            case "undo":
                model.undo()
            case _:
                model.redo()
        assert model.chosen is None or model.chosen in model.circle.items
    last = model.circle
    while model.can_redo:
        model.redo()
    furthest = model.circle
    while model.can_undo:
        model.undo()
    assert model.circle == Circle()
    while model.can_redo:
        model.redo()
    assert model.circle == furthest
    assert last == furthest or "undo" in steps


def test_model__letters_of_one_name__go_back_as_one() -> None:
    model = CircleModel()
    model.add("N")
    for alias in ("No", "Noo", "Noor"):
        model.change_chosen(as_one="alias", alias=alias)
    model.undo()
    assert [one.alias for one in model.circle.items] == ["N"]


def test_add__place_on_a_ring__goes_to_the_widest_gap_and_needs_no_asking() -> None:
    model = CircleModel()
    model.show_circle(Circle((CircleItem(ItemId("a"), "a", turn=0.0), CircleItem(ItemId("b"), "b", turn=0.2))))
    item = model.add("library", kind=ItemKind.PLACE)
    assert item is not None
    assert (round(item.turn, 6), item.consent) == (0.6, Consent.NO_NEED)


def test_in_order__mixed__goes_ring_by_ring_and_round() -> None:
    circle = Circle(
        (
            CircleItem(ItemId("far"), "far", ring=Ring.AROUND, turn=0.1),
            CircleItem(ItemId("late"), "late", turn=0.9),
            CircleItem(ItemId("early"), "early", turn=0.2),
        )
    )
    assert [one.id for one in in_order(circle)] == ["early", "late", "far"]
