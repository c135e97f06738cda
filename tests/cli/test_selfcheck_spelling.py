"""The line of selfcheck about spelling: well with the library and without it, not with one that answers nonsense."""

import sys

import pytest

from journal_app.cli import selfcheck_spelling
from journal_app.cli.check_line import NotSoError
from journal_app.cli.selfcheck_spelling import spelling


def test_spelling__as_it_is_here__is_well() -> None:
    pytest.importorskip("hunspell")

    assert "told apart" in spelling()


def test_spelling__library_not_installed__is_well_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck_spelling, "can_check_spelling", lambda: False)

    assert "not installed" in spelling()


def test_spelling__dictionary_that_ships_is_missing__is_not_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck_spelling, "can_check_spelling", lambda: True)
    monkeypatch.setattr(selfcheck_spelling, "find_dictionaries", dict)

    with pytest.raises(NotSoError, match="missing"):
        spelling()


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("pass", "does not answer"),
        ("print('nonsense')", "does not answer"),
        ("""print('{"id": 1}'); print('{"id": 2, "unknown": []}')""", "right word from a wrong"),
        ("""print('{"id": 1}'); print('{"id": 2, "problem": "x"}')""", "does not answer"),
    ],
)
def test_spelling__process_answers_something_else__is_not_so(
    monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    monkeypatch.setattr(selfcheck_spelling, "can_check_spelling", lambda: True)
    monkeypatch.setattr(selfcheck_spelling, "own_command", lambda: [sys.executable, "-c", program])

    with pytest.raises(NotSoError, match=said):
        spelling()
