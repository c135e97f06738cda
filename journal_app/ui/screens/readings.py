"""Readings: the articles the prompts are made from, each to be read whole, with its passages marked."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import Article, ArticleId, PassageId, Strand
from journal_app.journal.entries import EntryId, EntrySummary, entries_about
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.freshness import Freshness
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.screens.allowed_prompts import Allowance, fetch_allowance
from journal_app.ui.screens.article_page import ArticlePage, who_says_it
from journal_app.ui.screens.reading_links import ReadingLinks
from journal_app.ui.widgets.buttons import Button, plain_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.notice import Notice

MOST_ENTRIES = 12
"""Own entries listed beside an article; the Journal has them all."""

MOST_READ = 2000
"""Own entries read as one page; the newest of more."""


class ReadingsScreen(QWidget):
    """The list of articles, and the one that is open.

    Signals:
        write_requested(str): write to this prompt.
        entry_requested(EntryId): read one of one's own entries.
        read_requested(tuple[EntryId]): read all of those about a passage or an article as one page.
    """

    write_requested = Signal(str)
    entry_requested = Signal(object)
    read_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._buttons: dict[ArticleId, Button] = {}
        self._freshness = Freshness(self, desk.hub, Kind.ENTRIES, Kind.WISHES, Kind.OFFER)
        self._build()
        self._connect()
        self._retranslate()

    def show_article(self, article_id: ArticleId) -> None:
        """Open an article at its start; one that is not in the pack is said to be gone."""
        article = self._desk.pack.articles.get(article_id)
        if article is None:
            self._say_gone()
        else:
            self._open(article, None)

    def show_passage(self, passage_id: PassageId) -> None:
        """Open a passage in its article; one that is not in the pack is said to be gone."""
        passage = self._desk.pack.passages.get(passage_id)
        if passage is None:
            self._say_gone()
        else:
            self._open(self._desk.pack.articles[passage.article], passage.id)

    def refresh(self) -> None:
        """Read again what the person wishes to meet, and their entries about what is open."""
        self._freshness.renew()
        self._desk.jobs.run(
            fetch_allowance, owner=self, done=self._on_jobs_allowance_fetched, failed=self._on_jobs_failed
        )
        self._fetch_entries()

    def _build(self) -> None:
        self._title = Heading(1, "", self)
        self._intro = body_label(self)
        self._problem = Notice(self)
        self._problem.hide()
        self._list = PageScroll(self)
        column = self._list.column_layout
        for widget in (self._title, self._intro, self._problem):
            column.addWidget(widget)
        for article in self._desk.pack.articles.values():
            column.addWidget(self._card(article))
        column.addStretch(1)
        self._page = ArticlePage(self._desk.pack, self)
        self._links = ReadingLinks(self._desk, self._page)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _card(self, article: Article) -> Card:
        card = Card(self)
        strand = caption_label(card, strand_name(article.strand))
        strand.be_small_heading()
        button = plain_button(self.tr("Read"), "book-open", card)
        button.setAccessibleName(self.tr("Read %1").replace("%1", article.short_title))
        button.clicked.connect(partial(self._on_read_clicked, article.id))
        self._buttons[article.id] = button
        layout = QVBoxLayout(card)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(6)
        layout.addWidget(strand)
        layout.addWidget(Heading(2, article.short_title, card))
        layout.addWidget(body_label(card, article.title))
        layout.addWidget(caption_label(card, who_says_it(article)))
        layout.addSpacing(6)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _connect(self) -> None:
        self._page.write_requested.connect(self.write_requested)
        self._page.entry_requested.connect(self.entry_requested)
        self._page.all_requested.connect(self._on_page_all_requested)
        self._page.passage_changed.connect(self._fetch_entries)
        self._page.back_requested.connect(self._on_page_back_requested)
        self._problem.action_requested.connect(self.refresh)
        self._freshness.refresh_wanted.connect(self.refresh)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Readings"))
        self._intro.setText(
            self.tr("Every prompt is made from one of these articles. You can read them whole, and need not agree.")
        )
        self._list.setAccessibleName(self.tr("Readings"))

    def _open(self, article: Article, passage_id: PassageId | None) -> None:
        self._problem.hide()
        self._stack.setCurrentWidget(self._page)
        self._links.end()
        self._page.show_article(article, passage_id)
        self._fetch_entries()
        self._page.focus_first()

    def _say_gone(self) -> None:
        """An old entry may name what a later pack no longer has; the entry itself keeps its words."""
        self._stack.setCurrentWidget(self._list)
        self._problem.show_message(self.tr("That passage is no longer in the readings. Your entry keeps it as it was."))

    def _fetch_entries(self) -> None:
        article = self._page.article
        if article is None or self._stack.currentWidget() is not self._page:
            return
        self._desk.jobs.run(
            partial(fetch_entries_about, article_id=article.id, passage_id=self._page.passage_id),
            owner=self,
            done=partial(self._on_jobs_entries_fetched, article.id, self._page.passage_id),
            failed=self._on_jobs_failed,
        )

    def _on_jobs_allowance_fetched(self, allowance: Allowance) -> None:
        self._page.set_allowance(allowance)

    def _on_jobs_entries_fetched(
        self, article_id: ArticleId, passage_id: PassageId | None, entries: tuple[EntrySummary, ...]
    ) -> None:
        article = self._page.article
        if article is not None and (article.id, self._page.passage_id) == (article_id, passage_id):
            self._page.show_entries(entries)

    def _on_jobs_failed(self, failure: Failure) -> None:
        words = sentence(failure.code, **failure.fields)
        if self._stack.currentWidget() is self._page:
            self._page.show_failure(words)
        else:
            self._problem.show_failure(words, self.tr("Try again"))

    def _on_read_clicked(self, article_id: ArticleId, _is_checked: bool = False) -> None:
        self.show_article(article_id)

    def _on_page_all_requested(self) -> None:
        if (article := self._page.article) is not None:
            self._desk.jobs.run(
                partial(fetch_all_about, article_id=article.id, passage_id=self._page.passage_id),
                owner=self,
                done=self.read_requested.emit,
                failed=self._on_jobs_failed,
            )

    def _on_page_back_requested(self) -> None:
        self._stack.setCurrentWidget(self._list)
        if (article := self._page.article) is not None:
            self._buttons[article.id].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the article back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self._page:
            self._page.go_back()
        else:
            super().keyPressEvent(event)


def fetch_entries_about(
    journal: OpenJournal, *, article_id: ArticleId, passage_id: PassageId | None
) -> tuple[EntrySummary, ...]:
    """Return one's own entries about a passage, or about an article where none is chosen; newest first."""
    return entries_about(journal.vault, article_id, passage_id, limit=MOST_ENTRIES)


def fetch_all_about(
    journal: OpenJournal, *, article_id: ArticleId, passage_id: PassageId | None
) -> tuple[EntryId, ...]:
    """Return all of one's own entries about a passage, or about an article where none is chosen."""
    return tuple(entry.id for entry in entries_about(journal.vault, article_id, passage_id, limit=MOST_READ))


def strand_name(strand: Strand) -> str:
    """Return what a strand is called on screen."""
    translate = QCoreApplication.translate
    names = {
        Strand.SELF_COMPASSION: translate("strand", "Self-compassion"),
        Strand.BELONGING: translate("strand", "Belonging"),
        Strand.VOICE: translate("strand", "Voice"),
    }
    return names[strand]
