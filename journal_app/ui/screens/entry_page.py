"""One kept entry to read: when it was written, what was asked and the passage behind it, and the words themselves."""

from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from journal_app.content.model import Pack, TextPositionSelector, TextQuoteSelector
from journal_app.content.reanchor import AnchorState, reanchor
from journal_app.journal.asked import PassageSnapshot
from journal_app.journal.entries import Entry
from journal_app.journal.moments import local_time
from journal_app.journal.openings import OPENING_LENGTH, opening_words
from journal_app.ui.commands import add_command
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import entry_title, spoken_day
from journal_app.ui.screens.entry_content import EntryContent
from journal_app.ui.screens.share_sheet import ShareSheet
from journal_app.ui.stance import stance_label
from journal_app.ui.widgets.buttons import quiet_button
from journal_app.ui.widgets.card import Card
from journal_app.ui.widgets.column import PageScroll
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.heading import Heading
from journal_app.ui.widgets.labels import caption_label, question_label
from journal_app.ui.widgets.notice import Notice, NoticeKind
from journal_app.ui.widgets.passage_quote import PassageQuote


class EntryPage(QWidget):
    """Shows an entry as it was kept; the passages it quotes are looked up in the articles as they stand now.

    One that is in the trash can be read too, and put back; it is changed only in the journal.

    Signals:
        edit_requested(EntryId): change this entry.
        trash_requested(EntryId): move it to the trash.
        put_back_requested(EntryId): put it back from the trash.
        delete_requested(EntryId): delete it for good; the person has confirmed it.
        origin_requested(Asked): show where it comes from.
        back_requested(): back to the list, where there is no room for both.
        unlink_requested(PassageId): take a passage off that was linked by hand.
        link_requested(str): read the entry with this uid, which the words link to.
        entry_shown(Entry): this entry is on the page now, or has changed while it is.
    """

    edit_requested = Signal(object)
    trash_requested = Signal(object)
    put_back_requested = Signal(object)
    delete_requested = Signal(object)
    origin_requested = Signal(object)
    back_requested = Signal()
    unlink_requested = Signal(str)
    link_requested = Signal(str)
    entry_shown = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, is_trash: bool = False) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pack = desk.pack
        self._is_trash = is_trash
        self._entry: Entry | None = None
        self._quotes: list[QWidget] = []
        self._build()
        self._connect()
        self._retranslate()

    @property
    def entry(self) -> Entry | None:
        """The entry shown."""
        return self._entry

    def show_entry(self, entry: Entry) -> None:
        """Show an entry from its first line; one that is shown already where the person is reading."""
        before, self._entry = self._entry, entry
        opening = opening_words(entry.body[:OPENING_LENGTH], is_of_practice=False)  # one of a practice has a title
        title = entry_title(entry.title, entry.asked.title if entry.asked else "", opening)
        self._date.setText(_written(entry))
        self._title.setText(title)
        self._title.setVisible(bool(entry.title or entry.asked))
        self._close_question()
        self._sheet.hide()
        self._show_asked(entry)
        if before is None or (before.id, before.body, before.edited_at) != (entry.id, entry.body, entry.edited_at):
            self._body.show_entry(entry)
        self._page.setAccessibleName(self.tr("Entry: %1").replace("%1", title))
        if before is None or before.id != entry.id:
            self._page.verticalScrollBar().setValue(0)
        self.entry_shown.emit(entry)

    def add_beside(self, above: QWidget, action: QWidget, rare: QLayout, below: QWidget) -> None:
        """Make room for what stands beside an entry: above its words, among its actions, and below its words.

        What is wanted rarely goes to `rare`, out of the way of the words.
        """
        self._above.addWidget(above)
        for button in (self._share, self._delete):
            rare.addWidget(button)
        for last in (action, self._origin, self._trash):  # a widget that is added again goes to the end
            self._actions.removeWidget(last)
            self._actions.addWidget(last)
        self._below.addWidget(below)

    def add_of_practice(self, action: QWidget, below: QWidget) -> None:
        """Make room for what a practice leaves with its entry: above its words and below them."""
        self._above.insertWidget(0, action, 0, Qt.AlignmentFlag.AlignLeading)
        self._below.addWidget(below)

    def add_below(self, below: QWidget) -> None:
        """Make room for what stands below the words."""
        self._below.addWidget(below)

    def show_failure(self, words: str) -> None:
        """Say on the page why something could not be done."""
        self._question.show_failure(words)
        self._say_delete()

    def set_can_go_back(self, can: bool) -> None:
        """Offer the way back to the list, or not where the list stands beside the page."""
        self._back.setVisible(can)

    def focus_first(self) -> None:
        """Put the keyboard on the words, ready to be read on."""
        self._body.focus_first()

    def _build(self) -> None:
        self._back = quiet_button("", "chevron-left", self)
        self._back.hide()
        self._date = caption_label(self)
        self._title = Heading(1, "", self)
        self._title.keep_own_direction()  # a title is the person's own words
        self._edit = quiet_button("", "notebook-pen", self)
        self._origin = quiet_button("", "book-open", self)
        self._put_back = quiet_button("", "notebook", self)
        self._share = quiet_button("", "square-pen", self)
        self._sheet = ShareSheet(self._desk, self)
        self._trash = quiet_button("", "trash", self)
        self._delete = quiet_button("", "ban", self)
        self._question = Notice(self)
        self._question.hide()
        self._card = Card(self)
        self._asked = Fold("", self._card)
        self._asked_title = Heading(3, "", self._card)
        self._asked_text = question_label(self._card)
        self._asked.content_layout.addWidget(self._asked_title)
        self._asked.content_layout.addWidget(self._asked_text)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(12, 6, 20, 6)
        inside.addWidget(self._asked)
        self._quoted = QVBoxLayout()
        self._quoted.setSpacing(12)
        self._page = PageScroll(self)
        self._body = EntryContent(self._desk, self._page, self, is_trash=self._is_trash)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._actions = actions = FlowLayout()
        for button in (self._put_back, self._edit, self._origin, self._share, self._trash, self._delete):
            actions.addWidget(button)
        for button in (self._edit, self._origin, self._share, self._trash):
            button.setHidden(self._is_trash)
        self._put_back.setVisible(self._is_trash)
        column = self._page.column_layout
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._date, self._title):
            column.addWidget(widget)
        column.addLayout(actions)
        column.addWidget(self._question)
        column.addWidget(self._sheet)
        column.addLayout(self._above)
        column.addWidget(self._card)
        column.addLayout(self._quoted)
        column.addSpacing(8)
        column.addWidget(self._body)
        column.addLayout(self._below)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._body.picture_view)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._edit.clicked.connect(self._on_edit_clicked)
        self._origin.clicked.connect(self._on_origin_clicked)
        self._share.clicked.connect(self._on_share_clicked)
        self._share_command = add_command(self, "", self._on_share_clicked, QKeySequence.StandardKey.Print)
        self._share_command.setEnabled(not self._is_trash)
        self._sheet.closed.connect(self._on_sheet_closed)
        self._trash.clicked.connect(self._on_trash_clicked)
        self._put_back.clicked.connect(self._on_put_back_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._body.link_requested.connect(self.link_requested)
        self._body.picture_opened.connect(self._on_body_picture_opened)
        self._body.picture_closed.connect(self._on_body_picture_closed)
        self._question.action_requested.connect(self._on_question_action_requested)

    def _retranslate(self) -> None:
        self._back.setText(self.tr("All in the trash") if self._is_trash else self.tr("All pages"))
        self._put_back.setText(self.tr("Put back"))
        self._trash.setText(self.tr("Move to trash"))
        self._edit.setText(self.tr("Edit"))
        self._origin.setText(self.tr("Where this comes from"))
        self._share.setText(self.tr("Copy or print…"))
        self._share_command.setText(self.tr("Copy or print this page"))
        self._asked.set_title(self.tr("What was asked"))
        self._say_delete()

    def _show_asked(self, entry: Entry) -> None:
        asked = entry.asked
        self._card.setVisible(asked is not None)
        self._origin.setVisible(asked is not None and not self._is_trash)
        while self._quotes:
            gone = self._quotes.pop()
            gone.hide()
            gone.deleteLater()
        for snapshot in asked.passages if asked is not None else ():
            self._add_quote(snapshot)
        for linked in entry.linked_passages:
            self._add_quote(linked.passage, is_linked=True)
        if asked is None:
            return
        self._asked.set_open(False)
        self._asked_title.setText(asked.title)
        self._asked_title.setVisible(bool(entry.title))
        self._asked_text.setText(asked.text)

    def _add_quote(self, snapshot: PassageSnapshot, *, is_linked: bool = False) -> None:
        quote = PassageQuote(self)
        words = [self._short_title(snapshot), stance_label(snapshot.stance), self._state_words(snapshot)]
        if is_linked:
            words.append(self.tr("Linked by you"))
        quote.show_quote(snapshot.exact, "  ·  ".join(word for word in words if word))
        self._quoted.addWidget(quote)
        quote.show()  # at once: a layout would show it with the next turn of the loop
        self._quotes.append(quote)
        if is_linked and not self._is_trash:
            off = quiet_button(self.tr("Take this passage off"), "x", self)
            off.setAccessibleDescription(snapshot.exact)
            off.clicked.connect(partial(self._on_off_clicked, snapshot.passage_id))
            self._quoted.addWidget(off, 0, Qt.AlignmentFlag.AlignLeading)
            off.show()
            self._quotes.append(off)

    def _short_title(self, snapshot: PassageSnapshot) -> str:
        article = self._pack.articles.get(snapshot.article_id)
        return article.short_title if article else snapshot.article_title

    def _state_words(self, snapshot: PassageSnapshot) -> str:
        """Say how the passage stands in the article now; nothing when it is there as it was."""
        state = passage_state(self._pack, snapshot)
        if state is None:
            return self.tr("This article is no longer in the readings")
        words = {
            AnchorState.FOLDED: self.tr("The text has changed since"),
            AnchorState.ORPHAN: self.tr("No longer in this article"),
        }
        return words.get(state, "")

    def _on_body_picture_opened(self) -> None:
        self._stack.setCurrentWidget(self._body.picture_view)

    def _on_body_picture_closed(self) -> None:
        self._stack.setCurrentWidget(self._page)

    def _on_off_clicked(self, passage_id: str, _is_checked: bool = False) -> None:
        self.unlink_requested.emit(passage_id)

    def _on_edit_clicked(self) -> None:
        if self._entry is not None:
            self.edit_requested.emit(self._entry.id)

    def _on_origin_clicked(self) -> None:
        if self._entry is not None and self._entry.asked is not None:
            self.origin_requested.emit(self._entry.asked)

    def _on_share_clicked(self) -> None:
        if self._entry is not None:
            self._sheet.open_for((self._entry.id,))

    def _on_sheet_closed(self) -> None:
        if self._share.isVisible():
            self._share.setFocus()
        else:
            self._body.focus_first()

    def _on_trash_clicked(self) -> None:
        if self._entry is not None:
            self.trash_requested.emit(self._entry.id)

    def _on_put_back_clicked(self) -> None:
        if self._entry is not None:
            self.put_back_requested.emit(self._entry.id)

    def _on_delete_clicked(self) -> None:
        if not self._is_asking():
            words = self.tr("Delete this page for good? Backups that hold it go too, and it can't be brought back.")
            self._question.show_question(words, self.tr("Delete for good"))
            self._say_delete()
        else:
            self._close_question()

    def _close_question(self) -> None:
        self._question.hide()
        self._say_delete()

    def _say_delete(self) -> None:
        """The button that asked the question also takes it back."""
        stays = self.tr("Leave it in the trash") if self._is_trash else self.tr("Keep this page")
        self._delete.setText(stays if self._is_asking() else self.tr("Delete for good…"))

    def _is_asking(self) -> bool:
        return not self._question.isHidden() and self._question.kind is NoticeKind.CAUTION

    def _on_question_action_requested(self) -> None:
        self._close_question()
        if self._entry is not None:
            self.delete_requested.emit(self._entry.id)


def passage_state(pack: Pack, snapshot: PassageSnapshot) -> AnchorState | None:
    """Return how a quoted passage stands in its article now, None when the pack no longer has the article."""
    article = pack.articles.get(snapshot.article_id)
    if article is None:
        return None
    quote = TextQuoteSelector(snapshot.exact, snapshot.prefix, snapshot.suffix)
    return reanchor(article.text, quote, TextPositionSelector(snapshot.start, snapshot.end)).state


def _written(entry: Entry) -> str:
    """Return the day and time on the wall where it was written."""
    wall = local_time(entry.written_at, entry.zone)
    time = QLocale().toString(QTime(wall.hour, wall.minute), QLocale.FormatType.ShortFormat)
    return f"{spoken_day(entry.written_on)}  ·  {time}"
