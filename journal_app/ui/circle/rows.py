"""The circle as a list: ring by ring, everything that the picture shows, in words."""

from collections.abc import Iterator

from journal_app.journal.circle import Circle, Ring
from journal_app.ui.circle.model import in_order
from journal_app.ui.circle.words import detail_words, ring_words, spoken_words
from journal_app.ui.models.list_row import ListRow, RowKind


def circle_rows(circle: Circle) -> Iterator[ListRow]:
    """Go through the rows: a heading for each ring that has anything, and what is there."""
    order = in_order(circle)
    for ring in Ring:
        there = [item for item in order if item.ring is ring]
        if there:
            yield ListRow(RowKind.HEADING, "", ring_words(ring))
        for item in there:
            detail = detail_words(circle, item)
            yield ListRow(RowKind.CHOICE, item.id, item.alias, detail, spoken=spoken_words(circle, item))
