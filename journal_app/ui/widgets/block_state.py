"""The one number that a paragraph of the page carries (`QTextBlock.userState`), shared by those who need it.

It holds how many words the paragraph has, and whether a block of code is open before it and after it. Qt's own -1 means
that nothing is known yet: not counted, no code.
"""

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextFormat

_START_OF_TEXT = int(QTextFormat.Property.UserProperty) + 1
NOT_COUNTED = -1
_CODE_BITS = 2
_BEFORE, _AFTER = 2, 1


def words_in(block: QTextBlock) -> int:
    """Return the paragraph's words as last counted, or NOT_COUNTED."""
    return (_state(block) >> _CODE_BITS) - 1


def set_words(block: QTextBlock, count: int) -> None:
    """Keep how many words the paragraph has; NOT_COUNTED forgets it."""
    block.setUserState((count + 1) << _CODE_BITS | (_state(block) & (_BEFORE | _AFTER)))


def begins_in_code(block: QTextBlock) -> bool:
    """Say whether a block of code was open before the paragraph when it was last looked at."""
    return bool(_state(block) & _BEFORE)


def ends_in_code(block: QTextBlock) -> bool:
    """Say whether a block of code is open at the paragraph's end."""
    return bool(_state(block) & _AFTER)


def set_code(block: QTextBlock, before: bool, after: bool) -> None:
    """Keep whether a block of code is open before the paragraph and after it."""
    block.setUserState((words_in(block) + 1) << _CODE_BITS | before * _BEFORE | after * _AFTER)


def mark_start_of_text(block_format: QTextBlockFormat) -> None:
    """Say in a paragraph's format that another text begins with it: what was open in the one above ends there."""
    block_format.setProperty(_START_OF_TEXT, True)


def is_start_of_text(block: QTextBlock) -> bool:
    """Say whether another text begins with a paragraph."""
    return bool(block.blockFormat().property(_START_OF_TEXT))


def _state(block: QTextBlock) -> int:
    return int(max(block.userState(), 0))
