"""One letter or plan that waits: its words, when to offer it again, and, of a plan, how it went in the person's words.

Nothing is offered again unless a day was chosen. What is suggested for a plan is all of equal rank, and none of it is
counted.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import StepType
from journal_app.journal.moments import local_time
from journal_app.journal.set_aside import (
    LONGEST_MARK,
    OfferIn,
    SetAside,
    Waiting,
    day_after,
    mark_plan,
    offer_again_on,
)
from journal_app.settings.clock import today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import plain_button, quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.day_picker import DayPicker
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.small_field import SmallField


class WaitingCard(Card):
    """Shows it, and keeps what is chosen for it.

    Signals:
        entry_requested(EntryId): read the page it is on.
    """

    entry_requested = Signal(object)

    def __init__(self, desk: Desk, thing: SetAside, parent: QWidget | None = None, *, links_page: bool = True) -> None:
        super().__init__(parent, fill_with="canvas")
        self._desk = desk
        self._thing = thing
        self._build(links_page=links_page)
        self._connect()
        self._render()

    @property
    def thing(self) -> SetAside:
        """What it shows."""
        return self._thing

    def read(self) -> None:
        """Unfold its words and put the keyboard there."""
        self._words_fold.set_open(True)
        self._words_fold.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words_of(self._thing))

    def _build(self, *, links_page: bool) -> None:
        thing, is_plan = self._thing, self._thing.kind is Waiting.PLAN
        self._problem = Notice(self)
        self._problem.hide()
        self._words_fold = Fold(self.tr("The plan") if is_plan else self.tr("Read it"), self)
        words = body_label(self, words_of(thing))
        words.keep_own_direction()
        self._words_fold.content_layout.addWidget(words)
        self._words_fold.set_open(is_plan)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(8)
        inside.addWidget(Heading(3, put_away_words(self._desk, thing), self))
        inside.addWidget(caption_label(self, thing.title))
        inside.addWidget(self._problem)
        inside.addWidget(self._words_fold)
        self._mark = self._build_mark(inside)
        self._mark.setVisible(is_plan)
        self._build_offer(inside)
        self._page = quiet_button(self.tr("Open its page"), "notebook", self)
        self._page.setVisible(links_page and thing.entry_id is not None)
        inside.addWidget(self._page, 0, Qt.AlignmentFlag.AlignLeading)

    def _build_mark(self, inside: QVBoxLayout) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._own = SmallField(self.tr("How it went, if you like to say"), self.tr("In your own words"), parent=part)
        self._keep = plain_button(self.tr("Keep these words"), "check", part)
        row = FlowLayout()
        row.addWidget(self._keep)
        self._suggested = [quiet_button(words, "", part) for words in suggested_marks()]
        for button in self._suggested:
            row.addWidget(button)
        column.addWidget(self._own)
        column.addLayout(row)
        inside.addWidget(part)
        return part

    def _build_offer(self, inside: QVBoxLayout) -> None:
        self._offer = Fold("", self)
        self._waits = {
            wait: quiet_button(words, "", self._offer)
            for words, wait in (
                (self.tr("In a week"), OfferIn.WEEK),
                (self.tr("In a month"), OfferIn.MONTH),
                (self.tr("In half a year"), OfferIn.HALF_YEAR),
            )
        }
        self._own_day = quiet_button(self.tr("From a day I choose…"), "calendar", self._offer)
        self._never = quiet_button(self.tr("Never"), "", self._offer)
        row = FlowLayout()
        for button in (*self._waits.values(), self._own_day, self._never):
            row.addWidget(button)
        self._day = DayPicker(self)
        self._offer.content_layout.addLayout(row)
        self._offer.content_layout.addWidget(self._day)
        inside.addWidget(self._offer)

    def _connect(self) -> None:
        for wait, button in self._waits.items():
            button.clicked.connect(partial(self._on_wait_clicked, wait))
        self._never.clicked.connect(self._on_never_clicked)
        self._own_day.clicked.connect(self._on_own_day_clicked)
        self._day.picked.connect(self._offer_on)
        self._day.closed.connect(self._on_day_closed)
        self._keep.clicked.connect(self._on_keep_clicked)
        for button in self._suggested:
            button.clicked.connect(partial(self._on_suggested_clicked, button.text()))
        self._page.clicked.connect(self._on_page_clicked)

    def _render(self) -> None:
        thing = self._thing
        self._own.set_text(thing.mark)
        title = self.tr("Offer it again: never")
        if thing.offer_on is not None and thing.looked_at is None:
            title = self.tr("Offer it again: %1").replace("%1", day_words(thing.offer_on, "d MMM yyyy"))
        self._offer.set_title(title)

    def _on_wait_clicked(self, wait: OfferIn, _is_checked: bool = False) -> None:
        self._offer_on(day_after(today(self._desk.clock), wait))

    def _on_never_clicked(self, _is_checked: bool = False) -> None:
        self._offer_on(None)

    def _on_own_day_clicked(self, _is_checked: bool = False) -> None:
        first = self._thing.offer_on or day_after(today(self._desk.clock), OfferIn.MONTH)
        self._day.ask(self.tr("From which day on?"), first, self.tr("This day"))

    def _offer_on(self, on: date | None) -> None:
        changed = replace(self._thing, offer_on=on, looked_at=None)
        said = self.tr("It will not be offered again.")
        if on is not None:
            said = self.tr("Today will show it from %1 on.").replace("%1", day_words(on))
        self._keep_change(partial(_offer, thing=changed), changed, said)

    def _say_how(self, words: str) -> None:
        changed = replace(self._thing, mark=" ".join(words.split())[:LONGEST_MARK])
        self._keep_change(partial(_mark, thing=changed), changed, self.tr("Kept with the plan."))

    def _keep_change(self, job: Callable[[OpenJournal], None], changed: SetAside, said: str) -> None:
        self._desk.jobs.run(
            job,
            owner=self,
            done=partial(self._on_jobs_kept, changed, said),
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.PRACTICES}),
        )

    def _on_jobs_kept(self, changed: SetAside, said: str, _nothing: object) -> None:
        self._thing = changed
        self._render()
        self._problem.show_message(said)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._render()
        self._problem.show_failure(sentence(failure.code, **failure.fields))

    def _on_day_closed(self) -> None:
        self._own_day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep_clicked(self, _is_checked: bool = False) -> None:
        self._say_how(self._own.text())

    def _on_suggested_clicked(self, words: str, _is_checked: bool = False) -> None:
        self._say_how(words)

    def _on_page_clicked(self, _is_checked: bool = False) -> None:
        self.entry_requested.emit(self._thing.entry_id)


def suggested_marks() -> tuple[str, ...]:
    """Return words that could be said of a plan, none better than another."""
    return (_tr("Did it"), _tr("Some of it"), _tr("Another way"), _tr("Not yet"), _tr("Let it go"))


def words_of(thing: SetAside) -> str:
    """Return what a letter or plan says, as it was written."""
    labels = {part.id: part.label for part in thing.step.parts}
    written = [thing.answer.text, *thing.answer.lines]
    for key, text in thing.answer.parts.items():
        label = labels.get(key, "")
        written.append(f"{label} {text}" if thing.step.type is StepType.PLAN and label and text.strip() else text)
    return "\n\n".join(text.strip("\n") for text in written if text.strip())


def put_away_words(desk: Desk, thing: SetAside) -> str:
    """Return since when something waits, as its heading."""
    day = day_words(local_time(thing.made_at, desk.clock.zone().key).date())
    words = _tr("A plan you made on %1") if thing.kind is Waiting.PLAN else _tr("A letter you put away on %1")
    return words.replace("%1", day)


def day_words(day: date, form: str = "d MMMM yyyy") -> str:
    """Return a day with its year."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _offer(journal: OpenJournal, *, thing: SetAside) -> None:
    offer_again_on(journal.vault, thing.id, thing.offer_on)


def _mark(journal: OpenJournal, *, thing: SetAside) -> None:
    mark_plan(journal.vault, thing.id, thing.mark)


def _tr(words: str) -> str:
    return QCoreApplication.translate("waiting", words)
