from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_app.content.chooser import History, Relaxed, TermCode, Wishes, rank
from journal_app.content.model import Intensity, Place, PromptId, PromptKind, Strand, ThemeId

ON = date(2025, 3, 1)


def points(offers, prompt_id, code):
    (offer,) = [offer for offer in offers if offer.prompt == prompt_id]
    return sum(term.points for term in offer.terms if term.code is code)


@pytest.mark.parametrize("seed", ["", "1", "2", "3", "quiet", "lamp", "😀", "f" * 64])
def test_rank__sixty_days_without_wishes__balance_and_variety_hold(pack, live_through, seed):
    lived = [pack.prompts[offer.prompt] for offer in live_through(60, Wishes(seed=seed))]

    strands = Counter(map(pack.strand_of, lived))
    articles = Counter(pack.article_of(prompt).id for prompt in lived)
    assert abs(strands[Strand.SELF_COMPASSION] - 23) <= 1
    assert abs(strands[Strand.BELONGING] - 23) <= 1
    assert abs(strands[Strand.VOICE] - 14) <= 1
    assert len({prompt.id for prompt in lived}) >= 57
    assert all(10 <= count <= 13 for count in articles.values())


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_rank__sixty_days_gentle_in_a_shared_room__stays_gentle_and_various(pack, live_through, seed):
    wishes = Wishes(cap=Intensity.GENTLE, shared_room=True, seed=seed)

    lived = [pack.prompts[offer.prompt] for offer in live_through(60, wishes)]

    assert len({prompt.id for prompt in lived}) >= 50
    assert {prompt.intensity for prompt in lived} == {Intensity.GENTLE}
    assert {prompt.place for prompt in lived} == {Place.ANY}


def test_rank__two_seeds__offer_different_prompts(live_through):
    one, other = (tuple(o.prompt for o in live_through(20, Wishes(seed=seed))) for seed in ("a", "b"))

    assert one != other


def test_rank__same_inputs_in_another_order__same_ranking(pack):
    ids = list(pack.prompts)
    shown = {prompt: ON - timedelta(days=n + 1) for n, prompt in enumerate(ids[:40])}
    themes = dict.fromkeys(list(pack.themes)[:5], 1)
    one = rank(pack, Wishes(theme_wishes=themes, seed="s"), History(shown=shown), ON)

    other = rank(
        replace(pack, prompts=dict(reversed(pack.prompts.items()))),
        Wishes(theme_wishes=dict(reversed(themes.items())), seed="s"),
        History(shown=dict(reversed(shown.items()))),
        ON,
    )

    assert one == other


def test_rank__any_offer__points_are_the_sum_of_its_terms(pack):
    for offer in rank(pack, Wishes(), History(), ON):
        assert offer.points == sum(term.points for term in offer.terms)
        assert all(term.points for term in offer.terms)


@pytest.mark.parametrize(("days", "is_offered"), [(0, True), (1, False), (14, False), (15, True)])
def test_rank__shown_some_days_ago__rests_for_fourteen_days_of_earlier_ones(pack, days, is_offered):
    prompt = next(iter(pack.prompts))
    offers = rank(pack, Wishes(), History(shown={prompt: ON - timedelta(days=days)}), ON)

    assert (prompt in {offer.prompt for offer in offers}) is is_offered


def test_rank__everything_shown_lately__lets_the_fourteen_days_go_and_nothing_else(pack):
    never = frozenset(list(pack.prompts)[:3])
    shown = dict.fromkeys(pack.prompts, ON - timedelta(days=2))
    wishes = Wishes(cap=Intensity.GENTLE, shared_room=True, minutes=6)

    offers = rank(pack, wishes, History(shown=shown, never_again=never), ON)

    offered = [pack.prompts[offer.prompt] for offer in offers]
    assert offered
    assert {offer.relaxed for offer in offers} == {(Relaxed.RECENTLY_SHOWN,)}
    assert all(p.minutes <= 6 and p.intensity is Intensity.GENTLE and p.place is Place.ANY for p in offered)
    assert not never & {prompt.id for prompt in offered}


def test_rank__nothing_short_enough__lets_the_minutes_go_last(pack):
    long_ones = {key: prompt for key, prompt in pack.prompts.items() if prompt.minutes > 6}

    offers = rank(replace(pack, prompts=long_ones), Wishes(minutes=6), History(), ON)

    assert {offer.relaxed for offer in offers} == {(Relaxed.RECENTLY_SHOWN, Relaxed.MINUTES)}


def test_rank__only_filters_that_last_in_the_way__offers_nothing(pack):
    put_off = tuple((prompt, ON) for prompt in list(pack.prompts)[:50])

    offers = rank(pack, Wishes(), History(not_today=put_off, never_again=frozenset(list(pack.prompts)[50:])), ON)

    assert offers == ()


