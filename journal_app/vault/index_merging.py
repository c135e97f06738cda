"""Merge the parts of a search index after much went into it at once.

A search asks every part, and SQLite merges them sooner or later by itself, all in a save that somebody waits for (after
an import of 10,000 entries 85 ms of the eleventh). Parts of about one size are merged here with one another. A large
part is written anew with what came in, and the next time only after twice as much, so that many small imports cost
little.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from journal_app.vault.engine import DriverConnection, raw
from journal_app.vault.unlocked import Vault

INDEXES = ("entry_words", "gram_words")
PAGES_A_STEP = 256
"""Pages of the index written by one transaction: about 20 ms, so that nobody's save waits for it."""

_SETTING = "INSERT INTO {0} ({0}, rank) VALUES (?, ?)"
_PAGES = "SELECT count(*) FROM {0}_idx"
_WRITTEN_AGAIN = 2
"""How often a page is written about until all is merged; only the telling of how far it is depends on it."""


def merge_indexes(vault: Vault) -> Iterator[float]:
    """Merge what there is to merge, a short transaction a step; gives how far it has come, up to 1. Raises VaultError.

    May be left off after any step: the index is whole after each, and the next time goes on.
    """
    with vault.read() as connection:
        sizes = {name: _count_pages(raw(connection), name) for name in INDEXES}
    whole = max(1, _WRITTEN_AGAIN * sum(sizes.values()))
    done = 0
    for name in (name for name, size in sizes.items() if size):
        has_more = True
        while has_more:
            with vault.write() as connection:
                has_more = merge_step(raw(connection), name)
            done += PAGES_A_STEP
            yield min(1.0, done / whole)


def merge_step(driver: DriverConnection, name: str) -> bool:
    """Merge a little more of an index in the transaction under way; return whether there may be more to merge."""
    setting = _SETTING.format(name)
    driver.execute(setting, ("usermerge", 2))
    has_merged = _merge(driver, name, PAGES_A_STEP)
    driver.execute(setting, ("usermerge", 4))
    return has_merged


@contextmanager
def words_left_to_merging(connection: Connection) -> Iterator[None]:
    """Only note in this block that entries leave the index; their words stay in it until `erase_removed_words` is done.

    To look up each word of an entry and cut it out takes 15 ms among 40,000 others, to note it a third of one.
    Belongs into a writing transaction.
    """
    driver = raw(connection)
    for name in INDEXES:
        driver.execute(_SETTING.format(name), ("secure-delete", 0))
    yield
    for name in INDEXES:
        driver.execute(_SETTING.format(name), ("secure-delete", 1))


def erase_removed_words(vault: Vault) -> Iterator[None]:
    """Write each index anew without what has left it, a short transaction a step. Raises VaultError."""
    for name in INDEXES:
        budget, is_one = -PAGES_A_STEP, False  # FTS5: a negative number makes one part of all, whatever their sizes
        while not is_one:
            with vault.write() as connection:
                has_merged = _merge(raw(connection), name, budget)
            is_one = not has_merged and budget < 0
            budget = PAGES_A_STEP if has_merged else -PAGES_A_STEP  # once more: a merge under way before leaves a part
            yield


def _merge(driver: DriverConnection, name: str, budget: int) -> bool:
    before = driver.total_changes
    driver.execute(_SETTING.format(name), ("merge", budget))
    return bool(driver.total_changes - before > 1)  # FTS5's own documentation: the command itself counts as one


def _count_pages(driver: DriverConnection, name: str) -> int:
    return int(driver.execute(_PAGES.format(name)).fetchone()[0])
