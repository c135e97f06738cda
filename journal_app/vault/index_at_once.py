"""Put many new entries into the search index at once, in place of one by one as the trigger does.

The trigger costs more than all else together: SQLite makes a savepoint for every row that fires one, and FTS5 writes
its words out at each of them, to be merged again and again (a tenth of the time, measured by `kindroot bench journal`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from journal_app.vault.engine import raw

TRIGGER = "entry_words_insert"
_HIGHEST = "SELECT coalesce(max(id), 0) FROM entry"
_FIND = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
_DROP = f"DROP TRIGGER {TRIGGER}"
_INDEX = """
    INSERT INTO entry_words (rowid, title, body)
    SELECT sort_key, title, body FROM entry WHERE id > ? ORDER BY sort_key
"""
_SETTING = "INSERT INTO entry_words (entry_words, rank) VALUES (?, ?)"
_WHILE_INDEXING = {"hashsize": 8 * 1024 * 1024, "automerge": 8}
"""One part of the index a batch, merged with others a little at a time and seldom: without any merging, sixteen parts
are merged all at once, which takes more than the second that a step may."""

_OTHERWISE = {"hashsize": 1024 * 1024, "automerge": 4}
"""FTS5's own defaults."""


@contextmanager
def words_indexed_at_once(connection: Connection) -> Iterator[None]:
    """Index the entries added in this block when it ends; their ids must be above all that were there before.

    Belongs into a writing transaction, which takes everything back if the block raises. No entry may be changed or
    deleted in it.
    """
    driver = raw(connection)
    [trigger] = driver.execute(_FIND, (TRIGGER,)).fetchone()
    [highest] = driver.execute(_HIGHEST).fetchone()
    driver.execute(_DROP)
    yield
    for name, value in _WHILE_INDEXING.items():
        driver.execute(_SETTING, (name, value))
    driver.execute(_INDEX, (highest,))
    for name, value in _OTHERWISE.items():
        driver.execute(_SETTING, (name, value))
    driver.execute(trigger)
