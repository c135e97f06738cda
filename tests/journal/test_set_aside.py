"""Letters and plans that wait: offered once when their day has come, marked in words, gone with their page."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from journal_app.content.model import Pack, PracticeId, StepId
from journal_app.journal.deletion import delete_for_good
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import RunId, begin_practice, finish_run, save_answer
from journal_app.journal.set_aside import (
    SetAsideId,
    Waiting,
    due_today,
    list_set_aside,
    looked_at,
    mark_plan,
    offer_again_on,
)
from journal_app.journal.trash import move_to_trash, put_back
from journal_app.settings.clock import FixedClock, today
from journal_app.vault.vault import Vault

CANARY = "Zwölf Kanarienvögel sängen"


def write(vault: Vault, clock: FixedClock, pack: Pack, practice: str, step: str, **answer: object) -> RunId:
    run = begin_practice(vault, clock, pack, PracticeId(practice))
    save_answer(vault, clock, run.id, StepId(step), Answer(**answer))  # type: ignore[arg-type]  # any field
    return run.id


def keep(vault: Vault, clock: FixedClock, run_id: RunId) -> EntryId:
    entry_id = finish_run(vault, clock, run_id)
    assert entry_id is not None
    return entry_id


def test_letter_and_plan__finished__wait_with_their_words(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    letter = write(vault, clock, pack, "ally-letter", "letter", parts={"seen": "How you carry on"})
    assert list_set_aside(vault) == ()
    entry_id = keep(vault, clock, letter)
    keep(vault, clock, write(vault, clock, pack, "re-authoring", "going-on", parts={"when": "Tea", "then": "call"}))
    plan, letter_ = list_set_aside(vault)
    assert (plan.kind, plan.answer.parts, plan.step.parts[0].label) == (
        Waiting.PLAN,
        {"when": "Tea", "then": "call"},
        "When…",
    )
    assert (letter_.kind, letter_.entry_id, letter_.offer_on) == (Waiting.LETTER, entry_id, None)
    assert [one.kind for one in list_set_aside(vault, Waiting.LETTER)] == [Waiting.LETTER]


def test_letter__emptied_again__does_not_wait(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run_id = write(vault, clock, pack, "ally-letter", "letter", text="words")
    save_answer(vault, clock, run_id, StepId("letter"), Answer())
    save_answer(vault, clock, run_id, StepId("passage"), Answer(text="something else"))
    keep(vault, clock, run_id)
    assert list_set_aside(vault) == ()


def test_letter__put_off_to_a_day__is_offered_from_then_until_looked_at(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    keep(vault, clock, write(vault, clock, pack, "ally-letter", "letter", text="Dear you"))
    [letter] = list_set_aside(vault)
    assert due_today(vault, clock) == ()
    offer_again_on(vault, letter.id, today(clock) + timedelta(days=30))
    assert due_today(vault, clock) == ()
    clock.moment += timedelta(days=31)
    assert [one.answer.text for one in due_today(vault, clock)] == ["Dear you"]
    looked_at(vault, clock, letter.id)
    assert due_today(vault, clock) == ()
    offer_again_on(vault, letter.id, today(clock))
    assert len(due_today(vault, clock)) == 1
    offer_again_on(vault, letter.id, None)
    assert due_today(vault, clock) == ()


def test_plan__marked__keeps_the_persons_own_word(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    keep(vault, clock, write(vault, clock, pack, "re-authoring", "going-on", parts={"then": "call"}))
    [plan] = list_set_aside(vault)
    mark_plan(vault, plan.id, "  went \n another way ")
    assert list_set_aside(vault)[0].mark == "went another way"
    mark_plan(vault, plan.id, "")
    assert list_set_aside(vault)[0].mark == ""


def test_page__in_the_trash__its_letter_is_out_of_sight(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    entry_id = keep(vault, clock, write(vault, clock, pack, "ally-letter", "letter", text="Dear you"))
    there = move_to_trash(vault, clock, entry_id)
    assert list_set_aside(vault) == ()
    put_back(vault, there)
    assert len(list_set_aside(vault)) == 1


def test_plan__its_page_deleted_for_good__leaves_no_word_of_it_or_of_how_it_went(
    vault: Vault, clock: FixedClock, pack: Pack, decrypted: Callable[[Vault], bytes]
) -> None:
    run_id = write(vault, clock, pack, "re-authoring", "going-on", parts={"when": CANARY, "then": CANARY})
    entry_id = keep(vault, clock, run_id)
    mark_plan(vault, list_set_aside(vault)[0].id, CANARY)
    delete_for_good(vault, clock, entry_id)
    assert list_set_aside(vault) == ()
    assert CANARY.encode() not in decrypted(vault)


def test_set_aside__gone__says_so(vault: Vault, clock: FixedClock) -> None:
    nowhere = SetAsideId(9)
    for refused in (
        lambda: offer_again_on(vault, nowhere, None),
        lambda: looked_at(vault, clock, nowhere),
        lambda: mark_plan(vault, nowhere, "x"),
    ):
        with pytest.raises(JournalError) as raised:
            refused()
        assert raised.value.code is JournalProblem.SET_ASIDE_NOT_FOUND
