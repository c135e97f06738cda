"""Links from one entry to another: where they lead, and which pages link here.

A link stands in the page's own words (`[that day](entry:UID)`), so it survives an export, a move to the trash and back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from journal_app.content.model import Pack
from journal_app.journal.entries import EntryId, EntrySummary, list_entries, select_summaries, summaries_of
from journal_app.journal.query import parse_while_typing
from journal_app.journal.search import SearchHit, is_enough, search_entries
from journal_app.vault import schema
from journal_app.vault.vault import Vault

MOST_BACKLINKS = 200


class LinkState(StrEnum):
    """Where the page is that a link leads to."""

    KEPT = "kept"
    IN_TRASH = "in_trash"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """Where one link leads; `entry` is None for a page that is gone."""

    uid: str
    state: LinkState
    entry: EntrySummary | None


@dataclass(frozen=True, slots=True)
class Linkable:
    """A page of the journal that can be linked to, with the piece of it that was found, and the hits in it."""

    uid: str
    hit: SearchHit


def find_linkable(
    vault: Vault, words: str, *, pack: Pack, today: date, but: EntryId | None = None, limit: int = 20
) -> tuple[Linkable, ...]:
    """Return the newest pages that meet a search, or the newest of all while it asks for too little.

    `but` is the page that the link will stand on.
    """
    query = parse_while_typing(words)
    if is_enough(query):
        hits = search_entries(vault, query, pack=pack, today=today, limit=limit + 1).items
    else:
        hits = tuple(SearchHit(entry, "", ()) for entry in list_entries(vault, limit=limit + 1).items)
    wanted = [hit for hit in hits if hit.entry.id != but][:limit]
    table = schema.entry.c
    with vault.read() as connection:
        rows = connection.execute(select(table.id, table.uid).where(table.id.in_([hit.entry.id for hit in wanted])))
        uids = {row.id: str(row.uid) for row in rows}
    return tuple(Linkable(uids[hit.entry.id], hit) for hit in wanted if hit.entry.id in uids)


def follow_links(vault: Vault, uids: Iterable[str]) -> dict[str, LinkEnd]:
    """Return where each of at most a few hundred links leads."""
    wanted = sorted(set(uids))
    ends = {uid: LinkEnd(uid, LinkState.GONE, None) for uid in wanted}
    places = ((schema.trashed_entry, LinkState.IN_TRASH), (schema.entry, LinkState.KEPT))
    with vault.read() as connection:
        for table, state in places:
            rows = connection.execute(select_summaries(table).add_columns(table.c.uid).where(table.c.uid.in_(wanted)))
            found = rows.all()
            for row, summary in zip(found, summaries_of(connection, found), strict=True):
                ends[row.uid] = LinkEnd(row.uid, state, summary)
    return ends


def entries_linking_to(vault: Vault, uid: str, *, limit: int = MOST_BACKLINKS) -> tuple[EntrySummary, ...]:
    """Return the newest other entries of the journal whose words link to an entry."""
    linking = select(schema.entry_link.c.entry_id).where(schema.entry_link.c.to_uid == uid)
    query = select_summaries(schema.entry).where(schema.entry.c.id.in_(linking), schema.entry.c.uid != uid)
    with vault.read() as connection:
        rows = connection.execute(query.order_by(schema.entry.c.sort_key.desc()).limit(limit)).all()
        return summaries_of(connection, rows)
