"""Read on: the pages of a day, a week, a month, a year, of days of one's own, or those one chose, as one page.

It is filled in slices while one reads; what does not fit at once (some 600,000 letters) is read on from there.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from journal_app.journal.calendar import Span
from journal_app.journal.entries import EntryId
from journal_app.journal.moments import local_time
from journal_app.journal.reading_on import ReadEntry, ReadSlice, keys_of_entries, keys_of_span, nearest_day, read_slice
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import spoken_day, title_to_read
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.reading_words import words_with_pictures
from journal_app.ui.screens.reading_spans import Stretch, span_of, span_words, stretch_of
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.column import WritingColumn
from journal_app.ui.widgets.days_text import DaysPart, DaysText
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.step_bar import StepBar

MOST_LETTERS = 600_000
"""Code points on one page: four thousand letters a day for five months, put on it in a second or two."""

ONE_LINE_LETTERS = 80
"""Width in average letters below which what to read stands above its name, not beside it."""

LEAST_TEXT_PX = 96


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to read: the keys in order, and the nearest days with pages before and after (None for none)."""

    span: Span | None
    keys: tuple[int, ...]
    before: date | None = None
    after: date | None = None


class DaysPage(HandsOnFocus):
    """Chooses days and shows their pages one below the other, oldest first.

    Signals:
        entry_requested(EntryId): open this page by itself.
    """

    entry_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._span = span_of(Stretch.MONTH, today(desk.clock))
        self._chosen: tuple[EntryId, ...] = ()
        self._found = Found(None, ())
        self._next_from: int | None = None
        self._letters = 0
        self._run = 0
        self._may_look_back = False
        self._build()
        self._connect()
        self._retranslate()

    @property
    def span(self) -> Span | None:
        """The days that are read, None for pages that were chosen one by one."""
        return None if self._chosen else self._span

    def read_span(self, span: Span, *, or_before: bool = False) -> None:
        """Read some days; where they have no pages and it is wished, the nearest such stretch before that has some."""
        self._chosen = ()
        self._span = span
        self._may_look_back = or_before
        self.refresh()

    def read_entries(self, entry_ids: tuple[EntryId, ...]) -> None:
        """Read these pages, in the order of their days."""
        self._chosen = entry_ids
        self.refresh()

    def refresh(self) -> None:
        """Read again what there is to read, from its start."""
        self._run += 1
        job = partial(fetch_chosen, entry_ids=self._chosen) if self._chosen else partial(fetch_span, span=self._span)
        done = partial(self._on_jobs_found, self._run)
        self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed)

    def _build(self) -> None:
        self._stretches = FoldedList(self)
        self._bar = StepBar(self)
        self._own = QWidget(self)
        self._first, self._last = QLineEdit(self._own), QLineEdit(self._own)
        self._take = plain_button("", "", self._own)
        row = FlowLayout(self._own, gap=8)
        for field in (self._first, self._last):
            field.setMaxLength(10)
            field.setFixedWidth(field.fontMetrics().averageCharWidth() * 16)
            row.addWidget(field)
        row.addWidget(self._take)
        self._own.hide()
        self._problem = Notice(self)
        self._problem.hide()
        self._text = DaysText(PictureSource(self._desk.jobs, self), self)
        self._nothing = EmptyState("", "book-open", self)
        self._open = quiet_button("", "notebook", self)
        self._more = quiet_button("", "chevron-down", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._text)
        self._stack.addWidget(self._nothing)
        self._stack.setMinimumHeight(LEAST_TEXT_PX)  # what is said of nothing asks for more, and has it where there is
        column = WritingColumn(self)
        if (outer := column.layout()) is not None:
            outer.setContentsMargins(20, 12, 20, 12)
        content = column.content_layout
        content.setSpacing(10)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(12)
        self._top.addWidget(self._stretches, 0, Qt.AlignmentFlag.AlignLeading)
        self._top.addWidget(self._bar, 1)
        content.addLayout(self._top)
        content.addWidget(self._own)
        content.addWidget(self._problem)
        content.addWidget(self._stack, 1)
        foot = FlowLayout()
        foot.addWidget(self._open)
        foot.addWidget(self._more)
        content.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        self.set_first_control(self._text)

    def _connect(self) -> None:
        self._stretches.activated.connect(self._on_stretches_activated)
        self._bar.step_requested.connect(self._on_bar_step_requested)
        self._take.clicked.connect(self._on_take_clicked)
        for field in (self._first, self._last):
            field.returnPressed.connect(self._on_take_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._text.part_entered.connect(self._on_open_clicked)
        self._more.clicked.connect(self._on_more_clicked)
        self._problem.action_requested.connect(self.refresh)

    def _retranslate(self) -> None:
        words = {
            Stretch.DAY: self.tr("A day"),
            Stretch.WEEK: self.tr("A week"),
            Stretch.MONTH: self.tr("A month"),
            Stretch.YEAR: self.tr("A year"),
            Stretch.OWN: self.tr("Other days"),
        }
        for stretch, name in words.items():
            self._stretches.addItem(name, stretch)
        self._stretches.setAccessibleName(self.tr("How much to read"))
        self._bar.set_names(self.tr("Pages before"), self.tr("Pages after"))
        for field, name in ((self._first, self.tr("From, as 2026-05-01")), (self._last, self.tr("To, as 2026-05-31"))):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self._take.setText(self.tr("Read these days"))
        self._nothing.set_text(self.tr("There is nothing to read in these days."))
        self._open.setText(self.tr("Open this page"))
        self._open.setAccessibleDescription(
            self.tr("The one where you are in the text. Enter in the text does the same.")
        )
        self._more.setText(self.tr("Read on from here"))

    def _render_choice(self) -> None:
        """Show what is read, and which ways lead on."""
        if self._chosen:
            count = len(self._found.keys)
            words = self.tr("One chosen page") if count == 1 else self.tr("%n chosen pages", "", count)
            self._bar.show_name(words)
        else:
            stretch = stretch_of(self._span)
            self._stretches.setCurrentIndex(self._stretches.findData(stretch))
            self._own.setVisible(stretch is Stretch.OWN)
            self._bar.show_name(span_words(self._span))
        self._bar.set_ways(has_before=self._found.before is not None, has_after=self._found.after is not None)

    def _start(self, start: int) -> None:
        """Empty the page and fill it from a place in the keys on."""
        self._letters = 0
        self._next_from = start if start < len(self._found.keys) else None
        self._text.begin()
        self._stack.setCurrentWidget(self._text if self._found.keys else self._nothing)
        self.set_first_control(self._text if self._found.keys else self._stretches)
        self._open.setVisible(bool(self._found.keys))
        self._more.hide()
        self._fetch_slice()

    def _fetch_slice(self) -> None:
        if self._next_from is not None:
            job = partial(fetch_slice, keys=self._found.keys, start=self._next_from)
            done = partial(self._on_jobs_slice_fetched, self._run)
            self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed)

    def _on_jobs_found(self, run: int, found: Found) -> None:
        if run != self._run:
            return
        may_look_back, self._may_look_back = self._may_look_back, False
        if may_look_back and not found.keys and found.before is not None:
            self.read_span(span_of(stretch_of(self._span), found.before))
            return
        self._problem.hide()
        self._found = found
        self._render_choice()
        self._start(0)

    def _on_jobs_slice_fetched(self, run: int, part: ReadSlice) -> None:
        if run != self._run:
            return
        self._text.add_parts([self._part(entry) for entry in part.items])
        self._letters += sum(len(entry.body) for entry in part.items)
        self._next_from = part.next_from
        if self._letters < MOST_LETTERS:
            self._fetch_slice()
        else:
            self._more.setVisible(self._next_from is not None)

    def _part(self, entry: ReadEntry) -> DaysPart:
        wall = local_time(entry.written_at, entry.zone)
        time = QLocale().toString(QTime(wall.hour, wall.minute), QLocale.FormatType.ShortFormat)
        note = self.tr("This page goes on. Open it to read the rest.") if entry.is_cut else ""
        title = title_to_read(entry.title).strip() or entry.prompt_title
        heading = f"{spoken_day(entry.written_on)}  ·  {time}"
        body, pictures = words_with_pictures(entry.body, {one.uid: one for one in entry.attachments})
        return DaysPart(entry.id, heading, title, body, note, pictures)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def _on_stretches_activated(self, _at: int) -> None:
        stretch = Stretch(self._stretches.currentData())
        if stretch is Stretch.OWN:
            self._first.setText(self._span.first.isoformat())
            self._last.setText(self._span.last.isoformat())
            self._own.show()
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._first.selectAll()
        else:
            self.read_span(span_of(stretch, self._span.last if stretch is Stretch.DAY else self._span.first))

    def _on_bar_step_requested(self, step: int) -> None:
        day = self._found.before if step < 0 else self._found.after
        if day is not None:
            stretch = stretch_of(self._span)
            self.read_span(span_of(Stretch.DAY if stretch is Stretch.OWN else stretch, day))

    def _on_take_clicked(self, _is_checked: bool = False) -> None:
        try:
            first, last = (date.fromisoformat(field.text().strip()) for field in (self._first, self._last))
        except ValueError:
            self._problem.show_failure(self.tr("Please write both days as 2026-05-31."))
            return
        self.read_span(Span(min(first, last), max(first, last)))

    def _on_open_clicked(self, _is_checked: bool = False) -> None:
        if (key := self._text.part_here()) is not None:
            self.entry_requested.emit(EntryId(key))

    def _on_more_clicked(self, _is_checked: bool = False) -> None:
        self._start(self._next_from or 0)
        self._text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what to read above its name where there is no room beside it."""
        super().resizeEvent(event)
        is_wide = self.width() >= self.fontMetrics().averageCharWidth() * ONE_LINE_LETTERS
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if is_wide else way.TopToBottom)


def fetch_span(journal: OpenJournal, *, span: Span) -> Found:
    """Return what there is to read in some days, and beside them."""
    vault = journal.vault
    return Found(span, keys_of_span(vault, span), nearest_day(vault, span, -1), nearest_day(vault, span, 1))


def fetch_chosen(journal: OpenJournal, *, entry_ids: tuple[EntryId, ...]) -> Found:
    """Return what there is to read of some pages."""
    return Found(None, keys_of_entries(journal.vault, entry_ids))


def fetch_slice(journal: OpenJournal, *, keys: tuple[int, ...], start: int) -> ReadSlice:
    """Return the next pages."""
    return read_slice(journal.vault, keys, start)
