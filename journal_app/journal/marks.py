"""The marks a person gives an entry: a star, not to be shown in On this day, the language it is written in."""

from dataclasses import replace

from sqlalchemy import Connection, exists, select

from journal_app.journal.beside import NO_MARKS, Marks, read_marks, write_marks
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.vault import schema
from journal_app.vault.vault import Vault


def set_starred(vault: Vault, entry_id: EntryId, is_starred: bool) -> Marks:
    """Give an entry a star or take it off; return its marks before. Raises JournalError (ENTRY_NOT_FOUND)."""
    with vault.write() as connection:
        before = _read(connection, entry_id)
        write_marks(connection, entry_id, replace(before, is_starred=is_starred))
    return before


def set_left_out(vault: Vault, entry_id: EntryId, is_left_out: bool) -> Marks:
    """Leave an entry out of On this day, or in; return its marks before. Raises JournalError (ENTRY_NOT_FOUND)."""
    with vault.write() as connection:
        before = _read(connection, entry_id)
        write_marks(connection, entry_id, replace(before, is_left_out=is_left_out))
    return before


def set_language(vault: Vault, entry_id: EntryId, language: str) -> Marks:
    """Say which language an entry is in, "" for the usual one; return its marks before.

    Raises JournalError (ENTRY_NOT_FOUND).
    """
    with vault.write() as connection:
        before = _read(connection, entry_id)
        write_marks(connection, entry_id, replace(before, language=language))
    return before


def set_marks(vault: Vault, entry_id: EntryId, marks: Marks) -> Marks:
    """Give an entry all its marks at once; return those before. Raises JournalError (ENTRY_NOT_FOUND)."""
    with vault.write() as connection:
        before = _read(connection, entry_id)
        write_marks(connection, entry_id, marks)
    return before


def require_entry(connection: Connection, entry_id: EntryId) -> None:
    """Raise JournalError (ENTRY_NOT_FOUND) unless the entry is in the journal."""
    if not connection.execute(select(exists().where(schema.entry.c.id == entry_id))).scalar_one():
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)


def _read(connection: Connection, entry_id: EntryId) -> Marks:
    require_entry(connection, entry_id)
    return read_marks(connection, [entry_id]).get(entry_id, NO_MARKS)
