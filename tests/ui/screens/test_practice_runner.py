"""A practice done by keyboard: on, back, out, steadied and resumed; kept as given, or not at all."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from journal_app.content.model import Pack, PracticeId, Step, StepId, StepType
from journal_app.journal import practice_run
from journal_app.journal.entries import load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import Run, list_open_runs, load_run
from journal_app.journal.practice_snapshot import GOTO, take_snapshot_of
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.ring_board import RingBoard
from journal_app.ui.drawing.sheet import DrawingSheet
from journal_app.ui.screens.origin_panel import OriginPanel
from journal_app.ui.screens.practice_runner import PracticeRunner
from journal_app.ui.screens.step_page import StepPage
from journal_app.ui.widgets.choices import RadioMark, TickBox
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label
from journal_app.vault.vault import Vault

REMARK, PAUSE, SITTINGS = PracticeId("after-a-remark"), PracticeId("kind-pause"), PracticeId("four-sittings")
PRACTICES_WALKED = 20


@pytest.fixture
def runner(person: Any, desk: Desk) -> PracticeRunner:
    screen: PracticeRunner = person.sits_at(PracticeRunner(desk))
    return screen


@pytest.fixture
def heard(runner: PracticeRunner) -> list[tuple[str, object]]:
    """What the runner told, in order."""
    told: list[tuple[str, object]] = []
    for name in ("finished", "left", "practice_requested"):
        getattr(runner, name).connect(lambda value, name=name: told.append((name, value)))
    return told


def run_of(runner: PracticeRunner, vault: Vault) -> Run:
    assert runner.run_id is not None
    return load_run(vault, runner.run_id)


def go_on(person: Any) -> None:
    """Press what the main button stands for, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    person._qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def answer_by_keys(person: Any, runner: PracticeRunner, step: Step, label: str) -> None:
    """Give an answer with the keys alone: the option that is wished for, or a word in the first field."""
    page = next((one for one in runner.findChildren(QWidget, "step-form") if one.isVisible()), None)
    if page is None:
        return
    if step.options:
        person.walk_to(TickBox if step.many else RadioMark)
        for _ in step.options:
            if person.words != label:
                person.press(Qt.Key.Key_Tab if step.many else Qt.Key.Key_Down)
        mark = QApplication.focusWidget()
        assert isinstance(mark, QAbstractButton)
        if not mark.isChecked():
            person.press(Qt.Key.Key_Space)
    elif page.findChild(DrawingSheet) is not None:
        person.walk_to(DrawingSheet)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
            person.press(key)
    elif page.findChild(RingBoard) is not None:
        person.type_text(f"w{step.id[0]}")
        person.press(Qt.Key.Key_Return)
    elif (field := page.findChild(PageEditor)) is not None:
        assert QApplication.focusWidget() is field
        person.type_text(f"w{step.id[0]}")
    elif (choices := page.findChild(FoldedList)) is not None:
        assert QApplication.focusWidget() is choices
        person.press(Qt.Key.Key_Down)


def ways(pack: Pack, practice_id: PracticeId) -> list[list[tuple[StepId, str]]]:
    """Return ways through a practice that together take every option of every step."""
    practice = pack.practices[practice_id]
    snapshot = take_snapshot_of(pack, practice)

    def onward(step_id: StepId, label: str) -> str:
        step = snapshot.step(step_id)
        return snapshot.after(step, next((one for one in step.options if one.label == label), None))

    first: dict[str, list[tuple[StepId, str]]] = {practice.steps[0].id: []}
    for step_id in (waiting := [practice.steps[0].id]):
        for label in [one.label for one in snapshot.step(step_id).options] or [""]:
            to = onward(step_id, label)
            if to and not to.startswith(GOTO) and to not in first:
                first[to] = [*first[step_id], (step_id, label)]
                waiting.append(StepId(to))
    found = []
    for step in practice.steps:
        for label in [one.label for one in step.options] or ([""] if step is practice.steps[0] else []):
            way = [*first[step.id], (step.id, label)]
            while (to := onward(*way[-1])) and not to.startswith(GOTO):
                options = snapshot.step(StepId(to)).options
                way.append((StepId(to), options[0].label if options else ""))
            found.append(way)
    return found


def walk(person: Any, runner: PracticeRunner, vault: Vault, pack: Pack, practice_id: PracticeId, way: Any) -> None:
    runner.begin(practice_id)
    for step_id, label in way:
        run = run_of(runner, vault)
        assert run.step_id == step_id
        answer_by_keys(person, runner, run.step, label)
        if run.step.type is StepType.CLOSE:
            person.press_button(runner, "Finish here" if run.has_more_sittings else "Finish")
        else:
            go_on(person)


def test_step__with_a_passage_of_its_own__has_it_beside_it_in_the_next_turn(
    person: Any, runner: PracticeRunner, vault: Vault, pack: Pack, qtbot: Any
) -> None:
    runner.begin(REMARK)
    while (step := run_of(runner, vault).step).type is not StepType.READ:
        go_on(person)
    article = pack.articles[pack.passages[step.passages[0]].article]

    qtbot.waitUntil(lambda: article.short_title in person.reads(runner.findChild(OriginPanel)))


