from hypothesis import given
from hypothesis import strategies as st

from journal_app.content.model import TextPositionSelector
from journal_app.content.selectors import code_point_offsets, make_selectors, utf16_offsets

TEXTS = st.text(alphabet=st.sampled_from("ab 😀𝔸é\u0301\u200d👩🏽\n“’"), min_size=1, max_size=60)


@st.composite
def ranges(draw):
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(ranges())
def test_utf16_offsets__any_range__cut_the_same_words_from_utf16(case):
    text, start, end = case

    first, last = utf16_offsets(text, TextPositionSelector(start, end))

    assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]


@given(ranges())
def test_code_point_offsets__of_utf16_offsets__return_the_range(case):
    text, start, end = case
    position = TextPositionSelector(start, end)

    assert code_point_offsets(text, *utf16_offsets(text, position)) == position


def test_code_point_offsets__edges_inside_pairs__take_in_the_whole_characters():
    assert code_point_offsets("a😀😀b", 2, 4) == TextPositionSelector(1, 3)


def test_code_point_offsets__beyond_the_end__stop_at_the_end():
    assert code_point_offsets("😀", 0, 9) == TextPositionSelector(0, 1)


@given(ranges())
def test_make_selectors__any_range__quote_stands_between_prefix_and_suffix(case):
    text, start, end = case

    quote, position = make_selectors(text, start, end)

    assert quote.exact == text[start:end]
    assert text[:start].endswith(quote.prefix)
    assert text[end:].startswith(quote.suffix)
    assert len(quote.prefix) == min(32, start)
    assert position == TextPositionSelector(start, end)


def test_make_selectors__empty_range__is_refused():
    import pytest

    with pytest.raises(ValueError, match="no range"):
        make_selectors("abc", 2, 2)
