"""What is read from an entry's text and kept beside it for finding; made anew whenever the text or its place changes.

The one seam for it: every use case that stores an entry's words, or moves its date, calls `refresh_derived`, or for
entries that are new `derive_new`, in its own transaction.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from journal_app.journal.grams import put_grams, refresh_grams
from journal_app.journal.typed import put_typed, refresh_typed


class NewWords(NamedTuple):
    """The words of an entry that is new, its row id and its place."""

    entry_id: int
    sort_key: int
    title: str
    body: str


def derive_new(connection: Connection, new: Sequence[NewWords]) -> None:
    """Derive what there is of entries just stored, a statement a table whatever their number: most have nothing."""
    put_typed(connection, [(words.entry_id, words.title, words.body) for words in new])
    put_grams(connection, [(words.sort_key, words.title, words.body) for words in new])


def refresh_derived(connection: Connection, *, entry_id: int, sort_key: int, title: str, body: str) -> None:
    """Bring in step all that is derived from an entry's words, in the transaction under way."""
    refresh_typed(connection, entry_id=entry_id, title=title, body=body)
    refresh_grams(connection, sort_key=sort_key, title=title, body=body)
