"""The writing page: plain text as typed, Markdown marks and all, and nothing that could hold up the next letter."""

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.widgets.not_laid_out import not_laid_out
from journal_app.ui.widgets.offered import has_offer, offered_in
from journal_app.ui.widgets.page_text import LINE_HEIGHT, PageText
from journal_app.ui.widgets.stored_text import stored_form
from journal_app.ui.widgets.word_count import WordCount

LEAST_LINES = 6
LONG_PASTE = 50_000


class PageEditor(PageText):
    """The page one writes on.

    Signals:
        edited(): the person changed the words (typed, pasted, undid); never told by `set_text` or by a change of size.
        word_count_changed(int): the number of words, a moment after they changed.
        offered(Offered): files or a picture were dropped or pasted; the caret is where they belong.
    """

    offered = Signal(object)
    edited = Signal()
    word_count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_quiet = False
        self._is_end_wanted = False
        self._stem = ""
        self._words = WordCount(self.document(), self)
        self.set_text("")
        self.document().contentsChanged.connect(self._on_document_contents_changed)
        self._words.changed.connect(self.word_count_changed)
        self._filler.filled.connect(self._on_filler_filled)
        self.setAccessibleName(self.tr("Your page"))

    @property
    def word_count(self) -> int:
        """The number of words as last counted."""
        return self._words.total

    def set_text(self, text: str) -> None:
        """Put words on the page: not an edit, not to be undone, the caret at the start."""
        self._is_quiet = True
        self._is_end_wanted = False
        try:
            self._fill(text)
        finally:
            self._is_quiet = False
        if not self._filler.is_filling:
            self._on_filler_filled()

    def setPlaceholderText(self, text: str) -> None:
        """Show the start of a sentence on the empty page, on the very line where the first letter will stand."""
        self._stem = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def placeholderText(self) -> str:
        """Return what the empty page shows."""
        return self._stem

    def undo(self) -> None:
        """Take back the last change of words; a change of size between them is no step of its own."""
        before = self.text()
        while self.document().isUndoAvailable() and self.text() == before:
            super().undo()

    def redo(self) -> None:
        """Bring back the last change of words that was taken back."""
        before = self.text()
        while self.document().isRedoAvailable() and self.text() == before:
            super().redo()

    def _on_document_contents_changed(self) -> None:
        if not self._is_quiet and not self._filler.is_inserting:
            self.edited.emit()

    def _on_filler_filled(self) -> None:
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        if self._is_end_wanted:
            self.move_to_end()

    def _style_again(self) -> None:
        was_quiet, self._is_quiet = self._is_quiet, True
        try:
            super()._style_again()
        finally:
            self._is_quiet = was_quiet
        self.updateGeometry()

    def _paint_stem(self) -> None:
        """Draw the sentence start; Qt's own would stand at another height than the words that replace it."""
        painter = QPainter(self.viewport())
        painter.setFont(self.document().defaultFont())
        painter.setPen(colour(self, "ink3"))
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(QRectF(self.viewport().rect()), self._stem, option)
        painter.end()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or has_offer(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if (offered := offered_in(source)) is not None:
            self.offered.emit(offered)
            return
        if not source.hasText():
            return
        self._filler.finish()
        text = stored_form(source.text())
        if len(text) < LONG_PASTE:
            self.textCursor().insertText(text)
        else:
            with not_laid_out(self.document()):
                self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped where it is dropped; a file is always copied, so that nobody moves it away."""
        if not has_offer(event.mimeData()):
            super().dropEvent(event)
            return
        super().dragLeaveEvent(QDragLeaveEvent())  # takes away the mark of where it would fall
        self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.insertFromMimeData(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._filler.finish()
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.textCursor().insertBlock()  # a line is a line: no U+2028 that other programs don't know
            self.ensureCursorVisible()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._filler.finish()
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._stem and self.document().isEmpty() and not self._has_preedit():
            self._paint_stem()

    def _has_preedit(self) -> bool:
        """Say whether an input method shows letters that are not in the text yet."""
        return bool(self.document().firstBlock().layout().preeditAreaText())

    def minimumSizeHint(self) -> QSize:
        line_px = self.fontInfo().pixelSize() * LINE_HEIGHT
        return QSize(super().minimumSizeHint().width(), round(line_px * LEAST_LINES))

    def move_to_end(self) -> None:
        """Put the caret after the last word, for going on where one left off; of a long text as soon as it is there."""
        self._is_end_wanted = self._filler.is_filling
        if not self._is_end_wanted:
            self.moveCursor(QTextCursor.MoveOperation.End)
