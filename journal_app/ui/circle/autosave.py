"""Keep the circle after each change, as `ui/save_loop.py` says."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from journal_app.journal.circle import Circle, save_circle
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import JobRunner, OpenJournal
from journal_app.ui.save_loop import SaveLoop, SaveState


class CircleAutosave(SaveLoop):
    """Saves the whole circle; `begin_version` lets the next save stand beside what is there, not in its place."""

    def __init__(self, jobs: JobRunner, read_circle: Callable[[], Circle], parent: QObject | None = None) -> None:
        super().__init__(jobs, SaveState.SAVED, parent)
        self._read_circle = read_circle
        self._is_new_version = False

    def begin_version(self) -> None:
        """Keep what is in the vault as an earlier version."""
        self._is_new_version = True

    def _read(self) -> Circle:
        return self._read_circle()

    def _is_nothing(self, _page: Circle) -> bool:
        return False

    def _job(self, page: Circle) -> Callable[[OpenJournal], object]:
        return partial(_save, circle=page, is_new_version=self._is_new_version)

    def _changes(self) -> frozenset[Kind]:
        return frozenset({Kind.CIRCLE})

    def _take(self, _result: object) -> None:
        self._is_new_version = False


def _save(journal: OpenJournal, *, circle: Circle, is_new_version: bool) -> None:
    save_circle(journal.vault, journal.clock, circle, as_new_version=is_new_version)
