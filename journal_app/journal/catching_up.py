"""Derive what is missing beside entries that came in without it: kept before this version, or by a rescue.

A row among the preferences says how far this has come, in which form and for which database file; a rescue writes
another file, with another salt. So there is nothing to do, at the cost of one row read, until one of them changes.
"""

import json

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from journal_app.journal.derived import refresh_derived
from journal_app.journal.grams import CUT
from journal_app.vault import schema
from journal_app.vault.engine import raw
from journal_app.vault.index_merging import INDEXES, merge_step
from journal_app.vault.vault import Vault

MARKER = "derived"
BATCH = 200
"""Entries a transaction, so that nobody's save waits long for its turn."""


def has_to_catch_up(vault: Vault) -> bool:
    """Return whether some entries may lack what is derived from them; quick in a journal of any size."""
    with vault.read() as connection:
        return _read_marker(connection, vault) is not None


def catch_up(vault: Vault) -> bool:
    """Derive it for the next entries, and return whether there is more to do; may be left off at any time."""
    with vault.write() as connection:
        after = _read_marker(connection, vault)
        if after is None:
            return any(merge_step(raw(connection), name) for name in INDEXES)
        entry = schema.entry.c
        query = select(entry.id, entry.sort_key, entry.title, entry.body).where(entry.id > after)
        rows = connection.execute(query.order_by(entry.id).limit(BATCH)).all()
        for row in rows:
            refresh_derived(connection, entry_id=row.id, sort_key=row.sort_key, title=row.title, body=row.body)
        has_more = len(rows) == BATCH
        if not has_more:
            _drop_grams_of_none(connection)
        _write_marker(connection, vault, rows[-1].id if has_more else None)
    return bool(rows or after)  # once all is derived, what went into the search index is merged


def _drop_grams_of_none(connection: Connection) -> None:
    """Drop what belongs to entries that a rescue could not bring back."""
    gram = schema.entry_gram
    connection.execute(delete(gram).where(gram.c.sort_key.not_in(select(schema.entry.c.sort_key))))


def _read_marker(connection: Connection, vault: Vault) -> int | None:
    """Return after which entry to go on, 0 for from the first; None when all are done."""
    query = select(schema.preference.c.value).where(schema.preference.c.key == MARKER)
    stored = connection.execute(query).scalar_one_or_none()
    try:
        form, file, after = json.loads(stored or "")
    except (ValueError, TypeError):
        return 0
    if (form, file) != _form(vault):
        return 0
    return after if isinstance(after, int) else None


def _write_marker(connection: Connection, vault: Vault, after: int | None) -> None:
    put = insert(schema.preference).values(key=MARKER, value=json.dumps([*_form(vault), after]))
    connection.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": put.excluded.value}))


def _form(vault: Vault) -> tuple[int, str]:
    return CUT, vault.header.salt.hex()
