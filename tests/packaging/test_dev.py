import subprocess
import sys

import pytest


@pytest.fixture
def dev(packaging_module, monkeypatch):
    """dev.py with nothing set up and nothing started: what it would start is kept in `dev.started`."""
    module = packaging_module("dev")
    module.started = []
    monkeypatch.setattr(module.environment, "prepare", lambda lock: f"python-of-{lock}")
    monkeypatch.setattr(module.environment, "call", lambda command, **_: module.started.append(command) or 0)
    monkeypatch.setattr(module.system_packages, "bring", lambda needs: ())
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":5")
    return module


@pytest.fixture
def no_display(monkeypatch, dev):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_run__with_words__hands_them_to_the_program(dev):
    assert dev.main(["run", "packs", "check", "a b/seeds", "--json"]) == 0
    assert dev.started == [
        ["python-of-requirements.lock", "-m", "journal_app", "packs", "check", "a b/seeds", "--json"]
    ]


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize("words", [[], ["demo"]])
def test_run__window_wanted_without_a_display__says_so_and_offers_pictures(dev, capsys, words):
    assert dev.main(["run", *words]) == 1

    assert "demo --pictures" in capsys.readouterr().err
    assert dev.started == []


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize("words", [["demo", "--pictures", "p"], ["packs", "check", "seeds"], ["--version"]])
def test_run__no_window_wanted__needs_no_display(dev, words):
    assert dev.main(["run", *words]) == 0
    assert len(dev.started) == 1


def test_run__libraries_missing_that_may_not_be_installed__prints_the_one_line(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.system_packages, "bring", lambda needs: needs)
    monkeypatch.setattr(dev.system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")

    assert dev.main(["run"]) == 1

    message = capsys.readouterr().err
    assert "sudo apt install libglib2.0-0" in message
    assert "libxcb-cursor0" in message
    assert dev.started == []


def test_run__only_x11_libraries_missing_on_wayland__opens_all_the_same(dev, monkeypatch):
    monkeypatch.setattr(dev.system_packages, "bring", lambda needs: needs if needs == dev.system_packages.X11 else ())
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert dev.main(["run"]) == 0


def test_run__neither_x11_nor_wayland_libraries__names_what_to_install(dev, monkeypatch, capsys):
    system = dev.system_packages
    monkeypatch.setattr(system, "bring", lambda needs: needs if needs in (system.X11, system.WAYLAND) else ())
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert dev.main(["run"]) == 1
    assert "libwayland-cursor" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["test", "--thorough"], ["bundle"]])
def test_bundle__to_be_made__brings_every_library_it_takes_from_the_system(dev, prepared, monkeypatch, tmp_path, words):
    asked = set()
    monkeypatch.setattr(dev.system_packages, "bring", lambda needs: asked.update(needs) or ())
    monkeypatch.setattr(dev.bundle, "build", lambda python, output: tmp_path)

    assert dev.main(words) == 0

    system = dev.system_packages
    assert asked >= {*system.OFFSCREEN, *system.X11, *system.WAYLAND, *system.BUILD_TOOLS}


def test_run__program_says_it_could_not__so_does_the_command(dev, monkeypatch):
    monkeypatch.setattr(dev.environment, "call", lambda command, **_: 1)

    assert dev.main(["run", "packs", "check", "nowhere"]) == 1


@pytest.fixture
def prepared(dev, monkeypatch):
    """The locks that were installed, and the checks left undone."""
    locks = []
    monkeypatch.setattr(dev.environment, "prepare", lambda lock: locks.append(lock) or "python")
    monkeypatch.setattr(dev.checks, "run_all", lambda planned, missing_tools: 0)
    return locks


def test_test__everyday__needs_no_pyinstaller(dev, prepared):
    assert dev.main(["test"]) == 0
    assert prepared == ["requirements-dev.lock"]


def test_test__thorough__brings_pyinstaller(dev, prepared):
    assert dev.main(["test", "--thorough"]) == 0
    assert prepared == ["requirements-dev.lock", "requirements-bundle.lock"]


def test_bundle__made__says_where_and_how_large(dev, monkeypatch, capsys, tmp_path):
    program = tmp_path / "kindroot" / "kindroot"
    program.parent.mkdir()
    program.write_bytes(b"0" * 3 * dev.bundle.MIB)
    monkeypatch.setattr(dev.bundle, "build", lambda python, output: program)

    assert dev.main(["bundle", "--output", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{program}  (3 MiB with all it needs)\n"


def test_bundle__pyinstaller_fails__says_so(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.environment, "call", lambda command, **_: 1)

    assert dev.main(["bundle"]) == 1
    assert "could not be made" in capsys.readouterr().err


def test_bundle__measured__prints_both_ratios(dev, monkeypatch, capsys, tmp_path):
    pair = dev.bundle.Pair("size", [130.0], "PyInstaller's default", [200.0], "MiB", 0.65)
    monkeypatch.setattr(dev.bundle, "build", lambda python, output: tmp_path / "kindroot")
    monkeypatch.setattr(dev.bundle, "measure", lambda python, program: [pair])

    assert dev.main(["bundle", "--measure"]) == 0
    assert "130 MiB, PyInstaller's default 200 MiB: × 0.65  (goal ≤ 0.65: reached)" in capsys.readouterr().out


def test_dev__older_python__is_told_kindly(project_root):
    script = f"""
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
runpy.run_path({str(project_root / "packaging" / "dev.py")!r}, run_name="__main__")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("Kindroot needs Python 3.11 or newer; this is 3.9.")


def test_dev__help_from_any_folder__lists_the_commands(project_root, tmp_path):
    done = subprocess.run(
        [sys.executable, str(project_root / "packaging" / "dev.py"), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0
    assert all(word in done.stdout for word in ("run", "test", "bundle"))


def test_packaging__its_modules__use_the_standard_library_alone(project_root):
    modules = "dev, bundle, bundle_parts, checks, environment, system_packages"
    script = f"import sys; sys.path.insert(0, sys.argv[1]); import {modules}"

    done = subprocess.run([sys.executable, "-I", "-S", "-c", script, str(project_root / "packaging")], check=False)

    assert done.returncode == 0
