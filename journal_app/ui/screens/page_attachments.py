"""What is kept with a page, beside its words: a tile each, and all that can be done with one.

Nothing leaves the vault from here but by *Save a copy*, which says first what a plain copy is.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from journal_app.journal.attachments import Attachment, PageKey
from journal_app.settings.sentences import sentence
from journal_app.ui.attachment_jobs import copy_out, list_of
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_where_to_save
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.screens.deleted_entry import Deleted, deleted_words, erase_attachment, purge_backups
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.attachment_tile import AttachmentTile
from journal_app.ui.widgets.choice_notice import ChoiceNotice
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import caption_label

_CHANGES_WORDS = "changes-words"
"""The data of an action that changes the words of the page being written."""


class PageAttachments(QWidget):
    """The tiles of one page, its questions and its tellings.

    Signals:
        listed(tuple[Attachment, ...]): what is kept with the page is known, or is another.
        look_requested(Attachment): show this picture larger.
        reference_requested(Attachment): put it into the page's words again; while writing only.
        description_requested(Attachment): change what the words call it; while writing only.
    """

    listed = Signal(object)
    look_requested = Signal(object)
    reference_requested = Signal(object)
    description_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        source: PictureSource,
        parent: QWidget | None = None,
        *,
        is_writing: bool = False,
        can_remove: bool = True,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source = source
        self._is_writing = is_writing
        self._can_remove = can_remove
        self._can_mention = True
        self._page: PageKey | None = None
        self._all: tuple[Attachment, ...] = ()
        self._shown_elsewhere: frozenset[str] = frozenset()
        self._tiles: dict[str, AttachmentTile] = {}
        self._build()

    @property
    def notice(self) -> ChoiceNotice:
        """Where this page's attachments tell and ask."""
        return self._notice

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What is kept with the page, in the order it was added."""
        return self._all

    def show_page(self, page: PageKey | None) -> None:
        """Show what is kept with a page; None for one of which nothing is stored yet."""
        if page != self._page:
            self._notice.clear()
            self._show((), frozenset())
        self._page = page
        if page is not None:
            job = partial(list_of, page=page)
            self._desk.jobs.run(job, owner=self, done=partial(self._on_jobs_listed, page))

    def set_can_mention(self, can: bool) -> None:
        """Offer what changes the page's words, or not while they can only be read."""
        self._can_mention = can
        for action in self.findChildren(QAction):
            if action.data() == _CHANGES_WORDS:
                action.setEnabled(can)

    def leave_out(self, shown_elsewhere: frozenset[str]) -> None:
        """List only what is not shown at its place in the words."""
        self._show(self._all, shown_elsewhere)

    def offer_copy(self, attachment: Attachment) -> None:
        """Say what a copy outside the vault is, and save one if that is still wished."""
        words = self.tr(
            "Save a copy of “%1” outside the vault? The copy is plain: whoever can use this computer, that folder or "
            "stick, or its backups can open it."
        ).replace("%1", attachment.name)
        save = partial(self._choose_place, attachment)
        self._notice.ask(words, self.tr("Choose a place…"), save, self.tr("Leave it in the vault"))

    def offer_removal(self, attachment: Attachment) -> None:
        """Ask before an attachment is removed."""
        words = self.tr(
            "Remove “%1” from this page for good? Backups that hold it go too, and it can't be brought back."
        ).replace("%1", attachment.name)
        take = partial(self._remove, attachment)
        self._notice.ask(words, self.tr("Remove for good"), take, self.tr("Keep it"))

    def _build(self) -> None:
        self._heading = caption_label(self, self.tr("Kept with this page"))
        self._row = FlowLayout(gap=10, row_gap=10)
        self._notice = ChoiceNotice(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addLayout(self._row)
        layout.addWidget(self._notice)
        self._heading.hide()

    def _show(self, attachments: tuple[Attachment, ...], shown_elsewhere: frozenset[str]) -> None:
        """Bring the tiles in step; those that stay keep the keyboard and their picture."""
        self._all, self._shown_elsewhere = attachments, shown_elsewhere
        wanted = {one.uid: one for one in attachments if one.uid not in shown_elsewhere}
        for uid in [uid for uid in self._tiles if uid not in wanted]:
            tile = self._tiles.pop(uid)
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for uid, attachment in wanted.items():
            if uid not in self._tiles:
                self._add_tile(attachment)
        self._heading.setVisible(bool(self._tiles))

    def _add_tile(self, attachment: Attachment) -> None:
        tile = AttachmentTile(attachment, self._menu_of(attachment), self)
        self._tiles[attachment.uid] = tile
        self._row.addWidget(tile)
        tile.show()
        if attachment.is_picture:
            self._source.ask(attachment, tile.picture_room, tile, tile.show_picture)

    def _menu_of(self, attachment: Attachment) -> QMenu:
        menu = QMenu(self)
        offered: list[tuple[str, Callable[[Attachment], object], str]] = []
        if attachment.is_picture:
            offered.append((self.tr("Look at it"), self.look_requested.emit, ""))
        if self._is_writing:
            offered.append((self.tr("What the page calls it…"), self.description_requested.emit, _CHANGES_WORDS))
            offered.append((self.tr("Put it into the words"), self.reference_requested.emit, _CHANGES_WORDS))
        offered.append((self.tr("Save a copy…"), self.offer_copy, ""))
        if self._can_remove:
            offered.append((self.tr("Remove…"), self.offer_removal, ""))
        for words, do, kind in offered:
            action = menu.addAction(words)
            action.setData(kind)
            action.setEnabled(self._can_mention or not kind)
            action.triggered.connect(partial(_do, do, attachment))
        return menu

    def _choose_place(self, attachment: Attachment) -> None:
        save = partial(self._save_copy, attachment)
        ask_where_to_save(self, self.tr("Save a plain copy"), save, name=attachment.name)

    def _save_copy(self, attachment: Attachment, path: Path) -> None:
        job = partial(copy_out, attachment=attachment, path=path)
        self._run(job, self._on_jobs_copied)

    def _on_jobs_copied(self, _done: None) -> None:
        words = self.tr("A plain copy is saved there. When you no longer need it, delete it; here it stays encrypted.")
        self._notice.say(words)

    def _remove(self, attachment: Attachment) -> None:
        self._desk.jobs.run(
            partial(erase_attachment, attachment=attachment),
            owner=self,
            done=self._on_jobs_removed,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.ENTRIES, Kind.DRAFTS}),
        )

    def _on_jobs_removed(self, deleted: Deleted) -> None:
        self._say_removed(deleted)
        self.show_page(self._page)

    def _say_removed(self, deleted: Deleted) -> None:
        """Say that it is gone, and from which backups; or that older ones still hold it, to be tried again."""
        words = deleted_words(deleted, self._desk.clock.zone(), self.tr("Removed for good."))
        if deleted.failure is not None:
            again = partial(self._purge, deleted)
            self._notice.ask(words, self.tr("Try again"), again, self.tr("Leave the backups"))
        elif deleted.purged is not None:
            self._notice.say(words)
        else:
            announce(self, words)

    def _purge(self, deleted: Deleted) -> None:
        self._desk.jobs.run(partial(purge_backups, deleted=deleted), owner=self, done=self._say_removed)

    def _run(self, job: Callable[..., None], done: Callable[[None], None]) -> None:
        self._desk.jobs.run(job, owner=self, done=done, failed=self._on_jobs_failed)

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._notice.say_failure(sentence(failure.code, **failure.fields))

    def _on_jobs_listed(self, page: PageKey, attachments: tuple[Attachment, ...]) -> None:
        if page == self._page:
            self._show(attachments, self._shown_elsewhere)
            self.listed.emit(attachments)


def _do(what: Callable[[Attachment], object], attachment: Attachment, _is_checked: bool = False) -> None:
    what(attachment)