def test_esc__in_a_step__keeps_what_was_written_and_goes_one_step_back(
    person: Any, runner: PracticeRunner, vault: Vault, said: list[str]
) -> None:
    runner.begin(REMARK)
    while run_of(runner, vault).step.type is not StepType.WRITE:
        go_on(person)
    there = run_of(runner, vault).step_id
    person.type_text("not said yet")

    person.press(Qt.Key.Key_Escape)

    run = run_of(runner, vault)
    assert run.step_id != there
    assert run.answers[there].text == "not said yet"
    assert "One step back." in said
    go_on(person)
    assert run_of(runner, vault).step_id == there


def test_esc__at_the_first_step__puts_the_practice_down_and_keeps_it(
    person: Any, runner: PracticeRunner, vault: Vault, heard: list[tuple[str, object]]
) -> None:
    runner.begin(PAUSE)
    run_id = run_of(runner, vault).id
    go_on(person)
    for _ in range(2):
        person.press(Qt.Key.Key_Escape)

    assert heard == [("left", "It is kept. You can go on whenever you like, or never.")]
    assert [one.id for one in list_open_runs(vault)] == [run_id]


def test_esc__while_keeping_nothing_is_asked__takes_the_question_back(
    person: Any, runner: PracticeRunner, vault: Vault, heard: list[tuple[str, object]]
) -> None:
    runner.begin(PAUSE)
    step_id = run_of(runner, vault).step_id
    person.push("Stop, keep nothing")

    person.press(Qt.Key.Key_Escape)

    assert run_of(runner, vault).step_id == step_id
    assert not any("keep nothing of this practice" in words for words in person.reads(runner))
    assert heard == []


def test_pack__practices__are_all_walked(pack: Pack) -> None:
    assert len(pack.practices) == PRACTICES_WALKED


@pytest.mark.parametrize("number", range(PRACTICES_WALKED))
def test_practice__first_way_by_keyboard__becomes_an_entry_with_each_answer(
    person: Any, runner: PracticeRunner, heard: list[tuple[str, object]], vault: Vault, pack: Pack, number: int
) -> None:
    practice_id = sorted(pack.practices)[number]
    way = ways(pack, practice_id)[0]
    walk(person, runner, vault, pack, practice_id, way)
    [(told, entry_id)] = heard
    assert told == "finished"
    entry = load_entry(vault, entry_id)  # type: ignore[arg-type]  # an EntryId
    assert entry.title == pack.practices[practice_id].title
    assert all(label in entry.body for _, label in way if label)
    assert runner.run_id is None


@pytest.mark.thorough
@pytest.mark.parametrize("number", range(PRACTICES_WALKED))
def test_practice__every_way_by_keyboard__reaches_its_end_or_the_practice_it_leads_to(
    person: Any, runner: PracticeRunner, heard: list[tuple[str, object]], vault: Vault, pack: Pack, number: int
) -> None:
    practice_id = sorted(pack.practices)[number]
    for way in ways(pack, practice_id):
        walk(person, runner, vault, pack, practice_id, way)
        told, _ = heard.pop()
        assert told in ("finished", "practice_requested")


def test_step__each_way_out__is_there_and_named(person: Any, runner: PracticeRunner) -> None:
    runner.begin(REMARK)
    go_on(person)
    wanted = {"Back", "Skip", "Steady me", "Save and stop", "Stop, keep nothing", "Next", "Where this comes from"}
    assert wanted <= {one.text() for one in runner.findChildren(QAbstractButton) if one.isVisible()}


def test_skip__words_typed__are_kept_all_the_same(person: Any, runner: PracticeRunner, vault: Vault) -> None:
    runner.begin(REMARK)
    go_on(person)
    go_on(person)
    person.type_text("not lost")
    person.press_button(runner, "Skip")
    assert run_of(runner, vault).answers[StepId("camera")] == Answer(text="not lost")


def test_back__to_an_answer__shows_it_as_given(person: Any, runner: PracticeRunner) -> None:
    runner.begin(REMARK)
    go_on(person)
    go_on(person)
    person.type_text("at the counter")
    go_on(person)
    person.press_button(runner, "Back")
    editor = next(one for one in runner.findChildren(PageEditor) if one.isVisible())
    assert editor.text() == "at the counter"


def test_save_and_stop__gone_on_later__stands_at_the_same_step_with_its_answer(
    person: Any, runner: PracticeRunner, heard: list[tuple[str, object]], vault: Vault
) -> None:
    runner.begin(REMARK)
    go_on(person)
    go_on(person)
    person.type_text("half a word")
    person.press_button(runner, "Save and stop")
    assert heard[0][0] == "left"
    assert runner.run_id is None
    [open_run] = list_open_runs(vault)
    runner.resume(open_run.id)
    run = run_of(runner, vault)
    assert (run.step_id, run.answer.text) == ("camera", "half a word")


