"""What a person is writing on just now, on whichever place of the shell: saved before anything else is done."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from journal_app.journal.sealed_draft import UnsavedPage


class Writing(Protocol):
    """A place that one writes on."""

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is not saved yet, then say whether everything is kept."""
        ...

    def text_at_risk(self) -> str:
        """Return the words that could not be saved; empty when all is kept."""
        ...

    def unsaved_page(self) -> "UnsavedPage | None":
        """Return the page whose last words are not saved; None when all is kept."""
        ...

    def say_still_unsaved(self) -> None:
        """Say, after a lock that had to wait, that the words are here and not saved yet."""
        ...


class InHand:
    """The places one writes on, as one."""

    def __init__(self) -> None:
        self._places: list[Writing] = []

    def add(self, place: Writing) -> None:
        """Take a place in."""
        self._places.append(place)

    def flush(self, then: Callable[[bool], None]) -> None:
        """Save what is not saved yet, place by place, then say whether everything is kept."""
        self._flush_from(0, then, True)

    def text_at_risk(self) -> str:
        """Return the words that could not be saved; empty when all is kept."""
        return "\n\n".join(words for place in self._places if (words := place.text_at_risk()))

    def unsaved_page(self) -> "UnsavedPage | None":
        """Return the page whose last words are not saved; None when all is kept. One is written on at a time."""
        return next((page for place in self._places if (page := place.unsaved_page()) is not None), None)

    def say_still_unsaved(self) -> None:
        """Say, after a lock that had to wait, that the words are here and not saved yet."""
        for place in self._places:
            place.say_still_unsaved()

    def _flush_from(self, number: int, then: Callable[[bool], None], is_kept: bool) -> None:
        if not is_kept or number == len(self._places):
            then(is_kept)
        else:
            self._places[number].flush(partial(self._flush_from, number + 1, then))
