"""Let PySide6 import the tools that only its error messages and stub files need when one of them is first asked for.

It compiles them from source with its first module, half of that import, for a text that is only made where a Qt method
was called wrongly. What makes that text, `errorhandler` and `mapping`, is called while the error is under way, when
nothing can be imported: so it is filled right after the first paint.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, SupportsIndex

from journal_app.settings.late_modules import LateFinder, fill

_FEATURE = "shibokensupport.feature"
_SIGNATURE = "shibokensupport.signature"
TOOLS = frozenset(
    f"{_SIGNATURE}.{name}" for name in ("layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
)
TELLERS = (f"{_SIGNATURE}.mapping", f"{_SIGNATURE}.errorhandler")


class _MetaPath(list[Any]):  # Any: finders are what has a find_spec
    """A `sys.meta_path` whose first finder stays the first: PySide6 puts its own before all others."""

    def insert(self, index: SupportsIndex, finder: object) -> None:
        super().insert(max(int(index), 1), finder)


class _ToolFinder(LateFinder):
    """Finds the tools, and on the way keeps PySide6 from reading its own source before it can be kept from all."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return the spec of a tool."""
        if (feature := sys.modules.get(_FEATURE)) is not None:
            vars(feature).update(_mod_uses_pyside=_uses_no_features)
        return super().find_spec(name, path, target)


def import_without_tools() -> None:
    """Import PySide6 and leave its tools till later; call once, before anything else imports it.

    WORKAROUND: shiboken compiles its signature modules from source at every start; remove when it no longer does. The
    names are private: what has moved is imported as ever, and the program only starts a little slower.
    """
    usual, tools = sys.meta_path, _ToolFinder(TOOLS.union(TELLERS))
    sys.meta_path = _MetaPath([tools, *usual])
    try:
        import PySide6  # noqa: F401
    finally:
        usual[:] = [finder for finder in sys.meta_path if finder is not tools]
        sys.meta_path = usual


def fill_tellers() -> None:
    """Have what tells of a wrong call ready; call it once the window is painted."""
    for name in TELLERS:
        fill(name)


def _uses_no_features(_module: ModuleType) -> bool:
    return False
