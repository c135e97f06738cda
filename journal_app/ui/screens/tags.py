"""Tags: every one with its pages, to look at, rename, make one of several, and take off again."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.query import Field, Filter, write_term
from journal_app.journal.tags import TagCount, list_tags
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.matching import best_first, fold
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.screens.tag_actions import TagActions
from journal_app.ui.screens.tag_forms import MergeForm, RenameForm, TagForm
from journal_app.ui.theme.typography import Type, set_type
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import WritingColumn
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.scrolled import scrolled

SHORT_LINES = 34
"""Lines of the window's font below which the list has the room that the explanation would take."""


class TagsScreen(QWidget):
    """The list of tags, and what can be done with those chosen; several with Shift or Ctrl.

    Signals:
        back_requested(): go back to where one was.
        search_requested(str): look for this in the journal, as it is typed into its search.
    """

    back_requested = Signal()
    search_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tags: tuple[TagCount, ...] = ()
        self._wants_focus = False
        self._actions = TagActions(desk, self)
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again which tags there are."""
        self._desk.jobs.run(fetch_tags, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    @property
    def chosen(self) -> tuple[TagCount, ...]:
        """The tags chosen, in the order of the list."""
        rows = sorted(index.row() for index in self._list.selectionModel().selectedIndexes())
        keys = [self._model.rows[row].key for row in rows]
        by_key = {str(tag.id): tag for tag in self._tags}
        return tuple(by_key[key] for key in keys if key in by_key)

    def ask_name(self, _is_checked: bool = False) -> None:
        """Ask what the chosen tag shall be called."""
        if len(self.chosen) == 1:
            self._close_forms()
            self._rename_form.begin(self.chosen[0])
            self._fit_bar()

    def ask_into(self, _is_checked: bool = False) -> None:
        """Ask which tag the chosen ones shall become."""
        chosen = self.chosen
        others = [tag for tag in self._tags if tag not in chosen]
        if len(chosen) > 1 or (chosen and others):
            self._close_forms()
            self._merge_form.begin(chosen, others)
            self._fit_bar()

    def _build(self) -> None:
        column = WritingColumn(self)
        self._back = quiet_button("", "chevron-left", self)
        self._title = Heading(1, "", self)
        self._about = caption_label(self)
        self._find = QLineEdit(self)
        set_type(self._find, Type.CONTROL)
        self._problem = Notice(self)
        self._problem.hide()
        self._model = RowsModel(self)
        self._list = RowList(self._model, detail_lines=1, parent=self)
        self._list.let_choose_several()
        self._nothing = EmptyState("", "list-filter", self)
        self._stack = QStackedWidget(self)
        self._nothing_page = scrolled(self._nothing)
        for page in (self._list, self._nothing_page):
            self._stack.addWidget(page)
        self._bar = QWidget(self)
        self._see = quiet_button("", "search", self._bar)
        self._rename = quiet_button("", "notebook-pen", self._bar)
        self._merge = quiet_button("", "link", self._bar)
        self._remove = quiet_button("", "x", self._bar)
        row = FlowLayout(self._bar)
        for button in (self._see, self._rename, self._merge, self._remove):
            row.addWidget(button)
        self._rename_form, self._merge_form = RenameForm(self), MergeForm(self)
        content = column.content_layout
        content.setSpacing(8)
        content.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        above: tuple[QWidget, ...] = (self._title, self._about, self._find, self._problem)
        below: tuple[QWidget, ...] = (self._bar, self._rename_form, self._merge_form)
        for widget in above:
            content.addWidget(widget)
        content.addWidget(self._stack, 1)
        for widget in below:
            content.addWidget(widget)
        content.addStretch()  # takes the list's room while that is hidden
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        inside = Qt.ShortcutContext.WidgetShortcut
        self._rename_command = add_command(self._list, "", self.ask_name, "F2", context=inside)
        self._remove_command = add_command(self._list, "", self._on_remove_clicked, "Del", context=inside)
        self._back.clicked.connect(self.back_requested)
        self._find.textChanged.connect(self._render)
        self._find.returnPressed.connect(self._list.focus_row)
        self._list.selection_changed.connect(self._fit_bar)
        self._list.row_entered.connect(self._on_list_row_entered)
        self._list.doubleClicked.connect(self._on_see_clicked)
        self._see.clicked.connect(self._on_see_clicked)
        self._rename.clicked.connect(self.ask_name)
        self._merge.clicked.connect(self.ask_into)
        self._remove.clicked.connect(self._on_remove_clicked)
        for form in (self._rename_form, self._merge_form):
            form.closed.connect(self._close_forms)
        self._rename_form.named.connect(self._on_rename_form_named)
        self._merge_form.merged.connect(self._on_merge_form_merged)
        self._actions.done.connect(self._on_actions_done)
        self._actions.failed.connect(self._problem.show_failure)
        self._problem.action_requested.connect(self.refresh)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Back"))
        self._title.setText(self.tr("Tags"))
        self._about.setText(
            self.tr("No page is rewritten here. Where a page's own words say a tag, it stays with that page.")
        )
        self._find.setPlaceholderText(self.tr("Find a tag"))
        self._find.setAccessibleName(self.tr("Find a tag"))
        self._list.setAccessibleName(self.tr("Your tags"))
        self._list.setAccessibleDescription(
            self.tr("Shift or Ctrl with the arrow keys chooses several. Enter searches.")
        )
        self._see.setText(self.tr("See its pages"))
        self._rename.setText(self.tr("Rename…"))
        self._merge.setText(self.tr("Make one of several…"))
        self._remove.setText(self.tr("Take off pages"))
        self._rename_command.setText(self.tr("Rename the tag"))
        self._remove_command.setText(self.tr("Take the tag off pages"))

    def _render(self) -> None:
        """List the tags that fit what is typed; what was chosen stays so."""
        chosen = {str(tag.id) for tag in self.chosen}
        typed = self._find.text().strip().removeprefix("#")
        self._model.replace_rows([tag_row(tag) for tag in fitting(typed, self._tags)])
        if not self.chosen:
            kept = self._model.index_of(RowKind.TAG, min(chosen, default=""))
            self._list.choose(kept if kept.isValid() else self._model.first_index())
        has_any = self._model.rowCount() > 0
        self._stack.setCurrentWidget(self._list if has_any else self._nothing_page)
        words = self.tr("Tags that you put beside a page, or type on it as #garden, will be here.")
        self._nothing.set_text(self.tr("No tag has these letters.") if self._tags else words)
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Offer what can be done with what is chosen."""
        count = len(self.chosen)
        self._bar.setVisible(bool(self._model.rowCount()) and self._open_form() is None)
        self._see.setEnabled(count == 1)
        self._rename.setEnabled(count == 1)
        self._merge.setEnabled(count > 1 or (count == 1 and len(self._tags) > 1))
        self._remove.setEnabled(count > 0)
        self._fit_height()
        self._merge.setText(self.tr("Make one of them…") if count > 1 else self.tr("Merge into another…"))

    def _fit_height(self) -> None:
        is_short = self.height() < SHORT_LINES * self.fontMetrics().lineSpacing()
        self._about.setHidden(is_short)
        is_alone = is_short and self._open_form() is not None
        self._find.setHidden(is_alone or not self._tags)
        self._stack.setHidden(is_alone)

    def _open_form(self) -> TagForm | None:
        return next((form for form in (self._rename_form, self._merge_form) if not form.isHidden()), None)

    def _close_forms(self) -> None:
        had_form = self._open_form() is not None
        self._rename_form.hide()
        self._merge_form.hide()
        self._problem.hide()
        self._fit_bar()
        if had_form and self.isVisible():
            self._list.focus_row()

    def _on_see_clicked(self, _at: object = None) -> None:
        if len(self.chosen) == 1:
            self.search_requested.emit(write_term(Filter(Field.TAG, self.chosen[0].name)))

    def _on_list_row_entered(self, _row: ListRow) -> None:
        self._on_see_clicked()

    def _on_remove_clicked(self, _is_checked: bool = False) -> None:
        if self.chosen:
            self._actions.remove(self.chosen)

    def _on_rename_form_named(self, words: str) -> None:
        self._actions.rename(self._rename_form.tags[0], words)

    def _on_merge_form_merged(self, into: TagCount) -> None:
        self._actions.merge(self._merge_form.tags, into)

    def _on_actions_done(self, tag_id: object) -> None:
        self._close_forms()
        index = self._model.index_of(RowKind.TAG, str(tag_id))
        if index.isValid():
            self._list.choose(index)
            self._list.scrollTo(index)
        if self._model.rowCount():
            self._list.focus_row()
        else:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_jobs_fetched(self, tags: tuple[TagCount, ...]) -> None:
        self._tags = tags
        form = self._open_form()
        if form is not None and not {tag.id for tag in form.tags} <= {tag.id for tag in tags}:
            self._close_forms()
        self._render()
        wants_focus, self._wants_focus = self._wants_focus, False
        if wants_focus and tags and self._back.hasFocus():
            self._list.focus_row()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def _on_hub_changed(self, kinds: frozenset[Kind], _initiator: object) -> None:
        if Kind.ENTRIES in kinds and self.isVisible():
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the tags anew, the keyboard on the list, or in a form that was left open."""
        super().showEvent(event)
        form = self._open_form()
        if form is not None:
            form.focus_answer()
        else:
            self._problem.hide()
            self._wants_focus = True
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)  # until the list is read
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the height, where there is little, to the list or to what is asked."""
        super().resizeEvent(event)
        self._fit_height()


def fitting(typed: str, tags: Sequence[TagCount]) -> list[TagCount]:
    """Return the tags that fit what is typed, by their name or one they had."""
    return best_first(typed, tags, lambda tag: (fold(tag.name), " ".join(tag.former_names))) if typed else list(tags)


def tag_row(tag: TagCount) -> ListRow:
    """Return the row of a tag: its pages, and the names it had."""
    former = ", ".join(f"#{name}" for name in tag.former_names)
    parts = [_pages(tag), _tr("also says %1").replace("%1", former) if former else ""]
    detail = "  ·  ".join(part for part in parts if part)
    spoken = ". ".join(part for part in (tag.name, *parts) if part)
    return ListRow(RowKind.TAG, str(tag.id), f"#{tag.name}", detail, spoken=spoken)


def fetch_tags(journal: OpenJournal) -> tuple[TagCount, ...]:
    """Return every tag with its counts."""
    return list_tags(journal.vault)


def _pages(tag: TagCount) -> str:
    if not tag.pages:
        return _tr("On pages in the trash only")
    return _tr("On one page") if tag.pages == 1 else QCoreApplication.translate("tags", "On %n pages", None, tag.pages)


def _tr(words: str) -> str:
    return QCoreApplication.translate("tags", words)
