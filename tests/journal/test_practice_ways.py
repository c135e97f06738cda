"""Every way through every practice, and walks at random: nothing kept is lost, nothing discarded is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app.content.load import load_pack
from journal_app.content.model import Pack, Practice, PracticeId, Step, StepId, StepType
from journal_app.journal.entries import load_entry
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import (
    Run,
    RunId,
    begin_practice,
    discard_run,
    finish_run,
    go_back,
    go_on,
    load_run,
    run_of_entry,
    save_answer,
)
from journal_app.journal.practice_snapshot import GOTO, take_snapshot_of
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key

PRACTICES = sorted(load_pack(seeds_dir()).practices)
CANARY = "Zwölf Kanarienvögel sängen"


Way = tuple[tuple[StepId, str], ...]


def ways(practice: Practice, pack: Pack) -> Iterator[Way]:
    """Give ways through a practice, each step with the option taken, that together take every option of every step."""
    snapshot = take_snapshot_of(pack, practice)

    def onward(step: Step, label: str) -> str:
        return snapshot.after(step, next((one for one in step.options if one.label == label), None))

    first: dict[StepId, Way] = {practice.steps[0].id: ()}
    waiting = [practice.steps[0].id]
    for step_id in waiting:
        step = snapshot.step(step_id)
        for label in [option.label for option in step.options] or [""]:
            to = onward(step, label)
            if to and not to.startswith(GOTO) and to not in first:
                first[StepId(to)] = (*first[step_id], (step_id, label))
                waiting.append(StepId(to))
    assert set(first) == {step.id for step in practice.steps}
    for step in practice.steps:
        for label in [option.label for option in step.options] or ([""] if step is practice.steps[0] else []):
            way = [*first[step.id], (step.id, label)]
            while (to := onward(snapshot.step(way[-1][0]), way[-1][1])) and not to.startswith(GOTO):
                options = snapshot.step(StepId(to)).options
                way.append((StepId(to), options[0].label if options else ""))
            yield tuple(way)


@pytest.mark.parametrize("practice_id", PRACTICES)
def test_practice__every_way_with_every_option__ends_in_an_entry_with_every_answer_and_passage(
    vault: Vault, clock: FixedClock, pack: Pack, practice_id: PracticeId, answer_for: Callable[..., Answer]
) -> None:
    practice = pack.practices[practice_id]
    for way in ways(practice, pack):
        run, came_by = begin_practice(vault, clock, pack, practice_id), list[StepId]()
        for step_id, label in way:
            assert run.step_id == step_id
            came_by.append(step_id)
            save_answer(vault, clock, run.id, step_id, answer_for(run.step, label))
            run = go_on(vault, clock, run.id).run
        entry_id = finish_run(vault, clock, run.id)
        assert entry_id is not None
        entry = load_entry(vault, entry_id)
        assert entry.asked is not None
        assert entry.title == practice.title
        touched = {passage for step_id in came_by for passage in run.snapshot.step(step_id).passages}
        assert touched <= {passage.passage_id for passage in entry.asked.passages}
        for step_id, label in way:
            answer = answer_for(run.snapshot.step(step_id), label)
            words = [
                answer.text,
                *answer.parts.values(),
                *answer.lines,
                *answer.chosen,
                *(p.name for p in answer.placed),
            ]
            assert all(one in entry.body for one in words), step_id
        assert run_of_entry(vault, entry_id) == run.id
        assert load_run(vault, run.id).entry_id == entry_id


@pytest.mark.parametrize("practice_id", PRACTICES)
def test_practice__every_step_skipped__comes_to_its_close_and_leaves_no_page(
    vault: Vault, clock: FixedClock, pack: Pack, practice_id: PracticeId
) -> None:
    run = begin_practice(vault, clock, pack, practice_id)
    came_by = [run.step_id]
    while run.step.type is not StepType.CLOSE:
        run = go_on(vault, clock, run.id).run
        assert run.step_id not in came_by
        came_by.append(run.step_id)

    assert finish_run(vault, clock, run.id) is None
    only_after_an_answer = {
        "not-safe",
        "let-go",
        "too-soon",
        "lost",
        "storm",
        "hard-plan",
        "empty",
        "old-hurt",
        "not-you",
    }
    assert not only_after_an_answer & set(came_by)


MOVES = st.lists(st.sampled_from(["answer", "on", "back", "skip", "reopen"]), max_size=40)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(practice_id=st.sampled_from(PRACTICES), moves=MOVES, keeps=st.booleans(), data=st.data())
def test_walk__at_random__nothing_kept_is_lost_and_nothing_discarded_is_found(
    tmp_path_factory: pytest.TempPathFactory,
    data_key: bytes,
    pack: Pack,
    decrypted: Callable[[Vault], bytes],
    practice_id: PracticeId,
    moves: list[str],
    keeps: bool,
    data: st.DataObject,
    answer_for: Callable[..., Answer],
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC))
    folder = tmp_path_factory.mktemp("walk") / "vault"
    vault = create_with_data_key(folder, data_key)
    run = begin_practice(vault, clock, pack, practice_id)
    kept: dict[StepId, str] = {}
    for number, move in enumerate(moves):
        clock.moment += timedelta(seconds=1)
        if move == "answer":
            choice = data.draw(st.sampled_from(run.step.options)).label if run.step.options else ""
            save_answer(vault, clock, run.id, run.step_id, answer := answer_for(run.step, choice, f"{CANARY} {number}"))
            kept[run.step_id] = answer.text
        elif move in ("on", "skip"):
            run = go_on(vault, clock, run.id).run
        elif move == "back":
            run = go_back(vault, clock, run.id)
        else:
            vault.close()
            vault = open_with_data_key(folder, data_key)
        run = check_walk(vault, run, kept)
    if keeps:
        entry_id = finish_run(vault, clock, run.id)
        body = load_entry(vault, entry_id).body if entry_id is not None else ""
        assert all(words in body for words in kept.values())
    else:
        discard_run(vault, clock, run.id)
        assert CANARY.encode() not in decrypted(vault)
    vault.close()


def check_walk(vault: Vault, run: Run, kept: dict[StepId, str]) -> Run:
    loaded = load_run(vault, RunId(run.id))
    assert loaded.step_id == run.step_id
    assert {step_id: answer.text for step_id, answer in loaded.answers.items() if answer.text} == {
        step_id: words for step_id, words in kept.items() if words
    }
    return loaded
