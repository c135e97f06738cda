"""Odd dates and odd clocks: kept in their place and found there, or refused in a sentence with nothing changed."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journal_app.exchange.dating import date_text
from journal_app.exchange.importing import import_source
from journal_app.journal.calendar import Span, days_with_entries, entries_of_day, year_span, years_with_entries
from journal_app.journal.drafts import DraftId, edit_entry, keep_draft, list_drafts, load_draft, save_draft, start_draft
from journal_app.journal.entries import EntryId, add_entry, list_entries, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.on_this_day import on_this_day
from journal_app.journal.outline import read_outline
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.settings.sentences import sentence
from journal_app.vault.vault import Vault

FAR_ZONES = ("UTC", "Pacific/Kiritimati", "America/New_York")
NO_TIME = (1e13, -1e13, 1e18, float("inf"))
"""Seconds since 1970 that some file systems keep, and no calendar has."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 20, 14, tzinfo=UTC))


def write(vault: Vault, clock: FixedClock, words: str) -> EntryId:
    """Begin a page, save it and keep it, as the window does."""
    draft = start_draft(vault, clock)
    save_draft(vault, clock, draft.id, title="", body=words)
    return keep_draft(vault, clock, draft.id)


def openings(vault: Vault) -> list[str]:
    return [one.opening for one in list_entries(vault).items]


def found(vault: Vault, words: str) -> list[str]:
    return [hit.entry.opening for hit in search_entries(vault, words).items]


@pytest.mark.parametrize("zone", FAR_ZONES)
@pytest.mark.parametrize("year", [1, 9999])
def test_add__a_year_at_the_end_of_time__is_refused_in_a_sentence(
    vault: Vault, clock: FixedClock, year: int, zone: str
) -> None:
    with pytest.raises(JournalError) as caught:
        add_entry(vault, clock, title="", body="Too far", written_at=datetime(year, 6, 1, tzinfo=UTC), zone=zone)

    assert caught.value.code is JournalProblem.MOMENT_OUT_OF_RANGE
    assert sentence(caught.value.code, **caught.value.fields)
    assert openings(vault) == []


def test_add__the_first_and_last_years_there_are__stand_in_order_and_are_found_everywhere(
    vault: Vault, clock: FixedClock
) -> None:
    moments = [datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, 23, 59, tzinfo=UTC)]
    kept = {
        (moment, zone): add_entry(vault, clock, title="", body="An edge of time", written_at=moment, zone=zone)
        for moment in moments
        for zone in FAR_ZONES
    }

    days = {key: load_entry(vault, entry_id).written_on for key, entry_id in kept.items()}
    assert days[moments[0], "America/New_York"] == date(1, 12, 31)
    assert days[moments[1], "Pacific/Kiritimati"] == date(9999, 1, 1)
    listed = [one.written_on for one in list_entries(vault).items]
    assert listed == sorted(days.values(), reverse=True)
    assert years_with_entries(vault) == (9999, 9998, 2, 1)
    counted = {
        day: count for year in (1, 2, 9998, 9999) for day, count in days_with_entries(vault, year_span(year)).items()
    }
    assert counted == {day: list(days.values()).count(day) for day in days.values()}
    for day in set(days.values()):
        assert {one.written_on for one in entries_of_day(vault, day)} == {day}
        assert found(vault, f"edge on:{day.isoformat()}")
    outline = read_outline(vault)
    assert [outline.day(place) for place in range(len(outline))] == sorted(days.values())
    for today in (date.min, date(9999, 12, 31), date(2, 1, 1)):
        on_this_day(vault, today)
        days_with_entries(vault, Span(today, today))


@pytest.mark.parametrize("moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_draft__the_computer_s_clock_is_beyond_time__is_refused_and_what_was_saved_stays(
    vault: Vault, clock: FixedClock, moment: datetime
) -> None:
    draft = start_draft(vault, clock, body="Saved before")

    for act in (
        lambda lost: start_draft(vault, lost),
        lambda lost: save_draft(vault, lost, draft.id, title="", body="Saved after"),
        lambda lost: keep_draft(vault, lost, draft.id),
    ):
        with pytest.raises(JournalError, match=JournalProblem.MOMENT_OUT_OF_RANGE):
            act(FixedClock(moment))

    assert load_draft(vault, draft.id).body == "Saved before"
    assert keep_draft(vault, clock, draft.id)


