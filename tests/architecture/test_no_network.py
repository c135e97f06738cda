"""Kindroot has no network code: importing all of it, checking a pack and opening Qt must touch no internet socket."""

import os
import shutil
import subprocess
import sys

import pytest

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys

def watch(event, arguments):
    if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"}:
        print("network:", event, arguments[1:], flush=True)
    if event == "socket.__new__" and arguments[1] != 1:      # 1 is AF_UNIX
        print("network:", event, arguments[1:], flush=True)

sys.addaudithook(watch)
import journal_app
names = [module.name for module in pkgutil.walk_packages(journal_app.__path__, "journal_app.")]
for name in names:
    importlib.import_module(name)
print("imported", len(names))
"""

CHECK_SEEDS = """
from journal_app.__main__ import main
print("checked", main(["packs", "check", sys.argv[1]]))
"""

PROVOKE = """
import socket
socket.socket(socket.AF_INET).close()
"""

OPEN_QT = """
from PySide6.QtWidgets import QApplication, QTextEdit
app = QApplication([])
page = QTextEdit()
page.show()
app.processEvents()
print("opened")
"""


@pytest.fixture
def run(tmp_path, project_root):
    def start(script, *before):
        variables = os.environ | {"KINDROOT_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
        command = [*before, sys.executable, "-W", "ignore", "-c", script, str(project_root / "seeds")]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=variables, timeout=120, check=False)

    return start


def test_program__everything_imported_and_a_pack_checked__opens_no_internet_socket(run):
    done = run(IMPORT_EVERYTHING + CHECK_SEEDS)

    assert done.returncode == 0, done.stderr
    assert "imported" in done.stdout
    assert "checked 0" in done.stdout
    assert "network:" not in done.stdout


def test_the_watch__a_socket_is_opened__is_seen(run):
    assert "network: socket.__new__" in run(IMPORT_EVERYTHING + PROVOKE).stdout


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is missing")
def test_program_with_qt__every_system_call_watched__opens_no_internet_socket(run, tmp_path):
    log = tmp_path / "calls"

    done = run(IMPORT_EVERYTHING + OPEN_QT, "strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(log))

    assert "opened" in done.stdout, done.stderr
    assert "AF_INET" not in log.read_text()
