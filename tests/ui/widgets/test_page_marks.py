"""What a line's Markdown marks say, and that no line can hold up the window or be misread into an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.ui.widgets.page_marks import LONGEST_STYLED, MOST_SPANS, Style, find_spans, is_fence


def shown(line: str, style: Style) -> list[str]:
    return [line[span.start : span.end] for span in find_spans(line) if span.style is style]


@pytest.mark.parametrize(
    ("line", "style", "words"),
    [
        ("# A day", Style.HEADING1, ["# A day"]),
        ("## A day", Style.HEADING2, ["## A day"]),
        ("###### A day", Style.HEADING3, ["###### A day"]),
        ("####### seven", Style.HEADING3, []),
        ("#tag and words", Style.HEADING1, []),
        ("#tag and #other/one", Style.TAG, ["#tag", "#other/one"]),
        ("# a", Style.MARK, ["#"]),
        ("so *very* good", Style.EMPHASIS, ["very"]),
        ("so _very_ good", Style.EMPHASIS, ["very"]),
        ("snake_case_name", Style.EMPHASIS, []),
        ("2 * 3 * 4", Style.EMPHASIS, []),
        ("so **very** good", Style.STRONG, ["very"]),
        ("so **very** good", Style.MARK, ["**", "**"]),
        ("***both***", Style.STRONG, ["both"]),
        ("***both***", Style.EMPHASIS, ["**both**"]),
        ("**a *b* c**", Style.EMPHASIS, ["b"]),
        ("**a *b* c**", Style.STRONG, ["a *b* c"]),
        (r"\*not\*", Style.EMPHASIS, []),
        ("~~gone~~", Style.STRIKE, ["gone"]),
        ("a ~ b", Style.STRIKE, []),
        ("use `a*b*c` so", Style.CODE, ["`a*b*c`"]),
        ("use `a*b*c` so", Style.EMPHASIS, []),
        ("``a ` b``", Style.CODE, ["``a ` b``"]),
        ("`open", Style.CODE, []),
        ("- one", Style.LIST_MARK, ["-"]),
        ("  12. one", Style.LIST_MARK, ["12."]),
        ("- [ ] milk", Style.LIST_MARK, ["- [ ]"]),
        ("- [x] milk", Style.DONE, ["milk"]),
        ("-no", Style.LIST_MARK, []),
        ("> words", Style.QUOTE, [" words"]),
        ("> - [x] done", Style.DONE, ["done"]),
        ("---", Style.MARK, ["---"]),
        ("* * *", Style.MARK, ["* * *"]),
        ("see [the shop](https://example.org) now", Style.LINK, ["the shop"]),
        ("https://example.org/#here", Style.LINK, ["https://example.org/#here"]),
        (f"[that day](entry:{'a' * 32})", Style.LINK, ["that day", "that day"]),
        (f"so ![the \\[old\\] gate](attachment:{'b' * 32})", Style.LINK, ["the \\[old\\] gate"] * 2),
        (f"so ![the gate](attachment:{'b' * 32})", Style.ID, ["b" * 32]),
        (f"[that day](entry:{'a' * 32}) and", Style.ID, ["a" * 32]),
        ("שלום **עולם** טוב", Style.STRONG, ["עולם"]),
    ],
)
def test_find_spans__line__shows_what_its_marks_say(line: str, style: Style, words: list[str]) -> None:
    assert shown(line, style) == words


@pytest.mark.parametrize(
    ("line", "is_it"), [("```", True), ("   ~~~~ text", True), ("``", False), ("    ```", False), ("a ```", False)]
)
def test_is_fence__line__is_told_by_its_first_signs(line: str, is_it: bool) -> None:
    assert is_fence(line) is is_it


SIGNS = st.text(st.sampled_from("*_~`#>-+[]()!\\ \tax1.:/é\U0001f600ש"), max_size=60)


@given(line=SIGNS | st.text(max_size=60))
def test_find_spans__any_line__stays_within_it(line: str) -> None:
    for span in find_spans(line):
        assert 0 <= span.start <= span.end <= len(line)


def test_find_spans__very_long_line__is_left_plain() -> None:
    assert find_spans("*a* " * LONGEST_STYLED) == []


def test_find_spans__very_many_marks__are_bounded() -> None:
    assert len(find_spans("*a*" * (LONGEST_STYLED // 3))) == MOST_SPANS
