from datetime import date, timedelta

from journal_app.content.chooser import History, Offer, Relaxed, Term, TermCode, Wishes, rank
from journal_app.content.model import PromptId, Strand, ThemeId
from journal_app.content.why import why_sentences

ON = date(2025, 3, 1)


def test_why_sentences__theme_wish_and_balance__say_so_in_words(pack):
    wishes = Wishes(theme_wishes={ThemeId("storytelling"): 1})
    history = History(recent_strands=(Strand.BELONGING,) * 12)
    offer = next(o for o in rank(pack, wishes, history, ON) if o.terms[0].code is TermCode.THEME_WISH)

    said = why_sentences(pack, offer, wishes)

    assert said[0] == f"You asked for more of ‘{pack.themes[ThemeId('storytelling')].name}’."
    assert said[1] == "You have not seen this one."
    assert said[2] == "Lately you wrote more on belonging, so this leans the other way."


def test_why_sentences__every_kind_of_term__has_a_sentence_without_gaps(pack):
    ids = list(pack.prompts)
    history = History(
        shown={prompt: ON - timedelta(days=20 + n) for n, prompt in enumerate(ids[:50])},
        not_today=tuple((prompt, ON - timedelta(days=3)) for prompt in ids[:30]),
        recent_articles=tuple(list(pack.articles)[:2]),
        last_kind=pack.prompts[ids[0]].kind,
        recent_strands=(Strand.VOICE,) * 5,
    )
    wishes = Wishes(theme_wishes={theme: (-1, 1, 2)[n % 3] for n, theme in enumerate(pack.themes)})

    for offer in rank(pack, wishes, history, ON):
        said = why_sentences(pack, offer, wishes)
        assert len(said) == len(offer.terms)
        assert not [text for text in said if "{" in text or "!" in text or not text.endswith(".")]


def test_why_sentences__filters_let_go_and_a_minute__are_said(pack):
    offer = Offer(PromptId("q000-01"), 0, (), (Relaxed.RECENTLY_SHOWN, Relaxed.MINUTES), smaller_offered=True)

    assert len(why_sentences(pack, offer, Wishes(minutes=6))) == 3


def test_why_sentences__no_term__is_never_empty(pack):
    assert len(why_sentences(pack, Offer(PromptId("q000-01"), 0, ()), Wishes())) == 1


def test_why_sentences__translated__template_comes_before_filling(pack):
    asked = []
    offer = Offer(PromptId("q000-01"), 6, (Term(TermCode.FRESHNESS_DAYS, 6, {"days": 18}),))

    def translate(text):
        asked.append(text)
        return "vor {days} Tagen"

    assert why_sentences(pack, offer, Wishes(), translate) == ("vor 18 Tagen",)
    assert asked == ["You last saw it {days} days ago."]


def test_why_sentences__kept_gentle_for_now__is_said_first_with_the_way_to_lift_it(pack):
    offer = Offer(PromptId("q000-01"), 0, ())

    said = why_sentences(pack, offer, Wishes(), pace=("shaky", "after_deep"))

    assert len(said) == 3
    assert said[0].startswith("You said you feel shaky today")
    assert said[1].startswith("There was something deep")
    assert said[2] == "You can switch this off in Settings."
