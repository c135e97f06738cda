"""The tags of pages that arrive: under the names this journal has for them, made with their former names where new."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from journal_app.journal.markup import LONGEST_TAG
from journal_app.journal.typed import ensure_tags, find_tag_ids, fold_tag, typed_tags
from journal_app.journal.whole import TagNames, WholeEntry
from journal_app.vault import schema

SourceTags = Mapping[str, TagNames]
"""The tags of the journal that pages come from, by every folded name they have or had."""


def source_tags(tags: Iterable[TagNames]) -> SourceTags:
    """Return tags by each of their folded names; a name in force wins over one that another tag had before."""
    every = list(tags)
    found = {former: tag for tag in every for former in tag.former}
    return found | {fold_tag(tag.name): tag for tag in every}


def known_names(connection: Connection, names: Iterable[str], source: SourceTags) -> dict[str, str]:
    """Return the name under which this journal has, or will have, each tag; what can be no tag is left out."""
    folded = {name: fold_tag(name) for name in names if name.strip() and len(name) <= LONGEST_TAG}
    ids = find_tag_ids(connection, folded.values())
    tag = schema.tag.c
    own = {row.id: row.name for row in connection.execute(select(tag.id, tag.name).where(tag.id.in_(ids.values())))}
    said = {fold: source[fold].name if fold in source else name for name, fold in reversed(folded.items())}
    return {name: own[ids[fold]] if fold in ids else said[fold] for name, fold in folded.items()}


def put_tags(connection: Connection, entries: Sequence[tuple[int, WholeEntry]], source: SourceTags) -> None:
    """Put beside entries, by their row ids, the tags they carry; the typed ones follow when their text is read.

    A tag that is new here is made under the name, and with the former names, that it had where it comes from.
    """
    chips = {fold_tag(name): name for _, entry in entries for name in entry.tags}
    typed = {fold: name for _, entry in entries for fold, name in typed_tags(entry.title, entry.body).items()}
    _make_from_source(connection, [*chips, *typed], source)
    ids = ensure_tags(connection, chips)
    rows = [
        {"tag_id": tag_id, "entry_id": row_id, "is_chip": 1, "is_typed": 0}
        for row_id, entry in entries
        for tag_id in sorted({ids[fold_tag(name)] for name in entry.tags})
    ]
    if rows:
        connection.execute(insert(schema.entry_tag), rows)


def _make_from_source(connection: Connection, folded: Sequence[str], source: SourceTags) -> None:
    there = find_tag_ids(connection, folded)
    wanted = {fold_tag(source[fold].name): source[fold] for fold in folded if fold not in there and fold in source}
    ids = ensure_tags(connection, {fold: tag.name for fold, tag in wanted.items()})
    aliases = [{"folded": former, "tag_id": ids[fold]} for fold, tag in wanted.items() for former in tag.former]
    if aliases:
        taken = find_tag_ids(connection, [str(alias["folded"]) for alias in aliases])
        free = [alias for alias in aliases if alias["folded"] not in taken]
        if free:
            connection.execute(insert_or(schema.tag_alias).on_conflict_do_nothing(), free)
