"""The draw steps of a practice: drawn or put in words, kept, drawn on again, and gone with what they belong to."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import update

from journal_app.content.model import PracticeId, StepType
from journal_app.journal import practice_run
from journal_app.journal.drawings import Owner, drawings_of
from journal_app.journal.entries import load_entry
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import Run, load_run
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.pad import DrawingPad
from journal_app.ui.drawing.sheet import DrawingSheet
from journal_app.ui.screens.change_answers import ChangeAnswers
from journal_app.ui.screens.practice_runner import PracticeRunner
from journal_app.ui.widgets.choices import RadioMark
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault import schema
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault

CANARY = "Zwölf Kanarienvögel sängen"


@pytest.fixture
def runner(person: Any, desk: Desk, vault: Vault, clock: Any, pack: Any) -> PracticeRunner:
    """A runner that stands at the first draw step."""
    screen: PracticeRunner = person.sits_at(PracticeRunner(desk))
    run = practice_run.begin_practice(vault, clock, pack, PracticeId("colour-first"))
    while run.step.type is not StepType.DRAW:
        run = practice_run.go_on(vault, clock, run.id).run
    screen.resume(run.id)
    return screen


def run_of(runner: PracticeRunner, vault: Vault) -> Run:
    assert runner.run_id is not None
    return load_run(vault, runner.run_id)


def draw_by_keys(person: Any) -> None:
    person.walk_to(DrawingSheet)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
        person.press(key)


def test_draw_step__by_keys__is_kept_with_the_answer_and_drawn_on_again(
    person: Any, runner: PracticeRunner, vault: Vault
) -> None:
    draw_by_keys(person)
    person.press_button(runner, "Next")
    run = run_of(runner, vault)
    [kept] = drawings_of(vault, Owner(run_id=run.id))
    [answer] = [one for one in run.answers.values() if one.drawing]
    assert answer.drawing == kept.uid
    person.press_button(runner, "Back")
    draw_by_keys(person)
    person.press_button(runner, "Next")
    [again] = drawings_of(vault, Owner(run_id=run.id))
    assert (again.uid, len(kept.strokes), len(again.strokes)) == (kept.uid, 1, 2)


def test_draw_step__in_words__is_an_answer_of_equal_rank(
    person: Any, runner: PracticeRunner, vault: Vault, qtbot: Any
) -> None:
    ways = [one for one in runner.findChildren(RadioMark) if one.text() in ("Draw it", "Put it in words")]
    qtbot.waitUntil(lambda: ways[0].geometry() != ways[1].geometry())  # the arrows go by where they stand
    person.press(Qt.Key.Key_Right)
    assert person.words == "Put it in words"
    person.walk_to(PageEditor)
    person.type_text("grey wash")
    person.press_button(runner, "Next")
    run = run_of(runner, vault)
    [answer] = [one for one in run.answers.values() if one.text]
    assert (answer.text, answer.in_words, answer.drawing) == ("grey wash", True, "")
    assert drawings_of(vault, Owner(run_id=run.id)) == ()


def test_draw_step__nothing_drawn__keeps_nothing(person: Any, runner: PracticeRunner, vault: Vault) -> None:
    person.press_button(runner, "Next")
    assert all(one.is_blank for one in run_of(runner, vault).answers.values())
    assert drawings_of(vault, Owner(run_id=run_of(runner, vault).id)) == ()


def test_draw_step__damaged_drawing__is_one_sentence_and_a_new_one_is_kept(
    person: Any, runner: PracticeRunner, vault: Vault
) -> None:
    draw_by_keys(person)
    person.press_button(runner, "Next")
    with vault.write() as connection:
        connection.execute(update(schema.drawing).values(strokes=b"{"))
    person.press_button(runner, "Back")
    assert any("can't be read any more" in words for words in person.reads(runner))
    draw_by_keys(person)
    person.press_button(runner, "Next")
    run = run_of(runner, vault)
    with vault.read() as connection:
        rows = connection.execute(schema.drawing.select().order_by(schema.drawing.c.id)).all()
    assert [bytes(row.strokes) == b"{" for row in rows] == [True, False]
    assert [one.drawing for one in run.answers.values() if one.drawing] == [rows[1].uid]


def test_draw_step__stopped_keeping_nothing__leaves_nothing(
    person: Any, runner: PracticeRunner, vault: Vault, decrypted: Callable[[Vault], bytes]
) -> None:
    draw_by_keys(person)
    pad = next(one for one in runner.findChildren(DrawingPad) if one.isVisible())
    pad.field.editor.setFocus()
    pad.field.editor.insertPlainText(CANARY)
    runner.flush(lambda is_kept: None)
    [kept] = drawings_of(vault, Owner(run_id=run_of(runner, vault).id))
    assert kept.words == CANARY
    person.press_button(runner, "Stop, keep nothing")
    person.press_button(runner, "Keep nothing")
    assert CANARY.encode() not in decrypted(vault)


def test_change_answers__of_a_drawing__is_shown_and_drawn_on_again(
    person: Any, desk: Desk, runner: PracticeRunner, vault: Vault, clock: Any
) -> None:
    draw_by_keys(person)
    person.press_button(runner, "Next")
    run = run_of(runner, vault)
    runner.flush(lambda is_kept: None)
    entry_id = practice_run.finish_run(vault, clock, run.id)
    assert entry_id is not None
    screen = person.sits_at(ChangeAnswers(desk))
    screen.begin(entry_id)
    while not any(one.isVisible() for one in screen.findChildren(DrawingSheet)):
        person.push("Next answer")
    [sheet] = [one for one in screen.findChildren(DrawingSheet) if one.isVisible()]
    assert len(sheet.strokes) == 1
    draw_by_keys(person)
    person.push("Done")
    [kept] = drawings_of(vault, Owner(entry_id=entry_id))
    assert len(kept.strokes) == 2


def test_change_answers__drawing_where_there_was_none__is_kept_with_the_page(
    person: Any, desk: Desk, runner: PracticeRunner, vault: Vault, clock: Any
) -> None:
    run = run_of(runner, vault)
    written = next(one.id for one in run.snapshot.practice.steps if one.type is StepType.WRITE)
    practice_run.save_answer(vault, clock, run.id, written, Answer(text="some words"))
    entry_id = practice_run.finish_run(vault, clock, run.id)
    assert entry_id is not None
    screen = person.sits_at(ChangeAnswers(desk))
    screen.begin(entry_id)
    while not any(one.isVisible() for one in screen.findChildren(DrawingSheet)):
        person.push("Next answer")
    draw_by_keys(person)
    person.push("Done")
    [kept] = drawings_of(vault, Owner(entry_id=entry_id))
    assert len(kept.strokes) == 1
    assert "A drawing is kept with this page." in load_entry(vault, entry_id).body


def test_draw_step__disk_full_when_hidden__page_that_is_sealed_has_the_strokes(
    person: Any, runner: PracticeRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    monkeypatch.setattr("journal_app.ui.drawing.answer.save_drawing", refuse)
    draw_by_keys(person)
    page = runner.unsaved_page()
    assert page is not None
    assert page.drawing is not None
    assert (len(page.drawing.strokes), page.drawing.uid) == (1, "")


def test_draw_step__answer_fails_though_the_drawing_is_saved__each_try_draws_on_the_same_one(
    person: Any, runner: PracticeRunner, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr("journal_app.ui.answer_autosave.save_answer", refuse)
        for _ in range(3):
            draw_by_keys(person)
        [first] = drawings_of(vault, Owner(run_id=run_of(runner, vault).id))
        page = runner.unsaved_page()
        assert page is not None
        assert page.drawing is not None
        assert page.drawing.uid == first.uid

    draw_by_keys(person)
    person.press_button(runner, "Next")

    run = run_of(runner, vault)
    [kept] = drawings_of(vault, Owner(run_id=run.id))
    assert (kept.uid, len(kept.strokes)) == (first.uid, 4)
    assert [one.drawing for one in run.answers.values() if one.drawing] == [first.uid]
