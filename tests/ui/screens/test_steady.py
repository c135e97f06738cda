"""Ways to steady oneself by keyboard: one key away, at one's own pace, liked best or never offered."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget

from journal_app.content.model import Pack, PracticeId
from journal_app.journal.anchors import AnchorWish, wish_anchor
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.private_preferences import load_private_preferences
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.over_all import OverAll
from journal_app.ui.screens.anchors_form import AnchorsForm
from journal_app.ui.screens.practice_runner import PracticeRunner
from journal_app.ui.screens.steady import SteadyScreen
from journal_app.ui.theme.theme import Look
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.soft_circle import PERIOD_MS, SoftCircle
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def left() -> list[str]:
    """What was gone back from."""
    return []


def go_back(stack: QStackedWidget, left: list[str]) -> None:
    left.append("left")
    stack.setCurrentIndex(0)


@pytest.fixture
def window(person: Person, desk: Desk, left: list[str]) -> QMainWindow:
    """A window with a page in it, and what lies over all."""
    made = QMainWindow()
    stack = QStackedWidget(made)
    made.setCentralWidget(stack)
    stack.addWidget(QLabel("the page", stack))
    made.over_all = OverAll(  # type: ignore[attr-defined]  # kept for the tests to reach
        made, stack, desk.theme, desk.preferences, desk.clock, partial(go_back, stack, left)
    )
    opened: QMainWindow = person.sits_at(made)
    return opened


@pytest.fixture
def over_all(window: QMainWindow, pack: Pack) -> OverAll:
    made: OverAll = window.over_all  # type: ignore[attr-defined]  # as above
    made.show_pack(pack)
    return made


def offered(window: QMainWindow) -> list[str]:
    steady = next(one for one in window.findChildren(SteadyScreen) if one.isVisible())
    names = [one.text() for one in steady.findChildren(Button) if one.isVisible()]
    return names[1:]  # the way back comes first


def test_key__pressed_twice__shows_it_over_the_page_and_goes_back(
    over_all: OverAll, window: QMainWindow, left: list[str], pack: Pack
) -> None:
    keys = {one.text(): one for one in window.actions()}
    assert keys["Steady yourself"].shortcut().toString() == "F6"
    keys["Steady yourself"].trigger()
    assert offered(window) == [one.name for one in pack.anchors]
    keys["Steady yourself"].trigger()
    assert left == ["left"]


def test_anchor__before_a_journal_is_open__can_be_done_and_no_wish_is_asked_for(
    over_all: OverAll, window: QMainWindow, person: Person, pack: Pack
) -> None:
    over_all.open_steady()
    person.push(pack.anchors[0].name)
    assert pack.anchors[0].swap in person.reads(window)
    shown = [one.text() for one in window.findChildren(Button) if one.isVisible()]
    assert "Not this one, for good" not in shown
    for _ in pack.anchors[0].steps[1:]:
        person.push("Next")
    person.push("Close")
    assert person.words == pack.anchors[0].name


def test_anchor__favourite_then_banned_by_keys__comes_first_then_never(
    over_all: OverAll, window: QMainWindow, person: Person, desk: Desk, vault: Vault, pack: Pack
) -> None:
    over_all.open_journal(desk)
    over_all.open_steady()
    last = pack.anchors[-1]
    person.push(last.name)
    person.push("A favourite")
    assert load_private_preferences(vault).favourite_anchors == (last.id,)
    person.push("Close")
    assert offered(window)[0] == last.name
    person.push(last.name)
    person.push("Not this one, for good")
    assert load_private_preferences(vault).banned_anchors == (last.id,)
    assert last.name not in offered(window)
    assert [words for words in person.reads(window) if "Settings can bring it back" in words]


@pytest.mark.parametrize("wish", ["A favourite", "Not this one, for good"])
def test_anchor__wish_that_cannot_be_kept__is_said_and_the_anchor_stays_as_it_was(
    over_all: OverAll,
    window: QMainWindow,
    person: Person,
    desk: Desk,
    pack: Pack,
    monkeypatch: pytest.MonkeyPatch,
    wish: str,
) -> None:
    over_all.open_journal(desk)
    over_all.open_steady()
    monkeypatch.setattr("journal_app.ui.over_all.wish_for_anchor", refuse)
    person.push(pack.anchors[0].name)

    person.push(wish)

    assert sentence(JournalProblem.CHECK_IN_NOT_FOUND) in person.reads(window)
    assert not any("will not be offered again" in words for words in person.reads(window))
    assert offered(window) == [one.name for one in pack.anchors]
    person.push(pack.anchors[0].name)
    assert not person.button(window, "A favourite").isChecked()


def refuse(_journal: OpenJournal, **_wish: object) -> None:
    raise JournalError(JournalProblem.CHECK_IN_NOT_FOUND)


def test_anchors__all_banned__says_where_they_can_be_brought_back(
    over_all: OverAll, window: QMainWindow, person: Person, desk: Desk, vault: Vault, pack: Pack
) -> None:
    for anchor in pack.anchors:
        wish_anchor(vault, anchor.id, AnchorWish.NEVER)
    over_all.open_journal(desk)
    over_all.open_steady()

    assert offered(window) == []
    assert [words for words in person.reads(window) if "Settings can bring each of them back" in words]
    assert person.words == "Back to where you were"


def test_practice__soft_circle_in_a_ground_step__moves_where_motion_is_wanted(
    person: Person, desk: Desk, pack: Pack
) -> None:
    desk.theme.set_look(Look())
    runner = person.sits_at(PracticeRunner(desk))
    runner.begin(PracticeId("re-authoring"))
    person.push(pack.anchors[0].name)

    person.press_button(runner, "A soft circle to look at")

    [circle] = [one for one in runner.findChildren(SoftCircle) if one.isVisible()]
    assert circle.is_moving is desk.theme.may_move()


def test_settings__banned_anchor__is_brought_back(person: Person, desk: Desk, vault: Vault) -> None:
    wish_anchor(vault, "sounds", AnchorWish.NEVER)
    form = person.sits_at(AnchorsForm(desk))
    person.push("Ways to steady yourself")
    box = next(one for one in form.findChildren(FoldedList) if one.accessibleName().startswith("Sounds"))
    assert box.currentText() == "never"
    box.setCurrentIndex(box.findData(AnchorWish.AS_IT_COMES))
    box.activated.emit(box.currentIndex())
    assert load_private_preferences(vault).banned_anchors == ()


def test_practice__ground_step__shows_favourites_first_and_no_banned_one(
    person: Person, desk: Desk, vault: Vault, pack: Pack
) -> None:
    wish_anchor(vault, "move-a-little", AnchorWish.FIRST)
    wish_anchor(vault, "long-out-breath", AnchorWish.NEVER)
    runner = person.sits_at(PracticeRunner(desk))
    runner.begin(PracticeId("re-authoring"))
    names = {one.name: one.id for one in pack.anchors}
    shown = [names[one.text()] for one in runner.findChildren(Button) if one.isVisible() and one.text() in names]
    assert shown[0] == "move-a-little"
    assert len(shown) == len(names) - 1


def test_pace__wished_for__waits_longer_than_reading_takes_and_ends_at_the_last_step(
    person: Person, pack: Pack
) -> None:
    screen = person.sits_at(SteadyScreen(lambda: False))
    screen.show_anchors(pack.anchors)
    person.push(pack.anchors[0].name)
    timer: QTimer = screen._grounding._pace
    assert not timer.isActive()
    person.press_button(screen, "Go on by itself, slowly")
    steps = pack.anchors[0].steps
    for number, step in enumerate(steps[:-1]):
        assert step in person.reads(screen), number
        assert timer.interval() >= 12_000
        timer.timeout.emit()
    assert steps[-1] in person.reads(screen)
    assert not timer.isActive()


@pytest.mark.parametrize("less_motion", [True, False])
def test_circle__wished_for__moves_only_where_motion_is_wanted(
    person: Person, desk: Desk, pack: Pack, less_motion: bool
) -> None:
    desk.theme.set_look(Look(less_motion=less_motion))
    screen = person.sits_at(SteadyScreen(desk.theme.may_move))
    screen.show_anchors(pack.anchors)
    person.push(pack.anchors[0].name)
    circle = screen.findChild(SoftCircle)
    assert not circle.isVisible()
    person.press_button(screen, "A soft circle to look at")
    assert circle.is_moving is desk.theme.may_move()
    parts = {round(circle.part(at), 3) for at in range(0, PERIOD_MS, PERIOD_MS // 7)}
    assert (len(parts) > 1) is circle.is_moving
    if circle.is_moving:
        desk.theme.set_look(Look(less_motion=True))
        circle._timer.timeout.emit()
        assert not circle.is_moving


def test_steady__escape__goes_back(person: Person, pack: Pack) -> None:
    screen = person.sits_at(SteadyScreen(lambda: False))
    screen.show_anchors(pack.anchors)
    told = QSignalSpy(screen.back_requested)
    person.press(Qt.Key.Key_Escape)
    assert told.count() == 1
