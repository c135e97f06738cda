"""The place where a page of the journal opens: the page itself, and what belongs to it and takes its place for a while.

That is where the page comes from, and its earlier wordings; one step back leads from either to the page. All of it is
made when it is first needed: the list beside it need not wait.
"""

from collections.abc import Callable

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
    """Holds them, one in sight.

    Signals:
        made(): what stands beside the page (`beside`, `practice` and the others) is there, to be connected.
        back_requested(): one step back was asked for.
        origin_requested(Asked): the person looked up where an entry comes from; shown here already.
        passage_requested(str): read a passage in its article.
    """

    made = Signal()
    back_requested = Signal()
    origin_requested = Signal(object)
    passage_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page: EntryPage | None = None
        self._is_made = False
        self._origin: OriginPanel | None = None
        self._history: HistoryPanel | None = None
        self._hint = EmptyState("", "book-open", self)
        self.addWidget(self._hint)

    @property
    def page(self) -> EntryPage:
        """The page an entry is read on."""
        self._make_page()
        assert self._page is not None
        return self._page

    @property
    def is_made(self) -> bool:
        """Whether the page and what stands beside it are there."""
        return self._is_made

    def building_steps(self) -> tuple[Callable[[], object], ...]:
        """Return what makes the page and what stands beside it, where it is not there yet; a turn each."""
        return self._make_page, self._make_beside

    @property
    def has_entry(self) -> bool:
        """Whether an entry is open, or what belongs to it."""
        return self.currentWidget() is not self._hint

    def say_hint(self, words: str) -> None:
        """Say this while no entry is open."""
        self._hint.set_text(words)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry; one that has changed under its own history stays there."""
        self._make_beside()
        if self.page.entry == entry and self.has_entry:
            return
        self.page.show_entry(entry)
        if self._history is None or self.currentWidget() is not self._history:
            self.setCurrentWidget(self.page)

    def close_entry(self) -> None:
        """Show no entry any more."""
        self.setCurrentWidget(self._hint)

    def leave_aside(self) -> bool:
        """Go back from what belongs to the entry to the entry; return whether there was such a step."""
        is_aside = self.currentWidget() not in (self._hint, self._page)
        if is_aside:
            self.setCurrentWidget(self.page)
        return is_aside

    def _make_page(self) -> None:
        if self._page is None:
            self._page = EntryPage(self._desk, self)
            self.addWidget(self._page)
            self._page.origin_requested.connect(self._on_page_origin_requested)
            self._page.back_requested.connect(self.back_requested)

    def _make_beside(self) -> None:
        if self._is_made:
            return
        self._is_made = True
        self.beside = EntryBeside(self._desk, self.page)
        self.practice = EntryPractice(self._desk, self.page)
        self.circle_offer = CircleOffer(self._desk, self.page)
        self.drawings = EntryDrawings(self._desk, self.page)
        self.beside.history_requested.connect(self._on_beside_history_requested)
        self.made.emit()

    def _on_page_origin_requested(self, asked: Asked) -> None:
        if self._origin is None:
            self._origin = OriginPanel(self._desk, self)
            self._origin.close_requested.connect(self.back_requested)
            self._origin.passage_requested.connect(self.passage_requested)
            self.addWidget(self._origin)
        self._origin.show_origin(asked)
        self.setCurrentWidget(self._origin)
        self._origin.setFocus()
        self.origin_requested.emit(asked)

    def _on_beside_history_requested(self, entry: Entry) -> None:
        if self._history is None:
            self._history = HistoryPanel(self._desk, self)
            self._history.close_requested.connect(self.back_requested)
            self.addWidget(self._history)
        self.setCurrentWidget(self._history)
        self._history.show_history(entry)
