"""Let PySide6 import the tools that only its error messages and stub files need when one of them is first asked for.

It compiles them from source with its first module, a third of that import (measured: 60 → 41 ms), for a text that is
only made where a Qt method was called wrongly. What makes that text, `errorhandler` and `mapping`, stays: it is called
while the error is under way, when nothing can be imported.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Protocol, SupportsIndex

_SIGNATURE = "shibokensupport.signature"
TOOLS = frozenset(f"{_SIGNATURE}.{name}" for name in ("layout", "parser", "lib.enum_sig", "lib.pyi_generator"))


class _Loader(Protocol):
    """What runs a module's code."""

    def exec_module(self, module: ModuleType) -> None: ...


class _LateLoader:
    """Runs a module's code at the first look for something in it."""

    def __init__(self, loader: _Loader) -> None:
        self._loader = loader

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave the making of the empty module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module empty, but for a look-up that fills it."""
        spec = module.__spec__
        assert spec is not None  # it was found by one
        name = spec.name

        def fill_and_get(wanted: str) -> object:
            if wanted.startswith("__"):  # asked by the import itself; the module has its own already
                raise AttributeError(wanted)
            if "__getattr__" in vars(module):
                del module.__getattr__
                new_name, spec.name = spec.name, name  # PySide6 publishes it by another name, and loads by this one
                try:
                    self._loader.exec_module(module)
                finally:
                    spec.name = new_name
            return getattr(module, wanted)

        module.__getattr__ = fill_and_get  # type: ignore[method-assign]  # PEP 562


class _LateTools:
    """Finds the tools as the other finders would, and hands them out empty."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return the spec of a tool; None for everything else, which others find."""
        if name not in TOOLS:
            return None
        found = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _LateLoader(spec.loader)  # type: ignore[assignment]  # what an import asks of it, it has
        return spec


class _MetaPath(list[Any]):  # Any: finders are what has a find_spec
    """A `sys.meta_path` whose first finder stays the first: PySide6 puts its own before all others."""

    def insert(self, index: SupportsIndex, finder: object) -> None:
        super().insert(max(int(index), 1), finder)


def import_without_tools() -> None:
    """Import PySide6 and leave its tools till later; call once, before anything else imports it.

    WORKAROUND: shiboken compiles its signature modules from source at every start; remove when it no longer does. The
    names are private: what has moved is imported as ever, and the program only starts a little slower.
    """
    usual, tools = sys.meta_path, _LateTools()
    sys.meta_path = _MetaPath([tools, *usual])
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        usual[:] = [finder for finder in sys.meta_path if finder is not tools]
        sys.meta_path = usual
