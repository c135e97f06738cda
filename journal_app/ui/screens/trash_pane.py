"""The list of the trash: what is in it, how long it stays, and a way to empty it."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.entries import EntryId
from journal_app.journal.trash import KEPT_DAYS, TrashPage, TrashPlace, list_trash
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.timeline_model import PAGE_ROWS
from journal_app.ui.models.trash_model import TrashModel
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice


class TrashPane(HandsOnFocus):
    """Fetches and shows what is in the trash, and asks before emptying it.

    Signals:
        row_chosen(ListRow), row_clicked(ListRow), row_entered(ListRow): as of `RowList`.
        back_requested(): back to the journal.
        empty_requested(): delete all of it for good; the person has confirmed it.
        told_action_requested(): the action of what was told last.
    """

    row_chosen = Signal(object)
    row_clicked = Signal(object)
    row_entered = Signal(object)
    back_requested = Signal()
    empty_requested = Signal()
    told_action_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chosen: EntryId | None = None
        self._wants_focus = False
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again what is in the trash."""
        job = partial(fetch_trash, before=None, limit=self._rows.refresh_limit)
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_first_fetched, failed=self._on_jobs_failed)

    def choose(self, entry_id: EntryId | None) -> None:
        """Mark a page as the one that is open; None marks none."""
        self._chosen = entry_id
        self._list.choose(QModelIndex() if entry_id is None else self._rows.index_of(RowKind.ENTRY, str(entry_id)))

    def focus_list(self) -> None:
        """Put the keyboard on the pages; on the way back where there are none."""
        if self._rows.rowCount():
            self._list.focus_row()
        else:
            self._back.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_list_when_read(self) -> None:
        """Do so once what is in the trash has been read again."""
        self._wants_focus = True

    def show_message(self, words: str) -> None:
        """Say above the list what was done."""
        self._told.show_message(words)

    def show_half_done(self, words: str) -> None:
        """Say above the list what is done only in part, with a way to try the rest again."""
        self._told.show_failure(words, self.tr("Try again"))

    def show_failure(self, failure: Failure) -> None:
        """Say above the list what could not be done."""
        self._told.show_failure(sentence(failure.code, **failure.fields))

    def hide_message(self) -> None:
        """Begin with nothing told and nothing asked."""
        self._told.hide()
        self._close_question()

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._title = Heading(1, "", self)
        self._about = caption_label(self)
        self._empty = quiet_button("", "ban", self)
        self._question = Notice(self)
        self._told = Notice(self)
        for notice in (self._question, self._told):
            notice.hide()
        self._rows = TrashModel(self._desk.clock.zone(), self)
        self._list = RowList(self._rows, parent=self)
        self._nothing = EmptyState("", "trash", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._nothing)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(10)
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        top.addWidget(self._title)
        top.addWidget(self._about)
        top.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignLeading)
        top.addWidget(self._question)
        top.addWidget(self._told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 24, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.set_first_control(self._list)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._empty.clicked.connect(self._on_empty_clicked)
        self._question.action_requested.connect(self._on_question_action_requested)
        self._told.action_requested.connect(self.told_action_requested)
        self._rows.page_requested.connect(self._on_rows_page_requested)
        self._list.row_chosen.connect(self.row_chosen)
        self._list.row_clicked.connect(self.row_clicked)
        self._list.row_entered.connect(self.row_entered)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Back to the journal"))
        self._title.setText(self.tr("Trash"))
        words = self.tr(
            "Pages here are deleted for good after %n days, with the backups that hold them.", "", KEPT_DAYS
        )
        self._about.setText(words)
        self._list.setAccessibleName(self.tr("Pages in the trash, last moved first"))
        self._nothing.set_text(self.tr("The trash is empty."))
        self._say_empty()

    def _say_empty(self) -> None:
        """The button that asked the question also takes it back."""
        is_asking = not self._question.isHidden()
        self._empty.setText(self.tr("Leave them in the trash") if is_asking else self.tr("Empty the trash…"))

    def _close_question(self) -> None:
        self._question.hide()
        self._say_empty()

    def _on_empty_clicked(self) -> None:
        if self._question.isHidden():
            words = self.tr(
                "Delete all that is in the trash for good? Backups that hold any of it go too, and it can't be "
                "brought back."
            )
            self._told.hide()
            self._question.show_question(words, self.tr("Delete all for good"))
            self._say_empty()
        else:
            self._close_question()

    def _on_question_action_requested(self) -> None:
        self._close_question()
        self.empty_requested.emit()

    def _on_jobs_first_fetched(self, page: TrashPage) -> None:
        self._rows.show_first(page)
        has_any = bool(page.items)
        self._stack.setCurrentWidget(self._list if has_any else self._nothing)
        self._empty.setVisible(has_any)
        self._about.setVisible(has_any)
        self.set_first_control(self._list if has_any else self._back)
        self.choose(self._chosen)
        if self._wants_focus:
            self._wants_focus = False
            self.focus_list()

    def _on_rows_page_requested(self, before: TrashPlace) -> None:
        job = partial(fetch_trash, before=before, limit=PAGE_ROWS)
        self._desk.jobs.run(job, owner=self, done=self._rows.append_page, failed=self._on_jobs_failed)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._rows.stop_waiting()
        self.show_failure(failure)


def fetch_trash(journal: OpenJournal, *, before: TrashPlace | None, limit: int) -> TrashPage:
    """Return a part of what is in the trash."""
    return list_trash(journal.vault, before=before, limit=limit)
