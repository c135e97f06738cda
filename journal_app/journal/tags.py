"""Tags as things of their own: put beside an entry, taken off, counted, renamed, merged, removed; no page is rewritten.

A page that says `#old` is found under the tag that `old` became, for a tag keeps the names it had. Each change returns
what undoes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, union_all, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from journal_app.journal.beside import TagId
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.marks import require_entry
from journal_app.journal.markup import find_tags
from journal_app.journal.typed import find_tag_ids, fold_tag, refresh_typed, set_tag_row
from journal_app.vault import schema
from journal_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, how many pages of the journal have it, in how many of them it is typed, and the names it had (folded).

    A tag with no page has some in the trash.
    """

    id: TagId
    name: str
    pages: int
    typed: int
    former_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChipChange:
    """A chip that was put beside an entry, or taken off; with the tag as it was, should it have to come back."""

    entry_id: EntryId
    tag_id: TagId
    name: str
    is_chip: bool
    has_changed: bool


@dataclass(frozen=True, slots=True)
class TagRows:
    """The rows of some tags: (id, name, folded), (folded, tag id), (tag id, entry id, is chip, is typed)."""

    tags: tuple[tuple[int, str, str], ...]
    aliases: tuple[tuple[str, int], ...]
    entries: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class TagChange:
    """What a rename, a merge or a removal did to the rows of the tags concerned."""

    before: TagRows
    after: TagRows


def tag_name(words: str) -> str:
    """Return what was put in as the name of a tag: without its sign, a hyphen for each gap.

    Raises JournalError (TAG_NOT_VALID) for what could not be typed as `#tag`.
    """
    name = "-".join(words.strip().removeprefix("#").split())
    if [tag.name for tag in find_tags(f"#{name}")] != [name]:
        raise JournalError(JournalProblem.TAG_NOT_VALID)
    return name


def list_tags(vault: Vault) -> tuple[TagCount, ...]:
    """Return every tag with its counts, in the order of the folded names."""
    tag, own, entry, alias = schema.tag, schema.entry_tag, schema.entry, schema.tag_alias
    query = (
        select(tag.c.id, tag.c.name, func.count(entry.c.id), func.sum(own.c.is_typed * (entry.c.id > 0)))
        .select_from(tag.outerjoin(own, own.c.tag_id == tag.c.id).outerjoin(entry, entry.c.id == own.c.entry_id))
        .group_by(tag.c.id)
        .order_by(tag.c.folded)
    )
    former: dict[int, list[str]] = {}
    with vault.read() as connection:
        for tag_id, folded in connection.execute(select(alias.c.tag_id, alias.c.folded).order_by(alias.c.folded)):
            former.setdefault(tag_id, []).append(folded)
        rows = connection.execute(query).all()
    return tuple(
        TagCount(TagId(tag_id), name, int(pages), int(typed or 0), tuple(former.get(tag_id, ())))
        for tag_id, name, pages, typed in rows
    )


def known_tags(vault: Vault) -> tuple[str, ...]:
    """Return the names of all tags, in order; for completion."""
    with vault.read() as connection:
        return tuple(connection.execute(select(schema.tag.c.name).order_by(schema.tag.c.folded)).scalars())


def put_chip(vault: Vault, entry_id: EntryId, words: str) -> ChipChange:
    """Put a tag beside an entry. Raises JournalError: ENTRY_NOT_FOUND, TAG_NOT_VALID."""
    name = tag_name(words)
    with vault.write() as connection:
        require_entry(connection, entry_id)
        return _set_chip(connection, entry_id, name, is_chip=True)


def take_chip_off(vault: Vault, entry_id: EntryId, words: str) -> ChipChange:
    """Take a tag off that was put beside an entry; one typed in its words stays. Raises as `put_chip`."""
    name = tag_name(words)
    with vault.write() as connection:
        require_entry(connection, entry_id)
        return _set_chip(connection, entry_id, name, is_chip=False)


def undo_chip(vault: Vault, change: ChipChange) -> None:
    """Put a chip back or take it off again. Raises JournalError (ENTRY_NOT_FOUND)."""
    if change.has_changed:
        with vault.write() as connection:
            require_entry(connection, change.entry_id)
            _set_chip(connection, change.entry_id, change.name, is_chip=not change.is_chip, tag_id=change.tag_id)


