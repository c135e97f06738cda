"""The people and places a person put on the Support page for themselves; kept in the vault, shown while it is open."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, insert, select

from journal_app.content.model import SupportEntry
from journal_app.journal.entries import empty_the_log
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.text import stored_form
from journal_app.vault import schema
from journal_app.vault.vault import Vault

MOST_OWN = 100
OWN = "own"


def load_own_support(vault: Vault) -> tuple[SupportEntry, ...]:
    """Return the person's own entries, in their order."""
    table = schema.support_entry
    with vault.read() as connection:
        rows = connection.execute(select(*table.columns).order_by(table.c.ordinal, table.c.id)).all()
    return tuple(
        SupportEntry(
            kind=row.kind,
            name=row.name,
            how=row.how,
            hours=row.hours,
            languages=tuple(row.languages.split("\n")) if row.languages else (),
            cost=row.cost,
            privacy=row.privacy,
            checked_on=None if row.checked_on is None else date.fromisoformat(row.checked_on),
            checked_by=row.checked_by,
        )
        for row in rows
    )


def save_own_support(vault: Vault, entries: Iterable[SupportEntry]) -> tuple[SupportEntry, ...]:
    """Keep these entries in this order instead of those before, and return them as kept.

    Raises JournalError: SUPPORT_ENTRY_NOT_VALID for one without a name or a way to reach it, or too many; text that
    can't be kept.
    """
    kept = tuple(_stored(one) for one in entries)
    if len(kept) > MOST_OWN or not all(one.name and one.how for one in kept):
        raise JournalError(JournalProblem.SUPPORT_ENTRY_NOT_VALID, most=MOST_OWN)
    table = schema.support_entry
    with vault.write() as connection:
        connection.execute(delete(table))
        if kept:
            connection.execute(insert(table), [_row(number, one) for number, one in enumerate(kept)])
    empty_the_log(vault)
    return kept


def _stored(entry: SupportEntry) -> SupportEntry:
    return replace(
        entry,
        kind=entry.kind or OWN,
        name=_words(entry.name),
        how=_words(entry.how),
        hours=_words(entry.hours),
        languages=tuple(words for one in entry.languages if (words := _words(one))),
        cost=_words(entry.cost),
        privacy=_words(entry.privacy),
        checked_by=_words(entry.checked_by),
    )


def _words(text: str) -> str:
    return stored_form(" ".join(text.split()))


def _row(ordinal: int, entry: SupportEntry) -> dict[str, object]:
    return {
        "ordinal": ordinal,
        "kind": entry.kind,
        "name": entry.name,
        "how": entry.how,
        "hours": entry.hours,
        "languages": "\n".join(entry.languages),
        "cost": entry.cost,
        "privacy": entry.privacy,
        "checked_on": None if entry.checked_on is None else entry.checked_on.isoformat(),
        "checked_by": entry.checked_by,
    }
