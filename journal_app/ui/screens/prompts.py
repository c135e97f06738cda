"""Prompts: all of them to browse, for the day's pick is only an offer."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import ArticleId, Pack, Prompt, PromptId, ThemeId
from journal_app.journal.offers import allow_again
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.rows_model import RowsModel
from journal_app.ui.screens.allowed_prompts import Allowance, fetch_allowance
from journal_app.ui.screens.prompt_page import PromptPage, about_prompt, asks_of
from journal_app.ui.screens.two_pane import TwoPane
from journal_app.ui.widgets.empty_state import EmptyState
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.hands_on_focus import HandsOnFocus
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label
from journal_app.ui.widgets.notice import Notice

LENGTHS = (5, 8, 10)
"""Longest minutes one may ask for; a prompt's own are between 4 and 15."""

SHORT_LINES = 36
"""Height in lines of the window's font below which the choices fold away."""


class PromptsScreen(HandsOnFocus):
    """The prompts, by article, narrowed by article, theme and length, and the one that is open.

    Signals:
        write_requested(str): write to this prompt.
        passage_requested(str): read a passage in its article.
    """

    write_requested = Signal(str)
    passage_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._allowance = Allowance()
        self._freshness = Freshness(self, desk.hub, Kind.WISHES, Kind.OFFER, but_own=True)
        self._build()
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """Read again what the person wishes to meet, and list that."""
        self._freshness.renew()
        self._desk.jobs.run(fetch_allowance, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def show_prompt(self, prompt_id: PromptId) -> None:
        """Show one prompt whole, the keyboard on its page."""
        self._open(prompt_id)
        self._list.choose(self._model.index_of(RowKind.PROMPT, prompt_id))
        self._panes.show_second()
        self._page.focus_first()

    def _build(self) -> None:
        self._panes = TwoPane(self)
        side = self._build_side()
        self._detail = QStackedWidget(self._panes)
        self._hint = EmptyState("", "feather", self._detail)
        self._page = PromptPage(self._desk.pack, self._detail)
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
        self._narrow = Fold("", side)
        self._filters = QWidget(side)
        self._by_article = FoldedList(self._filters)
        self._by_theme = FoldedList(self._filters)
        self._by_length = FoldedList(self._filters)
        self._held_back = caption_label(self._filters)
        filters = QVBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(8)
        for widget in (self._by_article, self._by_theme, self._by_length, self._held_back):
            filters.addWidget(widget)
        self._problem = Notice(side)
        self._problem.hide()
        self._model = RowsModel(self)
        self._rows = QStackedWidget(side)
        self._list = RowList(self._model, detail_lines=1, parent=self._rows)
        self._nothing = EmptyState("", "list", self._rows)
        self._rows.addWidget(self._list)
        self._rows.addWidget(self._nothing)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addSpacing(4)
        for part in (self._narrow, self._filters, self._problem):
            top.addWidget(part)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 32, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._rows, 1)
        return side

    def _connect(self) -> None:
        for one in (self._by_article, self._by_theme, self._by_length):
            one.currentIndexChanged.connect(self._on_filter_changed)
        self._list.row_chosen.connect(self._on_list_row_chosen)
        self._list.row_clicked.connect(self._on_list_row_clicked)
        self._list.row_entered.connect(self._on_list_row_entered)
        self._page.write_requested.connect(self.write_requested)
        self._page.passage_requested.connect(self.passage_requested)
        self._page.allow_requested.connect(self._on_page_allow_requested)
        self._page.back_requested.connect(self._go_back)
        self._panes.wide_changed.connect(self._on_panes_wide_changed)
        self._on_panes_wide_changed(self._panes.is_wide)
        self._narrow.opened.connect(self._filters.setVisible)
        self._problem.action_requested.connect(self.refresh)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        pack = self._desk.pack
        self._title.setText(self.tr("Prompts"))
        self._narrow.set_title(self.tr("Narrow the list"))
        self._list.setAccessibleName(self.tr("Prompts"))
        self._nothing.set_text(self.tr("No prompt is all of this at once. A wider choice will show some."))
        self._hint.set_text(self.tr("Choose a prompt to see it whole. Nothing is started until you press Write."))
        articles = [(article.short_title, article.id) for article in pack.articles.values()]
        themes = [(theme.name, theme.id) for theme in pack.themes.values()]
        lengths = [(self.tr("Up to %n minutes", "", minutes), minutes) for minutes in LENGTHS]
        _offer(self._by_article, self.tr("From any reading"), articles)
        _offer(self._by_theme, self.tr("On any theme"), themes)
        _offer(self._by_length, self.tr("Of any length"), lengths)
        self._by_article.setAccessibleName(self.tr("Which reading"))
        self._by_theme.setAccessibleName(self.tr("Which theme"))
        self._by_length.setAccessibleName(self.tr("About how long"))

    def _render(self) -> None:
        """List what is wished for and fits the choices, and say once how many are held back."""
        wanted = list(self._wanted())
        listed = self._allowance.pick(wanted)
        self._model.replace_rows(list(prompt_rows(self._desk.pack, listed)))
        self._rows.setCurrentWidget(self._list if listed else self._nothing)
        held_back = sum(not prompt.retired for prompt in wanted) - len(listed)
        self._held_back.setText(self._held_back_words(held_back))
        self._held_back.setVisible(held_back > 0)
        shown = self._page.prompt
        if shown is not None:
            self._page.show_prompt(shown, is_set_aside=shown.id in self._allowance.set_aside)
            self._list.choose(self._model.index_of(RowKind.PROMPT, shown.id))

    def _place_filters(self) -> None:
        """Fold the choices away where there is no height for them and the list."""
        is_short = self.height() < SHORT_LINES * self.fontMetrics().lineSpacing()
        self._narrow.setVisible(is_short)
        self._filters.setVisible(not is_short or self._narrow.is_open)

    def _held_back_words(self, count: int) -> str:
        if self._allowance.shared_room:
            return self.tr(
                "Not listed: %n that may stir more than you wished for, or want a private room."
                " Settings can change that.",
                "",
                count,
            )
        return self.tr("Not listed: %n that may stir more than you wished for. Settings can change that.", "", count)

    def _wanted(self) -> Iterator[Prompt]:
        """Go through the prompts that fit the three choices, in the pack's order."""
        article, theme, minutes = (one.currentData() for one in (self._by_article, self._by_theme, self._by_length))
        for prompt in self._desk.pack.prompts.values():
            is_from = article is None or self._desk.pack.article_of(prompt).id == ArticleId(article)
            is_on = theme is None or ThemeId(theme) in prompt.themes
            if is_from and is_on and (minutes is None or prompt.minutes <= minutes):
                yield prompt

    def _open(self, prompt_id: PromptId) -> None:
        prompt = self._desk.pack.prompts[prompt_id]
        self._page.show_prompt(prompt, is_set_aside=prompt_id in self._allowance.set_aside)
        self._detail.setCurrentWidget(self._page)

    def _go_back(self) -> None:
        self._panes.show_first()
        self._list.focus_row()

    def _on_list_row_chosen(self, row: ListRow) -> None:
        if self._panes.is_wide:
            self._open(PromptId(row.key))

    def _on_list_row_clicked(self, row: ListRow) -> None:
        self._open(PromptId(row.key))
        self._panes.show_second()

    def _on_list_row_entered(self, row: ListRow) -> None:
        self._on_list_row_clicked(row)
        self._page.focus_first()

    def _on_filter_changed(self, _index: int) -> None:
        self._render()

    def _on_page_allow_requested(self, prompt_id: PromptId) -> None:
        self._desk.jobs.run(
            partial(let_in_again, prompt_id=prompt_id),
            owner=self,
            done=self._on_jobs_fetched,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.OFFER}),
        )

    def _on_jobs_fetched(self, allowance: Allowance) -> None:
        self._problem.hide()
        self._allowance = allowance
        self._render()

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields), self.tr("Try again"))

    def _on_panes_wide_changed(self, is_wide: bool) -> None:
        self._page.set_can_go_back(not is_wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the list."""
        super().resizeEvent(event)
        self._place_filters()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the prompt back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._detail.currentWidget() is self._page:
            self._go_back()
        else:
            super().keyPressEvent(event)


def prompt_rows(pack: Pack, prompts: tuple[Prompt, ...]) -> Iterator[ListRow]:
    """Go through the rows of prompts, under a heading for each article."""
    above: ArticleId | None = None
    for prompt in prompts:
        article = pack.article_of(prompt)
        if article.id != above:
            yield ListRow(RowKind.HEADING, "", article.short_title)
            above = article.id
        spoken = f"{prompt.title}. {about_prompt(pack, prompt)}. {article.short_title}"
        yield ListRow(RowKind.PROMPT, prompt.id, prompt.title, asks_of(prompt), spoken=spoken)


def let_in_again(journal: OpenJournal, *, prompt_id: PromptId) -> Allowance:
    """Let a prompt that was set aside be offered again."""
    allow_again(journal.vault, journal.pack, journal.clock, prompt_id)
    return fetch_allowance(journal)


def _offer(box: FoldedList, any_of_them: str, choices: Sequence[tuple[str, object]]) -> None:
    """Fill a folded list; its first line leaves the choice open."""
    box.addItem(any_of_them, None)
    for text, value in choices:
        box.addItem(text, value)
