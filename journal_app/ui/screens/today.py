"""Today: the date, how it is if one likes to say, a page left unfinished, one prompt as an offer, and a free page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Pack, PromptId
from journal_app.content.why import review_sentence, why_sentences
from journal_app.journal import offers
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.drafts import DraftSummary, list_drafts
from journal_app.journal.pacing import todays_pace
from journal_app.settings.clock import Clock, today
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.check_in_strip import CheckInStrip
from journal_app.ui.screens.due_card import DueCard
from journal_app.ui.screens.on_this_day_card import OnThisDay
from journal_app.ui.screens.practice_suggestion import PracticeSuggestion
from journal_app.ui.stance import stance_label
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.prompt_card import PromptCard, PromptView
from journal_app.vault.vault import Vault

Step = Callable[[Vault, Pack, Clock], object]
"""What moves the day's offer on: `another`, `not_today`, or a partial of those that name a prompt."""


@dataclass(frozen=True, slots=True)
class TodayState:
    """The day's offer with its reasons, unfinished pages, and whether to offer a way to steady oneself first."""

    offer: offers.DayOffer | None
    why: tuple[str, ...]
    drafts: tuple[DraftSummary, ...]
    steadies_first: bool = False


class TodayScreen(QWidget):
    """The first page after unlocking.

    Signals:
        write_requested(Asked | None): open a page, to a prompt or free.
        draft_requested(DraftId): go on with an unfinished page.
        passage_requested(str): read a passage in its article.
        prompts_requested(): browse every prompt.
        entry_requested(EntryId): read a page from this day in an earlier year.
        steady_requested(): show ways to steady oneself.
        letter_requested(SetAsideId): read a letter or plan whose day has come.
        practice_requested(PracticeId): look at a practice.
        resume_requested(RunId): go on with one under way.
        shown(): the first state is on screen.
    """

    write_requested = Signal(object)
    draft_requested = Signal(object)
    passage_requested = Signal(str)
    prompts_requested = Signal()
    entry_requested = Signal(object)
    steady_requested = Signal()
    letter_requested = Signal(object)
    practice_requested = Signal(object)
    resume_requested = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offer: offers.DayOffer | None = None
        self._draft: DraftSummary | None = None
        self._passed_by: PromptId | None = None
        kinds = (Kind.DRAFTS, Kind.ENTRIES, Kind.WISHES, Kind.OFFER, Kind.CHECK_INS, Kind.PRACTICES)
        self._freshness = Freshness(self, desk.hub, *kinds)
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Fetch the day's offer and unfinished pages, and show them."""
        self._freshness.renew()
        self._desk.jobs.run(fetch_today, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)
        self._check_in.refresh()
        self._on_this_day.refresh()
        self._due.refresh()
        self._practice.refresh()

    def check_in(self) -> None:
        """Unfold the questions of how it is today, the keyboard on them."""
        self._check_in.open_up()

    def _build(self) -> None:
        self._date = Heading(1, "", self)
        self._check_in = CheckInStrip(self._desk, self)
        self._steady = Notice(self)
        self._steady.hide()
        self._unfinished = Notice(self)
        self._message = Notice(self)
        self._card = PromptCard(self)
        self._card.hide()
        self._on_this_day = OnThisDay(self._desk, self)
        self._due = DueCard(self._desk, self)
        self._practice = PracticeSuggestion(self._desk, self)
        self._free = quiet_button("", "square-pen", self)
        self._browse = quiet_button("", "list", self)
        row = FlowLayout()
        row.addWidget(self._free)
        row.addWidget(self._browse)
        self._page = PageScroll(self)
        column = self._page.column_layout
        column.addWidget(self._date)
        column.addSpacing(8)
        for widget in (self._check_in, self._unfinished, self._steady, self._message, self._card):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._practice)
        column.addWidget(self._due)
        column.addWidget(self._on_this_day)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._unfinished.hide()
        self._message.hide()

    def _connect(self) -> None:
        card = self._card
        card.write_requested.connect(self._on_card_write_requested)
        card.another_requested.connect(self._on_card_another_requested)
        card.not_today_requested.connect(self._on_card_not_today_requested)
        card.never_again_requested.connect(self._on_card_never_again_requested)
        card.read_requested.connect(self._on_card_read_requested)
        self._free.clicked.connect(self._on_free_clicked)
        self._browse.clicked.connect(self.prompts_requested)
        self._on_this_day.entry_requested.connect(self.entry_requested)
        self._steady.action_requested.connect(self.steady_requested)
        self._practice.practice_requested.connect(self.practice_requested)
        self._practice.resume_requested.connect(self.resume_requested)
        self._due.read_requested.connect(self.letter_requested)
        self._unfinished.action_requested.connect(self._on_unfinished_action_requested)
        self._message.action_requested.connect(self._on_message_action_requested)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._free.setText(self.tr("Write without a prompt"))
        self._browse.setText(self.tr("Browse all prompts"))
        self._page.setAccessibleName(self.tr("Today"))

    def _render(self, state: TodayState) -> None:
        day = today(self._desk.clock)
        self._date.setText(QLocale().toString(QDate(day.year, day.month, day.day), self.tr("dddd, d MMMM")))
        self._draft = state.drafts[0] if state.drafts else None
        if self._draft is None:
            self._unfinished.hide()
        else:
            self._unfinished.show_message(
                self.tr("You have a page that is not finished."), action=self.tr("Go on writing")
            )
        self._show_steady(state.steadies_first)
        self._offer = state.offer
        self._card.setVisible(state.offer is not None)
        if state.offer is not None:
            self._card.show_prompt(self._view(state.offer, state.why))

    def _show_steady(self, steadies_first: bool) -> None:
        """Offer a way to steady oneself before anything else; said once, not again with each change of the page."""
        if not steadies_first:
            self._steady.hide()
        elif self._steady.isHidden():
            words = self.tr("You said you feel shaky. You could steady yourself first; everything here waits.")
            self._steady.show_message(words, action=self.tr("Steady me"))

    def _view(self, offer: offers.DayOffer, why: tuple[str, ...]) -> PromptView:
        prompt, pack = self._desk.pack.prompts[offer.prompt_id], self._desk.pack
        passage = pack.passages[prompt.passages[0]]
        article = pack.articles[passage.article]
        theme = pack.themes[prompt.themes[0]].name
        minutes = self.tr("about a minute") if prompt.minutes == 1 else self.tr("about %n minutes", "", prompt.minutes)
        return PromptView(
            title=prompt.title,
            text=prompt.asked_text,
            smaller=prompt.smaller,
            about="  ·  ".join((theme, minutes, self.tr("you wrote to it today"))[: 3 if offer.is_answered else 2]),
            content_note=prompt.content_note,
            quote=passage.quote.exact,
            source=f"{article.short_title}  ·  {stance_label(passage.stance)}",
            why=why,
            is_smaller_first=offer.offer.smaller_offered,
        )

    def _step(self, step: Step, message: str = "", passed_by: PromptId | None = None) -> None:
        """Change what is offered; `message` is said once the next prompt is there, with a way back to `passed_by`."""
        self._passed_by = passed_by
        job = partial(_step_then_fetch, step)
        self._desk.jobs.run(job, owner=self, done=partial(self._on_jobs_stepped, message), failed=self._on_jobs_failed)

    def _on_jobs_stepped(self, message: str, state: TodayState) -> None:
        self._render(state)
        if state.offer is None:
            self._message.show_message(self.tr("That is all that was set out for today. A free page is always here."))
        elif message:
            undo = self.tr("Bring it back") if self._passed_by is not None else ""
            self._message.show_message(message, action=undo)
        else:
            self._message.hide()
        if state.offer is not None:
            self._card.focus_first()
        else:
            self._free.setFocus()

    def _on_jobs_fetched(self, state: TodayState) -> None:
        self._render(state)
        self.shown.emit()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._message.show_failure(sentence(failure.code, **failure.fields))

    def _on_card_write_requested(self, is_smaller: bool) -> None:
        if self._offer is not None:
            prompt = self._desk.pack.prompts[self._offer.prompt_id]
            asked = asked_from_prompt(self._desk.pack, prompt)
            self.write_requested.emit(replace(asked, text=asked.smaller) if is_smaller else asked)

    def _on_card_another_requested(self) -> None:
        self._step(offers.another)

    def _on_card_not_today_requested(self) -> None:
        self._step(offers.not_today, self.tr("Thank you. That one rests until tomorrow."))

    def _on_card_never_again_requested(self) -> None:
        if self._offer is not None:
            prompt_id = self._offer.prompt_id
            step = partial(offers.never_again, prompt_id=prompt_id)
            self._step(step, self.tr("Thank you. That one will not be offered again."), passed_by=prompt_id)

    def _on_card_read_requested(self) -> None:
        if self._offer is not None:
            self.passage_requested.emit(self._desk.pack.prompts[self._offer.prompt_id].passages[0])

    def _on_free_clicked(self) -> None:
        self.write_requested.emit(None)

    def _on_unfinished_action_requested(self) -> None:
        if self._draft is not None:
            self.draft_requested.emit(self._draft.id)

    def _on_message_action_requested(self) -> None:
        if self._passed_by is not None:
            self._step(partial(offers.allow_again, prompt_id=self._passed_by))


def fetch_today(journal: OpenJournal) -> TodayState:
    """Return the day's offer with its reasons in words, and the unfinished pages, newest first."""
    offer = offers.todays_offer(journal.vault, journal.pack, journal.clock)
    pace = todays_pace(journal.vault, journal.pack, journal.clock)
    why: tuple[str, ...] = ()
    if offer is not None:
        reasons = why_sentences(journal.pack, offer.offer, pace.wishes, pace=pace.reasons)
        why = (*reasons, review_sentence(journal.pack))
    return TodayState(offer, why, list_drafts(journal.vault), pace.steadies_first)


def _step_then_fetch(step: Step, journal: OpenJournal) -> TodayState:
    step(journal.vault, journal.pack, journal.clock)
    return fetch_today(journal)
