"""Walks at random through practices in the window, locked and unlocked again: nothing kept is lost, nothing let go is
found."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.content.model import Pack
from journal_app.journal.entries import load_entry
from journal_app.journal.practice_run import RunId, finish_run
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.practice_runner import PracticeRunner
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.choices import RadioMark
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.vault import create_with_data_key, open_with_data_key

PRACTICES = sorted(load_pack(seeds_dir()).practices)
CANARY = "Zwölf Kanarienvögel sängen"
OFTEN, SELDOM = ["write", "on", "lock", "choose"], ["back", "skip", "esc", "steady"]
MOVES = st.lists(st.sampled_from([*OFTEN * 3, *SELDOM]), min_size=8, max_size=30)


class Sitting:
    """One journal, and the window over it that ends with each lock."""

    def __init__(self, open_desk: Callable[[], Desk], close: Callable[[], None]) -> None:
        self._open_desk, self._close = open_desk, close
        self.shell = self._sit_down()

    def _sit_down(self) -> Shell:
        shell = Shell(self._open_desk())
        shell.resize(1280, 820)  # the passage beside the step, not in its place
        shell.show()
        shell.start()
        return shell

    def stop(self) -> None:
        self.shell.hide()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(self.shell, QEvent.Type.DeferredDelete)
        self._close()

    def lock_and_unlock(self, run_id: RunId) -> None:
        """Save what is written as Lock does, let window and journal go, and go on in fresh ones."""
        kept: list[bool] = []
        self.shell.flush(kept.append)
        assert kept == [True]
        assert self.shell.unsaved_page() is None
        self.stop()
        self.shell = self._sit_down()
        self.shell.practices.resume(run_id)

    @property
    def runner(self) -> PracticeRunner:
        return next(iter(self.shell.findChildren(PracticeRunner)))

    def press(self, words: str) -> None:
        for button in self.runner.findChildren(Button):
            if button.text() == words and not button.isHidden():
                button.click()
                return


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(practice_id=st.sampled_from(PRACTICES), moves=MOVES, keeps=st.booleans(), data=st.data())
def test_walk__at_random_with_lock_and_unlock__nothing_kept_is_lost_and_nothing_let_go_is_found(
    qtbot: QtBot,
    tmp_path_factory: pytest.TempPathFactory,
    data_key: bytes,
    pack: Pack,
    dressed: ThemeController,
    decrypted: Callable[..., bytes],
    practice_id: Any,
    moves: list[str],
    keeps: bool,
    data: st.DataObject,
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC))
    home = tmp_path_factory.mktemp("walk")
    vault = create_with_data_key(home / "vault", data_key)

    def open_desk() -> Desk:
        nonlocal vault
        if vault.is_closed:
            vault = open_with_data_key(home / "vault", data_key)
        hub = ChangeHub()
        jobs = InlineRunner(OpenJournal(vault, pack, clock), hub)
        return Desk(jobs, hub, pack, clock, dressed, PreferencesStore(home / "prefs.json"))

    sitting = Sitting(open_desk, lambda: vault.close())
    sitting.shell.practices.begin(practice_id)
    run_id = sitting.runner.run_id
    assert run_id is not None
    written: list[str] = []
    for number, move in enumerate(moves):
        runner = sitting.runner
        if move == "write":
            if fields := [one for one in runner.findChildren(PageEditor) if one.isVisibleTo(runner)]:
                written.append(f"{CANARY} {number}")
                fields[0].insertPlainText(f"{written[-1]} ")
        elif move == "choose":
            if marks := [one for one in runner.findChildren(RadioMark) if one.isVisibleTo(runner)]:
                data.draw(st.sampled_from(marks)).click()
        elif move == "lock":
            sitting.lock_and_unlock(run_id)
        elif move == "esc":
            qtbot.keyClick(runner, Qt.Key.Key_Escape)
        else:
            sitting.press({"on": "Next", "back": "Back", "skip": "Skip", "steady": "Steady me"}[move])
        if sitting.runner.run_id is None:  # put down, or another practice was chosen: the run waits
            sitting.shell.practices.resume(run_id)
    if keeps:
        sitting.lock_and_unlock(run_id)
        entry_id = finish_run(vault, clock, run_id)
        body = "" if entry_id is None else load_entry(vault, entry_id).body
        assert all(words in body for words in written)
    else:
        sitting.press("Stop, keep nothing")
        sitting.press("Keep nothing")
        assert sitting.runner.run_id is None
        assert CANARY.encode() not in decrypted(vault)
    sitting.stop()
