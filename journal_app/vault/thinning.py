"""Choose which snapshots to keep: close together in the last days, further apart the older they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

LATEST, DAYS, WEEKS, MONTHS = 10, 7, 4, 6
MOST_BYTES = 500 * 1000 * 1000


class Dated(Protocol):
    """What thinning needs to know of a snapshot."""

    @property
    def number(self) -> int:
        """Its place in the order they were made."""

    @property
    def made_at(self) -> datetime:
        """When it was made."""

    @property
    def file_bytes(self) -> int:
        """Its size."""


D = TypeVar("D", bound=Dated)


def to_keep(snapshots: Iterable[D], zone: ZoneInfo) -> tuple[D, ...]:
    """Return those to keep, newest first: the 10 latest, the last of 7 days, 4 weeks and 6 months, to 500 MB in all.

    Days, weeks and months are those of the person's zone, and count only where there is a snapshot. The newest is kept
    whatever its size.
    """
    newest_first = sorted(snapshots, key=lambda one: one.number, reverse=True)
    chosen = {one.number for one in newest_first[:LATEST]}
    for name_of_period, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        last_of: dict[str, int] = {}
        for one in newest_first:
            last_of.setdefault(one.made_at.astimezone(zone).strftime(name_of_period), one.number)
        chosen.update(list(last_of.values())[:count])
    kept: list[D] = []
    total = 0
    for one in newest_first:
        if one.number in chosen and (not kept or total + one.file_bytes <= MOST_BYTES):
            kept.append(one)
            total += one.file_bytes
    return tuple(kept)
