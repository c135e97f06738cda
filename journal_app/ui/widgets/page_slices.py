"""Change much of a page without holding it up: in slices between events, which together are one step of undo.

To Qt each slice is an edit of its own, laid out and styled as it is made. That they belong together is kept here: a
step of undo or redo that ends inside a change goes on, slice by slice, to that change's other end.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from journal_app.ui.widgets.not_laid_out import not_laid_out

SLICE_MS = 8.0


@dataclass(frozen=True, slots=True)
class Edit:
    """Places of the document to pass over, places to take away after them, and the letters to put there."""

    passed: int
    taken: int
    put: str


class PageSlices(QObject):
    """Changes one document.

    Signals:
        repeated(int): an undo or redo of a change has come to its end, at that place.
        worked(): that, or a change, has come to its end.
    """

    repeated = Signal(int)
    worked = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._work: Iterator[None] | None = None
        self._then: Callable[[], None] | None = None
        self._changes: list[tuple[int, int]] = []
        self._steps = document.availableUndoSteps()
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slices_timeout)
        document.undoCommandAdded.connect(self._on_document_undo_command_added)
        document.contentsChange.connect(self._on_document_contents_change)

    @property
    def is_working(self) -> bool:
        """Whether a change is not whole yet."""
        return self._work is not None

    def begin(self, start: int, edits: Iterable[Edit], then: Callable[[], None] | None = None) -> None:
        """Make edits one after the other from a place on, a few of them at once; `then` is called after the last."""
        self.finish()
        self._then = then
        self._work = self._make(start, edits)
        self._go_on()

    def finish(self) -> None:
        """Do all that is left now: somebody wants the page as it will be."""
        if self._work is not None:
            with not_laid_out(self._document):
                deque(self._work, maxlen=0)
            self._end()

    def forget(self) -> None:
        """Leave out what is still to be done, and what was: another text takes its place."""
        self._slices.stop()
        self._work = self._then = None
        self._changes.clear()

    def _make(self, start: int, edits: Iterable[Edit]) -> Iterator[None]:
        first = self._steps
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        for number, edit in enumerate(edits):
            if number:
                yield
            at = cursor.position() + edit.passed
            cursor.setPosition(at)
            if edit.taken or edit.put:
                cursor.setPosition(at + edit.taken, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(edit.put)
        self._changes.append((first, self._steps))

    def _repeat(self, step: Callable[[QTextCursor], None]) -> Iterator[None]:
        """Undo or redo for as long as that ends inside a change."""
        cursor = QTextCursor(self._document)
        while self._is_inside_change():
            step(cursor)
            yield
        self._then = partial(self.repeated.emit, cursor.position())

    def _is_inside_change(self) -> bool:
        return any(first < self._steps < last for first, last in self._changes)

    def _go_on(self) -> None:
        deadline = perf_counter() + SLICE_MS / 1000
        for _ in self._work or ():
            if perf_counter() > deadline:
                self._slices.start()
                return
        self._end()

    def _end(self) -> None:
        self._slices.stop()
        then, self._work, self._then = self._then, None, None
        if then is not None:
            then()
        self.worked.emit()

    def _on_slices_timeout(self) -> None:
        self._go_on()

    def _on_document_undo_command_added(self) -> None:
        """Forget changes that were undone, for what was typed now takes their place."""
        self._changes = [one for one in self._changes if one[1] <= self._steps]

    def _on_document_contents_change(self) -> None:
        before, self._steps = self._steps, self._document.availableUndoSteps()
        if self._work is None and self._is_inside_change():
            self._work = self._repeat(self._document.undo if self._steps < before else self._document.redo)
            self._slices.start()
