"""The circle: what was put there comes back exactly, in versions; what doesn't hold together is refused."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from journal_app.journal.circle import (
    Circle,
    CircleItem,
    CircleTie,
    Consent,
    Holds,
    ItemId,
    ItemKind,
    LineKind,
    Ring,
    delete_earlier_circles,
    list_circle_versions,
    load_circle,
    save_circle,
)
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20)


def item(name: str, **changes: object) -> CircleItem:
    return CircleItem(ItemId(name), name, **changes)  # type: ignore[arg-type]  # any field


@st.composite
def circles(draw: st.DrawFn) -> Circle:
    names = draw(st.lists(WORDS, unique=True, max_size=12))
    items = tuple(
        CircleItem(
            id=ItemId(name),
            alias=draw(WORDS),
            kind=draw(st.sampled_from(ItemKind)),
            ring=draw(st.sampled_from(Ring)),
            turn=draw(st.floats(0, 1, exclude_max=True)),
            line=draw(st.none() | st.sampled_from(LineKind)),
            holds=tuple(draw(st.lists(st.sampled_from(Holds), unique=True))),
            own_tags=tuple(draw(st.lists(WORDS, max_size=3))),
            consent=draw(st.sampled_from(Consent)),
            note=draw(WORDS),
        )
        for name in names
    )
    circle = Circle(items)
    for one, other in draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)))) if names else ():
        if one != other:
            circle = circle.with_tie(CircleTie(ItemId(one), ItemId(other), draw(st.sampled_from(LineKind))))
    return circle


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(circle=circles())
def test_circle__saved__comes_back_exactly(vault: Vault, clock: FixedClock, circle: Circle) -> None:
    save_circle(vault, clock, circle)
    assert load_circle(vault) == circle


def test_circle__before_the_first__is_empty(vault: Vault) -> None:
    assert load_circle(vault) == Circle()
    assert list_circle_versions(vault) == ()


def test_circle__changes__add_alter_and_take_away_with_the_lines() -> None:
    circle = Circle().with_item(item("A")).with_item(item("B")).with_item(item("C"))
    a, b, c = (one.id for one in circle.items)
    circle = circle.with_tie(CircleTie(a, b, LineKind.THIN)).with_tie(CircleTie(b, a, LineKind.STEADY))
    assert [tie.kind for tie in circle.ties] == [LineKind.STEADY]
    circle = circle.with_tie(CircleTie(b, c, LineKind.DRAINS)).with_item(item("B", ring=Ring.AROUND))
    assert [(one.id, one.ring) for one in circle.items] == [(a, Ring.NEAR), (b, Ring.AROUND), (c, Ring.NEAR)]
    assert circle.without_tie(c, b).ties == (CircleTie(b, a, LineKind.STEADY),)
    assert circle.without(b) == Circle((item("A"), item("C")))


def test_versions__a_day_apart_or_wished__are_kept_and_within_a_day_are_one(vault: Vault, clock: FixedClock) -> None:
    save_circle(vault, clock, Circle((item("A"),)))
    clock.moment += timedelta(hours=23)
    save_circle(vault, clock, Circle((item("B"),)))
    clock.moment += timedelta(hours=25)
    save_circle(vault, clock, Circle((item("C"),)))
    save_circle(vault, clock, Circle((item("D"),)), as_new_version=True)
    assert [version.circle.items[0].alias for version in list_circle_versions(vault)] == ["D", "C", "B"]
    assert delete_earlier_circles(vault) == 2
    assert load_circle(vault) == Circle((item("D"),))


@pytest.mark.parametrize(
    ("circle", "code"),
    [
        (Circle((item("A"), item("A"))), JournalProblem.CIRCLE_NOT_VALID),
        (Circle((item("A"),), (CircleTie(ItemId("A"), ItemId("B"), LineKind.THIN),)), JournalProblem.CIRCLE_NOT_VALID),
        (Circle((item("A"),), (CircleTie(ItemId("A"), ItemId("A"), LineKind.THIN),)), JournalProblem.CIRCLE_NOT_VALID),
        (Circle((item("A", note="\0"),)), JournalProblem.TEXT_HAS_NUL),
        (Circle(tuple(item(str(n)) for n in range(501))), JournalProblem.TOO_MANY_ITEMS),
    ],
)
def test_circle__that_cannot_be_kept__is_refused_and_the_last_stays(
    vault: Vault, clock: FixedClock, circle: Circle, code: JournalProblem
) -> None:
    save_circle(vault, clock, Circle((item("last"),)))
    with pytest.raises(JournalError) as raised:
        save_circle(vault, clock, circle)
    assert raised.value.code is code
    assert load_circle(vault) == Circle((item("last"),))


def test_circle__stored_map_damaged__says_so(vault: Vault, clock: FixedClock) -> None:
    save_circle(vault, clock, Circle((item("A"),)))
    with vault.write() as connection:
        connection.execute(update(schema.circle_version).values(map='{"items": [{"id": 1}]}'))
    with pytest.raises(JournalError) as raised:
        load_circle(vault)
    assert raised.value.code is JournalProblem.CIRCLE_DAMAGED
