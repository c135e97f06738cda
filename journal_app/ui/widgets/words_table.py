"""A plain table of words: what every picture of Patterns is equal to, for keys, screen readers and whoever likes it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from journal_app.ui.models.rows_model import AnyIndex
from journal_app.ui.theme.tokens import scale
from journal_app.ui.theme.typography import Type, scaled, set_type

_MEASURED_ROWS = 60
_MOST_COLUMN_PX = 300


class WordsModel(QAbstractTableModel):
    """Rows of words under named columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._heads, self._rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the words of a cell (Any: Qt's variant)."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = self._rows[index.row()][index.column()]
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        return words or (QCoreApplication.translate("patterns", "empty") if is_spoken else "")

    def headerData(self, section: int, side: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the name of a column (Any: Qt's variant)."""
        is_name = side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if is_name and section < len(self._heads) else None


class WordsTable(QTableView):
    """Shows such a model; rows are walked by keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = WordsModel(self)
        self.setModel(self._words)
        set_type(self, Type.CONTROL)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setResizeContentsPrecision(_MEASURED_ROWS)
        head.setMaximumSectionSize(scaled(_MOST_COLUMN_PX))
        set_type(head, Type.SMALL)

    @property
    def chosen_row(self) -> int:
        """The row that the keyboard is on, -1 for none."""
        return self.currentIndex().row()

    def show_rows(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows under these names, at the first."""
        self._words.show_rows(heads, rows)
        height = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(max(2 * height + 8, scaled(scale().size["target"])))
        self.resizeColumnsToContents()
        self.setCurrentIndex(self._words.index(0, 0))
