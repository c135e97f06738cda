"""T1, T3 and T9 on the real program: what a person types is in no file, no name, no stream, and no memory after a lock.

The child unlocks a journal, titles a page, writes it, keeps it, copies it, searches it, begins another, and locks.
"""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is read here is Linux's")

VAULT_FILE = re.compile(r"s/[a-z2-7]{8}/(lock|vault\.json(\.b)?(\.new)?|store-\d+\.db(-wal|-shm|-journal)?|snap/[^/]+)")
OUR_FILE = re.compile(rf"{VAULT_FILE.pattern}|prefs\.json(\.new)?|support\.toml|s(/[a-z2-7]{{8}}(/snap)?)?")
FONT_CACHE = re.compile(r"home/\.cache/fontconfig(/.*)?")
"""Fontconfig lists the fonts of the machine here, under X11, whatever program asks first."""

EXEC_OF_PYTHON = "".join(f"\\x{byte:02x}" for byte in b"python")
WORKER = "".join(f"\\x{byte:02x}" for byte in b"spelling-worker")
QT_CORE = "".join(f"\\x{byte:02x}" for byte in b"libQt6Core")
MAKING = re.compile(r"open(at|at2)?|creat|(mkdir|rename|link|symlink|mknod)(at|at2)?")
AF_INET = re.compile(r"\bAF_INET6?\b")


@pytest.fixture
def everything(typed, passphrase):
    return typed | {"passphrase": passphrase}


def stray_files(machine):
    """Return the files on the machine that the program has no business to make."""
    found = [path for path in machine.root.rglob("*") if not path.is_dir()]
    ours = [path for path in found if path.is_relative_to(machine.data)]
    others = [str(path.relative_to(machine.root)) for path in found if path not in ours]
    strays = [name for path in ours if not OUR_FILE.fullmatch(name := path.relative_to(machine.data).as_posix())]
    return strays + [name for name in others if not FONT_CACHE.fullmatch(name)]


def test_program__open_and_locked__its_faces_and_files_name_nothing_and_no_core_may_be_written(
    machine, sweep, everything
):
    machine.start(everything)

    assert sweep.faces(machine.pid) == []
    assert sweep.tree(machine.root) == []
    assert may_write_no_core(machine.pid)
    machine.lock()
    assert sweep.faces(machine.pid) == []
    assert may_write_no_core(machine.pid)
    command = Path(f"/proc/{machine.pid}/cmdline").read_bytes().split(b"\0")[1:-1]
    assert command == [b"-m", b"journal_app"]
    said = machine.stop()
    assert sweep.data("said", said) == []
    assert b"Traceback" not in said
    assert sweep.tree(machine.root) == []
    assert stray_files(machine) == []


def test_program__a_file_and_a_picture_on_the_page__are_in_the_vault_and_in_no_other_file(
    machine, sweep, everything, given
):
    machine.start(everything | {"file": str(given)})
    assert sweep.tree(machine.root) == []
    assert stray_files(machine) == []

    machine.lock()

    assert sweep.faces(machine.pid) == []
    said = machine.stop()
    assert sweep.data("said", said) == []
    assert b"Traceback" not in said
    assert sweep.tree(machine.root) == []
    assert stray_files(machine) == []


def test_guest__a_file_and_a_picture_on_the_page__make_no_file(machine, sweep, everything_of_a_guest, given):
    before = contents(machine.root)
    machine.start(everything_of_a_guest | {"file": str(given)})
    assert contents(machine.root) == before

    machine.end_guest()

    assert contents(machine.root) == before
    assert sweep.data("said", machine.stop()) == []


@pytest.mark.thorough
def test_program__every_call_watched__writes_no_word_of_a_file_and_makes_no_name_for_it(
    machine, sweep, sweeping, everything, watch, given, tmp_path
):
    log = tmp_path / "calls"
    machine.variables |= {"PYTHONDONTWRITEBYTECODE": "1"}
    path = given.rename(given.with_name("one.txt"))  # opening it to read says its own name

    machine.start(everything | {"file": str(path)}, before=watch(log), log=log)
    machine.lock()
    machine.stop()

    assert sweep.writes(log) == []
    assert made(sweeping, log, machine) == []


