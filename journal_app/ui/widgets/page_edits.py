"""Carry commands out on the page: each changes only the letters it has to, as one step of undo."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import chain, pairwise

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit

from journal_app.ui.widgets.block_state import ends_in_code
from journal_app.ui.widgets.markdown_edits import Passage, go_on
from journal_app.ui.widgets.page_filler import end_of_slice
from journal_app.ui.widgets.page_slices import Edit
from journal_app.ui.widgets.stored_text import PARAGRAPH_SEPARATOR, code_points, utf16_length

LINES_A_SHARE = 10_000
LETTERS, LINES = 10_000, 120
"""Most of a text that one edit puts in, some 5 ms with styles and layout (measured)."""


class LinesChange:
    """What a command makes of the whole lines that a cursor's choice touches; worked out when it is asked for."""

    def __init__(self, cursor: QTextCursor, change: Callable[[Passage], Passage]) -> None:
        self._before, self.base = _passage(cursor)
        self._change = change

    @cached_property
    def _after(self) -> Passage:
        return self._change(self._before)

    @property
    def chosen(self) -> tuple[int, int]:
        """Where in the document the choice starts and ends once the change is made."""
        text = self._after.text
        return self.base + utf16_length(text[: self._after.start]), self.base + utf16_length(text[: self._after.end])

    def edits(self, share: int) -> Iterator[Edit]:
        """Give the edits from `base` on: some lines each, of which only what changes is put in anew."""
        passed, after = 0, self._after
        yield Edit(0, 0, "")  # of much, to work it out was a slice of its own
        for old, new in _stretches(self._before.text, after.text, share):
            same, tail = _same_ends(old, new)
            taken = utf16_length(old[same : len(old) - tail])
            yield Edit(passed + utf16_length(old[:same]), taken, new[same : len(new) - tail])
            passed = utf16_length(old[len(old) - tail :]) + 1


def share_of(document: QTextDocument) -> int:
    """Return how much larger than usual slices should be: each makes Qt move all lines below it."""
    return 1 + document.blockCount() // LINES_A_SHARE


def replacement(cursor: QTextCursor, text: str, share: int) -> tuple[int, Iterator[Edit]]:
    """Return where to begin, and the edits that put a text in the place of a cursor's choice."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if is_long_choice(cursor):
        return end, chain(removal(cursor, share), insertion(text, 0, share))
    return start, insertion(text, end - start, share)


def insertion(text: str, taken: int, share: int) -> Iterator[Edit]:
    """Give the edits that put a text in the place of so many places; the last has a line end, if there is any.

    To Qt a few letters more behind one without would be a part of it, and not be undone alone.
    """
    start = 0
    while start < len(text):
        end = end_of_slice(text, start, LETTERS * share, LINES * share)
        end = end if "\n" in text[end:] else len(text)
        yield Edit(0, 0 if start else taken, text[start:end])
        start = end


def is_long_choice(cursor: QTextCursor) -> bool:
    """Whether so much is chosen that taking it away in one go would hold the page up, and bringing it back more so."""
    return cursor.selectionEnd() - cursor.selectionStart() > LETTERS


def removal(cursor: QTextCursor, share: int) -> Iterator[Edit]:
    """Give the edits that take a cursor's choice away, from its end on: so what is brought back stands above the rest.

    `share` is as for the others; the choice is looked at as it is when this is called.
    """
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    while end > start:
        block, lines = document.findBlock(end - 1), 1
        while block.position() > start and end - block.position() < LETTERS * share and lines < LINES * share:
            block, lines = block.previous(), lines + 1
        begin = max(start, block.position())
        yield Edit(begin - end, end - begin, "")
        end = begin


class Replacements:
    """Puts other words in the place of all hits of a pattern; none of them goes across the end of a line."""

    def __init__(self, text: str, pattern: re.Pattern[str], instead: str) -> None:
        self.count = 0
        self.first = -1
        self._text, self._pattern, self._instead = text, pattern, instead

    def edits(self, share: int) -> Iterator[Edit]:
        """Give the edits from the start of the document on; meanwhile `count` and the place `first` become known."""
        text, done, start = self._text, 0, 0
        while start < len(text):
            end = end_of_slice(text, start, LETTERS * share, LINES * share)
            hits = [hit.span() for hit in self._pattern.finditer(text, start, end)]
            first, last = (hits[0][0], hits[-1][1]) if hits else (end, end)
            gaps = [text[one[1] : other[0]] for one, other in pairwise(hits)]
            put = self._instead.join(["", *gaps, ""]) if hits else ""
            yield Edit(utf16_length(text[done:first]), utf16_length(text[first:last]), put)
            if hits and not self.count:
                self.first = utf16_length(text[:first])
            self.count += len(hits)
            done, start = last, end


def press_enter(cursor: QTextCursor) -> None:
    """Begin a new line; a list and a quote go on in it, and end where their last item is still empty."""
    block = cursor.block()
    line = block.text()
    caret = code_points(line, cursor.positionInBlock())
    is_plain = cursor.hasSelection() or ends_in_code(block)
    begin = "" if is_plain else go_on(line, caret)
    cursor.beginEditBlock()
    if begin is None:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    else:
        cursor.insertBlock()
        cursor.insertText(begin)
    cursor.endEditBlock()


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key puts a letter or a new line on the page."""
    control = Qt.KeyboardModifier.ControlModifier
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return not event.modifiers() & control
    is_command = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == control  # AltGr is Ctrl and Alt
    return event.text().isprintable() and bool(event.text()) and not is_command


def let_keys_do(menu: QMenu, page: QTextEdit) -> QMenu:
    """Have a page's menu take much away by the page's own keys: Qt's way holds the page up when it is to come back."""
    keys = {"edit-cut": QKeySequence.StandardKey.Cut, "edit-delete": QKeySequence.StandardKey.Delete}
    for action in menu.actions() if is_long_choice(page.textCursor()) else ():
        if (key := keys.get(action.objectName())) is not None:
            action.triggered.disconnect()
            pressed = QKeySequence(key)[0]  # type: ignore[index]  # the stubs leave it out
            action.triggered.connect(partial(_press, page, pressed))
    return menu


def _press(page: QTextEdit, key: QKeyCombination, _is_checked: bool = False) -> None:
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key.key(), key.keyboardModifiers()))


def _passage(cursor: QTextCursor) -> tuple[Passage, int]:
    """Return the whole lines that a choice touches, and the document's place of their start."""
    document = cursor.document()
    first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    lines, base = QTextCursor(first), first.position()
    lines.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    text = lines.selectedText().replace(PARAGRAPH_SEPARATOR, "\n")
    start, end = (code_points(text, place - base) for place in (cursor.selectionStart(), cursor.selectionEnd()))
    return Passage(text, start, end), base


def _stretches(old: str, new: str, share: int) -> Iterator[tuple[str, str]]:
    """Give old and new lines some at a time; all at once where there is not a new one for each old one."""
    before, after = old.split("\n"), new.split("\n")
    first = letters = 0
    for number, line in enumerate(before if len(before) == len(after) else ()):
        letters += len(line) + 1
        if letters > LETTERS * share or number - first >= LINES * share:
            yield "\n".join(before[first : number + 1]), "\n".join(after[first : number + 1])
            first, letters = number + 1, 0
    if first < len(before):
        yield "\n".join(before[first:]), "\n".join(after[first:])


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many letters two texts have in common at their start, and then at their end."""
    most = min(len(old), len(new))
    same = next((at for at in range(most) if old[at] != new[at]), most)
    return same, next((at for at in range(most - same) if old[-1 - at] != new[-1 - at]), most - same)
