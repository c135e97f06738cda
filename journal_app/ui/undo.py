"""What was done to pages in this session and can be taken back, newest first; held in memory only, gone with a lock."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import OpenJournal

if TYPE_CHECKING:  # heavy: the unlock window paints before anything imports it
    from journal_app.journal.entries import EntryId

MOST = 50
"""How many things done can be taken back, one after another."""


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done: what is said of it, the job that takes it back, and what is said then.

    `entry_id` is the page it was done to, None for none in particular; `is_move_to_trash` that this page is in the
    trash by it, and can be taken back only while it is there.
    """

    words: str
    undo: Callable[[OpenJournal], object]
    undone_words: str
    entry_id: "EntryId | None" = None
    changes: frozenset[Kind] = frozenset({Kind.ENTRIES})
    action: str = ""
    is_move_to_trash: bool = False


class UndoStack(QObject):
    """Holds what was done, the newest on top.

    Signals:
        pushed(Done): something was done.
        forgotten(): some of it can no longer be taken back.
        undone(Done): it was taken back.
    """

    pushed = Signal(object)
    forgotten = Signal()
    undone = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Done] = []

    @property
    def newest(self) -> Done | None:
        """What would be taken back next."""
        return self._done[-1] if self._done else None

    def push(self, done: Done) -> None:
        """Hold something that was just done."""
        self._done = [*self._done, done][-MOST:]
        self.pushed.emit(done)

    def pop(self) -> Done | None:
        """Take the newest off, to take it back; None when there is nothing."""
        return self._done.pop() if self._done else None

    def forget_trash(self) -> None:
        """Hold no more what was moved to the trash: the trash has changed by itself since."""
        self._keep([done for done in self._done if not done.is_move_to_trash])

    def forget_entry(self, entry_id: "EntryId") -> None:
        """Hold nothing more of a page that is gone for good."""
        self._keep([done for done in self._done if done.entry_id != entry_id])

    def _keep(self, kept: list[Done]) -> None:
        has_changed = len(kept) != len(self._done)
        self._done = kept
        if has_changed:
            self.forgotten.emit()
