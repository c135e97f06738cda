"""Which snapshots stay: the latest, and fewer the older they are, within the most they may take."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from journal_app.vault.snapshots import SnapshotInfo
from journal_app.vault.thinning import MOST_BYTES, to_keep

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def made(number: int, moment: datetime, size: int = 1) -> SnapshotInfo:
    return SnapshotInfo(Path(f"{number}.snap"), number, moment, size, is_verified=True)


def test_to_keep__hourly_for_a_year__keeps_latest_days_weeks_and_months() -> None:
    all_of_them = [made(n + 1, START + timedelta(hours=n)) for n in range(24 * 365)]
    kept = to_keep(all_of_them, LONDON)
    assert [one.number for one in kept[:10]] == list(range(24 * 365, 24 * 365 - 10, -1))
    days = {one.made_at.astimezone(LONDON).date() for one in kept}
    last = max(days)
    assert {last - timedelta(days=n) for n in range(7)} <= days
    assert len({(day.year, day.month) for day in days}) == 6
    assert 10 <= len(kept) <= 10 + 6 + 4 + 6


def test_to_keep__ten_or_fewer__keeps_all() -> None:
    ten = [made(n, START + timedelta(seconds=n)) for n in range(1, 11)]
    assert len(to_keep(ten, LONDON)) == 10


def test_to_keep__more_than_the_most_bytes__lets_the_oldest_go_but_never_the_newest() -> None:
    large = [made(n, START + timedelta(days=n), MOST_BYTES // 3) for n in range(1, 7)]
    assert [one.number for one in to_keep(large, LONDON)] == [6, 5, 4]
    assert [one.number for one in to_keep([made(1, START, MOST_BYTES * 2)], LONDON)] == [1]
