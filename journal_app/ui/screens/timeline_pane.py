"""The list of the Journal: unfinished pages, every entry newest first, and what a search finds in the same shape."""

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.entries import EntryId
from journal_app.journal.query import Query
from journal_app.journal.search import Order, SearchPage
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.reading import Reading, begin_reading
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.timeline_model import PAGE_ROWS, TimelineModel
from journal_app.ui.models.whole_timeline import WholeTimeline
from journal_app.ui.screens.search_bar import SearchBar
from journal_app.ui.screens.search_help import SearchHelp
from journal_app.ui.screens.selection_bar import SelectionBar
from journal_app.ui.screens.timeline_foot import TimelineFoot
from journal_app.ui.timeline_jobs import (
    FirstPage,
    fetch_first_page,
    fetch_stretch,
    fetch_tags,
    find_entries,
    items_found,
)
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.scrolled import scrolled


class TimelinePane(HandsOnFocus):
    """Fetches and shows the timeline, page by page, and searches it as one types.

    Signals:
        told_action_requested(): the action of what was told last: try again, or put a page back.
        row_chosen(ListRow), row_clicked(ListRow), row_entered(ListRow): as of `RowList`.
        shown(bool): the first page is on screen; whether there is anything in the journal at all, its trash included.
        trash_requested(): look at what is in the trash.
        tags_requested(): look at all tags.
        read_requested(tuple[EntryId]): read the pages chosen as one.
    """

    told_action_requested = Signal()
    row_chosen = Signal(object)
    row_clicked = Signal(object)
    row_entered = Signal(object)
    shown = Signal(bool)
    trash_requested = Signal()
    tags_requested = Signal()
    read_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chosen: EntryId | None = None
        self._searched = Query()
        self._order = Order.NEWEST
        self._reading: Reading[SearchPage] | None = None
        self._wants_focus = False
        self._build()
        self._connect()
        self._retranslate()

    @property
    def has_rows(self) -> bool:
        """Whether there is any page in the list, begun or kept."""
        return self._timeline.rowCount() > 0

    @property
    def chosen_entries(self) -> tuple[EntryId, ...]:
        """The entries chosen in the list in sight, in its order: one, or several with Shift or Ctrl."""
        return self._several.chosen

    @property
    def selection_bar(self) -> SelectionBar:
        """What is offered for several pages; `add_action` adds to it."""
        return self._several

    def go_to_day(self, on: date) -> None:
        """Scroll to a day, or the nearest before it that has pages; the keyboard goes to its first page."""
        self.search_for("")
        index = self._timeline.index_of_day(on)
        if index.isValid():
            self._list.choose(index)
            self._list.scrollTo(index, RowList.ScrollHint.PositionAtTop)
            self._list.focus_row()

    def refresh(self) -> None:
        """Read again what is shown: the newest entries, the drafts, and the results of a search."""
        self._desk.jobs.run(
            fetch_first_page, owner=self, done=self._on_jobs_first_page_fetched, failed=self._on_jobs_failed
        )
        self._bar.search_again()

    def search_for(self, text: str) -> None:
        """Search for something as if it had been typed."""
        self._bar.set_text(text)

    def show_search_help(self) -> None:
        """Show how to search in the place of the list."""
        self._help.fill()
        self._stack.setCurrentWidget(self._help)
        self._help.setFocus(Qt.FocusReason.TabFocusReason)

    def choose_entry(self, entry_id: EntryId | None) -> None:
        """Mark an entry as the one that is open, as far as it is in the list; None marks none."""
        self._chosen = entry_id
        for view, model in ((self._list, self._timeline), (self._results_list, self._results)):
            found = QModelIndex() if entry_id is None else model.index_of(RowKind.ENTRY, str(entry_id))
            view.choose(found)

    def focus_search(self) -> None:
        """Put the keyboard on the search field."""
        self._bar.focus_field()

    def focus_list(self) -> None:
        """Put the keyboard on the rows shown; on what is left to press where there are none."""
        if self.has_rows or self._bar.is_active:
            self._shown_list().focus_row()
        else:
            self._foot.trash.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_list_when_read(self) -> None:
        """Do so now, and again once the rows have been read anew: none may be left."""
        self._wants_focus = True
        self.focus_list()

    def show_failure(self, failure: Failure) -> None:
        """Say above the list what could not be done."""
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def show_message(self, words: str, action: str = "") -> None:
        """Say above the list what was done, with a way to undo it when one is named."""
        self._told.show_message(words, action)

    def hide_message(self) -> None:
        """Take back what was said: it is so no longer."""
        self._told.hide()

    def show_half_done(self, words: str) -> None:
        """Say above the list what is done only in part, with a way to try the rest again."""
        self._told.show_failure(words, self.tr("Try again"))

    def _build(self) -> None:
        self._bar = SearchBar(self._desk, self)
        self._problem = Notice(self)
        self._problem.hide()
        self._told = Notice(self)
        self._told.hide()
        self._timeline = WholeTimeline(self)
        self._results = TimelineModel(self)
        self._stack = QStackedWidget(self)  # what it shows is made in it: moving it there whole takes its time
        self._list = RowList(self._timeline, has_margin=True, parent=self._stack)
        self._results_list = RowList(self._results, has_margin=True, parent=self._stack)
        self._nothing = EmptyState("", "info", self._stack)
        self._none_kept = EmptyState("", "notebook", self._stack)
        self._help = SearchHelp(self._stack)
        self._foot = TimelineFoot(self)
        self._several = SelectionBar((self._list, self._results_list), self)
        self._nothing_page, self._none_page = scrolled(self._nothing), scrolled(self._none_kept)
        for page in (self._list, self._results_list, self._nothing_page, self._none_page, self._help):
            self._stack.addWidget(page)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(12)
        for widget in (self._bar, self._problem, self._told):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._several)
        layout.addWidget(self._foot)
        self.set_first_control(self._list)

    def _connect(self) -> None:
        self._bar.search_requested.connect(self._on_bar_search_requested)
        self._bar.search_left.connect(self._on_bar_search_left)
        self._bar.list_requested.connect(self.focus_list)
        self._bar.help_requested.connect(self.show_search_help)
        self._help.close_requested.connect(self._on_help_close_requested)
        self._bar.menu_opened.connect(self._on_bar_menu_opened)
        self._timeline.stretch_requested.connect(self._on_timeline_stretch_requested)
        self._results.page_requested.connect(self._on_results_page_requested)
        self._told.action_requested.connect(self.told_action_requested)
        self._foot.tags_requested.connect(self.tags_requested)
        self._foot.trash_requested.connect(self.trash_requested)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        for view in (self._list, self._results_list):
            view.row_chosen.connect(self.row_chosen)
            view.row_clicked.connect(self.row_clicked)
            view.row_entered.connect(self.row_entered)
        self._several.read_requested.connect(self.read_requested)

    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Your pages, newest first"))
        self._name_results()
        self._none_kept.set_text(self.tr("No page is kept here now. What is in the trash can still be put back."))
        self._nothing.set_text(
            self.tr("No page fits this search. Fewer words or filters, or the start of a word, may find more.")
        )

    def _name_results(self) -> None:
        is_best = self._order is Order.BEST
        name = self.tr("Pages found, best match first") if is_best else self.tr("Pages found, newest first")
        self._results_list.setAccessibleName(name)

    def _shown_list(self) -> RowList:
        return self._results_list if self._bar.is_active else self._list

    def _show_timeline(self) -> None:
        self._results.clear()
        self._stack.setCurrentWidget(self._list if self.has_rows else self._none_page)
        self._several.refresh()
        self.set_first_control(self._list if self.has_rows else self._foot.trash)

    def _drop_reading(self) -> None:
        """Let go of a search that goes on: a newer one, or none, is wanted now."""
        if self._reading is not None:
            self._reading.drop()
            self._reading = None

    def _on_bar_search_requested(self, query: Query, order: Order) -> None:
        """Search; whoever changed nothing in the search gets as many results again as were shown."""
        self._drop_reading()
        is_same = (query, order) == (self._searched, self._order)
        self._searched, self._order = query, order
        self._name_results()
        limit = self._results.refresh_limit if is_same else PAGE_ROWS
        self._reading = begin_reading(
            self._desk.jobs,
            partial(find_entries, query=query, order=order, limit=limit),
            owner=self,
            done=partial(self._on_jobs_found, is_same),
            failed=self._on_jobs_failed,
        )

    def _on_bar_search_left(self) -> None:
        self._drop_reading()
        self._searched = Query()
        self._show_timeline()

    def _on_help_close_requested(self) -> None:
        if self._bar.is_active:
            self._show_results()
        else:
            self._show_timeline()
        self._bar.focus_field()

    def _on_bar_menu_opened(self) -> None:
        self._desk.jobs.run(fetch_tags, owner=self, done=self._bar.show_tags, failed=self._on_jobs_failed)

    def _on_jobs_first_page_fetched(self, page: FirstPage) -> None:
        self._problem.hide()
        self._timeline.show(page.drafts, page.outline, page.newest)
        self.choose_entry(self._chosen)
        self._foot.show_trash(page.trashed)
        if not self._bar.is_active and self._stack.currentWidget() is not self._help:
            self._show_timeline()
        self.shown.emit(self.has_rows or bool(page.trashed))
        if self._wants_focus:
            self._wants_focus = False
            self.focus_list()

    def _on_jobs_found(self, is_same: bool, page: SearchPage) -> None:
        self._reading = None
        items = items_found(page)
        if self._order is Order.BEST and self._searched.words:
            self._results.show_ranked(items)
        else:
            self._results.show_anew(items, page.next_before)
        self.choose_entry(self._chosen)
        if not is_same:
            self._results_list.scrollToTop()
        self._show_results()
        self._bar.show_found(len(items), has_more=page.next_before is not None, problems=page.problems)

    def _show_results(self) -> None:
        has_any = self._results.rowCount() > 0
        self._stack.setCurrentWidget(self._results_list if has_any else self._nothing_page)
        self.set_first_control(self._results_list if has_any else self._bar)
        self._several.refresh()

    def _on_timeline_stretch_requested(self, keys: tuple[int, ...]) -> None:
        self._desk.jobs.run(
            partial(fetch_stretch, keys=keys),
            owner=self,
            done=partial(self._timeline.fill, keys),
            failed=self._on_jobs_failed,
        )

    def _on_results_page_requested(self, before: int) -> None:
        self._reading = begin_reading(
            self._desk.jobs,
            partial(find_entries, query=self._searched, order=self._order, before=before),
            owner=self,
            done=self._on_jobs_found_more,
            failed=self._on_jobs_failed,
        )

    def _on_jobs_found_more(self, page: SearchPage) -> None:
        self._reading = None
        self._results.append_page(items_found(page), page.next_before)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._reading = None
        self._timeline.stop_waiting()
        self._results.stop_waiting()
        self.show_failure(failure)

    def _on_problem_action_requested(self) -> None:
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the height to the list where there is little."""
        super().resizeEvent(event)
        self._foot.fit_height(self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the search, Down goes from the field to the rows."""
        if event.key() == Qt.Key.Key_Escape and self._bar.text:
            self._bar.clear()
            self.focus_search()
        elif event.key() == Qt.Key.Key_Down and self._bar.has_field_focus():
            self.focus_list()
        else:
            super().keyPressEvent(event)