def test_stop_and_keep_nothing__asked_first__leaves_no_run(
    person: Any, runner: PracticeRunner, heard: list[tuple[str, object]], vault: Vault
) -> None:
    runner.begin(REMARK)
    go_on(person)
    go_on(person)
    person.type_text("gone")
    person.press_button(runner, "Stop, keep nothing")
    assert len(list_open_runs(vault)) == 1
    person.press_button(runner, "Keep nothing")
    assert list_open_runs(vault) == ()
    assert heard == [("left", "Nothing is kept of it.")]


def test_ground_step__anchor_chosen__steadies_and_comes_back(person: Any, runner: PracticeRunner) -> None:
    runner.begin(REMARK)
    person.press_button(runner, "Plain facts")
    assert "Plain facts" in person.reads(runner)
    person.press(Qt.Key.Key_Escape)
    assert any(words.startswith("Your body may still be braced") for words in person.reads(runner))


def test_other_practice_chosen__this_one__stays_as_it_is(
    person: Any, runner: PracticeRunner, heard: list[tuple[str, object]], vault: Vault
) -> None:
    walk_to_lighter = [(StepId("check"), "A bit shaky"), (StepId("lighter"), "Take me to A kind pause")]
    runner.begin(SITTINGS)
    for _, label in walk_to_lighter:
        answer_by_keys(person, runner, run_of(runner, vault).step, label)
        go_on(person)
    assert heard == [("practice_requested", PAUSE)]
    assert [one.practice_id for one in list_open_runs(vault)] == [SITTINGS]


def test_smaller_version__chosen__is_what_is_asked_and_kept(person: Any, runner: PracticeRunner, vault: Vault) -> None:
    runner.begin(REMARK)
    go_on(person)
    go_on(person)
    person.press_button(runner, "Smaller version")
    assert "Write it as a headline of six words or less." in person.reads(runner)
    editor = next(one for one in runner.findChildren(PageEditor) if one.isVisible())
    editor.setFocus()
    person.type_text("x")
    go_on(person)
    assert run_of(runner, vault).answers[StepId("camera")].is_smaller


def test_save__refused__says_so_keeps_the_words_and_stays(
    person: Any, runner: PracticeRunner, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.begin(REMARK)
    go_on(person)
    go_on(person)
    person.type_text("still here")
    with monkeypatch.context() as full:
        full.setattr("journal_app.ui.answer_autosave.save_answer", refusal(JournalError(JournalProblem.ANSWER_DAMAGED)))
        go_on(person)
        assert runner.text_at_risk() == "still here"
        page = runner.unsaved_page()
        assert page is not None
        assert page.body == "still here"
        assert run_of(runner, vault).step_id == "camera"
    person.press_button(runner, "Try again now")
    assert runner.text_at_risk() == ""
    assert run_of(runner, vault).answer.text == "still here"


def refusal(error: Exception) -> Callable[..., None]:
    def refuse(*_args: object, **_named: object) -> None:
        raise error

    return refuse


def test_recalled__earlier_practice_finished__its_words_are_offered_back(
    person: Any, runner: PracticeRunner, vault: Vault, desk: Desk, pack: Pack
) -> None:
    practice_id = PracticeId("re-authoring")
    run = practice_run.begin_practice(vault, desk.clock, pack, practice_id)
    practice_run.save_answer(vault, desk.clock, run.id, StepId("name-story"), Answer(text="The quiet one"))
    practice_run.finish_run(vault, desk.clock, run.id)
    runner.begin(practice_id)
    go_on(person)
    go_on(person)
    person.press_button(runner, "From your own earlier pages")
    assert "The quiet one" in person.reads(runner)


def test_sitting__ended__rests_and_the_next_begins_at_the_start(
    person: Any, runner: PracticeRunner, heard: list[tuple[str, object]], vault: Vault
) -> None:
    runner.begin(SITTINGS)
    while (run := run_of(runner, vault)).step.type is not StepType.CLOSE:
        answer_by_keys(person, runner, run.step, run.step.options[0].label if run.step.options else "")
        go_on(person)
    person.press_button(runner, "Rest until another day")
    assert heard[0][0] == "left"
    [open_run] = list_open_runs(vault)
    assert open_run.sitting == 2
    assert open_run.rest_until_on is not None


def test_steps__without_a_page_to_write_on__stand_together_at_the_height_of_their_words(
    person: Any, runner: PracticeRunner, vault: Vault
) -> None:
    runner.begin(PAUSE)
    seen = set()

    while runner.run_id is not None and (step := run_of(runner, vault).step).type is not StepType.CLOSE:
        page = runner.findChild(StepPage)
        if not any(one.isVisible() for one in page.findChildren(PageEditor)):
            seen.add(step.type)
            for one in (*page.findChildren(Label), *page.findChildren(RadioMark)):
                asked = one.heightForWidth(one.width()) if one.hasHeightForWidth() else one.sizeHint().height()
                assert not one.isVisible() or one.height() <= asked + 1
        go_on(person)

    assert {StepType.GROUND, StepType.CHOOSE} <= seen
