"""A flat list whose rows come and go one by one, so that the chosen row and a screen reader's place stay put."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journal_app.ui.models.list_row import ListRow, RowKind

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The whole `ListRow`, for the delegate."""

AnyIndex = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractListModel):
    """Shows a list of rows; headings can be neither selected nor stepped on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """All rows, in order."""
        return tuple(self._rows)

    def row_at(self, index: AnyIndex) -> ListRow | None:
        """Return the row an index points at, None for no index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, kind: RowKind, key: str) -> QModelIndex:
        """Return where a thing stands, an invalid index when it is not in the list."""
        for number, row in enumerate(self._rows):
            if row.kind is kind and row.key == key:
                return self.index(number)
        return QModelIndex()

    def first_index(self) -> QModelIndex:
        """Return the first row that can be opened, an invalid index when there is none."""
        for number, row in enumerate(self._rows):
            if not row.is_heading:
                return self.index(number)
        return QModelIndex()

    def entry_keys(self, first: int, last: int) -> list[str]:
        """Return the keys of the entries in some rows, in order; headings and drafts have none."""
        return [row.key for row in self._rows[first : last + 1] if row.kind is RowKind.ENTRY]

    def entry_count(self, first: int, last: int) -> int:
        """Return how many entries stand in some rows."""
        return len(self.entry_keys(first, last))

    def replace_rows(self, rows: Sequence[ListRow]) -> None:
        """Become these rows, touching only the stretch between the first and the last difference."""
        head, tail = _shared_ends(self._rows, rows)
        if self._change_in_place(rows, head, tail):
            return
        old_end, new_end = len(self._rows) - tail, len(rows) - tail
        if old_end > head:
            self.beginRemoveRows(QModelIndex(), head, old_end - 1)
            del self._rows[head:old_end]
            self.endRemoveRows()
        if new_end > head:
            self.beginInsertRows(QModelIndex(), head, new_end - 1)
            self._rows[head:head] = rows[head:new_end]
            self.endInsertRows()

    def append_rows(self, rows: Sequence[ListRow]) -> None:
        """Add rows at the end."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def _change_in_place(self, rows: Sequence[ListRow], head: int, tail: int) -> bool:
        """Rewrite a stretch of the same things in the same order (a title edited) without taking any row out."""
        stretch = range(head, len(self._rows) - tail)
        if len(self._rows) != len(rows) or not all(_names_same(self._rows[at], rows[at]) for at in stretch):
            return False
        if stretch:
            self._rows[head : stretch.stop] = rows[head : stretch.stop]
            self.dataChanged.emit(self.index(head), self.index(stretch.stop - 1))
        return True

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are now."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a row's title, its words for a screen reader, or the row itself (Any: Qt's variant)."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or row.title
        return row if role == ROW_ROLE else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Say that headings are passed over by arrow keys and clicks."""
        row = self.row_at(index)
        if row is None or row.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _shared_ends(old: Sequence[ListRow], new: Sequence[ListRow]) -> tuple[int, int]:
    """Return how many rows are the same at the head and, of the rest, at the tail."""
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if _differ(old[at], new[at])), shortest)
    tail = next((at for at in range(shortest - head) if _differ(old[-1 - at], new[-1 - at])), shortest - head)
    return head, tail


def _differ(old: ListRow, new: ListRow) -> bool:
    """Tell rows apart; most of a long list is the very same rows, which need no reading."""
    return old is not new and old != new


def _names_same(old: ListRow, new: ListRow) -> bool:
    return old.kind is new.kind and old.key == new.key
