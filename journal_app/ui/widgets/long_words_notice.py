"""Says, above a field, that a paragraph is too long to write in, and offers to break it into shorter ones."""

from PySide6.QtWidgets import QWidget

from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.notice import Notice


class LongWordsNotice(Notice):
    """Watches one editor that has no page around it; out of sight while there is nothing to say."""

    def __init__(self, editor: PageEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.hide()
        editor.held_changed.connect(self._on_editor_held_changed)
        editor.paste_refused.connect(self._on_editor_paste_refused)
        self.action_requested.connect(self._on_action_requested)

    def _on_editor_held_changed(self, is_held: bool) -> None:
        if is_held:
            words = self.tr("A paragraph here is too long to write in. All of it is kept, and you can read it.")
            self.show_message(words, self.tr("Break it into shorter paragraphs"))
        else:
            self.hide()

    def _on_editor_paste_refused(self) -> None:
        words = self.tr("A paragraph of what you pasted is too long to write in, so it is not here yet.")
        self.show_message(words, self.tr("Paste it in shorter paragraphs"))

    def _on_action_requested(self) -> None:
        self.hide()
        if self._editor.is_held:
            self._editor.break_up()
        else:
            self._editor.insert_refused()
        self._editor.setFocus()
