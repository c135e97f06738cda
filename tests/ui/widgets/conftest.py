"""What the tests of the page share: the page with its tools in an active window, and its settings."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.page_frame import PageFrame


@pytest.fixture
def store(tmp_path: Path) -> PreferencesStore:
    return PreferencesStore(tmp_path / "prefs.json")


@pytest.fixture
def frame(qtbot: QtBot, store: PreferencesStore, dressed: ThemeController) -> PageFrame:
    widget = PageFrame(store)
    qtbot.addWidget(widget)
    widget.resize(700, 600)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.editor.setFocus()
    return widget
