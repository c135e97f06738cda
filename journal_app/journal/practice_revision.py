"""Answers of a finished practice, changed afterwards: each save writes its page anew, in the same transaction.

So page and answers never say different things, whenever the power goes. The wording before a visit becomes one of the
page's earlier wordings.
"""

from dataclasses import dataclass
from datetime import datetime

from journal_app.content.model import StepId, StepType
from journal_app.journal.drawings import Owner, hand_over_drawings
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.history import change_wording
from journal_app.journal.practice_answer import Answer, stored_answer
from journal_app.journal.practice_page import AnsweredStep
from journal_app.journal.practice_run import RunId, answered_steps, page_of, put_answer, read_run_row, run_of_entry
from journal_app.journal.practice_snapshot import PracticeSnapshot, read_snapshot
from journal_app.settings.clock import Clock
from journal_app.vault.vault import Vault

_NOTHING_TO_ANSWER = frozenset({StepType.GROUND, StepType.READ, StepType.PAUSE, StepType.CLOSE})


@dataclass(frozen=True, slots=True)
class Revision:
    """The answers behind a page: the steps that take one, in the page's order, sitting by sitting; and since when."""

    run_id: RunId
    entry_id: EntryId
    snapshot: PracticeSnapshot
    steps: tuple[AnsweredStep, ...]
    begun_at: datetime


def begin_revision(vault: Vault, clock: Clock, entry_id: EntryId) -> Revision:
    """Return the answers behind a page. Raises JournalError: RUN_NOT_FOUND, RUN_DAMAGED, ANSWER_DAMAGED."""
    run_id = run_of_entry(vault, entry_id)
    if run_id is None:
        raise JournalError(JournalProblem.RUN_NOT_FOUND)
    with vault.read() as connection:
        row = read_run_row(connection, run_id)
        steps = answered_steps(connection, row)
    can_answer = tuple(one for one in steps if not one.answer.is_blank or one.step.type not in _NOTHING_TO_ANSWER)
    return Revision(run_id, entry_id, read_snapshot(row.snapshot), can_answer, clock.now())


def revise_answer(
    vault: Vault, clock: Clock, revision: Revision, sitting: int, step_id: StepId, answer: Answer
) -> datetime:
    """Save an answer and write its page anew; it returns when, after the COMMIT.

    Raises JournalError: RUN_NOT_FOUND, ENTRY_NOT_FOUND for a page that is in the trash, text that can't be kept,
    TOO_MANY_ITEMS.
    """
    answer, now = stored_answer(answer), clock.now()
    with vault.write() as connection:
        row = read_run_row(connection, revision.run_id)
        if row.entry_id is None:
            raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
        put_answer(connection, row, sitting, step_id, answer, now=now)
        title, body, _asked = page_of(connection, row)
        entry_id = EntryId(row.entry_id)
        change_wording(connection, entry_id, title=title, body=body, now=now, since=revision.begun_at)
        hand_over_drawings(connection, Owner(run_id=revision.run_id), entry_id)
    return now
