"""A clock that stands."""

from datetime import UTC, datetime

import pytest

from journal_app.settings.clock import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC), "Europe/London")
