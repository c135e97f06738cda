"""Your own threads: the story others told beside the person's own, gathered over weeks and laid together by hand.

Nothing reads the words but the person: what belongs together is only what they put together.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from journal_app.content.model import StoryKind
from journal_app.journal.own_story import (
    StoryLine,
    StoryLineId,
    add_story_line,
    change_story_line,
    lay_to_thread,
    list_story,
    remove_story_line,
)
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.story_line import StoryLineRow, short, story_word, thread_of
from journal_app.ui.theme.typography import scaled
from journal_app.ui.widgets.buttons import Button, plain_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.small_field import SmallField

SHOWN_AT_FIRST = 40
_CHARACTERS = 112
_WIDE_PX = 860
_LAID = (StoryKind.EXCEPTION, StoryKind.MEANING, StoryKind.WITNESS)
Job = Callable[[OpenJournal], object]


class ThreadsScreen(HandsOnFocus):
    """Shows both stories side by side.

    Signals:
        back_requested(): back to Practices.
        entry_requested(EntryId): read the page a line came from.
    """

    back_requested = Signal()
    entry_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: tuple[StoryLine, ...] = ()
        self._rows: dict[StoryLineId, StoryLineRow] = {}
        self._most = SHOWN_AT_FIRST
        self._editing: StoryLine | StoryKind | None = None
        self._removing: StoryLine | None = None
        self._freshness = Freshness(self, desk.hub, Kind.PRACTICES, Kind.ENTRIES, but_own=True)
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read the lines again."""
        self._freshness.renew()
        self._desk.jobs.run(fetch_story, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._title = Heading(1, "", self)
        self._about = body_label(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._form = self._build_form()
        self._old, self._own = QWidget(self), QWidget(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(44)
        self._columns.addWidget(self._old, 2, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._own, 3, Qt.AlignmentFlag.AlignTop)
        self._more = quiet_button("", "chevron-down", self)
        self._page = PageScroll(self, characters=_CHARACTERS)
        column = self._page.column_layout
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._title, self._about, self._problem, self._form):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(self._columns)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self.set_first_control(self._back)

    def _build_form(self) -> Card:
        form = Card(self)
        self._form_title = Heading(3, "", form)
        self._field = SmallField("", self.tr("In your own words"), least_lines=2, parent=form)
        self._keep = plain_button("", "check", form)
        self._leave = quiet_button("", "", form)
        row = FlowLayout()
        row.addWidget(self._keep)
        row.addWidget(self._leave)
        inside = QVBoxLayout(form)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(8)
        inside.addWidget(self._form_title)
        inside.addWidget(self._field)
        inside.addLayout(row)
        form.hide()
        return form

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self._close_form)
        self._more.clicked.connect(self._on_more_clicked)
        self._problem.action_requested.connect(self._on_problem_action_requested)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Practices"))
        self._title.setText(self.tr("Your own threads"))
        self._about.setText(
            self.tr("What you wrote in practices gathers here, as you wrote it. Lay together what you think belongs.")
        )
        self._keep.setText(self.tr("Keep it"))
        self._leave.setText(self.tr("Leave it as it is"))
        self._more.setText(self.tr("Show older lines too"))
        self._page.setAccessibleName(self.tr("Your own threads"))

    def _render(self) -> None:
        shown = self._lines[: self._most]
        threads = [one for one in self._lines if one.kind is StoryKind.THREAD]
        ids = {one.id for one in threads}
        self._rows.clear()
        for side in (self._old, self._own):
            _empty(side)
        old = self._section(self._old, self.tr("The story others told"), 2, StoryKind.OLD_STORY)
        self._add_lines(self._old, old, [one for one in shown if one.kind is StoryKind.OLD_STORY], threads)
        own = self._section(self._own, self.tr("My own threads"), 2, StoryKind.THREAD)
        for thread in threads:
            laid = [one for one in self._lines if thread_of(one, ids) == thread.id]
            self._add_thread(own, thread, laid, threads)
        for kind in _LAID:
            own.addSpacing(14)
            part = self._section(self._own, _loose_title(kind), 3, kind, into=own)
            loose = [one for one in shown if one.kind is kind and thread_of(one, ids) is None]
            self._add_lines(self._own, part, loose, threads)
        for column in (old, own):
            if (inside := column.parentWidget()) is not None:
                inside.show()  # whole: each widget put into what is shown already would wait for the next turn
        self._more.setVisible(len(self._lines) > self._most)

    def _section(
        self, side: QWidget, title: str, level: int, kind: StoryKind, *, into: QVBoxLayout | None = None
    ) -> QVBoxLayout:
        """Begin a part with its heading and a way to add a line; return where its lines go."""
        column = into if into is not None else QVBoxLayout(_fresh(side))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        place = column.parentWidget()
        column.addWidget(Heading(level, title, place))
        add = quiet_button(self.tr("Add a line"), "plus", place)
        add.setAccessibleName(self.tr("Add a line: %1").replace("%1", story_word(kind)))
        add.clicked.connect(partial(self._open_form, kind))
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)
        return column

    def _add_thread(
        self, column: QVBoxLayout, thread: StoryLine, laid: Sequence[StoryLine], threads: Sequence[StoryLine]
    ) -> None:
        card = Card(column.parentWidget(), fill_with="canvas")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 12, 18, 12)
        inside.setSpacing(4)
        for line in (thread, *laid):
            inside.addWidget(self._row(line, threads, card))
        if not laid:
            inside.addWidget(caption_label(card, self.tr("Nothing is laid to it yet.")))
        column.addWidget(card)

    def _add_lines(
        self, side: QWidget, column: QVBoxLayout, lines: Sequence[StoryLine], threads: Sequence[StoryLine]
    ) -> None:
        for line in lines:
            column.addWidget(self._row(line, threads, column.parentWidget() or side))

    def _row(self, line: StoryLine, threads: Sequence[StoryLine], parent: QWidget) -> StoryLineRow:
        row = StoryLineRow(line, threads, self._desk.clock.zone().key, parent)
        row.change_requested.connect(self._open_form)
        row.remove_requested.connect(self._on_row_remove_requested)
        row.laid.connect(self._on_row_laid)
        row.entry_requested.connect(self.entry_requested)
        self._rows[line.id] = row
        return row

    def _open_form(self, about: StoryLine | StoryKind, _is_checked: bool = False) -> None:
        self._editing = about
        is_line = isinstance(about, StoryLine)
        self._form_title.setText(story_word(about.kind if isinstance(about, StoryLine) else about))
        self._field.set_text(about.text if isinstance(about, StoryLine) else "")
        self._field.editor.setAccessibleName(self._form_title.text())
        self._leave.setText(self.tr("Leave it as it is") if is_line else self.tr("Add nothing"))
        self._form.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self, _is_checked: bool = False) -> None:
        about, self._editing = self._editing, None
        self._form.hide()
        self._focus(about.id if isinstance(about, StoryLine) else None)

    def _focus(self, line_id: StoryLineId | None) -> None:
        row = self._rows.get(line_id) if line_id is not None else None
        target: Button = self._back if row is None else row.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep_clicked(self, _is_checked: bool = False) -> None:
        about, text = self._editing, self._field.text()
        if isinstance(about, StoryLine):
            self._do(partial(_change, line_id=about.id, text=text), partial(self._on_jobs_changed, about.id))
        elif about is not None:
            self._do(partial(_add, kind=about, text=text), self._on_jobs_added)

    def _on_row_laid(self, line_id: StoryLineId, thread_id: StoryLineId | None) -> None:
        self._do(partial(_lay, line_id=line_id, thread_id=thread_id), partial(self._on_jobs_changed, line_id))

    def _on_row_remove_requested(self, line: StoryLine) -> None:
        self._removing = line
        words = self.tr("Take “%1” away from here? The page it came from stays as it is.")
        self._problem.show_question(words.replace("%1", short(line.text)), self.tr("Take it away"))
        self._problem.focus_action()

    def _on_problem_action_requested(self) -> None:
        line, self._removing = self._removing, None
        self._problem.hide()
        if line is None:
            self.refresh()
        else:
            self._do(partial(_remove, line_id=line.id), partial(self._on_jobs_changed, None))

    def _do(self, job: Job, done: Callable[[object], None]) -> None:
        self._desk.jobs.run(
            job, owner=self, done=done, failed=self._on_jobs_failed, changes=frozenset({Kind.PRACTICES})
        )

    def _on_jobs_added(self, line_id: object) -> None:
        self._editing = None
        self._form.hide()
        self.refresh_at(line_id)  # type: ignore[arg-type]  # what _add returns

    def _on_jobs_changed(self, line_id: StoryLineId | None, _nothing: object) -> None:
        self._editing = None
        self._form.hide()
        self.refresh_at(line_id)

    def refresh_at(self, line_id: StoryLineId | None) -> None:
        """Read the lines again, then put the keyboard on one of them."""
        self._problem.hide()
        self._desk.jobs.run(
            fetch_story, owner=self, done=partial(self._on_jobs_fetched_at, line_id), failed=self._on_jobs_failed
        )

    def _on_jobs_fetched_at(self, line_id: StoryLineId | None, lines: tuple[StoryLine, ...]) -> None:
        self._on_jobs_fetched(lines)
        self._focus(line_id)

    def _on_jobs_fetched(self, lines: tuple[StoryLine, ...]) -> None:
        if lines != self._lines or not self._rows:
            self._lines = lines
            self._render()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._removing = None
        self._problem.show_failure(sentence(failure.code, **failure.fields))

    def _on_more_clicked(self, _is_checked: bool = False) -> None:
        self._most += SHOWN_AT_FIRST
        self._render()
        (self._back if self._more.isHidden() else self._more).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the two stories side by side where both have room, below each other elsewhere."""
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self.width() >= scaled(_WIDE_PX) else down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, or goes back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._form.isHidden():
            self.back_requested.emit()
        else:
            self._close_form()


def fetch_story(journal: OpenJournal) -> tuple[StoryLine, ...]:
    """Return the lines, the newest first."""
    return list_story(journal.vault)


def _add(journal: OpenJournal, *, kind: StoryKind, text: str) -> StoryLineId:
    return add_story_line(journal.vault, journal.clock, kind, text)


def _change(journal: OpenJournal, *, line_id: StoryLineId, text: str) -> None:
    change_story_line(journal.vault, line_id, text)


def _lay(journal: OpenJournal, *, line_id: StoryLineId, thread_id: StoryLineId | None) -> None:
    lay_to_thread(journal.vault, line_id, thread_id)


def _remove(journal: OpenJournal, *, line_id: StoryLineId) -> None:
    remove_story_line(journal.vault, line_id)


def _fresh(side: QWidget) -> QWidget:
    """Return a new empty inside of one side."""
    inside = QWidget(side)
    if side.layout() is None:
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
    outer = side.layout()
    assert outer is not None
    outer.addWidget(inside)
    return inside


def _empty(side: QWidget) -> None:
    layout = side.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()


def _loose_title(kind: StoryKind) -> str:
    return {
        StoryKind.EXCEPTION: _tr("Moments not laid to a thread"),
        StoryKind.MEANING: _tr("What I care for"),
        StoryKind.WITNESS: _tr("Who would not be surprised"),
    }[kind]


def _tr(words: str) -> str:
    return QCoreApplication.translate("ThreadsScreen", words)
