"""How moments and days stand in the vault: whole microseconds of UTC, local dates, and the key that lists sort by."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal_app.journal.errors import JournalError, JournalProblem

KEYS_A_MILLISECOND = 1000
"""How many entries may share one millisecond of wall-clock time before the next millisecond is used."""

KEYS_A_DAY = 86_400_000 * KEYS_A_MILLISECOND

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOCAL_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock time has no zone
_EPOCH_DAY, _LAST_DAY = _LOCAL_EPOCH.toordinal(), date.max.toordinal()
_FIRST_YEAR, _LAST_YEAR = 2, 9998  # a zone's offset may still be added on either side


def to_stored(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970, UTC; exact both ways.

    Raises JournalError (MOMENT_OUT_OF_RANGE), and ValueError for a naive one, which is a bug.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise JournalError(JournalProblem.MOMENT_OUT_OF_RANGE, year=moment.year)
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_stored(microseconds: int) -> datetime:
    """Return the stored moment, aware, UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def local_time(moment: datetime, zone: str) -> datetime:
    """Return what the clock on the wall showed at a moment in an IANA zone; naive on purpose."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def first_sort_key(local: datetime) -> int:
    """Return the lowest sort key of a wall-clock millisecond."""
    return (local - _LOCAL_EPOCH) // timedelta(milliseconds=1) * KEYS_A_MILLISECOND


def first_sort_key_of_day(on: date) -> int:
    """Return the lowest sort key of a local day."""
    return (on.toordinal() - _EPOCH_DAY) * KEYS_A_DAY


def day_of_sort_key(sort_key: int) -> date:
    """Return the local day that a sort key stands in, brought into the years that a date can have."""
    return date.fromordinal(min(max(sort_key // KEYS_A_DAY + _EPOCH_DAY, 1), _LAST_DAY))


def end_of_day(on: date) -> int:
    """Return the first sort key after a local day; of the very last day too."""
    return first_sort_key_of_day(on) + KEYS_A_DAY
