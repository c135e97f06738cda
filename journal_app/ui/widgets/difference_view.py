"""Two wordings of a page, side by side or one after the other: what went and what came is said in words as well.

Runs of paragraphs that are alike are folded to a line, so a long page with one change reads in a moment.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextLength, QTextTableFormat
from PySide6.QtWidgets import QWidget

from journal_app.journal.difference import Change, Piece, Row
from journal_app.ui.theme.palette import colour
from journal_app.ui.theme.typography import measure_px
from journal_app.ui.widgets.not_laid_out import not_laid_out
from journal_app.ui.widgets.page_text import paragraph_format
from journal_app.ui.widgets.reading_text import ReadingText

MOST_SHOWN = 60_000
"""Code points that are drawn; beyond it the page itself tells more than a comparison."""

BESIDE_LETTERS = 60
"""Width in characters of running text from which the two stand side by side."""

_CELL_PX = 10


class DifferenceView(ReadingText):
    """Shows the rows of a comparison."""

    _rows: tuple[Row, ...] = ()  # of the class: Qt tells of colours before __init__ ends
    _is_beside = False
    _shows_marks = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What changed"))

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows from their start."""
        self._rows = rows
        self._render()

    def _render(self) -> None:
        self._is_beside = self._wants_beside()
        document = self.document()
        with not_laid_out(document):
            document.clear()
            self._style_first_block()
            cursor = QTextCursor(document)
            for part in self._parts():
                if isinstance(part, int):
                    self._write_alike(cursor, part)
                elif self._is_beside:
                    self._write_table(cursor, part)
                else:
                    self._write_below(cursor, part)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _parts(self) -> Iterable[list[Row] | int]:
        """Give runs of rows to show, and between them how many were left out because they are alike."""
        shown: list[Row] = []
        skipped = used = 0
        for place, row in enumerate(self._rows):
            is_near = any(not near.is_same for near in self._rows[max(0, place - 1) : place + 2])
            used += sum(len(piece.text) for piece in (*row.before, *row.after)) if is_near else 0
            if is_near and used <= MOST_SHOWN:
                if skipped:
                    yield skipped
                    skipped = 0
                shown.append(row)
                continue
            if shown:
                yield shown
                shown = []
            skipped += 1
        if shown:
            yield shown
        if skipped:
            yield skipped

    def _write_alike(self, cursor: QTextCursor, count: int) -> None:
        is_cut = any(not row.is_same for row in self._rows[-count:]) and cursor.position() > MOST_SHOWN // 2
        if is_cut:
            words = self.tr("The rest is too long to compare here.")
        else:
            words = self.tr("One paragraph alike") if count == 1 else self.tr("%n paragraphs alike", "", count)
        self._begin_block(cursor)
        cursor.insertText(words, self._format("ink2"))

    def _write_table(self, cursor: QTextCursor, rows: Sequence[Row]) -> None:
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(_CELL_PX)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        shape.setColumnWidthConstraints([half, half])
        table = cursor.insertTable(len(rows), 2, shape)
        for number, row in enumerate(rows):
            for column, pieces in enumerate((row.before, row.after)):
                inside = table.cellAt(number, column).firstCursorPosition()
                inside.setBlockFormat(paragraph_format(self.font()))
                self._write_pieces(inside, pieces)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _write_below(self, cursor: QTextCursor, rows: Sequence[Row]) -> None:
        for row in rows:
            if row.is_same:
                self._begin_block(cursor)
                self._write_pieces(cursor, row.after)
                continue
            for words, pieces in ((self.tr("Before: "), row.before), (self.tr("Now: "), row.after)):
                if pieces:
                    self._begin_block(cursor)
                    cursor.insertText(words, self._format("ink2"))
                    self._write_pieces(cursor, pieces)

    def _begin_block(self, cursor: QTextCursor) -> None:
        block: QTextBlockFormat = paragraph_format(self.font())
        if cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, QTextCharFormat())

    def _write_pieces(self, cursor: QTextCursor, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if piece.change is Change.SAME:
                cursor.insertText(piece.text, self._format("ink"))
                continue
            is_removed = piece.change is Change.REMOVED
            if not piece.text:
                words = self.tr("[an empty line, gone]") if is_removed else self.tr("[a new empty line]")
                cursor.insertText(words, self._format("ink2"))
                continue
            label = self.tr("[gone: ") if is_removed else self.tr("[new: ")
            changed = self._format("ink")
            changed.setBackground(colour(self, "sunken" if is_removed else "accent_soft"))
            changed.setFontStrikeOut(is_removed)
            changed.setFontUnderline(not is_removed)
            cursor.insertText(label, self._format("ink2"))
            cursor.insertText(piece.text, changed)
            cursor.insertText("]", self._format("ink2"))

    def _format(self, token: str) -> QTextCharFormat:
        format_ = QTextCharFormat()
        format_.setForeground(colour(self, token))
        return format_

    def _wants_beside(self) -> bool:
        return self.viewport().width() >= measure_px(self.font(), BESIDE_LETTERS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side or one after the other, as there is room."""
        super().resizeEvent(event)
        if self._rows and self._is_beside != self._wants_beside():
            self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours."""
        super().changeEvent(event)
        if self._rows and event.type() is QEvent.Type.PaletteChange:
            self._render()
