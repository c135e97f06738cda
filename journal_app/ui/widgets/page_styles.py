"""Show what the Markdown of a page says while it is typed, without touching a letter of it or its undo.

The formats lie in the layout of each paragraph and not in the document (what `QSyntaxHighlighter` does too), so text,
undo and clipboard never see them. A keystroke styles one paragraph; what touches more is done in slices between events:
`QSyntaxHighlighter` would hold the window up over a megabyte, and would own the paragraphs' one number alone.
"""

from math import inf
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QTextEdit

from journal_app.ui.widgets.block_state import begins_in_code, ends_in_code, is_start_of_text, set_code
from journal_app.ui.widgets.page_formats import PageFormats
from journal_app.ui.widgets.page_marks import Span, Style, find_spans, is_fence, runs_leftwards
from journal_app.ui.widgets.stored_text import utf16_length

AT_ONCE_PLACES = 60_000
AT_ONCE_LINES = 1_000
"""What is styled before it is laid out, however long it takes; chosen to stay near 20 ms."""

AT_ONCE_MS = 8.0
SLICE_MS = 6.0
SLICE_PLACES = 20_000
"""Most of a document that one slice takes on: Qt lays out up to what is restyled, at some 0.4 µs a letter."""

LONGEST_STYLED_PAGE = 2_000_000
"""Places of a document beyond which it is shown plain; chosen, because formats take about as much memory as text."""


