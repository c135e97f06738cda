"""Link the page being written to another one: chosen from the journal, put into the words where the caret is."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from journal_app.journal.entries import EntryId
from journal_app.journal.links import Linkable
from journal_app.journal.markup import Target, write_reference
from journal_app.ui.desk import Desk
from journal_app.ui.models.timeline_rows import entry_title
from journal_app.ui.screens.entry_picker import EntryPicker
from journal_app.ui.widgets.editor import PageEditor


class WriteLinks(QObject):
    """Asks which page, in `picker`, and writes the link as one step of undo."""

    def __init__(self, desk: Desk, editor: PageEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._entry_id: EntryId | None = None
        self.picker = EntryPicker(desk, parent)
        self.picker.chosen.connect(self._on_picker_chosen)
        self.picker.closed.connect(self._on_picker_closed)
        editor.held_changed.connect(self.end)

    def begin(self, entry_id: EntryId | None) -> None:
        """Serve another page."""
        self.end()
        self._entry_id = entry_id

    def end(self) -> None:
        """Ask nothing any more."""
        self.picker.close_picker()

    def ask(self) -> None:
        """Ask which page to link to."""
        if not self._editor.isReadOnly():
            self.picker.begin(self.tr("Link to which page?"), but=self._entry_id)

    def _on_picker_chosen(self, page: Linkable) -> None:
        self.end()
        self._editor.settle()
        cursor = self._editor.textCursor()
        entry = page.hit.entry
        label = cursor.selectedText() or entry_title(entry.title, entry.prompt_title, entry.opening)
        cursor.beginEditBlock()
        cursor.insertText(write_reference(Target.ENTRY, page.uid, label))
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self._editor.setFocus()

    def _on_picker_closed(self) -> None:
        self.end()
        self._editor.setFocus()
