"""Pages being written: started, saved while typing, kept as an entry, or let go.

A draft is a row of the vault from its first save on, so nothing that was called Saved can be lost, and nothing is
ever in a plain file. Drafts are not in the search index.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from journal_app.journal import attachments
from journal_app.journal.asked import Asked, forget_asked_if_unused, insert_asked, read_asked
from journal_app.journal.drawings import Owner, hand_over_drawings, has_drawings
from journal_app.journal.entries import EntryId, NewEntry, empty_the_log, insert_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.history import change_wording
from journal_app.journal.moments import from_stored, to_stored
from journal_app.journal.offer_history import mark_answered
from journal_app.journal.openings import IS_OF_PRACTICE, first_of_body, opening_words
from journal_app.journal.text import is_blank, stored_form
from journal_app.settings.clock import Clock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

DraftId = NewType("DraftId", int)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft; `entry_id` is the entry it changes, or None for a new page. `zone` is where it was started."""

    id: DraftId
    entry_id: EntryId | None
    title: str
    body: str
    asked: Asked | None
    created_at: datetime
    saved_at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """What a list shows of a draft; `prompt_title` is empty for a free page."""

    id: DraftId
    entry_id: EntryId | None
    title: str
    opening: str
    prompt_title: str
    saved_at: datetime


def start_draft(vault: Vault, clock: Clock, *, asked: Asked | None = None, title: str = "", body: str = "") -> Draft:
    """Start a page, on a question or free, with the words that stand on it already."""
    title, body = stored_form(title), stored_form(body)
    with vault.write() as connection:
        asked_id = None if asked is None else insert_asked(connection, asked)
        draft_id = _insert_draft(connection, clock, entry_id=None, title=title, body=body, asked_id=asked_id)
        return _read_draft(connection, draft_id)


def edit_entry(vault: Vault, clock: Clock, entry_id: EntryId) -> Draft:
    """Return the draft that changes an entry, the one begun earlier if there is one; the entry waits as it is.

    Raises JournalError (ENTRY_NOT_FOUND).
    """
    with vault.write() as connection:
        begun = select(schema.draft.c.id).where(schema.draft.c.entry_id == entry_id)
        draft_id = connection.execute(begun).scalar_one_or_none()
        if draft_id is None:
            kept = _read_kept(connection, entry_id)
            draft_id = _insert_draft(
                connection, clock, entry_id=entry_id, title=kept.title, body=kept.body, asked_id=kept.asked_id
            )
        return _read_draft(connection, draft_id)


def save_draft(vault: Vault, clock: Clock, draft_id: DraftId, *, title: str, body: str) -> datetime:
    """Save what is on the page and return when; it returns after the COMMIT, so "Saved" is then true.

    Raises JournalError: DRAFT_NOT_FOUND, or text that can't be kept.
    """
    title, body, saved_at = stored_form(title), stored_form(body), clock.now()
    with vault.write() as connection:
        changed = connection.execute(
            update(schema.draft)
            .where(schema.draft.c.id == draft_id)
            .values(title=title, body=body, saved_at=to_stored(saved_at))
        )
        if changed.rowcount == 0:
            raise JournalError(JournalProblem.DRAFT_NOT_FOUND)
    return saved_at


def load_draft(vault: Vault, draft_id: DraftId) -> Draft:
    """Return one whole draft. Raises JournalError (DRAFT_NOT_FOUND)."""
    with vault.read() as connection:
        return _read_draft(connection, draft_id)


def list_drafts(vault: Vault, *, limit: int = 50) -> tuple[DraftSummary, ...]:
    """Return the drafts last saved, newest first, at most `limit` of them."""
    with vault.read() as connection:
        rows = connection.execute(_SELECT_SUMMARIES.limit(limit)).all()
    return tuple(
        DraftSummary(
            id=DraftId(row.id),
            entry_id=None if row.entry_id is None else EntryId(row.entry_id),
            title=row.title,
            opening=opening_words(row.opening, is_of_practice=bool(row.is_of_practice)),
            prompt_title=row.prompt_title,
            saved_at=from_stored(row.saved_at),
        )
        for row in rows
    )


def discard_draft(vault: Vault, draft_id: DraftId) -> None:
    """Let a draft go, with what was added to it; an entry it would have changed stays as it was.

    Raises JournalError (DRAFT_NOT_FOUND).
    """
    with vault.write() as connection:
        had_any = attachments.has_attachments(connection, attachments.PageKey(draft_id=draft_id))
        had_any = had_any or has_drawings(connection, Owner(draft_id=draft_id))
        _delete_draft(connection, _read_row(connection, draft_id))
    if had_any:
        empty_the_log(vault)


