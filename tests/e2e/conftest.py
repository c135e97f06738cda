"""A computer of the test's own: a display, a window manager, a home folder, and hands that only press keys."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from journal_app.settings.product import NEUTRAL_TITLE

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
LONG_SECONDS = 120.0
KEY_MS = 12


class Computer:
    """One display with one window of the program in it, driven by key presses and heard by a screen reader."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.folder = folder
        self.variables = variables
        self.program: subprocess.Popen[bytes] | None = None
        self._reader: subprocess.Popen[str] | None = None
        self._is_behind = False

    @property
    def pid(self) -> int:
        """The program's process; the child of what it was started behind."""
        assert self.program is not None
        root = self.program.pid
        children = Path(f"/proc/{root}/task/{root}/children").read_text(encoding="ascii").split()
        return int(children[0]) if self._is_behind and children else root

    def need(self, *tools: str) -> None:
        """Skip the test where a tool is missing; `dev.py test` then lists it as not run."""
        need(*tools)

    def start(self, *before: str) -> None:
        """Start the program, behind other commands if wished, and wait for its window."""
        self._is_behind = bool(before)
        command = [*before, sys.executable, "-m", "journal_app"]
        self.program = subprocess.Popen(command, cwd=ROOT, env=self.variables)
        self.wait_for_window()

    def wait_for_window(self) -> None:
        """Wait for a window to be on the display and give it the keyboard."""
        self.wait_until(lambda: bool(self._windows()))
        self._run("windowfocus", "--sync", self._windows()[0])

    def press(self, *keys: str) -> None:
        """Press keys by their X names, one after the other."""
        self._run("key", "--delay", str(KEY_MS * 3), *keys)

    def type(self, words: str) -> None:
        """Type ASCII words where the keyboard is."""
        self._run("type", "--delay", str(KEY_MS), "--", words)

    def choose(self, *names: str) -> str:
        """Walk with Tab to the first control the screen reader names so, press Space, and return which it was."""
        met = []
        for _ in range(60):
            met.append(self.hear("focus"))
            if met[-1] in names:
                self.press("space")
                return str(met[-1])
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {names}, only to {met}")

    def go_through_first_run(self, passphrase: str) -> None:
        """Make a journal with a passphrase of one's own, and wait for Today."""
        self.wait_to_hear("A quiet place to write")
        self.press("Return")
        self.wait_to_hear("Choose a passphrase")
        self.press("Down", "Tab")
        for _ in range(2):
            self.type(passphrase)
            self.press("Return")
        self.wait_to_hear("Leaving in a hurry")
        self.press("Return")
        self.wait_to_hear("Gentle settings")
        self.choose("Make my journal")
        self.wait_to_hear("Write without a prompt")

    def wait_to_hear(self, name: str) -> None:
        """Wait until something of this name is showing."""
        self.wait_until(lambda: any(name in one for one in self.hear("names")))

    def hear(self, order: str) -> Any:
        """Ask the screen reader; what it can't read right now is empty."""
        if self._reader is None:
            self._reader = subprocess.Popen(
                [SYSTEM_PYTHON, READER, str(self.pid)],
                env=self.variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        print(order, file=self._reader.stdin, flush=True)
        reply = json.loads(self._reader.stdout.readline())
        return [] if isinstance(reply, dict) else reply

    def stop_listening(self) -> None:
        """Let the screen reader go."""
        if self._reader is not None:
            assert self._reader.stdin is not None
            self._reader.stdin.close()
            self._reader.wait(LONG_SECONDS)
            assert self._reader.stdout is not None
            self._reader.stdout.close()
            self._reader = None

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so on the display; there is no signal between two processes to wait for."""
        end = time.monotonic() + LONG_SECONDS
        while not is_so():
            assert self.program is not None
            assert self.program.poll() is None, "the program ended"
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain; showing: {self.hear('names')}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End the program at once, as a power cut would."""
        self.end(signal.SIGKILL)

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """End the program if it runs, and everything that listens to it."""
        self.stop_listening()
        if self.program is not None:
            if self.program.poll() is None:
                os.kill(self.pid, sign)
            self.program.wait(LONG_SECONDS)
            self.program = None

    def _windows(self) -> list[str]:
        return self._run("search", "--onlyvisible", "--name", NEUTRAL_TITLE)

    def _run(self, *words: str) -> list[str]:
        done = subprocess.run(["xdotool", *words], env=self.variables, capture_output=True, text=True, check=False)
        return done.stdout.split()


def need(*tools: str) -> None:
    """Skip the test where a tool is missing; `dev.py test` then lists it as not run."""
    missing = [tool for tool in tools if not (shutil.which(tool) or Path(tool).exists())]
    if sys.platform != "linux" or missing:
        pytest.skip(f"not run: needs {', '.join(missing) or 'Linux'}")


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A display, a session bus and a window manager; the variables that lead to them."""
    need("Xvfb", "xdotool", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher")
    has_reader = subprocess.run([SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"], check=False)
    if has_reader.returncode:
        pytest.skip("not run: needs python3-pyatspi")
    started: list[subprocess.Popen[str]] = []
    variables = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    variables |= {"HOME": str(tmp_path_factory.mktemp("desk")), "XDG_RUNTIME_DIR": str(tmp_path_factory.mktemp("run"))}

    def begin(*command: str) -> subprocess.Popen[str]:
        pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "encoding": "utf-8"}
        started.append(subprocess.Popen(command, env=variables, start_new_session=True, **pipe))
        return started[-1]

    try:
        screen = begin("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset")
        assert screen.stdout is not None
        variables["DISPLAY"] = f":{screen.stdout.readline().strip()}"
        bus = begin("dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address=1")
        assert bus.stdout is not None
        variables["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        if shutil.which("openbox"):
            begin("openbox")
        yield variables
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(LONG_SECONDS)
            if process.stdout is not None:
                process.stdout.close()


@pytest.fixture
def computer(display: dict[str, str], tmp_path: Path) -> Iterator[Computer]:
    """A computer on which nothing was started yet; all its folders lie in the test's own."""
    folders = {"HOME": "home", "TMPDIR": "tmp", "KINDROOT_HOME": "home/data"}
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    variables = display | {name: str(tmp_path / place) for name, place in folders.items()}
    variables |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    here = Computer(tmp_path, variables)
    yield here
    here.end()
