"""Below the list of pages: the quiet ways to what is no page of it, the tags and the trash."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout

SHORT_LINES = 20
"""Lines of the window's font: a pane of fewer has no room for tags below its list; the palette leads there too."""


class TimelineFoot(QWidget):
    """Holds both; the trash shows only while something is in it.

    Signals:
        tags_requested(): look at all tags.
        trash_requested(): look at what is in the trash.
    """

    tags_requested = Signal()
    trash_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = quiet_button(self.tr("Tags"), "list-filter", self)
        self.trash = quiet_button(self.tr("Trash"), "trash", self)
        self.trash.hide()
        row = FlowLayout()
        for button in (self._tags, self.trash):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.addLayout(row)
        self._tags.clicked.connect(self.tags_requested)
        self.trash.clicked.connect(self.trash_requested)

    def show_trash(self, count: int) -> None:
        """Offer the trash, quietly, and only while something is in it."""
        self.trash.setVisible(count > 0)
        name = self.tr("Trash, one page") if count == 1 else self.tr("Trash, %n pages", "", count)
        self.trash.setAccessibleName(name)
        self._fit()

    def fit_height(self, height: int) -> None:
        """Fit into a pane of this height."""
        self._tags.setVisible(height >= SHORT_LINES * self.fontMetrics().lineSpacing())
        self._fit()

    def _fit(self) -> None:
        self.setHidden(self._tags.isHidden() and self.trash.isHidden())
