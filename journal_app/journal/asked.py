"""What was asked, kept with the answer: the prompt's words and each passage quoted, as they stood when they were shown.

Packs change and articles move; an entry keeps this snapshot, so it always shows the question and the passage it
answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select

from journal_app.content.model import (
    ArticleId,
    Pack,
    PackId,
    Passage,
    PassageId,
    Prompt,
    PromptId,
    Stance,
    StepId,
    Strand,
    ThemeId,
)
from journal_app.journal.offer_history import unmark_answered
from journal_app.vault import schema

PASSAGE = (
    "passage_id",
    "article_id",
    "article_title",
    "article_sha256",
    "stance",
    "exact",
    "prefix",
    "suffix",
    "start_offset",
    "end_offset",
)
"""The columns of a passage as it was quoted, in `asked_passage` and in `entry_passage`."""


@dataclass(frozen=True, slots=True)
class PassageSnapshot:
    """A passage as it was quoted: its words, what stood either side, its place in the article, the article's hash."""

    passage_id: PassageId
    article_id: ArticleId
    article_title: str
    article_sha256: str
    stance: Stance
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was shown; `passages` is in the prompt's order, the first one leads."""

    pack_id: PackId
    pack_version: str
    prompt_id: PromptId
    step_id: StepId | None
    title: str
    text: str
    smaller: str
    stem: str
    strand: Strand
    theme_ids: tuple[ThemeId, ...]
    content_note: str
    passages: tuple[PassageSnapshot, ...]


def asked_from_prompt(pack: Pack, prompt: Prompt) -> Asked:
    """Take the snapshot of a prompt of a pack."""
    return Asked(
        pack_id=pack.id,
        pack_version=pack.version,
        prompt_id=prompt.id,
        step_id=None,
        title=prompt.title,
        text=prompt.asked_text,
        smaller=prompt.smaller,
        stem=prompt.stem,
        strand=pack.strand_of(prompt),
        theme_ids=prompt.themes,
        content_note=prompt.content_note,
        passages=tuple(snapshot_of(pack, pack.passages[passage_id]) for passage_id in prompt.passages),
    )


def snapshot_of(pack: Pack, passage: Passage) -> PassageSnapshot:
    """Take the snapshot of a passage of a pack."""
    article = pack.articles[passage.article]
    return PassageSnapshot(
        passage_id=passage.id,
        article_id=article.id,
        article_title=article.title,
        article_sha256=article.sha256,
        stance=passage.stance,
        exact=passage.quote.exact,
        prefix=passage.quote.prefix,
        suffix=passage.quote.suffix,
        start=passage.position.start,
        end=passage.position.end,
    )


def passage_values(passage: PassageSnapshot) -> dict[str, str | int]:
    """Return the values of a passage's columns."""
    return {
        "passage_id": passage.passage_id,
        "article_id": passage.article_id,
        "article_title": passage.article_title,
        "article_sha256": passage.article_sha256,
        "stance": passage.stance.value,
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start_offset": passage.start,
        "end_offset": passage.end,
    }


def passage_from(row: Row[*tuple[Any, ...]]) -> PassageSnapshot:
    """Return the passage that a row with the columns of `PASSAGE` holds."""
    return PassageSnapshot(
        passage_id=PassageId(row.passage_id),
        article_id=ArticleId(row.article_id),
        article_title=row.article_title,
        article_sha256=row.article_sha256,
        stance=Stance(row.stance),
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
        start=row.start_offset,
        end=row.end_offset,
    )


def insert_asked(connection: Connection, asked: Asked) -> int:
    """Store a snapshot and return its row id; for the use cases that keep it with a draft or an entry."""
    asked_id = connection.execute(insert(schema.asked).values(**_values(asked))).lastrowid
    _insert_themes(connection, asked_id, asked.theme_ids)
    _insert_passages(connection, asked_id, asked.passages)
    return asked_id


def insert_many_asked(connection: Connection, many: Sequence[Asked]) -> list[int]:
    """Store snapshots at one go and return their row ids, in the same order."""
    if not many:
        return []
    first = int(connection.execute(select(func.coalesce(func.max(schema.asked.c.id), 0))).scalar_one()) + 1
    numbered = list(enumerate(many, start=first))
    connection.execute(insert(schema.asked), [{"id": asked_id, **_values(asked)} for asked_id, asked in numbered])
    for asked_id, asked in numbered:
        _insert_themes(connection, asked_id, asked.theme_ids)
        _insert_passages(connection, asked_id, asked.passages)
    return [asked_id for asked_id, _ in numbered]


