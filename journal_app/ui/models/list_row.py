"""One row of any of our lists, ready as text: what is painted, and what is read aloud."""

from dataclasses import dataclass
from enum import StrEnum


class RowKind(StrEnum):
    """What a row is; decides how it is painted and what opening it does."""

    HEADING = "heading"
    DRAFT = "draft"
    ENTRY = "entry"
    PROMPT = "prompt"
    CHOICE = "choice"
    PRACTICE = "practice"
    RUN = "run"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as shown. Two equal rows look, sound and open alike, so a list needs touching only where rows differ.

    `key` is the id of what the row opens, empty for a heading. `margin` and `margin_below` stand before the text (a
    day's number and its weekday). `marks` are the hits in `detail`, `title_marks` those in `title`: (start, end) in
    code points, end exclusive. A star, that On this day passes the page over, and `tags` (names) stand quietly at the
    end of the title's line; `spoken` says them too.
    """

    kind: RowKind
    key: str
    title: str
    detail: str = ""
    margin: str = ""
    margin_below: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()
    spoken: str = ""
    is_starred: bool = False
    is_left_out: bool = False
    tags: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether the row only names the rows below it."""
        return self.kind is RowKind.HEADING
