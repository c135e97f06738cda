"""The lookup: asks its process, remembers the answers, survives its death, and leaves none behind."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.settings.dictionaries import Dictionary
from journal_app.settings.paths import resources_dir
from journal_app.ui.spelling.lookup import Lookup

pytest.importorskip("hunspell")

ENGLISH = Dictionary("en_GB", resources_dir() / "spelling")
LIMIT_MS = 20_000


@pytest.fixture
def lookup() -> Iterator[Lookup]:
    lookup = Lookup()
    yield lookup
    lookup.stop()


def opened(lookup: Lookup, qtbot: QtBot, dictionary: Dictionary = ENGLISH) -> Lookup:
    lookup.open(dictionary)
    qtbot.waitUntil(lambda: lookup.is_open, timeout=LIMIT_MS)
    return lookup


def process_of(lookup: Lookup) -> QProcess:
    assert lookup._process is not None
    return lookup._process


def test_lookup__words_asked_for__are_known_a_moment_later(lookup: Lookup, qtbot: QtBot) -> None:
    opened(lookup, qtbot)
    assert lookup.knows("wether") is None

    with qtbot.waitSignal(lookup.learnt, timeout=LIMIT_MS):
        lookup.ask(["wether", "weather", "wether"])

    assert (lookup.knows("wether"), lookup.knows("weather")) == (False, True)
    assert (lookup.can_judge("LATIN"), lookup.can_judge("ARABIC")) == (True, False)


def test_lookup__doubtful_word__suggests_what_may_be_meant(lookup: Lookup, qtbot: QtBot) -> None:
    found: list[str] = []

    opened(lookup, qtbot).suggest("wether", found.extend)
    qtbot.waitUntil(lambda: bool(found), timeout=LIMIT_MS)

    assert "whether" in found


def test_lookup__not_open__suggests_nothing_at_once(lookup: Lookup) -> None:
    told: list[tuple[str, ...]] = []

    lookup.suggest("wether", told.append)

    assert told == [()]


def test_lookup__another_language__forgets_what_the_first_one_said(
    lookup: Lookup, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "xx.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "xx.dic").write_text("2\nwether\ncolor\n", encoding="utf-8")
    opened(lookup, qtbot)
    with qtbot.waitSignal(lookup.learnt, timeout=LIMIT_MS):
        lookup.ask(["wether"])

    opened(lookup, qtbot, Dictionary("xx", tmp_path))
    assert lookup.knows("wether") is None
    with qtbot.waitSignal(lookup.learnt, timeout=LIMIT_MS):
        lookup.ask(["wether"])

    assert lookup.knows("wether") is True


def test_lookup__dictionary_that_is_not_there__says_so(lookup: Lookup, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(lookup.failed, timeout=LIMIT_MS) as failed:
        lookup.open(Dictionary("yy", tmp_path))

    assert failed.args == ["spelling_dictionary_unreadable"]
    assert not lookup.is_open


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_lookup__process_dies__is_started_once_more_and_then_left_alone(lookup: Lookup, qtbot: QtBot) -> None:
    failed = QSignalSpy(lookup.failed)
    first = process_of(opened(lookup, qtbot)).processId()
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: lookup.is_open and process_of(lookup).processId() not in (0, first), timeout=LIMIT_MS)
    assert failed.count() == 0

    os.kill(process_of(lookup).processId(), signal.SIGKILL)
    qtbot.waitUntil(lambda: failed.count() == 1, timeout=LIMIT_MS)

    assert not lookup.is_open


def test_lookup__no_language_any_more__has_no_process(lookup: Lookup, qtbot: QtBot) -> None:
    process = process_of(opened(lookup, qtbot))

    lookup.open(None)

    assert process.state() == QProcess.ProcessState.NotRunning
    assert lookup._process is None


def test_lookup__its_owner_goes__its_process_goes_too(qtbot: QtBot) -> None:
    owner = QObject()
    process = process_of(opened(Lookup(owner), qtbot))
    ended = QSignalSpy(process.stateChanged)
    owner.deleteLater()

    qtbot.waitUntil(lambda: ended.count() == 1, timeout=LIMIT_MS)
