"""Names of exported files: neutral, by date alone, and valid on every system.

An entry's name is its time on the wall, to the millisecond where that is not whole, and what tells it from another of
the same moment: so it follows from the entry's place alone, and is nobody else's.
"""

import re
from datetime import datetime, timedelta

from journal_app.journal.moments import KEYS_A_MILLISECOND

_LOCAL_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock time has no zone
_SUFFIX = re.compile(r"\.([a-z0-9]{1,8})$")


def entry_stem(place: int) -> str:
    """Return an entry's file name without its ending, from its sort key: `2026-05-14_183015_123_no002`."""
    milliseconds, tie = divmod(place, KEYS_A_MILLISECOND)
    wall = _LOCAL_EPOCH + timedelta(milliseconds=milliseconds)
    stem = f"{wall:%Y-%m-%d_%H%M%S}" if wall.year >= 1000 else f"{wall.year:04}-{wall:%m-%d_%H%M%S}"
    if wall.microsecond:
        stem += f"_{wall.microsecond // 1000:03}"
    return f"{stem}_no{tie + 1:03}" if tie else stem


def entry_path(place: int) -> str:
    """Return an entry's path inside an export."""
    stem = entry_stem(place)
    return f"entries/{stem[:4]}/{stem}.md"


def file_path(uid: str, name: str) -> str:
    """Return a kept file's path inside an export: its uid, and the ending of its own name where that is harmless."""
    suffix = _SUFFIX.search(name.lower())
    return f"assets/{uid}.{suffix[1]}" if suffix else f"assets/{uid}"
