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


def meet_widgets() -> None:
    """Have PySide6 make a class for each kind of widget: a fifth of building the shell, in a turn of its own.

    It does so when it first meets a widget that no Python made, and could be any of them; here the inside of a scroll
    area. 10 ms of processor time, and nothing at all from then on.
    """
    from PySide6.QtWidgets import QScrollArea

    QScrollArea().viewport()


def meet_objects() -> None:
    """Have PySide6 make a class for each kind of object, as `meet_widgets` does: 18 ms, once an event comes for one."""
    from PySide6.QtCore import QCoreApplication

    if (app := QCoreApplication.instance()) is not None:
        app.children()  # among them the style, which Qt made


def _uses_no_features(_module: ModuleType) -> bool:
    return False
