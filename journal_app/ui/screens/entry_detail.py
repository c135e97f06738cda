"""The place where a page of the journal opens: the page itself, and what belongs to it and takes its place for a while.

That is where the page comes from, and its earlier wordings; one step back leads from either to the page.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from journal_app.journal.asked import Asked
from journal_app.journal.entries import Entry
from journal_app.ui.circle.offer import CircleOffer
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.entry_drawings import EntryDrawings
from journal_app.ui.screens.entry_beside import EntryBeside
from journal_app.ui.screens.entry_page import EntryPage
from journal_app.ui.screens.entry_practice import EntryPractice
from journal_app.ui.screens.history_panel import HistoryPanel
from journal_app.ui.screens.origin_panel import OriginPanel
from journal_app.ui.widgets.empty_state import EmptyState


class EntryDetail(QStackedWidget):
    """Holds them, one in sight; `page` and `beside` are there to be connected.

    Signals:
        back_requested(): one step back was asked for.
        origin_requested(Asked): the person looked up where an entry comes from; shown here already.
        passage_requested(str): read a passage in its article.
    """

    back_requested = Signal()
    origin_requested = Signal(object)
    passage_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = EmptyState("", "book-open", self)
        self.page = EntryPage(desk, self)
        self.beside = EntryBeside(desk, self.page)
        self.practice = EntryPractice(desk, self.page)
        self.circle_offer = CircleOffer(desk, self.page)
        self.drawings = EntryDrawings(desk, self.page)
        self._origin = OriginPanel(desk, self)
        self._history = HistoryPanel(desk, self)
        for widget in (self._hint, self.page, self._origin, self._history):
            self.addWidget(widget)
        self.page.origin_requested.connect(self._on_page_origin_requested)
        self.page.back_requested.connect(self.back_requested)
        self.beside.history_requested.connect(self._on_beside_history_requested)
        self._history.close_requested.connect(self.back_requested)
        self._origin.close_requested.connect(self.back_requested)
        self._origin.passage_requested.connect(self.passage_requested)

    @property
    def has_entry(self) -> bool:
        """Whether an entry is open, or what belongs to it."""
        return self.currentWidget() is not self._hint

    def say_hint(self, words: str) -> None:
        """Say this while no entry is open."""
        self._hint.set_text(words)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry; one that has changed under its own history stays there."""
        if self.page.entry == entry and self.has_entry:
            return
        self.page.show_entry(entry)
        if self.currentWidget() is not self._history:
            self.setCurrentWidget(self.page)

    def close_entry(self) -> None:
        """Show no entry any more."""
        self.setCurrentWidget(self._hint)

    def leave_aside(self) -> bool:
        """Go back from what belongs to the entry to the entry; return whether there was such a step."""
        is_aside = self.currentWidget() in (self._origin, self._history)
        if is_aside:
            self.setCurrentWidget(self.page)
        return is_aside

    def _on_page_origin_requested(self, asked: Asked) -> None:
        self._origin.show_origin(asked)
        self.setCurrentWidget(self._origin)
        self._origin.setFocus()
        self.origin_requested.emit(asked)

    def _on_beside_history_requested(self, entry: Entry) -> None:
        self.setCurrentWidget(self._history)
        self._history.show_history(entry)
