"""One article to read: its words with the passages marked, and beside them what was made from the one in view."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.content.model import Article, Pack, Passage, PassageId
from journal_app.content.reading import paragraphs
from journal_app.journal.entries import EntrySummary
from journal_app.ui.screens.allowed_prompts import Allowance
from journal_app.ui.screens.passage_panel import PassagePanel
from journal_app.ui.screens.two_pane import TwoPane
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.column import WritingColumn
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label

SHORT_LINES = 22
"""Height in lines of the window's font below which the heading gives its room to the article."""


class ArticlePage(QWidget):
    """Shows an article; the passage that is chosen in it is the page's own.

    Signals:
        write_requested(str): write to this prompt.
        entry_requested(EntryId): read one of one's own entries.
        all_requested(): read all of those about the passage, or the article, as one page.
        passage_changed(): another passage, or none, is the chosen one.
        passage_opened(): what was made from a passage is asked for, by a click or Enter on it.
        link_requested(): link one of one's own pages to the chosen passage.
        back_requested(): back to the list of articles.
    """

    write_requested = Signal(str)
    entry_requested = Signal(object)
    all_requested = Signal()
    passage_changed = Signal()
    passage_opened = Signal()
    link_requested = Signal()
    back_requested = Signal()

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._article: Article | None = None
        self._passage: Passage | None = None
        self._build()
        self._connect()
        self._retranslate()

    @property
    def article(self) -> Article | None:
        """The article shown."""
        return self._article

    @property
    def passage_id(self) -> PassageId | None:
        """The passage chosen in it."""
        return self._passage.id if self._passage else None

    def show_article(self, article: Article, passage_id: PassageId | None) -> None:
        """Show an article, scrolled to a passage or else to its start."""
        self._article = article
        self._passage = None
        self._title.setText(article.short_title)
        self._who.setText(who_says_it(article))
        self._panel.show_article(article)
        self._panes.show_first()
        passages = [passage for passage in self._pack.passages.values() if passage.article == article.id]
        self._view.show_article(article, paragraphs(article), passages, passage_id)
        self._about.setVisible(not self._panes.is_wide)

    def show_entries(self, entries: tuple[EntrySummary, ...]) -> None:
        """Show one's own entries about the chosen passage, or about the article."""
        self._panel.show_entries(entries)

    def show_failure(self, words: str) -> None:
        """Say beside the article what could not be done."""
        self._panel.show_failure(words)

    def set_allowance(self, allowance: Allowance) -> None:
        """List only the prompts the person wishes to meet."""
        self._panel.set_allowance(allowance)

    @property
    def panel(self) -> PassagePanel:
        """What stands beside the article."""
        return self._panel

    def focus_first(self) -> None:
        """Put the keyboard on the article."""
        self._view.setFocus()

    def show_about(self) -> None:
        """Put what was made from the passage, or the article, in sight, the keyboard on it."""
        self._panes.show_second()
        self._panel.focus_first()

    def go_back(self) -> None:
        """From what was made from a passage to the article, where only one of them shows; else to the list."""
        if not self._panes.is_wide and self._panes.shows_second:
            self._panes.show_first()
            self._view.setFocus()
        else:
            self.back_requested.emit()

    def _build(self) -> None:
        self._panes = TwoPane(self, is_first_narrower=False)
        column = WritingColumn(self._panes)
        content = column.content_layout
        inside = column.inside
        self._back = quiet_button("", "chevron-left", inside)
        self._about = quiet_button("", "info", inside)
        self._title = Heading(1, "", inside)
        self._who = caption_label(inside)
        self._view = ArticleView(inside)
        content.setSpacing(8)
        top = FlowLayout()
        top.addWidget(self._back)
        top.addWidget(self._about)
        content.addLayout(top)
        content.addWidget(self._title)
        content.addWidget(self._who)
        content.addSpacing(8)
        content.addWidget(self._view, 1)
        self._panel = PassagePanel(self._pack, self._panes)
        self._panes.hold(column, self._panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._about.clicked.connect(self.show_about)
        self._view.passage_reached.connect(self._on_view_passage_reached)
        self._view.passage_activated.connect(self._on_view_passage_activated)
        self._panel.write_requested.connect(self.write_requested)
        self._panel.entry_requested.connect(self.entry_requested)
        self._panel.all_requested.connect(self.all_requested)
        self._panel.link_requested.connect(self.link_requested)
        self._panel.back_requested.connect(self.go_back)
        self._panes.wide_changed.connect(self._on_panes_wide_changed)
        self._on_panes_wide_changed(self._panes.is_wide)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("All readings"))
        self._about.setText(self.tr("About this reading"))

    def _choose(self, passage_id: PassageId) -> None:
        if passage_id != self.passage_id:
            self._passage = self._pack.passages[passage_id]
            self._panel.show_passage(self._passage)
            self._about.setText(self.tr("About this passage"))
            self.passage_changed.emit()

    def _on_view_passage_reached(self, passage_id: str) -> None:
        self._choose(PassageId(passage_id))

    def _on_view_passage_activated(self, passage_id: str) -> None:
        self.passage_opened.emit()
        self._choose(PassageId(passage_id))
        self.show_about()

    def _on_panes_wide_changed(self, is_wide: bool) -> None:
        self._about.setVisible(not is_wide)
        self._panel.set_can_go_back(not is_wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the height to the article where there is little; its card in the list names it and who says it."""
        super().resizeEvent(event)
        is_short = self.height() < SHORT_LINES * self.fontMetrics().lineSpacing()
        self._title.setVisible(not is_short)
        self._who.setVisible(not is_short)


def who_says_it(article: Article) -> str:
    """Say in one line who stands behind an article; that nobody is named is worth knowing too."""
    translate = QCoreApplication.translate
    if article.author and article.publisher:
        return f"{article.author}  ·  {article.publisher}"
    if article.author:
        return translate("readings", "By %1. No publisher is named.").replace("%1", article.author)
    if article.publisher:
        return translate("readings", "Published by %1. No author is named.").replace("%1", article.publisher)
    return translate("readings", "No author or publisher is named.")
