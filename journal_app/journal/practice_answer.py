"""What a person answered to one step of a practice, of whatever kind the step is, and how it stands in the vault.

One shape for all thirteen kinds: each fills the fields it has a use for. All of it is optional, because every step can
be left as it is. Words are kept as typed (`journal/text.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.text import stored_form

MOST_ITEMS = 10_000
"""Lines of a list, or things on a map; more can't be shown in any way that helps."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Something put on a map: its name in the person's words, and the id of the part (ring) it stands in."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `text` is what was written; `parts` what was written to each labelled part; `lines` a list without parts; `chosen`
    labels of options; `rated` the word chosen for each part ("" for a step without parts); `placed` what stands on a
    map; `drawing` the uid of a drawing; `in_words` that the words-only way was taken; `is_smaller` that the smaller
    version was.
    """

    text: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    rated: Mapping[str, str] = field(default_factory=dict)
    placed: tuple[Placed, ...] = ()
    drawing: str = ""
    in_words: bool = False
    is_smaller: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it to keep; which way was taken is nothing by itself."""
        written = (self.text, *self.parts.values(), *self.lines, *(one.name for one in self.placed))
        return not (self.chosen or self.drawing or any(self.rated.values()) or any(map(str.strip, written)))


NO_ANSWER = Answer()


def stored_answer(answer: Answer) -> Answer:
    """Return an answer as the vault keeps it. Raises JournalError: text that can't be kept, TOO_MANY_ITEMS."""
    if max(len(answer.lines), len(answer.placed), len(answer.parts)) > MOST_ITEMS:
        raise JournalError(JournalProblem.TOO_MANY_ITEMS, most=MOST_ITEMS)
    return replace(
        answer,
        text=stored_form(answer.text),
        parts={key: stored_form(text) for key, text in answer.parts.items()},
        lines=tuple(stored_form(line) for line in answer.lines),
        placed=tuple(Placed(stored_form(one.name), one.part) for one in answer.placed),
    )


def write_answer(answer: Answer) -> str:
    """Return the JSON of an answer that is in its stored form; what is empty is left out."""
    full: dict[str, object] = msgspec.to_builtins(answer)
    return msgspec.json.encode({key: value for key, value in full.items() if value}).decode()


def read_answer(value: str) -> Answer:
    """Return the answer that JSON holds. Raises JournalError (ANSWER_DAMAGED)."""
    try:
        return msgspec.json.decode(value, type=Answer)
    except (msgspec.MsgspecError, RecursionError):
        raise JournalError(JournalProblem.ANSWER_DAMAGED) from None
