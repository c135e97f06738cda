from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journal_app.content.load import load_pack
from journal_app.content.model import TextPositionSelector, TextQuoteSelector
from journal_app.content.reanchor import AnchorState, reanchor

PACK = load_pack(Path(__file__).resolve().parents[2] / "seeds")
PASSAGES = list(PACK.passages.values())
CONTEXT = 32  # letters beside a quote that a pack keeps
INSERTED = st.text(alphabet=st.sampled_from("xyz 😀\u0301’\n."), min_size=1, max_size=40)


@st.composite
def edited_articles(draw):
    """An article with something put in or taken out before and after a passage, which itself is untouched."""
    passage = draw(st.sampled_from(PASSAGES))
    text = PACK.articles[passage.article].text
    before, after = text[: passage.position.start], text[passage.position.end :]
    cut = draw(st.integers(0, len(before)))
    until = draw(st.integers(cut, min(len(before), cut + 200)))
    before = before[:cut] + draw(INSERTED) + before[until:]
    at = draw(st.integers(0, len(after)))
    after = after[:at] + draw(INSERTED) + after[min(len(after), at + draw(st.integers(0, 200))) :]
    return passage, before, after


@given(st.sampled_from(PASSAGES))
def test_reanchor__unchanged_article__is_exact(passage):
    anchored = reanchor(PACK.articles[passage.article].text, passage.quote, passage.position)

    assert (anchored.state, anchored.position) == (AnchorState.EXACT, passage.position)


@settings(max_examples=150, deadline=None)
@given(edited_articles())
def test_reanchor__article_edited_around_the_passage__finds_the_very_words(case):
    passage, before, after = case
    text = before + passage.quote.exact + after
    assume(text.count(passage.quote.exact) == 1)

    anchored = reanchor(text, passage.quote, passage.position)

    assert anchored.state in {AnchorState.EXACT, AnchorState.MOVED}
    assert anchored.position == TextPositionSelector(len(before), len(before) + len(passage.quote.exact))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PASSAGES), st.sampled_from(["\n", "  ", "\u00a0", " \n\t"]), INSERTED)
def test_reanchor__white_space_differs__is_folded_and_covers_the_same_words(passage, space, inserted):
    article = PACK.articles[passage.article].text
    changed = passage.quote.exact.replace(" ", space)
    assume(changed != passage.quote.exact)
    text = inserted + article[: passage.position.start] + changed + article[passage.position.end :]

    anchored = reanchor(text, passage.quote, passage.position)

    assert anchored.state is AnchorState.FOLDED
    assert anchored.position is not None
    assert text[anchored.position.start : anchored.position.end] == changed


def test_reanchor__quote_marks_differ__is_folded():
    quote = TextQuoteSelector('it\'s a "kind" word', "x ", " y")

    anchored = reanchor("😀 x it’s a “kind” word y", quote, TextPositionSelector(2, 20))

    assert (anchored.state, anchored.position) == (AnchorState.FOLDED, TextPositionSelector(4, 22))


@given(st.sampled_from(PASSAGES), st.data())
def test_reanchor__a_letter_of_the_quote_changed__is_an_orphan(passage, data):
    article = PACK.articles[passage.article].text
    letters = [n for n, letter in enumerate(passage.quote.exact) if letter.isalpha()]
    at = passage.position.start + data.draw(st.sampled_from(letters))
    text = article[:at] + "ß" + article[at + 1 :]

    anchored = reanchor(text, passage.quote, passage.position)

    assert (anchored.state, anchored.position) == (AnchorState.ORPHAN, None)


@given(st.text("ab😀é\u0301 ", min_size=32, max_size=40), st.text("cd𝔸 ", min_size=32, max_size=40), st.booleans())
def test_reanchor__words_stand_twice__prefix_and_suffix_decide(one, other, is_second):
    words, gap = "a kind word 😀", "—" * 5
    text = f"{one}{words}{other}{gap}{other}{words}{one}"
    first, second = len(one), len(one + words + other + gap + other)
    start = second if is_second else first
    end = start + len(words)
    quote = TextQuoteSelector(words, text[start - CONTEXT : start], text[end : end + CONTEXT])
    moved = "\u2014!" + text
    assume(not moved.startswith(words, start))

    anchored = reanchor(moved, quote, TextPositionSelector(start, end))

    assert anchored.state is AnchorState.MOVED
    assert anchored.position == TextPositionSelector(start + 2, end + 2)


def test_reanchor__no_context_left__takes_the_nearest():
    quote = TextQuoteSelector("word", "ppp", "sss")

    anchored = reanchor("word .......... word", quote, TextPositionSelector(13, 17))

    assert anchored.position == TextPositionSelector(16, 20)


@pytest.mark.parametrize("exact", ["", "  "])
def test_reanchor__nothing_quoted__is_an_orphan(exact):
    assert reanchor("abc", TextQuoteSelector(exact, "", ""), TextPositionSelector(0, 0)).state is AnchorState.ORPHAN


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=5), st.integers(-5, 50))
def test_reanchor__any_input__position_is_inside_the_text(text, exact, context, start):
    anchored = reanchor(text, TextQuoteSelector(exact, context, context), TextPositionSelector(start, start + 3))

    if anchored.position is not None:
        assert 0 <= anchored.position.start < anchored.position.end <= len(text)
