"""Find out when a text file was written: from its front matter, else its name, else the file's own time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.settings.clock import file_moment

_NOON = time(12)
"""The time of a text that only has a date: exists on every day in every zone."""

_YEARS = range(1000, 9000)
_FRONT_MATTER_KEYS = ("date", "created", "created_at", "created at")
_DATED_NAME = re.compile(
    r"(?P<on>\d{4}-\d{2}-\d{2})"
    r"(?:(?:[T_ ]|[ _]-[ _])(?P<hour>\d{2})[-:.h_](?P<minute>\d{2})(?:[-:._](?P<second>\d{2}))?)?"
    r"(?:$|(?=[ _.,-]))[ _.,-]*(?P<rest>.*)",
    re.DOTALL,
)


class DatedBy(StrEnum):
    """What told the date; FILE_TIME is a guess (copying changes it) and is said in the report."""

    FRONT_MATTER = "front_matter"
    FILE_NAME = "file_name"
    FILE_TIME = "file_time"


@dataclass(frozen=True, slots=True)
class Dating:
    """When a text was written, the IANA zone of that wall-clock time, and what told so."""

    written_at: datetime
    zone: str
    by: DatedBy


def date_text(values: dict[str, str], stem: str, file_time: float, zone: ZoneInfo) -> Dating:
    """Return when a text was written; times without a zone are read in `zone`, `file_time` is seconds since 1970.

    Raises JournalError (MOMENT_OUT_OF_RANGE) where only the file's time says when, and that is none.
    """
    for key in _FRONT_MATTER_KEYS:
        if (moment := _read_moment(values.get(key, ""))) is not None:
            return _dating(moment, zone, DatedBy.FRONT_MATTER)
    if (moment := _moment_in_name(stem)) is not None:
        return _dating(moment, zone, DatedBy.FILE_NAME)
    if (moment := file_moment(file_time)) is None:
        raise JournalError(JournalProblem.MOMENT_OUT_OF_RANGE)
    return Dating(moment, zone.key, DatedBy.FILE_TIME)


def title_in_name(stem: str) -> str:
    """Return what a file's name says besides its date; the whole name when it has none."""
    named = _DATED_NAME.fullmatch(stem)
    return named["rest"].strip() if named and _moment_in_name(stem) else stem


def _moment_in_name(stem: str) -> datetime | None:
    if not (named := _DATED_NAME.fullmatch(stem)):
        return None
    clock = f"T{named['hour']}:{named['minute']}:{named['second'] or '00'}" if named["hour"] else ""
    return _read_moment(named["on"] + clock)


def _read_moment(text: str) -> datetime | None:
    """Read an ISO date or date and time; naive when it names no offset."""
    text = text.strip()
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in _YEARS:
        return None
    return datetime.combine(moment.date(), _NOON) if len(text) == len("2024-05-01") else moment


def _dating(moment: datetime, zone: ZoneInfo, by: DatedBy) -> Dating:
    """Keep the wall-clock time that was written down, in a fixed zone where its offset isn't that of `zone`."""
    if moment.tzinfo is None:
        return Dating(moment.replace(tzinfo=zone).astimezone(UTC), zone.key, by)
    offset = moment.utcoffset() or timedelta()
    hours, rest = divmod(offset, timedelta(hours=1))
    is_elsewhere = offset and not rest and -12 <= hours <= 14 and moment.astimezone(zone).utcoffset() != offset
    return Dating(moment.astimezone(UTC), f"Etc/GMT{-hours:+d}" if is_elsewhere else zone.key, by)
