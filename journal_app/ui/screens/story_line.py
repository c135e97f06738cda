"""One line of a person's own story: its words, where it came from, and a menu of what can be done with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from journal_app.content.model import StoryKind
from journal_app.journal.moments import local_time
from journal_app.journal.own_story import StoryLine, StoryLineId
from journal_app.ui.screens.waiting_card import day_words
from journal_app.ui.widgets.buttons import menu_button
from journal_app.ui.widgets.labels import body_label, caption_label

LONGEST_NAME = 40


class StoryLineRow(QWidget):
    """Shows a line.

    Signals:
        change_requested(StoryLine): change its words.
        remove_requested(StoryLine): take it away.
        laid(StoryLineId, StoryLineId | None): lay it to a thread, or take it from the one it is laid to.
        entry_requested(EntryId): open the page it came from.
    """

    change_requested = Signal(object)
    remove_requested = Signal(object)
    laid = Signal(object, object)
    entry_requested = Signal(object)

    def __init__(self, line: StoryLine, threads: Sequence[StoryLine], zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.menu = QMenu(self)
        self.button = menu_button(_tr("Do…"), "", self.menu, self)
        self.button.setAccessibleName(_tr("What to do with “%1”").replace("%1", short(line.text)))
        self._fill(threads)
        words = body_label(self, line.text)
        words.keep_own_direction()
        day = day_words(local_time(line.gathered_at, zone).date())
        about = _tr("From a practice, %1") if line.is_from_practice else _tr("Put here by you, %1")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words)
        column.addWidget(caption_label(self, "  ·  ".join((story_word(line.kind), about.replace("%1", day)))))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(12)
        layout.addLayout(column, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def _fill(self, threads: Sequence[StoryLine]) -> None:
        line = self._line
        self._add(_tr("Change the words"), partial(self.change_requested.emit, line))
        if line.kind not in (StoryKind.THREAD, StoryKind.OLD_STORY):
            for thread in threads:
                if thread.id != line.thread_id:
                    words = _tr("Lay it to “%1”").replace("%1", short(thread.text))
                    self._add(words, partial(self.laid.emit, line.id, thread.id))
            if line.thread_id is not None:
                self._add(_tr("Take it from its thread"), partial(self.laid.emit, line.id, None))
        if line.entry_id is not None:
            self._add(_tr("Open the page it came from"), partial(self.entry_requested.emit, line.entry_id))
        self._add(_tr("Take it away…"), partial(self.remove_requested.emit, line))

    def _add(self, words: str, do: object) -> None:
        self.menu.addAction(words.replace("&", "&&")).triggered.connect(do)


def story_word(kind: StoryKind) -> str:
    """Return what a kind of line is called on the screen."""
    return {
        StoryKind.OLD_STORY: _tr("What others told"),
        StoryKind.EXCEPTION: _tr("A moment that does not fit it"),
        StoryKind.MEANING: _tr("What it says I care for"),
        StoryKind.THREAD: _tr("A thread of mine"),
        StoryKind.WITNESS: _tr("Who would not be surprised"),
    }[kind]


def short(text: str) -> str:
    """Return a line cut to what a menu can hold."""
    one = " ".join(text.split())
    return one if len(one) <= LONGEST_NAME else f"{one[:LONGEST_NAME].rstrip()}…"


def thread_of(line: StoryLine, ids: set[StoryLineId]) -> StoryLineId | None:
    """Return the thread a line is laid to, None where it is laid to none that is in sight."""
    return line.thread_id if line.thread_id in ids else None


def _tr(words: str) -> str:
    return QCoreApplication.translate("StoryLines", words)
