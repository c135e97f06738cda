"""Composition root of the window: build every part once, hand each what it needs, start the successor on a lock."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from journal_app.settings.clock import SystemClock
from journal_app.settings.own_process import fresh_environment, own_command
from journal_app.settings.paths import preferences_file
from journal_app.ui.application import make_application
from journal_app.ui.excepthook import FaultTeller
from journal_app.ui.leaving import Exit
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.window import MainWindow

FOLDER_OPTION = "--vault"
FOLDER_VARIABLE = "KINDROOT_OPEN"
MINIMISED_VARIABLE = "KINDROOT_MINIMISED"
"""What a successor is told; not by its command, which anyone on the machine can list."""

LONGEST_START_MS = 10_000
"""When garbage is collected again at the latest, should the warm-up fail."""


def main(arguments: list[str]) -> int:
    """Run the window (or the demo) until it is left; return the exit code. Does not return after a lock on POSIX."""
    if arguments[:1] in (["demo"], ["window-check"]):
        gc.enable()
    if arguments[:1] == ["demo"]:
        from journal_app.ui.demo import main as run_demo

        return run_demo(arguments[1:])
    if arguments[:1] == ["window-check"]:
        from journal_app.ui.window_check import main as run_window_check

        return run_window_check()
    if arguments[:1] == ["bench-window"]:
        from journal_app.ui.bench_window import watcher

        return run_window(None, watch=watcher(arguments[1:]))
    if arguments[:1] == ["bench-stalls"]:
        from journal_app.ui.bench_stalls import main as run_stalls

        return run_stalls(arguments[1:])
    if arguments[:1] == ["bench-visits"]:
        from journal_app.ui.bench_visits import main as run_visits

        return run_visits(arguments[1:])
    if arguments[:1] == ["bench-practices"]:
        from journal_app.ui.bench_practices import main as run_practices

        return run_practices(arguments[1:])
    return run_window(_folder_of(arguments))


def run_window(folder: Path | None, watch: Callable[[MainWindow], object] | None = None) -> int:
    """Open the window on a vault's folder, or on this machine's own; after a lock a fresh process takes over.

    `watch` is handed the window before it is shown, to measure it.
    """
    app = make_application()
    preferences = PreferencesStore(preferences_file())
    theme = ThemeController(app)
    window = MainWindow(theme, preferences, SystemClock(), folder)
    left: list[tuple[Exit, Path | None]] = []

    def on_window_ended(how: Exit, next_folder: Path | None) -> None:
        left.append((how, next_folder))
        app.exit(0)

    def on_app_state_changed(state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            window.flush()

    faults = FaultTeller(app)
    faults.fault_met.connect(window.show_failure)
    window.ended.connect(on_window_ended)
    app.applicationStateChanged.connect(on_app_state_changed)
    window.warmed_up.connect(_collect_garbage)
    QTimer.singleShot(LONGEST_START_MS, _collect_garbage)
    if watch is not None:
        watch(window)
    if os.environ.pop(MINIMISED_VARIABLE, ""):
        window.showMinimized()
    else:
        window.show()
    code = app.exec()
    window.stop()
    if left and left[-1][0] is Exit.RELAUNCH:
        start_successor(left[-1][1], is_minimised=window.was_minimised)
    return code


def start_successor(folder: Path | None, *, is_minimised: bool = False) -> None:
    """Replace this process by a fresh one that shows the unlock window: same pid on POSIX, new address space."""
    command, environment = own_command(), fresh_environment()
    if folder is not None:
        environment[FOLDER_VARIABLE] = str(folder)
    if is_minimised:
        environment[MINIMISED_VARIABLE] = "1"
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606 - our own program, no shell
    import subprocess

    subprocess.Popen(command, close_fds=True, env=environment)  # noqa: S603 - our own program, no shell


def _collect_garbage() -> None:
    """Collect garbage from now on, all that the start has made left out: it stays until the end.

    Nothing is collected while the modules come in, since hardly any of it is garbage; later a whole collection no
    longer goes through it, which would hold the main thread for 20 ms.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _folder_of(arguments: list[str]) -> Path | None:
    if arguments[:1] == [FOLDER_OPTION] and len(arguments) == 2:
        return Path(arguments[1]).expanduser().resolve()
    told = os.environ.pop(FOLDER_VARIABLE, "")
    return Path(told) if told else None
