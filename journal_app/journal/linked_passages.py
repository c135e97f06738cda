"""Passages the person linked to an entry by hand, from Readings or from the entry: kept as they stood then."""

from sqlalchemy import delete, insert, select

from journal_app.content.model import PassageId
from journal_app.journal.asked import PASSAGE, PassageSnapshot, passage_from, passage_values
from journal_app.journal.beside import LinkedPassage
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.marks import require_entry
from journal_app.journal.moments import from_stored, to_stored
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault


def link_passage(vault: Vault, clock: Clock, entry_id: EntryId, passage: PassageSnapshot) -> bool:
    """Link a passage to an entry; return whether it is new there. Raises JournalError (ENTRY_NOT_FOUND)."""
    return put_link_back(vault, entry_id, LinkedPassage(passage, clock.now()))


def put_link_back(vault: Vault, entry_id: EntryId, linked: LinkedPassage) -> bool:
    """Link a passage as it was linked before; return whether it is new there. Raises as `link_passage`."""
    table = schema.entry_passage
    with vault.write() as connection:
        require_entry(connection, entry_id)
        own = (table.c.entry_id == entry_id, table.c.passage_id == linked.passage.passage_id)
        if connection.execute(select(table.c.id).where(*own)).first() is not None:
            return False
        values = {"entry_id": entry_id, "linked_at": to_stored(linked.linked_at), **passage_values(linked.passage)}
        connection.execute(insert(table).values(values))
    return True


def unlink_passage(vault: Vault, entry_id: EntryId, passage_id: PassageId) -> LinkedPassage:
    """Take a linked passage from an entry and return it. Raises JournalError (ENTRY_NOT_FOUND): it has none such."""
    table = schema.entry_passage
    own = (table.c.entry_id == entry_id, table.c.passage_id == passage_id)
    with vault.write() as connection:
        query = select(table.c.linked_at, *(table.c[name] for name in PASSAGE)).where(*own)
        row = connection.execute(query).one_or_none()
        if row is None:
            raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
        connection.execute(delete(table).where(*own))
    return LinkedPassage(passage_from(row), from_stored(row.linked_at))
