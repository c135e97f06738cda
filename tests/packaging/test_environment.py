import os
import sys

import pytest


@pytest.fixture
def environment(packaging_module, monkeypatch, tmp_path):
    """A project in a folder with a space; venv and pip are only written down, in `environment.started`."""
    module = packaging_module("environment")
    root = tmp_path / "a project"
    (root / "packaging").mkdir(parents=True)
    locks = [f"packaging/requirements{kind}.lock" for kind in ("", "-dev", "-bundle")]
    for name in (*locks, "pyproject.toml"):
        (root / name).write_text(name)
    for name, path in {"ROOT": root, "VENV": root / ".venv", "STAMP": root / ".venv" / "kindroot-stamp.json"}.items():
        monkeypatch.setattr(module, name, path)
    module.started = []

    def call(command, **_):
        module.started.append([str(part) for part in command])
        if "venv" in command:
            python = module._venv_python()
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return 0

    monkeypatch.setattr(module, "call", call)
    return module


def what_was_done(environment):
    kinds = {"venv": "venv", "-r": "lock", "-e": "project"}
    done = [kinds[word] for command in environment.started for word in command if word in kinds]
    environment.started.clear()
    return done


def test_prepare__fresh_machine__makes_it_installs_lock_with_hashes_then_the_project(environment):
    python = environment.prepare("requirements.lock")

    locked, project = environment.started[1:]
    assert python.is_relative_to(environment.ROOT / ".venv")
    assert "--require-hashes" in locked
    assert {"--no-deps", "--no-build-isolation", str(environment.ROOT)} <= set(project)
    assert what_was_done(environment) == ["venv", "lock", "project"]


def test_prepare__second_time__does_nothing(environment):
    environment.prepare("requirements.lock")
    what_was_done(environment)

    environment.prepare("requirements.lock")

    assert what_was_done(environment) == []


@pytest.mark.parametrize("changed", ["packaging/requirements.lock", "pyproject.toml"])
def test_prepare__lock_or_project_changed__installs_again_in_the_same_environment(environment, changed):
    environment.prepare("requirements.lock")
    what_was_done(environment)

    (environment.ROOT / changed).write_text("newer")
    environment.prepare("requirements.lock")

    assert what_was_done(environment) == ["lock", "project"]


def test_prepare__run_after_test__has_everything_already(environment):
    environment.prepare("requirements-dev.lock")
    what_was_done(environment)

    environment.prepare("requirements.lock")

    assert what_was_done(environment) == []


def test_prepare__bundle_after_test__adds_pyinstaller(environment):
    environment.prepare("requirements-dev.lock")
    what_was_done(environment)

    environment.prepare("requirements-bundle.lock")
    environment.prepare("requirements-bundle.lock")

    assert what_was_done(environment) == ["lock", "project"]


def test_prepare__test_after_run__adds_the_tools(environment):
    environment.prepare("requirements.lock")
    what_was_done(environment)

    environment.prepare("requirements-dev.lock")

    assert what_was_done(environment) == ["lock", "project"]


@pytest.mark.parametrize("stamp", ["", "[]", '{"place": "elsewhere 3.11 linux"}'], ids=["cut", "odd", "moved"])
def test_prepare__folder_was_moved_or_stamp_damaged__starts_afresh(environment, stamp):
    environment.prepare("requirements.lock")
    what_was_done(environment)

    environment.STAMP.write_text(stamp)
    environment.prepare("requirements.lock")

    assert what_was_done(environment) == ["venv", "lock", "project"]


def test_prepare__install_fails__says_so_and_tries_again_next_time(environment, monkeypatch):
    environment.prepare("requirements.lock")
    (environment.ROOT / "packaging" / "requirements.lock").write_text("newer")
    monkeypatch.setattr(environment, "call", lambda command, **_: 1)

    for _ in range(2):
        with pytest.raises(environment.SetUpError, match="check the connection"):
            environment.prepare("requirements.lock")


def test_prepare__python_without_venv__names_the_package_to_install(environment, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment.system_packages, "install", lambda packages: False)

    with pytest.raises(environment.SetUpError, match=rf"sudo apt install python3\.{sys.version_info[1]}-venv"):
        environment.prepare("requirements.lock")


def test_clean_environment__variables_that_lead_elsewhere__are_left_out(environment, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")

    clean = environment.clean_environment({"QT_QPA_PLATFORM": "offscreen"})

    assert "/elsewhere" not in clean.values()
    assert clean["QT_QPA_PLATFORM"] == "offscreen"
    assert clean["PATH"] == os.environ["PATH"]
