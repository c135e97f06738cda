"""Say of a fault of ours what kind it was and where, and nothing else: an exception can quote the page it met.

Python prints an exception's words, its causes' words, and whatever a library chose to warn or log of; any of these may
be a person's (vault.md, T9). For every exception nobody caught, in any thread, this prints the type's name and the
places in our own code.
"""

import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType

from journal_app.settings.late_modules import when_filled

PACKAGE = Path(__file__).resolve().parent.parent
"""Only code below this folder is named, and as seen from beside it: a path may hold a person's name."""

MOST_PLACES = 12

Tell = Callable[[str, str], None]
"""Takes the name of an exception's type, and where it was raised, innermost place first; in the thread it met."""


def places_of(trace: TracebackType | None) -> tuple[str, ...]:
    """Return the places in our own code that a traceback goes through, "journal_app/x.py:12", innermost first."""
    places: list[str] = []
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            places.insert(0, f"{file.relative_to(PACKAGE.parent).as_posix()}:{trace.tb_lineno}")
        trace = trace.tb_next
    return tuple(places[:MOST_PLACES])


def say_fault(kind: str, places: str) -> None:
    """Print one line on standard error, where there is one."""
    if sys.stderr is not None:  # a window without a console has none
        print(f"A fault of the program: {kind} at {places or 'a place outside it'}", file=sys.stderr, flush=True)


def keep_faults_quiet(tell: Tell = say_fault) -> None:
    """Let exceptions that nobody caught, warnings and stray logs say no more than `tell` is told; for this process."""

    def on_exception(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            tell(kind.__name__, " < ".join(places_of(trace)))

    def on_thread_exception(met: threading.ExceptHookArgs) -> None:
        if met.exc_type is not SystemExit:
            on_exception(met.exc_type, None, met.exc_traceback)

    def on_unraisable(met: "sys.UnraisableHookArgs") -> None:
        on_exception(met.exc_type, None, met.exc_traceback)

    sys.excepthook = on_exception
    threading.excepthook = on_thread_exception
    sys.unraisablehook = on_unraisable
    warnings.showwarning = _show_no_warning
    when_filled("logging", _log_nothing)


def _log_nothing(logging: ModuleType) -> None:
    """Drop what no handler was set for, and Kindroot sets none."""
    vars(logging).update(lastResort=None, raiseExceptions=False)


def _show_no_warning(*_details: object, **_more: object) -> None:
    """Stand for Python's own, which prints the warning's words and the line of source."""