def test_write__clock_set_back_between__every_page_is_kept_where_its_clock_said(
    vault: Vault, clock: FixedClock
) -> None:
    first = write(vault, clock, "Before it was set back")
    draft = start_draft(vault, clock, body="Begun before")
    clock.moment -= timedelta(days=400)
    save_draft(vault, clock, draft.id, title="", body="Begun before, saved after")
    second = write(vault, clock, "After it was set back")

    assert [one.id for one in list_drafts(vault)] == [draft.id]
    third = keep_draft(vault, clock, draft.id)

    assert [one.id for one in list_entries(vault).items] == [third, first, second]
    assert load_entry(vault, third).body == "Begun before, saved after"
    assert len(found(vault, "before")) == 2
    again = save_and_keep_again(vault, clock, first, "Before, reworded under the wrong clock")
    assert load_entry(vault, again).written_on == date(2026, 11, 21)


def test_write__clock_stands_still__every_page_has_a_place_of_its_own(vault: Vault, clock: FixedClock) -> None:
    ids = [write(vault, clock, f"Page {number}") for number in range(30)]

    assert [one.id for one in list_entries(vault).items] == ids[::-1]


def test_write__zone_changes_across_midnight__each_page_keeps_the_day_of_where_it_was_begun(
    vault: Vault, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # 23:30 in London, 07:30 of the next day in Tokyo
    draft = start_draft(vault, clock, body="Begun in London")
    clock.zone_name = "Asia/Tokyo"
    save_draft(vault, clock, draft.id, title="", body="Begun in London, kept in Tokyo")
    london = keep_draft(vault, clock, draft.id)
    tokyo = write(vault, clock, "Written in Tokyo")
    clock.zone_name = "America/Los_Angeles"
    angeles = write(vault, clock, "Written in Los Angeles")  # 15:30 of the day before

    days = {entry_id: load_entry(vault, entry_id).written_on.isoformat() for entry_id in (london, tokyo, angeles)}
    assert list(days.values()) == ["2026-06-30", "2026-07-01", "2026-06-30"]
    assert [one.id for one in list_entries(vault).items] == [tokyo, london, angeles]
    assert found(vault, "on:2026-07-01") == ["Written in Tokyo"]
    assert len(found(vault, "on:2026-06-30")) == 2


def test_write__hour_that_comes_twice__both_pages_are_kept_and_found(vault: Vault, clock: FixedClock) -> None:
    ids = []
    for moment in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
        clock.moment = moment
        ids.append(write(vault, clock, f"At half past one, {moment.hour}"))

    assert [one.id for one in list_entries(vault).items] == ids[::-1]
    assert len(entries_of_day(vault, date(2026, 10, 25))) == 2
    assert [load_entry(vault, entry_id).written_at.hour for entry_id in ids] == [0, 1]


def test_import__hours_skipped_and_twice__come_in_on_their_day(vault: Vault, clock: FixedClock, tmp_path: Path) -> None:
    source = tmp_path / "old"
    source.mkdir()
    for name in (
        "2026-03-29 01-30 skipped",
        "2026-10-25 01-30 twice",
        "2026-03-28 23-59 before",
        "2026-03-29 23-59 after",
    ):
        (source / f"{name}.txt").write_text(f"Words of {name}", encoding="utf-8")

    report = import_source(vault, clock, source)

    assert (report.added, report.skipped) == (4, ())
    for entry in list_entries(vault).items:
        assert entry.written_on.isoformat() in entry.opening


@pytest.mark.parametrize("seconds", NO_TIME)
def test_date_text__file_time_no_calendar_has__is_refused_in_a_sentence_unless_the_file_says_when(
    clock: FixedClock, seconds: float
) -> None:
    with pytest.raises(JournalError) as caught:
        date_text({}, "a walk", seconds, clock.zone())

    assert sentence(caught.value.code, **caught.value.fields)
    assert date_text({}, "2024-05-01 a walk", seconds, clock.zone()).written_at.year == 2024


def test_import__a_file_of_a_time_no_calendar_has__is_named_and_the_others_come_in(
    vault: Vault, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "old"
    source.mkdir()
    for name in ("fine", "odd"):
        (source / f"{name}.txt").write_text(f"Words of {name}", encoding="utf-8")
    os.utime(source / "odd.txt", (1e10, 1e10))
    monkeypatch.setattr("journal_app.exchange.dating.file_moment", lambda at: None if at > 9e9 else clock.now())

    report = import_source(vault, clock, source)

    assert openings(vault) == ["Words of fine"]
    assert [(skipped.path, skipped.reason.value) for skipped in report.skipped] == [("odd.txt", "moment_out_of_range")]


def save_and_keep_again(vault: Vault, clock: FixedClock, entry_id: EntryId, words: str) -> EntryId:
    draft: DraftId = edit_entry(vault, clock, entry_id).id
    save_draft(vault, clock, draft, title="", body=words)
    return keep_draft(vault, clock, draft)
