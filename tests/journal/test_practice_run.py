"""A practice under way: every way through each, answers kept as given, let go without a trace, or made one entry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from journal_app.content.load import load_pack
from journal_app.content.model import Pack, PassageId, PracticeId, StepType
from journal_app.journal.deletion import delete_for_good
from journal_app.journal.drafts import edit_entry, list_drafts, start_draft
from journal_app.journal.drawings import Owner, Stroke, remove_drawing_for_good, save_drawing
from journal_app.journal.entries import list_entries, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.practice_answer import Answer, Placed
from journal_app.journal.practice_run import (
    begin_practice,
    discard_run,
    finish_run,
    go_back,
    go_on,
    list_open_runs,
    load_run,
    rest_until_next_sitting,
    save_answer,
)
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault import schema
from journal_app.vault.guest import open_guest
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key

PRACTICES = sorted(load_pack(seeds_dir()).practices)
KIND_PAUSE, REMARK, SITTINGS = PracticeId("kind-pause"), PracticeId("after-a-remark"), PracticeId("four-sittings")
CANARY = "Zwölf Kanarienvögel sängen"


def test_go_on__last_step__stays_there(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    for _ in run.snapshot.practice.steps * 2:
        run = go_on(vault, clock, run.id).run
    assert run.step.type is StepType.CLOSE


def test_go_on__another_practice_chosen__names_it_and_stays(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, SITTINGS)
    save_answer(vault, clock, run.id, run.step_id, Answer(chosen=("A bit shaky",)))
    run = go_on(vault, clock, run.id).run
    save_answer(vault, clock, run.id, run.step_id, Answer(chosen=("Take me to A kind pause",)))
    moved = go_on(vault, clock, run.id)
    assert (moved.goto, moved.run.step_id) == (KIND_PAUSE, "lighter")


def test_go_back__after_a_branch__leads_where_the_person_came_from(
    vault: Vault, clock: FixedClock, pack: Pack, answer_for: Callable[..., Answer]
) -> None:
    run, came_by = begin_practice(vault, clock, pack, REMARK), []
    while run.step.type is not StepType.CLOSE:
        came_by.append(run.step_id)
        label = run.step.options[-1].label if run.step.options else ""
        save_answer(vault, clock, run.id, run.step_id, answer_for(run.step, label))
        run = go_on(vault, clock, run.id).run
    back = []
    while run.can_go_back:
        run = go_back(vault, clock, run.id)
        back.append(run.step_id)
    assert back == came_by[::-1]
    assert go_back(vault, clock, run.id).step_id == came_by[0]


def test_finish__way_left_by_going_back__its_answers_are_in_the_entry_too(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    run = begin_practice(vault, clock, pack, REMARK)
    while run.step_id != "next-move":
        run = go_on(vault, clock, run.id).run
    save_answer(vault, clock, run.id, run.step_id, Answer(chosen=("Let it go for today",)))
    run = go_on(vault, clock, run.id).run
    save_answer(vault, clock, run.id, run.step_id, Answer(text="a walk instead"))
    run = go_back(vault, clock, run.id)
    save_answer(vault, clock, run.id, run.step_id, Answer(chosen=("Tell someone who gets it",)))
    run = go_on(vault, clock, run.id).run
    assert run.step_id == "tell"
    entry_id = finish_run(vault, clock, run.id)
    assert entry_id is not None
    assert "a walk instead" in load_entry(vault, entry_id).body


def test_finish__nothing_answered__leaves_no_entry_and_no_run(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    go_on(vault, clock, run.id)
    assert finish_run(vault, clock, run.id) is None
    assert list_open_runs(vault) == ()
    with pytest.raises(JournalError) as raised:
        load_run(vault, run.id)
    assert raised.value.code is JournalProblem.RUN_NOT_FOUND


def test_finish__twice__is_refused_and_the_entry_stays(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text="kept"))
    entry_id = finish_run(vault, clock, run.id)
    for refused in (finish_run, discard_run):
        with pytest.raises(JournalError) as raised:
            refused(vault, clock, run.id)
        assert raised.value.code is JournalProblem.RUN_FINISHED
    assert entry_id is not None
    assert "kept" in load_entry(vault, entry_id).body


def test_answer__any_kind__comes_back_exactly(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    given_ = Answer(
        text="  a\n\n b\u00a0",
        parts={"when": "x", "then": ""},
        lines=("one", ""),
        chosen=("Angry",),
        rated={"": "Often"},
        placed=(Placed("Nia", "near"), Placed("", "")),
        drawing="ab" * 16,
        in_words=True,
        is_smaller=True,
    )
    save_answer(vault, clock, run.id, run.step_id, given_)
    assert load_run(vault, run.id).answer == given_


def test_answer__made_blank_again__is_not_kept(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text="words"))
    save_answer(vault, clock, run.id, run.step_id, Answer(text=" \n", is_smaller=True))
    with vault.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM practice_answer")).scalar_one() == 0


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(text="a\0b"), JournalProblem.TEXT_HAS_NUL),
        (Answer(parts={"x": "\ud800"}), JournalProblem.TEXT_HAS_BROKEN_CHARACTER),
        (Answer(lines=("\udfff",)), JournalProblem.TEXT_HAS_BROKEN_CHARACTER),
        (Answer(placed=(Placed("\0"),)), JournalProblem.TEXT_HAS_NUL),
        (Answer(lines=("x",) * 10_001), JournalProblem.TOO_MANY_ITEMS),
    ],
)
def test_answer__that_cannot_be_kept__is_refused_and_the_last_one_stays(
    vault: Vault, clock: FixedClock, pack: Pack, answer: Answer, code: JournalProblem
) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text="the last one"))
    with pytest.raises(JournalError) as raised:
        save_answer(vault, clock, run.id, run.step_id, answer)
    assert raised.value.code is code
    assert load_run(vault, run.id).answer.text == "the last one"


def test_answer__a_megabyte_and_ten_thousand_lines__are_kept(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    large = Answer(text="wörd " * 200_000, lines=("line",) * 10_000)
    save_answer(vault, clock, run.id, run.step_id, large)
    assert load_run(vault, run.id).answer == large


def test_run__practice_left_the_pack_or_changed__goes_on_from_its_own_snapshot(
    tmp_path: Path, data_key: bytes, clock: FixedClock, pack: Pack
) -> None:
    folder = tmp_path / "vault"
    vault = create_with_data_key(folder, data_key)
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text="kept"))
    before = go_on(vault, clock, run.id).run
    vault.close()
    vault = open_with_data_key(folder, data_key)
    assert load_run(vault, run.id) == before
    quoted = before.snapshot.passages_of(before.step)[0]
    assert quoted.exact == pack.passages[PassageId(quoted.passage_id)].quote.exact
    with pytest.raises(JournalError) as raised:
        begin_practice(vault, clock, replace(pack, practices={}), KIND_PAUSE)
    assert raised.value.code is JournalProblem.PRACTICE_NOT_FOUND
    vault.close()


@pytest.mark.parametrize(("column", "code"), [("snapshot", "run_damaged"), ("value", "answer_damaged")])
def test_run__stored_data_damaged__says_so_and_changes_nothing(
    vault: Vault, clock: FixedClock, pack: Pack, column: str, code: str
) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text="kept"))
    table = schema.practice_run if column == "snapshot" else schema.practice_answer
    with vault.write() as connection:
        connection.execute(update(table).values({column: '{"half":'}))
    with pytest.raises(JournalError) as raised:
        load_run(vault, run.id)
    assert raised.value.code.value == code
    assert [one.id for one in list_open_runs(vault)] == [run.id]


def test_sittings__four__rest_in_between_and_make_one_entry(
    vault: Vault, clock: FixedClock, pack: Pack, answer_for: Callable[..., Answer]
) -> None:
    run = begin_practice(vault, clock, pack, SITTINGS)
    for number in range(1, 5):
        assert (run.sitting, run.can_go_back, run.answers) == (number, False, {})
        while run.step_id != "sitting":
            choice = run.step.options[0].label if run.step.options else ""
            save_answer(vault, clock, run.id, run.step_id, answer_for(run.step, choice))
            run = go_on(vault, clock, run.id).run
        assert run.snapshot.text_of(run.step, run.sitting).startswith(run.step.by_sitting[number - 1])
        save_answer(vault, clock, run.id, run.step_id, Answer(text=f"what came up in sitting {number}"))
        if run.has_more_sittings:
            run = rest_until_next_sitting(vault, clock, run.id)
            assert run.rest_until_on == (clock.now() + timedelta(days=1)).date()
            clock.moment += timedelta(days=2)
    with pytest.raises(JournalError) as raised:
        rest_until_next_sitting(vault, clock, run.id)
    assert raised.value.code is JournalProblem.NO_MORE_SITTINGS
    entry_id = finish_run(vault, clock, run.id)
    assert entry_id is not None
    body = load_entry(vault, entry_id).body
    places = [body.index(words) for n in range(1, 5) for words in (f"## Sitting {n}", f"in sitting {n}")]
    assert places == sorted(places)


def test_finish__page_in_a_list__goes_by_its_practice_and_the_persons_own_words(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    run = begin_practice(vault, clock, pack, SITTINGS)
    while run.step.type is not StepType.WRITE:
        run = go_on(vault, clock, run.id).run
    save_answer(vault, clock, run.id, run.step_id, Answer(text=CANARY))
    entry_id = finish_run(vault, clock, run.id)
    assert entry_id is not None

    listed = list_entries(vault).items[0]
    edit_entry(vault, clock, entry_id)

    assert (listed.title, listed.opening) == (pack.practices[SITTINGS].title, f"Sitting 1\n\n\n{CANARY}")
    assert list_drafts(vault)[0].opening == listed.opening


def test_discard__answers_saved_and_backed_up__no_word_is_left_anywhere(
    vault: Vault, clock: FixedClock, pack: Pack, decrypted: Callable[[Vault], bytes]
) -> None:
    run = begin_practice(vault, clock, pack, REMARK)
    clock.moment += timedelta(minutes=5)
    save_answer(vault, clock, run.id, run.step_id, Answer(text=CANARY, parts={"x": CANARY}))
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    clock.moment += timedelta(minutes=5)
    purged = discard_run(vault, clock, run.id)
    assert purged is not None
    assert [info.number for info in purged.removed] == [1]
    assert [info.number for info in list_snapshots(vault.folder)] == [2]
    assert CANARY.encode() not in decrypted(vault)
    assert list_open_runs(vault) == ()


def test_discard__in_a_guest_session__is_done_without_backups(clock: FixedClock, pack: Pack) -> None:
    guest = open_guest()
    run = begin_practice(guest, clock, pack, REMARK)
    save_answer(guest, clock, run.id, run.step_id, Answer(text="x"))
    uid = save_drawing(guest, clock, Owner(draft_id=start_draft(guest, clock).id), (Stroke(1, 0.01, ((0.1, 0.2),)),))
    clock.moment += timedelta(minutes=5)

    discarded = discard_run(guest, clock, run.id), remove_drawing_for_good(guest, clock, uid)

    assert discarded == (None, None)
    assert list_open_runs(guest) == ()
    guest.close()


def test_entry__deleted_for_good__its_run_and_answers_go_too(
    vault: Vault, clock: FixedClock, pack: Pack, decrypted: Callable[[Vault], bytes]
) -> None:
    run = begin_practice(vault, clock, pack, KIND_PAUSE)
    save_answer(vault, clock, run.id, run.step_id, Answer(text=CANARY))
    entry_id = finish_run(vault, clock, run.id)
    assert entry_id is not None
    delete_for_good(vault, clock, entry_id)
    assert CANARY.encode() not in decrypted(vault)
