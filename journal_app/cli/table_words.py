"""The words for what lies in a vault, in place of the names of its tables."""

from collections.abc import Iterable

TABLE_WORDS = {
    "entry": "entries",
    "draft": "drafts",
    "trashed_entry": "pages in the trash",
    "entry_version": "earlier wordings",
    "attachment": "pictures and files",
    "attachment_chunk": "parts of pictures and files",
    "tag": "tags",
    "entry_tag": "places of tags",
    "entry_mark": "pages with a star or mark",
    "entry_passage": "passages linked by hand",
    "practice_run": "practices",
    "practice_answer": "answers in practices",
    "set_aside": "letters and plans that wait",
    "own_story": "lines of your own story",
    "drawing": "drawings",
    "circle_version": "versions of the circle",
    "check_in": "check-ins and look-backs",
    "check_in_answer": "answers in check-ins",
    "support_entry": "your own entries on the Support page",
    "own_word": "words you taught the spelling",
    "preference": "private preferences",
}
"""The tables that hold what a person wrote or made, by the words for their rows, in the order they are told."""

NOTES = "things the program noted for itself, such as earlier offers"
"""The rows of all other tables."""


def counted(count: int, words: str) -> str:
    """Return one line of a table of numbers and words."""
    return f"{count:>9,}  {words}"


def noted(counts: Iterable[tuple[str, int]]) -> int:
    """Return how many rows there are of the tables without words of their own."""
    return sum(count for name, count in counts if name not in TABLE_WORDS)
