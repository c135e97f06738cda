"""Check-ins and look-backs: kept in the words they were given in, changed or taken away, never added up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_app.content.model import Pack, Strand
from journal_app.journal.check_ins import (
    CHECK_IN,
    LOOK_BACK,
    CheckInId,
    Moment,
    Told,
    answer_today,
    answers_of,
    check_in_as_it_is,
    delete_check_in,
    list_check_ins,
    load_check_in,
    look_back_opens_on,
    put_check_in_back,
    save_check_in,
    strand_means,
    todays_check_in,
)
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


def test_check_in__some_answers__come_back_in_their_words(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    scale = pack.scales[CHECK_IN]
    check_in_id = save_check_in(vault, clock, scale, {"steady": 1, "energy": 3, "words": " rain, tea "})
    kept = todays_check_in(vault, clock)
    assert kept is not None
    assert (kept.id, kept.made_at, kept.moment) == (check_in_id, clock.now(), Moment.BY_ITSELF)
    assert kept.told == {
        "steady": Told(1, "a bit shaky"),
        "energy": Told(3, "plenty of time"),
        "words": Told(None, "rain, tea"),
    }


def test_check_in__changed__holds_the_new_answers_only(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    scale = pack.scales[CHECK_IN]
    check_in_id = save_check_in(vault, clock, scale, {"steady": 0, "kind": 2})
    clock.moment += timedelta(minutes=3)
    assert save_check_in(vault, clock, scale, {"steady": 4}, check_in_id=check_in_id) == check_in_id
    [kept] = list_check_ins(vault, CHECK_IN, since=FIRST, until=LAST)
    assert (kept.told, kept.made_at) == ({"steady": Told(4, "steady")}, clock.now())


def test_look_back__changed_on_a_later_day__keeps_its_day_and_moment(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    scale, made_at = pack.scales[LOOK_BACK], clock.now()
    check_in_id = save_check_in(vault, clock, scale, {"lb-1": 1})
    assert check_in_id is not None
    clock.moment += timedelta(days=3)

    save_check_in(vault, clock, scale, {"lb-1": 4}, check_in_id=check_in_id)

    kept = load_check_in(vault, check_in_id)
    assert (kept.made_at, answers_of(scale, kept)) == (made_at, {"lb-1": 4})
    assert kept.made_on == (clock.moment - timedelta(days=3)).date()


def test_look_back__changed_after_the_pack_took_a_question_out__keeps_what_was_told_of_it(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    scale = pack.scales[LOOK_BACK]
    check_in_id = save_check_in(vault, clock, scale, {"lb-1": 1, "lb-2": 2})
    assert check_in_id is not None
    shorter = replace(scale, items=tuple(item for item in scale.items if item.id != "lb-1"))

    save_check_in(vault, clock, shorter, {"lb-2": 4}, check_in_id=check_in_id)

    assert answers_of(scale, load_check_in(vault, check_in_id)) == {"lb-1": 1, "lb-2": 4}


@pytest.mark.parametrize("to", [{"lb-2": 4}, {}])
def test_put_back__changed_or_emptied__is_word_for_word_what_it_was(
    vault: Vault, clock: FixedClock, pack: Pack, to: dict[str, int | str]
) -> None:
    old = replace(pack.scales[LOOK_BACK].items[0], id="lb-0", options=("hardly", "now and then"))
    scale = replace(pack.scales[LOOK_BACK], items=(old, *pack.scales[LOOK_BACK].items))
    check_in_id = save_check_in(vault, clock, scale, {"lb-0": 1, "lb-1": 1})
    assert check_in_id is not None
    kept, before = load_check_in(vault, check_in_id), check_in_as_it_is(vault, check_in_id)
    clock.moment += timedelta(hours=2)
    save_check_in(vault, clock, pack.scales[LOOK_BACK], to, check_in_id=check_in_id)

    put_check_in_back(vault, before)

    assert load_check_in(vault, check_in_id) == kept
    assert check_in_as_it_is(vault, check_in_id) == before


def test_load__one_that_is_not_there__is_refused(vault: Vault) -> None:
    with pytest.raises(JournalError) as raised:
        load_check_in(vault, CheckInId(7))
    assert raised.value.code is JournalProblem.CHECK_IN_NOT_FOUND


@pytest.mark.parametrize("told", [{}, {"words": "  "}])
def test_check_in__nothing_answered__nothing_is_kept(
    vault: Vault, clock: FixedClock, pack: Pack, told: dict[str, int | str]
) -> None:
    scale = pack.scales[CHECK_IN]
    assert save_check_in(vault, clock, scale, told) is None
    check_in_id = save_check_in(vault, clock, scale, {"kind": 1})
    assert save_check_in(vault, clock, scale, told, check_in_id=check_in_id) is None
    assert list_check_ins(vault, CHECK_IN, since=FIRST, until=LAST) == ()


@pytest.mark.parametrize("told", [{"steady": 5}, {"steady": -1}, {"steady": "words"}, {"nowhere": 1}, {"words": 0}])
def test_check_in__answer_that_is_not_offered__is_refused(
    vault: Vault, clock: FixedClock, pack: Pack, told: dict[str, int | str]
) -> None:
    with pytest.raises(JournalError) as raised:
        save_check_in(vault, clock, pack.scales[CHECK_IN], told)
    assert raised.value.code is JournalProblem.ANSWER_NOT_AMONG_OPTIONS
    assert todays_check_in(vault, clock) is None


def test_check_in__taken_away__is_gone_and_a_second_time_says_so(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    check_in_id = save_check_in(vault, clock, pack.scales[CHECK_IN], {"say": 2})
    assert check_in_id is not None
    delete_check_in(vault, check_in_id)
    assert todays_check_in(vault, clock) is None
    for again in (
        lambda: delete_check_in(vault, check_in_id),
        lambda: save_check_in(vault, clock, pack.scales[CHECK_IN], {"say": 1}, check_in_id=CheckInId(99)),
    ):
        with pytest.raises(JournalError) as raised:
            again()
        assert raised.value.code is JournalProblem.CHECK_IN_NOT_FOUND


def test_list__range_of_days__has_both_ends_and_no_other_scale(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    for _ in range(5):
        save_check_in(vault, clock, pack.scales[CHECK_IN], {"kind": 1})
        save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 1})
        clock.moment += timedelta(days=1)
    found = list_check_ins(vault, CHECK_IN, since=date(2026, 5, 15), until=date(2026, 5, 17))
    assert [one.made_on.day for one in found] == [15, 16, 17]
    assert {one.scale_id for one in found} == {CHECK_IN}


def test_todays_check_in__made_around_a_practice_or_yesterday__is_not_it(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 0})
    clock.moment += timedelta(days=1)
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 0}, moment=Moment.BEFORE)
    assert todays_check_in(vault, clock) is None


def test_look_back__made__the_next_opens_a_week_later(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    on = date(2026, 5, 14)
    assert look_back_opens_on(vault, clock) == on
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 1})
    assert look_back_opens_on(vault, clock) == on + timedelta(days=7)
    clock.moment += timedelta(days=30)
    assert look_back_opens_on(vault, clock) == on + timedelta(days=30)


@pytest.mark.parametrize(("back", "waits"), [(3, 10), (40, 0)])
def test_look_back__clock_set_back__the_next_is_not_put_off_for_good(
    vault: Vault, clock: FixedClock, pack: Pack, back: int, waits: int
) -> None:
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 1})
    clock.moment -= timedelta(days=back)

    assert look_back_opens_on(vault, clock) == clock.moment.date() + timedelta(days=waits)


def test_strand_means__two_answers_or_more__one_decimal_and_else_none(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    scale = pack.scales[LOOK_BACK]
    save_check_in(vault, clock, scale, {"lb-1": 4, "lb-2": 3, "lb-3": 3, "lb-4": 0, "lb-7": 1, "lb-8": 2})
    [kept] = list_check_ins(vault, LOOK_BACK, since=FIRST, until=LAST)
    assert strand_means(scale, kept) == {Strand.SELF_COMPASSION: 3.3, Strand.VOICE: 1.5}


def test_answer_today__one_after_the_other__is_one_check_in_that_can_be_taken_back(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    scale = pack.scales[CHECK_IN]
    answer_today(vault, clock, scale, "steady", 1)
    answer_today(vault, clock, scale, "words", "rain, tea")
    told = answer_today(vault, clock, scale, "steady", 4)
    assert told is not None
    assert told.told == {"steady": Told(4, "steady"), "words": Told(None, "rain, tea")}
    assert [one.id for one in list_check_ins(vault, CHECK_IN, since=FIRST, until=LAST)] == [told.id]
    answer_today(vault, clock, scale, "steady", None)
    assert answer_today(vault, clock, scale, "words", None) is None
    assert list_check_ins(vault, CHECK_IN, since=FIRST, until=LAST) == ()


def test_answer_today__after_midnight__begins_a_new_one(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    answer_today(vault, clock, pack.scales[CHECK_IN], "steady", 1)
    clock.moment += timedelta(days=1)
    told = answer_today(vault, clock, pack.scales[CHECK_IN], "energy", 0)
    assert told is not None
    assert set(told.told) == {"energy"}
    assert len(list_check_ins(vault, CHECK_IN, since=FIRST, until=LAST)) == 2
