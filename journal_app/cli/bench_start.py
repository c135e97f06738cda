"""Measure how the window starts (G1–G3 of performance.md): each run of ours beside one of a bare Qt window.

Both are fresh processes of the same interpreter, in turn, so that a machine that slows down slows both. Times count
from just before the process is made; the processes tell the moments on the same monotonic clock.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic_ns
from typing import Any

import journal_app
from journal_app.cli.corpus import make_entries
from journal_app.cli.figures import Figure, compare, spread
from journal_app.cli.whole_process import MeasureError
from journal_app.journal.adding import add_entries
from journal_app.settings.clock import SystemClock
from journal_app.settings.own_process import is_bundled, own_command
from journal_app.settings.paths import HOME_VARIABLE, resources_dir
from journal_app.settings.product import FOLDER_NAME
from journal_app.vault.folders import new_vault_folder
from journal_app.vault.passphrase import generate_passphrase
from journal_app.vault.vault import create_vault

RUN_SECONDS = 60
WARM_UPS = 1
"""Runs of each that do not count: they fill the disk's cache and compile what is not compiled yet."""

_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
Told = Mapping[str, Any]  # what a child printed: JSON made by ui.bench_window and ui.bench_floor
_MS = 1e6
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StartReport:
    """What was measured, and on which of Qt's platforms."""

    platform: str
    runs: int
    entries: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    started: int
    told: Told

    def ms(self, name: str, since: str = "") -> float:
        """Return the milliseconds to a moment, from the start of the process or from another moment."""
        return float(self.told[name] - (self.told[since] if since else self.started)) / _MS


def measure_start(runs: int, entries: int) -> StartReport:
    """Measure `runs` pairs of starts on a throwaway journal of `entries` entries.

    Raises MeasureError when a window does not come up, VaultError when the journal can't be made.
    """
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        passphrase = _make_journal(Path(folder), entries)
        variables = _variables(Path(folder))
        pairs = []
        gaps = []
        for number in range(WARM_UPS + runs):
            floor = _start(_floor_command(), variables)
            ours = _start(_window_command(), variables, passphrase)
            slowed = _start([*_window_command(), "gaps"], variables, passphrase)
            if number >= WARM_UPS:
                pairs.append((ours, floor))
                gaps.append(slowed)
    return StartReport(str(pairs[0][0].told["platform"]), runs, entries, (*_figures(pairs), *_gap_figures(gaps)))


def _figures(pairs: list[tuple[_Run, _Run]]) -> list[Figure]:
    ours, floors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    paint = [floor.ms("painted") for floor in floors]
    work, floor_work = ([run.told["painted_cpu"] / _MS for run in group] for group in (ours, floors))
    alone = [median(run.told["derivations"]) / _MS for run in ours]
    figures = [
        compare("G1", "first paint", "ms", [run.ms("painted") for run in ours], "floor", paint, 1.0),
        compare("G1", "processor until then", "ms", work, "floor", floor_work, None),
        compare("G2", "first page imported", "ms", [run.ms("warmed_up") for run in ours], "floor", paint, 3.0),
        compare("G2", "unlock → first page", "ms", [run.ms("page", "unlock") for run in ours], "key alone", alone, 1.2),
    ]
    for name, at_most in (("rss", 1.8), ("pss", None)):
        if all(name in run.told["memory"] for pair in pairs for run in pair):  # only Linux tells
            ours_mib, floor_mib = ([run.told["memory"][name] / _MIB for run in group] for group in (ours, floors))
            figures.append(compare("G3", f"memory, {name.upper()}", "MiB", ours_mib, "floor", floor_mib, at_most))
    return figures


def _gap_figures(runs: list[_Run]) -> list[Figure]:
    """Return the longest time the main thread was held, before the passphrase was given and after."""
    return [
        Figure("G11", f"longest hold, {words}", "ms", spread([run.told[name] / _MS for run in runs]))
        for words, name in (("warming up", "longest_gap_warming"), ("unlocking", "longest_gap_unlocking"))
    ]


def _make_journal(home: Path, entries: int) -> str:
    """Make and fill the journal where `_variables` points; return its passphrase."""
    passphrase = generate_passphrase(resources_dir() / "words" / "eff_large_wordlist.txt")
    vaults = home / FOLDER_NAME / "s"
    vaults.mkdir(parents=True)
    vault, _code = create_vault(new_vault_folder(vaults), passphrase, with_recovery_code=False)
    try:
        add_entries(vault, SystemClock(), make_entries(entries))
    finally:
        vault.close()
    return passphrase


def _variables(home: Path) -> dict[str, str]:
    """Return the environment of a run: its data folder found the usual way, and its modules compiled, as installed."""
    variables = {name: value for name, value in os.environ.items() if name not in (HOME_VARIABLE, _UNCOMPILED)}
    variables["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    if sys.platform == "linux":
        variables["XDG_DATA_HOME"] = str(home)
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    else:
        variables[HOME_VARIABLE] = str(home / FOLDER_NAME)
    return variables


def _floor_command() -> list[str]:
    if is_bundled():
        return [*own_command(), "bench-floor"]
    return [sys.executable, "-P", str(Path(journal_app.__file__).parent / "ui" / "bench_floor.py")]


def _window_command() -> list[str]:
    return [*own_command(), "bench-window"]


def _start(command: list[str], variables: Mapping[str, str], typed: str = "") -> _Run:
    """Run one process to its end; its own complaints are left out, for its figures say whether it worked."""
    started = monotonic_ns()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=variables
    ) as process:
        try:
            output, _errors = process.communicate(typed + "\n", timeout=RUN_SECONDS)
            told = json.loads(output)
            if process.returncode == 0:
                return _Run(started, told)
        except (subprocess.TimeoutExpired, ValueError):
            process.kill()
            told = {}
    raise MeasureError("bench_window_stopped" if told else "bench_window_missing", reached=", ".join(told))
