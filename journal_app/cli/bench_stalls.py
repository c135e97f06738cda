"""Measure what holds up the window (G11 of performance.md): it is used by a script, in a process of its own."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from journal_app.cli.corpus import common_words
from journal_app.cli.figures import Figure, Spread, compare
from journal_app.cli.whole_process import MeasureError, compiled_variables, run_to_end
from journal_app.settings.own_process import own_command
from journal_app.settings.paths import HOME_VARIABLE

WORDS = common_words(20, 28)
STEPS = 240
"""Keys typed, and rows scrolled, so that the hundredth slowest says something."""

STEP_GOALS = {"p50": 8, "p99": 33}
LONGEST_MS = 50
JUDGED = ("typing", "scrolling through")
"""The phases that performance.md has a goal for, step by step."""

Told = Mapping[str, Any]  # what the child printed: JSON made by ui.bench_stalls
_MS = 1e6


def measure_stalls(folder: Path, key: bytes, entries: int) -> list[Figure]:
    """Measure the window on a journal, which gets a page and an entry more. Raises MeasureError, OSError."""
    variables = compiled_variables(folder.parent) | {HOME_VARIABLE: str(folder.parent / "home")}
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    for arguments in (("bench-visits", str(folder)), ("bench-stalls", str(folder), str(STEPS), *WORDS)):
        command = [*own_command(), *arguments]
        try:
            told: Told = json.loads(run_to_end(command, typed=f"{key.hex()}\n", variables=variables).output)
        except ValueError:
            raise MeasureError("bench_window_missing") from None
        figures += [figure for name, phase in told["phases"].items() for figure in _figures(name, phase, entries)]
    return figures


def _figures(name: str, phase: Told, entries: int) -> list[Figure]:
    """Return how long its steps held the main thread, p50 and p99, and its longest turn beside the busiest.

    The two differ where something else took the processor away meanwhile.
    """
    steps = sorted(step / _MS for step in phase["steps"])
    longest, busiest = [phase["longest"] / _MS], [phase["busiest"] / _MS]
    words = f"{name} (≤ {LONGEST_MS})"
    figures = [compare("G11", words, "ms", longest, "processor", busiest, None, entries)]
    if len(steps) > 1:
        goals = STEP_GOALS if name.startswith(JUDGED) else {}
        for share, at in (("p50", 0.5), ("p99", 0.99)):
            goal = f" (≤ {goals[share]})" if share in goals else ""
            value = quantile(steps, at)
            figures.append(
                Figure("G11", f"{name}: {share}{goal}", "ms", Spread(value, steps[0], steps[-1]), entries=entries)
            )
    return figures


def quantile(steps: Sequence[float], share: float) -> float:
    """Return the value below which a share of sorted steps lies."""
    return steps[min(int(len(steps) * share), len(steps) - 1)]
