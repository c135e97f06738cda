"""A list view that lays nothing out: rows of one height stand where arithmetic says, a hundred thousand like ten.

Qt's own list view walks over every row whenever rows come or go (its batches too: the scroll bar knows of the first
hundred until the last is done). It stays the base for its selection, its keys and what it tells a screen reader.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Move = QAbstractItemView.CursorAction
_Flag = Qt.ItemFlag


class FixedRows(QListView):
    """Shows a flat model in rows as high as its delegate says of any of them; scrolls by pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def row_px(self) -> int:
        """Return the height of a row."""
        return max(self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height(), 1)

    def visible_rows(self) -> range:
        """Return the rows that are in sight, in part at least."""
        px, offset = self.row_px(), self.verticalOffset()
        return range(offset // px, min((offset + self.viewport().height() - 1) // px + 1, self._count()))

    def _count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def _stay_with(self, row: int, by: int) -> None:
        """Keep what is in sight where it is while rows above it come or go."""
        if row < self.verticalOffset() // self.row_px():
            self.updateGeometries()
            self.verticalScrollBar().setValue(self.verticalOffset() + by * self.row_px())

    def _steppable(self, row: int, step: int) -> QModelIndex:
        """Return the first row from here on, in one direction, that can be stepped on; no index when there is none."""
        while 0 <= row < self._count():
            index = self.model().index(row, 0)
            if index.flags() & _Flag.ItemIsEnabled:
                return index
            row += step
        return QModelIndex()

    def _first_of(self, selection: QItemSelection) -> QItemSelection:
        """Return the first row of a selection that can be stepped on, alone; none where it has none."""
        first = self._steppable(selection.at(0).top(), 1) if selection.count() else QModelIndex()
        return QItemSelection(first, first) if selection.contains(first) else QItemSelection()

    # --- Qt asks where things are ---

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        px = self.row_px()
        return QRect(0, index.row() * px - self.verticalOffset(), self.viewport().width(), px)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = (point.y() + self.verticalOffset()) // self.row_px()
        is_inside = 0 <= row < self._count() and 0 <= point.x() < self.viewport().width()
        return self.model().index(row, 0) if is_inside else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, _index: _Index) -> bool:
        return False

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        px, place = self.row_px(), rect.normalized()
        first = max((place.top() + self.verticalOffset()) // px, 0)
        last = min((place.bottom() + self.verticalOffset()) // px, self._count() - 1)
        chosen = QItemSelection()
        if first <= last:
            chosen = QItemSelection(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(chosen, command)

    def selectAll(self) -> None:
        """Choose all in one stretch, where several can be chosen; Qt asks of each row whether it is hidden."""
        if self._count() and self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection:
            every = QItemSelection(self.model().index(0, 0), self.model().index(self._count() - 1, 0))
            self.selectionModel().select(every, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell a screen reader of the first row of each, which is all Qt tells, though it reads every row for it."""
        super().selectionChanged(self._first_of(selected), self._first_of(deselected))

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        self.updateGeometries()  # rows may have come since they were last counted
        bar, px, room = self.verticalScrollBar(), self.row_px(), self.viewport().height()
        top = index.row() * px
        if hint is _Hint.PositionAtCenter:
            bar.setValue(top - (room - px) // 2)
        elif hint is _Hint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif hint is _Hint.PositionAtBottom or top + px > bar.value() + room:
            bar.setValue(top + px - room)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self._count() - 1
        here = self.currentIndex().row()
        page = max(self.viewport().height() // self.row_px() - 1, 1)
        if action is _Move.MoveHome:
            return self._steppable(0, 1)
        if action is _Move.MoveEnd:
            return self._steppable(last, -1)
        steps = {_Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MovePageUp: -page, _Move.MovePageDown: page}
        step = steps.get(action, 1 if action in (_Move.MoveDown, _Move.MoveNext) else 0)
        if step == 0:
            return self.currentIndex()
        way = 1 if step > 0 else -1
        wanted = min(max(here + step, 0), last)
        found = self._steppable(wanted, way)
        return found if found.isValid() else self._steppable(wanted, -way)

    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(self.row_px() // 3, 1))
        bar.setPageStep(room)
        bar.setRange(0, max(self._count() * self.row_px() - room, 0))

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self._stay_with(start, end - start + 1)

    def rowsAboutToBeRemoved(self, parent: _Index, start: int, end: int) -> None:
        super().rowsAboutToBeRemoved(parent, start, end)
        first = self.verticalOffset() // self.row_px()
        if start < first:
            gone = min(end + 1, first) - start
            self.verticalScrollBar().setValue(self.verticalOffset() - gone * self.row_px())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, flag = option.state, QStyle.StateFlag
        over = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())) if self.viewport().underMouse() else None
        for row in self.visible_rows():
            index = self.model().index(row, 0)
            state = plain
            if self.selectionModel().isSelected(index):
                state |= flag.State_Selected
            if index == self.currentIndex() and self.hasFocus():
                state |= flag.State_HasFocus
            else:
                state &= ~flag.State_HasFocus
            if over is not None and index == over:
                state |= flag.State_MouseOver
            option.state = state
            option.rect = self.visualRect(index)
            self.itemDelegate().paint(painter, option, index)
