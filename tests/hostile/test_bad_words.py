"""Texts nobody means to write: kept letter for letter, or refused in a sentence with what was saved left as it was."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.exchange.importing import import_source
from journal_app.journal.drafts import edit_entry, keep_draft, load_draft, save_draft, start_draft
from journal_app.journal.entries import add_entry, list_entries, load_entry
from journal_app.journal.errors import JournalError
from journal_app.journal.query import Words
from journal_app.journal.search import search_entries
from journal_app.journal.snippets import LONGEST_MARKED, snippet_of_long_text
from journal_app.settings.clock import FixedClock
from journal_app.settings.sentences import sentence
from journal_app.vault.engine import raw
from journal_app.vault.vault import Vault

NOW = datetime(2026, 11, 21, 20, 14, tzinfo=UTC)
CLOCK = FixedClock(NOW)
FIVE_MB = 5_000_000
UNFIT = ["\0", "a\0b", "\ud800", "\udfff", "a\ud83d", "\ude00\ud83d"]
QUERIES = [
    *UNFIT,
    '"',
    '"' * 999,
    "-" * 999,
    "*",
    "(((",
    "NEAR(a b)",
    "a OR",
    "NOT",
    "tag:" * 99,
    "before:0001-01-01",
    "after:9999-12-31",
    "on:0000-00-00",
    "on:2026-02-30",
    "before:99999-01-01",
    "before:٢٠٢٤-٠١-٠١",
    "\u0301\u0301",
    "\u202e\u2066",
    "word " * 9999,
    "x" * FIVE_MB,
]


@pytest.mark.parametrize("text", UNFIT)
def test_draft__text_no_vault_can_hold__is_refused_in_a_sentence_and_what_was_saved_stays(
    vault: Vault, text: str
) -> None:
    draft = start_draft(vault, CLOCK, title="A title", body="Saved before")
    acts: list[Callable[[], object]] = [
        lambda: save_draft(vault, CLOCK, draft.id, title="A title", body=text),
        lambda: save_draft(vault, CLOCK, draft.id, title=text, body="Saved before"),
        lambda: start_draft(vault, CLOCK, body=text),
        lambda: add_entry(vault, CLOCK, title=text, body="Words", written_at=NOW, zone="UTC"),
        lambda: add_entry(vault, CLOCK, title="", body=text, written_at=NOW, zone="UTC"),
    ]
    for act in acts:
        with pytest.raises(JournalError) as caught:
            act()
        assert sentence(caught.value.code, **caught.value.fields)

    kept = load_draft(vault, draft.id)
    assert (kept.title, kept.body) == ("A title", "Saved before")
    assert list_entries(vault).items == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("word " * (FIVE_MB // 5), "word", id="a word a million times"),
        pytest.param("endless" * (FIVE_MB // 7), "endless", id="one endless word"),
        pytest.param("界" * (FIVE_MB // 3), "界", id="no spaces", marks=pytest.mark.thorough),
    ],
)
def test_entry__five_megabytes_of_one_paragraph__is_kept_changed_found_and_shown(
    vault: Vault, text: str, word: str
) -> None:
    draft = start_draft(vault, CLOCK)
    save_draft(vault, CLOCK, draft.id, title="", body=text)
    entry_id = keep_draft(vault, CLOCK, draft.id)

    assert load_entry(vault, entry_id).body == text
    [hit] = search_entries(vault, word).items
    assert len(hit.snippet) < 500
    assert hit.hits
    assert all(hit.snippet[at.start : at.end].startswith(word) for at in hit.hits)
    again = edit_entry(vault, CLOCK, entry_id)
    save_draft(vault, CLOCK, again.id, title="", body=text + "!")
    keep_draft(vault, CLOCK, again.id)
    assert load_entry(vault, entry_id).body == text + "!"
    check_index(vault)


def test_search__a_word_thousands_of_times__hits_are_the_word_and_the_page_ends(vault: Vault) -> None:
    for number in range(3):
        body = f"{'steam ' * 9000}page {number} {'tea ' * 9000}"
        add_entry(vault, CLOCK, title="", body=body, written_at=NOW, zone="UTC")

    page = search_entries(vault, "tea page")

    assert len(page.items) == 3
    for hit in page.items:
        words = [hit.snippet[at.start : at.end] for at in hit.hits]
        assert words
        assert set(words) <= {"tea", "page"}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: repr(query[:16]))
def test_search__odd_query__ends_and_breaks_nothing(vault: Vault, query: str) -> None:
    add_entry(vault, CLOCK, title="", body="A word or two", written_at=NOW, zone="UTC")

    search_entries(vault, query)

    assert len(search_entries(vault, "word").items) == 1


@given(
    before=st.lists(st.sampled_from(["steam", "team", "İstanbul", "naïve", "x" * 50]), max_size=40),
    word=st.sampled_from(["tea", "cup"]),
)
def test_snippet_of_long_text__any_text_that_has_the_word__marks_it_whole(before: list[str], word: str) -> None:
    body = " ".join([*before, word, *before])

    snippet = snippet_of_long_text("", body, [Words(word)])

    marked = [snippet.text[at.start : at.end] for at in snippet.hits]
    assert set(marked) <= {word}
    assert marked or "İstanbul" in before


def test_import__texts_nobody_means__come_in_whole_or_are_named(vault: Vault, tmp_path: Path) -> None:
    source = tmp_path / "old"
    source.mkdir()
    long = "word " * (LONGEST_MARKED * 50)
    for name, content in {"nul": b"a\0b", "half": b"\xed\xa0\x80", "long": long.encode(), "none": b" \n"}.items():
        (source / f"2024-05-01 {name}.md").write_bytes(content)

    report = import_source(vault, CLOCK, source)

    assert report.added == 1
    assert {skipped.path.split()[1] for skipped in report.skipped} == {"nul.md", "half.md", "none.md"}
    assert all(sentence(skipped.reason) for skipped in report.skipped)
    [entry] = list_entries(vault).items
    assert load_entry(vault, entry.id).body == long


def check_index(vault: Vault) -> None:
    with vault.write() as connection:
        for index in ("entry_words", "gram_words"):
            raw(connection).execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
