"""Let modules that others import and hardly ever use be filled when something in them is first asked for.

Each is handed out empty; the first look into it runs its code. So no importer has to be changed, and one that does use
its module finds it whole.
"""

import importlib
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from importlib.machinery import ModuleSpec
from types import CoroutineType, ModuleType
from typing import Protocol

SELDOM = frozenset({"asyncio", "importlib.metadata"})
"""What SQLAlchemy imports for its asynchronous half and its plug-ins, of which Kindroot uses neither. Without them the
modules `socket`, `ssl`, `subprocess` and `email` stay out of the process too: 4 MiB less, measured."""

FOR_FAULTS = frozenset(
    {"bz2", "inspect", "ipaddress", "logging", "lzma", "shutil", "tempfile", "textwrap", "traceback"}
)
"""What Python's own modules and PySide6 import for error messages, other kinds of archive and other kinds of address:
a tenth of the time until the first paint."""

_EMPTY: dict[str, Callable[[ModuleType], object]] = {}
"""What was handed out empty, and what is to be done with it once it is filled."""


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
                        _EMPTY.pop(name)(module)
            try:
                return vars(module)[wanted]
            except KeyError:
                raise AttributeError(f"module {name!r} has no attribute {wanted!r}") from None

        _EMPTY[name] = _leave_alone
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


def when_filled(name: str, change: Callable[[ModuleType], object]) -> None:
    """Import a module and change it: now, or where it comes late as soon as it is filled."""
    module = importlib.import_module(name)
    if name in _EMPTY:
        _EMPTY[name] = change
    else:
        change(module)


def fill(name: str) -> None:
    """Fill a module that was handed out empty; leave any other as it is."""
    if name in _EMPTY:
        getattr(sys.modules[name], "anything", None)


def leave_seldom_modules() -> None:
    """Fill the modules in SELDOM and FOR_FAULTS when first asked for; call once, early, in a process of our own.

    WORKAROUND: `sqlalchemy.util` imports the former whole; remove when it no longer does.
    """
    late = (SELDOM | FOR_FAULTS) - sys.modules.keys()
    sys.meta_path.insert(0, LateFinder(late))
    if "asyncio" in late:
        # All that SQLAlchemy takes out of it when it is imported; it asks for coroutines, and never meets one here.
        importlib.import_module("asyncio").iscoroutine = _is_coroutine  # type: ignore[attr-defined]


def _is_coroutine(thing: object) -> bool:
    return isinstance(thing, CoroutineType)


def _leave_alone(_module: ModuleType) -> None:
    """Stand for no change."""
