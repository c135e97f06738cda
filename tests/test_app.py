import sys
from pathlib import Path

import pytest

from journal_app import app


@pytest.fixture
def replaced(monkeypatch):
    """What the process would have been replaced by: (program, command, environment)."""
    calls = []
    monkeypatch.setattr(app.os, "name", "posix")
    monkeypatch.setattr(app.os, "execve", lambda *words: calls.append(words))
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: None)  # execve returns here, as it never does in life
    return calls


def test_start_successor__from_source__is_the_same_python_and_package(replaced):
    app.start_successor(None)

    [(program, command, _)] = replaced
    assert program == sys.executable
    assert command == [sys.executable, "-m", "journal_app"]


def test_start_successor__other_vaults_folder__is_told_but_not_in_the_process_list(replaced, tmp_path, monkeypatch):
    app.start_successor(tmp_path)

    [(_, command, environment)] = replaced
    assert command == [sys.executable, "-m", "journal_app"]
    monkeypatch.setenv(app.FOLDER_VARIABLE, environment[app.FOLDER_VARIABLE])
    assert app._folder_of([]) == tmp_path
    assert app.FOLDER_VARIABLE not in app.os.environ


def test_start_successor__left_minimised__is_told_so(replaced):
    app.start_successor(None, is_minimised=True)

    assert replaced[0][2][app.MINIMISED_VARIABLE]


def test_start_successor__in_a_bundle__starts_with_a_clean_environment(replaced, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("_PYI_PARENT_PROCESS_LEVEL", "1")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(Path("/opt/notes/_internal")))

    app.start_successor(None)

    [(_, command, environment)] = replaced
    assert command == [sys.executable]
    assert environment["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
    assert not [name for name in environment if name.startswith("_PYI_") or name == "LD_LIBRARY_PATH"]