def keep_draft(vault: Vault, clock: Clock, draft_id: DraftId) -> EntryId:
    """Turn a draft into an entry, or put its words into the entry it changes; one transaction.

    A new entry is dated by when its draft was started, in the zone it was started in: a page begun before midnight
    belongs to that day. Of a changed entry only what differs is written, and the wording before becomes a version.
    Raises JournalError: DRAFT_NOT_FOUND, DRAFT_EMPTY.
    """
    now = clock.now()
    with vault.write() as connection:
        row = _read_row(connection, draft_id)
        page = attachments.PageKey(row.entry_id, draft_id)
        has_any = attachments.has_attachments(connection, page) or has_drawings(connection, Owner(draft_id=draft_id))
        if is_blank(row.title, row.body) and not has_any:
            raise JournalError(JournalProblem.DRAFT_EMPTY)
        if row.entry_id is None:
            entry_id = _keep_as_new_entry(connection, row, now)
        else:
            entry_id = EntryId(row.entry_id)
            change_wording(connection, entry_id, title=row.title, body=row.body, now=now)
        attachments.hand_over(connection, draft_id, entry_id)
        hand_over_drawings(connection, Owner(draft_id=draft_id), entry_id)
        _delete_draft(connection, row)
    return entry_id


type_of_row = Row[*tuple[Any, ...]]
"""Any: SQLAlchemy types rows by position; each column is read by name once, right below."""

_SELECT_DRAFT = select(
    schema.draft.c.id,
    schema.draft.c.entry_id,
    schema.draft.c.title,
    schema.draft.c.body,
    schema.draft.c.asked_id,
    schema.draft.c.created_at,
    schema.draft.c.saved_at,
    schema.draft.c.zone,
)

_SELECT_SUMMARIES = (
    select(
        schema.draft.c.id,
        schema.draft.c.entry_id,
        schema.draft.c.title,
        first_of_body(schema.draft).label("opening"),
        IS_OF_PRACTICE.label("is_of_practice"),
        func.coalesce(schema.asked.c.title, "").label("prompt_title"),
        schema.draft.c.saved_at,
    )
    .select_from(schema.draft.outerjoin(schema.asked))
    .order_by(schema.draft.c.saved_at.desc(), schema.draft.c.id.desc())
)


def _insert_draft(
    connection: Connection, clock: Clock, *, entry_id: EntryId | None, title: str, body: str, asked_id: int | None
) -> DraftId:
    now = to_stored(clock.now())
    made = connection.execute(
        insert(schema.draft).values(
            entry_id=entry_id,
            title=title,
            body=body,
            asked_id=asked_id,
            created_at=now,
            saved_at=now,
            zone=clock.zone().key,
        )
    )
    return DraftId(made.lastrowid)


def _read_row(connection: Connection, draft_id: DraftId) -> type_of_row:
    row = connection.execute(_SELECT_DRAFT.where(schema.draft.c.id == draft_id)).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.DRAFT_NOT_FOUND)
    return row


def _read_draft(connection: Connection, draft_id: DraftId) -> Draft:
    row = _read_row(connection, draft_id)
    return Draft(
        id=DraftId(row.id),
        entry_id=None if row.entry_id is None else EntryId(row.entry_id),
        title=row.title,
        body=row.body,
        asked=None if row.asked_id is None else read_asked(connection, row.asked_id),
        created_at=from_stored(row.created_at),
        saved_at=from_stored(row.saved_at),
        zone=row.zone,
    )


def _read_kept(connection: Connection, entry_id: EntryId) -> type_of_row:
    table = schema.entry
    row = connection.execute(
        select(table.c.title, table.c.body, table.c.asked_id).where(table.c.id == entry_id)
    ).one_or_none()
    if row is None:
        raise JournalError(JournalProblem.ENTRY_NOT_FOUND)
    return row


def _keep_as_new_entry(connection: Connection, row: type_of_row, now: datetime) -> EntryId:
    new = NewEntry(row.title, row.body, written_at=from_stored(row.created_at), zone=row.zone)
    entry_id = insert_entry(connection, new, now=now, asked_id=row.asked_id)
    if row.asked_id is not None:
        mark_answered(connection, row.asked_id)
    return entry_id


def _delete_draft(connection: Connection, row: type_of_row) -> None:
    connection.execute(delete(schema.draft).where(schema.draft.c.id == row.id))
    forget_asked_if_unused(connection, row.asked_id)
