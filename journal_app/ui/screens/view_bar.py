"""The head of the Journal: its name, and the ways to look at the same pages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.journal_view import JournalView
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.view_tabs import ViewTabs


class ViewBar(QWidget):
    """Names the place and the view one is in.

    Signals:
        view_requested(JournalView): another view was chosen.
    """

    view_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Heading(1, self.tr("Journal"), self)
        self._title.setWordWrap(False)
        self._tabs = ViewTabs(self)
        self._tabs.setAccessibleName(self.tr("Ways to look at your pages"))
        for words in (self.tr("List"), self.tr("Calendar"), self.tr("Year"), self.tr("Read on")):
            self._tabs.addTab(words)
        row = FlowLayout(gap=20)
        row.addWidget(self._title)
        row.addWidget(self._tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 4)
        layout.addLayout(row)
        self._tabs.currentChanged.connect(self._on_tabs_current_changed)

    def show_view(self, view: JournalView) -> None:
        """Mark a view as the one in sight, without asking for it."""
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(list(JournalView).index(view))
        self._tabs.blockSignals(False)

    def _on_tabs_current_changed(self, at: int) -> None:
        self.view_requested.emit(list(JournalView)[at])
