"""Keep the answer to one step of a practice in its row, as `ui/save_loop.py` says."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from journal_app.content.model import StepId
from journal_app.journal.practice_answer import Answer
from journal_app.journal.practice_run import RunId, save_answer
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import JobRunner, OpenJournal
from journal_app.ui.save_loop import SaveLoop, SaveState

Keep = Callable[[OpenJournal, Answer], None]
"""Saves an answer, in the vault's thread."""


class AnswerAutosave(SaveLoop):
    """Saves the answer to one step; `is_kept` says that there is one in the vault already."""

    def __init__(
        self,
        jobs: JobRunner,
        read_answer: Callable[[], Answer],
        keep: Keep,
        *,
        is_kept: bool,
        changes: frozenset[Kind] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(jobs, SaveState.SAVED if is_kept else SaveState.EMPTY, parent)
        self._read_answer = read_answer
        self._keep = keep
        self._is_kept = is_kept
        self._kinds = changes

    def _read(self) -> Answer:
        return self._read_answer()

    def _is_nothing(self, page: Answer) -> bool:
        return page.is_blank and not self._is_kept

    def _job(self, page: Answer) -> Callable[[OpenJournal], object]:
        keep = self._keep
        return lambda journal: keep(journal, page)

    def _changes(self) -> frozenset[Kind]:
        return self._kinds

    def _take(self, _result: object) -> None:
        self._is_kept = True


def keep_in_run(run_id: RunId, step_id: StepId) -> Keep:
    """Return what saves the answer to a step of a practice under way."""

    def keep(journal: OpenJournal, answer: Answer) -> None:
        save_answer(journal.vault, journal.clock, run_id, step_id, answer)

    return keep
