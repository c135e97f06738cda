"""Add many new entries at once, the way an import stores them: a statement a table, not several for every entry."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from journal_app.journal.arriving_rows import insert_entries
from journal_app.journal.entries import NewEntry, known_origins
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.text import stored_form
from journal_app.journal.whole import WholeEntry
from journal_app.settings.clock import Clock
from journal_app.vault.index_at_once import words_indexed_at_once
from journal_app.vault.vault import Vault

BATCH = 1000
"""Entries brought in by one transaction (performance.md: no step longer than a second)."""


def add_entries(vault: Vault, clock: Clock, new: Iterable[NewEntry]) -> int:
    """Bring in many entries, a thousand a transaction, and return how many; raises as `add_entry`."""
    added = 0
    for batch in _batches(new):
        now = clock.now()
        with vault.write() as connection:
            _refuse_known(vault, batch)
            with words_indexed_at_once(connection):
                insert_entries(connection, [(_whole(entry, now), {}) for entry in batch], {})
        added += len(batch)
    return added


def _refuse_known(vault: Vault, batch: Sequence[NewEntry]) -> None:
    origins = [entry.origin for entry in batch if entry.origin is not None]
    if len(set(origins)) < len(origins) or (origins and known_origins(vault, origins)):
        raise JournalError(JournalProblem.ALREADY_IMPORTED)


def _whole(new: NewEntry, now: datetime) -> WholeEntry:
    return WholeEntry(
        uid=uuid.uuid4().hex,
        written_at=new.written_at,
        zone=new.zone,
        title=stored_form(new.title),
        body=stored_form(new.body),
        created_at=now,
        asked=new.asked,
        origin=new.origin,
        is_starred=new.marks.is_starred,
        is_left_out=new.marks.is_left_out,
        language=new.marks.language,
        tags=new.tags,
    )


def _batches(new: Iterable[NewEntry]) -> Iterator[list[NewEntry]]:
    rest = iter(new)
    while batch := list(islice(rest, BATCH)):
        yield batch
