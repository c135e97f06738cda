"""The grammar of tags and references: what is one, what only looks like one, and that writing reads back."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.markup import (
    Target,
    find_references,
    find_tags,
    unquoted,
    unread_stretches,
    words_to_read,
    write_reference,
)

UID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Group tonight. #circle", ["circle"]),
        ("#Œuvre and #日記, then (#hope)", ["Œuvre", "日記", "hope"]),
        ("# A heading\n## Another", []),
        ("#1 and #2fast, a#b, #", []),
        ("https://example.org/#part", []),
        ("#work/late- #a_b", ["work/late", "a_b"]),
        ("##twice", []),
        ("(#one).#two, #three! #हिन्दी #cafe\u0301", ["one", "two", "three", "हिन्दी", "cafe\u0301"]),
    ],
)
def test_tags__text__are_found_where_a_letter_follows_the_sign(text: str, names: list[str]) -> None:
    assert [tag.name for tag in find_tags(text)] == names


def test_tags__found__stand_where_they_say() -> None:
    text = "🌱 #hope, #work/"
    assert [text[tag.start : tag.end] for tag in find_tags(text)] == ["#hope", "#work"]


@given(label=st.text(max_size=80), target=st.sampled_from(Target), is_picture=st.booleans())
def test_reference__written__reads_back(label: str, target: Target, is_picture: bool) -> None:
    text = f"before {write_reference(target, UID, label, is_picture=is_picture)} after"
    (found,) = find_references(text)
    assert (found.target, found.uid, found.is_picture) == (target, UID, is_picture)
    assert found.label == " ".join(label.split())
    assert text[found.end :] == " after"


@pytest.mark.parametrize("text", ["[a](http://x)", f"[a](entry:{UID[:-1]})", f"[a\nb](entry:{UID})", "[a](entry:)"])
def test_references__other_links__are_none(text: str) -> None:
    assert not list(find_references(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            f"See [that day](entry:{UID}), then ![the \\[old\\] garden](attachment:{UID}).",
            "See that day, then the [old] garden.",
        ),
        (f"![](attachment:{UID})Words.", "Words."),
        ("[a link](https://example.org) and [no link]", "[a link](https://example.org) and [no link]"),
        ("No reference at all", "No reference at all"),
    ],
)
def test_words_to_read__references__stand_by_their_labels(text: str, read: str) -> None:
    assert words_to_read(text) == read


REFERENCE = f"before [that day](entry:{UID}) after"


@pytest.mark.parametrize("cut", range(REFERENCE.index("]") + 2, len(REFERENCE)))
def test_words_to_read__piece_that_ends_in_a_reference__ends_with_its_label(cut: int) -> None:
    read = words_to_read(REFERENCE[:cut], is_piece=True)

    assert "before that day after".startswith(read)
    assert read.startswith("before that day")
    assert words_to_read(f"{REFERENCE[:cut]}…", is_piece=True) == f"{read}…"


@pytest.mark.parametrize(
    ("piece", "read"),
    [
        (f"…that day](entry:{UID}) after", "…that day after"),
        (f"…entry:{UID}) after", "… after"),
        (f"…{UID}) after", "… after"),
        ("…(added) after", "…(added) after"),
        (f"…then [that day](entry:{UID}) after", "…then that day after"),
    ],
)
def test_words_to_read__piece_that_begins_in_a_reference__begins_with_words(piece: str, read: str) -> None:
    assert words_to_read(piece, is_piece=True) == read


@given(st.text())
def test_words_to_read__any_text_without_references__is_as_it_was(text: str) -> None:
    assert words_to_read(text) == text or "](" in text


@pytest.mark.parametrize(
    ("piece", "read"),
    [
        ("> Who is it?\n> And why?\n\nMe.", "Who is it?\nAnd why?\n\nMe."),
        ("## Sitting 1\n\n>> twice", "Sitting 1\n\ntwice"),
        ("a > b, #tag, 3 # 4", "a > b, #tag, 3 # 4"),
        ("#tag first", "#tag first"),
    ],
)
def test_words_to_read__piece_with_quotations_and_headings__has_their_words_alone(piece: str, read: str) -> None:
    assert words_to_read(piece, is_piece=True) == read
    assert words_to_read(piece) == piece


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("> Who?\n\nMe.\n\n> And?\n\n- you", "Me.\n\n\n- you"),
        ("> Only this", "> Only this"),
        ("", ""),
    ],
)
def test_unquoted__text_with_quotations__has_the_other_lines_or_all_where_there_are_none(text: str, own: str) -> None:
    assert unquoted(text) == own


@pytest.mark.parametrize(
    ("piece", "read"),
    [
        ("**bold**, *it* and _that_, ~~no~~ `code`", "bold, it and that, no code"),
        ("***both*** and **one *in* another**", "both and one in another"),
        ("- [ ] milk\n- [x] bread", "- milk\n- bread"),
        ("snake_case_name, 2*3*4, a * b * c, **open only", "snake_case_name, 2*3*4, a * b * c, **open only"),
        (r"\*not\*", r"\*not\*"),
        ("* one\n* two", "* one\n* two"),
    ],
)
def test_words_to_read__piece_with_marks__is_read_without_those_of_emphasis(piece: str, read: str) -> None:
    assert words_to_read(piece, is_piece=True) == read


@given(st.text("ab *_~`#>[]()\\\n-x:…entry0123456789", max_size=80))
def test_unread_stretches__any_piece__follow_each_other_and_never_lie_over_each_other(piece: str) -> None:
    found = unread_stretches(piece, is_piece=True)

    assert all(start < end for start, end in found)
    assert all(end <= after for (_start, end), (after, _end) in itertools.pairwise(found))
