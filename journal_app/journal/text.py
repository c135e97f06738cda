"""The one door that written text comes in by: what was typed comes back exactly, in a form every program can read.

Stored text has LF line ends, no byte order mark at its start, no NUL (SQLite's own functions stop reading there) and
no lone surrogate (it has no UTF-8 form). Everything else, spaces and accents and control characters, stays as it was
typed.
"""

import re

from journal_app.journal.errors import JournalError, JournalProblem

BYTE_ORDER_MARK = "\ufeff"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def stored_form(text: str) -> str:
    """Return text as the vault keeps it; doing it twice changes nothing more.

    Raises JournalError: TEXT_HAS_NUL or TEXT_HAS_BROKEN_CHARACTER (with `position`, code points from the start).
    """
    if (position := text.find("\0")) >= 0:
        raise JournalError(JournalProblem.TEXT_HAS_NUL, position=position)
    if (broken := _LONE_SURROGATE.search(text)) is not None:
        raise JournalError(JournalProblem.TEXT_HAS_BROKEN_CHARACTER, position=broken.start())
    return text.lstrip(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def is_blank(title: str, body: str) -> bool:
    """Return whether there is nothing in it to keep."""
    return not (title.strip() or body.strip())
