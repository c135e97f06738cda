"""Run the real window through a script whose every turn is timed, for `bench journal` and `bench practices` (G11)."""

import gc
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from journal_app.settings.clock import SystemClock
from journal_app.ui.application import make_application
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.stall_watch import Pause, StallWatch
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.window import MainWindow

Opener = Callable[[bytes], tuple[OpenJournal, None]]
"""Opens a journal with its data key, in the vault's thread."""

Script = Callable[[MainWindow, StallWatch], Iterator[Pause]]


def run_script(opener: Opener, script: Script, more: Callable[[MainWindow], dict[str, object]] | None = None) -> int:
    """Run the window through a script; return 0, or 1 when it did not come to its end.

    The data key comes on standard input. Prints one JSON object: {"platform", "phases": {name: {"steps": [ns],
    "longest": ns, "busiest": ns}}}, and what `more` tells of the window at its end.
    """
    key = bytes.fromhex(sys.stdin.readline())
    app = make_application()
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        window = MainWindow(ThemeController(app), PreferencesStore(Path(folder) / "prefs.json"), SystemClock())
        watch = StallWatch(partial(script, window), window)
        watch.ended.connect(lambda is_done: app.exit(0 if is_done else 1))
        window.unlocked.connect(watch.start)
        window.warmed_up.connect(_collect_garbage)
        window.warmed_up.connect(partial(window.open_with, partial(opener, key)))
        window.show()
        code = app.exec()
        window.stop()
    phases = {
        name: {"steps": phase.steps, "longest": phase.longest, "busiest": phase.busiest}
        for name, phase in watch.phases.items()
    }
    told = more(window) if more is not None else {}
    print(json.dumps({"platform": QGuiApplication.platformName(), **told, "phases": phases}))
    return code if watch.is_done else 1


def _collect_garbage() -> None:
    """Collect garbage from now on, as `app` does: what the start has made is left out."""
    gc.freeze()
    gc.enable()
