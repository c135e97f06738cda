"""The jobs that bring a page to where it is written on."""

from journal_app.journal.drafts import Draft, DraftId, edit_entry, load_draft
from journal_app.journal.entries import EntryId
from journal_app.ui.bridge.vault_thread import OpenJournal


def load_page(journal: OpenJournal, *, draft_id: DraftId) -> Draft:
    """Return an unfinished page as it was left."""
    return load_draft(journal.vault, draft_id)


def edit_page(journal: OpenJournal, *, entry_id: EntryId) -> Draft:
    """Return the draft that changes an entry."""
    return edit_entry(journal.vault, journal.clock, entry_id)
