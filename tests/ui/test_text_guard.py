import ctypes
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QTextEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal_app.ui.text_guard import (
    GuardedDocument,
    as_tool_tip,
    force_plain_labels,
    loose_labels,
    loose_tool_tips,
    nothing,
)
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.reading_text import ReadingText

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file openings are watched through inotify")
IN_OPEN = 0x20
IN_NONBLOCK = os.O_NONBLOCK


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """An image that hostile text names."""
    path = tmp_path / "bait.png"
    pixel = QImage(4, 4, QImage.Format.Format_RGB32)
    pixel.fill(Qt.GlobalColor.red)
    assert pixel.save(str(path))
    return path


@pytest.fixture
def openings(bait: Path) -> Iterator[Callable[[], int]]:
    """Answer how often the bait was opened since the last call, as the kernel saw it."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(IN_NONBLOCK)
    assert libc.inotify_add_watch(watch, str(bait).encode(), IN_OPEN) >= 0

    def count() -> int:
        try:
            return len(os.read(watch, 65536)) // struct.calcsize("iIII")
        except BlockingIOError:
            return 0

    yield count
    os.close(watch)


def hostile(bait: Path) -> list[str]:
    paths = [f"file://{bait}", f"file:/{bait}", str(bait), f"/{bait}", f"file:////{bait}"]
    html = [f'<p>hi<img src="{path}"><table background="{path}"><tr><td>x</td></tr></table></p>' for path in paths]
    return [*html, f"![hi]({bait})", f"![hi](file://{bait})"]


def test_sensor__unguarded_text_edit__sees_the_file_opened(
    qtbot: QtBot, bait: Path, openings: Callable[[], int]
) -> None:
    edit = QTextEdit()
    qtbot.addWidget(edit)

    edit.setHtml(hostile(bait)[0])
    edit.grab()

    assert openings() > 0


@pytest.mark.parametrize("kind", [PageEditor, ReadingText, ArticleView])
def test_page__hostile_html_forced_in__opens_no_file(
    qtbot: QtBot, bait: Path, openings: Callable[[], int], kind: type[QTextEdit]
) -> None:
    page = kind()
    qtbot.addWidget(page)

    for text in hostile(bait):
        page.setHtml(text)
        page.grab()
        page.setMarkdown(text)
        page.grab()

    assert openings() == 0


def test_editor__hostile_html_pasted__opens_no_file(qtbot: QtBot, bait: Path, openings: Callable[[], int]) -> None:
    editor = PageEditor()
    qtbot.addWidget(editor)
    for text in hostile(bait):
        data = QMimeData()
        data.setText(text)
        data.setHtml(text)
        editor.insertFromMimeData(data)
    editor.grab()

    assert openings() == 0
    assert "<img" in editor.text()


def test_document__hostile_html_in_a_guarded_one__opens_no_file(
    qapp: object, bait: Path, openings: Callable[[], int]
) -> None:
    document = GuardedDocument()

    for text in hostile(bait):
        document.setHtml(text)
        document.size()
        assert document.resource(QTextDocument.ResourceType.ImageResource.value, f"file://{bait}") is not None

    assert openings() == 0


def test_labels__forced_plain__show_hostile_text_as_it_is(
    qtbot: QtBot, bait: Path, openings: Callable[[], int]
) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    for text in hostile(bait):
        label = QLabel(root)
        column.addWidget(label)
        force_plain_labels(root)
        label.setText(text)
    root.grab()

    assert openings() == 0
    assert list(loose_labels(root)) == []


def test_loose_labels__one_left_as_qt_made_it__is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel("words", root)

    assert list(loose_labels(root)) == [label]


def test_message_box__forced_plain__opens_no_file(qtbot: QtBot, bait: Path, openings: Callable[[], int]) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setInformativeText("x")
    force_plain_labels(box)
    for text in hostile(bait):
        box.setText(text)
        box.setInformativeText(text)
        box.grab()

    assert openings() == 0


def test_tool_tip__hostile_text_escaped__opens_no_file(qtbot: QtBot, bait: Path, openings: Callable[[], int]) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.show()
    for text in hostile(bait):
        root.setToolTip(as_tool_tip(text))
        QToolTip.showText(root.mapToGlobal(root.rect().center()), root.toolTip(), root)
        qtbot.wait(1)
    QToolTip.hideText()

    assert openings() == 0
    assert list(loose_tool_tips(root)) == []


def test_loose_tool_tips__html_from_elsewhere__is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.setToolTip("<img src='x'>")

    assert list(loose_tool_tips(root)) == [root]


def test_as_tool_tip__of_marks_and_lines__shows_them_as_written(qapp: object) -> None:
    document = QTextDocument()

    document.setHtml(as_tool_tip("a <b> & c\nd"))

    assert document.toPlainText() == "a <b> & c\nd"


def test_nothing__as_a_resource__is_one_clear_pixel() -> None:
    assert (nothing().width(), nothing().height(), nothing().pixelColor(0, 0).alpha()) == (1, 1, 0)
