"""Bring pictures and files onto the page being written: from a dialog, a drop or the clipboard, one after another.

Each is read and cleaned in the vault's thread, kept with the page's draft, and mentioned in the words where the caret
was when it came. That mention is an edit like typing: it can be undone, and the file stays beside the page until it is
removed.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.journal.attachments import Attachment, PageKey
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalProblem
from journal_app.journal.incoming import Incoming
from journal_app.journal.markup import Target, find_references, write_reference
from journal_app.journal.picture_metadata import Details
from journal_app.settings.sentences import sentence
from journal_app.ui.attachment_jobs import keep, read_file, read_pasted
from journal_app.ui.autosave import Autosave
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.file_dialog import ask_for_files
from journal_app.ui.picture_source import PictureSource
from journal_app.ui.screens.page_attachments import PageAttachments
from journal_app.ui.screens.picture_view import PictureView
from journal_app.ui.widgets.description_line import DescriptionLine
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.offered import Offered, has_offer, offered_in
from journal_app.ui.widgets.stored_text import utf16_length

_Source = Path | QImage | bytes


class WriteAttachments(QWidget):
    """What the page being written is given, and how its words mention it; stands below the words.

    Signals:
        picture_opened(): a picture is shown on its own, in `picture_view`.
        picture_closed(): back to the page.
    """

    picture_opened = Signal()
    picture_closed = Signal()

    def __init__(self, desk: Desk, editor: PageEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._autosave: Autosave | None = None
        self._entry_id: EntryId | None = None
        self._waiting: deque[_Source] = deque()
        self._told: list[str] = []
        self._place = QTextCursor()
        self._is_busy = False
        self._build()
        self._connect()
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)

    @property
    def picture_view(self) -> PictureView:
        """Where a picture is shown on its own; to be put in place of the page."""
        return self._view

    @property
    def has_any(self) -> bool:
        """Whether anything is kept with the page."""
        return bool(self._beside.attachments)

    def begin(self, autosave: Autosave, entry_id: EntryId | None) -> None:
        """Serve another page."""
        self.end()
        self._autosave, self._entry_id = autosave, entry_id
        self._beside.show_page(self._page())

    def end(self) -> None:
        """Part from the page; what has not been read by then is left where it is."""
        self._autosave, self._entry_id = None, None
        self._waiting.clear()
        self._told.clear()
        self._place = QTextCursor()  # of the next page's own words
        self._is_busy = False
        self._line.hide()
        self._beside.notice.clear()
        self._beside.show_page(None)
        self.picture_closed.emit()

    def choose_files(self) -> None:
        """Ask which files to add."""
        self._place = QTextCursor(self._editor.textCursor())
        ask_for_files(self, self.tr("Add a picture or file"), self.add_files)

    def add_files(self, paths: list[Path]) -> None:
        """Add files where the caret was when they were asked for."""
        self._add(paths)

    def _build(self) -> None:
        source = PictureSource(self._desk.jobs, self)
        self._view = PictureView(source)
        self._beside = PageAttachments(self._desk, source, self, is_writing=True)
        self._line = DescriptionLine(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._beside)
        layout.addWidget(self._line)

    def _connect(self) -> None:
        self._editor.offered.connect(self.take)
        self._editor.held_changed.connect(self._on_editor_held_changed)
        self._beside.reference_requested.connect(self._on_beside_reference_requested)
        self._beside.description_requested.connect(self._on_beside_description_requested)
        self._beside.look_requested.connect(self._on_beside_look_requested)
        self._line.described.connect(self._on_line_described)
        self._view.closed.connect(self.picture_closed)
        self._view.copy_requested.connect(self._on_view_copy_requested)
        self._view.removal_requested.connect(self._on_view_removal_requested)

    def _page(self) -> PageKey | None:
        draft_id = None if self._autosave is None else self._autosave.draft_id
        return None if draft_id is None else PageKey(self._entry_id, draft_id)

    def take(self, offered: Offered) -> None:
        """Add what was dropped or pasted, where the caret is."""
        self._place = QTextCursor(self._editor.textCursor())
        if offered.is_elsewhere:
            self._told.append(sentence(JournalProblem.FILE_ELSEWHERE))
        self._add([*offered.paths] if offered.picture is None else [offered.picture])

    def _add(self, sources: list[Path] | list[QImage | bytes]) -> None:
        if self._autosave is None:
            return
        self._waiting.extend(sources)
        if not self._is_busy:
            self._is_busy = True
            self._autosave.make_draft(self._on_draft_made)

    def _on_draft_made(self, is_kept: bool) -> None:
        """Go on once there is a draft to add to; where it could not be saved, the page itself says why."""
        if is_kept:
            self._next()
        else:
            self._waiting.clear()
            self._is_busy = False

    def _next(self) -> None:
        if not self._waiting:
            self._is_busy = False
            self._tell()
            return
        source = self._waiting.popleft()
        if isinstance(source, Path):
            self._run(partial(read_file, path=source), partial(self._on_jobs_read, True))
        else:
            name = f"{self.tr('Pasted picture')}.png"
            self._run(partial(read_pasted, picture=source, name=name), partial(self._on_jobs_read, False))

    def _on_jobs_read(self, is_file: bool, read: Incoming) -> None:
        if read.is_picture and read.details is Details.UNREADABLE:
            words = self.tr(
                "“%1” may hold hidden details, such as where and when it was taken, and they can't be taken out of a "
                "picture of its kind. Keep it with them?"
            ).replace("%1", read.new.name)
            keep_it = partial(self._keep, read, is_file)
            self._beside.notice.ask(words, self.tr("Keep it with them"), keep_it, self.tr("Leave it out"), self._next)
        else:
            self._keep(read, is_file)

    def _keep(self, read: Incoming, is_file: bool) -> None:
        page = self._page()
        if page is None:
            return
        self._run(partial(keep, page=page, read=read), partial(self._on_jobs_kept, read, is_file))

    def _on_jobs_kept(self, read: Incoming, is_file: bool, attachment: Attachment) -> None:
        self._mention(attachment)
        self._told += _told_of(self, read, is_file)
        self._beside.show_page(self._page())
        self._next()

    def _mention(self, attachment: Attachment) -> None:
        """Put the mention at the place, a picture on a line of its own; one step to undo."""
        if self._editor.is_held:
            return  # it became too long to be written in meanwhile; the file stands beside it
        is_picture = attachment.is_picture
        label = self.tr("Picture") if is_picture else attachment.name
        words = write_reference(Target.ATTACHMENT, attachment.uid, label, is_picture=is_picture)
        self._editor.settle()
        cursor = self._place if not self._place.isNull() else QTextCursor(self._editor.textCursor())
        cursor.beginEditBlock()
        if is_picture and not cursor.atBlockStart():
            cursor.insertBlock()
        cursor.insertText(words)
        if is_picture:
            cursor.insertBlock()
        cursor.endEditBlock()
        self._place = cursor
        self._editor.setTextCursor(cursor)

    def _tell(self) -> None:
        told, self._told = list(dict.fromkeys(self._told)), []
        if told:
            self._beside.notice.say(" ".join(told))
        if not self._beside.notice.is_asking:
            self._editor.setFocus()

    def _run(self, job: Callable[..., object], done: Callable[..., None]) -> None:
        autosave = self._autosave

        def still_here(result: object) -> None:
            if autosave is self._autosave and autosave is not None:
                done(result)

        self._desk.jobs.run(job, owner=self, done=still_here, failed=self._on_jobs_failed)

    def _on_jobs_failed(self, failure: Failure) -> None:
        """Tell, and go on with what else was chosen."""
        if self._autosave is not None:
            self._told.append(sentence(failure.code, **failure.fields))
            self._next()

    def _on_editor_held_changed(self, is_held: bool) -> None:
        """Leave the words of a page alone that is only shown: what is put into them there would not be kept."""
        self._beside.set_can_mention(not is_held)
        if is_held:
            self._line.hide()

    def _on_beside_reference_requested(self, attachment: Attachment) -> None:
        self._place = QTextCursor(self._editor.textCursor())
        self._mention(attachment)
        self._editor.setFocus()

    def _on_beside_description_requested(self, attachment: Attachment) -> None:
        self._line.ask(attachment, self._label_of(attachment))

    def _on_beside_look_requested(self, attachment: Attachment) -> None:
        self.picture_opened.emit()
        self._view.show_picture(attachment, self._label_of(attachment))

    def _on_view_copy_requested(self, attachment: Attachment) -> None:
        self.picture_closed.emit()
        self._beside.offer_copy(attachment)

    def _on_view_removal_requested(self, attachment: Attachment) -> None:
        self.picture_closed.emit()
        self._beside.offer_removal(attachment)

    def _label_of(self, attachment: Attachment) -> str:
        """Return what the words call it; nothing where they don't mention it."""
        found = (one.label for one in find_references(self._editor.text()) if one.uid == attachment.uid)
        return next(found, "")

    def _on_line_described(self, attachment: Attachment, label: str) -> None:
        """Write what it is called into each mention of it, as one step to undo; mention it where none does."""
        self._editor.settle()
        text = self._editor.text()
        found = [one for one in find_references(text) if one.uid == attachment.uid]
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for one in reversed(found):
            words = write_reference(Target.ATTACHMENT, one.uid, label, is_picture=one.is_picture)
            cursor.setPosition(utf16_length(text[: one.start]))
            cursor.setPosition(utf16_length(text[: one.end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words)
        cursor.endEditBlock()
        self._editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped on the page beside its words as well; it comes where the caret is."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            if self._autosave is None or self._editor.is_held or not has_offer(event.mimeData()):
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() is QEvent.Type.Drop and (offered := offered_in(event.mimeData())) is not None:
                self.take(offered)
            return True
        return super().eventFilter(watched, event)


def _told_of(speaker: QObject, read: Incoming, is_file: bool) -> list[str]:
    """Return what is worth knowing of a file that was kept; nothing of a pasted picture that hid nothing."""
    told = []
    if read.details is Details.REMOVED:
        told.append(
            speaker.tr("Hidden details were taken out, where it was taken among them; the picture itself is unchanged.")
            if read.had_place
            else speaker.tr("Hidden details were taken out; the picture itself is unchanged.")
        )
    if read.is_picture and not read.is_shown:
        told.append(speaker.tr("It can't be shown in the page, so it is kept as a file."))
    if not read.is_picture:
        told.append(speaker.tr("What the file says of itself, such as who made it, stays in it."))
    if is_file:
        told.append(speaker.tr("The file you chose is still where it was, not encrypted."))
    return told
