"""The table of `vault.md`, row by row, in the real window: saved or not saved, locked, hidden or closed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.journal import drafts
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import HOME_VARIABLE
from journal_app.ui import cover, leaving
from journal_app.ui.leaving import Exit
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.unsaved_page import UnsavedPage
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.slim_bar import SlimBar
from journal_app.ui.window import MainWindow
from journal_app.vault import sealed_page
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import open_vault

LONG_MS = 15_000
WORDS = "Half a sentence with ça va 🌿 in"


@dataclass
class Room:
    """One window on a journal with a real passphrase, and a disk that fills up when it is told to."""

    qtbot: QtBot
    window: MainWindow
    passphrase: str
    folder: Path
    sealed: tuple[Path, ...]
    left: list[Exit] = field(default_factory=list)
    is_full: bool = False
    takes_seals: bool = True

    def unlock(self) -> None:
        """Open the journal from the gate or the cover."""
        shown = [one for one in self.window.findChildren(QLineEdit) if one.isVisible() and one.echoMode().value == 2]
        shown[0].setText(self.passphrase)
        self.qtbot.keyClick(shown[0], Qt.Key.Key_Return)

    def write(self, words: str = WORDS) -> PageEditor:
        """Begin a free page and leave it half-typed."""
        shell = self.window._shell
        assert shell is not None
        shell.open_page(None)
        self.editor().insertPlainText(words)
        return self.editor()

    def editor(self) -> PageEditor:
        return self.window.findChildren(PageEditor)[0]

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=LONG_MS)

    def until_left(self) -> Exit:
        self.until(lambda: bool(self.left))
        self.window.stop()
        return self.left[-1]

    def sealed_files(self) -> list[Path]:
        return [path for folder in self.sealed if folder.is_dir() for path in folder.iterdir()]

    def kept(self) -> list[str]:
        """Return what the drafts hold, once the window is left."""
        vault = open_vault(self.folder, self.passphrase)
        try:
            return [drafts.load_draft(vault, one.id).body for one in drafts.list_drafts(vault)]
        finally:
            vault.close()


@pytest.fixture
def sit_down(
    qtbot: QtBot,
    dressed: ThemeController,
    passphrase_vault: Path,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], Room]]:
    """Sit down before a window that is unlocked."""
    run_time = tmp_path / "run"
    run_time.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run_time))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "none:")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "none:")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "data"))
    rooms: list[Room] = []

    def guarded(save: Callable[..., Any], is_allowed: Callable[[Room], bool]) -> Callable[..., Any]:
        def save_if_allowed(*args: Any, **named: Any) -> Any:
            if not is_allowed(rooms[-1]):
                raise VaultError(VaultProblem.DISK_FULL)
            return save(*args, **named)

        return save_if_allowed

    for name in ("start_draft", "save_draft"):
        monkeypatch.setattr(drafts, name, guarded(getattr(drafts, name), lambda room: not room.is_full))
    written = guarded(sealed_page.private_file, lambda room: room.takes_seals)
    monkeypatch.setattr(sealed_page, "private_file", written)

    def open_window() -> Room:
        clock = FixedClock(datetime(2026, 11, 21, 20, 14, len(rooms), tzinfo=UTC))
        window = MainWindow(dressed, PreferencesStore(tmp_path / "prefs.json"), clock, passphrase_vault)
        sealed = (run_time / "kindroot", tmp_path / "data" / "r")
        room = Room(qtbot, window, passphrase, passphrase_vault, sealed)
        window.ended.connect(lambda how, _folder: room.left.append(how))
        rooms.append(room)
        with qtbot.waitSignal(window.warmed_up, timeout=LONG_MS):
            window.show()
        with qtbot.waitSignal(window.unlocked, timeout=LONG_MS):
            room.unlock()
        room.until(lambda: window._departure._secrets is not None)
        return room

    yield open_window
    for room in rooms:
        room.is_full = False
        if not room.left:
            room.window._departure._go(leaving.Reason.HIDE)
            room.until(lambda room=room: bool(room.left))
        room.window.stop()
        room.window.deleteLater()


SitDown = Callable[[], Room]


def test_lock__page_is_saved__a_fresh_window_takes_over(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    room.window.lock()
    assert not room.window.isVisible()
    assert room.until_left() is Exit.RELAUNCH
    assert room.kept() == [WORDS]


def test_hide__page_is_saved__ends_without_a_window(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    room.window.hide_now()
    assert not room.window.isVisible()
    assert room.until_left() is Exit.DONE
    assert room.kept() == [WORDS]
    assert room.sealed_files() == []


def test_hide__page_can_not_be_saved__is_sealed_and_back_at_the_next_unlock(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    room.is_full = True
    room.window.hide_now()
    assert not room.window.isVisible()
    assert room.until_left() is Exit.DONE
    assert len(room.sealed_files()) == 2
    assert not [path for path in room.sealed_files() if b"Half" in path.read_bytes()]

    again = sit_down()
    bar = again.window.findChildren(SlimBar)[0]
    again.until(lambda: "is here again" in bar.text)
    again.window.hide_now()
    again.until_left()
    assert again.sealed_files() == []
    assert again.kept() == [WORDS]


def test_hide__neither_saved_nor_sealed__is_covered_minimised_with_the_words_behind(sit_down: SitDown) -> None:
    room = sit_down()
    editor = room.write()
    room.is_full, room.takes_seals = True, False
    room.window.hide_now()
    room.until(lambda: room.window._departure.cover is not None)

    assert room.window.isMinimized()
    assert not editor.isVisible()
    assert editor.text() == WORDS
    assert room.left == []


def test_lock__page_can_not_be_saved__is_covered_until_the_passphrase_is_given(sit_down: SitDown) -> None:
    room = sit_down()
    editor = room.write()
    room.is_full = True
    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)
    assert room.window.isVisible()
    assert not editor.isVisible()

    room.unlock()
    room.until(editor.isVisible)

    assert editor.text() == WORDS
    room.until(lambda: room.window._departure.cover is None)


def test_lock__words_are_saved_under_the_cover__leaves_as_it_should_have(
    sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cover, "RETRY_MS", 20)
    room = sit_down()
    room.write()
    room.is_full = True
    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)
    room.is_full = False

    assert room.until_left() is Exit.RELAUNCH
    assert room.kept() == [WORDS]


def test_cover__someone_is_typing_the_passphrase__does_not_go_from_under_the_hands(
    sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cover, "RETRY_MS", 20)
    room = sit_down()
    editor = room.write()
    room.is_full = True
    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)
    shown = [one for one in room.window.findChildren(QLineEdit) if one.isVisible()]
    shown[0].setText("half of the pass")
    room.is_full = False
    room.qtbot.wait(200)
    assert room.left == []

    room.unlock()
    room.until(editor.isVisible)
    assert room.left == []


def test_cover__window_is_closed__asks_nobody_and_seals_the_words(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    room.is_full = True
    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)

    room.window.close()

    assert room.until_left() is Exit.DONE
    assert room.window.findChildren(UnsavedPage) == []
    assert len(room.sealed_files()) == 2


def test_cover__support_is_opened__leads_back_to_the_cover(sit_down: SitDown) -> None:
    room = sit_down()
    editor = room.write()
    room.is_full = True
    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)
    for _ in range(2):
        room.window._over_all.toggle_support()
        assert not editor.isVisible()
    front = room.window._departure.cover
    assert front is not None
    assert front.isVisible()


def test_lock__question_about_an_unsaved_page_was_open__is_gone_under_the_cover(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    room.is_full = True
    room.window.close()
    room.until(lambda: bool(room.window.findChildren(UnsavedPage)))

    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)

    assert not [one for one in room.window.findChildren(QDialog) if one.isVisible()]
    room.unlock()
    room.until(room.editor().isVisible)
    assert not [one for one in room.window.findChildren(QDialog) if one.isVisible()]


def test_lock__disk_does_not_answer__is_covered_after_its_patience(
    sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "PATIENCE_MS", 50)
    room = sit_down()
    room.write()
    shell = room.window._shell
    assert shell is not None
    waiting: list[Callable[[bool], None]] = []
    monkeypatch.setattr(shell, "flush", waiting.append)

    room.window.lock()
    room.until(lambda: room.window._departure.cover is not None)
    waiting[0](True)  # too late: the cover stands, and asks again itself

    assert room.left == []
    monkeypatch.undo()


def test_hide__while_a_lock_is_under_way__no_window_comes(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    room.window.lock()
    room.window.hide_now()
    assert room.until_left() is Exit.DONE


def test_vigil__nobody_there__locks(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    vigil = room.window._departure._vigil
    assert vigil is not None
    vigil._idle._touched_at -= 200
    assert room.until_left() is Exit.RELAUNCH
    assert room.kept() == [WORDS]


def test_vigil__twenty_seconds_left__says_so_below_the_page_and_any_key_takes_it_back(sit_down: SitDown) -> None:
    room = sit_down()
    editor = room.write()
    departing = room.window._departure
    assert departing._vigil is not None
    bar = room.window.findChildren(SlimBar)[0]
    departing._vigil._idle._touched_at -= 165
    room.until(bar.isVisible)

    assert re.fullmatch(r"Locking in 1\d seconds\. Any key keeps it open\.", bar.text)
    page = room.window._stack.geometry()
    assert not page.intersects(bar.geometry())
    room.qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert not bar.isVisible()


def test_vigil__warned_while_writing_at_the_end_of_a_long_page__the_line_stays_in_sight(sit_down: SitDown) -> None:
    room = sit_down()
    editor = room.write("")
    for _ in range(40):
        room.qtbot.keyClicks(editor, "line")
        room.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.viewport().rect().contains(editor.cursorRect())
    vigil = room.window._departure._vigil
    assert vigil is not None
    vigil._idle._touched_at -= 165

    room.until(room.window.findChildren(SlimBar)[0].isVisible)
    room.qtbot.wait(50)  # until the page has made room
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_vigil__shared_room_or_minimised__takes_ninety_seconds(sit_down: SitDown) -> None:
    room = sit_down()
    vigil = room.window._departure._vigil
    assert vigil is not None
    assert vigil.limit_seconds() == 180
    room.window.showMinimized()
    assert vigil.limit_seconds() == 90
    room.window.showNormal()
    room.window._preferences.change(shared_room_default=True, lock_after_minutes=10)
    assert vigil.limit_seconds() == 90
    room.window._preferences.change(lock_after_minutes=1)
    assert vigil.limit_seconds() == 60


def test_vigil__shift_three_times_above_a_dialog__counts_there_hides_and_keeps_the_page(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    dialog = QDialog(room.window)
    name = QLineEdit(dialog)
    dialog.open()
    for press in range(3):
        room.qtbot.keyPress(name, Qt.Key.Key_Shift)
        room.qtbot.keyRelease(name, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        if press == 1:
            shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, SlimBar) and one.isVisible()]
            assert [one.text for one in shown] == ["Shift, 2 of 3. Once more hides everything."]

    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert room.until_left() is Exit.DONE
    assert room.kept() == [WORDS]


def test_titles__page_is_written__name_nothing_of_it(sit_down: SitDown) -> None:
    room = sit_down()
    room.write()
    for one in (room.window, *QApplication.topLevelWidgets()):
        assert "Half" not in one.windowTitle()
    assert room.window.windowTitle() == "Notes"
    assert QApplication.applicationDisplayName() in ("", "pytest-qt-qapp", QApplication.applicationName())
