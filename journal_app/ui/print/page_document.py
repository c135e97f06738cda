"""Lay pages out for paper: what their Markdown says is shown, its marks are left out, pictures stand at their place.

Made and painted in the thread that prints. Letters, pictures and the spaces above them grow with the printer's dots;
the spaces beside them do not (Qt 6.12), so the dots must be known. Ligatures are off: a PDF's text loses the ffi and
ffl of bundled fonts (look.md, trap 1), and could not be searched or copied.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)

from journal_app.exchange.sharing import SharedPage
from journal_app.journal.whole import KeptFile
from journal_app.ui.drawing.on_paper import paper_image
from journal_app.ui.theme.fonts import FAMILIES, ReadingFont, register_family
from journal_app.ui.widgets.page_marks import Span, Style, find_spans, is_fence, leans, runs_leftwards

PictureOf = Callable[[KeptFile], QImage | None]
"""Decodes a picture; None where it can't be."""

WIDEST_PICTURE_PX = 480
"""Of 96 to the inch: as wide as a page's words."""

_BODY_PT, _SMALL_PT, _TITLE_PT = 11.0, 9.0, 18.0
_HEADINGS_PT = {Style.HEADING1: 16.0, Style.HEADING2: 14.0, Style.HEADING3: 12.0}
_MARKED = frozenset({*_HEADINGS_PT, Style.QUOTE})
"""Looks whose mark at the start of a line leaves a space behind."""

_PX_A_POINT = 96 / 72
_LINE_PER_CENT = 140.0
_INDENT_PT = 18.0
_NO_LIGATURES = ("liga", "clig", "dlig")


def build_document(pages: Sequence[SharedPage], picture_of: PictureOf, *, dots_an_inch: int) -> QTextDocument:
    """Return the document of some pages for paper of so many dots; each begins below the one before."""
    register_family(FAMILIES[ReadingFont.LITERATA])
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(print_font(_BODY_PT))
    cursor = QTextCursor(document)
    for number, page in enumerate(pages):
        _Writer(document, cursor, picture_of, dots_an_inch / 72).write(page, is_first=number == 0)
    return document


def print_font(size_pt: float, *, is_strong: bool = False, is_italic: bool = False) -> QFont:
    """Return the font for words on paper."""
    font = QFont(FAMILIES[ReadingFont.LITERATA])
    font.setPointSizeF(size_pt)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    font.setItalic(is_italic)
    for name in _NO_LIGATURES:
        font.setFeature(QFont.Tag(name), 0)
    return font


class _Writer:
    """Writes one page at the end of a document."""

    def __init__(
        self, document: QTextDocument, cursor: QTextCursor, picture_of: PictureOf, dots_a_point: float
    ) -> None:
        self._dots_a_point = dots_a_point
        self._document = document
        self._cursor = cursor
        self._picture_of = picture_of
        self._is_code = False

    def write(self, page: SharedPage, *, is_first: bool) -> None:
        self._begin(0.0 if is_first else 36.0)
        self._put(page.when, print_font(_SMALL_PT))
        if page.title:
            self._block(4.0)
            self._put(page.title, print_font(_TITLE_PT, is_strong=True))
        for number, line in enumerate(page.question.split("\n") if page.question else []):
            self._block(10.0 if number == 0 else 0.0, indent_pt=_INDENT_PT)
            self._put(line, print_font(_BODY_PT, is_italic=True))
        is_new = True
        for part in page.parts:
            if isinstance(part, KeptFile):
                self._picture(part, page.labels.get(part.uid, ""))
                is_new = True
                continue
            for number, line in enumerate(part.split("\n")):
                if number or is_new:
                    self._block(12.0 if is_new else 0.0)
                is_new = False
                self._line(line)
        for drawing in page.drawings:
            if drawing.strokes:
                self._image(f"drawing:{id(drawing)}", paper_image([drawing.strokes]))
            self._block(4.0 if drawing.strokes else 12.0)
            self._put(drawing.label, print_font(_SMALL_PT, is_italic=True))

    def _begin(self, above_pt: float) -> None:
        if self._document.isEmpty():
            self._cursor.setBlockFormat(self._block_format(above_pt, 0.0))
        else:
            self._block(above_pt)

    def _block(self, above_pt: float, *, indent_pt: float = 0.0) -> None:
        self._cursor.insertBlock(self._block_format(above_pt, indent_pt), QTextCharFormat())

    def _block_format(self, above_pt: float, indent_pt: float) -> QTextBlockFormat:
        look = QTextBlockFormat()
        look.setTopMargin(above_pt * _PX_A_POINT)
        look.setLeftMargin(indent_pt * self._dots_a_point)
        look.setLineHeight(_LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return look

    def _put(self, words: str, font: QFont, *, is_struck: bool = False) -> None:
        look = QTextCharFormat()
        look.setFont(font)
        look.setFontStrikeOut(is_struck)
        self._cursor.insertText(words, look)

    def _line(self, line: str) -> None:
        if is_fence(line):
            self._is_code = not self._is_code
            return
        if not self._is_code and runs_leftwards(line):
            looks = self._cursor.blockFormat()
            looks.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self._cursor.setBlockFormat(looks)
        styles = _styles_of(line, [] if self._is_code else find_spans(line))
        is_first = True
        for look, letters in groupby(zip(styles, line, strict=True), key=itemgetter(0)):
            run = _shown("".join(letter for _, letter in letters), look)
            if look & _MARKED and is_first:
                run = run.lstrip()
            if run:
                self._run(run, look)
                is_first = False

    def _run(self, run: str, look: frozenset[Style]) -> None:
        """Write letters that look alike."""
        size = next((pt for style, pt in _HEADINGS_PT.items() if style in look), _BODY_PT)
        is_strong = Style.STRONG in look or size != _BODY_PT
        is_italic = Style.EMPHASIS in look or Style.QUOTE in look
        if is_italic and not leans(run):
            is_italic, is_strong = False, is_strong or Style.EMPHASIS in look
        self._put(run, print_font(size, is_strong=is_strong, is_italic=is_italic), is_struck=Style.STRIKE in look)

    def _picture(self, file: KeptFile, label: str) -> None:
        image = self._picture_of(file)
        if image is None:
            self._block(10.0)
            self._put(f"[{label or file.name}]", print_font(_SMALL_PT, is_italic=True))
        else:
            self._image(f"picture:{file.uid}", image)

    def _image(self, name: str, image: QImage) -> None:
        self._block(10.0)
        url = QUrl(name)
        self._document.addResource(QTextDocument.ResourceType.ImageResource, url, image)
        look = QTextImageFormat()
        look.setName(url.toString())
        look.setWidth(min(image.width(), WIDEST_PICTURE_PX))
        self._cursor.setBlockFormat(QTextBlockFormat())
        self._cursor.insertImage(look)


def _styles_of(line: str, spans: Sequence[Span]) -> list[frozenset[Style]]:
    """Return how each letter of a line looks; a run of letters has one and the same set."""
    found: list[frozenset[Style]] = [frozenset()] * len(line)
    for span in spans:
        for at in range(span.start, min(span.end, len(line))):
            found[at] |= {span.style}
    return found


def _shown(run: str, look: frozenset[Style]) -> str:
    """Return what is shown of a run: nothing of a mark, of an item's a dot, of a quote's nothing."""
    if Style.MARK in look and Style.LINK not in look:
        return ""
    if Style.LIST_MARK not in look:
        return run
    plain = run.strip()
    if plain.startswith(">"):
        return ""
    return run.replace(plain, "•") if plain in ("-", "*", "+") else run
