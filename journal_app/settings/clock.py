"""The one clock: aware UTC moments, the IANA zone they were lived in, and local dates."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # 5 ms that the first paint need not pay
    from datetime import date, datetime
    from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What time it is, and where. Handed to whatever needs it; tests hand in a `FixedClock`."""

    def now(self) -> "datetime":
        """Return this moment, aware, UTC."""
        ...

    def zone(self) -> "ZoneInfo":
        """Return the person's IANA time zone."""
        ...


class SystemClock:
    """The computer's own clock and zone."""

    def now(self) -> "datetime":
        """Return this moment, aware, UTC."""
        from datetime import UTC, datetime

        return datetime.now(UTC)

    def zone(self) -> "ZoneInfo":
        """Return the system's IANA zone, UTC where it names none."""
        from zoneinfo import ZoneInfo

        from tzlocal import get_localzone_name

        return ZoneInfo(get_localzone_name() or "UTC")


class FixedClock:
    """A clock that stands where it was put; for tests, the demo and reproducible pictures."""

    def __init__(self, moment: "datetime", zone_name: str = "Europe/London") -> None:
        self.moment = moment
        self.zone_name = zone_name

    def now(self) -> "datetime":
        """Return the moment it was put at."""
        return self.moment

    def zone(self) -> "ZoneInfo":
        """Return the zone it was put in."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.zone_name)


def file_moment(seconds: float) -> "datetime | None":
    """Return a file's time (seconds since 1970) as a moment, UTC; None for one that no calendar of ours has.

    Some file systems keep any number, and a copy may come with one.
    """
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def today(clock: Clock) -> "date":
    """Return the local date."""
    return clock.now().astimezone(clock.zone()).date()
