"""Bench journal: what it prints, that each side does its work, who is measured beside. No test judges the clock."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from journal_app.cli import bench_journal, bench_stalls, journal_works, rivals, whole_process
from journal_app.cli import main as cli
from journal_app.cli.corpus import common_words, make_entries, read_corpus, write_corpus
from journal_app.cli.figures import Figure, compare, figure_line, spread
from journal_app.cli.turns import take_turns
from journal_app.journal.adding import add_entries
from journal_app.journal.entries import list_entries
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault.engine import raw
from journal_app.vault.vault import create_with_data_key, open_with_data_key
from journal_app.vault.yardstick import PlainVault

SMALL, LARGE = 60, 120
JRNL_STAND_IN = """
import pathlib, re, sys
words = sys.argv[1:]
journal = pathlib.Path(re.search(r'"journal": "(.*?)"', pathlib.Path(words[1]).read_text())[1])
if words[2] == "--import":
    journal.write_text(pathlib.Path(words[4]).read_text())
elif words[2] == "-contains":
    found = [line for line in journal.read_text().splitlines() if words[3] in line.lower()]
    print("\\n".join(found[-50:]))
else:
    journal.write_text(journal.read_text() + words[2])
"""


@pytest.fixture
def no_stalls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the window, which takes most of a minute; the thorough test below has it."""
    told = [Figure("G11", "typing in it: p99 (≤ 33)", "ms", spread([5.0]), entries=LARGE)]
    monkeypatch.setattr(bench_journal, "measure_stalls", lambda *_: told)