def rename_tag(vault: Vault, tag_id: TagId, words: str) -> TagChange:
    """Give a tag another name; pages that say the old one still lead to it.

    Raises JournalError: TAG_NOT_FOUND, TAG_NOT_VALID, TAG_NAME_TAKEN by another tag, now or formerly.
    """
    name = tag_name(words)
    folded = fold_tag(name)
    with vault.write() as connection:
        before = _read_rows(connection, [tag_id])
        [(_, _, old)] = before.tags
        taken = find_tag_ids(connection, [folded]).get(folded)
        if taken not in (None, tag_id):
            raise JournalError(JournalProblem.TAG_NAME_TAKEN)
        connection.execute(delete(schema.tag_alias).where(schema.tag_alias.c.folded == folded))
        connection.execute(update(schema.tag).where(schema.tag.c.id == tag_id).values(name=name, folded=folded))
        if folded != old:
            connection.execute(insert(schema.tag_alias).values(folded=old, tag_id=tag_id))
        return TagChange(before, _read_rows(connection, [tag_id]))


def merge_tags(vault: Vault, tag_ids: Sequence[TagId], into: TagId) -> TagChange:
    """Make one tag of several: the pages and names of all go to `into`. Raises JournalError (TAG_NOT_FOUND)."""
    gone = sorted(set(tag_ids) - {into})
    with vault.write() as connection:
        before = _read_rows(connection, [*gone, into])
        moved = [(into, entry_id, chip, typed) for tag, entry_id, chip, typed in before.entries if tag != into]
        _put_entry_rows(connection, moved)
        for tag_id, _, folded in before.tags:
            if tag_id != into:
                own = schema.tag_alias.c.tag_id == tag_id
                connection.execute(update(schema.tag_alias).where(own).values(tag_id=into))
                connection.execute(insert(schema.tag_alias).values(folded=folded, tag_id=into))
        connection.execute(delete(schema.tag).where(schema.tag.c.id.in_(gone)))
        return TagChange(before, _read_rows(connection, [into]))


def remove_tag(vault: Vault, tag_id: TagId) -> TagChange:
    """Take a tag off every page it was put beside; where a page's own words say it, it stays.

    Raises JournalError (TAG_NOT_FOUND).
    """
    own = schema.entry_tag.c.tag_id == tag_id
    with vault.write() as connection:
        before = _read_rows(connection, [tag_id])
        connection.execute(delete(schema.entry_tag).where(own, schema.entry_tag.c.is_typed == 0))
        connection.execute(update(schema.entry_tag).where(own).values(is_chip=0))
        return TagChange(before, _read_rows(connection, [tag_id], is_strict=False))


def undo_tags(vault: Vault, change: TagChange) -> None:
    """Put the rows of tags back as they were before a rename, a merge or a removal.

    A page that was changed since keeps the tags its words now say, and the chips it now has.
    """
    before, after = change.before, change.after
    with vault.write() as connection:
        mine = [tag_id for tag_id, _, folded in after.tags if _folded_of(connection, tag_id) == folded]
        now = _read_rows(connection, mine, is_strict=False)
        since = {row[1] for row in set(now.entries) ^ set(after.entries)}
        connection.execute(delete(schema.tag).where(schema.tag.c.id.in_(mine)))
        ids = {row[0]: _put_tag_back(connection, *row) for row in before.tags}
        for folded, tag_id in before.aliases:
            if folded not in find_tag_ids(connection, [folded]):
                connection.execute(insert(schema.tag_alias).values(folded=folded, tag_id=ids[tag_id]))
        there = _still_there(connection, {row[1] for row in before.entries} | since)
        as_before = [(ids[own], of, chip, typed) for own, of, chip, typed in before.entries if of in there]
        chips = [(ids[own], of, 1, 0) for own, of, chip, _ in now.entries if chip and of in since and own in ids]
        _put_entry_rows(connection, as_before + chips)
        typed = {of for _, of, _, is_typed in before.entries if is_typed}
        for entry_id in sorted((since | typed) & there):  # any of them can have been worded anew
            _derive_again(connection, entry_id)


