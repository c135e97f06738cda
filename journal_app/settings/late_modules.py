"""Let modules that others import and hardly ever use be filled when something in them is first asked for.

Each is handed out empty; the first look into it runs its code. So no importer has to be changed, and one that does use
its module finds it whole.
"""

import importlib
import sys
import threading
from collections.abc import Collection, Sequence
from importlib.machinery import ModuleSpec
from types import CoroutineType, ModuleType
from typing import Protocol

SELDOM = frozenset({"asyncio", "importlib.metadata"})
"""What SQLAlchemy imports for its asynchronous half and its plug-ins, of which Kindroot uses neither. Without them the
modules `socket`, `ssl`, `subprocess` and `email` stay out of the process too: 4 MiB less, measured."""


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
        lock = threading.RLock()
        fillers = [self._loader]

        def fill_and_get(wanted: str) -> object:
            if wanted.startswith("__"):  # asked by the import itself; the module has its own already
                raise AttributeError(wanted)
            with lock:  # a second thread waits until all is there
                if fillers:
                    new_name, spec.name = spec.name, name  # PySide6 gives some another name, and loads by this one
                    try:
                        fillers.pop().exec_module(module)
                    finally:
                        spec.name = new_name
            try:
                return vars(module)[wanted]
            except KeyError:
                raise AttributeError(f"module {name!r} has no attribute {wanted!r}") from None

        module.__getattr__ = fill_and_get  # type: ignore[method-assign]  # PEP 562


class LateFinder:
    """Finds some modules as the other finders would, and hands them out empty."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return the spec of a module that is to come late; None for everything else, which others find."""
        if name not in self._names:
            return None
        found = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _LateLoader(spec.loader)  # type: ignore[assignment]  # what an import asks of it, it has
        return spec


def leave_seldom_modules() -> None:
    """Fill the modules in SELDOM when first asked for; call once, early, in a process of our own.

    WORKAROUND: `sqlalchemy.util` imports them whole; remove when it no longer does.
    """
    late = SELDOM - sys.modules.keys()
    sys.meta_path.insert(0, LateFinder(late))
    if "asyncio" in late:
        # All that SQLAlchemy takes out of it when it is imported; it asks for coroutines, and never meets one here.
        importlib.import_module("asyncio").iscoroutine = _is_coroutine  # type: ignore[attr-defined]


def _is_coroutine(thing: object) -> bool:
    return isinstance(thing, CoroutineType)
