"""Moving an entry's date: the list, the day and the search index follow; odd dates are refused with nothing changed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.journal.dating import comes_twice, put_date_back, redate_entry
from journal_app.journal.deletion import held_since
from journal_app.journal.drafts import keep_draft, start_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry, list_entries, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault, create_with_data_key

Rows = Callable[[Vault], dict[str, list[tuple[object, ...]]]]
ZONES = ["Europe/London", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]


@pytest.fixture(scope="module")
def shared() -> Iterator[Vault]:
    with TemporaryDirectory() as folder:
        vault = create_with_data_key(Path(folder) / "vault", bytes(range(32)))
        yield vault
        vault.close()


def keep(vault: Vault, clock: FixedClock, body: str) -> EntryId:
    return add_entry(vault, clock, title="", body=body, written_at=clock.now(), zone="Europe/London")


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - wall-clock time has no zone


def check_index(vault: Vault) -> None:
    """Raise unless both search indexes say what the entries say."""
    with vault.engine.connect() as connection:
        for index in ("entry_words", "gram_words"):
            raw(connection).execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


moments = st.datetimes(datetime(2, 1, 3), datetime(9998, 12, 28))  # noqa: DTZ001


@settings(max_examples=40, deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 3), moments, st.sampled_from(ZONES), st.booleans()), max_size=6))
def test_redate__any_moves__order_index_and_search_stay_right_and_undoing_gives_the_same_rows(
    shared: Vault, all_rows: Rows, moves: list[tuple[int, datetime, str, bool]]
) -> None:
    clock = FixedClock(datetime(2026, 5, 14, tzinfo=UTC))
    bodies = ["Quiet apple", "Apple pie", "日記 の 庭", "An #apple"]
    entries = [keep(shared, clock, body) for body in bodies]
    done = []
    for place, local, zone, is_second in moves:
        before = all_rows(shared)
        try:
            done.append((redate_entry(shared, entries[place], local, zone, is_second=is_second), before))
        except JournalError as error:
            assert error.code is JournalProblem.MOMENT_SKIPPED  # noqa: PT017
            assert all_rows(shared) == before
            continue
        moved = load_entry(shared, entries[place])
        assert (moved.written_on, moved.zone, moved.body) == (local.date(), zone, bodies[place])

    check_index(shared)
    listed = list_entries(shared).items
    assert [entry.written_on for entry in listed] == sorted((entry.written_on for entry in listed), reverse=True)
    assert {hit.entry.id for hit in search_entries(shared, "apple").items} == {entries[0], entries[1], entries[3]}
    for placed, before in reversed(done):
        put_date_back(shared, placed)
        assert all_rows(shared) == before
    for entry_id in entries:
        delete_entry(shared, entry_id)


def test_redate__to_its_own_moment__keeps_its_place(vault: Vault, clock: FixedClock, all_rows: Rows) -> None:
    entry_id = keep(vault, clock, "x")
    before = all_rows(vault)

    redate_entry(vault, entry_id, wall(2026, 5, 14, 19, 30, 15, 123456), "Europe/London")

    assert all_rows(vault) == before


@pytest.mark.parametrize(
    ("local", "zone", "problem"),
    [
        (wall(2026, 3, 29, 1, 30), "Europe/London", JournalProblem.MOMENT_SKIPPED),
        (wall(2011, 12, 30, 12), "Pacific/Apia", JournalProblem.MOMENT_SKIPPED),
        (wall(1, 1, 1), "Europe/London", JournalProblem.MOMENT_OUT_OF_RANGE),
        (wall(2, 1, 1), "Asia/Kathmandu", JournalProblem.MOMENT_OUT_OF_RANGE),
        (wall(9998, 12, 31, 23), "America/St_Johns", JournalProblem.MOMENT_OUT_OF_RANGE),
        (wall(9999, 12, 31, 23, 59), "UTC", JournalProblem.MOMENT_OUT_OF_RANGE),
        *((wall(2026, 5, 1), zone, JournalProblem.ZONE_UNKNOWN) for zone in ("", "Mars/Base", "../x", "Europe", "\0")),
        (wall(2026, 5, 1), "x" * 5000, JournalProblem.ZONE_UNKNOWN),
        (wall(2026, 5, 1), "\ud800", JournalProblem.ZONE_UNKNOWN),
    ],
)
def test_redate__time_or_place_that_was_not__is_refused_with_nothing_changed(
    vault: Vault, clock: FixedClock, all_rows: Rows, local: datetime, zone: str, problem: JournalProblem
) -> None:
    entry_id = keep(vault, clock, "x")
    before = all_rows(vault)

    with pytest.raises(JournalError) as caught:
        redate_entry(vault, entry_id, local, zone)

    assert (caught.value.code, all_rows(vault)) == (problem, before)


def test_redate__into_the_hour_that_came_twice__is_the_first_unless_the_second_is_meant(
    vault: Vault, clock: FixedClock
) -> None:
    entry_id, local = keep(vault, clock, "x"), wall(2026, 10, 25, 1, 30)

    moments = []
    for is_second in (False, True):
        redate_entry(vault, entry_id, local, "Europe/London", is_second=is_second)
        moments.append(load_entry(vault, entry_id).written_at)

    assert comes_twice(local, "Europe/London")
    assert not comes_twice(wall(2026, 3, 29, 1, 30), "Europe/London")
    assert moments == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]


def test_put_date_back__another_page_at_its_place__stands_beside_it(vault: Vault, clock: FixedClock) -> None:
    entry_id = keep(vault, clock, "x")
    placed = redate_entry(vault, entry_id, wall(2020, 1, 1), "UTC")
    other = keep(vault, clock, "y")

    put_date_back(vault, placed)

    assert [entry.id for entry in list_entries(vault).items] == [entry_id, other]
    assert load_entry(vault, entry_id).written_on == date(2026, 5, 14)


def test_redate__forward_after_a_long_draft__deletion_still_looks_for_backups_from_its_first_word_on(
    vault: Vault,
) -> None:
    clock = FixedClock(datetime(2026, 5, 1, tzinfo=UTC))
    draft = start_draft(vault, clock, body="Begun long before it was done")
    clock.moment = datetime(2026, 5, 9, tzinfo=UTC)
    entry_id = keep_draft(vault, clock, draft.id)

    redate_entry(vault, entry_id, wall(2026, 5, 20), "UTC")

    assert held_since(load_entry(vault, entry_id)) == datetime(2026, 5, 1, tzinfo=UTC)


def test_redate__gone__is_refused(vault: Vault) -> None:
    with pytest.raises(JournalError) as caught:
        redate_entry(vault, EntryId(1), wall(2026, 5, 20), "UTC")
    assert caught.value.code is JournalProblem.ENTRY_NOT_FOUND
