"""Journal: every page kept, in a list, a calendar or a year, opened beside it, or read on as one page."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.calendar import Span
from journal_app.journal.drafts import DraftId
from journal_app.journal.entries import Entry, EntryId, load_entry
from journal_app.journal.errors import JournalProblem
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.journal_view import JournalView
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.screens.entry_detail import EntryDetail
from journal_app.ui.screens.entry_removal import EntryRemoval
from journal_app.ui.screens.list_side import ListSide
from journal_app.ui.screens.selection_bar import SelectionBar
from journal_app.ui.screens.timeline_pane import TimelinePane
from journal_app.ui.screens.trash import TrashScreen
from journal_app.ui.screens.two_pane import TwoPane
from journal_app.ui.screens.view_bar import ViewBar
from journal_app.ui.screens.whole_views import WholeViews
from journal_app.ui.undo import Done
from journal_app.ui.widgets.buttons import primary_button
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus


class JournalScreen(HandsOnFocus):
    """The list of pages, and the one that is open.

    Signals:
        edit_requested(EntryId): change this entry.
        draft_requested(DraftId): go on with an unfinished page.
        origin_requested(Asked): the person looked up where an entry comes from; shown here already.
        passage_requested(str): read a passage in its article.
        write_requested(): start a page without a prompt.
        answers_requested(EntryId): change the answers behind a page that a practice made.
        drawings_made(EntryDrawings): drawings can be made below a page from now on, and are to be saved like words.
        tags_requested(): show all tags.
    """

    edit_requested = Signal(object)
    draft_requested = Signal(object)
    origin_requested = Signal(object)
    passage_requested = Signal(str)
    write_requested = Signal()
    answers_requested = Signal(object)
    drawings_made = Signal(object)
    tags_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trash: TrashScreen | None = None
        self._has_any = True
        self._wanted: EntryId | None = None
        self._freshness = Freshness(self, desk.hub, Kind.ENTRIES, Kind.DRAFTS)
        self._wants_focus = False
        self._view = JournalView.LIST
        self._build()
        self._connect()
        self._retranslate()

    def show_entry(self, entry_id: EntryId) -> None:
        """Open an entry, the keyboard on its words."""
        if self._view not in (JournalView.LIST, JournalView.CALENDAR):
            self.show_view(JournalView.LIST)
        self._show_pages()
        self._wants_focus = True
        self._open(entry_id)
        self._turn(shows_entry=True)

    def focus_search(self) -> None:
        """Put the keyboard on the search field."""
        self.show_view(JournalView.LIST)
        self._panes.show_first()
        self._timeline.focus_search()

    def search_for(self, text: str) -> None:
        """Search the pages for something, as if it had been typed."""
        self.show_view(JournalView.LIST)
        self._panes.show_first()
        self._timeline.search_for(text)

    def show_search_help(self) -> None:
        """Show how to search."""
        self.focus_search()
        self._timeline.show_search_help()

    @property
    def view(self) -> JournalView:
        """Which way of looking at the pages is in sight."""
        return self._view

    def show_view(self, view: JournalView) -> None:
        """Look at the pages another way."""
        self._view = view
        self._bar.show_view(view)
        if view is JournalView.LIST:
            self._side.show_list()
        elif view is JournalView.CALENDAR:
            self._side.show_calendar()
        elif view is JournalView.YEAR:
            self._whole.show_year(self._side.day)
        else:
            self._whole.show_days(self._side.day)
        self._show_pages()

    @property
    def chosen_entries(self) -> tuple[EntryId, ...]:
        """The entries chosen in the list, newest first."""
        return self._timeline.chosen_entries

    @property
    def selection_bar(self) -> SelectionBar:
        """What is offered below the list for several chosen pages."""
        return self._timeline.selection_bar

    def read_span(self, span: Span) -> None:
        """Read some days as one page, the keyboard on it."""
        self._whole.read_span(span)
        self.show_view(JournalView.READ)
        self._whole.focus_view()

    def read_entries(self, entry_ids: tuple[EntryId, ...]) -> None:
        """Read these pages as one, the keyboard on it."""
        self._whole.read_entries(entry_ids)
        self.show_view(JournalView.READ)
        self._whole.focus_view()

    def show_day(self, day: date) -> None:
        """Show a day and its pages in the calendar, the keyboard on them."""
        self._panes.show_first()
        self.show_view(JournalView.CALENDAR)
        self._side.show_day(day)

    def show_trash(self) -> None:
        """Show what is in the trash, the keyboard on the list."""
        if self._trash is None:
            self._trash = self._build_trash()
        self._stack.setCurrentWidget(self._trash)
        self._fit_bar()
        self.set_first_control(self._trash)
        self._trash.begin()

    def leave_trash(self) -> None:
        """Go back from the trash to the pages, where it is in front."""
        if self._trash is not None and self._stack.currentWidget() is self._trash:
            self._on_trash_back_requested()

    def refresh(self) -> None:
        """Read again what is shown."""
        self._freshness.renew()
        self._timeline.refresh()
        self._side.refresh_calendar()
        if self._view_page() is self._whole:
            self._whole.refresh()
        if self._trash is not None and self._stack.currentWidget() is self._trash:
            self._trash.refresh()
        if self._wanted is not None:
            self._load(self._wanted)

    def building_steps(self) -> tuple[Callable[[], object], ...]:
        """Return what makes the parts that are not needed before a page is opened, each in a turn of its own."""
        return self._detail.building_steps()

    def _build(self) -> None:
        self._bar = ViewBar(self)
        self._stack = QStackedWidget(self)
        self._panes = TwoPane(self._stack)
        self._side = ListSide(self._desk, self._panes)
        self._timeline = TimelinePane(self._desk, self._side)
        self._side.hold(self._timeline)
        self._detail = EntryDetail(self._desk, self._panes)
        self._panes.hold(self._side, self._detail)
        self._removal = EntryRemoval(self._desk, self._timeline, self)
        self._empty = QWidget(self._stack)
        self._empty_words = EmptyState("", "notebook", self._empty)
        self._write = primary_button("", "feather", self._empty)
        empty = QVBoxLayout(self._empty)
        empty.addStretch(2)
        empty.addWidget(self._empty_words)
        empty.addWidget(self._write, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addStretch(3)
        self._whole = WholeViews(self._desk, self._stack)
        self._stack.addWidget(self._panes)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)
        self.set_first_control(self._timeline)

    def _connect(self) -> None:
        self._bar.view_requested.connect(self._on_bar_view_requested)
        self._side.row_chosen.connect(self._on_timeline_row_chosen)
        self._side.row_clicked.connect(self._on_timeline_row_clicked)
        self._side.row_entered.connect(self._on_timeline_row_entered)
        self._side.span_requested.connect(self.read_span)
        self._side.list_requested.connect(self._on_side_list_requested)
        self._timeline.read_requested.connect(self.read_entries)
        self._whole.day_opened.connect(self.show_day)
        self._whole.entry_requested.connect(self.show_entry)
        self._timeline.shown.connect(self._on_timeline_shown)
        self._removal.removed.connect(self._on_removal_removed)
        self._desk.undo.undone.connect(self._on_undo_undone)
        self._timeline.trash_requested.connect(self.show_trash)
        self._timeline.tags_requested.connect(self.tags_requested)
        self._detail.made.connect(self._on_detail_made)
        self._detail.back_requested.connect(self._go_back)
        self._detail.origin_requested.connect(self.origin_requested)
        self._detail.passage_requested.connect(self.passage_requested)
        self._panes.wide_changed.connect(self._on_panes_wide_changed)
        self._write.clicked.connect(self.write_requested)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._say_hint()
        self._empty_words.set_text(self.tr("The pages you keep will be here, newest first."))
        self._write.setText(self.tr("Write a page"))

    def _build_trash(self) -> TrashScreen:
        trash = TrashScreen(self._desk, self)
        trash.back_requested.connect(self._on_trash_back_requested)
        trash.changed.connect(self._desk.undo.forget_trash)
        self._stack.addWidget(trash)
        return trash

    def _say_hint(self) -> None:
        has_rows = self._timeline.has_rows
        hint = self.tr("Choose a page to read it here.") if has_rows else self.tr("A page opens here.")
        self._detail.say_hint(hint)

    def _show_pages(self) -> None:
        """Show the pages the way that was chosen, or what is said while there are none, instead of the trash."""
        self._stack.setCurrentWidget(self._view_page() if self._has_any else self._empty)
        self.set_first_control(self._first_of_view() if self._has_any else self._write)
        self._fit_bar()

    def _view_page(self) -> QWidget:
        return self._panes if self._view in (JournalView.LIST, JournalView.CALENDAR) else self._whole

    def _first_of_view(self) -> QWidget:
        return self._side.pane if self._view_page() is self._panes else self._whole.currentWidget() or self._bar

    def _fit_bar(self) -> None:
        """Show the ways to look at the pages while pages are looked at, and an open one has no need of the room."""
        shows_views = self._stack.currentWidget() not in (self._empty, self._trash)
        is_entry_alone = self._view_page() is self._panes and not self._panes.is_wide and self._panes.shows_second
        self._bar.setVisible(shows_views and not is_entry_alone)

    def _turn(self, *, shows_entry: bool) -> None:
        """Show the open page, or what it was opened from, where there is room for one of them only."""
        if shows_entry:
            self._panes.show_second()
        else:
            self._panes.show_first()
        self._fit_bar()

    def _open(self, entry_id: EntryId) -> None:
        self._wanted = entry_id
        self._side.choose_entry(entry_id)
        self._detail.leave_aside()
        self._load(entry_id)

    def _load(self, entry_id: EntryId) -> None:
        self._desk.jobs.run(
            partial(fetch_entry, entry_id=entry_id),
            owner=self,
            done=self._on_jobs_entry_fetched,
            failed=partial(self._on_jobs_entry_failed, entry_id),
        )

    def _close_entry(self) -> None:
        self._wanted = None
        self._side.choose_entry(None)
        self._detail.close_entry()
        self._turn(shows_entry=False)

    def _go_back(self) -> None:
        """From what belongs to the entry to the entry, from the entry to the list."""
        if self._detail.leave_aside():
            self._detail.page.focus_first()
        else:
            self._turn(shows_entry=False)
            self._side.pane.focus_list()

    def _on_timeline_row_chosen(self, row: ListRow) -> None:
        if row.kind is RowKind.ENTRY and self._panes.is_wide:
            self._open(EntryId(int(row.key)))

    def _on_timeline_row_clicked(self, row: ListRow) -> None:
        if row.kind is RowKind.DRAFT:
            self.draft_requested.emit(DraftId(int(row.key)))
        elif not self._panes.is_wide:
            self.show_entry(EntryId(int(row.key)))

    def _on_timeline_row_entered(self, row: ListRow) -> None:
        if row.kind is RowKind.DRAFT:
            self.draft_requested.emit(DraftId(int(row.key)))
        else:
            self.show_entry(EntryId(int(row.key)))

    def _on_timeline_shown(self, has_any: bool) -> None:
        self._has_any = has_any
        self._say_hint()
        if self._trash is None or self._stack.currentWidget() is not self._trash:
            self._show_pages()

    def _on_jobs_entry_fetched(self, entry: Entry) -> None:
        if entry.id != self._wanted:
            return
        self._detail.show_entry(entry)
        if self._wants_focus:
            self._wants_focus = False
            self._detail.page.focus_first()

    def _on_jobs_entry_failed(self, entry_id: EntryId, failure: Failure) -> None:
        if entry_id != self._wanted:
            return
        if failure.code == JournalProblem.ENTRY_NOT_FOUND:
            self._close_entry()
        self._timeline.show_failure(failure)

    def _on_removal_removed(self) -> None:
        """Go to the list, which says what was done and how to undo it."""
        self._close_entry()
        if self._view is not JournalView.LIST:
            self.show_view(JournalView.LIST)
        self._timeline.focus_list_when_read()

    def _on_undo_undone(self, done: Done) -> None:
        """Show the page that something was taken back of."""
        if done.entry_id is not None and done.entry_id != self._wanted and self.isVisible():
            self.show_entry(done.entry_id)

    def _on_trash_back_requested(self) -> None:
        self._show_pages()
        if self._has_any:
            self._side.pane.focus_list()
        else:
            self._write.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_side_list_requested(self, day: date) -> None:
        self.show_view(JournalView.LIST)
        self._timeline.go_to_day(day)

    def _on_bar_view_requested(self, view: JournalView) -> None:
        self.show_view(view)

    def _on_panes_wide_changed(self, is_wide: bool) -> None:
        if self._detail.is_made:
            self._detail.page.set_can_go_back(not is_wide)
        self._fit_bar()

    def _on_detail_made(self) -> None:
        page, beside = self._detail.page, self._detail.beside
        page.set_can_go_back(not self._panes.is_wide)
        page.edit_requested.connect(self.edit_requested)
        page.trash_requested.connect(self._removal.move_to_trash)
        page.delete_requested.connect(self._removal.erase)
        self._removal.failed.connect(page.show_failure)
        beside.search_requested.connect(self.search_for)
        beside.entry_requested.connect(self.show_entry)
        beside.trash_requested.connect(self.show_trash)
        self._detail.practice.answers_requested.connect(self.answers_requested)
        self.drawings_made.emit(self._detail.drawings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() == Qt.Key.Key_Escape and self._detail.has_entry:
            self._go_back()
        else:
            super().keyPressEvent(event)


def fetch_entry(journal: OpenJournal, *, entry_id: EntryId) -> Entry:
    """Return one whole entry."""
    return load_entry(journal.vault, entry_id)
