"""Have the C library give large blocks back to the system at once, not keep them for the next of their size.

glibc keeps them from the first on: once a picture as large as the window was let go, later ones come out of the heap,
and twice as much stays at its end, which is then 4 MiB of nothing. What is given back is also wiped: the picture of a
page, or its text.
"""

import sys

LARGE_BYTES = 1024 * 1024

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""From <malloc.h>; to set either keeps glibc from raising both by itself."""


def give_large_blocks_back() -> None:
    """Set it so for this process; other C libraries than glibc have no such setting and no need of it."""
    if sys.platform != "linux":
        return
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    for setting in (M_MMAP_THRESHOLD, M_TRIM_THRESHOLD):
        mallopt(setting, LARGE_BYTES)
