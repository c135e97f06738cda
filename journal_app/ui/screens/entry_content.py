"""What an entry holds: its words with the pictures in them, and below them whatever else is kept with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal_app.journal.attachments import Attachment, PageKey
from journal_app.journal.entries import Entry
from journal_app.journal.markup import Target, find_references
from journal_app.ui.desk import Desk
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.screens.entry_words import EntryWords
from journal_app.ui.screens.page_attachments import PageAttachments
from journal_app.ui.screens.picture_view import PictureView


class EntryContent(QWidget):
    """Shows an entry's words at once, and its pictures as soon as they are known.

    Signals:
        picture_opened(): a picture is shown on its own, in `picture_view`.
        picture_closed(): back to the entry.
        link_requested(str): read the entry with this uid, which the words link to.
    """

    picture_opened = Signal()
    picture_closed = Signal()
    link_requested = Signal(str)

    def __init__(self, desk: Desk, page: QScrollArea, parent: QWidget | None = None, *, is_trash: bool = False) -> None:
        super().__init__(parent)
        self._page = page
        self._entry: Entry | None = None
        self._has_any = False
        self._opened_from: QWidget | None = None
        source = PictureSource(desk.jobs, self)
        self._view = PictureView(source, can_remove=not is_trash)
        self._words = EntryWords(page, source, self, follows_links=not is_trash)
        self._beside = PageAttachments(desk, source, self, can_remove=not is_trash)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(self._words)
        layout.addWidget(self._beside)
        self._words.link_requested.connect(self.link_requested)
        self._words.look_requested.connect(self._on_look_requested)
        self._beside.listed.connect(self._on_beside_listed)
        self._beside.look_requested.connect(self._on_beside_look_requested)
        self._view.closed.connect(self.close_picture)
        self._view.copy_requested.connect(self._on_view_copy_requested)
        self._view.removal_requested.connect(self._on_view_removal_requested)

    @property
    def picture_view(self) -> PictureView:
        """Where a picture is shown on its own; to be put in place of the entry."""
        return self._view

    def show_entry(self, entry: Entry) -> None:
        """Show an entry."""
        self._entry = entry
        self._has_any = False
        self._opened_from = None
        self.picture_closed.emit()
        self._words.show_text(entry.body)
        self._beside.show_page(PageKey(entry.id))

    def focus_first(self) -> None:
        """Put the keyboard where reading begins."""
        self._words.focus_first()

    def close_picture(self) -> None:
        """Go back from a picture to where it was opened."""
        self.picture_closed.emit()
        if self._opened_from is not None:
            self._opened_from.setFocus()
        else:
            self.focus_first()

    def _on_beside_listed(self, attachments: tuple[Attachment, ...]) -> None:
        if self._entry is None:
            return
        mentions_any = any(one.target is Target.ATTACHMENT for one in find_references(self._entry.body))
        if attachments or self._has_any or mentions_any:
            self._has_any = bool(attachments)
            self._opened_from = None
            self._beside.leave_out(self._words.show_text(self._entry.body, attachments))

    def _on_look_requested(self, attachment: Attachment, words: str) -> None:
        self._opened_from = self._words.figure_of(attachment)
        self.picture_opened.emit()
        self._view.show_picture(attachment, words)

    def _on_beside_look_requested(self, attachment: Attachment) -> None:
        body = "" if self._entry is None else self._entry.body
        self._opened_from = None
        self.picture_opened.emit()
        label = next((one.label for one in find_references(body) if one.uid == attachment.uid), "")
        self._view.show_picture(attachment, label)

    def _on_view_copy_requested(self, attachment: Attachment) -> None:
        self.close_picture()
        self._beside.offer_copy(attachment)

    def _on_view_removal_requested(self, attachment: Attachment) -> None:
        self.close_picture()
        self._beside.offer_removal(attachment)
