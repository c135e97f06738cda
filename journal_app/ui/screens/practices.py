"""Practices: those under way, and all there are by strand; each can be looked at whole before it is begun."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import Pack, Practice, PracticeId, Strand
from journal_app.journal.practice_offers import Gate, gates
from journal_app.journal.practice_run import RunId, RunSummary, list_open_runs
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.screens.around_practice import AroundPractice
from journal_app.ui.screens.practice_page import PracticePage, about_practice
from journal_app.ui.screens.readings import strand_name
from journal_app.ui.screens.two_pane import TwoPane
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class PracticesState:
    """What the list shows: the runs under way, and what stands before each practice."""

    runs: tuple[RunSummary, ...] = ()
    gates: Mapping[PracticeId, Gate] = field(default_factory=dict)


class PracticesScreen(HandsOnFocus):
    """The list of practices and the one that is looked at.

    Signals:
        begin_requested(str): begin a practice.
        resume_requested(RunId): go on with a run.
        passage_requested(str): read a passage in its article.
        letters_requested(): look at the letters and plans that wait.
        threads_requested(): look at the person's own threads.
    """

    begin_requested = Signal(str)
    resume_requested = Signal(object)
    passage_requested = Signal(str)
    letters_requested = Signal()
    threads_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state = PracticesState()
        kinds = (Kind.PRACTICES, Kind.WISHES, Kind.CHECK_INS, Kind.ENTRIES)
        self._freshness = Freshness(self, desk.hub, *kinds, but_own=True)
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again what is under way, and list it with the rest."""
        self._freshness.renew()
        self._desk.jobs.run(fetch_practices, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def show_practice(self, practice_id: PracticeId) -> None:
        """Show one practice whole, the keyboard on its page."""
        self._open(practice_id)
        self._list.choose(self._model.index_of(RowKind.PRACTICE, practice_id))
        self._panes.show_second()
        self._page.focus_first()

    def say_how_it_is(self, practice_id: PracticeId) -> None:
        """Show a practice with the questions of how it is now unfolded."""
        self.show_practice(practice_id)
        self._around.open_fold()

    def say(self, words: str) -> None:
        """Say what became of a practice that was put down."""
        self._message.show_message(words)

    def _build(self) -> None:
        self._panes = TwoPane(self)
        side = self._build_side()
        self._detail = QStackedWidget(self._panes)
        self._hint = EmptyState("", "route", self._detail)
        self._page = PracticePage(self._desk.pack, self._detail)
        self._around = AroundPractice(self._desk, self._page)
        self._page.add_below(self._around)
        self._detail.addWidget(self._hint)
        self._detail.addWidget(self._page)
        self._panes.hold(side, self._detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)
        self.set_first_control(self._list)

    def _build_side(self) -> QWidget:
        side = QWidget(self._panes)
        self._title = Heading(1, "", side)
        self._letters = quiet_button("", "feather", side)
        self._threads = quiet_button("", "route", side)
        self._message = Notice(side)
        self._message.hide()
        self._model = RowsModel(self)
        self._list = RowList(self._model, detail_lines=2, parent=side)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(8)
        top.addWidget(self._title)
        kept = FlowLayout()
        kept.addWidget(self._letters)
        kept.addWidget(self._threads)
        top.addLayout(kept)
        top.addWidget(self._message)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 32, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._list, 1)
        return side

    def _connect(self) -> None:
        self._list.row_chosen.connect(self._on_list_row_chosen)
        self._list.row_clicked.connect(self._on_list_row_clicked)
        self._list.row_entered.connect(self._on_list_row_entered)
        self._page.begin_requested.connect(self._on_page_begin_requested)
        self._page.resume_requested.connect(self.resume_requested)
        self._page.switch_requested.connect(self._on_page_switch_requested)
        self._page.passage_requested.connect(self.passage_requested)
        self._page.back_requested.connect(self._go_back)
        self._threads.clicked.connect(self.threads_requested)
        self._letters.clicked.connect(self.letters_requested)
        self._panes.wide_changed.connect(self._on_panes_wide_changed)
        self._on_panes_wide_changed(self._panes.is_wide)
        self._message.action_requested.connect(self.refresh)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Practices"))
        self._list.setAccessibleName(self.tr("Practices"))
        self._threads.setText(self.tr("Your own threads"))
        self._letters.setText(self.tr("Letters and plans"))
        self._hint.set_text(self.tr("Choose a practice to look at it whole. Nothing is started until you press Begin."))

    def _render(self) -> None:
        self._model.replace_rows(list(practice_rows(self._desk.pack, self._state.runs)))
        if (shown := self._page.practice) is not None:
            self._open(shown.id)
            self._list.choose(self._model.index_of(RowKind.PRACTICE, shown.id))

    def _open(self, practice_id: PracticeId) -> None:
        practice = self._desk.pack.practices.get(practice_id)
        if practice is None:
            return
        run = next((one for one in self._state.runs if one.practice_id == practice_id), None)
        self._page.show_practice(practice, self._state.gates.get(practice_id, Gate.OPEN), run)
        self._around.show_for(practice_id)
        self._detail.setCurrentWidget(self._page)

    def _go_back(self) -> None:
        self._panes.show_first()
        self._list.focus_row()

    def _open_row(self, row: ListRow) -> None:
        if row.kind is RowKind.RUN:
            self.resume_requested.emit(RunId(int(row.key)))
        else:
            self._message.hide()
            self._open(PracticeId(row.key))
            self._panes.show_second()

    def _on_list_row_chosen(self, row: ListRow) -> None:
        if self._panes.is_wide and row.kind is RowKind.PRACTICE:
            self._open(PracticeId(row.key))

    def _on_list_row_clicked(self, row: ListRow) -> None:
        self._open_row(row)

    def _on_list_row_entered(self, row: ListRow) -> None:
        self._open_row(row)
        if row.kind is RowKind.PRACTICE:
            self._page.focus_first()

    def _on_page_begin_requested(self, practice_id: str) -> None:
        self._message.hide()
        self.begin_requested.emit(practice_id)

    def _on_page_switch_requested(self, practice_id: str, is_on: bool) -> None:
        self._desk.jobs.run(
            partial(switch_practice, practice_id=PracticeId(practice_id), is_on=is_on),
            owner=self,
            done=self._on_jobs_switched,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.PRACTICES}),
        )

    def _on_jobs_fetched(self, state: PracticesState) -> None:
        self._state = state
        self._render()

    def _on_jobs_switched(self, state: PracticesState) -> None:
        self._on_jobs_fetched(state)
        self._page.focus_first()  # the button that was pressed is gone

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._message.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def _on_panes_wide_changed(self, is_wide: bool) -> None:
        self._page.set_can_go_back(not is_wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the practice back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._detail.currentWidget() is self._page:
            self._go_back()
        else:
            super().keyPressEvent(event)


def fetch_practices(journal: OpenJournal) -> PracticesState:
    """Return the runs under way and what stands before each practice, in the vault's thread."""
    return PracticesState(list_open_runs(journal.vault), gates(journal.vault, journal.pack, journal.clock))


def switch_practice(journal: OpenJournal, *, practice_id: PracticeId, is_on: bool) -> PracticesState:
    """Let a practice that is off by default be used, or not any more."""
    preferences = load_private_preferences(journal.vault)
    others = tuple(one for one in preferences.practices_on if one != practice_id)
    changed = replace(preferences, practices_on=(*others, practice_id) if is_on else others)
    save_private_preferences(journal.vault, changed)
    return fetch_practices(journal)


def practice_rows(pack: Pack, runs: tuple[RunSummary, ...]) -> Iterator[ListRow]:
    """Go through the rows: the runs under way, then the practices under a heading for each strand."""
    if runs:
        yield ListRow(RowKind.HEADING, "", _tr("Under way"))
    for run in runs:
        detail = _tr("Go on where you left off")
        yield ListRow(RowKind.RUN, str(run.id), run.title, detail, spoken=f"{run.title}. {detail}")
    for strand in Strand:
        practices = [one for one in pack.practices.values() if one.strand is strand and not one.retired]
        if practices:
            yield ListRow(RowKind.HEADING, "", strand_name(strand))
        for practice in practices:
            yield _row(practice)


def _row(practice: Practice) -> ListRow:
    about = about_practice(practice)
    spoken = f"{practice.title}. {about}. {practice.summary}"
    return ListRow(RowKind.PRACTICE, practice.id, practice.title, f"{about}  ·  {practice.summary}", spoken=spoken)


def _tr(words: str) -> str:
    return QCoreApplication.translate("practices", words)