class PageStyles(QObject):
    """Styles one document for the text edit that shows it.

    Signals:
        lines_turned(tuple): these lines, by a cursor in each, run in the other direction than they are laid out in.
    """

    lines_turned = Signal(object)

    def __init__(self, edit: QTextEdit, document: QTextDocument, *, is_on: bool = True) -> None:
        super().__init__(document)
        self._is_on = is_on
        self._edit = edit
        self._document = document
        self._formats = PageFormats(edit)
        self._from = QTextCursor()
        self._to = QTextCursor()
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slices_timeout)
        self._turned: list[QTextCursor] = []
        self._has_turned = False
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self._on_telling_timeout)
        if is_on:
            document.contentsChange.connect(self._on_document_contents_change)

    @property
    def is_plain(self) -> bool:
        """Whether the document is too long to be styled."""
        return self._document.characterCount() > LONGEST_STYLED_PAGE

    @property
    def is_settled(self) -> bool:
        """Whether everything is shown as it should be."""
        return self._from.isNull()

    def restyle(self) -> None:
        """Style everything anew: the letters' size or the colours are other ones."""
        self._formats = PageFormats(self._edit)
        if self._is_on:
            self._add_work(0, self._document.characterCount() - 1)
            self._slices.start()

    def _on_document_contents_change(self, position: int, _removed: int, added: int) -> None:
        """Style what changed before Qt lays it out; what takes longer than a moment waits for the slices."""
        last = self._document.characterCount() - 1
        self._add_work(min(position, last), min(position + added, last))
        self._work(inf if self._is_little(position, added) else AT_ONCE_MS, self._document.characterCount())
        if not self.is_settled:
            self._slices.start()

    def _is_little(self, position: int, added: int) -> bool:
        """Say whether a change can be styled in one go: if it waited, Qt would lay out all below it a second time."""
        if added > AT_ONCE_PLACES:
            return False
        first, last = self._document.findBlock(position), self._document.findBlock(position + added)
        return not last.isValid() or last.blockNumber() - first.blockNumber() <= AT_ONCE_LINES

    def _on_slices_timeout(self) -> None:
        self._work(SLICE_MS, SLICE_PLACES)
        if self.is_settled:
            self._slices.stop()

    def _add_work(self, start: int, end: int) -> None:
        """Join a stretch to what is still to be styled; cursors keep its ends in place while the text changes."""
        if not self._from.isNull():
            start, end = min(start, self._from.position()), max(end, self._to.position())
        self._from, self._to = QTextCursor(self._document), QTextCursor(self._document)
        self._from.setKeepPositionOnInsert(True)
        self._from.setPosition(start)
        self._to.setPosition(end)

    def _work(self, budget_ms: float, most_places: int) -> None:
        """Style paragraphs for so long; a block of code that opens or closes carries the work on below."""
        deadline = perf_counter() + budget_ms / 1000
        block, end = self._from.block(), self._to.position()
        begin, is_plain = block.position(), self.is_plain
        is_code = _is_code_before(block)
        dirty: list[QTextBlock] = []
        while has_more := block.isValid() and (block.position() <= end or begins_in_code(block) != is_code):
            if block.position() - begin > most_places or perf_counter() > deadline:
                break
            if self._style(block, is_code, is_plain):
                dirty.append(block)
            block = block.next()
            is_code = _is_code_before(block)
        if has_more:
            self._from.setPosition(block.position())
            self._to.setPosition(max(end, block.position()))
        else:
            self._from, self._to = QTextCursor(), QTextCursor()
        self._lay_out(dirty)

    def _lay_out(self, dirty: list[QTextBlock]) -> None:
        """Have Qt lay restyled paragraphs out again, in one go: from the first of them to the last."""
        if dirty:
            start, last = dirty[0].position(), dirty[-1]
            self._document.markContentsDirty(start, last.position() + last.length() - start)

    def _style(self, block: QTextBlock, is_code: bool, is_plain: bool) -> bool:
        """Give a paragraph its formats; say whether that changed any."""
        text = block.text()
        has_fence = is_fence(text)
        if (begins_in_code(block), ends_in_code(block)) != (is_code, is_code != has_fence):
            set_code(block, is_code, is_code != has_fence)
        if is_plain:
            spans = []
        elif has_fence or is_code:
            spans = [Span(0, len(text), Style.CODE)] + [Span(0, len(text), Style.MARK)] * has_fence
        else:
            spans = find_spans(text)
        self._look_which_way(block, text, spans)
        layout = block.layout()
        if not spans and not layout.formats():
            return False
        layout.setFormats(self._ranges(layout, text, spans))
        return True

    def _look_which_way(self, block: QTextBlock, text: str, spans: list[Span]) -> None:
        """Note a line that runs otherwise than it stands; its format can't be changed while Qt tells of a change."""
        is_leftwards = any(one.style is Style.DONE for one in spans) and runs_leftwards(text)
        if is_leftwards or self._has_turned:
            self._has_turned = True
            if is_leftwards != (block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft):
                self._turned.append(QTextCursor(block))
                self._telling.start()

    def _on_telling_timeout(self) -> None:
        turned, self._turned = tuple(self._turned), []
        self.lines_turned.emit(turned)

    def _ranges(self, layout: QTextLayout, text: str, spans: list[Span]) -> list[QTextLayout.FormatRange]:
        """Turn spans into Qt's ranges, in Qt's places; letters that an input method shows keep their own looks."""
        is_plain_plane = text.isascii() or max(text, default="") <= "\uffff"
        preedit, width = layout.preeditAreaPosition(), utf16_length(layout.preeditAreaText())
        ranges = []
        for span in spans:
            start = span.start if is_plain_plane else utf16_length(text[: span.start])
            end = span.end if is_plain_plane else start + utf16_length(text[span.start : span.end])
            if width:
                start, end = (start + width * (start >= preedit), end + width * (end > preedit))
            ranges.append(_range(start, end, self._formats.of(span.style, text[span.start : span.end])))
        return ranges + [one for one in layout.formats() if width and _is_inside(one, preedit, width)]


def _is_code_before(block: QTextBlock) -> bool:
    """Say whether a block of code that was opened above is still open here: none goes on past the end of a text."""
    before = block.previous()
    return before.isValid() and ends_in_code(before) and not is_start_of_text(block)


def _range(start: int, end: int, looks: QTextCharFormat) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start = start
    one.length = end - start
    one.format = looks
    return one


def _is_inside(one: QTextLayout.FormatRange, start: int, width: int) -> bool:
    return bool(start <= one.start and one.start + one.length <= start + width)
