"""Bench: what it prints and how it ends. No test looks at how long anything took."""

import json
import sys
from itertools import islice

import pytest

from journal_app.cli import bench_start
from journal_app.cli import main as cli
from journal_app.cli.corpus import WORDS_AN_ENTRY, make_entries
from journal_app.cli.figures import compare, figure_line, spread

FIGURES = {
    "first paint",
    "first page imported",
    "unlock → first page",
    "longest hold, warming up",
    "longest hold, unlocking",
}

pytestmark = pytest.mark.usefixtures("quick_keys")


def test_make_entries__twice__are_the_same():
    assert list(make_entries(3)) == list(make_entries(3))


def test_make_entries__words__as_many_as_said_and_unevenly_common():
    bodies = [entry.body for entry in make_entries(50)]

    assert {len(body.split()) for body in bodies} == {WORDS_AN_ENTRY}
    words = " ".join(bodies).lower().replace(".", "").split()
    assert max(map(words.count, set(words))) > 10 * len(words) / len(set(words))


def test_make_entries__dates__rise_to_the_newest():
    dates = [entry.written_at for entry in islice(make_entries(5), 5)]

    assert dates == sorted(set(dates))


def test_spread__values__middle_and_both_ends():
    values = spread([3.0, 1.0, 2.0])

    assert (values.median, values.least, values.most) == (2.0, 1.0, 3.0)


def test_compare__pairs__ratio_is_of_each_pair():
    figure = compare("G1", "first paint", "ms", [10.0, 40.0, 30.0], "floor", [10.0, 20.0, 10.0], 2.0)

    assert figure.ratio is not None
    assert (figure.ratio.median, figure.ratio.least, figure.ratio.most) == (2.0, 1.0, 3.0)
    assert figure.is_reached


def test_figure_line__goal__says_whether_it_is_reached():
    line = figure_line(compare("G1", "first paint", "ms", [10.0], "floor", [5.0], 1.0))

    assert "2.00" in line
    assert line.endswith("goal ≤ 1.00: not yet")


def test_figure_line__without_base__is_only_told():
    line = figure_line(bench_start.Figure("G11", "longest hold", "ms", spread([7.0])))

    assert line.endswith("7 ms (7–7)")


@pytest.mark.parametrize("words", [["--runs", "0"], ["--runs", "few"], ["--entries", "-1"]])
def test_bench__wrong_usage__ends_with_two(words, capsys):
    assert cli.main(["bench", "start", *words]) == 2
    assert "usage:" in capsys.readouterr().err


def test_bench__window_does_not_come_up__one_sentence_and_not_done(monkeypatch, capsys):
    monkeypatch.setattr(bench_start, "own_command", lambda: [sys.executable, "-c", "raise SystemExit(1)"])

    assert cli.main(["bench", "start", "--runs", "1", "--entries", "1"]) == 1

    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1


def test_bench_start__one_run_without_display__prints_every_figure(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(bench_start, "WARM_UPS", 0)

    assert cli.main(["bench", "start", "--runs", "1", "--entries", "3", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["bench"], told["platform"], told["runs"], told["entries"]) == ("start", "offscreen", 1, 3)
    assert {figure["name"] for figure in told["figures"]} >= FIGURES
    for figure in told["figures"]:
        assert set(figure["ours"]) == {"median", "least", "most"}
        assert (figure["ratio"] is None) == (figure["base"] is None)


def test_bench__window_stops_half_way__says_how_far_it_came(monkeypatch, capsys):
    program = 'print(\'{"painted": 1, "warmed_up": 2}\'); raise SystemExit(1)'
    monkeypatch.setattr(bench_start, "_floor_command", lambda: [sys.executable, "-c", program])

    assert cli.main(["bench", "start", "--runs", "1", "--entries", "1"]) == 1
    assert "painted, warmed_up" in capsys.readouterr().err
