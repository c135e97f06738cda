"""The undo bar: what it offers stays in its place, so that a second click there never does another thing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.load import load_pack
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import seeds_dir
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.undo import Done
from journal_app.ui.undo_bar import UndoBar
from journal_app.ui.widgets.buttons import Button
from journal_app.vault.vault import Vault

LONG = "The page is in the trash, where it waits for thirty days. It can be put back until then, as it was."


@pytest.fixture
def desk(vault: Vault, dressed: ThemeController, tmp_path: Path) -> Desk:
    pack, clock, hub = load_pack(seeds_dir()), FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC)), ChangeHub()
    runner = InlineRunner(OpenJournal(vault, pack, clock), hub)
    return Desk(runner, hub, pack, clock, dressed, PreferencesStore(tmp_path / "prefs.json"))


def undo_nothing(_journal: OpenJournal) -> None:
    """Take nothing back: what is tested is where the buttons stand."""


def place(button: Button, window: QWidget) -> QRect:
    return QRect(button.mapTo(window, QPoint(0, 0)), button.size())


@pytest.mark.parametrize(("percent", "width"), [(100, 1000), (100, 560), (200, 1000), (200, 640)])
def test_undo_bar__taken_back_one_after_another__undo_and_close_stay_where_they_are(
    qtbot: QtBot, desk: Desk, percent: int, width: int
) -> None:
    desk.theme.set_look(Look(text_percent=percent))
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addStretch(1)
    bar = UndoBar(desk, window)
    layout.addWidget(bar)
    window.resize(width, 500)
    window.show()
    for words in ("Starred.", LONG, "Kept."):
        desk.undo.push(Done(words, undo_nothing, f"Undone. {words}"))
    QApplication.sendPostedEvents()
    first, close = place(bar._undo, window), place(bar._close, window)

    for _ in range(3):
        bar._undo.click()
        QApplication.sendPostedEvents()  # or nothing is laid out yet
        assert place(bar._close, window).contains(close.center())
        assert bar._undo.isHidden() or place(bar._undo, window).contains(first.center())

    assert bar._undo.isHidden()
