"""The demo: what is written there looks saved, so the window says that it goes."""

from pathlib import Path

from journal_app.settings.clock import SystemClock
from journal_app.ui.demo import _preferences
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.window import MainWindow


def test_demo__its_window__says_that_nothing_is_kept(dressed: ThemeController, tmp_path: Path) -> None:
    window = MainWindow(dressed, _preferences(tmp_path), SystemClock())

    assert window.windowTitle() == "A look around: nothing here is kept"
    window.stop()
    window.deleteLater()
