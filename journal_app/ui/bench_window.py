"""Watch the real window start, for `bench start`: when it has painted, warmed up, unlocked and shown its first page.

The window is the one that `app` builds, on the journal of a throwaway data folder; its passphrase comes on standard
input. Prints one JSON object; times are nanoseconds of the monotonic clock that the parent process reads too.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from journal_app.settings.paths import vaults_dir
from journal_app.ui.bench_floor import SETTLING_MS, memory_bytes

if TYPE_CHECKING:
    from journal_app.ui.window import MainWindow

DERIVATIONS = 3
GAPS_WORD = "gaps"
LONGEST_MS = 45_000
"""How long a start may take at all; then what was reached is told, for the parent to say."""


class StartWatch(QObject):
    """Notes the moments of one start, and types the passphrase as soon as all is warm; then the window is closed.

    With `counts_gaps` a timer of a millisecond also finds the longest time between two turns of the event loop. It
    takes its share of the processor, so such a run is not for the other figures.
    """

    def __init__(self, window: "MainWindow", *, counts_gaps: bool) -> None:
        super().__init__(window)
        self._window = window
        self._passphrase = ""
        self._moments: dict[str, int] = {}
        self._last_turn = 0
        self._longest_gap = 0
        self._is_waiting = False
        self._turns = QTimer(self)
        self._turns.setTimerType(Qt.TimerType.PreciseTimer)
        self._counts_gaps = counts_gaps
        window.painted.connect(self._on_window_painted)
        window.warmed_up.connect(self._on_window_warmed_up)
        window.unlocked.connect(self._on_window_unlocked)
        self._turns.timeout.connect(self._on_turns_timeout)
        QTimer.singleShot(LONGEST_MS, self._give_up)

    def _note(self, name: str) -> None:
        self._moments[name] = time.monotonic_ns()

    def _note_gap(self, name: str) -> None:
        """Note the longest time between two turns since the last time this was asked."""
        if self._counts_gaps:
            self._on_turns_timeout()
            self._moments[name], self._longest_gap = self._longest_gap, 0

    def _on_window_painted(self) -> None:
        """Note the moment as the floor does: in the turn after the paint, before what the window does next."""
        self._note("painted")
        self._moments["painted_cpu"] = time.process_time_ns()
        if self._counts_gaps:
            self._last_turn = time.monotonic_ns()
            self._turns.start(1)

    def _on_turns_timeout(self) -> None:
        now = time.monotonic_ns()
        self._longest_gap = max(self._longest_gap, now - self._last_turn)
        self._last_turn = now

    def _on_window_warmed_up(self) -> None:
        self._note("warmed_up")
        QTimer.singleShot(SETTLING_MS, self._unlock)

    def _unlock(self) -> None:
        from journal_app.ui.screens.unlock import UnlockScreen

        screen = self._window.findChild(UnlockScreen)
        assert screen is not None  # the data folder holds a journal
        self._passphrase = sys.stdin.readline().rstrip("\n")
        self._note_gap("longest_gap_warming")
        self._note("unlock")
        screen.unlock_requested.emit(self._passphrase, False)

    def _on_window_unlocked(self) -> None:
        """Wait for the first page to be drawn; the window tells of each later reading of it too."""
        if not self._is_waiting:
            self._is_waiting = True
            self._window.installEventFilter(self)

    def _on_page_painted(self) -> None:
        self._note("page")
        self._turns.stop()
        self._note_gap("longest_gap_unlocking")
        QTimer.singleShot(SETTLING_MS, self._finish)

    def _finish(self) -> None:
        found: dict[str, object] = {**self._moments, "memory": memory_bytes()}
        found["derivations"] = _derive(next(vaults_dir().iterdir()), self._passphrase)
        found["platform"] = QGuiApplication.platformName()
        print(json.dumps(found), flush=True)
        self._window.close()

    def _give_up(self) -> None:
        if "page" not in self._moments:
            print(json.dumps(self._moments), flush=True)
            QCoreApplication.exit(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_page_painted)  # after this event, the page has been drawn
        return False


def watcher(words: list[str]) -> "Callable[[MainWindow], StartWatch]":
    """Return what watches a window; `words` may say `gaps`."""
    return partial(StartWatch, counts_gaps=words == [GAPS_WORD])


def _derive(folder: Path, passphrase: str) -> list[int]:
    """Return how many nanoseconds the key derivation takes by itself, some times over, at the vault's own cost."""
    from journal_app.vault.header_files import load_headers
    from journal_app.vault.keys import unseal_with_passphrase

    header = load_headers(folder).candidates[0]
    times = []
    for _ in range(DERIVATIONS):
        started = time.perf_counter_ns()
        unseal_with_passphrase(header, passphrase)
        times.append(time.perf_counter_ns() - started)
    return times
