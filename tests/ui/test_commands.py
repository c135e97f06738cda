"""The registry of commands: every key of the real window is in it, with words, and on the sheet, and none clash."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import HOME_VARIABLE, preferences_file, seeds_dir
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.commands import PLACE_PROPERTY, add_command, clashes, commands_of, keys_text
from journal_app.ui.places import SHORTCUTS
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens.shortcut_sheet import ShortcutSheet
from journal_app.ui.shell import Shell
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.window import MainWindow
from journal_app.vault.vault import create_with_data_key

CLOCK = FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


@pytest.fixture
def window(
    qtbot: QtBot, dressed: ThemeController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data_key: bytes
) -> Iterator[MainWindow]:
    """The real window past the gate, with every place built."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "data"))
    window = MainWindow(dressed, PreferencesStore(preferences_file()), CLOCK)
    with qtbot.waitSignal(window.warmed_up, timeout=60_000):
        window.show()

    def opener() -> tuple[OpenJournal, None]:
        return OpenJournal(create_with_data_key(tmp_path / "s", data_key), load_pack(seeds_dir()), CLOCK), None

    with qtbot.waitSignal(window.unlocked, timeout=60_000):
        window.open_with(opener)
    shell = window.findChild(Shell)
    shell.open_place(SHORTCUTS)
    qtbot.waitUntil(lambda: len(shell._screens) == len(shell._builders), timeout=60_000)
    yield window
    window.stop()
    window.hide()
    window.deleteLater()


def keys_in(window: QWidget) -> set[str]:
    """Ask the window's own objects for their keys, past the registry."""
    found: list[QKeySequence] = [key for action in window.findChildren(QAction) for key in action.shortcuts()]
    found += [button.shortcut() for button in window.findChildren(QAbstractButton)]
    found += [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    return {key.toString() for key in found if not key.isEmpty()}


def test_commands__every_key_of_the_window__stands_on_the_sheet_with_words(window: MainWindow) -> None:
    known = {key.toString() for command in commands_of(window) for key in command.keys}
    on_sheet = {(text, keys) for _place, text, keys in window.findChild(ShortcutSheet).lines}

    assert keys_in(window) == known
    assert {(one.text, keys_text(one.keys)) for one in commands_of(window) if one.keys} == on_sheet
    assert all(text.strip() for text, _keys in on_sheet)
    assert {"F1", "Ctrl+L", "Ctrl+K", "Ctrl+/", "Ctrl+N", "Ctrl+1", "Ctrl+Return"} <= known


def test_commands__bare_shortcuts_without_words__there_are_none(window: MainWindow) -> None:
    assert window.findChildren(QShortcut) == []


def test_commands__keys_of_the_window__clash_nowhere(window: MainWindow) -> None:
    assert [(one.text, other.text) for one, other in clashes(commands_of(window))] == []


@pytest.mark.parametrize(("place_of_one", "place_of_other", "expected"), [("A", "A", 1), ("", "A", 1), ("A", "B", 0)])
def test_clashes__same_keys__clash_where_both_can_be_on_the_screen(
    qtbot: QtBot, place_of_one: str, place_of_other: str, expected: int
) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    for place in (place_of_one, place_of_other):
        part = QWidget(root)
        part.setProperty(PLACE_PROPERTY, place)
        add_command(part, "Something", root.update, "Ctrl+Alt+J")

    assert len(list(clashes(commands_of(root)))) == expected


def test_commands_of__button_with_a_shortcut_and_item_of_a_menu__only_the_button_counts(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    button = QPushButton("&Bold", root)
    button.setShortcut("Ctrl+B")
    QMenu(root).addAction("Copy")

    assert [(one.text, keys_text(one.keys)) for one in commands_of(root)] == [("Bold", "Ctrl+B")]


def test_command__disabled_or_out_of_sight__is_not_at_hand(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    action = add_command(root, "Something", root.update)
    assert not commands_of(root)[0].is_at_hand

    root.show()
    assert commands_of(root)[0].is_at_hand
    action.setEnabled(False)
    assert not commands_of(root)[0].is_at_hand


def test_command__switch__runs_and_says_whether_it_is_on(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    add_command(root, "Focus", root.update).setCheckable(True)
    command = commands_of(root)[0]
    assert command.is_on is False

    command.run()

    assert command.is_on is True
