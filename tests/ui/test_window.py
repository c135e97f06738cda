"""The one window: what it shows before anything is open, and what others may read of it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import HOME_VARIABLE, preferences_file, vaults_dir
from journal_app.settings.product import DISPLAY_NAME, NEUTRAL_TITLE
from journal_app.ui.leaving import Exit
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.unlock import UnlockScreen
from journal_app.ui.screens.welcome import WelcomeScreen
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.slim_bar import SlimBar
from journal_app.ui.window import LEAST_SIZE, MainWindow
from journal_app.vault.vault import create_with_data_key

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


@pytest.fixture
def open_window(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., MainWindow]]:
    """Open the window on a data folder of the test's own; its thread is stopped afterwards."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "data"))
    windows: list[MainWindow] = []

    def open_one(folder: Path | None = None) -> MainWindow:
        window = MainWindow(dressed, PreferencesStore(preferences_file()), CLOCK, folder)
        windows.append(window)
        with qtbot.waitSignal(window.warmed_up, timeout=60_000):
            window.show()
        return window

    yield open_one
    for window in windows:
        window.stop()
        window.hide()
        window.deleteLater()


def test_window__machine_without_a_journal__shows_the_first_run(open_window: Callable[..., MainWindow]) -> None:
    assert open_window().findChild(WelcomeScreen).isVisible()


def test_window__machine_with_a_journal__asks_for_its_passphrase(
    open_window: Callable[..., MainWindow], data_key: bytes
) -> None:
    create_with_data_key(vaults_dir() / "aaaaaaaa", data_key).close()

    assert open_window().findChild(UnlockScreen).isVisible()


def test_window__folder_named_at_the_start__asks_for_its_passphrase(
    open_window: Callable[..., MainWindow], data_key: bytes, tmp_path: Path
) -> None:
    create_with_data_key(tmp_path / "stick", data_key).close()

    assert open_window(tmp_path / "stick").findChild(UnlockScreen).isVisible()


def test_window__title__names_nothing_private_and_follows_the_setting(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    assert window.windowTitle() == NEUTRAL_TITLE != DISPLAY_NAME

    window._preferences.change(window_title="Shopping")

    assert window.windowTitle() == "Shopping"


def press_shift(window: MainWindow, times: int) -> None:
    for _ in range(times):
        QTest.keyPress(window, Qt.Key.Key_Shift)
        QTest.keyRelease(window, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("has_journal", [False, True], ids=["first run", "unlock"])
def test_window__shift_three_times_at_the_gate__says_so_hides_and_ends(
    open_window: Callable[..., MainWindow], qtbot: QtBot, data_key: bytes, has_journal: bool
) -> None:
    if has_journal:
        create_with_data_key(vaults_dir() / "aaaaaaaa", data_key).close()
    window = open_window()
    window.open_support()
    press_shift(window, 2)
    said = [bar.text for bar in window.findChildren(SlimBar) if bar.isVisible()]

    with qtbot.waitSignal(window.ended) as ended:
        press_shift(window, 1)
        was_in_sight = window.isVisible()

    assert said == ["Shift, 2 of 3. Once more hides everything."]
    assert not was_in_sight
    assert ended.args == [Exit.DONE, None]


def test_window__shift_at_the_gate_where_it_is_switched_off__is_not_counted(
    open_window: Callable[..., MainWindow],
) -> None:
    window = open_window()
    window._preferences.change(hide_on_shift=False)

    press_shift(window, 3)

    assert window.isVisible()


def test_window__size__never_falls_below_the_least(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()

    window.resize(100, 100)

    assert (window.width(), window.height()) == LEAST_SIZE


def test_window__nothing_open_yet__locking_does_nothing(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()

    window.lock()

    assert window.isVisible()


def test_window__closed_before_anything_is_open__ends_and_leaves_no_file(
    open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()

    with qtbot.waitSignal(window.ended):
        window.close()

    assert not (tmp_path / "data").exists()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
