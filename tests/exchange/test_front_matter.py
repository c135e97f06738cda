"""Front matter: what is read, and that what is not front matter stays in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.exchange.front_matter import split_front_matter


def test_split__front_matter__gives_values_and_the_text_untouched() -> None:
    text = (
        "---\n"
        "Title: 'The good mug: a tale'\n"
        "date: 2024-05-01\n"
        "tags:\n  - tea\n- cups\n"
        "# a comment\n"
        "\n"
        "empty:\n"
        "date: 1999-01-01\n"
        "---\n"
        "\n# Heading\n\nText.\n"
    )

    parts = split_front_matter(text)

    assert parts.values == {"title": "The good mug: a tale", "date": "2024-05-01", "tags": "", "empty": ""}
    assert parts.text == "\n# Heading\n\nText.\n"
    assert parts.items["tags"] == ("tea", "cups")


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("tags: [tea, 'two words']", ("tea", "two words")),
        ("tags: tea, cups", ("tea", "cups")),
        ('tags: "tea"', ("tea",)),
        ("tags:\n  - tea\n  -  'cups'", ("tea", "cups")),
        ("tags:", ()),
        ("tags: []", ()),
    ],
)
def test_split__list__gives_its_items(line: str, items: tuple[str, ...]) -> None:
    assert split_front_matter(f"---\n{line}\n---\nx").items["tags"] == items


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n---\n",
        "---\n\n---\nA rule above and below.",
        "---\ndate: 2024-05-01\nno fence below",
        "---\nDear you,\nit rained.\n---\n",
        "---\nsee https://example.org\n---\n",
        " ---\ndate: 2024-05-01\n---\n",
        "----\ndate: 2024-05-01\n---\n",
        "date: 2024-05-01\n---\n",
        "---\n" + "a: b\n" * 300 + "---\n",
    ],
)
def test_split__no_front_matter__leaves_all_of_the_text(text: str) -> None:
    parts = split_front_matter(text)

    assert (parts.values, parts.text) == ({}, text)


@given(st.text(st.sampled_from("-:ab \n#'\"")))
def test_split__any_text__keeps_it_or_takes_only_the_top_off(text: str) -> None:
    parts = split_front_matter(text)

    assert text.endswith(parts.text)
    assert bool(parts.values) == (parts.text != text)
