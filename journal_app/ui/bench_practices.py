"""Open every practice and its steps in the real window, and tell what held it up, for `bench practices`.

Opens the journal of a folder with the data key that comes on standard input, and goes through the practices as often as
it is told. Prints one JSON object: {"platform", "phases": {name: {"steps": [ns], "longest": ns,
"busiest": ns}}}.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from journal_app.settings.clock import SystemClock
from journal_app.ui.bench_script import run_script
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.opening import built_in_pack
from journal_app.ui.screens.practice_runner import PracticeRunner
from journal_app.ui.screens.practices import PracticesScreen
from journal_app.ui.shell import Shell
from journal_app.ui.stall_watch import Pause, StallWatch
from journal_app.ui.widgets.step_actions import StepActions
from journal_app.ui.window import MainWindow

SETTLING_MS = 700
STEP_MS = 120
"""Longer than a step takes to be saved, fetched and painted, all of which counts to it."""

MOST_STEPS = 40
"""Steps of a practice that are gone through; the longest has fewer, and a way that comes back ends here."""

LOOKING, BEGINNING, STEPPING = "opening a practice", "beginning one", "opening a step"


def main(arguments: list[str]) -> int:
    """Run the window through the script; return 0, or 1 when it did not come to its end."""
    rounds = int(arguments[1])
    return run_script(partial(_open, Path(arguments[0])), lambda window, watch: _script(window, rounds, watch))


def _open(folder: Path, key: bytes) -> tuple[OpenJournal, None]:
    """Open the journal; in the vault's thread."""
    from journal_app.vault.vault import open_with_data_key

    return OpenJournal(open_with_data_key(folder, key), built_in_pack(), SystemClock()), None


def _script(window: MainWindow, rounds: int, watch: StallWatch) -> Iterator[Pause]:
    """Look at each practice, begin it, and go on through its steps, answering none."""
    shell = window.findChild(Shell)
    assert shell is not None
    yield SETTLING_MS
    practices = list(shell.desk.pack.practices)
    shell.practices.look_at(practices[0])  # the place itself is built at its first visit, which is `bench start`'s
    yield SETTLING_MS
    shell.practices.begin(practices[0])
    yield SETTLING_MS
    for _ in range(rounds):
        for practice_id in practices:
            watch.begin(LOOKING)
            shell.practices.look_at(practice_id)
            yield STEP_MS
            watch.begin(BEGINNING)
            shell.practices.begin(practice_id)
            yield STEP_MS
            watch.begin(STEPPING)
            for _step in range(MOST_STEPS):
                if not _is_here(shell):
                    break
                _runner(shell).findChildren(StepActions)[0].press_main()
                yield STEP_MS
            watch.rest()


def _runner(shell: Shell) -> PracticeRunner:
    return next(iter(shell.findChildren(PracticeRunner)))


def _is_here(shell: Shell) -> bool:
    """Tell whether a step stands on the page."""
    return not any(one.isVisible() for one in shell.findChildren(PracticesScreen)) and _runner(shell).run_id is not None