def read_asked(connection: Connection, asked_id: int) -> Asked:
    """Return a stored snapshot."""
    return read_many_asked(connection, [asked_id])[asked_id]


def read_many_asked(connection: Connection, asked_ids: Sequence[int]) -> dict[int, Asked]:
    """Return a few hundred stored snapshots by their row ids."""
    if not asked_ids:
        return {}
    themes, passages = _read_themes(connection, asked_ids), _read_passages(connection, asked_ids)
    return {
        row.id: Asked(
            pack_id=PackId(row.pack_id),
            pack_version=row.pack_version,
            prompt_id=PromptId(row.prompt_id),
            step_id=None if row.step_id is None else StepId(row.step_id),
            title=row.title,
            text=row.text,
            smaller=row.smaller,
            stem=row.stem,
            strand=Strand(row.strand),
            theme_ids=tuple(themes[row.id]),
            content_note=row.content_note,
            passages=tuple(passages[row.id]),
        )
        for row in connection.execute(_SELECT_ASKED.where(schema.asked.c.id.in_(asked_ids)))
    }


def forget_asked_if_unused(connection: Connection, asked_id: int | None) -> None:
    """Delete a snapshot that no entry, no draft and no page in the trash holds any more."""
    if asked_id is None:
        return
    gone = connection.execute(
        delete(schema.asked)
        .where(
            schema.asked.c.id == asked_id,
            ~exists().where(schema.entry.c.asked_id == asked_id),
            ~exists().where(schema.draft.c.asked_id == asked_id),
            ~exists().where(schema.trashed_entry.c.asked_id == asked_id),
        )
        .returning(schema.asked.c.prompt_id)
    ).scalar_one_or_none()
    if gone is not None:
        unmark_answered(connection, gone)


_SELECT_ASKED = select(
    schema.asked.c.id,
    schema.asked.c.pack_id,
    schema.asked.c.pack_version,
    schema.asked.c.prompt_id,
    schema.asked.c.step_id,
    schema.asked.c.title,
    schema.asked.c.text,
    schema.asked.c.smaller,
    schema.asked.c.stem,
    schema.asked.c.strand,
    schema.asked.c.content_note,
)


def _insert_themes(connection: Connection, asked_id: int, theme_ids: tuple[ThemeId, ...]) -> None:
    rows = [{"asked_id": asked_id, "ordinal": n, "theme_id": theme_id} for n, theme_id in enumerate(theme_ids)]
    if rows:
        connection.execute(insert(schema.asked_theme), rows)


def _insert_passages(connection: Connection, asked_id: int, passages: tuple[PassageSnapshot, ...]) -> None:
    rows = [{"asked_id": asked_id, "ordinal": n, **passage_values(passage)} for n, passage in enumerate(passages)]
    if rows:
        connection.execute(insert(schema.asked_passage), rows)


def _read_themes(connection: Connection, asked_ids: Sequence[int]) -> dict[int, list[ThemeId]]:
    table = schema.asked_theme.c
    query = select(table.asked_id, table.theme_id).where(table.asked_id.in_(asked_ids))
    found: dict[int, list[ThemeId]] = {asked_id: [] for asked_id in asked_ids}
    for asked_id, theme_id in connection.execute(query.order_by(table.asked_id, table.ordinal)):
        found[asked_id].append(ThemeId(theme_id))
    return found


def _read_passages(connection: Connection, asked_ids: Sequence[int]) -> dict[int, list[PassageSnapshot]]:
    table = schema.asked_passage.c
    query = select(table.asked_id, *(table[name] for name in PASSAGE)).where(table.asked_id.in_(asked_ids))
    found: dict[int, list[PassageSnapshot]] = {asked_id: [] for asked_id in asked_ids}
    for row in connection.execute(query.order_by(table.asked_id, table.ordinal)):
        found[row.asked_id].append(passage_from(row))
    return found


def _values(asked: Asked) -> dict[str, str | None]:
    return {
        "pack_id": asked.pack_id,
        "pack_version": asked.pack_version,
        "prompt_id": asked.prompt_id,
        "step_id": asked.step_id,
        "title": asked.title,
        "text": asked.text,
        "smaller": asked.smaller,
        "stem": asked.stem,
        "strand": asked.strand.value,
        "content_note": asked.content_note,
    }
