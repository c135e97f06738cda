"""Measure practices and patterns: how long opening holds the window, and ten years of check-ins beside plain SQLite."""

import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from journal_app.cli.bench_stalls import quantile
from journal_app.cli.figures import Figure, Spread, compare, spread
from journal_app.cli.turns import take_turns
from journal_app.cli.whole_process import MeasureError, compiled_variables, run_to_end
from journal_app.content.load import load_pack
from journal_app.content.model import Pack
from journal_app.journal.calendar import Span
from journal_app.journal.check_ins import CHECK_IN
from journal_app.journal.patterns import About, told_days, visited
from journal_app.journal.sample import fill_with_sample
from journal_app.journal.sample_check_ins import add_sample_check_ins
from journal_app.settings.clock import FixedClock, SystemClock
from journal_app.settings.own_process import own_command
from journal_app.settings.paths import HOME_VARIABLE, seeds_dir
from journal_app.vault.vault import Vault, create_with_data_key
from journal_app.vault.yardstick import PlainVault

YEARS = 10
ROUNDS = 1
LONGEST_MS, PATTERNS_MS = 50, 100
OURS, PLAIN = "ours", "plain"
_MS = 1e6
_ALL = Span(date.min, date.max)


@dataclass(frozen=True, slots=True)
class PracticesReport:
    """What was measured, in how many runs, with how many check-ins."""

    runs: int
    entries: int
    figures: tuple[Figure, ...]


def measure_practices(runs: int, days: int = round(YEARS * 365.25)) -> PracticesReport:
    """Measure on throwaway journals. Raises MeasureError, OSError, VaultError."""
    key, pack = secrets.token_bytes(32), load_pack(seeds_dir())
    with tempfile.TemporaryDirectory(prefix="n-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        sides = {OURS: create_with_data_key(home / OURS, key), PLAIN: PlainVault(home / PLAIN)}
        try:
            for vault in sides.values():
                _fill(vault, pack, days)
            works: dict[tuple[str, str], Callable[[int], float]] = {
                (side, name): partial(work, vault)
                for side, vault in sides.items()
                for name, work in (("words", _words), ("themes", _themes))
            }
            taken = take_turns(runs, works)
        finally:
            for vault in sides.values():
                vault.close()
        names = {"words": f"{days:,} check-ins (≤ {PATTERNS_MS})", "themes": "themes by month"}
        figures = [
            compare("G7", words, "ms", taken[OURS, name], PLAIN, taken[PLAIN, name], None)
            for name, words in names.items()
        ]
        figures += _opening(home / OURS, key)
    return PracticesReport(runs, days, tuple(figures))


def _fill(vault: Vault, pack: Pack, days: int) -> None:
    """Put in two years of invented pages, and a whole check-in for each of so many days."""
    clock = FixedClock(SystemClock().now(), "UTC")
    fill_with_sample(vault, pack, clock)
    add_sample_check_ins(vault, pack, clock, days, is_daily=True)


def _words(vault: Vault, _turn: int) -> float:
    started = time.perf_counter()
    told_days(vault, CHECK_IN, _ALL)
    return (time.perf_counter() - started) * 1e3


def _themes(vault: Vault, _turn: int) -> float:
    started = time.perf_counter()
    visited(vault, About.THEMES, _ALL)
    return (time.perf_counter() - started) * 1e3


def _opening(folder: Path, key: bytes) -> Iterator[Figure]:
    """Open practices and steps in the window, in a process of its own."""
    variables = compiled_variables(folder.parent) | {HOME_VARIABLE: str(folder.parent / "home")}
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [*own_command(), "bench-practices", str(folder), str(ROUNDS)]
    try:
        told = json.loads(run_to_end(command, typed=f"{key.hex()}\n", variables=variables).output)
    except ValueError:
        raise MeasureError("bench_window_missing") from None
    for name, phase in told["phases"].items():
        steps: Sequence[float] = sorted(step / _MS for step in phase["steps"])
        if steps:
            for share, at, goal in (("p50", 0.5, ""), ("p99", 0.99, f" (≤ {LONGEST_MS})")):
                value = Spread(quantile(steps, at), steps[0], steps[-1])
                yield Figure("G11", f"{name}: {share}{goal}", "ms", value)
        yield Figure("G11", f"{name}: longest turn", "ms", spread([phase["longest"] / _MS]))
