"""What is read from an entry's text and kept beside it for finding; made anew whenever the text or its place changes.

The one seam for it: every use case that stores an entry's words, or moves its date, calls `refresh_derived` in its own
transaction.
"""

from sqlalchemy import Connection

from journal_app.journal.grams import refresh_grams
from journal_app.journal.typed import refresh_typed


def refresh_derived(
    connection: Connection, *, entry_id: int, sort_key: int, title: str, body: str, is_new: bool = False
) -> None:
    """Bring in step all that is derived from an entry's words, in the transaction under way.

    `is_new` says that nothing was derived from it before, so that nothing need be looked for.
    """
    refresh_typed(connection, entry_id=entry_id, title=title, body=body, is_new=is_new)
    refresh_grams(connection, sort_key=sort_key, title=title, body=body, is_new=is_new)
