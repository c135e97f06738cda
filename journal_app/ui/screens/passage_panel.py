"""Beside an article: how firmly it says the chosen passage, the prompts made from it, and one's own entries."""

from functools import partial

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from journal_app.content.model import Article, Intensity, Pack, Passage, Prompt, PromptId
from journal_app.journal.entries import EntryId, EntrySummary
from journal_app.ui.models.timeline_rows import entry_title
from journal_app.ui.screens.allowed_prompts import Allowance
from journal_app.ui.screens.prompt_page import minutes_words
from journal_app.ui.stance import stance_label
from journal_app.ui.theme.tokens import scale
from journal_app.ui.widgets.buttons import Button, plain_button, quiet_button
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import body_label, caption_label
from journal_app.ui.widgets.line_button import LineButton
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.painting import draw_ring, wants_ring
from journal_app.ui.widgets.scrolled import scrolled


class PassagePanel(QWidget):
    """A quiet column that scrolls as one; it is filled anew for each passage.

    Signals:
        write_requested(str): write to this prompt.
        entry_requested(EntryId): read one of one's own entries.
        all_requested(): read all of them as one page.
        link_requested(): link one of one's own pages to the passage.
        back_requested(): back to the article, where there is no room for both.
    """

    write_requested = Signal(str)
    entry_requested = Signal(object)
    all_requested = Signal()
    link_requested = Signal()
    back_requested = Signal()

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._article: Article | None = None
        self._passage: Passage | None = None
        self._entries: tuple[EntrySummary, ...] = ()
        self._allowance = Allowance()
        self._question: QWidget | None = None
        self._build()
        self._connect()
        self._retranslate()

    def show_article(self, article: Article) -> None:
        """Show what to keep in mind about an article, no passage being chosen."""
        self._article = article
        self._passage = None
        self._entries = ()
        self._render()

    def show_passage(self, passage: Passage) -> None:
        """Show what was made from a passage; its entries follow."""
        self._passage = passage
        self._entries = ()
        self._render()

    def show_entries(self, entries: tuple[EntrySummary, ...]) -> None:
        """Show one's own entries about the passage, or the article."""
        self._entries = entries
        self._render()

    def set_allowance(self, allowance: Allowance) -> None:
        """List only the prompts the person wishes to meet."""
        if allowance != self._allowance:
            self._allowance = allowance
            self._render()

    def show_failure(self, words: str) -> None:
        """Say what could not be done."""
        self._problem.show_failure(words)

    def add_question(self, question: QWidget) -> None:
        """Make room for a question that `open_question` puts in the place of all else here."""
        self._question = scrolled(question)
        self._question.hide()
        self._column.addWidget(self._question, 1)

    def open_question(self, is_open: bool) -> None:
        """Put the question in the place of all else, or take it away again."""
        self._problem.hide()
        if self._question is not None:
            self._question.setVisible(is_open)
            self._scroll.setVisible(not is_open)

    def set_can_go_back(self, can: bool) -> None:
        """Offer the way back to the article, or not where it stands beside this."""
        self._back.setVisible(can)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing one can do here."""
        first = self._content.findChild(Button)
        (first or self._back).setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._back.hide()
        self._problem = Notice(self)
        self._problem.hide()
        self._content = QWidget(self)
        self._scroll = _KeyScroll(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 40, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._problem)
        layout.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._scroll.ring_changed.connect(self.update)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Back to the article"))
        self._scroll.setAccessibleName(self.tr("About what you are reading"))

    def _render(self) -> None:
        """Fill the column anew: a handful of labels, so nothing is kept between passages."""
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 16, 16)
        layout.setSpacing(10)
        if self._passage is None:
            self._add_hint(layout)
            self._add_caveats(layout, is_open=True)
            self._add_entries(layout)
        else:
            self._add_passage(layout, self._passage)
            self._add_entries(layout)
            self._add_link(layout)
            self._add_caveats(layout, is_open=False)
        layout.addStretch(1)
        self._scroll.setWidget(self._content)

    def _add_hint(self, layout: QVBoxLayout) -> None:
        words = self.tr("The marked passages are where the prompts come from. Choose one to see what was made from it.")
        layout.addWidget(body_label(self._content, words))

    def _add_passage(self, layout: QVBoxLayout, passage: Passage) -> None:
        stance = caption_label(self._content, stance_label(passage.stance))
        stance.be_small_heading()
        layout.addWidget(stance)
        if passage.caveat and passage.caveat.rstrip(".") != stance.text():
            layout.addWidget(caption_label(self._content, passage.caveat))
        made = [prompt for prompt in self._pack.prompts.values() if passage.id in prompt.passages]
        listed = self._allowance.pick(made)
        if listed:
            layout.addSpacing(8)
            layout.addWidget(Heading(3, self.tr("Made from this passage"), self._content))
        for prompt in listed:
            self._add_prompt(layout, prompt)
        if not made:
            layout.addWidget(caption_label(self._content, self.tr("No prompt was made from this passage.")))
        elif len(listed) < len(made):
            words = self.tr("Some prompts made from it may stir more than you wished for. They are not listed.")
            layout.addWidget(caption_label(self._content, words))

    def _add_prompt(self, layout: QVBoxLayout, prompt: Prompt) -> None:
        title = body_label(self._content, prompt.title)
        about = caption_label(self._content, minutes_words(prompt.minutes))
        layout.addWidget(title)
        if prompt.intensity is not Intensity.GENTLE and prompt.content_note:
            words = self.tr("This page touches on: %1").replace("%1", prompt.content_note)
            layout.addWidget(caption_label(self._content, words))
        layout.addWidget(about)
        write = plain_button(self.tr("Write"), "feather", self._content)
        write.setAccessibleName(self.tr("Write to “%1”").replace("%1", prompt.title))
        write.clicked.connect(partial(self._on_write_clicked, prompt.id))
        layout.addWidget(write, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addSpacing(6)

    def _add_entries(self, layout: QVBoxLayout) -> None:
        if not self._entries:
            return
        layout.addSpacing(8)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        words = self.tr("Your pages about this passage") if self._passage else self.tr("Your pages about this article")
        layout.addWidget(Heading(3, words, self._content))
        for entry in self._entries:
            day = QLocale().toString(QDate(*entry.written_on.timetuple()[:3]), self.tr("d MMM yyyy"))
            title = entry_title(entry.title, entry.prompt_title, entry.opening)
            button = LineButton(f"{day}  ·  {title}", "", self._content)
            button.clicked.connect(partial(self._on_entry_clicked, entry.id))
            pages.addWidget(button)
        layout.addLayout(pages)
        if len(self._entries) > 1:
            every = quiet_button(self.tr("Read them as one page"), "book-open", self._content)
            every.clicked.connect(self.all_requested)
            layout.addWidget(every, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_link(self, layout: QVBoxLayout) -> None:
        link = quiet_button(self.tr("Link one of your pages…"), "link", self._content)
        link.setAccessibleDescription(self.tr("The passage then stands beside that page."))
        link.clicked.connect(self.link_requested)
        layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_caveats(self, layout: QVBoxLayout, *, is_open: bool) -> None:
        if self._article is None or not self._article.caveats:
            return
        layout.addSpacing(8)
        fold = Fold(self.tr("Please keep in mind"), self._content)
        for caveat in self._article.caveats:
            fold.content_layout.addWidget(caption_label(fold, caveat))
        fold.set_open(is_open)
        layout.addWidget(fold)

    def _on_write_clicked(self, prompt_id: PromptId, _is_checked: bool = False) -> None:
        self.write_requested.emit(prompt_id)

    def _on_entry_clicked(self, entry_id: EntryId, _is_checked: bool = False) -> None:
        self.entry_requested.emit(entry_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keyboard's ring round what the arrow keys scroll."""
        super().paintEvent(event)
        if self._scroll.has_ring:
            around = QRectF(self._scroll.geometry().adjusted(-6, -4, 4, 4))
            draw_ring(QPainter(self), self, around, scale().radius["small"])


class _KeyScroll(QScrollArea):
    """Tells when the keyboard comes and goes, so that it can be seen where it is."""

    ring_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.has_ring = wants_ring(event.reason(), self.has_ring)
        self.ring_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.has_ring = False
        self.ring_changed.emit()
