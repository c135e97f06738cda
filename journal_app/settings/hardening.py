"""Close the easy ways out of this process for an open journal: loose file modes, core dumps, others' debuggers.

Called before Qt is imported, so that nothing Qt or a driver writes is ever readable by others. The successor after a
lock goes the same way, so it is as closed.
"""

import os
import sys

PRIVATE_UMASK = 0o077
"""New files 0600, new folders 0700."""

PR_SET_DUMPABLE = 4
"""From <linux/prctl.h>: 0 means no core file, no ptrace and no /proc/PID/mem for other processes of the same user."""

NO_ERROR_BOXES = 0x0001 | 0x0002 | 0x8000
"""From <errhandlingapi.h>: fail without a box, without error reporting (whose reports hold memory), without asking."""


def harden_process() -> None:
    """Make files private, switch core dumps off, keep same-user debuggers out; go on where a system can't."""
    os.umask(PRIVATE_UMASK)
    _forbid_core_files()
    if sys.platform == "win32":
        _forbid_error_reports()
    # In a Snap the desktop portal identifies the program through /proc/PID, which a non-dumpable process closes.
    if sys.platform == "linux" and "SNAP" not in os.environ:
        _forbid_dumping()


def _forbid_core_files() -> None:
    try:
        import resource
    except ImportError:  # Windows has no core files; its error reports are forbidden below
        return
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return


def _forbid_dumping() -> None:
    import ctypes

    try:
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):  # a C library without prctl: the other two measures stand
        return


def _forbid_error_reports() -> None:
    """Keep Windows from offering to send, or to keep, a picture of this process's memory after a crash."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name is known to the types on Windows alone
    kernel.SetErrorMode(kernel.GetErrorMode() | NO_ERROR_BOXES)
