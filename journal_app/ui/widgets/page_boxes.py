"""Tick an item of the page by a press on its box; the hand over it says that one can."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from journal_app.ui.widgets.block_state import begins_in_code
from journal_app.ui.widgets.markdown_edits import find_box

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class PageBoxes(QObject):
    """Follows the mouse over one text edit."""

    def __init__(self, edit: QTextEdit, tick: Callable[[QTextCursor], None]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._tick = tick
        edit.viewport().setMouseTracking(True)
        edit.viewport().installEventFilter(self)

    def _box_under(self, point: QPoint) -> QTextCursor | None:
        """Return a cursor in the item whose box is under a point, None where there is none."""
        cursor = self._edit.cursorForPosition(point)
        block = cursor.block()
        box = None if self._edit.isReadOnly() or begins_in_code(block) else find_box(block.text())
        if box is None:
            return None
        start, end = QTextCursor(block), QTextCursor(block)
        start.setPosition(block.position() + box[0])  # what stands before a box takes one place a letter
        end.setPosition(block.position() + box[1])
        area = self._edit.cursorRect(start).united(self._edit.cursorRect(end))
        return start if area.contains(point) else None

    def _is_ticked_by(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton or event.modifiers():
            return False
        item = self._box_under(event.position().toPoint())
        if item is not None:
            self._tick(item)
        return item is not None

    def _show_hand(self, event: QMouseEvent) -> None:
        is_box = not event.buttons() and self._box_under(event.position().toPoint()) is not None
        self._edit.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_box else Qt.CursorShape.IBeamCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a press on a box, and a second one as one more; all else is the page's."""
        if isinstance(event, QMouseEvent):
            if event.type() in _PRESSES:
                return self._is_ticked_by(event)
            if event.type() is QEvent.Type.MouseMove:
                self._show_hand(event)
        return super().eventFilter(watched, event)
