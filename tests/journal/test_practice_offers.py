"""The practice that Today suggests: at most one, the same all day, none that may not be, and each no is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from journal_app.content.model import Intensity, Pack, Place, PracticeId
from journal_app.journal.check_ins import CHECK_IN, save_check_in
from journal_app.journal.practice_offers import (
    PracticeOffer,
    never_suggest,
    not_today_practice,
    practices_never_suggested,
    today_again,
    todays_practice,
)
from journal_app.journal.practice_run import begin_practice
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault


@pytest.fixture(autouse=True)
def _seed(vault: Vault) -> None:
    wish(vault, seed="a steady seed")


def wish(vault: Vault, **changes: object) -> None:
    save_private_preferences(vault, replace(load_private_preferences(vault), **changes))  # type: ignore[arg-type]  # any


def suggested(vault: Vault, pack: Pack, clock: FixedClock) -> PracticeId:
    offer = todays_practice(vault, pack, clock)
    assert offer is not None
    return offer.practice_id


def test_suggestion__all_day__is_the_same_and_next_day_another(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    first = suggested(vault, pack, clock)
    clock.moment += timedelta(hours=3)
    assert suggested(vault, pack, clock) == first
    seen = {first}
    for _ in range(10):
        clock.moment += timedelta(days=1)
        seen.add(suggested(vault, pack, clock))
    assert len(seen) == 11


def test_suggestion__hundred_days__never_what_is_off_deep_or_above_the_cap(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    wish(vault, cap=Intensity.GENTLE, shared_room=True)
    for _ in range(100):
        practice = pack.practices[suggested(vault, pack, clock)]
        assert practice.intensity is Intensity.GENTLE
        assert practice.place is not Place.PRIVATE
        assert not practice.off_by_default
        clock.moment += timedelta(days=1)


def test_suggestion__prompt_answered_that_leads_on__is_its_practice(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    for prompt in pack.prompts.values():
        to = pack.practices.get(prompt.next) if prompt.next is not None else None
        if to is not None and to.intensity is not Intensity.DEEP:
            assert todays_practice(vault, pack, clock, prompt.id) == PracticeOffer(to.id, is_led_to=True)


def test_suggestion__a_minute_only__is_short(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"energy": 0})
    assert pack.practices[suggested(vault, pack, clock)].minutes[0] <= 4


def test_suggestion__not_today__rests_until_tomorrow_and_is_not_counted(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    put_off = suggested(vault, pack, clock)
    not_today_practice(vault, clock, put_off)
    rest = set()
    while (offer := todays_practice(vault, pack, clock)) is not None:
        rest.add(offer.practice_id)
        not_today_practice(vault, clock, offer.practice_id)
    assert put_off not in rest
    clock.moment += timedelta(days=1)
    assert todays_practice(vault, pack, clock) is not None


def test_suggestion__never_again__is_kept_until_taken_back(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    never = suggested(vault, pack, clock)
    never_suggest(vault, never)
    assert practices_never_suggested(vault) == (never,)
    assert suggested(vault, pack, clock) != never
    today_again(vault, clock, never)
    assert practices_never_suggested(vault) == ()


def test_suggestion__under_way__is_not_suggested_again(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    begun = suggested(vault, pack, clock)
    begin_practice(vault, clock, pack, begun)
    assert suggested(vault, pack, clock) != begun
