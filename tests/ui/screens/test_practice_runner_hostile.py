"""A practice's pages with far too much on them, with damage, and after its pack is gone: a sentence, nothing lost."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from journal_app.content.model import Pack, PracticeId, StepType
from journal_app.journal.practice_answer import MOST_ITEMS, Answer
from journal_app.journal.practice_run import Run, begin_practice, go_on, load_run, save_answer
from journal_app.settings.clock import FixedClock
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.practice_runner import PracticeRunner
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault import schema
from journal_app.vault.vault import Vault


@pytest.fixture
def runner(person: Any, desk: Desk) -> PracticeRunner:
    screen: PracticeRunner = person.sits_at(PracticeRunner(desk))
    return screen


def begun(vault: Vault, clock: FixedClock, pack: Pack, practice: str, step: str) -> Run:
    run = begin_practice(vault, clock, pack, PracticeId(practice))
    while run.step_id != step:
        run = go_on(vault, clock, run.id).run
    return run


def field_of(runner: PracticeRunner) -> PageEditor:
    return next(one for one in runner.findChildren(PageEditor) if one.isVisible())


def test_step__a_megabyte_pasted__is_kept_whole_and_shown_again(
    person: Any, runner: PracticeRunner, vault: Vault, clock: FixedClock, pack: Pack, qtbot: QtBot
) -> None:
    run = begun(vault, clock, pack, "after-a-remark", "camera")
    runner.resume(run.id)
    pasted = "at the counter 𝒳\n" * 60_000
    QApplication.clipboard().setText(pasted)
    field_of(runner).paste()
    person.press_button(runner, "Save and stop")

    assert load_run(vault, run.id).answer.text == pasted
    runner.resume(run.id)
    assert field_of(runner).text() == pasted


PARAGRAPH = "word " * 200_000


@pytest.mark.parametrize(("practice", "step"), [("after-a-remark", "camera"), ("needs-and-offers", "needs")])
def test_step__a_megabyte_in_one_paragraph__is_asked_about_and_comes_in_in_shorter_ones(
    person: Any, runner: PracticeRunner, vault: Vault, clock: FixedClock, pack: Pack, practice: str, step: str
) -> None:
    run = begun(vault, clock, pack, practice, step)
    runner.resume(run.id)
    QApplication.clipboard().setText(PARAGRAPH)
    field_of(runner).paste()
    assert field_of(runner).text() == ""

    person.press_button(runner, "Paste it in shorter paragraphs")
    person.press_button(runner, "Save and stop")

    answer = load_run(vault, run.id).answer
    [words] = [answer.text, *answer.parts.values()] if answer.text else answer.parts.values()
    assert words.replace("\n", "") == PARAGRAPH


def test_step__answer_too_long_to_write_in__can_be_read_and_broken_up(
    person: Any, runner: PracticeRunner, vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    run = begun(vault, clock, pack, "after-a-remark", "camera")
    save_answer(vault, clock, run.id, run.step_id, Answer(text=PARAGRAPH))

    runner.resume(run.id)

    assert field_of(runner).text() == PARAGRAPH
    person.press_button(runner, "Break it into shorter paragraphs")
    QTest.keyClicks(field_of(runner), "x")
    person.press_button(runner, "Save and stop")
    assert sorted(load_run(vault, run.id).answer.text.replace("\n", "")) == sorted(PARAGRAPH + "x")


def test_list__one_line_more_than_can_be_kept__says_so_and_leaves_every_line_where_it_is(
    person: Any, runner: PracticeRunner, vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    run = begun(vault, clock, pack, "needs-and-offers", "offers")
    lines = [f"line {number}" for number in range(MOST_ITEMS)]
    save_answer(vault, clock, run.id, run.step_id, Answer(lines=tuple(lines)))
    runner.resume(run.id)
    field = field_of(runner)
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "one more")

    person.press_button(runner, "Next")

    assert sentence("too_many_items", most=MOST_ITEMS) in person.reads(runner)
    assert field_of(runner).text().split("\n") == [*lines, "one more"]
    assert load_run(vault, run.id).step_id == "offers"


@pytest.mark.parametrize(("column", "code"), [("snapshot", "run_damaged"), ("step_id", "run_damaged")])
def test_resume__of_what_is_damaged__is_a_sentence(
    person: Any, runner: PracticeRunner, vault: Vault, clock: FixedClock, pack: Pack, column: str, code: str
) -> None:
    run = begun(vault, clock, pack, "kind-pause", "name-it")
    with vault.write() as connection:
        connection.execute(update(schema.practice_run).values({column: "[1, 2"}))

    runner.resume(run.id)

    assert sentence(code) in person.reads(runner)


def test_resume__after_the_practice_left_the_pack__goes_on_to_its_close(
    person: Any, vault: Vault, clock: FixedClock, pack: Pack, desk: Desk
) -> None:
    run = begun(vault, clock, pack, "kind-pause", "name-it")
    save_answer(vault, clock, run.id, run.step_id, Answer(text="hail"))
    gone = replace(pack, practices={}, passages={}, articles={})
    jobs = InlineRunner(OpenJournal(vault, gone, clock), desk.hub)
    desk = replace(desk, jobs=jobs, pack=gone)
    runner = person.sits_at(PracticeRunner(desk))
    runner.resume(run.id)

    while load_run(vault, run.id).step.type is not StepType.CLOSE:
        person.press_button(runner, "Next")

    assert any("whole pause" in words for words in person.reads(runner))
