"""Bring text into the one form that is stored, and read it back out of a Qt document letter for letter.

The stored form: LF line ends, no byte order mark in front, no lone surrogates; everything else as typed, no-break
spaces, line separators (U+2028) and tabs too. `toPlainText` turns U+00A0 into a space, so `toRawText` is what we read.
"""

import re

from PySide6.QtGui import QTextDocument

BYTE_ORDER_MARK = "\ufeff"
PARAGRAPH_SEPARATOR = "\u2029"
REPLACEMENT = "\ufffd"

_LINE_END = re.compile(r"\r\n|\r|\u2029")
_UNFIT = re.compile(
    "[\0\ud800-\udfff\ufdd0\ufdd1]"
)  # NUL, lone surrogates, two non-characters that Qt keeps for itself


def stored_form(text: str) -> str:
    """Return text as the journal stores it; doing it twice changes nothing.

    What no text may hold (NUL, a lone surrogate, U+FDD0, U+FDD1) becomes U+FFFD, so that a pasted fragment never makes
    a page that can't be saved.
    """
    text = text.lstrip(BYTE_ORDER_MARK)
    if "\r" in text or PARAGRAPH_SEPARATOR in text:
        text = _LINE_END.sub("\n", text)
    return _fit(text)


def document_text(document: QTextDocument) -> str:
    """Return all of a document's text in the stored form. A few milliseconds a megabyte."""
    return _fit(document.toRawText().replace(PARAGRAPH_SEPARATOR, "\n").lstrip(BYTE_ORDER_MARK))


def utf16_length(text: str) -> int:
    """Return how many places of a Qt document a text takes: letters beyond U+FFFF, such as emoji, take two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_points(text: str, places: int) -> int:
    """Return how many letters of a text lie before a place of a Qt document that begins with it."""
    if text.isascii():
        return min(places, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: places * 2].decode("utf-16-le", "replace"))


def _fit(text: str) -> str:
    """Replace what no text may hold; only a method of input that is out of order brings it onto the page."""
    return text if text.isascii() and "\0" not in text else _UNFIT.sub(REPLACEMENT, text)
