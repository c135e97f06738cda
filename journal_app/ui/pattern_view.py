"""The views of Patterns, in the order they are named in."""

from enum import IntEnum


class PatternView(IntEnum):
    """A way to look at what was said and written."""

    TOLD = 0
    YEAR = 1
    WRITTEN = 2
    LOOKED = 3
