"""Drafts: started, saved, kept, let go; and an entry that is changed through one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, func, select

from journal_app.journal.asked import Asked
from journal_app.journal.drafts import (
    Draft,
    discard_draft,
    edit_entry,
    keep_draft,
    list_drafts,
    load_draft,
    save_draft,
    start_draft,
)
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault


def _kept(vault: Vault, clock: FixedClock, *, title: str = "", body: str, asked: Asked | None = None) -> EntryId:
    draft = start_draft(vault, clock, asked=asked)
    save_draft(vault, clock, draft.id, title=title, body=body)
    return keep_draft(vault, clock, draft.id)


def _asked_rows(vault: Vault) -> int:
    with vault.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.asked)).scalar_one())


def test_start_draft__with_a_question__keeps_the_snapshot_exactly(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    draft = start_draft(vault, clock, asked=asked, body="I would…")

    assert load_draft(vault, draft.id) == draft
    assert draft.asked == asked
    assert draft.body == "I would…"
    assert draft.zone == "Europe/London"
    assert draft.created_at == clock.moment


def test_save_draft__again__replaces_and_tells_when(vault: Vault, clock: FixedClock) -> None:
    draft = start_draft(vault, clock)
    clock.moment += timedelta(seconds=2)

    saved_at = save_draft(vault, clock, draft.id, title="t", body="one")

    loaded = load_draft(vault, draft.id)
    assert (loaded.title, loaded.body, loaded.saved_at) == ("t", "one", saved_at)
    assert saved_at == clock.moment
    assert loaded.created_at == draft.created_at


def test_list_drafts__several__newest_saved_first_and_bounded(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    started: list[Draft] = []
    for number in range(4):
        clock.moment += timedelta(minutes=1)
        started.append(start_draft(vault, clock, asked=asked if number == 3 else None, body="x" * 300))
    clock.moment += timedelta(minutes=1)
    save_draft(vault, clock, started[0].id, title="first", body="y")

    listed = list_drafts(vault, limit=3)

    assert [draft.id for draft in listed] == [started[0].id, started[3].id, started[2].id]
    assert [draft.prompt_title for draft in listed] == ["", asked.title, ""]
    assert len(listed[1].opening) == 240


def test_keep_draft__new_page__becomes_an_entry_dated_by_its_start(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    clock.moment = datetime(2026, 5, 14, 22, 50, tzinfo=UTC)  # 23:50 in London
    draft = start_draft(vault, clock, asked=asked)
    save_draft(vault, clock, draft.id, title="Late", body="A line.\n")
    clock.moment += timedelta(minutes=20)

    entry = load_entry(vault, keep_draft(vault, clock, draft.id))

    assert (entry.title, entry.body, entry.asked) == ("Late", "A line.\n", asked)
    assert entry.written_on == date(2026, 5, 14)
    assert entry.written_at == draft.created_at
    assert entry.created_at == clock.moment
    assert entry.edited_at is None
    assert list_drafts(vault) == ()
    assert _asked_rows(vault) == 1


@pytest.mark.parametrize(("title", "body"), [("", ""), (" ", "\n\t \n")])
def test_keep_draft__blank_page__is_refused_and_stays(vault: Vault, clock: FixedClock, title: str, body: str) -> None:
    draft = start_draft(vault, clock)
    save_draft(vault, clock, draft.id, title=title, body=body)

    with pytest.raises(JournalError) as refused:
        keep_draft(vault, clock, draft.id)

    assert refused.value.code is JournalProblem.DRAFT_EMPTY
    assert load_draft(vault, draft.id).body == body


def test_keep_draft__twice__is_refused(vault: Vault, clock: FixedClock) -> None:
    draft = start_draft(vault, clock, body="once")
    keep_draft(vault, clock, draft.id)

    with pytest.raises(JournalError) as refused:
        keep_draft(vault, clock, draft.id)

    assert refused.value.code is JournalProblem.DRAFT_NOT_FOUND


def test_edit_entry__twice__gives_the_same_draft(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    entry_id = _kept(vault, clock, title="t", body="b", asked=asked)

    first = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, first.id, title="t", body="half way")
    again = edit_entry(vault, clock, entry_id)

    assert (again.id, again.entry_id, again.body, again.asked) == (first.id, entry_id, "half way", asked)


def test_keep_draft__of_an_entry__changes_words_and_search_but_not_its_day(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    entry_id = _kept(vault, clock, body="the heron", asked=asked)
    before = load_entry(vault, entry_id)
    clock.moment += timedelta(days=3)
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title="", body="the wren")

    assert keep_draft(vault, clock, draft.id) == entry_id

    after = load_entry(vault, entry_id)
    assert after.body == "the wren"
    assert after.edited_at == clock.moment
    assert (after.uid, after.sort_key, after.written_on, after.asked) == (
        before.uid,
        before.sort_key,
        before.written_on,
        asked,
    )
    assert search_entries(vault, "heron").items == ()
    assert len(search_entries(vault, "wren").items) == 1


def test_keep_draft__of_an_entry_left_as_it_was__writes_nothing_to_it(vault: Vault, clock: FixedClock) -> None:
    entry_id = _kept(vault, clock, title="t", body="b")
    draft = edit_entry(vault, clock, entry_id)
    clock.moment += timedelta(days=1)
    statements: list[str] = []
    event.listen(vault.engine, "before_cursor_execute", lambda _c, _k, sql, *_: statements.append(sql))

    keep_draft(vault, clock, draft.id)

    assert not [sql for sql in statements if sql.startswith("UPDATE entry")]
    assert load_entry(vault, entry_id).edited_at is None


def test_keep_draft__of_an_entry_with_a_new_title__leaves_the_body_alone(vault: Vault, clock: FixedClock) -> None:
    entry_id = _kept(vault, clock, title="t", body="b")
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title="new", body="b")
    statements: list[str] = []
    event.listen(vault.engine, "before_cursor_execute", lambda _c, _k, sql, *_: statements.append(sql))

    keep_draft(vault, clock, draft.id)

    [written] = [sql for sql in statements if sql.startswith("UPDATE entry")]
    assert "body" not in written
    assert load_entry(vault, entry_id).title == "new"


def test_discard_draft__of_an_entry__leaves_the_entry_and_its_question(
    vault: Vault, clock: FixedClock, asked: Asked
) -> None:
    entry_id = _kept(vault, clock, body="stays", asked=asked)
    draft = edit_entry(vault, clock, entry_id)
    save_draft(vault, clock, draft.id, title="", body="goes")

    discard_draft(vault, draft.id)

    assert load_entry(vault, entry_id).body == "stays"
    assert load_entry(vault, entry_id).asked == asked
    assert list_drafts(vault) == ()


def test_discard_draft__of_a_new_page__takes_its_question_along(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    draft = start_draft(vault, clock, asked=asked)

    discard_draft(vault, draft.id)

    assert _asked_rows(vault) == 0
    with pytest.raises(JournalError) as refused:
        load_draft(vault, draft.id)
    assert refused.value.code is JournalProblem.DRAFT_NOT_FOUND


def test_search__words_of_a_draft__are_not_found(vault: Vault, clock: FixedClock) -> None:
    start_draft(vault, clock, body="marrow")

    assert search_entries(vault, "marrow").items == ()
