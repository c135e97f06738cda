"""The first words of a page, as a list shows them below its title."""

from sqlalchemy import ColumnElement, Table, case, func

from journal_app.journal.markup import unquoted, words_to_read
from journal_app.vault import schema

OPENING_LENGTH = 240
"""Code points of the body that a list shows; line ends included, but no marks at their starts, and a reference's label.

Of a page that a practice made they are the person's own words: what was asked is the same on every such page.
"""

_READ_OF_A_PRACTICE = 1600
"""Code points read to come by as many of the person's own, past what was asked."""

IS_OF_PRACTICE = schema.asked.c.step_id.is_not(None)
"""Whether a practice made the page, in a query that joins what was asked."""


def first_of_body(entries: Table) -> ColumnElement[str]:
    """Return what of a body is read for `opening_words`, in a query that joins what was asked."""
    length = case((IS_OF_PRACTICE, _READ_OF_A_PRACTICE), else_=OPENING_LENGTH)
    return func.substr(entries.c.body, 1, length)


def opening_words(first: str, *, is_of_practice: bool) -> str:
    """Return the words that a list shows, of how a body begins."""
    return words_to_read((unquoted(first) if is_of_practice else first)[:OPENING_LENGTH], is_piece=True)
