"""The invented journal of the demo: two years, the same every time, and fit to be looked at."""

from datetime import timedelta
from itertools import pairwise

from journal_app.content.model import Intensity, Pack
from journal_app.journal.entries import EntrySummary, count_entries, list_entries, load_entry
from journal_app.journal.offers import todays_offer
from journal_app.journal.sample import fill_with_sample
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock, today
from journal_app.vault.vault import Vault


def _all(vault: Vault) -> tuple[EntrySummary, ...]:
    return list_entries(vault, limit=1000).items


def test_sample__filled__is_two_years_of_about_two_hundred_entries(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    count = fill_with_sample(vault, pack, clock)

    entries = _all(vault)
    assert count == count_entries(vault) == len(entries)
    assert 180 <= count <= 230
    assert entries[0].written_on == today(clock) - timedelta(days=1)
    assert entries[-1].written_on < today(clock) - timedelta(days=715)
    assert all(earlier.written_on < later.written_on for later, earlier in pairwise(entries))


def test_sample__newest_pages__are_all_different_and_answer_the_pack(
    vault: Vault, pack: Pack, clock: FixedClock
) -> None:
    fill_with_sample(vault, pack, clock)

    newest = [load_entry(vault, summary.id) for summary in _all(vault)]
    prompts = [entry.asked for entry in newest if entry.asked is not None]

    assert len({entry.body for entry in newest[:50]}) == 50
    assert len({entry.body for entry in newest}) == len(newest)
    assert len({asked.prompt_id for asked in prompts}) == len(prompts) > 70
    assert sum(entry.asked is None for entry in newest[:30]) >= 4
    assert {passage.article_id for asked in prompts for passage in asked.passages} == set(pack.articles)
    assert all(pack.prompts[asked.prompt_id].intensity is not Intensity.DEEP for asked in prompts)


def test_sample__words__are_plain_and_without_exclamation(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    fill_with_sample(vault, pack, clock)

    for summary in _all(vault):
        body = load_entry(vault, summary.id).body
        assert "!" not in body
        assert body == body.strip()
        assert body


def test_sample__filled__can_be_searched_and_offered_from(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    fill_with_sample(vault, pack, clock)

    assert len(search_entries(vault, "biscuit").items) >= 4
    offer = todays_offer(vault, pack, clock)
    assert offer is not None
    latest = {summary.prompt_title for summary in _all(vault) if summary.written_on > today(clock) - timedelta(days=14)}
    assert pack.prompts[offer.prompt_id].title not in latest


def test_sample__some_pages__have_tags_both_ways_and_a_star(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    fill_with_sample(vault, pack, clock)

    entries = [load_entry(vault, summary.id) for summary in _all(vault)]
    tags = [tag for entry in entries for tag in entry.tags]

    assert {tag.is_chip for tag in tags} == {tag.is_typed for tag in tags} == {True, False}
    assert 2 <= sum(entry.is_starred for entry in entries) <= 10
