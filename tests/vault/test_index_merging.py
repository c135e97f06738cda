"""The parts of the search index merged in steps: all is found as before, and it may be left off anywhere."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal_app.journal import catching_up
from journal_app.journal.adding import add_entries
from journal_app.journal.catching_up import catch_up
from journal_app.journal.entries import NewEntry, add_entry
from journal_app.journal.search import search_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault import index_merging
from journal_app.vault.engine import raw
from journal_app.vault.index_merging import INDEXES, merge_indexes
from journal_app.vault.rescue import rescue_with_data_key
from journal_app.vault.vault import Vault, open_with_data_key
from journal_app.vault.verify import verify_open_vault

CLOCK = SystemClock()
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def add(vault: Vault, number: int, body: str) -> None:
    add_entry(vault, CLOCK, title="", body=body, written_at=FIRST + timedelta(days=number), zone="UTC")


def parts(vault: Vault) -> list[int]:
    """How many parts each index has."""
    with vault.read() as connection:
        return [
            raw(connection).execute(f"SELECT count(DISTINCT segid) FROM {name}_idx").fetchone()[0] for name in INDEXES
        ]


def merge(vault: Vault) -> list[float]:
    return list(merge_indexes(vault))


def found(vault: Vault, word: str) -> list[str]:
    return [hit.entry.opening for hit in search_entries(vault, word, limit=200).items]


@pytest.fixture
def in_parts(vault: Vault) -> Vault:
    """A journal whose indexes are in several parts each."""
    for number in range(7):
        add(vault, number, f"plum {number} 東京")
    assert min(parts(vault)) > 1
    return vault


def test_merge__many_parts__become_one_and_the_same_is_found(in_parts: Vault) -> None:
    before = [found(in_parts, word) for word in ("plum", "pl", "3", "東京", "京")]

    told = merge(in_parts)

    assert parts(in_parts) == [1, 1]
    assert [found(in_parts, word) for word in ("plum", "pl", "3", "東京", "京")] == before
    assert told == sorted(told)
    assert told[-1] <= 1
    assert verify_open_vault(in_parts).is_sound


def test_merge__nothing_there_or_all_merged__writes_nothing_more(vault: Vault) -> None:
    assert merge(vault) == []
    add(vault, 1, "plum")

    assert len(merge(vault)) == 1
    assert parts(vault) == [1, 0]


def test_merge__left_off_and_a_page_saved_between__goes_on_the_next_time(
    in_parts: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_merging, "PAGES_A_STEP", 1)
    next(merge_indexes(in_parts))
    add(in_parts, 40, "plum, saved between")

    assert len(found(in_parts, "plum")) == 8
    merge(in_parts)

    assert parts(in_parts) == [1, 1]
    assert len(found(in_parts, "plum")) == 8
    assert verify_open_vault(in_parts).is_sound


def test_merge__little_comes_into_a_large_index_again_and_again__seldom_writes_the_large_part(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_merging, "PAGES_A_STEP", 8)
    bodies = (" ".join(f"plum{number}x{word}" for word in range(40)) for number in range(1000))
    add_entries(vault, CLOCK, (NewEntry("", body, FIRST + timedelta(hours=n), "UTC") for n, body in enumerate(bodies)))
    merge(vault)
    long_ones = 0
    for number in range(32):
        for at in range(2):
            add(vault, number, f"pear {at}")
        long_ones += len(merge(vault)) > 10
        assert len(found(vault, "pear")) == 2 * number + 2

    assert 1 <= long_ones <= 6  # each doubles how much may come in before the next


@pytest.mark.parametrize("batch", [7, 5])
def test_catch_up__on_a_rescued_journal__merges_too(
    batch: int, in_parts: Vault, data_key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "BATCH", batch)
    in_parts.close()
    rescue_with_data_key(in_parts.folder, data_key, into=tmp_path / "rescued")
    rescued = open_with_data_key(tmp_path / "rescued", data_key)

    assert max(parts(rescued)) > 1
    while catch_up(rescued):
        pass

    assert max(parts(rescued)) <= 1
    assert len(found(rescued, "plum")) == len(found(rescued, "京")) == 7
    rescued.close()
