"""The ways to a practice and out of it, for the shell: look at one, begin it, go on with it, put it down."""

from functools import partial
from typing import TYPE_CHECKING, cast

from journal_app.content.model import PracticeId
from journal_app.ui import places

if TYPE_CHECKING:
    from journal_app.journal.practice_run import RunId
    from journal_app.ui.screens.practice_runner import PracticeRunner
    from journal_app.ui.screens.practices import PracticesScreen
    from journal_app.ui.shell import Shell


class PracticeWays:
    """Opens Practices and the page a practice is done on; what is being written is saved first."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell

    def look_at(self, practice_id: PracticeId) -> None:
        """Open Practices with a practice shown whole."""
        self._shell.flush_then(partial(self._look_at, practice_id))

    def begin(self, practice_id: PracticeId) -> None:
        """Begin a practice at its first step."""
        self._shell.flush_then(partial(self._begin, practice_id))

    def resume(self, run_id: "RunId") -> None:
        """Go on with a practice that is under way."""
        self._shell.flush_then(partial(self._resume, run_id))

    def put_down(self, words: str) -> None:
        """Go back to Practices, and say what became of the one that was put down."""
        self._list().say(words)

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
