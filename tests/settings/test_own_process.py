import sys

import pytest

from journal_app.settings import own_process


@pytest.fixture
def bundled(monkeypatch):
    monkeypatch.setattr(own_process.sys, "frozen", True, raising=False)
    monkeypatch.setattr(own_process.sys, "executable", "/opt/notes/notes")


def test_own_command__from_source__is_python_and_the_package():
    assert own_process.own_command() == [sys.executable, "-m", "journal_app"]


@pytest.mark.usefixtures("bundled")
def test_own_command__in_a_bundle__is_the_program_alone():
    assert own_process.own_command() == ["/opt/notes/notes"]


def test_fresh_environment__from_source__is_what_was_inherited():
    inherited = {"HOME": "/home/a", "LD_LIBRARY_PATH": "/opt/lib"}

    assert own_process.fresh_environment(inherited) == inherited


@pytest.mark.usefixtures("bundled")
def test_fresh_environment__in_a_bundle__has_nothing_of_the_starter():
    inherited = {
        "HOME": "/home/a",
        "LD_LIBRARY_PATH": "/opt/notes/_internal",
        "_PYI_ARCHIVE_FILE": "/opt/notes/notes",
        "_PYI_APPLICATION_HOME_DIR": "/opt/notes/_internal",
        "_PYI_PARENT_PROCESS_LEVEL": "1",
    }

    assert own_process.fresh_environment(inherited) == {"HOME": "/home/a", "PYINSTALLER_RESET_ENVIRONMENT": "1"}


@pytest.mark.usefixtures("bundled")
def test_fresh_environment__person_had_a_library_path__gets_it_back():
    inherited = {"LD_LIBRARY_PATH": "/opt/notes/_internal:/opt/lib", "LD_LIBRARY_PATH_ORIG": "/opt/lib"}

    fresh = own_process.fresh_environment(inherited)

    assert fresh["LD_LIBRARY_PATH"] == "/opt/lib"
    assert "LD_LIBRARY_PATH_ORIG" not in fresh


def test_fresh_environment__nothing_given__starts_from_this_processes_own(monkeypatch):
    monkeypatch.setenv("KINDROOT_HOME", "/somewhere")

    assert own_process.fresh_environment()["KINDROOT_HOME"] == "/somewhere"
