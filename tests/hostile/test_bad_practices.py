"""Practices with what nobody means to give them: packs that change, answers without end, rows that are damaged."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from journal_app.cli.main import main
from journal_app.content.load import PackError, load_pack
from journal_app.content.model import Pack, PracticeId, StepId, StepType
from journal_app.journal.circle import Circle, CircleItem, ItemId, list_circle_versions, load_circle, save_circle
from journal_app.journal.drawings import Owner, Stroke, load_drawing, save_drawing
from journal_app.journal.entries import load_entry
from journal_app.journal.errors import JournalError
from journal_app.journal.practice_answer import MOST_ITEMS, Answer
from journal_app.journal.practice_run import (
    Run,
    RunId,
    begin_practice,
    discard_run,
    finish_run,
    go_back,
    go_on,
    list_open_runs,
    load_run,
    save_answer,
)
from journal_app.journal.set_aside import due_today, list_set_aside, offer_again_on
from journal_app.settings.clock import FixedClock, today
from journal_app.settings.paths import seeds_dir
from journal_app.settings.sentences import sentence
from journal_app.vault import schema
from journal_app.vault.vault import Vault

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))
ONE_MB = 1_000_000
DAMAGED = ["", "nul", "[" * 200_000, '{"parts": {"a": 7}}', '{"text": "half', "\x00", "[]", '{"practice": {}}']


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(seeds_dir())


def begun(vault: Vault, pack: Pack, practice: str, step: str) -> Run:
    """Begin a practice and skip on to a step of it."""
    run = begin_practice(vault, CLOCK, pack, PracticeId(practice))
    while run.step_id != step:
        run = go_on(vault, CLOCK, run.id).run
    return run


def refused(act: Callable[[], object]) -> str:
    """Do what must be refused, and return the sentence that says so."""
    with pytest.raises(JournalError) as caught:
        act()
    return sentence(caught.value.code, **caught.value.fields)


# --- the pack changes while a practice is under way -------------------------------------------------------------------


def test_run__whose_practice_left_the_pack__goes_on_to_its_page_with_every_passage(vault: Vault, pack: Pack) -> None:
    run = begun(vault, pack, "kind-pause", "name-it")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(text="hail"))
    without = replace(pack, practices={}, passages={}, articles={})
    assert refused(lambda: begin_practice(vault, CLOCK, without, PracticeId("kind-pause"))).endswith(".")

    while run.step.type is not StepType.CLOSE:
        assert run.step.text
        assert run.snapshot.passages_of(run.step)
        run = go_on(vault, CLOCK, run.id).run

    entry = load_entry(vault, finish_run(vault, CLOCK, run.id) or pytest.fail("no page"))
    assert "hail" in entry.body
    assert entry.asked is not None
    assert {one.passage_id for one in entry.asked.passages} >= {"a000-growing-kindness"}


def test_run__whose_pack_is_reworded_and_reordered__says_what_it_said(vault: Vault, pack: Pack) -> None:
    run = begun(vault, pack, "kind-pause", "name-it")
    said = [step.text for step in run.snapshot.practice.steps]
    practice = pack.practices[PracticeId("kind-pause")]
    changed = replace(practice, steps=tuple(replace(one, text="New words.") for one in reversed(practice.steps)))
    begin_practice(vault, CLOCK, replace(pack, practices={practice.id: changed}), practice.id)

    assert [step.text for step in load_run(vault, run.id).snapshot.practice.steps] == said


# --- packs that lead nowhere, or round and round ----------------------------------------------------------------------

FAULTY = [
    ("kind-pause.toml", 'next = "gesture"', 'next = "nowhere"', "need", "nowhere"),
    ("life-tree.toml", 'leave the tree."', 'leave the tree."\nnext = "storm"', "settle", ""),
    ("four-sittings.toml", "goto:kind-pause", "goto:gone", "lighter", "goto:gone"),
    ("friend-words.toml", 'id = "fair-line"', 'id = "fit"', "fit", ""),
    ("friend-words.toml", 'type = "close"', 'type = "pause"', "friend-words", ""),
]


@pytest.mark.parametrize(("name", "old", "new", "told", "to"), FAULTY)
def test_pack__dangling_or_endless__is_refused_by_the_name_of_its_file_and_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, told: str, to: str
) -> None:
    folder = Path(shutil.copytree(seeds_dir(), tmp_path / "pack"))
    path = folder / "practices" / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")

    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert {finding.file for finding in caught.value.findings} == {f"practices/{name}"}
    assert main(["packs", "check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert name in printed.out + printed.err
    assert told in printed.out + printed.err
    assert to in printed.out + printed.err


# --- more than anybody means to write ---------------------------------------------------------------------------------


def test_answer__as_many_lines_as_there_may_be__are_all_on_the_page_and_one_more_is_refused(
    vault: Vault, pack: Pack
) -> None:
    run = begun(vault, pack, "needs-and-offers", "offers")
    lines = tuple(f"line {number} 𝒳" for number in range(MOST_ITEMS))
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(lines=lines))

    said = refused(lambda: save_answer(vault, CLOCK, run.id, run.step_id, Answer(lines=(*lines, "one more"))))

    assert "10,000" in said or "10000" in said
    assert load_run(vault, run.id).answer.lines == lines
    entry_id = finish_run(vault, CLOCK, run.id)
    assert entry_id is not None
    body = load_entry(vault, entry_id).body
    assert all(line in body for line in (lines[0], lines[4999], lines[-1]))


PASTED = {"words": "word " * (ONE_MB // 5), "lines": "\n" * ONE_MB + "x", "wide": "𝒳" * ONE_MB}


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED)
def test_answer__a_megabyte_pasted__comes_back_exactly_and_stands_on_the_page(
    vault: Vault, pack: Pack, pasted: str
) -> None:
    run = begun(vault, pack, "re-authoring", "exception")  # its words gather among the person's own too

    save_answer(vault, CLOCK, run.id, run.step_id, Answer(text=pasted))

    assert load_run(vault, run.id).answer.text == pasted
    entry_id = finish_run(vault, CLOCK, run.id)
    assert entry_id is not None
    assert pasted.strip() in load_entry(vault, entry_id).body


@pytest.mark.parametrize("unfit", ["\0", "a\ud800"])
def test_answer__text_no_vault_can_hold__is_refused_in_a_sentence_and_what_was_saved_stays(
    vault: Vault, pack: Pack, unfit: str
) -> None:
    run = begun(vault, pack, "re-authoring", "more")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(parts={"lately": "kept"}))

    for answer in (Answer(text=unfit), Answer(parts={"lately": unfit}), Answer(lines=("a", unfit))):
        assert refused(lambda answer=answer: save_answer(vault, CLOCK, run.id, run.step_id, answer)).endswith(".")

    assert load_run(vault, run.id).answer.parts == {"lately": "kept"}


# --- rows that are damaged --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", DAMAGED)
def test_run__whose_practice_is_damaged__says_so_can_be_let_go_and_leaves_the_others_alone(
    vault: Vault, pack: Pack, value: str
) -> None:
    run, other = begun(vault, pack, "kind-pause", "name-it"), begun(vault, pack, "friend-words", "friend")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(text="hail"))
    with vault.write() as connection:
        row = schema.practice_run
        connection.execute(update(row).where(row.c.id == run.id).values(snapshot=value))

    for act in (load_run, lambda v, own: go_on(v, CLOCK, own), lambda v, own: finish_run(v, CLOCK, own)):
        assert refused(lambda act=act: act(vault, run.id)) == sentence("run_damaged")

    assert {one.id for one in list_open_runs(vault)} == {run.id, other.id}
    assert answers_kept(vault, run.id) == ['{"text":"hail"}']
    assert go_on(vault, CLOCK, other.id).run.step_id == "to-friend"
    discard_run(vault, CLOCK, run.id)
    assert [one.id for one in list_open_runs(vault)] == [other.id]


@pytest.mark.parametrize("column", ["practice_run.step_id", "practice_visit.step_id"])
def test_run__at_a_step_it_does_not_have__says_so_and_loses_no_answer(vault: Vault, pack: Pack, column: str) -> None:
    run = begun(vault, pack, "kind-pause", "name-it")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(text="hail"))
    table, name = column.split(".")
    with vault.write() as connection:
        connection.execute(text(f"UPDATE {table} SET {name} = 'nowhere'"))

    assert refused(lambda: go_back(vault, CLOCK, run.id)) == sentence("run_damaged")
    assert answers_kept(vault, run.id) == ['{"text":"hail"}']


@pytest.mark.parametrize("value", DAMAGED[:6])
def test_answer__that_is_damaged__says_so_and_is_kept_as_it_is(vault: Vault, pack: Pack, value: str) -> None:
    run = begun(vault, pack, "kind-pause", "name-it")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(text="hail"))
    with vault.write() as connection:
        connection.execute(update(schema.practice_answer).values(value=value))

    for act in (load_run, lambda v, own: go_on(v, CLOCK, own), lambda v, own: finish_run(v, CLOCK, own)):
        assert refused(lambda act=act: act(vault, run.id)) == sentence("answer_damaged")

    assert answers_kept(vault, run.id) == [value]


def test_set_aside__one_that_is_damaged__does_not_hide_the_others(vault: Vault, pack: Pack) -> None:
    for words in ("first", "second"):
        run = begun(vault, pack, "kind-pause", "arrive")
        discard_run(vault, CLOCK, run.id)
        run = begun(vault, pack, "needs-and-offers", "offers")
        save_answer(vault, CLOCK, run.id, StepId("ask"), Answer(parts={"who": words}))
        assert finish_run(vault, CLOCK, run.id) is not None
    for waiting in list_set_aside(vault):
        offer_again_on(vault, waiting.id, today(CLOCK))
    with vault.write() as connection:
        answer = schema.practice_answer
        connection.execute(update(answer).where(answer.c.value.contains("first")).values(value='{"parts":'))

    assert [one.answer.parts for one in list_set_aside(vault)] == [{"who": "second"}]
    assert [one.answer.parts for one in due_today(vault, CLOCK)] == [{"who": "second"}]


@pytest.mark.parametrize("value", DAMAGED)
def test_circle__that_is_damaged__says_so_and_is_not_written_over(vault: Vault, value: str) -> None:
    save_circle(vault, CLOCK, Circle((CircleItem(ItemId("1"), "R."),)))
    save_circle(vault, CLOCK, Circle((CircleItem(ItemId("1"), "S."),)), as_new_version=True)
    damaged = '{"items": 3}' if value.endswith("}") else value
    with vault.write() as connection:
        circle = schema.circle_version.c
        last = connection.execute(select(circle.id).order_by(circle.id.desc()).limit(1)).scalar_one()
        connection.execute(update(schema.circle_version).where(circle.id == last).values(map=damaged))

    assert refused(lambda: load_circle(vault)) == sentence("circle_damaged")
    assert [one.circle.items[0].alias for one in list_circle_versions(vault)] == ["R."]
    save_circle(vault, CLOCK, Circle((CircleItem(ItemId("1"), "T."),)))

    assert load_circle(vault).items[0].alias == "T."
    with vault.read() as connection:
        assert damaged in connection.execute(select(schema.circle_version.c.map)).scalars().all()


@pytest.mark.parametrize("strokes", [b"", b"\xff\xfe", b"[" * 200_000, b'[{"ink": "red"}]', b"{}", b"[[1, 2]]"])
def test_drawing__that_is_damaged__says_so_and_keeps_its_words(vault: Vault, pack: Pack, strokes: bytes) -> None:
    run = begun(vault, pack, "colour-first", "now")
    uid = save_drawing(vault, CLOCK, Owner(run_id=run.id), (Stroke(0, 0.1, ((0.5, 0.5),)),), "grey, heavy")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(drawing=uid, text="a flat wash"))
    with vault.write() as connection:
        connection.execute(update(schema.drawing).values(strokes=strokes))

    assert refused(lambda: load_drawing(vault, uid)) == sentence("drawing_damaged")

    entry_id = finish_run(vault, CLOCK, run.id)
    assert entry_id is not None
    assert "a flat wash" in load_entry(vault, entry_id).body
    with vault.read() as connection:
        assert connection.execute(select(schema.drawing.c.words)).scalar_one() == "grey, heavy"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example has its own run
@given(data=st.data())
def test_run__with_any_part_of_its_json_changed__is_read_or_refused_in_a_sentence(
    vault: Vault, pack: Pack, data: st.DataObject
) -> None:
    run = begun(vault, pack, "kind-pause", "name-it")
    save_answer(vault, CLOCK, run.id, run.step_id, Answer(text="hail"))
    with vault.write() as connection:
        row = schema.practice_run
        stored = connection.execute(select(row.c.snapshot).where(row.c.id == run.id)).scalar_one()
        changed = json.loads(stored)
        practice = changed["practice"]
        step = data.draw(st.sampled_from(practice["steps"]))
        where = data.draw(st.sampled_from([changed, practice, step]))
        key = data.draw(st.sampled_from(sorted(where)))
        where[key] = data.draw(st.sampled_from([None, 0, -1, "", "x", [], {}, [{}], {"a": 1}, True, 1e300]))
        connection.execute(update(row).where(row.c.id == run.id).values(snapshot=json.dumps(changed)))
    with suppress_told():
        for _ in range(12):
            moved = load_run(vault, run.id)
            assert moved.snapshot.passages_of(moved.step) is not None
            run = go_on(vault, CLOCK, run.id).run
        finish_run(vault, CLOCK, run.id)


@contextmanager
def suppress_told() -> Iterator[None]:
    """Let pass what is refused with a sentence; a code without one raises KeyError."""
    try:
        yield
    except JournalError as error:
        sentence(error.code, **error.fields)


def answers_kept(vault: Vault, run_id: RunId) -> list[str]:
    with vault.read() as connection:
        answer = schema.practice_answer.c
        return list(connection.execute(select(answer.value).where(answer.run_id == run_id)).scalars())
