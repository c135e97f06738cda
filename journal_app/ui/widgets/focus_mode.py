"""Stay with the sentence or paragraph one is in: the rest of the page steps back, the line can stay in the middle."""

import re

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from journal_app.settings.preferences import FocusMode
from journal_app.ui.theme.palette import colour
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.stored_text import code_points, utf16_length

LAYER = "focus"
MIDDLE = 0.45
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s|$)\s*|[\u3002\uff01\uff1f]+\s*")


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return start and end of the sentence that a place of a paragraph is in; at its very end it is still in it."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found.end() > place or found.end() == len(text):
            return start, found.end()
        start = found.end()
    return start, len(text)


class FocusOnWords(QObject):
    """Lets what one is not writing now step back, by colour alone: no letter moves, nothing is hidden."""

    def __init__(self, editor: PageEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._mode = FocusMode.OFF
        editor.cursorPositionChanged.connect(self._show)
        editor.edited.connect(self._show)
        editor.verticalScrollBar().valueChanged.connect(self._show)
        editor.verticalScrollBar().rangeChanged.connect(self._show)

    def set_mode(self, mode: FocusMode) -> None:
        """Choose what stays dark."""
        self._mode = mode
        self._show()

    def _show(self) -> None:
        if self._mode is FocusMode.OFF:
            self._editor.set_layer(LAYER, [])
            return
        start, end = self._kept()
        first, last = self._editor.visible_stretch()
        dim = QTextCharFormat()
        dim.setForeground(colour(self._editor, "ink3"))
        faded = [(min(first, start), start), (end, max(last, end))]
        marks: list[QTextEdit.ExtraSelection] = [self._editor.mark(*one, dim) for one in faded if one[0] < one[1]]
        self._editor.set_layer(LAYER, marks)

    def _kept(self) -> tuple[int, int]:
        """Return the stretch that stays dark: all that is chosen, out to whole sentences or paragraphs."""
        cursor, document = self._editor.textCursor(), self._editor.document()
        first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        start, end = first.position(), last.position() + last.length() - 1
        if self._mode is FocusMode.SENTENCE:
            end = last.position() + self._sentence(last.text(), cursor.selectionEnd() - last.position())[1]
            start += self._sentence(first.text(), cursor.selectionStart() - first.position())[0]
        return start, end

    def _sentence(self, text: str, place: int) -> tuple[int, int]:
        start, end = sentence_at(text, code_points(text, place))
        return utf16_length(text[:start]), utf16_length(text[:end])


class TypewriterScroll(QObject):
    """Keeps the line one writes a little above the middle of the page, also at the page's end."""

    def __init__(self, editor: PageEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bar = editor.verticalScrollBar()
        self._is_on = False
        self._is_busy = False
        editor.cursorPositionChanged.connect(self._on_editor_cursor_position_changed)
        self._bar.rangeChanged.connect(self._on_bar_range_changed)

    def set_on(self, is_on: bool) -> None:
        """Keep the line in the middle, or let it go where it goes."""
        self._is_on = is_on
        if is_on:
            self._centre()
        else:
            self._bar.setMaximum(max(self._natural_end(), 0))
            self._editor.ensureCursorVisible()

    def _natural_end(self) -> int:
        return round(self._editor.document().size().height()) - self._editor.viewport().height()

    def _centre(self) -> None:
        """Bring the caret's line to its place; there is room to scroll below the last line for it."""
        if self._is_busy:
            return
        self._is_busy = True
        height = self._editor.viewport().height()
        offset = self._editor.cursorRect().center().y() - round(height * MIDDLE)
        wanted = self._bar.value() + offset
        self._bar.setMaximum(max(self._natural_end(), wanted, 0))
        self._bar.setValue(wanted)
        self._is_busy = False

    def _on_editor_cursor_position_changed(self) -> None:
        if self._is_on and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._centre()

    def _on_bar_range_changed(self) -> None:
        """Qt has set the end of scrolling to the last line again: the page became longer or the window changed."""
        if self._is_on:
            self._centre()
