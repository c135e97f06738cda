"""Carry commands out on the page: each changes only the letters it has to, as one step of undo."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor

from journal_app.ui.widgets.block_state import ends_in_code
from journal_app.ui.widgets.markdown_edits import Passage, go_on
from journal_app.ui.widgets.stored_text import code_points, utf16_length


def edit_lines(cursor: QTextCursor, change: Callable[[Passage], Passage]) -> QTextCursor:
    """Change the lines that a cursor's choice touches; return the cursor as it should stand afterwards."""
    before, base = _passage(cursor)
    after = change(before)
    if after.text != before.text:
        _replace(cursor, base, before.text, after.text)
    result = QTextCursor(cursor.document())
    result.setPosition(base + utf16_length(after.text[: after.start]))
    result.setPosition(base + utf16_length(after.text[: after.end]), QTextCursor.MoveMode.KeepAnchor)
    return result


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


def _passage(cursor: QTextCursor) -> tuple[Passage, int]:
    """Return the whole lines that a choice touches, and the document's place of their start."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    base = block.position()
    lines = [block.text()]
    while block != last:
        block = block.next()
        lines.append(block.text())
    text = "\n".join(lines)
    start, end = (code_points(text, place - base) for place in (cursor.selectionStart(), cursor.selectionEnd()))
    return Passage(text, start, end), base


def _replace(cursor: QTextCursor, base: int, old: str, new: str) -> None:
    """Put `new` in the place of `old`, leaving alone what both begin and end with."""
    most = min(len(old), len(new))
    same = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - same) if old[-1 - at] != new[-1 - at]), most - same)
    change = QTextCursor(cursor.document())
    change.setPosition(base + utf16_length(old[:same]))
    change.setPosition(base + utf16_length(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
    change.insertText(new[same : len(new) - tail])
