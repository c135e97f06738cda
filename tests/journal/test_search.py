"""Search: words and beginnings, accents, odd input, pages, and where in the snippet the words stand."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journal_app.journal.asked import Asked
from journal_app.journal.entries import add_entry
from journal_app.journal.search import LONGEST_SNIPPET, Order, SearchHit, search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault.vault import Vault

_minutes = itertools.count()


def _add(vault: Vault, clock: FixedClock, body: str, *, title: str = "", asked: Asked | None = None) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=next(_minutes))
    add_entry(vault, clock, title=title, body=body, written_at=at, zone="UTC", asked=asked)


def _marked(hit: SearchHit) -> list[str]:
    return [hit.snippet[each.start : each.end] for each in hit.hits]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("naive", ["Naïve"]),
        ("NAÏVE", ["Naïve"]),
        ("nai", ["Naïve"]),
        ("cafe tea", ["café", "tea"]),
        ("tea cafe", ["café", "tea"]),
        ("don't", ["don't"]),
        ("🫖 tea", ["tea"]),
        ('"tea"', ["tea"]),
        ("tea*", ["tea"]),
        ("te", ["tea"]),
        ('"at the"', ["at the"]),
        ('"cafe with"', ["café with"]),
        ("tea -coffee", ["tea"]),
        ('tea -"tea with"', ["tea"]),
    ],
)
def test_search__a_word__is_found_and_marked(vault: Vault, clock: FixedClock, words: str, marked: list[str]) -> None:
    _add(vault, clock, "🫖 Naïve, at the café with tea. I don't mind.")

    [hit] = search_entries(vault, words).items

    assert _marked(hit) == marked


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "t",
        "🫖",
        "--",
        "\0",
        "\ud800",
        "teas",
        "eat",
        "tea NOT",
        "tea coffee",
        "mind don",
        "te ",
        '"te"',
        "tea -mind",
        "mind -te*",
        '"mind the"',
    ],
)
def test_search__too_little_or_another_word__finds_nothing(vault: Vault, clock: FixedClock, words: str) -> None:
    _add(vault, clock, "tea, and the mind of it")

    assert search_entries(vault, words).items == ()


@pytest.mark.parametrize("words", ["and", "AND", "or not", "NEAR(x", "title:and", "^and", "(and", "and)"])
def test_search__operators__are_only_words(vault: Vault, clock: FixedClock, words: str) -> None:
    _add(vault, clock, "and or not near x title and")

    assert len(search_entries(vault, words).items) == 1


@given(st.text(st.characters(), max_size=60))
@example('"' * 10_000)
@example("a " * 5_000)
@example("a'" * 5_000)
@example("word\0word")
@example("\udcff\ud800")
@example("NEAR/2 AND OR NOT {title body}: + * ^")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search__odd_input__never_raises(vault: Vault, words: str) -> None:
    search_entries(vault, words)


def test_search__many__gives_each_once_newest_first(vault: Vault, clock: FixedClock, asked: Asked) -> None:
    for number in range(7):
        _add(vault, clock, f"plum {number}", asked=asked)
    _add(vault, clock, "pear")

    pages = [search_entries(vault, "plum", limit=3)]
    while (before := pages[-1].next_before) is not None:
        pages.append(search_entries(vault, "plum", before=before, limit=3))

    hits = [hit for page in pages for hit in page.items]
    assert [hit.snippet for hit in hits] == [f"plum {number}" for number in range(6, -1, -1)]
    assert {hit.entry.prompt_title for hit in hits} == {asked.title}


def test_snippet__body_with_any_characters__is_never_confused_by_them(vault: Vault, clock: FixedClock) -> None:
    body = "\ue000\ue001\x01\x02\x1a[b]<b>þÿ fig</b> \ue000fig\ue001 …"
    _add(vault, clock, body)

    [hit] = search_entries(vault, "fig").items

    assert hit.snippet == body
    assert _marked(hit) == ["fig"]


def test_snippet__word_in_the_title_only__marks_the_title_and_shows_the_body(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, "set at last", title="Plum jäm")

    [hit] = search_entries(vault, "jam").items

    assert (hit.snippet, hit.hits, hit.entry.title) == ("set at last", (), "Plum jäm")
    assert [hit.entry.title[each.start : each.end] for each in hit.title_hits] == ["jäm"]


def test_search__best_match__puts_what_is_in_the_title_and_often_there_first(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, "once, a wren", title="Wrens")
    _add(vault, clock, "wren wren wren and wren", title="A wren")
    _add(vault, clock, "a long page in which there is also, far behind many other words, one wren")

    newest = search_entries(vault, "wren", limit=2)
    best = search_entries(vault, "wren", order=Order.BEST)

    assert newest.items[0].entry.title == ""
    assert newest.next_before is not None
    assert [hit.entry.title for hit in best.items] == ["A wren", "Wrens", ""]
    assert best.next_before is None
    assert _marked(best.items[1]) == ["wren"]


def test_search__nothing_but_what_is_not_wanted__gives_all_others(vault: Vault, clock: FixedClock) -> None:
    for body in ("plum", "pear", "plum and pear", "fig"):
        _add(vault, clock, body)

    found = [hit.entry.opening for hit in search_entries(vault, "-plum").items]

    assert found == ["fig", "pear"]


def test_snippet__of_endless_words__is_cut_round_the_hit(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, "x" * 5000 + " fig " + "y" * 5000)

    [hit] = search_entries(vault, "fig").items

    assert len(hit.snippet) <= LONGEST_SNIPPET
    assert _marked(hit) == ["fig"]


@given(
    st.lists(st.sampled_from(["fig", "fi\u0301g", "𝒳y", "\ue000", "🫖", "figs", " ", "\n", "Fig", "café"]), max_size=60)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_snippet__any_text__is_a_piece_of_the_body_and_marks_the_word(
    vault: Vault, clock: FixedClock, pieces: list[str]
) -> None:
    body = " ".join(["fig", *pieces])
    _add(vault, clock, body)

    hit = search_entries(vault, "fig", limit=1).items[0]

    assert hit.snippet.strip("…") in body
    assert hit.hits
    assert all(word.lower().startswith(("fig", "fi\u0301g")) for word in _marked(hit))


@pytest.mark.parametrize(
    ("words", "marked"), [("garden", ["garden"]), ("after", ["after"]), ("that", ["that"]), ("0123456789*", [])]
)
def test_search__links_in_the_words__snippet_has_their_labels_alone(
    vault: Vault, clock: FixedClock, words: str, marked: list[str]
) -> None:
    uid = "0123456789abcdef" * 2
    _add(vault, clock, f"See [that day](entry:{uid}) in the garden ![Roses](attachment:{uid}) and after.")

    [hit] = search_entries(vault, words).items

    assert hit.snippet == "See that day in the garden Roses and after."
    assert _marked(hit) == marked
    assert hit.entry.opening == hit.snippet
