"""Answers changed after the end: page and answers agree after every save, and the wording before is kept once."""

from datetime import timedelta

import pytest

from journal_app.content.model import Pack, PracticeId, StepId
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.history import list_versions, load_version
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_revision import begin_revision, revise_answer
from journal_app.journal.practice_run import begin_practice, finish_run, rest_until_next_sitting, save_answer
from journal_app.journal.set_aside import list_set_aside
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

REMARK, CAMERA = PracticeId("after-a-remark"), StepId("camera")


@pytest.fixture
def entry_id(vault: Vault, clock: FixedClock, pack: Pack) -> EntryId:
    run = begin_practice(vault, clock, pack, REMARK)
    save_answer(vault, clock, run.id, CAMERA, Answer(text="at the counter"))
    kept = finish_run(vault, clock, run.id)
    assert kept is not None
    clock.moment += timedelta(days=1)
    return kept


def test_revise__several_saves_in_one_visit__page_follows_each_and_one_wording_is_kept(
    vault: Vault, clock: FixedClock, entry_id: EntryId
) -> None:
    before = load_entry(vault, entry_id)
    revision = begin_revision(vault, clock, entry_id)
    for words in ("at the back", "at the back door"):
        clock.moment += timedelta(seconds=2)
        revise_answer(vault, clock, revision, 1, CAMERA, Answer(text=words))
        assert load_entry(vault, entry_id).body == before.body.replace("at the counter", words)
    assert [load_version(vault, one.id).body for one in list_versions(vault, entry_id)] == [before.body]


def test_revise__another_visit__keeps_the_wording_between_too(
    vault: Vault, clock: FixedClock, entry_id: EntryId
) -> None:
    for words in ("first", "second"):
        revision = begin_revision(vault, clock, entry_id)
        clock.moment += timedelta(minutes=1)
        revise_answer(vault, clock, revision, 1, CAMERA, Answer(text=words))
        clock.moment += timedelta(minutes=1)
    assert ["at the counter" in load_version(vault, one.id).body for one in list_versions(vault, entry_id)] == [
        False,
        True,
    ]


def test_revise__answer_of_an_earlier_sitting__changes_that_one_only(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    run = begin_practice(vault, clock, pack, PracticeId("four-sittings"))
    step = next(one for one in run.snapshot.practice.steps if one.type == "write")
    save_answer(vault, clock, run.id, step.id, Answer(text="the first day"))
    rest_until_next_sitting(vault, clock, run.id)
    save_answer(vault, clock, run.id, step.id, Answer(text="the second day"))
    kept = finish_run(vault, clock, run.id)
    assert kept is not None
    revision = begin_revision(vault, clock, kept)
    assert [one.sitting for one in revision.steps if one.step.id == step.id] == [1, 2]
    revise_answer(vault, clock, revision, 1, step.id, Answer(text="the day it rained"))
    body = load_entry(vault, kept).body
    assert "the day it rained" in body
    assert "the second day" in body
    assert "the first day" not in body


def test_revise__letter_emptied__waits_no_more(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, PracticeId("ally-letter"))
    save_answer(vault, clock, run.id, StepId("letter"), Answer(text="Dear you"))
    kept = finish_run(vault, clock, run.id)
    assert kept is not None
    assert len(list_set_aside(vault, entry_id=kept)) == 1
    revise_answer(vault, clock, begin_revision(vault, clock, kept), 1, StepId("letter"), Answer())
    assert list_set_aside(vault, entry_id=kept) == ()


def test_revise__page_in_the_trash__is_refused_and_the_answer_stays(
    vault: Vault, clock: FixedClock, entry_id: EntryId
) -> None:
    revision = begin_revision(vault, clock, entry_id)
    move_to_trash(vault, clock, entry_id)
    with pytest.raises(JournalError) as raised:
        revise_answer(vault, clock, revision, 1, CAMERA, Answer(text="other"))
    assert raised.value.code is JournalProblem.ENTRY_NOT_FOUND


def test_revise__entry_that_was_written__has_no_answers(vault: Vault, clock: FixedClock) -> None:
    with pytest.raises(JournalError) as raised:
        begin_revision(vault, clock, EntryId(7))
    assert raised.value.code is JournalProblem.RUN_NOT_FOUND
