"""Says, above a field, that a paragraph is too long to write in, and offers to break it into shorter ones."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.notice import Notice


class LongWordsNotice(QWidget):
    """Watches one editor that has no page around it; nothing is made before there is something to say."""

    def __init__(self, editor: PageEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._notice: Notice | None = None
        self.hide()
        editor.held_changed.connect(self._on_editor_held_changed)
        editor.paste_refused.connect(self._on_editor_paste_refused)

    def _say(self, words: str, action: str) -> None:
        if self._notice is None:
            self._notice = Notice(self)
            self._notice.action_requested.connect(self._on_notice_action_requested)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._notice)
        self._notice.show_message(words, action)
        self.show()

    def _on_editor_held_changed(self, is_held: bool) -> None:
        if is_held:
            words = self.tr("A paragraph here is too long to write in. All of it is kept, and you can read it.")
            self._say(words, self.tr("Break it into shorter paragraphs"))
        else:
            self.hide()

    def _on_editor_paste_refused(self) -> None:
        words = self.tr("A paragraph of what you pasted is too long to write in, so it is not here yet.")
        self._say(words, self.tr("Paste it in shorter paragraphs"))

    def _on_notice_action_requested(self) -> None:
        self.hide()
        if self._editor.is_held:
            self._editor.break_up()
        else:
            self._editor.insert_refused()
        self._editor.setFocus()
