"""The person's own story as it gathers over weeks: the story others told, what does not fit it, threads, witnesses.

A line comes from an answer to a step that says so (`gathers`), or is put there by hand. Nothing but eyes ever reads it:
later steps show lines back (`recalls`) as they were written. A line that came from a practice changes and goes with its
answer, and is out of sight while its page is in the trash; one put there by hand stands by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from journal_app.content.model import Step, StoryKind
from journal_app.journal.entries import EntryId, empty_the_log
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.practice_answer import Answer
from journal_app.journal.text import stored_form
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

StoryLineId = NewType("StoryLineId", int)


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of the story; `thread_id` is the thread it was laid to, `entry_id` the page it came from, if any."""

    id: StoryLineId
    kind: StoryKind
    text: str
    thread_id: StoryLineId | None
    entry_id: EntryId | None
    is_from_practice: bool
    gathered_at: datetime


def list_story(
    vault: Vault, kinds: Iterable[StoryKind] = tuple(StoryKind), *, limit: int = 500
) -> tuple[StoryLine, ...]:
    """Return the lines of some kinds, the newest first, those of practices still under way among them."""
    table = schema.own_story.c
    run = schema.practice_run.c
    query = (
        select(table.id, table.kind, table.text, table.thread_id, table.run_id, run.entry_id, table.gathered_at)
        .select_from(schema.own_story.outerjoin(schema.practice_run, table.run_id == run.id))
        .where(table.kind.in_([kind.value for kind in kinds]))
        .where(or_(run.entry_id.is_(None), exists().where(schema.entry.c.id == run.entry_id)))
        .order_by(table.gathered_at.desc(), table.id.desc())
        .limit(limit)
    )
    with vault.read() as connection:
        rows = connection.execute(query).all()
    return tuple(
        StoryLine(
            id=StoryLineId(row.id),
            kind=StoryKind(row.kind),
            text=row.text,
            thread_id=None if row.thread_id is None else StoryLineId(row.thread_id),
            entry_id=None if row.entry_id is None else EntryId(row.entry_id),
            is_from_practice=row.run_id is not None,
            gathered_at=from_stored(row.gathered_at),
        )
        for row in rows
    )


def add_story_line(vault: Vault, clock: Clock, kind: StoryKind, text: str) -> StoryLineId:
    """Put a line there by hand. Raises JournalError: STORY_LINE_EMPTY, text that can't be kept."""
    values = {"kind": kind.value, "text": _words(text), "gathered_at": to_stored(clock.now())}
    with vault.write() as connection:
        return StoryLineId(connection.execute(insert(schema.own_story).values(**values)).lastrowid)


def change_story_line(vault: Vault, line_id: StoryLineId, text: str) -> None:
    """Change a line; one that came from a practice stands by itself from then on, and its page stays as it was.

    Raises JournalError: STORY_LINE_NOT_FOUND, STORY_LINE_EMPTY, text that can't be kept.
    """
    _update(vault, line_id, text=_words(text), run_id=None, sitting=None, step_id=None)


def lay_to_thread(vault: Vault, line_id: StoryLineId, thread_id: StoryLineId | None) -> None:
    """Lay a line to a thread, or take it from the one it was laid to. Raises JournalError (STORY_LINE_NOT_FOUND)."""
    table = schema.own_story.c
    if thread_id is not None:
        query = select(table.id).where(table.id == thread_id, table.kind == StoryKind.THREAD.value)
        with vault.read() as connection:
            if thread_id == line_id or connection.execute(query).first() is None:
                raise JournalError(JournalProblem.STORY_LINE_NOT_FOUND)
    _update(vault, line_id, thread_id=thread_id)


def remove_story_line(vault: Vault, line_id: StoryLineId) -> None:
    """Take a line away; the page it came from stays as it is. Raises JournalError (STORY_LINE_NOT_FOUND)."""
    table = schema.own_story
    with vault.write() as connection:
        if not connection.execute(delete(table).where(table.c.id == line_id)).rowcount:
            raise JournalError(JournalProblem.STORY_LINE_NOT_FOUND)
    empty_the_log(vault)


def gather(connection: Connection, *, run_id: int, sitting: int, step: Step, answer: Answer, now: datetime) -> None:
    """Bring the lines that come from one answer in step with it, in the transaction under way."""
    if step.gathers is None:
        return
    table, wanted = schema.own_story, _lines_of(answer)
    place = {"run_id": run_id, "sitting": sitting, "step_id": step.id}
    there = connection.execute(select(table.c.id, table.c.text).filter_by(**place).order_by(table.c.id)).all()
    for row in there[len(wanted) :]:
        connection.execute(delete(table).where(table.c.id == row.id))
    for row, text in zip(there, wanted, strict=False):
        if row.text != text:
            connection.execute(update(table).where(table.c.id == row.id).values(text=text))
    added = [
        {**place, "kind": step.gathers.value, "text": text, "gathered_at": to_stored(now)}
        for text in wanted[len(there) :]
    ]
    if added:
        connection.execute(insert(table), added)


def _lines_of(answer: Answer) -> list[str]:
    written = (answer.text, *answer.parts.values(), *answer.lines)
    return [text.strip() for text in written if text.strip()]


def _words(text: str) -> str:
    text = stored_form(text).strip()
    if not text:
        raise JournalError(JournalProblem.STORY_LINE_EMPTY)
    return text


def _update(vault: Vault, line_id: StoryLineId, **values: object) -> None:
    table = schema.own_story
    with vault.write() as connection:
        if not connection.execute(update(table).where(table.c.id == line_id).values(**values)).rowcount:
            raise JournalError(JournalProblem.STORY_LINE_NOT_FOUND)
