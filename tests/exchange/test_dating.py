"""When a text was written: front matter, name, file time, in that order; and what the name says besides."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.exchange.dating import DatedBy, date_text, title_in_name

LONDON = ZoneInfo("Europe/London")
FILE_TIME = datetime(2020, 2, 2, 20, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "stem", "at", "zone", "by"),
    [
        ({"date": "2024-05-01"}, "x", "2024-05-01T11:00Z", "Europe/London", DatedBy.FRONT_MATTER),
        ({"date": "2024-01-01"}, "x", "2024-01-01T12:00Z", "Europe/London", DatedBy.FRONT_MATTER),
        ({"created": "2024-05-01 21:15"}, "x", "2024-05-01T20:15Z", "Europe/London", DatedBy.FRONT_MATTER),
        ({"date": "2024-05-01T21:15:30Z"}, "x", "2024-05-01T21:15:30Z", "Europe/London", DatedBy.FRONT_MATTER),
        ({"date": "2024-05-01T00:30:00+09:00"}, "x", "2024-04-30T15:30Z", "Etc/GMT-9", DatedBy.FRONT_MATTER),
        ({"date": "2024-05-01T22:30:00-05:00"}, "x", "2024-05-02T03:30Z", "Etc/GMT+5", DatedBy.FRONT_MATTER),
        ({"date": "2024-05-01T22:30:00+01:00"}, "x", "2024-05-01T21:30Z", "Europe/London", DatedBy.FRONT_MATTER),
        ({"date": "2024-05-01T22:30:00+05:30"}, "x", "2024-05-01T17:00Z", "Europe/London", DatedBy.FRONT_MATTER),
        ({"date": "last spring"}, "2024-05-01", "2024-05-01T11:00Z", "Europe/London", DatedBy.FILE_NAME),
        ({"date": "2024-02-30"}, "2024-03-01", "2024-03-01T12:00Z", "Europe/London", DatedBy.FILE_NAME),
        ({}, "2024-05-01 21-15 Rain", "2024-05-01T20:15Z", "Europe/London", DatedBy.FILE_NAME),
        ({}, "2024-05-01T21.15.30", "2024-05-01T20:15:30Z", "Europe/London", DatedBy.FILE_NAME),
        ({}, "2024-05-01 1200 words", "2024-05-01T11:00Z", "Europe/London", DatedBy.FILE_NAME),
        ({}, "2024-05-01 99-99", "2020-02-02T20:20Z", "Europe/London", DatedBy.FILE_TIME),
        ({}, "2024-13-01", "2020-02-02T20:20Z", "Europe/London", DatedBy.FILE_TIME),
        ({}, "2024-05-012", "2020-02-02T20:20Z", "Europe/London", DatedBy.FILE_TIME),
        ({"date": "0001-01-01"}, "Rain", "2020-02-02T20:20Z", "Europe/London", DatedBy.FILE_TIME),
    ],
)
def test_date_text__from_what_there_is__keeps_the_wall_clock(
    values: dict[str, str], stem: str, at: str, zone: str, by: DatedBy
) -> None:
    dating = date_text(values, stem, FILE_TIME.timestamp(), LONDON)

    assert (dating.written_at, dating.zone, dating.by) == (datetime.fromisoformat(at), zone, by)


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("2024-05-01", ""),
        ("2024-05-01 Rain", "Rain"),
        ("2024-05-01 - Rain, again", "Rain, again"),
        ("2024-05-01_21-15_Rain", "Rain"),
        ("2024-05-01 1200 words", "1200 words"),
        ("Rain", "Rain"),
        ("2024-13-01 Rain", "2024-13-01 Rain"),
    ],
)
def test_title_in_name__besides_the_date__is_the_rest(stem: str, title: str) -> None:
    assert title_in_name(stem) == title


@given(value=st.text(max_size=30), stem=st.text(max_size=30))
def test_date_text__any_words__always_finds_a_date(value: str, stem: str) -> None:
    assert date_text({"date": value}, stem, 0.0, LONDON).written_at.tzinfo is UTC
    title_in_name(stem)
