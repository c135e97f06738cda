"""What every page of words shares: Literata at a line height of 1.6, plain text only, the accent caret, no resources.

What Markdown marks say is shown as one reads or types (`page_styles`), the marks with it. A long text comes in slices,
its start at once (`page_filler`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from journal_app.ui.text_guard import GuardedDocument, nothing
from journal_app.ui.theme.fonts import FAMILIES, make_font, register_family
from journal_app.ui.theme.typography import (
    LINE_HEIGHT,
    TYPE_PROPERTY,
    Type,
    measure_px,
    reading_line_height,
    set_type,
    words_family,
)
from journal_app.ui.widgets.accent_caret import AccentCaret
from journal_app.ui.widgets.not_laid_out import not_laid_out
from journal_app.ui.widgets.page_filler import PageFiller
from journal_app.ui.widgets.page_marks import runs_leftwards
from journal_app.ui.widgets.page_styles import PageStyles
from journal_app.ui.widgets.stored_text import PARAGRAPH_SEPARATOR, document_text, stored_form

PARAGRAPH_GAP_EM = 0.5
TEXT_PX = 19
TEXT_PX_RANGE = (14, 40)
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def paragraph_format(font: QFont, line_height: float = LINE_HEIGHT) -> QTextBlockFormat:
    """Return the format of a paragraph in a font, its lines `line_height` times the text size apart.

    Qt counts in per cent of the font's own height (1.5 times the size in Literata); other scripts keep that ratio.
    """
    metrics = QFontMetricsF(font)
    size_px = QFontInfo(font).pixelSize()
    block_format = QTextBlockFormat()
    block_format.setLineHeight(100 * line_height * size_px / metrics.height(), _PROPORTIONAL)
    block_format.setBottomMargin(round(size_px * PARAGRAPH_GAP_EM))
    return block_format


class PageText(QTextEdit):
    """A text edit that holds plain words on the paper it lies on; base of the editor and of the reading views.

    Signals:
        filled(): all of a text that was put on the page is there.
        contents_change(int, int, int): place, places removed and added, of the document that is shown now.
    """

    filled = Signal()
    contents_change = Signal(int, int, int)

    _styled_for = ""  # what paragraphs are set for; of the class: Qt tells of fonts before __init__ ends

    _shows_marks = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocument(GuardedDocument(self))  # Qt would delete one of its own when another takes its place
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setAutoFillBackground(False)
        self._dress_document()
        self._caret = AccentCaret(self)
        self._soft_lines: frozenset[int] = frozenset()
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._take_reading_font()
        self._styles = PageStyles(self, self.document(), is_on=self._shows_marks)
        self._filler = PageFiller(self.document())
        self._follow_document()

    def text(self) -> str:
        """Return the words in the stored form, letter for letter as typed."""
        return document_text(self.document()) + self._filler.rest

    @property
    def is_plain(self) -> bool:
        """Whether the page is so long that its marks are not shown in any other way than its words."""
        return self._styles.is_plain

    def set_layer(self, name: str, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Draw something over the words (hits, doubtful spellings): no part of the text. Each layer is set by its name.

        Keep to what is in view: for each selection Qt lays out everything down to it.
        """
        if selections or self._layers.get(name):
            self._layers[name] = selections
            self.setExtraSelections([one for layer in self._layers.values() for one in layer])

    def mark(self, start: int, end: int, looks: QTextCharFormat) -> QTextEdit.ExtraSelection:
        """Return what draws a stretch of the document in other looks; for `set_layer`."""
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(min(end, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = looks
        return selection

    def visible_stretch(self) -> tuple[int, int]:
        """Return where the paragraphs in view begin and end."""
        view = self.viewport().rect()
        last = self.cursorForPosition(view.bottomRight()).block()
        return self.cursorForPosition(view.topLeft()).block().position(), last.position() + last.length() - 1

    def place_under(self, point: QPointF) -> int | None:
        """Return the place of the document under a point of the view; None beside the words."""
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        place = self.document().documentLayout().hitTest(point + scrolled, Qt.HitTestAccuracy.ExactHit)
        return place if place >= 0 else None

    def set_page_font(self, family: str, size_px: int) -> None:
        """Set words in this family and size (brought into 14 to 40 px) instead of the reading font in force."""
        low, high = TEXT_PX_RANGE
        if family in FAMILIES.values():
            register_family(family)
        self.setProperty(TYPE_PROPERTY, "")
        font = self.font()
        font.setFamily(family)
        font.setPixelSize(min(max(size_px, low), high))
        self.setFont(font)

    def measure_px(self, characters: int) -> int:
        """Return the width that holds this many characters of prose in the page's own font."""
        return measure_px(self.font(), characters)

    def _take_reading_font(self) -> None:
        """Take the reading font in force; Literata at 19 px where no theme has set one."""
        set_type(self, Type.READING)
        if self.font().family() != words_family():
            self.setFont(make_font(words_family(), TEXT_PX, 400))

    def _dress_document(self) -> None:
        self.document().setDefaultFont(self.font())
        self.document().setDocumentMargin(0)
        self._let_paragraphs_choose_direction()

    def _follow_document(self) -> None:
        """Pass on what the document and its filler tell, and do what its styles ask for."""
        self._styles.lines_turned.connect(self._on_styles_lines_turned)
        self._filler.filled.connect(self.filled)
        self.document().contentsChange.connect(self.contents_change)

    def _part_from_document(self) -> None:
        """Pass on nothing more of the document, before another takes its place."""
        self._styles.lines_turned.disconnect(self._on_styles_lines_turned)
        self._filler.filled.disconnect(self.filled)
        self.document().contentsChange.disconnect(self.contents_change)

    def _fill(self, text: str) -> None:
        """Replace all words, outside of undo, the caret at the start."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        with not_laid_out(document):
            self._filler.forget()
            document.clear()
            self._style_first_block()
            self._filler.begin(stored_form(text))
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _style_first_block(self) -> None:
        """Give the empty document the paragraph format, which every paragraph put in after it takes on."""
        self._styled_for = self._style_key()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(paragraph_format(self.font(), reading_line_height()))

    def _style_key(self) -> str:
        """Return what the paragraphs' formats depend on."""
        return f"{self.font().key()} {reading_line_height()}"

    def _style_again(self) -> None:
        """Set lines and paragraphs as far apart as a new font wants; one keeps one's place and one's undo."""
        self._styled_for = self._style_key()
        with self._outside_of_undo() as cursor, not_laid_out(self.document()):
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(paragraph_format(self.font(), reading_line_height()))
        self._styles.restyle()
        self.ensureCursorVisible()

    def _on_styles_lines_turned(self, lines: tuple[QTextCursor, ...]) -> None:
        with self._outside_of_undo() as cursor:
            for line in lines:
                looks = line.blockFormat()
                is_leftwards = runs_leftwards(line.block().text())
                way = Qt.LayoutDirection.RightToLeft if is_leftwards else Qt.LayoutDirection.LayoutDirectionAuto
                looks.setLayoutDirection(way)
                cursor.setPosition(line.position())
                cursor.setBlockFormat(looks)

    @contextmanager
    def _outside_of_undo(self) -> Iterator[QTextCursor]:
        """Give a cursor whose changes are no undo step of their own: they join the last one, if there is one."""
        document = self.document()
        cursor = QTextCursor(document)
        is_joined = document.isUndoAvailable()
        has_undo = document.isUndoRedoEnabled()
        if is_joined:
            cursor.joinPreviousEditBlock()
        else:
            document.setUndoRedoEnabled(False)
        try:
            yield cursor
        finally:
            if is_joined:
                cursor.endEditBlock()
            else:
                document.setUndoRedoEnabled(has_undo)

    def _chosen_text(self) -> str:
        """Return the chosen words; lines that only go on a very long one join it again."""
        cursor = self.textCursor()
        lines = cursor.selectedText().split(PARAGRAPH_SEPARATOR)
        first = self.document().findBlock(cursor.selectionStart()).blockNumber() if self._soft_lines else 0
        joints = ("" if first + number in self._soft_lines else "\n" for number in range(1, len(lines)))
        return lines[0] + "".join(joint + line for joint, line in zip(joints, lines[1:], strict=True))

    def _let_paragraphs_choose_direction(self) -> None:
        """Let each paragraph run the way its own first strong letter does, whatever the window's direction."""
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        return nothing()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._chosen_text())
        return data

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            if self._styled_for not in ("", self._style_key()):
                self._style_again()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self._let_paragraphs_choose_direction()
        elif event.type() is QEvent.Type.PaletteChange and self._styled_for:
            self._styles.restyle()
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the size of words is the screen's to change, for all pages alike
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._caret.show_now()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._caret.hide_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._caret.hide_now()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._caret.paint(painter)
        painter.end()
