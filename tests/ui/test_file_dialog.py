import os
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from journal_app.ui.commands import add_command
from journal_app.ui.file_dialog import ask_for_file, ask_for_folder, ask_where_to_save
from journal_app.ui.text_guard import loose_labels

IN_A_CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from journal_app.ui.file_dialog import ask_for_folder
from journal_app.ui.pyside_refs import keep_singletons_alive

keep_singletons_alive()
app = QApplication([])
window = QWidget()
window.show()
folder = Path(sys.argv[1])

def plain(parent, title, chosen):
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

ask = {"ours": ask_for_folder, "plain": plain}[sys.argv[2]]
dialog = ask(window, "Where?", lambda path: print("chosen", path.name))
dialog.setDirectory(str(folder))
dialog.selectFile(str(folder))
QTimer.singleShot(200, dialog.accept)
dialog.destroyed.connect(lambda: QTimer.singleShot(0, app.quit))
app.exec()
"""


@pytest.fixture
def window(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.fixture
def written(tmp_path):
    """Ask for a folder in a process whose home is empty; return its words and every path that came to be."""

    def ask(how):
        home, folder = tmp_path / "home", tmp_path / "Zwölf Briefe"
        home.mkdir()
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", IN_A_CHILD, folder, how],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
        )
        found = [path for path in home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]
        return done.stdout.strip(), found

    return ask


@pytest.mark.skipif(sys.platform != "linux", reason="HOME holds Qt's settings on Linux")
def test_ask_for_folder__chosen_and_gone__nothing_is_written(written):
    assert written("ours") == ("chosen Zwölf Briefe", [])


@pytest.mark.skipif(sys.platform != "linux", reason="HOME holds Qt's settings on Linux")
def test_qt_own_dialog__chosen_and_gone__writes_its_history(written):
    words, found = written("plain")

    assert words == "chosen Zwölf Briefe"
    assert [path.name for path in found] == ["QtProject.conf"]


@pytest.mark.parametrize("ask", [ask_for_folder, ask_for_file, ask_where_to_save])
def test_dialog__opened__is_plain_qt_with_no_history_and_fixed_places(qtbot, window, ask):
    dialog = ask(window, "Where?", lambda _path: None)

    assert dialog.isVisible()
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.history() in ([], [str(Path.home())])
    assert dialog.sidebarUrls() == [QUrl("file:"), QUrl.fromLocalFile(str(Path.home()))]
    assert not list(loose_labels(dialog))
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_ask_where_to_save__named_without_ending__gives_the_path_with_it(qtbot, window, tmp_path):
    told = []
    dialog = ask_where_to_save(window, "Where?", told.append, suffix="txt")
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("copy")

    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))

    assert told == [tmp_path / "copy.txt"]


def test_dialog__key_of_the_window_below__puts_it_aside_and_does_it(qtbot, window):
    done = []
    add_command(window, "Support", lambda: done.append("support"), "F1")
    with qtbot.waitActive(window):
        window.activateWindow()
    dialog = ask_for_folder(window, "Where?", done.append)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)

    qtbot.keyClick(dialog, Qt.Key.Key_F1)

    assert done == ["support"]
    assert QApplication.activeModalWidget() is None


def test_ask_for_file__put_aside__calls_nobody(qtbot, window):
    told = []
    dialog = ask_for_file(window, "Where?", told.append, name_filter="Text (*.txt *.md)")

    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))

    assert told == []
