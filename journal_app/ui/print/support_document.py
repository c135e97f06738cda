"""The Support page laid out for paper: only what stands on the screen, in the person's chosen place."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QTextCursor, QTextDocument

from journal_app.content.model import Support, SupportEntry
from journal_app.ui.print.page_document import print_font
from journal_app.ui.screens.support_words import detail_words
from journal_app.ui.theme.fonts import FAMILIES, ReadingFont, register_family

_TITLE_PT, _NAME_PT, _BODY_PT, _SMALL_PT = 18.0, 13.0, 11.0, 9.0


def support_document(
    title: str, support: Support, sections: Sequence[tuple[str, Sequence[SupportEntry]]], today: date
) -> QTextDocument:
    """Return the document: the title, what matters most, and each section's entries with their small print."""
    register_family(FAMILIES[ReadingFont.LITERATA])
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(print_font(_BODY_PT))
    cursor = QTextCursor(document)
    _put(cursor, title, _TITLE_PT, is_strong=True)
    _put(cursor, support.intro, _BODY_PT)
    for name, entries in sections:
        _put(cursor, "", _BODY_PT)
        _put(cursor, name, _NAME_PT, is_strong=True)
        for entry in entries:
            _put(cursor, "", _SMALL_PT)
            _put(cursor, entry.name, _BODY_PT, is_strong=True)
            _put(cursor, entry.how, _BODY_PT)
            for line in detail_words(entry, support.max_age_days, today):
                _put(cursor, line, _SMALL_PT)
    return document


def _put(cursor: QTextCursor, words: str, size_pt: float, *, is_strong: bool = False) -> None:
    form = cursor.charFormat()
    form.setFont(print_font(size_pt, is_strong=is_strong))
    cursor.insertText(words, form)
    cursor.insertBlock()
