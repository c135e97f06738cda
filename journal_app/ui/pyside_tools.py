"""Let PySide6 import the tools that only its error messages and stub files need when one of them is first asked for.

It compiles them from source with its first module, a third of that import (measured: 60 → 41 ms), for a text that is
only made where a Qt method was called wrongly. What makes that text, `errorhandler` and `mapping`, stays: it is called
while the error is under way, when nothing can be imported.
"""

import sys
from typing import Any, SupportsIndex

from journal_app.settings.late_modules import LateFinder

_SIGNATURE = "shibokensupport.signature"
TOOLS = frozenset(f"{_SIGNATURE}.{name}" for name in ("layout", "parser", "lib.enum_sig", "lib.pyi_generator"))


class _MetaPath(list[Any]):  # Any: finders are what has a find_spec
    """A `sys.meta_path` whose first finder stays the first: PySide6 puts its own before all others."""

    def insert(self, index: SupportsIndex, finder: object) -> None:
        super().insert(max(int(index), 1), finder)


def import_without_tools() -> None:
    """Import PySide6 and leave its tools till later; call once, before anything else imports it.

    WORKAROUND: shiboken compiles its signature modules from source at every start; remove when it no longer does. The
    names are private: what has moved is imported as ever, and the program only starts a little slower.
    """
    usual, tools = sys.meta_path, LateFinder(TOOLS)
    sys.meta_path = _MetaPath([tools, *usual])
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        usual[:] = [finder for finder in sys.meta_path if finder is not tools]
        sys.meta_path = usual
