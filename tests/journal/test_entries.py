"""Entries: their day and order, pages of them, those about an article, and bringing some in."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app.content.model import ArticleId, PassageId
from journal_app.journal.adding import add_entries
from journal_app.journal.asked import Asked
from journal_app.journal.entries import (
    EntryId,
    NewEntry,
    add_entry,
    count_entries,
    entries_about,
    known_origins,
    list_entries,
    load_entry,
)
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault


def _add(
    vault: Vault,
    clock: FixedClock,
    at: datetime,
    *,
    zone: str = "Europe/London",
    body: str = "x",
    asked: Asked | None = None,
) -> EntryId:
    return add_entry(vault, clock, title="", body=body, written_at=at, zone=zone, asked=asked)


@pytest.mark.parametrize(
    ("at", "zone", "on"),
    [
        (datetime(2026, 6, 1, 22, 59, tzinfo=UTC), "Europe/London", date(2026, 6, 1)),
        (datetime(2026, 6, 1, 23, 0, tzinfo=UTC), "Europe/London", date(2026, 6, 2)),
        (datetime(2026, 6, 1, 12, 0, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 6, 2)),
        (datetime(2026, 6, 1, 11, 0, tzinfo=UTC), "Etc/GMT+12", date(2026, 5, 31)),
        (datetime(1969, 12, 31, 23, 30, tzinfo=UTC), "Asia/Kolkata", date(1970, 1, 1)),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "Europe/London", date(2026, 3, 29)),
    ],
)
def test_entry__written_somewhere__belongs_to_the_local_day(
    vault: Vault, clock: FixedClock, at: datetime, zone: str, on: date
) -> None:
    entry = load_entry(vault, _add(vault, clock, at, zone=zone))

    assert (entry.written_on, entry.written_at, entry.zone) == (on, at, zone)


def test_list_entries__after_travel__days_never_interleave(vault: Vault, clock: FixedClock) -> None:
    start = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)
    for hours, zone in [(0, "Asia/Tokyo"), (1, "Europe/London"), (5, "Asia/Tokyo"), (6, "America/New_York")]:
        _add(vault, clock, start + timedelta(hours=hours), zone=zone)

    days = [entry.written_on for entry in list_entries(vault).items]

    assert days == sorted(days, reverse=True)


def test_sort_key__many_in_one_millisecond_and_a_clock_set_back__is_unique(vault: Vault, clock: FixedClock) -> None:
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    same = [NewEntry("", str(number), at, "Europe/London") for number in range(1001)]
    add_entries(vault, clock, same)
    _add(vault, clock, at + timedelta(hours=1), body="the hour that comes twice")

    page = list_entries(vault, limit=2000)

    assert len({entry.sort_key for entry in page.items}) == 1002
    assert {entry.written_on for entry in page.items} == {date(2026, 10, 25)}


moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    moments=st.lists(moments, min_size=1, max_size=12),
    zone=st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "UTC"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_entry__any_moment__comes_back_exactly(
    vault: Vault, clock: FixedClock, moments: list[datetime], zone: str
) -> None:
    for moment in moments:
        entry = load_entry(vault, _add(vault, clock, moment, zone=zone))
        assert entry.written_at == moment
        assert entry.written_on == moment.astimezone(ZoneInfo(zone)).date()


def test_list_entries__page_by_page__gives_each_once_newest_first(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in (3, 0, 6, 1, 5, 2, 4):
        _add(vault, clock, start + timedelta(days=number), body=str(number), asked=asked if number % 2 else None)

    pages = [list_entries(vault, limit=3)]
    while (before := pages[-1].next_before) is not None:
        pages.append(list_entries(vault, before=before, limit=3))

    entries = [entry for page in pages for entry in page.items]
    assert [len(page.items) for page in pages] == [3, 3, 1]
    assert [entry.opening for entry in entries] == ["6", "5", "4", "3", "2", "1", "0"]
    assert [entry.prompt_title for entry in entries[:2]] == ["", asked.title]


def test_list_entries__exactly_a_page__has_no_next(vault: Vault, clock: FixedClock) -> None:
    for _ in range(3):
        _add(vault, clock, clock.now())

    assert list_entries(vault, limit=3).next_before is None


def test_list_entries__empty_journal__is_empty(vault: Vault) -> None:
    page = list_entries(vault)

    assert (page.items, page.next_before, count_entries(vault)) == ((), None, 0)


def test_opening__of_a_long_body__is_counted_in_code_points(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, clock.now(), body="🫖" * 500)

    assert list_entries(vault).items[0].opening == "🫖" * 240


def test_entries_about__article_or_passage__finds_the_answers(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    answer = _add(vault, clock, clock.now(), asked=asked)
    _add(vault, clock, clock.now())

    assert [entry.id for entry in entries_about(vault, ArticleId("a1"))] == [answer]
    assert [entry.id for entry in entries_about(vault, ArticleId("a1"), PassageId("p1"))] == [answer]
    assert entries_about(vault, ArticleId("a1"), PassageId("p2")) == ()
    assert entries_about(vault, ArticleId("a9")) == ()


def test_load_entry__gone__is_refused(vault: Vault) -> None:
    with pytest.raises(JournalError) as refused:
        load_entry(vault, EntryId(7))

    assert refused.value.code is JournalProblem.ENTRY_NOT_FOUND


def test_add_entry__same_origin__is_refused(vault: Vault, clock: FixedClock) -> None:
    new = {"title": "", "body": "b", "written_at": clock.now(), "zone": "UTC", "origin": "o:1"}
    add_entry(vault, clock, **new)  # type: ignore[arg-type]  # one dict for both calls

    with pytest.raises(JournalError) as refused:
        add_entry(vault, clock, **new)  # type: ignore[arg-type]  # one dict for both calls

    assert refused.value.code is JournalProblem.ALREADY_IMPORTED
    assert known_origins(vault, ["o:1", "o:2"]) == {"o:1"}
    assert count_entries(vault) == 1


def test_add_entries__one_refused__leaves_its_thousand_out(vault: Vault, clock: FixedClock) -> None:
    new = [NewEntry("", str(number), clock.now(), "UTC") for number in range(1000)]
    bad = [NewEntry("", "fine", clock.now(), "UTC"), NewEntry("", "\0", clock.now(), "UTC")]

    with pytest.raises(JournalError):
        add_entries(vault, clock, [*new, *bad])

    assert count_entries(vault) == 1000


def test_add_entry__a_year_no_zone_can_shift__is_refused(vault: Vault, clock: FixedClock) -> None:
    with pytest.raises(JournalError) as refused:
        _add(vault, clock, datetime(1, 1, 1, tzinfo=UTC), zone="America/New_York")

    assert refused.value.code is JournalProblem.MOMENT_OUT_OF_RANGE
