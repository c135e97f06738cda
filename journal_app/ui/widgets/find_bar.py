"""Find and replace in the page: a bar above it, never a window over it."""

import re
from bisect import bisect_left

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextEdit, QVBoxLayout, QWidget

from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import Type, scaled
from journal_app.ui.widgets.announce import announce
from journal_app.ui.widgets.buttons import icon_button, quiet_button
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.editor import PageEditor
from journal_app.ui.widgets.flow_layout import FlowLayout
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.page_search import Hit, PageSearch, make_pattern

LAYER = "hits"
AGAIN_MS = 150
FIELD_PX = 220
LONGEST_CHOICE = 200
"""A choice on the page longer than this is no word to look for."""


class FindBar(QWidget):
    """Finds in one editor; hits are marked on the page, the current one is chosen there.

    Signals:
        closed(): the person is done; the page should have the keyboard.
    """

    closed = Signal()

    def __init__(self, editor: PageEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._search = PageSearch(self)
        self._is_step_wanted = False
        self._said = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._build()
        self._connect()
        self.hide()

    def open(self, *, with_replace: bool = False) -> None:
        """Show the bar with the words that are chosen on the page, if any, ready to be typed over."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and len(chosen) <= LONGEST_CHOICE and "\u2029" not in chosen:
            self._words.setText(chosen)
        self._second.setVisible(with_replace or (self.isVisible() and self._second.isVisible()))
        self.show()
        self._words.selectAll()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._begin()

    def close_bar(self) -> None:
        """Put the bar away; what is chosen on the page stays chosen."""
        self.hide()
        self._again.stop()
        self._search.begin(self._editor.document(), None)
        self.closed.emit()

    def find_next(self, *, is_forward: bool = True) -> None:
        """Go to the next hit after the caret, or the one before it; from the last one round to the first."""
        if not self.isVisible():
            self.open()
            return
        hits = self._search.hits
        if not hits:
            return
        cursor = self._editor.textCursor()
        if is_forward:
            index = bisect_left(hits, (cursor.selectionEnd(), 0)) % len(hits)
            if cursor.hasSelection() and hits[index] == (cursor.selectionStart(), cursor.selectionEnd()):
                index = (index + 1) % len(hits)
        else:
            index = bisect_left(hits, (cursor.selectionStart(), 0)) - 1
        self._choose(hits[index])

    def find_previous(self) -> None:
        """Go to the hit before the caret."""
        self.find_next(is_forward=False)

    def replace_one(self) -> None:
        """Replace the hit that is chosen, one step of undo, and go to the next; choose one first where none is."""
        self._editor.settle()
        cursor = self._editor.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) in self._chosen_hits():
            cursor.insertText(self._instead.text())
            self._editor.setTextCursor(cursor)
            self._is_step_wanted = True
            self._begin()
        else:
            self.find_next()

    def replace_all(self) -> None:
        """Replace every hit on the page as one step of undo, and say how many there were."""
        pattern = self._pattern()
        if pattern is None:
            return
        self._editor.replace_all(pattern, self._instead.text(), self._on_editor_replaced)

    def _build(self) -> None:
        self._words = self._field(self.tr("Find in the page"))
        self._count = Label("", Type.SMALL, "ink2", self)
        self._count.setWordWrap(False)
        self._previous = icon_button("chevron-up", self.tr("Previous (Shift+Enter)"), self)
        self._next = icon_button("chevron-down", self.tr("Next (Enter)"), self)
        self._close = icon_button("x", self.tr("Close (Esc)"), self)
        self._case = TickBox(self.tr("Match case"), self)
        self._whole = TickBox(self.tr("Whole words"), self)
        row = FlowLayout(gap=8)
        for widget in (self._words, self._previous, self._next, self._count, self._close, self._case, self._whole):
            row.addWidget(widget)
        self._second = QWidget(self)
        self._instead = self._field(self.tr("Replace with"))
        self._one = quiet_button(self.tr("Replace"), "", self._second)
        self._all = quiet_button(self.tr("Replace all"), "", self._second)
        second = FlowLayout(self._second, gap=8)
        for control in (self._instead, self._one, self._all):
            second.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._second)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMinimumWidth(scaled(FIELD_PX))
        return field

    def _connect(self) -> None:
        self._words.textEdited.connect(self._begin)
        self._case.toggled.connect(self._begin)
        self._whole.toggled.connect(self._begin)
        self._next.clicked.connect(self._on_next_clicked)
        self._previous.clicked.connect(self.find_previous)
        self._one.clicked.connect(self.replace_one)
        self._all.clicked.connect(self.replace_all)
        self._close.clicked.connect(self.close_bar)
        self._again.timeout.connect(self._begin)
        self._search.found.connect(self._on_search_found)
        self._editor.edited.connect(self._on_editor_edited)
        self._editor.cursorPositionChanged.connect(self._show_count)
        self._editor.verticalScrollBar().valueChanged.connect(self._mark_hits)

    def _pattern(self) -> re.Pattern[str] | None:
        words = self._words.text()
        return (
            make_pattern(words, match_case=self._case.isChecked(), whole_words=self._whole.isChecked())
            if words
            else None
        )

    def _begin(self) -> None:
        self._again.stop()
        self._search.begin(self._editor.document(), self._pattern())

    def _choose(self, hit: Hit) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(hit[0])
        cursor.setPosition(hit[1], QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._say(self._count.text())

    def _chosen_hits(self) -> list[Hit]:
        """Return the hit that is chosen on the page now, in a list, or none."""
        cursor, hits = self._editor.textCursor(), self._search.hits
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        index = bisect_left(hits, chosen)
        return hits[index : index + 1] if hits[index : index + 1] == [chosen] else []

    def _show_count(self) -> None:
        if not self.isVisible():
            return
        hits = self._search.hits
        if not self._words.text():
            words = ""
        elif not hits:
            words = self.tr("Not on this page")
        elif chosen := self._chosen_hits():
            words = self.tr("%1 of %2").replace("%1", str(hits.index(chosen[0]) + 1)).replace("%2", str(len(hits)))
        else:
            words = self.tr("Once") if len(hits) == 1 else self.tr("%n times", "", len(hits))
        self._count.setText(words)

    def _say(self, words: str) -> None:
        self._count.setText(words)
        announce(self, words)

    def _mark_hits(self) -> None:
        """Tint the hits that are in view."""
        marks: list[QTextEdit.ExtraSelection] = []
        if self._search.hits:
            start, end = self._editor.visible_stretch()
            tint = QTextCharFormat()
            tint.setBackground(colour(self._editor, "accent_soft"))
            tint.setFontUnderline(True)
            at = bisect_left(self._search.hits, (start, 0))
            while at < len(self._search.hits) and self._search.hits[at][0] <= end:
                marks.append(self._editor.mark(*self._search.hits[at], tint))
                at += 1
        self._editor.set_layer(LAYER, marks)

    def _on_search_found(self) -> None:
        self._show_count()
        self._mark_hits()
        if self._is_step_wanted:
            self._is_step_wanted = False
            self.find_next()

    def _on_editor_edited(self) -> None:
        if self.isVisible():
            self._again.start()

    def _on_editor_replaced(self, count: int) -> None:
        self._begin()
        self._say(self.tr("One replaced") if count == 1 else self.tr("%n replaced", "", count))

    def _on_next_clicked(self) -> None:
        self.find_next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._instead.hasFocus():
                self.replace_one()
            else:
                self.find_next(is_forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)
