"""Names placed in the practice go on the circle once, with their lines and what they hold; what is there stays."""

import pytest

from journal_app.content.model import Pack, PracticeId, StepId
from journal_app.journal.circle import (
    Circle,
    CircleItem,
    Consent,
    Holds,
    ItemId,
    LineKind,
    Ring,
    load_circle,
    save_circle,
)
from journal_app.journal.circle_names import SUPPORT_MAP, new_names, put_names, with_names
from journal_app.journal.entries import EntryId
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.journal.practice_run import begin_practice, finish_run, save_answer
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

RINGS = Answer(placed=(Placed("Me", "me"), Placed(" Noor ", "near"), Placed("library", "around"), Placed("", "near")))
LINES = Answer(placed=(Placed("noor", "both-ways"), Placed("nobody", "thin")))
HOLDS = Answer(parts={"listens": "Noor, Sol", "practical": "library"})


@pytest.fixture
def entry_id(vault: Vault, clock: FixedClock, pack: Pack) -> EntryId:
    """The page of a finished practice."""
    run = begin_practice(vault, clock, pack, SUPPORT_MAP)
    for step, answer in (("rings", RINGS), ("lines", LINES), ("holds", HOLDS)):
        save_answer(vault, clock, run.id, StepId(step), answer)
    found = finish_run(vault, clock, run.id)
    assert found is not None
    return found


def test_with_names__three_answers__make_items_with_line_and_holds() -> None:
    answers = {StepId("rings"): RINGS, StepId("lines"): LINES, StepId("holds"): HOLDS}
    noor, library = with_names(Circle(), answers).items
    assert (noor.alias, noor.ring, noor.line, noor.holds) == ("Noor", Ring.NEAR, LineKind.BOTH_WAYS, (Holds.LISTENS,))
    assert (library.ring, library.holds, library.line) == (Ring.AROUND, (Holds.PRACTICAL,), None)


def test_with_names__already_there__stays_as_it_is() -> None:
    there = CircleItem(ItemId("a"), "NOOR", ring=Ring.MAYBE, consent=Consent.SAID_NO)
    merged = with_names(Circle((there,)), {StepId("rings"): RINGS})
    assert merged.items[0] == there
    assert [one.alias for one in merged.items] == ["NOOR", "library"]


def test_put_names__twice__adds_nothing_the_second_time(vault: Vault, clock: FixedClock, entry_id: EntryId) -> None:
    assert load_circle(vault) == Circle()
    assert new_names(vault, entry_id) == ("Noor", "library")
    assert put_names(vault, clock, entry_id) == 2
    assert (new_names(vault, entry_id), put_names(vault, clock, entry_id)) == ((), 0)
    assert [one.alias for one in load_circle(vault).items] == ["Noor", "library"]


def test_new_names__page_of_another_practice__has_none(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    save_circle(vault, clock, Circle())
    run = begin_practice(vault, clock, pack, PracticeId("before-a-group"))
    save_answer(vault, clock, run.id, run.step_id, Answer(placed=(Placed("Noor", "near"),)))
    other = finish_run(vault, clock, run.id)
    assert other is not None
    assert new_names(vault, other) == ()
