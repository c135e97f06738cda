"""The list view of our rows: one height, opened by Enter or a click."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from journal_app.ui.models.fixed_rows import FixedRows
from journal_app.ui.models.row_delegate import RowDelegate
from journal_app.ui.models.rows_model import AnyIndex, RowsModel
from journal_app.ui.widgets.painting import wants_ring


class RowList(FixedRows):
    """Shows a `RowsModel`.

    Signals:
        row_chosen(ListRow): a row became the chosen one, by key or mouse.
        row_clicked(ListRow): a row was clicked, after it was chosen.
        row_entered(ListRow): Enter was pressed on a row.
        selection_changed(): other rows are the chosen ones; `chosen_keys` says which.
    """

    row_chosen = Signal(object)
    row_clicked = Signal(object)
    row_entered = Signal(object)
    selection_changed = Signal()

    def __init__(
        self, model: RowsModel, *, has_margin: bool = False, detail_lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._delegate = RowDelegate(has_margin=has_margin, detail_lines=detail_lines, parent=self)
        self._is_quiet = False
        self._has_ring = False
        self._build()
        self.clicked.connect(self._on_self_clicked)

    def choose(self, index: QModelIndex) -> None:
        """Mark a row as the chosen one without saying so: what it opens is there, or on its way; none for no index.

        Qt's own `setCurrentIndex` asks the keyboard what to do, and Ctrl is still down where Ctrl+Enter led here.
        """
        self._is_quiet = True
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.clearSelection()
        self._is_quiet = False

    def let_choose_several(self) -> None:
        """Let Shift and Ctrl choose several rows; only a single one is opened as it is chosen."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_keys(self) -> list[str]:
        """Return the keys of the entries chosen, in the order of the list."""
        ranges = sorted(_ranges(self.selectionModel().selection()), key=QItemSelectionRange.top)
        return [key for one in ranges for key in self._rows.entry_keys(one.top(), one.bottom())]

    def chosen_count(self) -> int:
        """Return how many entries are chosen."""
        ranges = _ranges(self.selectionModel().selection())
        return sum(self._rows.entry_count(one.top(), one.bottom()) for one in ranges)

    def focus_row(self) -> None:
        """Put the keyboard on the list, on its first row when none is chosen yet."""
        if not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(self._rows.first_index(), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def _on_self_clicked(self, index: QModelIndex) -> None:
        if row := self._rows.row_at(index):
            self.row_clicked.emit(row)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that a row was chosen."""
        super().selectionChanged(selected, deselected)
        chosen = _ranges(self.selectionModel().selection())
        is_one = len(chosen) == 1 and chosen[0].top() == chosen[0].bottom()
        if not self._is_quiet and is_one and _ranges(selected) and (row := self._rows.row_at(chosen[0].topLeft())):
            self.row_chosen.emit(row)
        self.selection_changed.emit()

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        """Qt goes on to a neighbour of a row that is taken out; nobody chose that one."""
        self._is_quiet = True
        super().rowsAboutToBeRemoved(parent, start, end)
        self._is_quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter."""
        self._set_ring(True)
        row = self._rows.row_at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_entered.emit(row)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a click brought the focus."""
        super().focusInEvent(event)
        self._set_ring(wants_ring(event.reason(), self._has_ring))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new text size."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._delegate.forget_fonts()
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    def _set_ring(self, has_ring: bool) -> None:
        self._has_ring = has_ring
        self._delegate.set_ring(has_ring)
        self.viewport().update()


def _ranges(selection: QItemSelection) -> list[QItemSelectionRange]:
    return list(selection)  # type: ignore[call-overload, no-any-return]  # stubs leave out that it is a list
