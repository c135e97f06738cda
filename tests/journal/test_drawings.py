"""Drawings: strokes come back exactly, can be drawn on again, and go with what they belong to."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from journal_app.content.model import Pack, PracticeId
from journal_app.journal.deletion import delete_for_good
from journal_app.journal.drafts import discard_draft, edit_entry, keep_draft, start_draft
from journal_app.journal.drawings import (
    INKS,
    MOST_POINTS,
    Drawing,
    DrawingUid,
    Owner,
    Stroke,
    drawings_of,
    load_drawing,
    remove_drawing,
    save_drawing,
)
from journal_app.journal.entries import add_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import begin_practice, discard_run, finish_run, save_answer
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

CANARY = "Zwölf Kanarienvögel sängen"
LINE = Stroke(0, 0.01, ((0.1, 0.2), (0.30000000000000004, 0.4)))
POINTS = st.tuples(st.floats(0, 1), st.floats(0, 0.75))
STROKES = st.builds(
    Stroke,
    st.integers(0, INKS - 1),
    st.floats(0.001, 0.1),
    st.lists(POINTS, min_size=1, max_size=30).map(tuple),
)


@pytest.fixture
def owner(vault: Vault, clock: FixedClock) -> Owner:
    return Owner(draft_id=start_draft(vault, clock).id)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strokes=st.lists(STROKES, max_size=10).map(tuple))
def test_drawing__saved__comes_back_exactly(
    vault: Vault, clock: FixedClock, owner: Owner, strokes: tuple[Stroke, ...]
) -> None:
    uid = save_drawing(vault, clock, owner, strokes, "wörds")
    assert load_drawing(vault, uid) == Drawing(uid, strokes, "wörds", clock.now())


def test_drawing__drawn_on_again__is_the_same_one(vault: Vault, clock: FixedClock, owner: Owner) -> None:
    uid = save_drawing(vault, clock, owner, (LINE,))
    assert save_drawing(vault, clock, owner, (LINE, LINE), uid=uid) == uid
    assert [len(one.strokes) for one in drawings_of(vault, owner)] == [2]


@pytest.mark.parametrize(
    "strokes",
    [
        (Stroke(INKS, 0.01, ((0, 0),)),),
        (Stroke(0, 0, ((0, 0),)),),
        (Stroke(0, 0.01, ()),),
        (Stroke(0, 0.01, ((float("nan"), 0),)),),
        (Stroke(0, 0.01, ((9e9, 0),)),),
        (Stroke(0, 0.01, ((0, 0),) * (MOST_POINTS + 1)),),
    ],
)
def test_drawing__that_cannot_be_drawn_again__is_refused_and_the_last_stays(
    vault: Vault, clock: FixedClock, owner: Owner, strokes: tuple[Stroke, ...]
) -> None:
    uid = save_drawing(vault, clock, owner, (LINE,))
    with pytest.raises(JournalError) as raised:
        save_drawing(vault, clock, owner, strokes, uid=uid)
    assert raised.value.code is JournalProblem.DRAWING_NOT_VALID
    assert load_drawing(vault, uid).strokes == (LINE,)


def test_drawing__damaged_or_gone__says_which(vault: Vault, clock: FixedClock, owner: Owner) -> None:
    uid = save_drawing(vault, clock, owner, (LINE,))
    with vault.write() as connection:
        connection.execute(update(schema.drawing).values(strokes=b'[{"ink": "green"'))
    for wanted, code in ((uid, JournalProblem.DRAWING_DAMAGED), (DrawingUid("x"), JournalProblem.DRAWING_NOT_FOUND)):
        with pytest.raises(JournalError) as raised:
            load_drawing(vault, wanted)
        assert raised.value.code is code


def test_drawing_of_a_practice__finished__is_the_pages(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, PracticeId("colour-first"))
    uid = save_drawing(vault, clock, Owner(run_id=run.id), (LINE,))
    save_answer(vault, clock, run.id, run.step_id, Answer(drawing=uid))
    entry_id = finish_run(vault, clock, run.id)
    assert [one.uid for one in drawings_of(vault, Owner(entry_id=entry_id))] == [uid]
    assert drawings_of(vault, Owner(run_id=run.id)) == ()


def test_drawing_of_a_draft__kept_or_moved_to_the_trash__is_the_pages(vault: Vault, clock: FixedClock) -> None:
    draft = start_draft(vault, clock, body="words")
    first = save_drawing(vault, clock, Owner(draft_id=draft.id), (LINE,))
    entry_id = keep_draft(vault, clock, draft.id)
    second = save_drawing(vault, clock, Owner(draft_id=edit_entry(vault, clock, entry_id).id), (LINE,))
    there = move_to_trash(vault, clock, entry_id)
    assert [one.uid for one in drawings_of(vault, Owner(entry_id=there))] == [first, second]


@pytest.mark.parametrize("way", ["removed", "draft discarded", "practice let go", "page deleted"])
def test_drawing__gone_with_what_it_belongs_to__leaves_nothing(
    vault: Vault, clock: FixedClock, pack: Pack, decrypted: Callable[[Vault], bytes], way: str
) -> None:
    if way == "practice let go":
        run = begin_practice(vault, clock, pack, PracticeId("colour-first"))
        save_answer(vault, clock, run.id, run.step_id, Answer(text="x"))
        save_drawing(vault, clock, Owner(run_id=run.id), (LINE,), CANARY)
        discard_run(vault, clock, run.id)
    elif way == "page deleted":
        entry_id = add_entry(vault, clock, title="", body="x", written_at=clock.now(), zone="Europe/London")
        save_drawing(vault, clock, Owner(entry_id=entry_id), (LINE,), CANARY)
        delete_for_good(vault, clock, entry_id)
    else:
        draft_id = start_draft(vault, clock).id
        uid = save_drawing(vault, clock, Owner(draft_id=draft_id), (LINE,), CANARY)
        if way == "draft discarded":
            discard_draft(vault, draft_id)
            uid = save_drawing(vault, clock, Owner(draft_id=start_draft(vault, clock).id), (LINE,))
        remove_drawing(vault, uid)
    plain = decrypted(vault)
    assert CANARY.encode() not in plain
    assert b"0.30000000000000004" not in plain


def test_owner__none_or_two__is_a_bug() -> None:
    for wrong in ({}, {"run_id": 1, "entry_id": 2}):
        with pytest.raises(ValueError, match="belongs to one thing"):
            Owner(**wrong)
