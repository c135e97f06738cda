"""What a second program can read of what was copied here, and when; in a real X server, where there is one."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QClipboard

from journal_app.ui import clipboard
from journal_app.ui.clipboard import SENSITIVE_MARKS, ClipboardKeeper

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
NOTHING = {"clipboard": "", "selection": ""}

OWNER = """
import sys
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication
from journal_app.ui.clipboard import ClipboardKeeper
from journal_app.ui.pyside_refs import keep_singletons_alive
from journal_app.ui.widgets.page_text import PageText

keep_singletons_alive()
app = QApplication([])
page = PageText()
page.show()
keeper = ClipboardKeeper(app.clipboard(), app, kept_ms=int(sys.argv[1]))
page.setPlainText("Zwölf Briefe")

def heed(_socket):
    word = sys.stdin.readline().strip()
    if word == "copy":
        page.selectAll()
        page.copy()
        app.clipboard().setText("Zwölf Briefe", app.clipboard().Mode.Selection)  # as a mouse does with what it marks
    elif word == "lock":
        keeper.clear()
    elif word == "lost":
        say_when_lost()
        return
    elif word == "":
        app.quit()
        return
    QTimer.singleShot(50, lambda: print(word, flush=True))

def say_when_lost():
    if app.clipboard().ownsClipboard():  # the X server's word of it is still on its way
        QTimer.singleShot(10, say_when_lost)
    else:
        print("lost", flush=True)

heeder = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
heeder.activated.connect(heed)
print("ready", flush=True)
app.exec()
"""

READER = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from journal_app.ui.pyside_refs import keep_singletons_alive

keep_singletons_alive()
app = QApplication([])

def read():
    board = app.clipboard()
    found = {"clipboard": board.text(), "selection": board.text(board.Mode.Selection)}
    print(json.dumps([found, board.mimeData().formats()]))
    app.quit()

if sys.argv[1:]:
    app.clipboard().setText(sys.argv[1])
    app.clipboard().changed.connect(lambda _mode: app.clipboard().ownsClipboard() or app.quit())
    print("taken", flush=True)
else:
    QTimer.singleShot(100, read)
app.exec()
"""


class FakeClipboard(QObject):
    """A clipboard that other programs share, as far as the keeper asks it."""

    changed = Signal(QClipboard.Mode)

    def __init__(self):
        super().__init__()
        self.data = {}
        self.is_ours = True

    def put(self, text, mode=CLIPBOARD, *, is_ours=True):
        data = QMimeData()
        data.setText(text)
        self.is_ours = is_ours
        self.setMimeData(data, mode)

    def supportsSelection(self):
        return True

    def ownsClipboard(self):
        return self.is_ours

    def ownsSelection(self):
        return self.is_ours

    def mimeData(self, mode):
        return self.data.get(mode)

    def setMimeData(self, data, mode):
        self.data[mode] = data
        self.changed.emit(mode)

    def clear(self, mode):
        self.put("", mode)

    def text(self, mode=CLIPBOARD):
        return self.data[mode].text() if mode in self.data else ""


@pytest.fixture
def board(monkeypatch):
    monkeypatch.setattr(clipboard, "NOT_SHARED", frozenset())
    return FakeClipboard()


@pytest.fixture
def display():
    """The name of a fresh X server's display."""
    if shutil.which("Xvfb") is None:
        pytest.skip("not run: Xvfb is missing")
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture
def start(display):
    """Start a program of ours on the display, in a process of its own."""
    running = []

    def run(script, *words):
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", script, *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            )
        )
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def read(start):
    """Say what a second program reads now: the texts, and the clipboard's formats."""
    return lambda: json.loads(start(READER).communicate(timeout=60)[0])


@pytest.fixture
def owner(start):
    """Start the program that copies; each word it is told is answered once it is done."""

    def run(kept_ms):
        process = start(OWNER, str(kept_ms))
        assert process.stdout.readline() == "ready\n"

        def tell(word):
            process.stdin.write(word + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == word + "\n"

        return tell

    return run


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is read here")
def test_copied_words__read_by_a_second_program__are_marked_and_gone_after_a_lock(owner, read):
    tell = owner(60_000)
    tell("copy")
    found, formats = read()
    assert found == {"clipboard": "Zwölf Briefe", "selection": "Zwölf Briefe"}
    assert set(SENSITIVE_MARKS) <= set(formats)

    tell("lock")

    assert read()[0] == NOTHING


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is read here")
def test_copied_words__read_by_a_second_program_after_the_time__are_gone(owner, read):
    tell = owner(200)
    tell("copy")
    tell("lost")

    assert read()[0] == NOTHING


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is read here")
def test_lock__another_program_has_copied_since__its_words_stay(owner, read, start):
    tell = owner(60_000)
    tell("copy")
    other = start(READER, "theirs")
    assert other.stdout.readline() == "taken\n"
    tell("lost")

    tell("lock")

    assert read()[0] == {"clipboard": "theirs", "selection": ""}


@pytest.mark.parametrize("mode", [CLIPBOARD, SELECTION])
def test_keeper__words_are_copied__marks_them_and_takes_them_back_after_the_time(qtbot, board, mode):
    keeper = ClipboardKeeper(board, kept_ms=20)

    board.put("words", mode)

    assert board.text(mode) == "words"
    assert set(SENSITIVE_MARKS) <= set(board.mimeData(mode).formats())
    qtbot.waitUntil(lambda: board.text(mode) == "")
    assert keeper is not None


def test_keeper__copied_again__counts_from_the_last_time(board):
    keeper = ClipboardKeeper(board)
    board.put("one")
    board.put("two")

    assert [timer.isActive() for timer in keeper._timers.values()] == [True, False]
    keeper.clear()
    assert board.text() == ""
    assert not any(timer.isActive() for timer in keeper._timers.values())


def test_keeper__another_program_copies__leaves_its_words_alone_for_good(board):
    keeper = ClipboardKeeper(board)
    board.put("ours")

    board.put("theirs", is_ours=False)
    keeper.clear()

    assert board.text() == "theirs"
    assert not set(SENSITIVE_MARKS) & set(board.mimeData(CLIPBOARD).formats())
    assert not any(timer.isActive() for timer in keeper._timers.values())


IN_PYTHON_S_HANDS = """
import sys
from PySide6.QtWidgets import QApplication
from journal_app.ui.clipboard import ClipboardKeeper
from journal_app.ui.pyside_refs import keep_singletons_alive
from journal_app.ui.widgets.page_text import PageText

keep_singletons_alive()
app = QApplication([])
keeper = ClipboardKeeper(app.clipboard(), app)
page = PageText()
page.setPlainText("words")
page.selectAll()
page.copy()
assert app.clipboard().text() == "words"
keeper.clear()
assert app.clipboard().text() == ""
"""


def test_keeper__cleared_on_the_way_out__lets_the_process_end_in_peace():
    done = subprocess.run(
        [sys.executable, "-c", IN_PYTHON_S_HANDS], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, check=False
    )

    assert done.returncode == 0
