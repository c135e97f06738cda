from datetime import UTC, date, datetime

from journal_app.settings.clock import FixedClock, SystemClock, today


def test_today__late_evening_utc_in_auckland__is_already_tomorrow():
    clock = FixedClock(datetime(2026, 3, 1, 20, 0, tzinfo=UTC), "Pacific/Auckland")

    assert today(clock) == date(2026, 3, 2)


def test_system_clock__now__is_aware_and_utc():
    assert SystemClock().now().tzinfo is UTC


def test_system_clock__zone__is_a_named_zone():
    assert SystemClock().zone().key
