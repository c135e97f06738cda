"""The day's offers: the same all day, one step at a time, put off, set aside, answered; looking changes nothing."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, event, select

from journal_app.content.model import Intensity, Pack, Place, PromptId, Strand, ThemeId
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.drafts import keep_draft, save_draft, start_draft
from journal_app.journal.entries import EntryId, add_entry, delete_entry
from journal_app.journal.offer_history import read_history
from journal_app.journal.offers import (
    DayOffer,
    allow_again,
    another,
    never_again,
    not_today,
    peek_offer,
    prompts_set_aside,
    todays_offer,
)
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.journal.trash import delete_trashed, move_to_trash
from journal_app.settings.clock import FixedClock, today
from journal_app.vault import schema
from journal_app.vault.vault import Vault

type_of_step = Callable[[Vault, Pack, FixedClock], DayOffer | None]


@pytest.fixture(autouse=True)
def _seed(vault: Vault) -> None:
    _wish(vault, seed="a steady seed")


def _wish(vault: Vault, **changes: object) -> None:
    save_private_preferences(vault, dataclasses.replace(load_private_preferences(vault), **changes))  # type: ignore[arg-type]  # any field


def _now(vault: Vault, pack: Pack, clock: FixedClock) -> DayOffer:
    offer = todays_offer(vault, pack, clock)
    assert offer is not None
    return offer


def _answer(vault: Vault, pack: Pack, clock: FixedClock, prompt_id: PromptId) -> EntryId:
    draft = start_draft(vault, clock, asked=asked_from_prompt(pack, pack.prompts[prompt_id]))
    save_draft(vault, clock, draft.id, title="", body="an answer")
    return keep_draft(vault, clock, draft.id)


def _rows(vault: Vault) -> list[tuple[object, ...]]:
    tables = (schema.offer_day, schema.offer, schema.prompt_shown, schema.prompt_not_today, schema.prompt_never)
    with vault.read() as connection:
        return [tuple(row) for table in tables for row in connection.execute(select(*table.columns))]


def test_todays_offer__all_day__is_the_same(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = _now(vault, pack, clock)
    clock.moment += timedelta(hours=3)

    assert _now(vault, pack, clock) == first
    assert (first.on, first.place, first.is_answered) == (today(clock), 1, False)
    assert first.of > 60


def test_peek_offer__before_and_after_asking__agrees_and_changes_nothing(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    before = _rows(vault)
    looked = peek_offer(vault, pack, clock)

    assert _rows(vault) == before
    assert looked == todays_offer(vault, pack, clock)
    assert another(vault, pack, clock) == peek_offer(vault, pack, clock)


@pytest.mark.parametrize("step", [another, not_today])
def test_step__then_look_then_ask__agree(vault: Vault, pack: Pack, clock: FixedClock, step: type_of_step) -> None:
    first = _now(vault, pack, clock)

    second = step(vault, pack, clock)

    assert second is not None
    assert second.prompt_id != first.prompt_id
    assert second.place == 2
    assert peek_offer(vault, pack, clock) == second == todays_offer(vault, pack, clock)


def test_another__down_the_whole_list__gives_each_once_and_then_none(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    first = _now(vault, pack, clock)
    given = [first.prompt_id]
    while (offer := another(vault, pack, clock)) is not None:
        given.append(offer.prompt_id)

    assert len(given) == len(set(given)) == first.of
    assert todays_offer(vault, pack, clock) is None
    assert peek_offer(vault, pack, clock) is None
    assert another(vault, pack, clock) is None
    clock.moment += timedelta(days=15)
    assert todays_offer(vault, pack, clock) is not None


def test_tomorrow__after_another__neither_comes_again_for_two_weeks(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    shown = {_now(vault, pack, clock).prompt_id}
    second = another(vault, pack, clock)
    assert second is not None
    shown.add(second.prompt_id)

    for _ in range(14):
        clock.moment += timedelta(days=1)
        offer = _now(vault, pack, clock)
        assert offer.prompt_id not in shown
        shown.add(offer.prompt_id)


def test_not_today__tomorrow__counts_as_put_off(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = _now(vault, pack, clock)
    not_today(vault, pack, clock)
    on = today(clock)

    with vault.read() as connection:
        same_day = read_history(connection, on)
        next_day = read_history(connection, on + timedelta(days=1))
        much_later = read_history(connection, on + timedelta(days=31))

    assert same_day.shown == {}
    assert same_day.not_today == next_day.not_today == ((first.prompt_id, on),)
    assert next_day.shown[first.prompt_id] == on
    assert much_later.not_today == ()


def test_never_again__for_the_one_offered__is_gone_until_let_in(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = _now(vault, pack, clock)

    second = never_again(vault, pack, clock, first.prompt_id)

    assert second is not None
    assert second.prompt_id != first.prompt_id
    assert todays_offer(vault, pack, clock) == second
    assert prompts_set_aside(vault) == (first.prompt_id,)
    assert allow_again(vault, pack, clock, first.prompt_id) == first
    assert prompts_set_aside(vault) == ()
    assert another(vault, pack, clock) == second


def test_never_again__for_another_prompt__leaves_the_offer(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = _now(vault, pack, clock)
    after = another(vault, pack, clock)
    assert after is not None
    third = another(vault, pack, clock)
    assert third is not None
    clock.moment += timedelta(days=40)
    current = _now(vault, pack, clock)

    offered = never_again(vault, pack, clock, third.prompt_id)

    assert offered is not None
    assert offered.prompt_id == current.prompt_id
    while (offer := another(vault, pack, clock)) is not None:
        assert offer.prompt_id != third.prompt_id
    assert first.prompt_id not in prompts_set_aside(vault)


def test_wishes_changed__during_the_day__rank_anew_what_is_left(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    put_off = _now(vault, pack, clock)
    passed = not_today(vault, pack, clock)
    assert passed is not None
    another(vault, pack, clock)
    theme = ThemeId("practical-support")

    _wish(vault, theme_wishes={theme: 2}, shared_room=True, cap=Intensity.GENTLE)

    looked = peek_offer(vault, pack, clock)
    offer = _now(vault, pack, clock)
    given = [offer.prompt_id]
    assert looked == offer
    assert theme in pack.prompts[offer.prompt_id].themes
    while (step := another(vault, pack, clock)) is not None:
        given.append(step.prompt_id)
    assert not {put_off.prompt_id, passed.prompt_id} & set(given)
    assert all(pack.prompts[each].place is Place.ANY for each in given)
    assert all(pack.prompts[each].intensity is Intensity.GENTLE for each in given)


def test_history_changed__during_the_day__leaves_the_offer(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = _now(vault, pack, clock)
    asked = asked_from_prompt(pack, pack.prompts[first.prompt_id])
    for number in range(1, 13):
        at = clock.now() - timedelta(days=number)
        add_entry(vault, clock, title="", body="b", written_at=at, zone="Europe/London", asked=asked)

    assert _now(vault, pack, clock).prompt_id == first.prompt_id


def test_prompt_retired_or_removed__in_the_stored_list__is_skipped(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = _now(vault, pack, clock)
    second = another(vault, pack, clock)
    assert second is not None
    third = another(vault, pack, clock)
    assert third is not None
    prompts = dict(pack.prompts)
    del prompts[first.prompt_id]
    prompts[third.prompt_id] = dataclasses.replace(prompts[third.prompt_id], retired=True)
    changed = dataclasses.replace(pack, prompts=prompts)

    offer = todays_offer(vault, changed, clock)

    assert offer is not None
    assert offer.prompt_id not in {first.prompt_id, third.prompt_id}
    assert peek_offer(vault, changed, clock) == offer


def test_keep_draft__answers_the_offer__says_so_and_stays_until_another(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    first = _now(vault, pack, clock)

    _answer(vault, pack, clock, first.prompt_id)

    assert _now(vault, pack, clock) == dataclasses.replace(first, is_answered=True)
    assert peek_offer(vault, pack, clock) == _now(vault, pack, clock)
    second = another(vault, pack, clock)
    assert second is not None
    assert (second.place, second.is_answered) == (2, False)


@pytest.mark.parametrize("by_trash", [False, True], ids=["at once", "by the trash"])
def test_delete_for_good__the_days_answer__is_told_of_no_more(
    vault: Vault, pack: Pack, clock: FixedClock, by_trash: bool
) -> None:
    first = _now(vault, pack, clock)
    clock.moment -= timedelta(days=2)
    _answer(vault, pack, clock, first.prompt_id)
    clock.moment += timedelta(days=2)
    one, other = (_answer(vault, pack, clock, first.prompt_id) for _ in range(2))
    delete_entry(vault, one)
    while_one_is_left = _now(vault, pack, clock)

    if by_trash:
        other = move_to_trash(vault, clock, other)
        while_in_the_trash = _now(vault, pack, clock)
        delete_trashed(vault, other)
        assert while_in_the_trash.is_answered
    else:
        delete_entry(vault, other)

    after = _now(vault, pack, clock)
    assert while_one_is_left.is_answered
    assert (after.prompt_id, after.is_answered) == (first.prompt_id, False)


def test_keep_draft__answers_a_browsed_prompt__takes_it_off_todays_list(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    _now(vault, pack, clock)
    second = another(vault, pack, clock)
    assert second is not None
    clock.moment += timedelta(days=30)
    current = _now(vault, pack, clock)
    browsed = next(p for p in pack.prompts if p != current.prompt_id)

    _answer(vault, pack, clock, browsed)

    assert _now(vault, pack, clock) == current
    while (offer := another(vault, pack, clock)) is not None:
        assert offer.prompt_id != browsed


def test_history__many_free_pages__are_not_read_through_for_the_strands(vault: Vault, clock: FixedClock) -> None:
    plans: list[str] = []

    def explain(connection, _cursor, statement, parameters, _context, _many):  # type: ignore[no-untyped-def]  # an event's
        if statement.startswith("SELECT asked.strand"):
            driver = connection.connection.driver_connection
            plans.extend(row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(vault.engine, "before_cursor_execute", explain)
    with vault.read() as connection:
        read_history(connection, today(clock))
    event.remove(vault.engine, "before_cursor_execute", explain)

    assert plans[0] == "SCAN asked"
    assert not [step for step in plans if "entry" in step and "entry_by_asked" not in step]


def test_history__strands__come_from_kept_entries_of_earlier_days_only(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    voice = next(p for p in pack.prompts.values() if pack.strand_of(p) is Strand.VOICE)
    _answer(vault, pack, clock, voice.id)
    start_draft(vault, clock, asked=asked_from_prompt(pack, voice))

    with vault.read() as connection:
        same_day = read_history(connection, today(clock))
        next_day = read_history(connection, today(clock) + timedelta(days=1))

    assert same_day.recent_strands == ()
    assert next_day.recent_strands == (Strand.VOICE,)


def test_history__last_shown__is_newest_first_with_its_kind(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    shown: list[PromptId] = []
    for _ in range(7):
        clock.moment += timedelta(days=1)
        shown.append(_now(vault, pack, clock).prompt_id)

    with vault.read() as connection:
        history = read_history(connection, today(clock) + timedelta(days=1))

    latest = [pack.prompts[each] for each in reversed(shown)]
    assert history.recent_articles == tuple(pack.article_of(prompt).id for prompt in latest[:5])
    assert history.last_kind is latest[0].kind


def test_offers__two_journals_with_one_seed__walk_the_same_way(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    def walk() -> list[PromptId]:
        clock.moment = datetime(2026, 5, 14, 12, tzinfo=UTC)
        way: list[PromptId] = []
        for _ in range(10):
            clock.moment += timedelta(days=1)
            way.append(_now(vault, pack, clock).prompt_id)
        return way

    first = walk()
    with vault.write() as connection:
        for table in (schema.offer, schema.offer_day, schema.prompt_shown):
            connection.execute(delete(table))

    assert walk() == first


def test_stored_list__next_day__is_replaced(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    _now(vault, pack, clock)
    clock.moment += timedelta(days=1)
    _now(vault, pack, clock)

    with vault.read() as connection:
        days = connection.execute(select(schema.offer.c.offered_on).distinct()).scalars().all()

    assert days == [today(clock).isoformat()]
