"""Count the words of a page as they are typed, at no cost one can feel: each paragraph's count is kept with it.

A keystroke counts one paragraph. Whatever touches more (a long text put in, paragraphs removed) is counted in slices of
a few milliseconds between events. The counts lie with the paragraphs, in `block_state`.
"""

import re
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from journal_app.ui.widgets.block_state import NOT_COUNTED, set_words, words_in

SLICE_MS = 6.0
LONG_PARAGRAPH = 20_000
AT_ONCE_PLACES = 60_000
"""Most that is counted as it comes in, at some 0.1 µs a letter."""

QUIET_MS = 50
"""How long nothing more has to change before all is added up again: much that changes comes in slices."""

_WORDS_A_BREATH = 2000
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e"  # part of the letter before
_LETTERS = f"(?:(?![{_IDEOGRAPH}])\\w[{_MARKS}]*)+"
_WORD = re.compile(f"[{_IDEOGRAPH}]|{_LETTERS}(?:['\u2019\\-\u2010]{_LETTERS})*")


def count_words(text: str) -> int:
    """Count words: runs of letters and digits, joined by apostrophe or hyphen; each ideograph is one."""
    return sum(1 for _ in _WORD.finditer(text))


class WordCount(QObject):
    """Follows one document.

    Signals:
        changed(int): the number of words, whenever it is known anew and differs from what was said last.
    """

    changed = Signal(int)

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._total = 0
        self._blocks = document.blockCount()
        self._work: Iterator[None] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slices_timeout)
        document.contentsChange.connect(self._on_document_contents_change)

    @property
    def total(self) -> int:
        """The number of words as last known."""
        return self._total

    def _on_document_contents_change(self, position: int, removed: int, added: int) -> None:
        blocks = self._document.blockCount()
        is_same_count, self._blocks = blocks == self._blocks, blocks
        first = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        if not last.isValid():
            last = self._document.lastBlock()
        is_small = first == last and first.length() < LONG_PARAGRAPH
        if blocks == 1 and is_small:
            self._work = None
            self._say(_count_block(first))
        elif self._work is None and added < AT_ONCE_PLACES and (removed == 0 or (is_small and is_same_count)):
            self._say(self._total + _count_anew(first, last))
        else:
            set_words(first, NOT_COUNTED)  # what lies between is new, and not counted anyway
            set_words(last, NOT_COUNTED)
            self._work = self._count_all()
            self._slices.start(QUIET_MS)

    def _on_slices_timeout(self) -> None:
        self._slices.setInterval(0)
        end = perf_counter() + SLICE_MS / 1000
        while self._work is not None and perf_counter() < end:
            next(self._work, None)
        if self._work is None:
            self._slices.stop()

    def _count_all(self) -> Iterator[None]:
        """Count what is not counted yet and add everything up, a breath at a time; a change starts it anew."""
        total = 0
        block = self._document.begin()
        while block.isValid():
            if words_in(block) == NOT_COUNTED:
                count = 0
                for count, _ in enumerate(_WORD.finditer(block.text()), 1):
                    if count % _WORDS_A_BREATH == 0:
                        yield
                set_words(block, count)
            total += words_in(block)
            block = block.next()
            yield
        self._work = None
        self._say(total)

    def _say(self, total: int) -> None:
        if total != self._total:
            self._total = total
            self.changed.emit(total)


def _count_block(block: QTextBlock) -> int:
    count = count_words(block.text())
    set_words(block, count)
    return count


def _count_anew(first: QTextBlock, last: QTextBlock) -> int:
    """Count the words of some paragraphs; return how many more there are than were known."""
    more = 0
    block = first
    while block.isValid():
        more -= max(words_in(block), 0)
        more += _count_block(block)
        if block == last:
            break
        block = block.next()
    return more