@pytest.mark.thorough
def test_program__closed__leaves_its_vault_alone_in_the_folder(machine, sweep, everything):
    machine.start(everything)
    assert stray_files(machine) == []

    machine.tell("leave")

    said = b"".join(machine.process.communicate(timeout=30))
    assert machine.process.returncode == 0, said
    assert sweep.data("said", said) == []
    assert sweep.tree(machine.root) == []
    assert stray_files(machine) == []
    assert not list(machine.data.rglob("*-wal"))


@pytest.fixture
def everything_of_a_guest(typed):
    return typed | {"pin": "24683579"}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_guest__wrote_searched_copied_and_ended__no_file_came_to_be_and_a_fresh_gate_stands_there(
    machine, sweep, everything_of_a_guest
):
    before = contents(machine.root)
    machine.start(everything_of_a_guest)
    assert sweep.faces(machine.pid) == []
    assert contents(machine.root) == before

    machine.end_guest()

    assert sweep.faces(machine.pid) == []
    assert contents(machine.root) == before
    said = machine.stop()
    assert sweep.data("said", said) == []
    assert b"Traceback" not in said


@pytest.mark.thorough
def test_guest__ended__has_no_word_in_memory(machine, sweep, everything_of_a_guest):
    if os.geteuid() != 0:
        pytest.skip("not run: reading another process's memory needs root")
    machine.start(everything_of_a_guest)
    assert sweep.memory(machine.pid, first_only=True), "the sweep sees nothing even while the page is open"

    machine.end_guest()

    assert sweep.memory(machine.pid) == []


@pytest.mark.thorough
def test_guest__every_call_watched__writes_no_word_and_makes_no_name(
    machine, sweep, sweeping, everything_of_a_guest, watch, tmp_path
):
    log = tmp_path / "calls"
    machine.variables |= {"PYTHONDONTWRITEBYTECODE": "1"}

    machine.start(everything_of_a_guest, before=watch(log), log=log)
    machine.end_guest()
    machine.stop()

    assert sweep.writes(log) == []
    assert made(sweeping, log, machine) == []
    assert not [name for name in names_made(sweeping, log) if Path(name).is_relative_to(machine.data)]
    assert not AF_INET.search(log.read_text())


def test_program__everything_fails_with_a_person_s_words__no_word_is_said_or_kept(machine, sweep, everything):
    machine.start(everything)

    machine.tell("break")

    assert machine.process.stdout.readline() == b"broken\n"
    said = machine.stop()
    assert said.count(b"A fault of the program: ValueError") >= 1
    assert sweep.data("said", said) == []
    assert sweep.tree(machine.root) == []
    assert stray_files(machine) == []


@pytest.mark.thorough
def test_program__locked__has_no_word_in_memory(machine, sweep, everything):
    if os.geteuid() != 0:
        pytest.skip("not run: reading another process's memory needs root")
    machine.start(everything)
    assert sweep.memory(machine.pid, first_only=True), "the sweep sees nothing even while the page is open"

    machine.lock()

    assert sweep.memory(machine.pid) == []


@pytest.mark.thorough
@pytest.mark.parametrize("platform", ["offscreen", "xcb"])
def test_program__every_call_watched__writes_no_word_makes_no_stray_name_opens_no_socket_to_the_net(
    machine, sweep, sweeping, everything, watch, display, tmp_path, platform
):
    log = tmp_path / "calls"
    machine.variables |= {"QT_QPA_PLATFORM": platform, "PYTHONDONTWRITEBYTECODE": "1"}
    if platform == "xcb":
        machine.variables["DISPLAY"] = display()

    machine.start(everything, before=watch(log), log=log)
    machine.lock()
    machine.stop()

    assert {"pwrite64", "openat"} <= {call for call, _ in sweeping.calls(log)}
    assert sweep.writes(log) == []
    assert made(sweeping, log, machine) == []
    assert not AF_INET.search(log.read_text())
    assert closed_before_qt(log) == ["closed", "closed"]
    assert sweep.tree(machine.root) == []
    assert stray_files(machine) == []


