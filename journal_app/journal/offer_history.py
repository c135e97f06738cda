"""What earlier days say to the chooser: which prompts were shown, put off, set aside for good, and lately answered."""

from datetime import date, timedelta

from sqlalchemy import Connection, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from journal_app.content.chooser import History
from journal_app.content.model import ArticleId, Pack, Prompt, PromptId, PromptKind, Strand
from journal_app.journal.moments import first_sort_key_of_day
from journal_app.journal.offer_state import OfferState
from journal_app.vault import schema

SHOWN_ARTICLES = 5
ANSWERED_STRANDS = 12
NOT_TODAY_DAYS = 30
"""How far back the chooser looks (content.md, "Choosing a prompt")."""


def read_history(connection: Connection, on: date) -> History:
    """Return the history that counts on a day: that of the days before it, and what was put off on the day itself."""
    latest = _latest_shown(connection, on)
    return History(
        shown=_last_shown(connection, on),
        not_today=_put_off(connection, on),
        never_again=read_never_again(connection),
        recent_articles=tuple(ArticleId(article) for article, _ in latest),
        last_kind=PromptKind(latest[0][1]) if latest else None,
        recent_strands=_answered_strands(connection, on),
    )


def record_shown(connection: Connection, pack: Pack, prompt: Prompt, on: date) -> None:
    """Note that a prompt was offered on a day; a second time changes nothing."""
    connection.execute(
        insert(schema.prompt_shown)
        .values(
            prompt_id=prompt.id,
            article_id=pack.article_of(prompt).id,
            kind=prompt.kind.value,
            shown_on=on.isoformat(),
        )
        .on_conflict_do_nothing()
    )


def record_not_today(connection: Connection, prompt_id: PromptId, on: date) -> None:
    """Note that a prompt was put off until the next day."""
    connection.execute(
        insert(schema.prompt_not_today).values(prompt_id=prompt_id, put_off_on=on.isoformat()).on_conflict_do_nothing()
    )


def read_never_again(connection: Connection) -> frozenset[PromptId]:
    """Return the prompts the person set aside for good."""
    return frozenset(
        PromptId(prompt_id) for prompt_id in connection.execute(select(schema.prompt_never.c.prompt_id)).scalars()
    )


def mark_answered(connection: Connection, asked_id: int) -> None:
    """Note on the day's offers that an entry answers what was asked; the chooser's history counts the entry itself."""
    prompt_id = select(schema.asked.c.prompt_id).where(schema.asked.c.id == asked_id).scalar_subquery()
    for state, answered in ((OfferState.SHOWN, OfferState.ANSWERED), (OfferState.WAITING, OfferState.PASSED)):
        connection.execute(
            update(schema.offer)
            .where(schema.offer.c.prompt_id == prompt_id, schema.offer.c.state == state.value)
            .values(state=answered.value)
        )


def unmark_answered(connection: Connection, prompt_id: str) -> None:
    """Take that note back once no page of the day answers the prompt: a page deleted for good is not told of either."""
    offer, entry, asked = schema.offer.c, schema.entry.c, schema.asked.c
    is_answered = (offer.prompt_id == prompt_id) & (offer.state == OfferState.ANSWERED.value)
    on = connection.execute(select(offer.offered_on).where(is_answered)).scalar_one_or_none()
    if on is None:
        return
    since = first_sort_key_of_day(date.fromisoformat(on))
    answers = exists().where(entry.asked_id == asked.id, asked.prompt_id == prompt_id, entry.sort_key >= since)
    connection.execute(update(schema.offer).where(is_answered, ~answers).values(state=OfferState.SHOWN.value))


def _last_shown(connection: Connection, on: date) -> dict[PromptId, date]:
    table = schema.prompt_shown
    rows = connection.execute(
        select(table.c.prompt_id, func.max(table.c.shown_on))
        .where(table.c.shown_on < on.isoformat())
        .group_by(table.c.prompt_id)
    )
    return {PromptId(prompt_id): date.fromisoformat(shown_on) for prompt_id, shown_on in rows}


def _latest_shown(connection: Connection, on: date) -> list[tuple[str, str]]:
    """Return article and kind of the last few shown before the day, newest first."""
    table = schema.prompt_shown
    rows = connection.execute(
        select(table.c.article_id, table.c.kind)
        .where(table.c.shown_on < on.isoformat())
        .order_by(table.c.shown_on.desc(), table.c.id.desc())
        .limit(SHOWN_ARTICLES)
    )
    return [(article_id, kind) for article_id, kind in rows]


def _put_off(connection: Connection, on: date) -> tuple[tuple[PromptId, date], ...]:
    table = schema.prompt_not_today
    since = on - timedelta(days=NOT_TODAY_DAYS)
    rows = connection.execute(
        select(table.c.prompt_id, table.c.put_off_on)
        .where(table.c.put_off_on > since.isoformat(), table.c.put_off_on <= on.isoformat())
        .order_by(table.c.put_off_on, table.c.prompt_id)
    )
    return tuple((PromptId(prompt_id), date.fromisoformat(put_off_on)) for prompt_id, put_off_on in rows)


def _answered_strands(connection: Connection, on: date) -> tuple[Strand, ...]:
    """Return the strands of the last few answered before the day, newest question first.

    Walks what was asked, not the entries: a journal of many free pages would be read from end to end for these few.
    """
    is_answered = exists().where(
        schema.entry.c.asked_id == schema.asked.c.id, schema.entry.c.sort_key + 0 < first_sort_key_of_day(on)
    )  # +0: or the index of the sort keys would be walked all the same
    rows = connection.execute(
        select(schema.asked.c.strand).where(is_answered).order_by(schema.asked.c.id.desc()).limit(ANSWERED_STRANDS)
    )
    return tuple(Strand(strand) for strand in rows.scalars())
