"""What the commands do to the source: marks go on and come off again, and nothing else of a person's words changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.ui.widgets import markdown_edits as marks
from journal_app.ui.widgets.markdown_edits import Passage


def parsed(marked: str) -> Passage:
    """Read `|` as the caret, or two of them as both ends of the choice."""
    start = marked.index("|")
    end = marked.rindex("|")
    return Passage(marked.replace("|", ""), start, max(end - 1, start) if end > start else start)


def shown(passage: Passage) -> str:
    text, start, end = passage.text, passage.start, passage.end
    return f"{text[:start]}|{text[start:]}" if start == end else f"{text[:start]}|{text[start:end]}|{text[end:]}"


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("so |very| good", "**", "so **|very|** good"),
        ("so **|very|** good", "**", "so |very| good"),
        ("so |**very**| good", "**", "so |very| good"),
        ("so | very | good", "**", "so  **|very|**  good"),
        ("so ve|ry good", "*", "so *ve|ry* good"),
        ("so *ve|ry* good", "*", "so ve|ry good"),
        ("so **|very|** good", "*", "so ***|very|*** good"),
        ("so ***|very|*** good", "*", "so **|very|** good"),
        ("so ***|very|*** good", "**", "so *|very|* good"),
        ("|", "**", "**|**"),
        ("**|**", "**", "|"),
        ("so |very| good", "`", "so `|very|` good"),
        ("so ~~|very|~~ good", "~~", "so |very| good"),
        ("שלום |עולם|", "**", "שלום **|עולם|**"),
        ("caf|é\U0001f600 x", "**", "**caf|é\U0001f600** x"),
    ],
)
def test_toggle_around__words__puts_marks_on_and_takes_them_off(before: str, mark: str, after: str) -> None:
    assert shown(marks.toggle_around(parsed(before), mark)) == after


def test_toggle_around__several_lines__marks_each_that_has_words() -> None:
    assert marks.toggle_around(Passage("one two\n\nthree", 4, 14), "**").text == "one **two**\n\n**three**"


LINE_COMMANDS = {
    "list": marks.toggle_list,
    "numbers": marks.toggle_numbers,
    "check": marks.toggle_checklist,
    "quote": marks.toggle_quote,
    "heading": marks.cycle_heading,
    "tick": marks.tick,
    "rule": marks.insert_rule,
    "link": marks.make_link,
}


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        ("list", "mi|lk", "- mi|lk"),
        ("list", "- mi|lk", "mi|lk"),
        ("list", "|", "- |"),
        ("list", "|one\n\ntwo|", "- |one\n\n- two|"),
        ("list", "  1. o|ne", "  - o|ne"),
        ("list", "- [x] o|ne", "- o|ne"),
        ("numbers", "mi|lk", "1. mi|lk"),
        ("numbers", "|one\n\n- two\n- [x] three|", "1. |one\n\n2. two\n3. three|"),
        ("numbers", "|one\n  a\n  b\ntwo\n  a|", "1. |one\n  1. a\n  2. b\n2. two\n  1. a|"),
        ("numbers", "|3. one\n7) two|", "|one\ntwo|"),
        ("numbers", "|", "1. |"),
        ("check", "mi|lk", "- [ ] mi|lk"),
        ("check", "- mi|lk", "- [ ] mi|lk"),
        ("check", "- [x] mi|lk", "mi|lk"),
        ("check", "|- [x] one\ntwo|", "|- [x] one\n- [ ] two|"),
        ("quote", "mi|lk", "> mi|lk"),
        ("quote", "> > mi|lk", "> mi|lk"),
        ("heading", "a da|y", "# a da|y"),
        ("heading", "## a da|y", "### a da|y"),
        ("heading", "### a da|y", "a da|y"),
        ("tick", "- [ ] mi|lk", "- [x] mi|lk"),
        ("tick", "- [x] mi|lk", "- [ ] mi|lk"),
        ("tick", "mi|lk", "mi|lk"),
        ("tick", "|- [x] one\n- [ ] two|", "|- [x] one\n- [x] two|"),
        ("rule", "wor|ds", "words\n\n---\n|"),
        ("rule", "|", "---\n|"),
        ("link", "see |the shop| now", "see [the shop](|) now"),
        ("link", "see |https://example.org|", "see [|](https://example.org)"),
        ("link", "a  | b", "a  [|]() b"),
    ],
)
def test_line_command__lines__changes_them_and_keeps_the_caret_in_its_word(
    command: str, before: str, after: str
) -> None:
    assert shown(LINE_COMMANDS[command](parsed(before))) == after


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("3. one", "4. "),
        ("9) one", "10) "),
        ("- [x] one", "- [ ] "),
        ("> words", "> "),
        ("> - words", "> - "),
        ("- ", None),
        ("- [ ] ", None),
        (">", None),
        ("words", ""),
        ("1984. was a year", ""),
        ("-no list", ""),
        ("---", ""),
    ],
)
def test_go_on__enter_at_the_end_of_a_line__goes_on_with_the_list_or_ends_it(line: str, begins: str | None) -> None:
    assert marks.go_on(line, len(line)) == begins


def test_go_on__caret_before_the_sign__begins_an_ordinary_line() -> None:
    assert marks.go_on("- one", 0) == ""


LINES = st.text(st.sampled_from("ab *_~`#>-[]()x1.\t\né\U0001f600ש"), max_size=30)
PLACES = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(text=LINES, places=PLACES, name=st.sampled_from([*LINE_COMMANDS, "**", "*", "~~", "`"]))
def test_command__any_lines__loses_no_word_and_stays_within_them(
    text: str, places: tuple[float, float], name: str
) -> None:
    start, end = sorted(round(place * len(text)) for place in places)
    passage = Passage(text, start, end)

    after = LINE_COMMANDS[name](passage) if name in LINE_COMMANDS else marks.toggle_around(passage, name)

    assert 0 <= after.start <= after.end <= len(after.text)
    assert [letter for letter in after.text if letter in "abé\U0001f600ש"] == [
        letter for letter in text if letter in "abé\U0001f600ש"
    ]


@given(words=st.text("abé \U0001f600ש", min_size=1, max_size=12), mark=st.sampled_from(["**", "*", "~~", "`"]))
def test_toggle_around__twice__brings_the_words_back(words: str, mark: str) -> None:
    passage = Passage(words, 0, len(words))

    once = marks.toggle_around(passage, mark)

    assert marks.toggle_around(once, mark).text == words


@given(lines=st.lists(st.text("abé ", max_size=8).map(str.strip), max_size=4))
def test_line_command__twice__brings_plain_lines_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    for command in (marks.toggle_list, marks.toggle_numbers, marks.toggle_checklist, marks.toggle_quote):
        assert command(command(Passage(text, 0, len(text)))).text == text