@pytest.mark.usefixtures("no_stalls")
def test_bench_journal__two_sizes__every_goal_at_each_size_and_how_it_grew(capsys):
    assert cli.main(["bench", "journal", "--runs", "1", "--entries", f"{LARGE},{SMALL}", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["bench"], told["runs"], told["entries"]) == ("journal", 1, [SMALL, LARGE])
    by_base = {base: [one for one in told["figures"] if one["base_name"] == base] for base in ("plain", "driver", "60")}
    names = ["search, newest 50", "timeline page of 50", "month of the calendar", "year grid", "on this day, a page"]
    names += ["list laid out, an entry", "entry opened", "durable save"]
    for size in (SMALL, LARGE):
        at_size = [one for one in by_base["plain"] if one["entries"] == size]
        assert [one["name"] for one in at_size] == [*names, "one entry brought in"]
        assert [one["at_most"] for one in at_size] == [*[1.1] * 7, 1.5, None]
        assert [one["at_most"] for one in by_base["driver"] if one["entries"] == size] == [2.5, None]
    grown = {one["name"]: one for one in by_base["60"]}
    assert set(grown) == {*names, "one entry brought in"}
    assert grown["search, newest 50"]["goal"] == "G4"
    assert grown["search, newest 50"]["at_most"] == 1.5
    assert grown["timeline page of 50"]["at_most"] is None
    assert len(told["not_measured"]) == 1


@pytest.mark.usefixtures("no_stalls")
def test_bench_journal__as_text__a_part_for_each_size_and_one_for_growth(capsys):
    assert cli.main(["bench", "journal", "--runs", "1", "--entries", f"{SMALL},{LARGE}"]) == 0

    text = capsys.readouterr().out
    places = [text.index(words) for words in ("At 60 entries", "At 120 entries", "Grown:", "Not measured: jrnl")]
    assert places == sorted(places)
    assert "(120 beside 60)" in text[places[2] :]
    assert "beside 60" not in text[: places[2]]


@pytest.mark.parametrize("words", [["--entries", "0"], ["--entries", "10,x"], ["--entries", "10", "--full"]])
def test_bench_journal__wrong_usage__ends_with_two(words, capsys):
    assert cli.main(["bench", "journal", *words]) == 2
    assert "usage:" in capsys.readouterr().err


def test_take_turns__rounds__go_back_and_forth_and_warm_ups_do_not_count():
    done = []

    def note(name, number):
        done.append(name)
        return float(number)

    taken = take_turns(2, {name: lambda number, name=name: note(name, number) for name in "ab"}, warm_ups=1)

    assert "".join(done) == "abbaab"
    assert taken == {"a": [1.0, 2.0], "b": [1.0, 2.0]}


@pytest.mark.parametrize(
    "work",
    [
        journal_works.search,
        journal_works.page,
        journal_works.open_entry,
        journal_works.month,
        journal_works.year,
        journal_works.this_day,
        journal_works.outline,
    ],
)
def test_work__reading__leaves_all_as_it_was(tmp_path, data_key, work):
    side = journal_works.fill(create_with_data_key(tmp_path / "v", data_key), SMALL)
    changes = changes_of(side)

    assert work(side, 3) > 0
    assert changes_of(side) == changes
    side.vault.close()


def test_work__save__leaves_other_words_behind(tmp_path):
    side = journal_works.fill(PlainVault(tmp_path / "p"), 3)

    journal_works.save(side, 1)
    first = draft_body(side)
    journal_works.save(side, 2)

    assert draft_body(side) != first
    side.vault.close()


def test_raw_work__beside_ours__reads_the_very_same_rows(tmp_path, data_key):
    side = journal_works.fill(create_with_data_key(tmp_path / "v", data_key), SMALL)
    word, before = journal_works.WORDS[0], side.keys[-1]
    with side.vault.read() as connection:
        page = raw(connection).execute(journal_works._PAGE, (before, 50)).fetchall()
        found = raw(connection).execute(journal_works._MATCH, (f'"{word}"*', 50)).fetchall()

    assert [row[0] for row in page] == [one.id for one in list_entries(side.vault, before=before).items]
    assert found
    assert [row[0] for row in found] == [hit.entry.sort_key for hit in search_entries(side.vault, word).items]
    side.vault.close()


def test_fill__corpus__tells_its_places_and_its_steps(tmp_path, data_key):
    side = journal_works.fill(create_with_data_key(tmp_path / "v", data_key), LARGE)

    assert len(side.keys) == len(side.ids) >= journal_works.PLACES
    assert sorted(side.keys) == list(side.keys)
    assert 0 < side.added_us * LARGE <= side.longest_step_ms * 1e3 * 1.01
    side.vault.close()


def test_corpus_file__written_and_read__gives_the_same_entries(tmp_path):
    write_corpus(tmp_path / "c.txt", 20)

    assert list(read_corpus(tmp_path / "c.txt")) == list(make_entries(20))


def test_common_words__rank__is_how_common_they_are():
    text = " ".join(entry.body for entry in make_entries(200)).lower().replace(".", "").split()
    first, later = common_words(0, 5), common_words(400, 405)

    assert min(map(text.count, first)) > max(map(text.count, later)) > 0


def test_bench_once__each_work__is_done_in_the_journal(tmp_path, data_key, monkeypatch, capsys):
    folder = tmp_path / "v"
    vault = create_with_data_key(folder, data_key)
    add_entries(vault, SystemClock(), make_entries(SMALL))
    vault.close()
    write_corpus(tmp_path / "c.txt", 7)
    told = []
    for work, place, argument in (
        ("search", folder, journal_works.WORDS[0]),
        ("save", folder, "some words"),
        ("import", tmp_path / "new", str(tmp_path / "c.txt")),
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO(data_key.hex() + "\n"))
        assert cli.main(["bench", "once", work, str(place), argument]) == 0
        told.append(capsys.readouterr().out.strip())

    assert told[0] != "0"
    assert told[2] == "7"
    vault = open_with_data_key(folder, data_key)
    with vault.read() as connection:
        assert raw(connection).execute("SELECT body FROM draft").fetchall() == [("some words",)]
    vault.close()


def test_rivals__none_named__one_sentence_and_no_figure(tmp_path, data_key):
    found, absent = rivals.find_rivals(None)

    assert absent == (("bench_rivals_not_named", {}),)
    assert rivals.measure_rivals(tmp_path, found, 1, {SMALL: tmp_path}, data_key) == []


def test_rivals__a_python_without_them__says_so_of_each():
    found, absent = rivals.find_rivals(Path(sys.executable))

    assert found.names == frozenset()
    assert [fields["name"] for _code, fields in absent] == ["jrnl", "RedNotebook"]


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is found by PYTHONPATH of a POSIX shell")
def test_rivals__stand_ins__are_given_the_same_corpus_and_compared(tmp_path, data_key, monkeypatch):
    stand_ins = tmp_path / "modules"
    (stand_ins / "jrnl").mkdir(parents=True)
    (stand_ins / "jrnl" / "__init__.py").touch()
    (stand_ins / "jrnl" / "__main__.py").write_text(JRNL_STAND_IN)
    monkeypatch.setenv("PYTHONPATH", str(stand_ins))
    vault = create_with_data_key(tmp_path / "v", data_key)
    add_entries(vault, SystemClock(), make_entries(SMALL))
    vault.close()

    found, absent = rivals.find_rivals(Path(sys.executable))
    figures = rivals.measure_rivals(tmp_path, found, 1, {SMALL: tmp_path / "v"}, data_key)

    assert [fields["name"] for _code, fields in absent] == ["RedNotebook"]
    assert {figure.base_name for figure in figures} == {"jrnl"}
    assert {"import", "search, whole process", "save, whole process", "save, window open"} <= {
        figure.name for figure in figures
    }
    assert "One more." in (tmp_path / f"rivals-{SMALL}" / "jrnl-0.txt").read_text()


def test_rivals__month_files__hold_every_day_once(tmp_path):
    write_corpus(tmp_path / "c.txt", 200)
    rivals._write_months(tmp_path / "months", tmp_path / "c.txt")

    days = [line for file in sorted((tmp_path / "months").iterdir()) for line in file.read_text().splitlines()]
    assert len(days) == len({entry.written_at.date() for entry in make_entries(200)})
    assert all(json.loads(line.partition("text: ")[2][:-1]) for line in days)


def test_run_to_end__program_fails__says_which_and_how():
    with pytest.raises(whole_process.MeasureError) as caught:
        whole_process.run_to_end([sys.executable, "-c", "raise SystemExit(3)"], typed="words")

    assert caught.value.code == "bench_program_failed"
    assert caught.value.fields["exit_code"] == 3


@pytest.mark.skipif(os.name != "posix", reason="counted on POSIX systems")
def test_run_to_end__memory_counted__is_the_program_s_own_and_not_that_of_who_started_it():
    held = bytearray(300 * 1024 * 1024)
    ended = whole_process.run_to_end([sys.executable, "-c", "print(input())"], typed="words\n", counts_memory=True)

    assert ended.output == "words\n"
    assert ended.most_bytes is not None
    assert 1_000_000 < ended.most_bytes < len(held)


def test_figure_line__ours_is_many_times_less__ratio_keeps_its_figures():
    line = figure_line(compare("G5", "search", "ms", [1.0], "jrnl", [250.0], 1 / 200))

    assert "0.0040" in line
    assert line.endswith("goal ≤ 0.0050: reached")


def test_stalls__window_told_nothing__says_it_is_missing(tmp_path, monkeypatch, data_key):
    monkeypatch.setattr(bench_stalls, "own_command", lambda: [sys.executable, "-c", "import sys; sys.stdin.read()"])

    with pytest.raises(whole_process.MeasureError, match="bench_window_missing"):
        bench_stalls.measure_stalls(tmp_path / "v", data_key, 1)


@pytest.mark.thorough
def test_stalls__a_small_journal__every_phase_is_gone_through(tmp_path, monkeypatch, data_key):
    monkeypatch.setattr(bench_stalls, "STEPS", 12)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    vault = create_with_data_key(tmp_path / "v", data_key)
    add_entries(vault, SystemClock(), make_entries(LARGE))
    vault.close()

    figures = bench_stalls.measure_stalls(tmp_path / "v", data_key, LARGE)

    phases = {figure.name.partition(" (≤")[0] for figure in figures}
    assert {"typing in it", "scrolling through it", "searching as one types", "opening an entry of 1 MB"} <= phases
    assert {"first visit: journal", "again: journal", "first visit: calendar", "first visit: circle"} <= phases
    assert all(figure.ours.median > 0 for figure in figures)


def changes_of(side):
    with side.vault.read() as connection:
        return raw(connection).total_changes


def draft_body(side):
    with side.vault.read() as connection:
        return raw(connection).execute("SELECT body FROM draft").fetchone()[0]
