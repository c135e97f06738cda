"""What is kept beside the pages, in the words of the command line; `SECTIONS` of `exchange/kept_items.py` in JSON."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the vault's libraries are imported only once there is something to do
    from journal_app.journal.kept_records import KeptKind

_WORDS = {
    "practice": "Practices",
    "drawing": "Drawings",
    "story": "Lines of your own story",
    "circle": "Versions of the circle",
    "check_in": "Check-ins and look-backs",
    "support": "Your own entries on the Support page",
}


def kept_lines(kept: "Mapping[KeptKind, int]") -> Iterator[tuple[str, int]]:
    """Give the words for each kind that there is any of, and how many."""
    for kind, count in kept.items():
        yield _WORDS[kind.value], count


def kept_fields(kept: "Mapping[KeptKind, int]") -> dict[str, int]:
    """Return how many there are of every kind, under the names that they have in an export."""
    from journal_app.exchange.kept_items import SECTIONS

    return {section: kept.get(kind, 0) for section, kind in SECTIONS.items()}
