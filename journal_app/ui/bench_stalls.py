"""Use the real window as a person in a hurry does, and tell what held it up, for `bench journal` (G11).

Opens the journal of a folder with the data key that comes on standard input, adds a page of 100 kB and an entry of
1 MB to work with, takes as many steps of each kind as it is told, and searches for the words it is told. Prints one
JSON object: {"platform", "rows", "phases": {name: {"steps": [ns], "longest": ns, "busiest": ns}}}.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from journal_app.settings.clock import SystemClock
from journal_app.ui.bench_script import run_script
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.models.row_list import RowList
from journal_app.ui.places import JOURNAL, TODAY
from journal_app.ui.shell import Shell
from journal_app.ui.stall_watch import Pause, StallWatch
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.markdown_edits import toggle_around
from journal_app.ui.widgets.page_search import make_pattern
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.ui.window import MainWindow

if TYPE_CHECKING:
    from journal_app.journal.drafts import DraftId
    from journal_app.journal.entries import EntryId

LONG_PAGE = 100_000
LONG_ENTRY = 1_000_000
KEY_MS = 30
FRAME_MS = 16
LETTER_MS = 90
PATIENCE_S = 1.5
"""How long no row comes when there are no more."""

SETTLING_MS = 700
W = TypeVar("W", bound=QWidget)


@dataclass(slots=True)
class _Added:
    """What the script works with, once the journal is open."""

    draft: "DraftId | None" = None
    entry: "EntryId | None" = None


def main(arguments: list[str]) -> int:
    """Run the window through the script; return 0, or 1 when it did not come to its end."""
    added = _Added()
    steps, words = int(arguments[1]), arguments[2:]
    return run_script(
        partial(_open, Path(arguments[0]), added),
        lambda window, watch: _script(window, added, steps, words, watch),
        _told_of,
    )


def _told_of(window: MainWindow) -> dict[str, object]:
    return {"rows": max((one.model().rowCount() for one in window.findChildren(RowList)), default=0)}


def _open(folder: Path, added: _Added, key: bytes) -> tuple[OpenJournal, None]:
    """Open the journal and add the long page and entry; in the vault's thread."""
    from journal_app.journal.drafts import start_draft
    from journal_app.journal.entries import add_entry
    from journal_app.ui.opening import built_in_pack
    from journal_app.vault.vault import open_with_data_key

    vault, clock = open_with_data_key(folder, key), SystemClock()
    added.draft = start_draft(vault, clock, body=_long_text(LONG_PAGE)).id
    added.entry = add_entry(vault, clock, title="", body=_long_text(LONG_ENTRY), written_at=clock.now(), zone="UTC")
    return OpenJournal(vault, built_in_pack(), clock), None


