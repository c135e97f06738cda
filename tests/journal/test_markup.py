"""The grammar of tags and references: what is one, what only looks like one, and that writing reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.journal.markup import Target, find_references, find_tags, write_reference

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
