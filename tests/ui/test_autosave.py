"""What the window may call Saved, and when: one save at a time, newest wins, nothing said before it is true."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from journal_app.ui.autosave import Autosave, Page
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.save_loop import SaveState


@dataclass
class HeldRunner:
    """Holds every job until the test lets it end; stands in for the vault's thread."""

    waiting: list[dict[str, Any]] = field(default_factory=list)

    def run(self, job: Callable[..., Any], **asked: Any) -> None:
        self.waiting.append({"job": job, **asked})

    def saved(self, draft_id: int = 7) -> Page:
        task = self.waiting.pop(0)
        task["done"](draft_id)
        return task["job"].keywords["page"]

    def fail(self) -> None:
        self.waiting.pop(0)["failed"](Failure("disk_full", {}))


@dataclass
class Desk:
    runner: HeldRunner
    autosave: Autosave
    page: list[Page]
    said: list[SaveState]

    def type(self, body: str) -> None:
        self.page[0] = Page("", body)
        self.autosave.mark_edited()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    page = [Page("", "")]
    runner = HeldRunner()
    autosave = Autosave(runner, lambda: page[0])
    said: list[SaveState] = []
    autosave.state_changed.connect(said.append)
    return Desk(runner, autosave, page, said)


def test_autosave__typed_then_idle__saves_within_two_seconds(desk: Desk, qtbot: QtBot) -> None:
    desk.type("one")
    assert desk.autosave._most.isActive()
    assert desk.autosave._most.interval() <= 2000
    qtbot.waitUntil(lambda: bool(desk.runner.waiting))
    assert desk.runner.waiting[0]["job"].keywords["page"].body == "one"


def test_autosave__save_under_way__saved_is_not_said(desk: Desk) -> None:
    desk.type("one")
    desk.autosave.flush(lambda _kept: None)
    assert SaveState.SAVED not in desk.said
    desk.runner.saved()
    assert desk.said[-1] is SaveState.SAVED


def test_autosave__typed_during_a_save__newest_words_are_saved_next_and_saved_waits(desk: Desk) -> None:
    kept: list[bool] = []
    desk.type("one")
    desk.autosave.flush(kept.append)
    desk.type("one two")
    assert desk.runner.saved().body == "one"
    assert SaveState.SAVED not in desk.said
    assert kept == []
    assert desk.runner.saved().body == "one two"
    assert desk.said[-1] is SaveState.SAVED
    assert kept == [True]


def test_autosave__save_fails__says_so_keeps_trying_and_tells_who_waits(desk: Desk) -> None:
    kept: list[bool] = []
    desk.type("one")
    desk.autosave.flush(kept.append)
    desk.runner.fail()
    assert desk.said[-1] is SaveState.FAILED
    assert kept == [False]
    desk.autosave.flush(kept.append)
    desk.runner.saved()
    assert kept == [False, True]
    assert desk.said[-1] is SaveState.SAVED


def test_autosave__first_save__makes_the_draft_once(desk: Desk) -> None:
    desk.type("one")
    desk.autosave.flush(lambda _kept: None)
    desk.runner.saved(draft_id=7)
    desk.type("one two")
    desk.autosave.flush(lambda _kept: None)
    assert desk.runner.waiting[0]["job"].keywords["draft_id"] == 7


def test_autosave__page_left_blank__stores_nothing(desk: Desk) -> None:
    kept: list[bool] = []
    desk.type("  ")
    desk.autosave.flush(kept.append)
    assert desk.runner.waiting == []
    assert kept == [True]
    assert desk.said[-1] is SaveState.EMPTY


def test_autosave__stopped__leaves_the_page_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.type("one")
    desk.autosave.stop()
    qtbot.wait(600)
    assert desk.runner.waiting == []


def test_autosave__page_is_being_changed__waits_until_all_of_it_is_there(desk: Desk, qtbot: QtBot) -> None:
    is_working, asked = [True], []
    desk.autosave.is_on_its_way = lambda: bool(asked.append(None)) or is_working[0]
    desk.type("half")
    desk.autosave._idle.setInterval(1)
    desk.autosave._idle.start()
    qtbot.waitUntil(lambda: len(asked) > 3)
    assert not desk.runner.waiting

    desk.type("whole")
    is_working[0] = False
    qtbot.waitUntil(lambda: bool(desk.runner.waiting))

    assert desk.runner.saved().body == "whole"
    assert desk.said == [SaveState.UNSAVED, SaveState.SAVED]


def test_flush__page_is_being_changed__saves_what_it_will_be(desk: Desk) -> None:
    desk.autosave.is_on_its_way = lambda: True
    desk.type("whole")
    kept: list[bool] = []

    desk.autosave.flush(kept.append)

    assert desk.runner.saved().body == "whole"
