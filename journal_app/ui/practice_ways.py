"""The ways to a practice and out of it, for the shell: look at one, begin it, go on with it, put it down."""

from functools import partial
from typing import TYPE_CHECKING, cast

from journal_app.content.model import PracticeId
from journal_app.ui import places
from journal_app.ui.next_bar import NextBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from journal_app.journal.entries import EntryId
    from journal_app.journal.practice_run import RunId
    from journal_app.journal.set_aside import SetAsideId
    from journal_app.ui.screens.change_answers import ChangeAnswers
    from journal_app.ui.screens.letters import LettersScreen
    from journal_app.ui.screens.practice_runner import PracticeRunner
    from journal_app.ui.screens.practices import PracticesScreen
    from journal_app.ui.shell import Shell


class PracticeWays:
    """Opens Practices and the page a practice is done on; what is being written is saved first."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._next_bar: NextBar | None = None

    def builders(self) -> "dict[str, Callable[[], QWidget]]":
        """Return how the places are built that belong to practices, by name."""
        return {
            places.PRACTICES: partial(places.build_practices, self._shell),
            places.RUNNER: self._build_runner,
            places.LETTERS: partial(places.build_letters, self._shell),
            places.THREADS: partial(places.build_threads, self._shell),
            places.ANSWERS: self._build_answers,
        }

    def look_at(self, practice_id: PracticeId) -> None:
        """Open Practices with a practice shown whole."""
        self._shell.flush_then(partial(self._look_at, practice_id))

    def begin(self, practice_id: PracticeId) -> None:
        """Begin a practice at its first step."""
        self._shell.flush_then(partial(self._begin, practice_id))

    def resume(self, run_id: "RunId") -> None:
        """Go on with a practice that is under way."""
        self._shell.flush_then(partial(self._resume, run_id))

    def read_letter(self, set_aside_id: "SetAsideId") -> None:
        """Open Letters and plans at one, its words unfolded."""
        self._shell.flush_then(partial(self._read_letter, set_aside_id))

    def change_answers(self, entry_id: "EntryId") -> None:
        """Open the answers behind a page that a practice made."""
        self._shell.flush_then(partial(self._change_answers, entry_id))

    def offer_next(self, entry_id: "EntryId") -> None:
        """Say in one line what goes on from a page that was just kept, if anything does."""
        if self._next_bar is None:
            self._next_bar = NextBar(self._shell.desk, self._shell)
            self._next_bar.practice_requested.connect(self.look_at)
            self._next_bar.word_requested.connect(self._say_how_it_is)
            self._next_bar.closed.connect(self._shell.focus_page)
            self._shell.add_bar(self._next_bar)
            self._next_bar.hide()
            cast("QStackedWidget", self._shell.pages).currentChanged.connect(self._next_bar.hide)  # what it is
        self._next_bar.offer_from(entry_id)

    def put_down(self, words: str) -> None:
        """Go back to Practices, and say what became of the one that was put down."""
        self._list().say(words)

    def _read_letter(self, set_aside_id: "SetAsideId") -> None:
        cast("LettersScreen", self._shell.show_place(places.LETTERS)).read(set_aside_id)  # what its builder makes

    def _change_answers(self, entry_id: "EntryId") -> None:
        cast("ChangeAnswers", self._shell.show_place(places.ANSWERS)).begin(entry_id)  # as above

    def _build_runner(self) -> "QWidget":
        runner = places.build_runner(self._shell)
        self._shell.hold(runner)
        return runner

    def _build_answers(self) -> "QWidget":
        answers = places.build_answers(self._shell)
        self._shell.hold(answers)
        return answers

    def _say_how_it_is(self, practice_id: PracticeId) -> None:
        self._shell.flush_then(partial(self._list().say_how_it_is, practice_id))

    def _look_at(self, practice_id: PracticeId) -> None:
        self._list().show_practice(practice_id)

    def _begin(self, practice_id: PracticeId) -> None:
        self._runner().begin(practice_id)

    def _resume(self, run_id: "RunId") -> None:
        self._runner().resume(run_id)

    def _list(self) -> "PracticesScreen":
        return cast("PracticesScreen", self._shell.show_place(places.PRACTICES))  # what that place's builder makes

    def _runner(self) -> "PracticeRunner":
        return cast("PracticeRunner", self._shell.show_place(places.RUNNER))  # as above
