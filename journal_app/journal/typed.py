"""What is typed in an entry's own words and kept as rows beside it: its `#tags`, and its links to other entries.

A tag's name is compared folded (NFKC, case), and a name that a tag had before it was renamed or merged leads to that
tag: so a rename never rewrites a page. Rows are written only where something differs, since a tag goes with its last
row.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from sqlalchemy import Connection, and_, delete, insert, select, union_all, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from journal_app.journal.markup import Target, find_references, find_tags
from journal_app.vault import schema

_NAMES_A_QUERY = 500
_INSERT_TAG = insert_or(schema.entry_tag)
_PUT_TYPED = _INSERT_TAG.on_conflict_do_update(
    index_elements=["tag_id", "entry_id"], set_={"is_typed": _INSERT_TAG.excluded.is_typed}
)
_PUT_LINK = insert_or(schema.entry_link).on_conflict_do_nothing()


def fold_tag(name: str) -> str:
    """Return a tag's name as it is compared: `#Café`, `#CAFÉ` and one typed with a separate accent are the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def typed_tags(title: str, body: str) -> dict[str, str]:
    """Return the tags typed in a page, each once as it was first written there, by its folded name."""
    found: dict[str, str] = {}
    for tag in chain(find_tags(title), find_tags(body)):
        found.setdefault(fold_tag(tag.name), tag.name)
    return found


def linked_uids(body: str) -> frozenset[str]:
    """Return the entries that a page's words link to."""
    return frozenset(reference.uid for reference in find_references(body) if reference.target is Target.ENTRY)


def put_typed(connection: Connection, pages: Sequence[tuple[int, str, str]]) -> None:
    """Put beside entries that are new, by row id, title and body, the tags and links typed in them.

    Tags that were put beside them by hand may be there already. Nothing is asked of the vault where there are none.
    """
    tags = {entry_id: found for entry_id, title, body in pages if (found := typed_tags(title, body))}
    ids = ensure_tags(connection, _as_first_written(tags.values()))
    tag_rows = [
        {"tag_id": tag_id, "entry_id": entry_id, "is_chip": 0, "is_typed": 1}
        for entry_id, found in tags.items()
        for tag_id in sorted({ids[folded] for folded in found})
    ]
    if tag_rows:
        connection.execute(_PUT_TYPED, tag_rows)
    link_rows = [{"entry_id": entry_id, "to_uid": uid} for entry_id, _, body in pages for uid in linked_uids(body)]
    if link_rows:
        connection.execute(_PUT_LINK, link_rows)


def refresh_typed(connection: Connection, *, entry_id: int, title: str, body: str) -> None:
    """Bring an entry's typed tags and its links in step with its words, in the transaction under way."""
    _refresh_tags(connection, entry_id, typed_tags(title, body))
    _refresh_links(connection, entry_id, linked_uids(body))


def find_tag_ids(connection: Connection, folded: Iterable[str]) -> dict[str, int]:
    """Return the tag that has each folded name, or had it before; a name of none is left out."""
    own, alias = schema.tag.c, schema.tag_alias.c
    found: dict[str, int] = {}
    for names in _batches(folded):
        query = union_all(
            select(alias.folded, alias.tag_id).where(alias.folded.in_(names)),
            select(own.folded, own.id).where(own.folded.in_(names)),
        )
        found.update((row[0], int(row[1])) for row in connection.execute(query))
    return found


def ensure_tags(connection: Connection, names: Mapping[str, str]) -> dict[str, int]:
    """Return the tag of each name, given by its folded form, made now where there is none yet.

    An `entry_tag` row must name each new one in the same transaction.
    """
    found = find_tag_ids(connection, names)
    for folded, name in names.items():
        if folded not in found:
            found[folded] = connection.execute(insert(schema.tag).values(name=name, folded=folded)).lastrowid
    return found


def set_tag_row(connection: Connection, entry_id: int, tag_id: int, *, is_chip: bool, is_typed: bool) -> None:
    """Say how an entry has a tag; a row that says neither goes, and the tag with it when it was the last."""
    table = schema.entry_tag
    own = and_(table.c.tag_id == tag_id, table.c.entry_id == entry_id)
    if not (is_chip or is_typed):
        connection.execute(delete(table).where(own))
        return
    flags = {"is_chip": int(is_chip), "is_typed": int(is_typed)}
    if connection.execute(update(table).where(own).values(flags)).rowcount == 0:
        connection.execute(insert(table).values(tag_id=tag_id, entry_id=entry_id, **flags))


def put_chips(connection: Connection, entry_id: int, names: Iterable[str]) -> None:
    """Put tags beside an entry in the transaction under way; names as `tags.tag_name` gives them."""
    named = {fold_tag(name): name for name in names}
    table = schema.entry_tag
    typed = set(
        connection.execute(select(table.c.tag_id).where(table.c.entry_id == entry_id, table.c.is_typed == 1)).scalars()
    )
    for tag_id in sorted(set(ensure_tags(connection, named).values())):
        set_tag_row(connection, entry_id, tag_id, is_chip=True, is_typed=tag_id in typed)


def _refresh_tags(connection: Connection, entry_id: int, typed: dict[str, str]) -> None:
    table = schema.entry_tag
    query = select(table.c.tag_id, table.c.is_chip, table.c.is_typed).where(table.c.entry_id == entry_id)
    stored = {row.tag_id: row for row in connection.execute(query)}
    wanted = set(ensure_tags(connection, typed).values())
    for tag_id in sorted(wanted):
        row = stored.get(tag_id)
        if row is None or not row.is_typed:
            is_chip = row is not None and bool(row.is_chip)
            set_tag_row(connection, entry_id, tag_id, is_chip=is_chip, is_typed=True)
    for tag_id, row in stored.items():
        if row.is_typed and tag_id not in wanted:
            set_tag_row(connection, entry_id, tag_id, is_chip=bool(row.is_chip), is_typed=False)


def _refresh_links(connection: Connection, entry_id: int, wanted: frozenset[str]) -> None:
    table = schema.entry_link
    stored = set(connection.execute(select(table.c.to_uid).where(table.c.entry_id == entry_id)).scalars())
    for uid in sorted(stored - wanted):
        connection.execute(delete(table).where(table.c.entry_id == entry_id, table.c.to_uid == uid))
    if new := sorted(wanted - stored):
        connection.execute(insert(table), [{"entry_id": entry_id, "to_uid": uid} for uid in new])


def _as_first_written(pages: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the tags of pages, each as the first of them has it, by its folded name."""
    names: dict[str, str] = {}
    for folded, name in chain.from_iterable(tags.items() for tags in pages):
        names.setdefault(folded, name)
    return names


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, _NAMES_A_QUERY)):
        yield batch