def test_rank__retired_prompt__is_not_offered(pack):
    prompts = {key: replace(prompt, retired=True) for key, prompt in pack.prompts.items()}

    assert rank(replace(pack, prompts=prompts), Wishes(), History(), ON) == ()


def test_rank__a_minute__offers_the_smaller_version_of_any_prompt(pack):
    offers = rank(pack, Wishes(minutes=4), History(), ON)

    assert all(offer.smaller_offered and not offer.relaxed for offer in offers)
    assert max(pack.prompts[offer.prompt].minutes for offer in offers) > 4


def test_rank__deep_cap__lets_deep_prompts_in(pack):
    offered = {pack.prompts[offer.prompt].intensity for offer in rank(pack, Wishes(cap=Intensity.DEEP), History(), ON)}

    assert Intensity.DEEP in offered


@pytest.mark.parametrize(("wish", "expected"), [(-1, -30), (0, 0), (1, 30), (2, 60)])
def test_rank__theme_wish__counts_thirty_a_step(pack, wish, expected):
    prompt = PromptId("q000-01")

    offers = rank(pack, Wishes(theme_wishes={ThemeId("self-kindness"): wish}), History(), ON)

    assert points(offers, prompt, TermCode.THEME_WISH) == expected


def test_rank__several_wishes__stay_within_bounds(pack):
    most = rank(pack, Wishes(theme_wishes=dict.fromkeys(pack.themes, 2)), History(), ON)
    least = rank(pack, Wishes(theme_wishes=dict.fromkeys(pack.themes, -1)), History(), ON)

    assert {points(most, o.prompt, TermCode.THEME_WISH) for o in most} == {60}
    assert {points(least, o.prompt, TermCode.THEME_WISH) for o in least} == {-30}


@pytest.mark.parametrize(("days", "expected"), [(15, 5), (59, 19), (60, 20), (400, 20)])
def test_rank__seen_before__freshness_is_a_third_of_the_days(pack, days, expected):
    prompt = PromptId("q000-01")

    offers = rank(pack, Wishes(), History(shown={prompt: ON - timedelta(days=days)}), ON)

    assert points(offers, prompt, TermCode.FRESHNESS_DAYS) == expected
    assert points(offers, prompt, TermCode.FRESHNESS_NEW) == 0


@pytest.mark.parametrize(("days", "expected"), [((1,), -10), ((1, 30), -20), ((1, 2, 3), -20), ((31,), 0)])
def test_rank__put_off_lately__waits_longer(pack, days, expected):
    prompt = PromptId("q000-01")
    put_off = tuple((prompt, ON - timedelta(days=day)) for day in days)

    assert points(rank(pack, Wishes(), History(not_today=put_off), ON), prompt, TermCode.NOT_TODAY) == expected


def test_rank__strand_above_its_target__balance_is_half_the_difference(pack):
    history = History(recent_strands=(Strand.SELF_COMPASSION,) * 12)
    offers = rank(pack, Wishes(), history, ON)

    by_strand = {pack.strand_of(pack.prompts[o.prompt]): points(offers, o.prompt, TermCode.BALANCE) for o in offers}
    assert by_strand == {Strand.SELF_COMPASSION: -30, Strand.BELONGING: 20, Strand.VOICE: 10}


def test_rank__article_and_kind_shown_lately__count(pack):
    prompt = pack.prompts[PromptId("q000-01")]
    history = History(recent_articles=(pack.article_of(prompt).id,), last_kind=PromptKind.WRITE)

    offers = rank(pack, Wishes(), history, ON)

    assert points(offers, prompt.id, TermCode.ARTICLE) == 0
    assert points(offers, prompt.id, TermCode.VARIETY) == -12
    assert points(rank(pack, Wishes(), History(), ON), prompt.id, TermCode.ARTICLE) == 8


def test_rank__nothing_shown_yet__begins_gently_whatever_the_seed_but_a_wish_weighs_more(pack):
    seeds = [str(number) for number in range(40)]
    stirring = next(prompt for prompt in pack.prompts.values() if prompt.intensity is Intensity.MODERATE)

    def firsts(history: History, **wishes: object) -> set[Intensity]:
        ranked = [rank(pack, Wishes(seed=seed, **wishes), history, ON)[0] for seed in seeds]
        return {pack.prompts[offer.prompt].intensity for offer in ranked}

    assert firsts(History(), cap=Intensity.DEEP) == {Intensity.GENTLE}
    assert Intensity.MODERATE in firsts(History(shown={"once": ON - timedelta(days=20)}))
    assert Intensity.MODERATE in firsts(History(), theme_wishes=dict.fromkeys(stirring.themes, 1))
