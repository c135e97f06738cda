"""How this program starts itself again: the command, and an environment without what a bundle's starter left in it.

PyInstaller's starter (6.9 and later) puts its own `_PYI_…` variables and the bundle's library folder into the
environment. A successor that inherited them would take itself for a part of the process it replaces, and would load its
libraries through a path that is not its own to set. See "Independent subprocess" in PyInstaller's manual.
"""

import os
import sys
from collections.abc import Mapping

RESET_VARIABLE = "PYINSTALLER_RESET_ENVIRONMENT"
STARTER_PREFIX = "_PYI_"
LIBRARY_PATH = "LD_LIBRARY_PATH"
LIBRARY_PATH_BEFORE = "LD_LIBRARY_PATH_ORIG"
"""Where the starter keeps the value that whoever started the program had set."""


def is_bundled() -> bool:
    """Tell whether the program runs from a bundle, where `sys.executable` is the program and not Python."""
    return bool(getattr(sys, "frozen", False))


def own_command() -> list[str]:
    """Return the command that starts this program; words for it can be added."""
    return [sys.executable] if is_bundled() else [sys.executable, "-m", "journal_app"]


def fresh_environment(inherited: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment as it was before a bundle's starter changed it, for a process that stands by itself."""
    inherited = os.environ if inherited is None else inherited
    if not is_bundled():
        return dict(inherited)
    left_out = {LIBRARY_PATH, LIBRARY_PATH_BEFORE}
    fresh = {
        name: value for name, value in inherited.items() if name not in left_out and not name.startswith(STARTER_PREFIX)
    }
    if before := inherited.get(LIBRARY_PATH_BEFORE):
        fresh[LIBRARY_PATH] = before
    return fresh | {RESET_VARIABLE: "1"}
