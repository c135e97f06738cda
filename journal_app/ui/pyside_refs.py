"""Keep None, True and False alive under a PySide6 that loses count of them.

PySide6 6.12.0 takes one reference of None away at every call of a Qt method that returns nothing, and one of True at
every `Signal.emit`. Python 3.12 made these objects immortal, so nothing happens there; on 3.11 the program ends after
some thousand calls with "Fatal Python error: none_dealloc". 6.10.3 and 6.11.3 count rightly (measured).
"""

import ctypes
import sys

PLENTY = 1 << (60 if sys.maxsize > 2**32 else 30)
"""Far more calls than any session makes, and far from overflowing the counter."""


def keep_singletons_alive() -> None:
    """Raise the reference counts of the singletons once, before the first Qt call; does nothing from Python 3.12 on.

    WORKAROUND: PySide6 6.12.0 returns None and True without a reference of their own; remove when a fixed PySide6 is
    the least version asked for, or Python 3.12 is.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for singleton in (None, True, False, NotImplemented):
        if sys.getrefcount(singleton) < PLENTY // 2:
            count = ctypes.c_ssize_t.from_address(id(singleton))
            count.value += PLENTY
