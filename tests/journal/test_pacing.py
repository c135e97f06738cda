"""What keeps offers gentle or short for now: a shaky answer, little time, something deep; and that it can be lifted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from journal_app.content.chooser import Offer, Wishes
from journal_app.content.model import Intensity, Pack, PracticeId
from journal_app.content.why import why_sentences
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.check_ins import CHECK_IN, Moment, save_check_in
from journal_app.journal.drafts import keep_draft, start_draft
from journal_app.journal.offers import todays_offer
from journal_app.journal.pacing import PaceReason, todays_pace
from journal_app.journal.practice_offers import Gate, gates
from journal_app.journal.practice_run import begin_practice
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

DEEP = PracticeId("four-sittings")


def wish(vault: Vault, **changes: object) -> None:
    save_private_preferences(vault, replace(load_private_preferences(vault), **changes))  # type: ignore[arg-type]  # any


def write_to_a_deep_prompt(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    prompt = next(one for one in pack.prompts.values() if one.intensity is Intensity.DEEP)
    draft = start_draft(vault, clock, asked=asked_from_prompt(pack, prompt), body="words")
    keep_draft(vault, clock, draft.id)


@pytest.mark.parametrize(
    ("steady", "cap", "first"),
    [(0, Intensity.GENTLE, True), (1, Intensity.GENTLE, True), (2, Intensity.DEEP, False), (4, Intensity.DEEP, False)],
)
def test_pace__how_steady__caps_what_is_offered(
    vault: Vault, clock: FixedClock, pack: Pack, steady: int, cap: Intensity, first: bool
) -> None:
    wish(vault, cap=Intensity.DEEP)
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": steady})
    pace = todays_pace(vault, pack, clock)
    assert (pace.wishes.cap, pace.steadies_first) == (cap, first)
    assert (PaceReason.SHAKY in pace.reasons) is (cap is Intensity.GENTLE)


@pytest.mark.parametrize(("energy", "minutes"), [(0, 4), (1, 6), (2, 10), (3, None)])
def test_pace__how_much_time__sets_the_minutes(
    vault: Vault, clock: FixedClock, pack: Pack, energy: int, minutes: int | None
) -> None:
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"energy": energy})
    pace = todays_pace(vault, pack, clock)
    assert pace.wishes.minutes == minutes
    assert (PaceReason.LITTLE_TIME in pace.reasons) is (minutes is not None)


def test_pace__something_deep__is_gentle_for_a_day_and_no_longer(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    wish(vault, cap=Intensity.DEEP)
    write_to_a_deep_prompt(vault, clock, pack)
    for hours, cap in ((23, Intensity.GENTLE), (2, Intensity.DEEP)):
        clock.moment += timedelta(hours=hours)
        pace = todays_pace(vault, pack, clock)
        assert pace.wishes.cap is cap
        assert (PaceReason.AFTER_DEEP in pace.reasons) is (cap is Intensity.GENTLE)


@pytest.mark.parametrize(
    ("back", "cap"), [(timedelta(hours=23), Intensity.GENTLE), (timedelta(days=90), Intensity.DEEP)]
)
def test_pace__clock_set_back_after_something_deep__is_gentle_for_a_day_at_most(
    vault: Vault, clock: FixedClock, pack: Pack, back: timedelta, cap: Intensity
) -> None:
    wish(vault, cap=Intensity.DEEP, practices_on=(DEEP,))
    write_to_a_deep_prompt(vault, clock, pack)
    begin_practice(vault, clock, pack, DEEP)

    clock.moment -= back

    assert todays_pace(vault, pack, clock).wishes.cap is cap
    assert (gates(vault, pack, clock)[DEEP] is Gate.OPEN) is (cap is Intensity.DEEP)


def test_pace__after_a_deep_practice__the_offered_prompt_is_gentle(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    wish(vault, cap=Intensity.DEEP)
    begin_practice(vault, clock, pack, DEEP)
    offer = todays_offer(vault, pack, clock)
    assert offer is not None
    assert pack.prompts[offer.prompt_id].intensity is Intensity.GENTLE


def test_pace__lifted_or_a_check_in_around_a_practice__goes_by_the_settings_alone(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    wish(vault, cap=Intensity.DEEP)
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 0}, moment=Moment.AFTER)
    assert todays_pace(vault, pack, clock).reasons == ()
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 0, "energy": 0})
    write_to_a_deep_prompt(vault, clock, pack)
    wish(vault, is_pacing_lifted=True)
    pace = todays_pace(vault, pack, clock)
    assert (pace.wishes.cap, pace.wishes.minutes, pace.reasons) == (Intensity.DEEP, None, ())


def test_gates__deep_practice__is_off_then_open_then_waits(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    assert gates(vault, pack, clock)[DEEP] is Gate.OFF
    wish(vault, practices_on=(DEEP,))
    assert gates(vault, pack, clock)[DEEP] is Gate.OPEN
    check_in_id = save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 1})
    assert gates(vault, pack, clock)[DEEP] is Gate.NOT_STEADY
    save_check_in(vault, clock, pack.scales[CHECK_IN], {}, check_in_id=check_in_id)
    write_to_a_deep_prompt(vault, clock, pack)
    assert gates(vault, pack, clock)[DEEP] is Gate.ONE_DEEP_A_DAY
    wish(vault, is_pacing_lifted=True)
    assert gates(vault, pack, clock)[DEEP] is Gate.OPEN
    assert {gate for one, gate in gates(vault, pack, clock).items() if one != DEEP} == {Gate.OPEN}


def test_why__every_reason_of_the_pace__has_a_sentence(pack: Pack) -> None:
    offer = Offer(next(iter(pack.prompts)), 0, ())
    assert len(set(why_sentences(pack, offer, Wishes(), pace=list(PaceReason)))) == len(PaceReason) + 1


def test_pace__many_pages_without_a_prompt__are_not_read_through(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    plans: list[str] = []

    def explain(connection, _cursor, statement, parameters, _context, _many):  # type: ignore[no-untyped-def]  # an event's
        driver = connection.connection.driver_connection
        plans.extend(row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(vault.engine, "before_cursor_execute", explain)
    todays_pace(vault, pack, clock)
    event.remove(vault.engine, "before_cursor_execute", explain)

    of_pages = [step for step in plans if step.split()[1] in ("entry", "draft")]
    assert of_pages
    assert all("_by_asked" in step for step in of_pages)
