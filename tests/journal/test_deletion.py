"""Deleting an entry deletes it for good: no page of the decrypted file, free ones included, holds a word of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from journal_app.journal.asked import Asked
from journal_app.journal.drafts import edit_entry, keep_draft, save_draft, start_draft
from journal_app.journal.entries import EntryId, count_entries, delete_entry, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault

CANARY = "zanzibarquince"
Decrypted = Callable[[Vault], bytes]


def _fold_the_log(vault: Vault) -> None:
    with vault.engine.connect() as connection:
        raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _kept(vault: Vault, clock: FixedClock, asked: Asked | None = None) -> EntryId:
    body = f"Once {CANARY} and again {CANARY}\n" + f"{CANARY} " * 2000
    draft = start_draft(vault, clock, asked=asked)
    save_draft(vault, clock, draft.id, title=CANARY, body=body)
    return keep_draft(vault, clock, draft.id)


def test_decrypted__before_deleting__holds_the_words(vault: Vault, clock: FixedClock, decrypted: Decrypted) -> None:
    _kept(vault, clock)
    _fold_the_log(vault)

    assert decrypted(vault).count(CANARY.encode()) > 1900  # some straddle two pages


def test_delete_entry__with_a_changed_wording_begun__leaves_no_copy_in_the_decrypted_file(
    vault: Vault, clock: FixedClock, asked: Asked, decrypted: Decrypted
) -> None:
    other = start_draft(vault, clock, asked=asked, body="plum jam")
    kept = keep_draft(vault, clock, other.id)
    entry_id = _kept(vault, clock, asked)
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title="", body=f"changed {CANARY}")

    delete_entry(vault, entry_id)

    plain = decrypted(vault)
    assert b"plum jam" in plain
    assert CANARY.encode() not in plain
    assert CANARY[:8].encode() not in plain
    assert search_entries(vault, CANARY).items == ()
    assert load_entry(vault, kept).asked == asked


def test_delete_entry__its_question__goes_with_it(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    entry_id = _kept(vault, clock, asked)

    delete_entry(vault, entry_id)

    with vault.read() as connection:
        left = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (schema.asked, schema.asked_theme, schema.asked_passage, schema.draft)
        ]
    assert left == [0, 0, 0, 0]
    assert count_entries(vault) == 0


def test_delete_entry__gone__is_refused(vault: Vault) -> None:
    with pytest.raises(JournalError) as refused:
        delete_entry(vault, EntryId(1))

    assert refused.value.code is JournalProblem.ENTRY_NOT_FOUND