def _set_chip(
    connection: Connection, entry_id: EntryId, name: str, *, is_chip: bool, tag_id: TagId | None = None
) -> ChipChange:
    """Set whether a tag is a chip of an entry; `tag_id` is wished for a tag that has to be made."""
    folded = fold_tag(name)
    found = find_tag_ids(connection, [folded]).get(folded)
    if found is None:
        if not is_chip:
            return ChipChange(entry_id, TagId(0), name, is_chip, has_changed=False)
        found = _put_tag_back(connection, tag_id, name, folded)
    else:
        name = str(connection.execute(select(schema.tag.c.name).where(schema.tag.c.id == found)).scalar_one())
    table = schema.entry_tag
    row = connection.execute(
        select(table.c.is_chip, table.c.is_typed).where(table.c.tag_id == found, table.c.entry_id == entry_id)
    ).one_or_none()
    has_changed = is_chip != (row is not None and bool(row.is_chip))
    if has_changed:
        is_typed = row is not None and bool(row.is_typed)
        set_tag_row(connection, entry_id, found, is_chip=is_chip, is_typed=is_typed)
    return ChipChange(entry_id, TagId(found), name, is_chip, has_changed)


def _read_rows(connection: Connection, tag_ids: Sequence[int], *, is_strict: bool = True) -> TagRows:
    tag, alias, own = schema.tag.c, schema.tag_alias.c, schema.entry_tag.c
    tags = connection.execute(select(tag.id, tag.name, tag.folded).where(tag.id.in_(tag_ids)).order_by(tag.id)).all()
    if is_strict and len(tags) != len(set(tag_ids)):
        raise JournalError(JournalProblem.TAG_NOT_FOUND)
    aliases = connection.execute(select(alias.folded, alias.tag_id).where(alias.tag_id.in_(tag_ids)))
    entries = connection.execute(
        select(own.tag_id, own.entry_id, own.is_chip, own.is_typed).where(own.tag_id.in_(tag_ids))
    )
    return TagRows(
        tuple((row.id, row.name, row.folded) for row in tags),
        tuple((row.folded, row.tag_id) for row in aliases),
        tuple((row.tag_id, row.entry_id, row.is_chip, row.is_typed) for row in entries),
    )


def _put_entry_rows(connection: Connection, rows: Sequence[tuple[int, int, int, int]]) -> None:
    """Add entries to tags; where an entry has the tag already, a chip or a typed tag is added to it."""
    put = insert_or(schema.entry_tag)
    own = schema.entry_tag.c
    put = put.on_conflict_do_update(
        index_elements=["tag_id", "entry_id"],
        set_={
            "is_chip": func.max(own.is_chip, put.excluded.is_chip),
            "is_typed": func.max(own.is_typed, put.excluded.is_typed),
        },
    )
    names = ("tag_id", "entry_id", "is_chip", "is_typed")
    if rows:
        connection.execute(put, [dict(zip(names, row, strict=True)) for row in rows])


def _put_tag_back(connection: Connection, tag_id: int | None, name: str, folded: str) -> int:
    """Return the tag of this name, made again under its own id if that is free."""
    found = find_tag_ids(connection, [folded]).get(folded)
    if found is not None:
        return found
    values: dict[str, object] = {"name": name, "folded": folded}
    if tag_id is not None and _folded_of(connection, tag_id) is None:
        values["id"] = tag_id
    return int(connection.execute(insert(schema.tag).values(values)).lastrowid)


def _folded_of(connection: Connection, tag_id: int) -> str | None:
    return connection.execute(select(schema.tag.c.folded).where(schema.tag.c.id == tag_id)).scalar_one_or_none()


def _still_there(connection: Connection, entry_ids: Iterable[int]) -> set[int]:
    """Return those entries that are in the journal or the trash: nothing is put back to one deleted for good."""
    places = (schema.entry.c.id, schema.trashed_entry.c.id)
    everywhere = set(connection.execute(union_all(*(select(place) for place in places))).scalars())
    return everywhere & set(entry_ids)


def _derive_again(connection: Connection, entry_id: int) -> None:
    for table in (schema.entry, schema.trashed_entry):
        row = connection.execute(select(table.c.title, table.c.body).where(table.c.id == entry_id)).one_or_none()
        if row is not None:
            refresh_typed(connection, entry_id=entry_id, title=row.title, body=row.body)
            return
