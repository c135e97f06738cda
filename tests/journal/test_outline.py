"""The outline: every entry's place in time, oldest first."""

from datetime import UTC, date, datetime

from journal_app.journal.entries import add_entry, delete_entry, list_entries
from journal_app.journal.outline import no_outline, read_outline, read_stretch
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault


def test_read_outline__entries_in_any_order__are_oldest_first_with_their_ids(vault: Vault, clock: FixedClock) -> None:
    for year in (2026, 2, 9998, 1969):
        add_entry(vault, clock, title="", body="x", written_at=datetime(year, 3, 1, tzinfo=UTC), zone="UTC")

    outline = read_outline(vault)

    newest_first = list_entries(vault).items
    assert list(outline.keys)[::-1] == [entry.sort_key for entry in newest_first]
    assert list(outline.ids)[::-1] == [entry.id for entry in newest_first]
    assert [outline.day(place).year for place in range(len(outline))] == [2, 1969, 2026, 9998]


def test_place_of_day__between_and_beyond__is_the_newest_before_its_end(vault: Vault, clock: FixedClock) -> None:
    for day in (1, 3):
        add_entry(vault, clock, title="", body="x", written_at=datetime(2026, 3, day, tzinfo=UTC), zone="UTC")

    outline = read_outline(vault)

    days = [date.min, date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3), date.max]
    assert [outline.place_of_day(day) for day in days] == [-1, 0, 0, 1, 1]


def test_read_outline__nothing_kept__is_empty(vault: Vault) -> None:
    assert read_outline(vault) == no_outline()


def test_read_stretch__one_gone_meanwhile__gives_the_others(vault: Vault, clock: FixedClock) -> None:
    for day in (1, 2):
        add_entry(vault, clock, title=f"{day}", body="x", written_at=datetime(2026, 3, day, tzinfo=UTC), zone="UTC")
    outline = read_outline(vault)
    delete_entry(vault, outline.ids[0])

    assert [entry.title for entry in read_stretch(vault, outline.keys).values()] == ["2"]
