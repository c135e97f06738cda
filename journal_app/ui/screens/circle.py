"""Circle: who and what is around a person, as a picture and as a list of equal rank, saved after each change."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import PracticeId
from journal_app.journal.circle import LONGEST_ALIAS, MOST_ITEMS, Circle, ItemId, load_circle
from journal_app.journal.sealed_draft import UnsavedPage
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.circle.autosave import CircleAutosave
from journal_app.ui.circle.detail import CircleDetail
from journal_app.ui.circle.earlier import EarlierCircles
from journal_app.ui.circle.fields import TextLine
from journal_app.ui.circle.legend import Legend
from journal_app.ui.circle.model import CircleModel
from journal_app.ui.circle.rows import circle_rows
from journal_app.ui.circle.share import CircleShare
from journal_app.ui.circle.view import STEP, CircleView
from journal_app.ui.circle.words import ring_words
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.save_loop import SaveState, nothing_follows
from journal_app.ui.screens.two_pane import AskedPane
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import icon_button, plain_button, quiet_button
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.scrolled import scrolled
from journal_app.ui.widgets.status import StatusLine
from journal_app.ui.widgets.view_tabs import ViewTabs

CIRCLE_CHECK = PracticeId("circle-check")
_PICTURE, _LIST, _EARLIER = range(3)
_NAME_PX = 240


class CircleScreen(HandsOnFocus):
    """The circle and the one on it that is chosen.

    Signals:
        practice_requested(str): begin a practice.
    """

    practice_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_stale = True
        self._is_filling = False
        self._model = CircleModel(self)
        self._autosave = CircleAutosave(desk.jobs, self._read_circle, self)
        self._build()
        self._connect()
        self._on_model_changed()

    @property
    def model(self) -> CircleModel:
        """The circle being worked on."""
        return self._model

    @cached_property
    def _earlier(self) -> EarlierCircles:
        """How it stood before, made when it is first asked for."""
        page = EarlierCircles(self._desk, self._stack)
        self._stack.addWidget(page)
        return page

    def refresh(self) -> None:
        """Read the circle again."""
        self._is_stale = False
        self._desk.jobs.run(_load, owner=self, done=self._on_jobs_loaded, failed=self._on_jobs_not_loaded)

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is not saved yet, then say whether everything is kept."""
        self._autosave.flush(then)

    def unsaved_page(self) -> UnsavedPage | None:
        """Return the names and notes as a page while they are not saved; None when all is kept."""
        if self._autosave.state is SaveState.SAVED:
            return None
        items = self._model.circle.items
        words = "\n\n".join(f"{one.alias} ({ring_words(one.ring)})\n{one.note}".strip() for one in items)
        return UnsavedPage(self.tr("Circle"), words) if words else None

    def text_at_risk(self) -> str:
        """Return the words that could not be saved; empty when all is kept."""
        page = self.unsaved_page()
        return page.body if page is not None and self._autosave.state is SaveState.FAILED else ""

    def say_still_unsaved(self) -> None:
        """Say, after a lock that had to wait, that the circle is here and not saved yet."""
        if self.unsaved_page() is not None:
            words = self.tr("Your circle could not be saved before the window locked. It is all still here.")
            self._problem.show_failure(words, self.tr("Try again now"))

    def _build(self) -> None:
        self._panes = AskedPane(self, is_first_narrower=False)
        self._side = QWidget(self._panes)
        around = scrolled(self._side)
        self._build_side(self._side)
        self._detail = CircleDetail(self._model, self._panes)
        self._panes.hold(around, self._detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)
        self.set_first_control(self._view)

    def _build_side(self, side: QWidget) -> None:
        self._title = Heading(1, self.tr("Circle"), side)
        self._about = caption_label(
            side,
            self.tr(
                "Who and what is around you, by names only you need to know. A thin map is common. It is not a grade."
            ),
        )
        self._problem = Notice(side)
        self._problem.hide()
        self._tabs = ViewTabs(side)
        for words in (self.tr("Picture"), self.tr("List"), self.tr("Earlier")):
            self._tabs.addTab(words)
        self._tabs.setAccessibleName(self.tr("Ways to look at the circle"))
        self._stack = QStackedWidget(side)
        self._view = CircleView(self._model, self._stack)
        self._view.setMinimumHeight(300)
        self._rows = RowsModel(self)
        self._list = RowList(self._rows, detail_lines=3, parent=self._stack)
        self._list.setAccessibleName(self.tr("The circle as a list"))
        self._list.setMinimumHeight(240)
        for page in (self._view, self._list):
            self._stack.addWidget(page)
        self._now = QWidget(side)
        now = QVBoxLayout(self._now)
        now.setContentsMargins(0, 0, 0, 0)
        now.setSpacing(8)
        now.addLayout(self._build_adding(self._now))
        now.addLayout(self._build_tools(self._now))
        self._share = CircleShare(self._desk, self._model, self._now)
        now.addWidget(self._share)
        self._legend = Legend(side)
        self._status = StatusLine(side)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(24, 28, 20, 16)
        layout.setSpacing(10)
        for above in (self._title, self._about, self._problem, self._tabs, self._now):
            layout.addWidget(above)
        layout.addWidget(self._stack, 1)
        for below in (self._legend, self._status):
            layout.addWidget(below)

    def _build_adding(self, parent: QWidget) -> FlowLayout:
        self._alias = TextLine(
            self.tr("Someone or something to put on it"),
            self.tr("A nickname, initials…"),
            LONGEST_ALIAS,
            parent,
        )
        self._alias.line.setMinimumWidth(_NAME_PX)
        self._add = plain_button(self.tr("Put there"), "plus", parent)
        row = FlowLayout(gap=10, row_gap=6, is_low=True)
        for widget in (self._alias, self._add):
            row.addWidget(widget)
        return row

    def _build_tools(self, parent: QWidget) -> FlowLayout:
        self._open = quiet_button(self.tr("Open the chosen one"), "square-pen", parent)
        self._undo = quiet_button(self.tr("Undo"), "undo-2", parent)
        self._redo = quiet_button(self.tr("Redo"), "redo-2", parent)
        self._smaller = icon_button("zoom-out", self.tr("Smaller"), parent)
        self._larger = icon_button("zoom-in", self.tr("Larger"), parent)
        self._fit = quiet_button(self.tr("Show all"), "minimize", parent)
        self._take_out = quiet_button(self.tr("Save or print…"), "file-down", parent)
        row = FlowLayout()
        for widget in (
            self._open,
            self._undo,
            self._redo,
            self._smaller,
            self._larger,
            self._fit,
            self._take_out,
        ):
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        self._model.changed.connect(self._on_model_changed)
        self._model.edited.connect(self._autosave.mark_edited)
        self._model.chosen_changed.connect(self._on_model_chosen_changed)
        self._autosave.state_changed.connect(self._on_autosave_state_changed)
        self._autosave.save_failed.connect(self._on_autosave_save_failed)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        self._tabs.currentChanged.connect(self._on_tabs_current_changed)
        self._alias.line.returnPressed.connect(self._on_add_wished)
        self._add.clicked.connect(self._on_add_wished)
        self._open.clicked.connect(self._show_detail)
        self._undo.clicked.connect(self._undo_change)
        self._redo.clicked.connect(self._redo_change)
        self._smaller.clicked.connect(self._on_smaller_clicked)
        self._larger.clicked.connect(self._on_larger_clicked)
        self._fit.clicked.connect(self._view.fit)
        self._take_out.clicked.connect(self._share.open)
        self._share.closed.connect(self._take_out.setFocus)
        self._view.details_requested.connect(self._show_detail)
        self._list.row_chosen.connect(self._on_list_row_chosen)
        self._list.row_clicked.connect(self._on_list_row_chosen)
        self._list.row_entered.connect(self._on_list_row_entered)
        self._detail.back_requested.connect(self._go_back)
        self._detail.check_requested.connect(self._on_detail_check_requested)
        self._panes.wide_changed.connect(self._on_panes_wide_changed)
        self._on_panes_wide_changed(self._panes.is_wide)
        self._desk.hub.changed.connect(self._on_hub_changed)

    def _read_circle(self) -> Circle:
        return self._model.circle

    def _undo_change(self) -> None:
        announce(self, self.tr("Taken back.") if self._model.undo() else self.tr("There is nothing to take back."))

    def _redo_change(self) -> None:
        announce(self, self.tr("Done again.") if self._model.redo() else self.tr("There is nothing to do again."))

    def _show_detail(self) -> None:
        if self._model.chosen is not None:
            self._panes.show_second()
            self._detail.focus_name()

    def _go_back(self) -> None:
        self._panes.show_first()
        if self._stack.currentWidget() is self._list:
            self._list.focus_row()
        else:
            self._view.setFocus()

    def _on_add_wished(self) -> None:
        alias = " ".join(self._alias.line.text().split())
        if not alias:
            self._alias.line.setFocus()
            return
        if self._model.add(alias) is None:
            self._problem.show_failure(sentence("too_many_items", most=MOST_ITEMS))
            return
        self._alias.line.clear()
        self._alias.line.setFocus()
        announce(self, self.tr("%1 is on the circle.").replace("%1", alias))

    def _on_model_changed(self) -> None:
        self._is_filling = True
        self._rows.replace_rows(list(circle_rows(self._model.circle)))
        self._is_filling = False
        self._undo.setEnabled(self._model.can_undo)
        self._redo.setEnabled(self._model.can_redo)
        self._on_model_chosen_changed()

    def _on_model_chosen_changed(self) -> None:
        chosen = self._model.chosen
        self._open.setEnabled(chosen is not None)
        if chosen is not None:
            self._list.choose(self._rows.index_of(RowKind.CHOICE, chosen.id))

    def _on_list_row_chosen(self, row: ListRow) -> None:
        if not self._is_filling:  # a row that moves hands the choice to its neighbour
            self._model.choose(ItemId(row.key))

    def _on_list_row_entered(self, row: ListRow) -> None:
        self._model.choose(ItemId(row.key))
        self._show_detail()

    def _on_tabs_current_changed(self, at: int) -> None:
        self._stack.setCurrentWidget((self._view, self._list)[at] if at != _EARLIER else self._earlier)
        self._now.setVisible(at != _EARLIER)
        for widget in (self._smaller, self._larger, self._fit):
            widget.setVisible(at == _PICTURE)
        self._legend.setVisible(at != _LIST)
        if at == _EARLIER:
            self.flush(self._on_flushed_for_earlier)

    def _on_flushed_for_earlier(self, _is_kept: bool) -> None:
        self._earlier.refresh()

    def _on_smaller_clicked(self) -> None:
        self._view.zoom_by(1 / STEP)

    def _on_larger_clicked(self) -> None:
        self._view.zoom_by(STEP)

    def _on_detail_check_requested(self) -> None:
        self.practice_requested.emit(CIRCLE_CHECK)

    def _on_panes_wide_changed(self, is_wide: bool) -> None:
        self._detail.set_can_go_back(not is_wide)

    def _on_jobs_loaded(self, circle: Circle) -> None:
        self._side.setEnabled(True)
        self._problem.hide()
        if circle != self._model.circle:
            self._model.show_circle(circle)

    def _on_jobs_not_loaded(self, failure: Failure) -> None:
        self._autosave.begin_version()  # what can't be read stays as it is
        self._problem.show_failure(sentence(failure.code, **failure.fields))

    def _on_autosave_state_changed(self, state: SaveState) -> None:
        if state is SaveState.SAVED:
            self._problem.hide()
        kept = self.tr("Not kept") if self._desk.is_guest else self.tr("Saved and encrypted")
        words = {SaveState.SAVED: kept, SaveState.FAILED: self.tr("Not saved yet")}.get(state, "")
        self._status.say(words, "check" if state is SaveState.SAVED and not self._desk.is_guest else "")

    def _on_autosave_save_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again now"))

    def _on_problem_action_requested(self) -> None:
        self.flush(nothing_follows)

    def _on_hub_changed(self, kinds: frozenset[Kind], initiator: object) -> None:
        if initiator is self._autosave or Kind.CIRCLE not in kinds:
            return
        if self.isVisible() and self._autosave.state is SaveState.SAVED:
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another place was shown."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def event(self, event: QEvent) -> bool:
        """Take undo and redo before the window does, which has its own for pages; fields of words come first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _wish(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, and Esc back from what was opened."""
        wish = _wish(event)
        if wish is not None:
            self._undo_change() if wish else self._redo_change()
        elif event.key() == Qt.Key.Key_Escape and self._panes.shows_second:
            self._go_back()
        else:
            super().keyPressEvent(event)


def _wish(event: QKeyEvent) -> bool | None:
    """Say whether keys mean undo (True), redo (False) or neither."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return True
    return False if event.matches(QKeySequence.StandardKey.Redo) else None


def _load(journal: OpenJournal) -> Circle:
    return load_circle(journal.vault)
