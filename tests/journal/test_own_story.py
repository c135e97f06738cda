"""The person's own story: gathered from answers, in step with them, offered back as written, gone with its page."""

from collections.abc import Callable

import pytest

from journal_app.content.model import Pack, PracticeId, StepId, StoryKind
from journal_app.journal.deletion import delete_for_good
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.own_story import (
    StoryLineId,
    add_story_line,
    change_story_line,
    lay_to_thread,
    list_story,
    remove_story_line,
)
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import RunId, begin_practice, discard_run, finish_run, go_on, save_answer
from journal_app.journal.trash import move_to_trash, put_back
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

RE_AUTHORING = PracticeId("re-authoring")
CANARY = "Zwölf Kanarienvögel sängen"


def told(vault: Vault, *kinds: StoryKind) -> list[tuple[StoryKind, str]]:
    return [(line.kind, line.text) for line in list_story(vault, kinds or tuple(StoryKind))]


@pytest.fixture
def run_id(vault: Vault, clock: FixedClock, pack: Pack) -> RunId:
    return begin_practice(vault, clock, pack, RE_AUTHORING).id


@pytest.fixture
def answer(vault: Vault, clock: FixedClock, run_id: RunId) -> Callable[..., None]:
    def save(step_id: str, **answer: object) -> None:
        save_answer(vault, clock, run_id, StepId(step_id), Answer(**answer))  # type: ignore[arg-type]  # any field

    return save


def test_practice__its_answers__gather_by_kind_and_follow_each_change(
    vault: Vault, answer: Callable[..., None]
) -> None:
    answer("name-story", text=" The quiet one \n")
    answer("outside", text="not gathered")
    answer("more", parts={"long-ago": "a school bus", "lately": "a form"})
    assert told(vault) == [
        (StoryKind.EXCEPTION, "a form"),
        (StoryKind.EXCEPTION, "a school bus"),
        (StoryKind.OLD_STORY, "The quiet one"),
    ]
    answer("more", parts={"long-ago": "", "lately": "a form, sent back"})
    answer("name-story", text="")
    assert told(vault) == [(StoryKind.EXCEPTION, "a form, sent back")]


def test_practice__finished__its_lines_name_the_page(
    vault: Vault, clock: FixedClock, run_id: RunId, answer: Callable[..., None]
) -> None:
    answer("thread", text="Stubborn kindness")
    [line] = list_story(vault, [StoryKind.THREAD])
    assert (line.entry_id, line.is_from_practice) == (None, True)
    entry_id = finish_run(vault, clock, run_id)
    [line] = list_story(vault, [StoryKind.THREAD])
    assert line.entry_id == entry_id


def test_page__in_the_trash_and_back__its_lines_are_out_of_sight_and_back(
    vault: Vault, clock: FixedClock, run_id: RunId, answer: Callable[..., None]
) -> None:
    answer("witness", text="Gran")
    entry_id = finish_run(vault, clock, run_id)
    assert entry_id is not None
    there = move_to_trash(vault, clock, entry_id)
    assert told(vault) == []
    put_back(vault, there)
    assert told(vault) == [(StoryKind.WITNESS, "Gran")]


@pytest.mark.parametrize("way", ["page deleted", "run let go", "line removed"])
def test_line__gone__leaves_no_word(
    vault: Vault,
    clock: FixedClock,
    run_id: RunId,
    answer: Callable[..., None],
    decrypted: Callable[[Vault], bytes],
    way: str,
) -> None:
    if way == "line removed":
        remove_story_line(vault, add_story_line(vault, clock, StoryKind.MEANING, CANARY))
    else:
        answer("exception", text=CANARY)
        if way == "run let go":
            discard_run(vault, clock, run_id)
        else:
            delete_for_good(vault, clock, EntryId(finish_run(vault, clock, run_id) or 0))
    assert told(vault) == []
    assert CANARY.encode() not in decrypted(vault)


def test_line__changed_by_hand__stands_by_itself_from_then_on(
    vault: Vault, clock: FixedClock, run_id: RunId, answer: Callable[..., None]
) -> None:
    answer("exception", text="a joke")
    [line] = list_story(vault)
    change_story_line(vault, line.id, "a joke, at last")
    answer("exception", text="a joke I made")
    discard_run(vault, clock, run_id)
    [line] = list_story(vault)
    assert (line.text, line.is_from_practice) == ("a joke, at last", False)


def test_line__laid_to_a_thread__stays_when_the_thread_goes(vault: Vault, clock: FixedClock) -> None:
    thread = add_story_line(vault, clock, StoryKind.THREAD, "Stubborn kindness")
    moment = add_story_line(vault, clock, StoryKind.EXCEPTION, "a form, sent back")
    lay_to_thread(vault, moment, thread)
    assert {line.id: line.thread_id for line in list_story(vault)} == {moment: thread, thread: None}
    remove_story_line(vault, thread)
    assert {line.id: line.thread_id for line in list_story(vault)} == {moment: None}


def test_line__that_is_not_there_or_is_no_thread__is_refused(vault: Vault, clock: FixedClock) -> None:
    moment = add_story_line(vault, clock, StoryKind.EXCEPTION, "a form")
    nowhere = StoryLineId(99)
    for refused in (
        lambda: change_story_line(vault, nowhere, "x"),
        lambda: remove_story_line(vault, nowhere),
        lambda: lay_to_thread(vault, nowhere, None),
        lambda: lay_to_thread(vault, moment, moment),
        lambda: lay_to_thread(vault, moment, nowhere),
    ):
        with pytest.raises(JournalError) as raised:
            refused()
        assert raised.value.code is JournalProblem.STORY_LINE_NOT_FOUND
    with pytest.raises(JournalError) as raised:
        add_story_line(vault, clock, StoryKind.THREAD, " \n")
    assert raised.value.code is JournalProblem.STORY_LINE_EMPTY


def test_every_step_that_recalls__reached__has_what_earlier_runs_gathered(
    vault: Vault, clock: FixedClock, pack: Pack, run_id: RunId, answer: Callable[..., None]
) -> None:
    for step in pack.practices[RE_AUTHORING].steps:
        if step.gathers is not None:
            answer(step.id, text=f"from {step.id}")
    finish_run(vault, clock, run_id)
    recalling = 0
    for practice in pack.practices.values():
        run = begin_practice(vault, clock, pack, practice.id)
        for _ in practice.steps:
            if run.step.recalls:
                recalling += 1
                assert {line.kind for line in list_story(vault, run.step.recalls)} == set(run.step.recalls)
            run = go_on(vault, clock, run.id).run
    assert recalling >= 6
