"""The writing page: plain text as typed, Markdown marks and all, and nothing that could hold up the next letter."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journal_app.ui.text_guard import GuardedDocument
from journal_app.ui.theme.typography import reading_line_height
from journal_app.ui.widgets.kept_pages import KeptPage
from journal_app.ui.widgets.long_paragraphs import break_up, has_long_paragraph, soft_pieces
from journal_app.ui.widgets.markdown_edits import Passage, tick
from journal_app.ui.widgets.offered import has_offer, offered_in
from journal_app.ui.widgets.page_boxes import PageBoxes
from journal_app.ui.widgets.page_edits import (
    LinesChange,
    Replacements,
    is_long_choice,
    is_typing,
    let_keys_do,
    press_enter,
    replacement,
    share_of,
)
from journal_app.ui.widgets.page_filler import PageFiller
from journal_app.ui.widgets.page_search import page_letters
from journal_app.ui.widgets.page_slices import PageSlices
from journal_app.ui.widgets.page_styles import PageStyles
from journal_app.ui.widgets.page_text import PageText
from journal_app.ui.widgets.painting import draw_stem
from journal_app.ui.widgets.stored_text import document_text, stored_form
from journal_app.ui.widgets.word_count import WordCount

LEAST_LINES = 6


class PageEditor(PageText):
    """The page one writes on.

    Signals:
        edited(): the person changed the words (typed, pasted, undid); never told by `set_text` or by a change of size.
        word_count_changed(int): the number of words, a moment after they changed.
        offered(Offered): files or a picture were dropped or pasted; the caret is where they belong.
        held_changed(bool): the page is only shown, for a paragraph of it is too long to be written in; or no longer.
        paste_refused(): what was pasted has such a paragraph; `insert_refused` puts it in in shorter ones.
    """

    offered = Signal(object)
    edited = Signal()
    word_count_changed = Signal(int)
    held_changed = Signal(bool)
    paste_refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_quiet = False
        self._is_end_wanted = False
        self._held: str | None = None
        self._refused = ""
        self._stem = ""
        self._words = WordCount(self.document(), self.document())
        self._slices = PageSlices(self.document())
        self._keys: list[QKeyEvent | QInputMethodEvent] = []
        self._listen()
        self.set_text("")
        self._boxes = PageBoxes(self, self.tick_line)
        self.setAccessibleName(self.tr("Your page"))

    @property
    def is_held(self) -> bool:
        """Whether a paragraph of the page is too long to be written in; the page is then only shown."""
        return self._held is not None

    @property
    def word_count(self) -> int:
        """The number of words as last counted."""
        return self._words.total

    def set_text(self, text: str) -> None:
        """Put words on the page: not an edit, not to be undone, the caret at the start."""
        self._is_quiet = True
        self._is_end_wanted = False
        self._refused = ""
        self._slices.forget()
        self._keys.clear()
        self._held = text if has_long_paragraph(text) else None
        shown, self._soft_lines = (text, frozenset()) if self._held is None else soft_pieces(stored_form(text))
        self.setReadOnly(self._held is not None)
        try:
            self._fill(shown)
        finally:
            self._is_quiet = False
        self.held_changed.emit(self.is_held)
        if not self._filler.is_filling:
            self._on_filler_filled()

    def take_page(self) -> KeptPage:
        """Take the page out of the editor as it stands, with its undo; an empty one is in its place."""
        self.settle()
        caret, scrolled_px = self.textCursor().position(), self.verticalScrollBar().value()
        document = self.document()
        kept = KeptPage(
            document, self._styles, self._filler, self._slices, self._words, self._styled_for, caret, scrolled_px
        )
        fresh = GuardedDocument(self)
        words = WordCount(fresh, fresh)
        self._change_document(fresh, PageStyles(self, fresh), PageFiller(fresh), PageSlices(fresh), words)
        self.set_text("")
        return kept

    def put_page(self, kept: KeptPage) -> None:
        """Go on with a page that was taken out: its words, its undo, and the place one was at."""
        self._filler.forget()
        self._slices.forget()
        before = self.document()
        self._change_document(kept.document, kept.styles, kept.filler, kept.slices, kept.words)
        before.deleteLater()
        self._styled_for, self._held, self._refused, self._soft_lines = kept.styled_for, None, "", frozenset()
        self.setReadOnly(False)
        self.held_changed.emit(False)
        if self._styled_for != self._style_key():
            self._style_again()
        cursor = self.textCursor()
        cursor.setPosition(kept.caret)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(kept.scrolled_px)
        self.word_count_changed.emit(self._words.total)

    def is_changing(self) -> bool:
        """Whether a change of much of the page is not whole yet; keys pressed meanwhile wait for it."""
        return self._slices.is_working

    def settle(self) -> None:
        """Have all on the page that is on its way to it, and the keys that wait for that: somebody wants to go on."""
        self._filler.finish()
        while self._slices.is_working:
            self._slices.finish()

    def insertPlainText(self, text: str) -> None:
        self.settle()
        super().insertPlainText(text)

    def change_lines(self, change: Callable[[Passage], Passage]) -> None:
        """Change the lines that are chosen, or the caret's, as one step of undo."""
        self.settle()
        if not self.isReadOnly():
            made = LinesChange(self.textCursor(), change)
            self._slices.begin(made.base, made.edits(share_of(self.document())), lambda: self._choose(*made.chosen))

    def tick_line(self, line: QTextCursor) -> None:
        """Tick or untick the item that a cursor is in, the caret staying where it is."""
        self.settle()
        made = LinesChange(line, tick)
        self._slices.begin(made.base, made.edits(share_of(self.document())))

    def replace_all(self, pattern: re.Pattern[str], instead: str, then: Callable[[int], None]) -> None:
        """Put other words in the place of all hits, as one step of undo; the caret goes to the first.

        `then` is told how many there were.
        """
        self.settle()
        made = Replacements(page_letters(self.document()), pattern, instead)
        self._slices.begin(0, made.edits(share_of(self.document())), partial(self._on_replaced, made, then))

    def break_up(self) -> None:
        """Put line ends into paragraphs that are too long to be written in, so that the page can be written on."""
        if (held := self._held) is not None:
            self.set_text(break_up(held))
            self.edited.emit()

    def insert_refused(self) -> None:
        """Put in what was too long to be pasted as it was, in shorter paragraphs; one step of undo."""
        text, self._refused = break_up(self._refused), ""
        self._insert(text)

    def setPlaceholderText(self, text: str) -> None:
        """Show the start of a sentence on the empty page, on the very line where the first letter will stand."""
        self._stem = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def placeholderText(self) -> str:
        """Return what the empty page shows."""
        return self._stem

    def text(self) -> str:
        """Return the words in the stored form, letter for letter as typed."""
        if self._held is not None:
            return stored_form(self._held)
        self._slices.finish()
        return super().text()

    def undo(self) -> None:
        """Take back the last change of words; a change of size between them is no step of its own."""
        self.settle()
        before = document_text(self.document())
        while self.document().isUndoAvailable() and document_text(self.document()) == before:
            super().undo()

    def redo(self) -> None:
        """Bring back the last change of words that was taken back."""
        self.settle()
        before = document_text(self.document())
        while self.document().isRedoAvailable() and document_text(self.document()) == before:
            super().redo()

    def _listen(self) -> None:
        self.document().contentsChanged.connect(self._on_document_contents_changed)
        self._words.changed.connect(self.word_count_changed)
        self._filler.filled.connect(self._on_filler_filled)
        self._slices.repeated.connect(self._on_slices_repeated)
        self._slices.worked.connect(self._on_slices_worked)

    def _change_document(
        self, document: QTextDocument, styles: PageStyles, filler: PageFiller, slices: PageSlices, words: WordCount
    ) -> None:
        """Show another document and listen to it alone; the one before is left as it is."""
        self.document().contentsChanged.disconnect(self._on_document_contents_changed)
        self._words.changed.disconnect(self.word_count_changed)
        self._filler.filled.disconnect(self._on_filler_filled)
        self._slices.repeated.disconnect(self._on_slices_repeated)
        self._slices.worked.disconnect(self._on_slices_worked)
        self._part_from_document()
        self.setDocument(document)
        self._dress_document()
        self._styles, self._filler, self._slices, self._words = styles, filler, slices, words
        self._follow_document()
        self._listen()

    def _on_document_contents_changed(self) -> None:
        if not self._is_quiet and not self._filler.is_inserting:
            self.edited.emit()

    def _on_filler_filled(self) -> None:
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        if self._is_end_wanted:
            self.move_to_end()

    def _style_again(self) -> None:
        super()._style_again()
        self.updateGeometry()

    @contextmanager
    def _outside_of_undo(self) -> Iterator[QTextCursor]:
        was_quiet, self._is_quiet = self._is_quiet, True
        try:
            with super()._outside_of_undo() as cursor:
                yield cursor
        finally:
            self._is_quiet = was_quiet

    def event(self, event: QEvent) -> bool:
        """Leave the keys of the page's own commands to them; Qt would take some for moving about."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if any(action.shortcut() == pressed for action in self.actions()):
                event.ignore()
                return True
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not self.is_held and (source.hasText() or has_offer(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.is_held:
            return
        if (offered := offered_in(source)) is not None:
            self.offered.emit(offered)
            return
        if not source.hasText():
            return
        self.settle()
        text = stored_form(source.text())
        if has_long_paragraph(text):
            self._refused = text
            self.paste_refused.emit()
        elif text:
            self._insert(text)

    def _insert(self, text: str) -> None:
        """Put a text where the caret is, in the place of what is chosen."""
        start, edits = replacement(self.textCursor(), text, share_of(self.document()))
        self._slices.begin(start, edits, self.ensureCursorVisible)

    def createStandardContextMenu(self, *at: QPoint) -> QMenu:
        return let_keys_do(super().createStandardContextMenu(*at), self)

    def _takes_much_away(self, event: QKeyEvent) -> bool:
        """Take much away in slices, if that is what a key says; what it puts in the place follows them."""
        cursor = self.textCursor()
        if not is_long_choice(cursor) or self.isReadOnly():
            return False
        if event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
        elif is_typing(event):
            self._keys.append(event.clone())
        elif event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return False
        self._insert("")
        return True

    def _choose(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _on_replaced(self, made: Replacements, then: Callable[[int], None]) -> None:
        if made.count:
            self._choose(made.first, made.first)
        then(made.count)

    def _on_slices_repeated(self, place: int) -> None:
        self._choose(place, place)
        self.ensureCursorVisible()

    def _on_slices_worked(self) -> None:
        """Go on with the keys that were pressed meanwhile, until one of them begins something long itself."""
        while self._keys and not self._slices.is_working:
            QApplication.sendEvent(self, self._keys.pop(0))

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
        if self._slices.is_working:
            self._keys.append(event.clone())
            return
        self._filler.finish()
        if self._takes_much_away(event):
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.textCursor().insertBlock()  # a line is a line: no U+2028 that other programs don't know
            self.ensureCursorVisible()
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            press_enter(self.textCursor())
            self.ensureCursorVisible()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._keys:
            self.settle()
        super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._slices.is_working:
            self._keys.append(event.clone())
            return
        self._filler.finish()
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._stem and self.document().isEmpty() and not self._has_preedit():
            draw_stem(self, self._stem)

    def _has_preedit(self) -> bool:
        """Say whether an input method shows letters that are not in the text yet."""
        return bool(self.document().firstBlock().layout().preeditAreaText())

    def minimumSizeHint(self) -> QSize:
        line_px = self.fontInfo().pixelSize() * reading_line_height()
        return QSize(super().minimumSizeHint().width(), round(line_px * LEAST_LINES))

    def move_to_end(self) -> None:
        """Put the caret after the last word, for going on where one left off; of a long text as soon as it is there."""
        self._is_end_wanted = self._filler.is_filling
        if not self._is_end_wanted:
            self.moveCursor(QTextCursor.MoveOperation.End)
