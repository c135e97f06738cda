"""A row that wraps: actions stay whole words at 200 % text instead of being clipped."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places items from the leading side on, as many in a row as fit; mirrored in right-to-left windows.

    From `trail_from` on they stand at the other end of their row.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, row_gap: int = 4, is_low: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None  # of what is shown, until Qt says it may differ
        self._heights: dict[int, int] = {}
        self._gap = gap
        self._row_gap = row_gap
        self._is_low = is_low  # items stand on one line, as a button beside a field with its name above
        self._first_trailing: QWidget | None = None
        self.setContentsMargins(QMargins())
        if parent is not None:
            parent.setLayout(self)

    def trail_from(self, widget: QWidget) -> None:
        """Let this widget and those after it stand at the trailing end."""
        self._first_trailing = widget

    def _measured(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return the visible items and what each asks for: Qt asks for the height at a width a dozen times over."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Break the visible items into rows of at most this width; an item too wide stands alone."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item, size in self._measured():
            if rows and used + self._gap + size.width() <= width:
                rows[-1].append((item, size))
                used += self._gap + size.width()
            else:
                rows.append([(item, size)])
                used = size.width()
        return rows

    def _height(self, rows: list[list[tuple[QLayoutItem, QSize]]]) -> int:
        heights = [max(size.height() for _item, size in row) for row in rows]
        return sum(heights) + self._row_gap * max(len(rows) - 1, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; `addWidget` calls this."""
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item."""
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        """Measure anew: something in here has changed."""
        self._forget()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that height follows from width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            self._heights[width] = self._height(self._rows(inner)) + margins.top() + margins.bottom()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size of everything in one row."""
        sizes = [size for _item, size in self._measured()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return room for the largest item."""
        least = QSize()
        for item, _size in self._measured():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        # QStyle.visualRect would do it too, but costs the first window 9 ms: its class alone holds 570 enum members.
        is_mirrored = self._direction() == Qt.LayoutDirection.RightToLeft
        rows = self._rows(inner.width())
        is_at_bottom = bool(self.alignment() & Qt.AlignmentFlag.AlignBottom)
        top = inner.bottom() + 1 - self._height(rows) if is_at_bottom else inner.top()
        is_trailing = False
        for row in rows:
            height = max(size.height() for _item, size in row)
            room = inner.width() - sum(size.width() + self._gap for _item, size in row) + self._gap
            left = inner.left() + (max(room, 0) if is_trailing else 0)
            for item, size in row:
                if not is_trailing and item.widget() is not None and item.widget() is self._first_trailing:
                    is_trailing = True
                    left += max(room, 0)
                width = min(size.width(), inner.width())
                at = inner.right() - (left - inner.left()) - width + 1 if is_mirrored else left
                spare = height - size.height()
                y = top + (spare if self._is_low else spare // 2)
                item.setGeometry(QRect(QPoint(at, y), QSize(width, size.height())))
                left += width + self._gap
            top += height + self._row_gap

    def _forget(self) -> None:
        self._sizes = None
        self._heights.clear()

    def _direction(self) -> Qt.LayoutDirection:
        owner = self.parentWidget()
        return owner.layoutDirection() if owner is not None else Qt.LayoutDirection.LeftToRight

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
