"""Measure jrnl and RedNotebook's modules beside ours: whole processes, on the same corpus, in turn.

They are never dependencies. The person names a Python that can import them; they get a home of their own in the
throwaway folder, and no journal of anybody's is touched. Ours is opened with its data key, theirs are not encrypted.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from journal_app.cli.corpus import common_words, page_text, read_corpus, write_corpus
from journal_app.cli.figures import Figure, compare
from journal_app.cli.journal_works import PAGE_ROWS
from journal_app.cli.turns import Work, seconds_each, take_turns
from journal_app.cli.whole_process import Ended, MeasureError, compiled_variables, run_to_end
from journal_app.journal.drafts import save_draft, start_draft
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.settings.own_process import own_command
from journal_app.vault.vault import open_with_data_key

JRNL, REDNOTEBOOK = "jrnl", "RedNotebook"
MODULES = {JRNL: "jrnl", REDNOTEBOOK: "rednotebook.storage"}
MOST_RUNS = 5
LARGE = 50_000
"""From this size on a rival needs half a minute for a search, so that one run has to do."""

FASTER_SEARCH = {10_000: 1 / 15, 100_000: 1 / 200}
FASTER_SAVE = {10_000: 1 / 50}
MOST_IMPORT = {10_000: 2.0, 100_000: 4.0}
MOST_IMPORT_MEMORY = 0.5
TIMES = 10

_JRNL_SETTINGS = {
    "colors": dict.fromkeys(("body", "date", "tags", "title"), "none"),
    "default_hour": 9,
    "default_minute": 0,
    "editor": "",
    "encrypt": False,
    "highlight": False,
    "indent_character": "|",
    "linewrap": 79,
    "tagsymbols": "@",
    "template": False,
    "timeformat": "%Y-%m-%d %H:%M",
    "version": "v4.0",
}
_REDNOTEBOOK_SEARCH = """
import sys
from rednotebook.storage import load_all_months_from_disk
months = load_all_months_from_disk(sys.argv[1])
days = [day for month in months.values() for day in month.days.values()]
found = [day for day in sorted(days, key=lambda day: day.date, reverse=True) if day.search(sys.argv[2], [])[1]]
print(len(found[:50]))
"""
_MS = 1e3
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rivals:
    """The Python that other journals are installed for, and which of them are."""

    python: str
    names: frozenset[str]


def find_rivals(python: Path | None) -> tuple[Rivals, tuple[tuple[str, dict[str, object]], ...]]:
    """Return who can be measured, and the sentences for who can not."""
    if python is None:
        return Rivals("", frozenset()), (("bench_rivals_not_named", {}),)
    names = frozenset(name for name, module in MODULES.items() if _can_import(python, module))
    missing = [name for name in MODULES if name not in names]
    return Rivals(str(python), names), tuple(("bench_rival_missing", {"name": name}) for name in missing)


def measure_rivals(home: Path, rivals: Rivals, runs: int, ours: Mapping[int, Path], key: bytes) -> list[Figure]:
    """Measure every size beside those who are there; nothing at all where nobody is. Raises MeasureError, OSError."""
    figures: list[Figure] = []
    for size in ours if rivals.names else ():
        folder = home / f"rivals-{size}"
        folder.mkdir()
        race = _Race(folder, rivals.python, ours[size], key, size)
        figures += race.figures(rivals.names, 1 if size >= LARGE else min(runs, MOST_RUNS))
    return figures


class _Race:
    """One size: the corpus file, and each journal made from it as its program keeps it. Times are milliseconds."""

    def __init__(self, folder: Path, python: str, ours: Path, key: bytes, size: int) -> None:
        self._folder = folder
        self._python = python
        self._ours = ours
        self._key = key
        self._size = size
        self._corpus = folder / "corpus.txt"
        self._journal = folder / "jrnl-0.txt"
        self._months = folder / "months"
        self._our_variables = compiled_variables(folder.parent)
        kept = {name: value for name, value in self._our_variables.items() if not name.startswith("XDG_")}
        self._variables = kept | {"HOME": str(folder), "USERPROFILE": str(folder)}
        self._words = common_words(20, 120)
        write_corpus(self._corpus, size)

    def figures(self, names: frozenset[str], rounds: int) -> Iterator[Figure]:
        """Give import, search and save beside jrnl's, and search beside that of RedNotebook's modules."""
        self._search(0)  # its modules are compiled by now, however few rounds follow
        if JRNL in names:
            yield from self._imports(min(rounds, 2))
            yield self._pair(
                "G5", "search, whole process", self._search, JRNL, self._jrnl_search, rounds, FASTER_SEARCH
            )
            yield self._pair("G5", "search, window open", self._search_open, JRNL, self._jrnl_search, rounds, {})
            yield self._pair("G6", "save, whole process", self._save, JRNL, self._jrnl_save, rounds, FASTER_SAVE)
            yield self._pair("G6", "save, window open", self._save_open, JRNL, self._jrnl_save, rounds, FASTER_SAVE)
        if REDNOTEBOOK in names:
            _write_months(self._months, self._corpus)
            theirs = self._rednotebook_search
            yield self._pair("G5", "search, whole process", self._search, REDNOTEBOOK, theirs, rounds, FASTER_SEARCH)

    def _pair(
        self, goal: str, name: str, ours: Work, rival: str, theirs: Work, rounds: int, goals: Mapping[int, float]
    ) -> Figure:
        taken = take_turns(rounds, {True: ours, False: theirs}, warm_ups=0 if rounds == 1 else 1)
        return compare(goal, name, "ms", taken[True], rival, taken[False], goals.get(self._size), self._size)

    def _imports(self, rounds: int) -> Iterator[Figure]:
        """Give the time of an import and the most memory of its process; jrnl's first one stays, to be searched."""
        ours, theirs = [], []
        for number in range(rounds):
            journal = self._folder / f"jrnl-{number}.txt"
            journal.touch()
            theirs.append(self._jrnl(journal, "--import", "--file", str(self._corpus)))
            ours.append(self._once("import", self._folder / f"ours-{number}", str(self._corpus)))
        times = [[ended.seconds * _MS for ended in ends] for ends in (ours, theirs)]
        yield compare("G9", "import", "ms", times[0], JRNL, times[1], MOST_IMPORT.get(self._size), self._size)
        memory = [[ended.most_bytes / _MIB for ended in ends if ended.most_bytes] for ends in (ours, theirs)]
        if all(memory):
            most = MOST_IMPORT_MEMORY if self._size in MOST_IMPORT else None
            yield compare("G9", "import, most memory", "MiB", memory[0], JRNL, memory[1], most, self._size)

    def _search(self, number: int) -> float:
        return self._once("search", self._ours, self._word(number)).seconds * _MS

    def _save(self, number: int) -> float:
        return self._once("save", self._ours, page_text(number)).seconds * _MS

    def _search_open(self, number: int) -> float:
        """Search as a window does, which has its journal open."""
        vault = open_with_data_key(self._ours, self._key)
        try:
            search_entries(vault, self._word(number), limit=PAGE_ROWS)
            each = seconds_each(TIMES, lambda at: search_entries(vault, self._word(number + at), limit=PAGE_ROWS))
        finally:
            vault.close()
        return each * _MS

    def _save_open(self, number: int) -> float:
        """Save as a window does, which has its journal open."""
        vault, clock = open_with_data_key(self._ours, self._key), SystemClock()
        try:
            draft = start_draft(vault, clock).id
            each = seconds_each(
                TIMES, lambda at: save_draft(vault, clock, draft, title="", body=page_text(number * TIMES + at))
            )
        finally:
            vault.close()
        return each * _MS

    def _jrnl_search(self, number: int) -> float:
        found = self._jrnl(self._journal, "-contains", self._word(number), "-n", "50", "--format", "short")
        return _told(found).seconds * _MS

    def _jrnl_save(self, number: int) -> float:
        return self._jrnl(self._journal, f"2026-02-01 08:{number:02}: One more. {page_text(number)}").seconds * _MS

    def _rednotebook_search(self, number: int) -> float:
        command = [self._python, "-c", _REDNOTEBOOK_SEARCH, str(self._months), self._word(number)]
        return _told(run_to_end(command, variables=self._variables)).seconds * _MS

    def _once(self, work: str, folder: Path, argument: str) -> Ended:
        command = [*own_command(), "bench", "once", work, str(folder), argument]
        return run_to_end(
            command, typed=f"{self._key.hex()}\n", variables=self._our_variables, counts_memory=work == "import"
        )

    def _jrnl(self, journal: Path, *words: str) -> Ended:
        settings = self._folder / "jrnl.yaml"
        values = _JRNL_SETTINGS | {"journals": {"default": {"journal": str(journal)}}}
        lines = (f"{name}: {json.dumps(value)}\n" for name, value in values.items())  # all of it JSON is jrnl 1's
        settings.write_text("".join(lines), encoding="utf-8")
        command = [self._python, "-m", "jrnl", "--config-file", str(settings), *words]
        return run_to_end(command, variables=self._variables, counts_memory="--import" in words)

    def _word(self, number: int) -> str:
        return self._words[number % len(self._words)]


def _told(ended: Ended) -> Ended:
    """Return a search that found something; one that did not was no search. Raises MeasureError."""
    if not ended.output.strip(" \n0"):
        raise MeasureError("bench_rival_found_nothing")
    return ended


def _write_months(folder: Path, corpus: Path) -> None:
    """Write the corpus as RedNotebook's month files: for each day of the month its text, in YAML."""
    folder.mkdir()
    entries = read_corpus(corpus)
    for month, of_month in groupby(entries, key=lambda entry: f"{entry.written_at:%Y-%m}"):
        with (folder / f"{month}.txt").open("w", encoding="utf-8") as file:
            for day, of_day in groupby(of_month, key=lambda entry: entry.written_at.day):
                text = "\n\n".join(entry.body for entry in of_day)
                file.write(f"{day}: {{text: {json.dumps(text)}}}\n")


def _can_import(python: Path, module: str) -> bool:
    with suppress(MeasureError, OSError):
        run_to_end([str(python), "-c", f"import {module}"])
        return True
    return False
