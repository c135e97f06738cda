"""Change much of a document at a moment's cost: nothing is laid out meanwhile, and then by Qt in slices."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument


@contextmanager
def not_laid_out(document: QTextDocument) -> Iterator[None]:
    """Change much of a document without laying it out; afterwards Qt lays it out in slices, what is seen first."""
    size = document.pageSize()
    document.setPageSize(QSizeF(0, 0))  # "null" to Qt; QSizeF() is not
    try:
        yield
    finally:
        document.setPageSize(size)
