"""The list of the Journal: unfinished pages, every entry newest first, and what a search finds in the same shape."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.drafts import DraftSummary, list_drafts
from journal_app.journal.entries import EntryId, EntrySummary, list_entries
from journal_app.journal.outline import Outline, read_outline, read_stretch
from journal_app.journal.search import FEWEST_LETTERS, SearchPage, search_entries
from journal_app.journal.trash import count_trash
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.timeline_model import PAGE_ROWS, TimelineModel
from journal_app.ui.models.timeline_rows import TimelineItem
from journal_app.ui.models.whole_timeline import STRETCH, WholeTimeline
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice

SEARCH_MS = 150
"""How long after the last letter a search starts (performance.md)."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What the timeline starts with, fetched in one job."""

    drafts: tuple[DraftSummary, ...]
    outline: Outline
    newest: tuple[EntrySummary, ...]
    trashed: int


class TimelinePane(HandsOnFocus):
    """Fetches and shows the timeline, page by page, and searches it as one types.

    Signals:
        told_action_requested(): the action of what was told last: try again, or put a page back.
        row_chosen(ListRow), row_clicked(ListRow), row_entered(ListRow): as of `RowList`.
        shown(bool): the first page is on screen; whether there is anything in the journal at all, its trash included.
        trash_requested(): look at what is in the trash.
    """

    told_action_requested = Signal()
    row_chosen = Signal(object)
    row_clicked = Signal(object)
    row_entered = Signal(object)
    shown = Signal(bool)
    trash_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chosen: EntryId | None = None
        self._words = ""
        self._is_searching = False
        self._wants_focus = False
        self._build()
        self._connect()
        self._retranslate()

    @property
    def has_rows(self) -> bool:
        """Whether there is any page in the list, begun or kept."""
        return self._timeline.rowCount() > 0

    def refresh(self) -> None:
        """Read again what is shown: the newest entries, the drafts, and the results of a search."""
        self._desk.jobs.run(
            fetch_first_page, owner=self, done=self._on_jobs_first_page_fetched, failed=self._on_jobs_failed
        )
        if self._words:
            self._search()

    def choose_entry(self, entry_id: EntryId | None) -> None:
        """Mark an entry as the one that is open, as far as it is in the list; None marks none."""
        self._chosen = entry_id
        for view, model in ((self._list, self._timeline), (self._results_list, self._results)):
            found = QModelIndex() if entry_id is None else model.index_of(RowKind.ENTRY, str(entry_id))
            view.choose(found)

    def focus_search(self) -> None:
        """Put the keyboard on the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def focus_list(self) -> None:
        """Put the keyboard on the rows shown; on what is left to press where there are none."""
        if self.has_rows or self._words:
            self._shown_list().focus_row()
        else:
            self._trash.setFocus(Qt.FocusReason.TabFocusReason)

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
        self._field = QLineEdit(self)
        self._field.setClearButtonEnabled(False)
        self._found = caption_label(self)
        self._found.hide()
        self._problem = Notice(self)
        self._problem.hide()
        self._told = Notice(self)
        self._told.hide()
        self._timeline = WholeTimeline(self)
        self._results = TimelineModel(self)
        self._list = RowList(self._timeline, has_margin=True, parent=self)
        self._results_list = RowList(self._results, has_margin=True, parent=self)
        self._nothing = EmptyState("", "info", self)
        self._none_kept = EmptyState("", "notebook", self)
        self._trash = quiet_button("", "trash", self)
        self._trash.hide()
        self._stack = QStackedWidget(self)
        for page in (self._list, self._results_list, self._nothing, self._none_kept):
            self._stack.addWidget(page)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_MS)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(12)
        for widget in (self._field, self._found, self._problem, self._told):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 8)
        foot.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addLayout(foot)
        self.set_first_control(self._list)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_field_text_changed)
        self._field.returnPressed.connect(self.focus_list)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timeline.stretch_requested.connect(self._on_timeline_stretch_requested)
        self._results.page_requested.connect(self._on_results_page_requested)
        self._told.action_requested.connect(self.told_action_requested)
        self._trash.clicked.connect(self.trash_requested)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        for view in (self._list, self._results_list):
            view.row_chosen.connect(self.row_chosen)
            view.row_clicked.connect(self.row_clicked)
            view.row_entered.connect(self.row_entered)

    def _retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("Search your journal"))
        self._field.setAccessibleName(self.tr("Search your journal"))
        self._list.setAccessibleName(self.tr("Your pages, newest first"))
        self._results_list.setAccessibleName(self.tr("Pages found, newest first"))
        self._trash.setText(self.tr("Trash"))
        self._none_kept.set_text(self.tr("No page is kept here now. What is in the trash can still be put back."))
        self._nothing.set_text(self.tr("No page has these words. Fewer words, or the start of one, may find more."))

    def _shown_list(self) -> RowList:
        return self._results_list if self._words else self._list

    def _show_timeline(self) -> None:
        self._words = ""
        self._found.hide()
        self._results.clear()
        self._stack.setCurrentWidget(self._list if self.has_rows else self._none_kept)
        self.set_first_control(self._list if self.has_rows else self._trash)

    def _search(self) -> None:
        """Search for the words in the field; while one search runs only the newest waits for it."""
        if self._is_searching:
            self._timer.start()
            return
        self._is_searching = True
        words = self._words
        self._desk.jobs.run(
            partial(find_entries, words=words, before=None),
            owner=self,
            done=partial(self._on_jobs_found, words),
            failed=self._on_jobs_failed,
        )

    def _say_found(self, count: int, has_more: bool) -> None:
        if has_more:
            words = self.tr("The newest %n pages with these words", "", count)
        else:
            words = self.tr("One page found") if count == 1 else self.tr("%n pages found", "", count)
        self._found.setText(words)
        self._found.setVisible(count > 0)
        announce(self._field, words if count else self._nothing_words())

    def _nothing_words(self) -> str:
        return self.tr("No page has these words")

    def _on_field_text_changed(self, text: str) -> None:
        self._timer.stop()
        if len(text.strip()) < FEWEST_LETTERS:
            self._show_timeline()
        else:
            self._timer.start()

    def _on_timer_timeout(self) -> None:
        text = self._field.text().strip()
        if len(text) >= FEWEST_LETTERS:
            self._words = text
            self._search()

    def _on_jobs_first_page_fetched(self, page: FirstPage) -> None:
        self._problem.hide()
        self._timeline.show(page.drafts, page.outline, page.newest)
        self.choose_entry(self._chosen)
        self._show_trash(page.trashed)
        if not self._words:
            self._show_timeline()
        self.shown.emit(self.has_rows or bool(page.trashed))
        if self._wants_focus:
            self._wants_focus = False
            self.focus_list()

    def _show_trash(self, count: int) -> None:
        """Offer the trash, quietly, and only while something is in it."""
        self._trash.setVisible(count > 0)
        name = self.tr("Trash, one page") if count == 1 else self.tr("Trash, %n pages", "", count)
        self._trash.setAccessibleName(name)

    def _on_jobs_found(self, words: str, page: SearchPage) -> None:
        self._is_searching = False
        if words != self._words:
            return
        self._results.show_anew(_items_found(page), page.next_before)
        self.choose_entry(self._chosen)
        self._stack.setCurrentWidget(self._results_list if page.items else self._nothing)
        self.set_first_control(self._results_list if page.items else self._field)
        self._say_found(len(page.items), page.next_before is not None)

    def _on_timeline_stretch_requested(self, keys: tuple[int, ...]) -> None:
        self._desk.jobs.run(
            partial(fetch_stretch, keys=keys),
            owner=self,
            done=partial(self._timeline.fill, keys),
            failed=self._on_jobs_failed,
        )

    def _on_results_page_requested(self, before: int) -> None:
        self._desk.jobs.run(
            partial(find_entries, words=self._words, before=before),
            owner=self,
            done=partial(self._on_jobs_found_more, self._words),
            failed=self._on_jobs_failed,
        )

    def _on_jobs_found_more(self, words: str, page: SearchPage) -> None:
        if words == self._words:
            self._results.append_page(_items_found(page), page.next_before)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._is_searching = False
        self._timeline.stop_waiting()
        self._results.stop_waiting()
        self.show_failure(failure)

    def _on_problem_action_requested(self) -> None:
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the search, Down goes from the field to the rows."""
        if event.key() == Qt.Key.Key_Escape and self._field.text():
            self._field.clear()
            self.focus_search()
        elif event.key() == Qt.Key.Key_Down and self._field.hasFocus():
            self.focus_list()
        else:
            super().keyPressEvent(event)


def fetch_first_page(journal: OpenJournal) -> FirstPage:
    """Return the drafts, where every entry stands, and the words of the newest."""
    vault = journal.vault
    newest = list_entries(vault, limit=STRETCH).items
    return FirstPage(list_drafts(vault), read_outline(vault), newest, count_trash(vault))


def fetch_stretch(journal: OpenJournal, *, keys: tuple[int, ...]) -> dict[int, EntrySummary]:
    """Return the words of some rows of the timeline."""
    return read_stretch(journal.vault, keys)


def find_entries(journal: OpenJournal, *, words: str, before: int | None) -> SearchPage:
    """Return a page of the entries that have these words."""
    return search_entries(journal.vault, words, before=before, limit=PAGE_ROWS)


def _items_found(page: SearchPage) -> list[TimelineItem]:
    return [TimelineItem(hit.entry, hit.snippet, tuple((at.start, at.end) for at in hit.hits)) for hit in page.items]
