"""Entries that came in without what is derived from them are made good, once, a part at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, select

from journal_app.journal import catching_up
from journal_app.journal.catching_up import catch_up, has_to_catch_up
from journal_app.journal.entries import add_entry
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault


@pytest.fixture
def bare(vault: Vault, clock: FixedClock) -> Vault:
    """A journal as the version before left it: entries, with nothing derived from them."""
    for number, body in enumerate(("東京へ #旅", "plum", "京都の梅")):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
        add_entry(vault, clock, title="", body=body, written_at=at, zone="UTC")
    with vault.write() as connection:
        connection.execute(delete(schema.entry_gram))
        connection.execute(delete(schema.entry_tag))
    return vault


def _catch_up(vault: Vault) -> int:
    rounds = 1
    while catch_up(vault):
        rounds += 1
    return rounds


def test_catch_up__entries_without_grams_and_tags__makes_them_good_once(bare: Vault) -> None:
    assert has_to_catch_up(bare)

    _catch_up(bare)

    assert len(search_entries(bare, "京").items) == 2
    assert len(search_entries(bare, "tag:旅").items) == 1
    assert not has_to_catch_up(bare)


def test_catch_up__left_off_half_way__goes_on_where_it_was(bare: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "BATCH", 1)

    assert catch_up(bare)
    with bare.write() as connection:
        connection.execute(delete(schema.entry_gram))
    _catch_up(bare)

    assert [hit.entry.opening for hit in search_entries(bare, "京").items] == ["京都の梅"]


def test_catch_up__another_file_after_a_rescue__looks_at_all_again(bare: Vault) -> None:
    _catch_up(bare)
    with bare.write() as connection:
        connection.execute(delete(schema.entry_gram))
        connection.execute(insert(schema.entry_gram).values(sort_key=5, grams="京都 都"))
        marker = schema.preference
        connection.execute(
            marker.update().where(marker.c.key == "derived").values(value='[1, "salt of the file before", null]')
        )

    assert len(search_entries(bare, "京").items) == 0
    _catch_up(bare)

    assert len(search_entries(bare, "京").items) == 2
    with bare.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.entry_gram)).scalar_one() == 2


@pytest.mark.parametrize("stored", ["", "null", "[]", "[1, 2]", '{"a": 1}', "[1"])
def test_catch_up__marker_that_makes_no_sense__is_begun_anew(bare: Vault, stored: str) -> None:
    with bare.write() as connection:
        connection.execute(insert(schema.preference).values(key="derived", value=stored))

    assert has_to_catch_up(bare)
    _catch_up(bare)

    assert not has_to_catch_up(bare)
