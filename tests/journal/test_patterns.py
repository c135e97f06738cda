"""What is looked back on as pictures: words, months and means, each from one query, and nothing of other days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import event

from journal_app.content.model import Pack, Strand
from journal_app.journal.asked import Asked, asked_from_prompt, snapshot_of
from journal_app.journal.calendar import Span
from journal_app.journal.check_ins import CHECK_IN, LOOK_BACK, Moment, save_check_in
from journal_app.journal.entries import add_entry
from journal_app.journal.linked_passages import link_passage
from journal_app.journal.patterns import About, ToldDay, first_day, looked_back, told_days, visited
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

ALWAYS = Span(date.min, date.max)


def keep(vault: Vault, clock: FixedClock, on: date, asked: Asked | None):
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return add_entry(vault, clock, title="", body=f"Words {on}", written_at=at, zone="UTC", asked=asked)


def test_told_days__some_check_ins__come_in_order_in_their_words(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    scale = pack.scales[CHECK_IN]
    save_check_in(vault, clock, scale, {"steady": 4, "words": "rain"}, moment=Moment.BEFORE)
    clock.moment += timedelta(minutes=9)
    save_check_in(vault, clock, scale, {"steady": 2})
    clock.moment -= timedelta(days=3)
    save_check_in(vault, clock, scale, {"say": 0})
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 0})
    assert told_days(vault, CHECK_IN, ALWAYS) == (
        ToldDay(date(2026, 5, 11), Moment.BY_ITSELF, {"say": "no say"}),
        ToldDay(date(2026, 5, 14), Moment.BEFORE, {"steady": "steady", "words": "rain"}),
        ToldDay(date(2026, 5, 14), Moment.BY_ITSELF, {"steady": "in between"}),
    )
    assert [one.on.day for one in told_days(vault, CHECK_IN, Span(date(2026, 5, 11), date(2026, 5, 13)))] == [11]


def test_looked_back__two_answers_in_a_strand__has_its_mean_and_the_words(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 4, "lb-2": 1, "lb-4": 2})
    [one] = looked_back(vault, pack.scales[LOOK_BACK], ALWAYS)
    assert (one.on, one.means) == (date(2026, 5, 14), {Strand.SELF_COMPASSION: 2.5})
    assert one.words == {"lb-1": "very much", "lb-2": "a little", "lb-4": "somewhat"}


def test_visited__pages_to_prompts__name_each_month_once_the_latest_first(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    of_strand = {
        strand: next(one for one in pack.prompts.values() if pack.strand_of(one) is strand) for strand in Strand
    }
    kind, voice = (asked_from_prompt(pack, of_strand[one]) for one in (Strand.SELF_COMPASSION, Strand.VOICE))
    for day in (date(2025, 1, 5), date(2025, 1, 30), date(2026, 2, 1)):
        keep(vault, clock, day, kind)
    keep(vault, clock, date(2026, 3, 1), voice)
    move_to_trash(vault, clock, keep(vault, clock, date(2026, 4, 1), voice))
    keep(vault, clock, date(2026, 4, 2), None)
    found = visited(vault, About.STRANDS, ALWAYS)
    assert [(one.key, one.months) for one in found] == [
        (Strand.VOICE, (date(2026, 3, 1),)),
        (Strand.SELF_COMPASSION, (date(2025, 1, 1), date(2026, 2, 1))),
    ]
    assert {one.key for one in visited(vault, About.THEMES, ALWAYS)} == {*kind.theme_ids, *voice.theme_ids}
    assert visited(vault, About.STRANDS, Span(date(2025, 1, 6), date(2025, 1, 29))) == ()


def test_visited__articles__those_quoted_and_those_linked_by_hand_under_their_last_name(
    vault: Vault, clock: FixedClock, pack: Pack
) -> None:
    prompt = next(iter(pack.prompts.values()))
    asked = asked_from_prompt(pack, prompt)
    renamed = tuple(replace(one, article_title="Called so then") for one in asked.passages)
    keep(vault, clock, date(2025, 5, 1), replace(asked, passages=renamed))
    keep(vault, clock, date(2026, 5, 1), asked)
    elsewhere = next(one for one in pack.passages.values() if one.article != pack.article_of(prompt).id)
    link_passage(vault, clock, keep(vault, clock, date(2026, 6, 1), None), snapshot_of(pack, elsewhere))
    found = {one.key: one for one in visited(vault, About.ARTICLES, ALWAYS)}
    assert found[elsewhere.article].months == (date(2026, 6, 1),)
    assert found[asked.passages[0].article_id].months == (date(2025, 5, 1), date(2026, 5, 1))
    assert found[asked.passages[0].article_id].name == asked.passages[0].article_title


def test_first_day__pages_and_check_ins__is_the_earliest_of_both(vault: Vault, clock: FixedClock, pack: Pack) -> None:
    assert first_day(vault) is None
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"steady": 1})
    assert first_day(vault) == date(2026, 5, 14)
    keep(vault, clock, date(2020, 2, 29), None)
    assert first_day(vault) == date(2020, 2, 29)


def test_queries__of_every_picture__walk_an_index(vault: Vault) -> None:
    plans: list[str] = []

    def explain(connection, _cursor, statement, parameters, _context, _many):  # type: ignore[no-untyped-def]  # an event's
        driver = connection.connection.driver_connection
        plans.extend(row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(vault.engine, "before_cursor_execute", explain)
    told_days(vault, CHECK_IN, ALWAYS)
    for about in About:
        visited(vault, about, ALWAYS)
    first_day(vault)
    event.remove(vault.engine, "before_cursor_execute", explain)

    assert any("check_in USING INDEX check_in_by_day" in step for step in plans)
    assert not [step for step in plans if step in ("SCAN check_in", "SCAN check_in_answer", "SCAN entry")]
