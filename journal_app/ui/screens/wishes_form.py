"""What a person wishes to be offered; kept inside the journal, because it tells something about them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal_app.content.model import Intensity, PracticeId, PromptId, Strand, ThemeId
from journal_app.journal.offers import allow_again, prompts_set_aside
from journal_app.journal.practice_offers import practices_never_suggested, today_again
from journal_app.journal.private_preferences import (
    PrivatePreferences,
    load_private_preferences,
    save_private_preferences,
)
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.set_aside_list import SetAsideList

SC, BE, VO = Strand.SELF_COMPASSION, Strand.BELONGING, Strand.VOICE
BALANCES = ({SC: 40, BE: 40, VO: 20}, {SC: 60, BE: 25, VO: 15}, {SC: 25, BE: 60, VO: 15}, {SC: 30, BE: 30, VO: 40})


@dataclass(frozen=True, slots=True)
class WishesState:
    """The wishes in force, the prompts set aside for good, and the practices not to be suggested."""

    preferences: PrivatePreferences
    set_aside: tuple[PromptId, ...]
    not_suggested: tuple[PracticeId, ...] = ()


class WishesForm(QWidget):
    """The part of Settings that steers the offers.

    Signals:
        shown(): the wishes are on screen.
    """

    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences: PrivatePreferences | None = None
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Fetch the wishes and show them."""
        self._desk.jobs.run(fetch_wishes, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Heading(2, self.tr("What is offered to you"), self))
        layout.addWidget(caption_label(self, self.tr("These wishes are kept inside your journal.")))
        self._problem = Notice(self)
        self._problem.hide()
        layout.addWidget(self._problem)
        self._cap = FoldedList(self)
        self._cap.addItem(self.tr("Gentle ones only"), Intensity.GENTLE)
        self._cap.addItem(self.tr("Gentle and moderate ones"), Intensity.MODERATE)
        self._cap.addItem(self.tr("Deep ones too"), Intensity.DEEP)
        self._balance = FoldedList(self)
        for words in (
            self.tr("As it comes"),
            self.tr("More self-compassion"),
            self.tr("More belonging"),
            self.tr("More on having a voice"),
        ):
            self._balance.addItem(words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        self._row(grid, self.tr("Which prompts"), self._cap)
        self._row(grid, self.tr("Which way they lean"), self._balance)
        layout.addLayout(grid)
        self._shared = TickBox(self.tr("Others are near when I write in this journal"), self)
        self._shared.set_about(
            self.tr(
                "Prompts that are best answered alone are left out, and this journal locks itself when nobody is there "
                "for a minute and a half."
            )
        )
        layout.addWidget(self._shared)
        self._lifted = TickBox(self.tr("Go by these wishes alone"), self)
        self._lifted.set_about(
            self.tr(
                "Otherwise only gentle ones are offered on a day you feel shaky and for a day after something deep, "
                "and shorter ones when you say there is little time."
            )
        )
        layout.addWidget(self._lifted)
        self._on_this_day = TickBox(self.tr("Show me pages from this day in earlier years"), self)
        self._on_this_day.set_about(self.tr("One at a time, on Today. Any page can be left out for good."))
        layout.addWidget(self._on_this_day)
        layout.addWidget(self._build_themes())
        self._set_aside = SetAsideList(self.tr("None. ‘Never again’ puts a prompt here."), self)
        self._not_suggested = SetAsideList(self.tr("None. ‘Never suggest’ puts a practice here."), self)
        layout.addWidget(self._set_aside)
        layout.addWidget(self._not_suggested)

    def _row(self, grid: QGridLayout, words: str, control: QWidget) -> None:
        label = Label(words, parent=self)
        label.setBuddy(control)
        control.setAccessibleName(words)
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(control, row, 1)

    def _build_themes(self) -> Fold:
        """Fold the themes away; their lists are many, and are made when the fold is opened (G11 of performance.md)."""
        self._theme_boxes: dict[ThemeId, FoldedList] = {}
        self._themes = Fold(self.tr("Themes you want more or less of"), self)
        self._themes.first_opened.connect(self._fill_themes)
        return self._themes

    def _fill_themes(self) -> None:
        fold = self._themes
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for theme in self._desk.pack.themes.values():
            box = FoldedList(fold)
            for wish, words in self._wish_words():
                box.addItem(words, wish)
            self._theme_boxes[theme.id] = box
            self._row(grid, theme.name, box)
            box.activated.connect(self._on_form_changed)
        fold.content_layout.addLayout(grid)
        self._render_themes()

    def _render_themes(self) -> None:
        wishes = {} if self._preferences is None else self._preferences.theme_wishes
        for theme_id, box in self._theme_boxes.items():
            box.setCurrentIndex(box.findData(wishes.get(theme_id, 0)))

    def _wish_words(self) -> tuple[tuple[int, str], ...]:
        return (-1, self.tr("less")), (0, self.tr("as it comes")), (1, self.tr("more")), (2, self.tr("in focus"))

    def _connect(self) -> None:
        self._cap.activated.connect(self._on_form_changed)
        self._balance.activated.connect(self._on_form_changed)
        self._shared.clicked.connect(self._on_form_changed)
        self._on_this_day.clicked.connect(self._on_form_changed)
        self._lifted.clicked.connect(self._on_form_changed)
        self._set_aside.back_requested.connect(self._on_set_aside_back_requested)
        self._not_suggested.back_requested.connect(self._on_not_suggested_back_requested)

    def _render(self, state: WishesState) -> None:
        wishes = self._preferences = state.preferences
        self._cap.setCurrentIndex(self._cap.findData(wishes.cap))
        self._shared.setChecked(wishes.shared_room)
        self._on_this_day.setChecked(wishes.on_this_day)
        self._lifted.setChecked(wishes.is_pacing_lifted)
        if (targets := dict(wishes.targets)) in BALANCES:
            self._balance.setCurrentIndex(BALANCES.index(targets))
        self._render_themes()
        self._render_set_aside(state)

    def _render_set_aside(self, state: WishesState) -> None:
        prompts, practices = self._desk.pack.prompts, self._desk.pack.practices
        self._set_aside.show_things(
            self.tr("Prompts you set aside: %n", "", len(state.set_aside)),
            [(one, prompts[one].title if one in prompts else one) for one in state.set_aside],
        )
        self._not_suggested.show_things(
            self.tr("Practices not suggested any more: %n", "", len(state.not_suggested)),
            [(one, practices[one].title if one in practices else one) for one in state.not_suggested],
        )

    def _wished(self) -> PrivatePreferences | None:
        if self._preferences is None:
            return None
        boxes = self._theme_boxes.items()
        wished = {theme_id: int(box.currentData()) for theme_id, box in boxes if box.currentData()}
        return replace(
            self._preferences,
            cap=Intensity(self._cap.currentData()),
            shared_room=self._shared.isChecked(),
            on_this_day=self._on_this_day.isChecked(),
            is_pacing_lifted=self._lifted.isChecked(),
            theme_wishes=wished if boxes else self._preferences.theme_wishes,
            targets=BALANCES[self._balance.currentIndex()],
        )

    def _on_form_changed(self) -> None:
        if (wished := self._wished()) is not None:
            job = partial(_save_wishes, preferences=wished)
            self._desk.jobs.run(
                job,
                owner=self,
                done=self._on_jobs_fetched,
                failed=self._on_jobs_failed,
                changes=frozenset({Kind.WISHES}),
            )

    def _on_set_aside_back_requested(self, prompt_id: str) -> None:
        self._bring_back(partial(_offer_again, prompt_id=PromptId(prompt_id)), Kind.OFFER)

    def _on_not_suggested_back_requested(self, practice_id: str) -> None:
        self._bring_back(partial(_suggest_again, practice_id=PracticeId(practice_id)), Kind.PRACTICES)

    def _bring_back(self, job: Callable[[OpenJournal], WishesState], kind: Kind) -> None:
        changes = frozenset({kind})
        self._desk.jobs.run(job, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed, changes=changes)

    def _on_jobs_fetched(self, state: WishesState) -> None:
        self._problem.hide()
        self._render(state)
        self.shown.emit()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields))


def fetch_wishes(journal: OpenJournal) -> WishesState:
    """Return the wishes in force, and what was set aside."""
    vault = journal.vault
    return WishesState(load_private_preferences(vault), prompts_set_aside(vault), practices_never_suggested(vault))


def _save_wishes(journal: OpenJournal, *, preferences: PrivatePreferences) -> WishesState:
    """Store what stands on this form, and leave alone what else is private: other forms may have changed it since."""
    changed = replace(
        load_private_preferences(journal.vault),
        cap=preferences.cap,
        shared_room=preferences.shared_room,
        on_this_day=preferences.on_this_day,
        is_pacing_lifted=preferences.is_pacing_lifted,
        theme_wishes=preferences.theme_wishes,
        targets=preferences.targets,
    )
    save_private_preferences(journal.vault, changed)
    return fetch_wishes(journal)


def _offer_again(journal: OpenJournal, *, prompt_id: PromptId) -> WishesState:
    allow_again(journal.vault, journal.pack, journal.clock, prompt_id)
    return fetch_wishes(journal)


def _suggest_again(journal: OpenJournal, *, practice_id: PracticeId) -> WishesState:
    today_again(journal.vault, journal.clock, practice_id)
    return fetch_wishes(journal)