def test_log__a_file_and_a_socket_are_made_on_purpose__are_seen(machine, sweeping, watch, tmp_path):
    log = tmp_path / "calls"
    script = "import socket; open('stray', 'w').close(); socket.socket(socket.AF_INET6).close()"

    subprocess.run([*watch(log), sys.executable, "-c", script], cwd=machine.root, check=True)

    assert made(sweeping, log, machine) == ["openat stray"]
    assert AF_INET.search(log.read_text())
    assert closed_before_qt(log) == ["open"]


@pytest.mark.thorough
def test_window__on_a_real_screen__its_names_say_nothing(machine, sweep, everything, display):
    machine.variables |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display()}

    machine.start(everything)
    names = window_names(machine.variables["DISPLAY"])

    assert "Notes" in names
    assert sweep.data("names", "\n".join(names).encode()) == []
    assert set(names) <= {
        "Notes",
        "Qt Selection Owner for Notes",
        "Qt Client Leader Window",
        "Focus-Proxy-Window",
    }


def may_write_no_core(pid):
    limits = Path(f"/proc/{pid}/limits").read_text()
    return re.search(r"Max core file size +0 +0 ", limits) is not None


def closed_before_qt(log):
    """Say for each program of ours in turn whether it was made undumpable before it opened a library of Qt's.

    What looks words up for the window is left out: it opens none, and may be ended before it has done anything.
    """
    found, running = [], {}
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        pid = line.partition(" ")[0]
        at = running.get(pid)
        if "execve(" in line and EXEC_OF_PYTHON in line and " = -1 " not in line:
            running[pid] = len(found)
            found.append("worker" if WORKER in line else "open")
        elif at is None:
            continue
        elif "prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE" in line:
            found[at] = "closed" if found[at] == "open" else found[at]
        elif QT_CORE in line and "openat(" in line and " = -1 " not in line and found[at] in ("open", "worker"):
            found[at] = "too late"
    return [one for one in found if one != "worker"]


def names_made(sweeping, log):
    """Return every name that came to be by the log."""
    return [name for _call, name in makings(sweeping, log)]


def made(sweeping, log, machine):
    """Return the names that came to be by the log, and that the program has no business to make."""
    return [f"{call} {name}" for call, name in makings(sweeping, log) if not is_ours(name, machine)]


def makings(sweeping, log):
    """Return each call that makes a name, with that name."""
    found = []
    for call, arguments in sweeping.calls(log):
        if call.startswith("open") and "O_CREAT" not in arguments and "O_TMPFILE" not in arguments:
            continue
        if not MAKING.fullmatch(call):
            continue
        names = [os.fsdecode(name) for name in sweeping.strings(arguments)]
        found += [(call, name) for name in names[-1:]]
    return found


def is_ours(name, machine):
    path = Path(name)
    if path.is_relative_to(machine.data):
        inner = path.relative_to(machine.data).as_posix()
        return inner == "." or OUR_FILE.fullmatch(inner) is not None
    if path.is_relative_to(machine.root):
        return FONT_CACHE.fullmatch(path.relative_to(machine.root).as_posix()) is not None
    return path.is_relative_to("/dev")


def window_names(display):
    """Return every name and class that the windows of an X server have, as any program may read them."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    server = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    names, queue = set(), [x11.XDefaultRootWindow(server)]
    while queue:
        window = queue.pop()
        names |= properties(x11, server, window)
        queue += children(x11, server, window)
    x11.XCloseDisplay(server)
    return sorted(names)


def properties(x11, server, window):
    found, held = set(), (ctypes.c_char_p * 2)()
    name = ctypes.c_char_p()
    if x11.XFetchName(server, ctypes.c_ulong(window), ctypes.byref(name)) and name.value:
        found.add(name.value.decode("utf-8", "replace"))
    if x11.XGetClassHint(server, ctypes.c_ulong(window), held):
        found |= {part.decode("utf-8", "replace") for part in held if part}
    return found


def children(x11, server, window):
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    listed = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(server, ctypes.c_ulong(window), *map(ctypes.byref, (root, parent, listed, count)))
    return [listed[at] for at in range(count.value)]