def _long_text(length: int) -> str:
    """Return paragraphs of a hundred words, together at least so long."""
    paragraph = " ".join(f"word{number % 37}" for number in range(100)) + "."
    return "\n\n".join([paragraph] * (length // len(paragraph) + 1))


def _script(window: MainWindow, added: _Added, steps: int, words: list[str], watch: StallWatch) -> Iterator[Pause]:
    """Go through everything that could hold up the window."""
    shell = window.findChild(Shell)
    assert shell is not None
    watch.begin("places built ahead")
    yield lambda: shell.ahead.is_under_way
    yield lambda: not shell.ahead.is_under_way
    yield SETTLING_MS
    watch.begin("nothing")
    for _ in range(50):
        yield FRAME_MS
    yield from _type(shell, added, steps, watch)
    yield from _scroll(shell, steps, watch)
    yield from _search(shell, words, watch)
    yield from _read(shell, added, steps, watch)


def _type(shell: Shell, added: _Added, steps: int, watch: StallWatch) -> Iterator[Pause]:
    assert added.draft is not None
    watch.begin("opening a page of 100 kB")
    shell.open_draft(added.draft)
    yield partial(_is_filled, shell, PageEditor, LONG_PAGE)
    yield SETTLING_MS
    editor = _seen(shell, PageEditor)[0]
    watch.rest()
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2, QTextCursor.MoveMode.MoveAnchor)
    editor.setTextCursor(cursor)
    yield SETTLING_MS
    watch.begin("typing in it")
    for number in range(steps):
        _press(editor, *((Qt.Key.Key_Return, "\r") if number % 60 == 59 else (Qt.Key.Key_E, "e ee"[number % 4])))
        yield KEY_MS
    watch.begin("leaving it")
    shell.open_place(TODAY)
    yield SETTLING_MS
    watch.rest()


def _scroll(shell: Shell, steps: int, watch: StallWatch) -> Iterator[Pause]:
    watch.begin("showing the timeline")
    shell.open_place(JOURNAL)
    yield lambda: any(one.model().rowCount() for one in _seen(shell, RowList))
    yield SETTLING_MS
    rows = _seen(shell, RowList)[0]
    bar = rows.verticalScrollBar()
    watch.begin("scrolling to its end")
    grows = True
    while grows:
        count = rows.model().rowCount()
        yield partial(_has_more, rows, count, time.monotonic() + PATIENCE_S)
        grows = rows.model().rowCount() > count
    watch.begin("scrolling through it")
    for number in range(steps):
        bar.setValue(bar.value() - (60 if number % 3 else bar.pageStep()))
        yield FRAME_MS
    for number in range(steps):
        bar.setValue((number * 7919 % steps) * bar.maximum() // steps)
        yield FRAME_MS
    watch.rest()


def _has_more(rows: RowList, count: int, until: float) -> bool:
    """Go to the end, which moves down while rows are laid out; say whether new ones came, or none will."""
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    return rows.model().rowCount() > count or time.monotonic() > until


def _search(shell: Shell, words: list[str], watch: StallWatch) -> Iterator[Pause]:
    shell.open_place(JOURNAL)
    field = next(one for one in _seen(shell, QLineEdit))
    field.setFocus()
    watch.begin("searching as one types")
    for word in words:
        for letter in word:
            _press(field, Qt.Key.Key_E, letter)
            yield LETTER_MS
        yield SETTLING_MS
        field.clear()
        yield FRAME_MS
    watch.rest()


def _read(shell: Shell, added: _Added, steps: int, watch: StallWatch) -> Iterator[Pause]:
    assert added.entry is not None
    watch.begin("opening an entry of 1 MB")
    shell.open_entry(added.entry)
    yield partial(_is_filled, shell, ReadingText, LONG_ENTRY)
    yield 4 * SETTLING_MS
    watch.begin("opening it to write")
    shell.edit_entry(added.entry)
    yield partial(_is_filled, shell, PageEditor, LONG_ENTRY)
    yield 4 * SETTLING_MS
    watch.begin("typing in it, 1 MB")
    for _ in range(steps // 4):
        _press(_seen(shell, PageEditor)[0], Qt.Key.Key_E, "e")
        yield KEY_MS
    watch.rest()
    yield from _change_much(_seen(shell, PageEditor)[0], watch)


def _change_much(editor: PageEditor, watch: StallWatch) -> Iterator[Pause]:
    """Change a page of 1 MB all over, and take each change back."""
    pasted = QMimeData()
    pasted.setText(_long_text(LONG_ENTRY))
    changes: dict[str, Callable[[], None]] = {
        "pasting 1 MB into 1 MB": partial(editor.insertFromMimeData, pasted),
        "replacing 10,000 hits in 1 MB": partial(editor.replace_all, make_pattern("7"), "seven", lambda _count: None),
        "bold over 1 MB": partial(editor.change_lines, partial(toggle_around, mark="**")),
    }
    for name, change in changes.items():
        editor.selectAll()
        if "pasting" in name:
            editor.moveCursor(QTextCursor.MoveOperation.Start)
        for phase, step in ((name, change), (f"{name}, taken back", editor.undo)):
            yield SETTLING_MS
            watch.begin(phase)
            step()
            yield lambda: not editor.is_changing()
            yield 2 * SETTLING_MS
            watch.rest()


def _seen(shell: Shell, kind: type[W]) -> list[W]:
    return [one for one in shell.findChildren(kind) if one.isVisible()]


def _is_filled(shell: Shell, kind: type[PageEditor] | type[ReadingText], length: int) -> bool:
    return any(one.document().characterCount() >= length for one in _seen(shell, kind))


def _press(widget: QWidget, key: Qt.Key, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
