import ctypes
import signal
import subprocess
import sys

import pytest

from journal_app.settings import hardening

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="what is measured here is Linux's")

REPORT = """
import ctypes, os, resource, stat, sys, tempfile, pathlib
from journal_app.settings.hardening import harden_process
harden_process()
folder = pathlib.Path(sys.argv[1])
(folder / "new").touch()
(folder / "inside").mkdir()
print(resource.getrlimit(resource.RLIMIT_CORE))
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
print(*(oct(stat.S_IMODE((folder / name).stat().st_mode)) for name in ("new", "inside")))
print("PySide6" in sys.modules)
"""

CRASH = """
import os, sys
from journal_app.settings.hardening import harden_process
harden_process()
os.chdir(sys.argv[1])
os.abort()
"""

WINDOW = """
import sys
from journal_app import __main__ as start
seen = []
start.harden_process = lambda: seen.append("PySide6" in sys.modules)
import journal_app
sys.modules["journal_app.app"] = type(sys)("app")
sys.modules["journal_app.app"].main = lambda arguments: 0
start.main([])
print(seen)
"""


class Kernel:
    """Windows' part of it, as far as it is asked for."""

    def __init__(self, mode):
        self.mode = mode

    def GetErrorMode(self):
        return self.mode

    def SetErrorMode(self, mode):
        self.mode = mode


@pytest.fixture
def child(tmp_path, monkeypatch):
    def run(script, **variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False)

    monkeypatch.delenv("SNAP", raising=False)
    return run


@linux_only
def test_harden_process__on_linux__no_core_no_dump_private_files(child):
    assert child(REPORT).stdout.splitlines() == ["(0, 0)", "0", "0o600 0o700", "False"]


@linux_only
def test_harden_process__in_a_snap__stays_dumpable_for_the_portal(child):
    cores, dumpable, *_ = child(REPORT, SNAP="/snap/kindroot/1").stdout.splitlines()

    assert (cores, dumpable) == ("(0, 0)", "1")


@linux_only
def test_harden_process__then_a_crash__leaves_no_core_file(child, tmp_path):
    done = child(CRASH)

    assert done.returncode == -signal.SIGABRT
    assert not list(tmp_path.iterdir())


def test_window__is_started__the_process_is_hardened_before_qt_comes_in(child):
    assert child(WINDOW).stdout.strip() == "[False]"


def test_harden_process__on_windows__asks_for_no_error_reports_and_keeps_what_was_set(monkeypatch):
    kernel = Kernel(0x0004)
    monkeypatch.setattr(ctypes, "windll", type("Windll", (), {"kernel32": kernel}), raising=False)

    hardening._forbid_error_reports()

    assert kernel.mode == 0x8007
