"""Bench practices: what it prints and what it is measured beside. No test judges the clock."""

import json
import sys
from datetime import date

import pytest

from journal_app.cli import bench_practices
from journal_app.cli import main as cli
from journal_app.cli.whole_process import MeasureError
from journal_app.content.load import load_pack
from journal_app.content.model import Pack
from journal_app.journal.calendar import Span
from journal_app.journal.check_ins import CHECK_IN
from journal_app.journal.patterns import told_days
from journal_app.settings.paths import seeds_dir

TOLD = {
    "platform": "offscreen",
    "phases": {"opening a step": {"steps": [3_000_000, 9_000_000], "longest": 9_000_000}},
}
WINDOW = f"import sys; sys.stdin.read(); print({json.dumps(TOLD)!r})"


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(seeds_dir())


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the window, which takes most of a minute, and tell what it would."""
    monkeypatch.setattr(bench_practices, "own_command", lambda: [sys.executable, "-c", WINDOW])


@pytest.mark.usefixtures("window")
def test_bench_practices__json__has_patterns_as_ratios_and_the_window_as_milliseconds():
    report = bench_practices.measure_practices(runs=1, days=30)

    by_name = {one.name: one for one in report.figures}
    assert list(by_name) == [
        "30 check-ins (≤ 100)",
        "themes by month",
        "opening a step: p50",
        "opening a step: p99 (≤ 50)",
        "opening a step: longest turn",
    ]
    assert [one.base_name for one in report.figures] == ["plain", "plain", "", "", ""]
    assert by_name["opening a step: p99 (≤ 50)"].ours.median == 9.0


def test_fill__so_many_days__has_a_whole_check_in_for_each(vault, pack):
    bench_practices._fill(vault, pack, 800)

    days = told_days(vault, CHECK_IN, Span(date.min, date.max))
    assert len({one.on for one in days}) == 800
    assert {item.id for item in pack.scales[CHECK_IN].items} == set(days[0].words)


def test_bench_practices__window_that_says_nothing__is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(bench_practices, "own_command", lambda: [sys.executable, "-c", "import sys; sys.stdin.read()"])
    monkeypatch.setattr(bench_practices, "_fill", lambda *_: None)

    assert cli.main(["bench", "practices", "--runs", "1"]) == 1

    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_opening__window_that_fails__is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(bench_practices, "own_command", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(MeasureError):
        list(bench_practices._opening(tmp_path / "v", bytes(32)))
