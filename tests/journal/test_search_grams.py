"""Scripts without spaces: found by any piece of a run, marked at the right letters, beside words of other scripts."""

import itertools
import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from journal_app.journal.entries import EntryId, add_entry
from journal_app.journal.grams import cut, find_in, gram_phrase, has_unspaced
from journal_app.journal.query import Query, Words, parse_query
from journal_app.journal.search import Order, SearchHit, search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault import schema
from journal_app.vault.vault import Vault

_minutes = itertools.count()

SPACED = "abÉéñß12"
UNSPACED = "日本語京都ひらカナー한글녕ภาษาไทยກຂខ្មែរမြန်ガｶﾞ"
letters = st.text(SPACED + UNSPACED + " \n-_'.", max_size=24)
pieces = st.text(SPACED, min_size=1, max_size=3) | st.text(UNSPACED, min_size=1, max_size=4)


def _add(vault: Vault, clock: FixedClock, body: str, *, title: str = "") -> EntryId:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=next(_minutes))
    return add_entry(vault, clock, title=title, body=body, written_at=at, zone="UTC")


def _marked(hit: SearchHit) -> list[str]:
    return [hit.snippet[each.start : each.end] for each in hit.hits]


@pytest.mark.parametrize(
    ("body", "words", "marked"),
    [
        ("今日は東京都へ行った。", "京都", ["京都"]),
        ("今日は東京都へ行った。", "都", ["都"]),
        ("今日は東京都へ行った。", "た", ["た"]),
        ("今日は東京都へ行った。", "東京都へ行", ["東京都へ行"]),
        ("新しいiPhoneを買った", "iphone", ["iPhone"]),
        ("新しいiPhoneを買った", "いiphoneを", ["いiPhoneを"]),
        ("新しいiPhoneを買った", "買っ iphone", ["iPhone", "買っ"]),
        ("ｶﾞラスの猫", "ガラス", ["ｶﾞラス"]),
        ("안녕하세요 여러분", "하세", ["하세"]),
        ("안녕하세요 여러분", '"하세요 여러"', ["하세요 여러"]),
        ("ฉันรักภาษาไทยมาก", "ภาษา", ["ภาษา"]),
        ("ຂ້ອຍຮັກພາສາລາວ", "ພາສາ", ["ພາສາ"]),
        ("ខ្ញុំស្រលាញ់ភាសាខ្មែរ", "ភាសា", ["ភាសា"]),
        ("မြန်မာစာ", "မာစာ", ["မာစာ"]),
        ("Café 日本 naïve", "cafe naive", ["Café", "naïve"]),
        ("日本 tea", "te", ["tea"]),
    ],
)
def test_search__a_piece_of_a_run__is_found_and_marked(
    vault: Vault, clock: FixedClock, body: str, words: str, marked: list[str]
) -> None:
    _add(vault, clock, body)
    _add(vault, clock, "Only 字 and words")

    [hit] = search_entries(vault, words).items

    assert _marked(hit) == marked


@pytest.mark.parametrize(
    "words", ["京東", "東都", "行った東", "日は東京都へ", '"行った 今日"', "-東京", "東京 -京都", "tea"]
)
def test_search__what_no_run_holds__finds_nothing(vault: Vault, clock: FixedClock, words: str) -> None:
    _add(vault, clock, "今日、東京都へ行った。", title="行った")

    assert search_entries(vault, words).items == ()


def test_search__entries_of_either_kind__come_in_one_order(vault: Vault, clock: FixedClock) -> None:
    for body in ("plum 1", "梅 plum 2", "plum 3", "梅 plum 4"):
        _add(vault, clock, body)

    pages = [search_entries(vault, "plum", limit=3)]
    pages.append(search_entries(vault, "plum", limit=3, before=pages[0].next_before))
    best = search_entries(vault, "plum", order=Order.BEST)

    assert [hit.entry.opening[-1] for page in pages for hit in page.items] == ["4", "3", "2", "1"]
    assert {hit.entry.opening[-1] for hit in best.items} == {"1", "2", "3", "4"}
    assert all(_marked(hit) == ["plum"] for hit in best.items)


def test_search__hit_in_the_title__is_marked_there(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, "春", title="東京の春")

    [hit] = search_entries(vault, "の春").items

    assert [hit.entry.title[each.start : each.end] for each in hit.title_hits] == ["の春"]


def test_snippet__hit_far_inside_a_long_run__is_cut_round_it(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, "あ" * 30_000 + "梅の花" + "い" * 30_000)

    [hit] = search_entries(vault, "梅の").items

    assert _marked(hit) == ["梅の"]
    assert hit.snippet.startswith("…あ")
    assert len(hit.snippet) < 130


def test_grams__entry_of_other_scripts__stores_none(vault: Vault, clock: FixedClock) -> None:
    _add(vault, clock, "Naïve café, 12 übel. Привет. हिन्दी", title="Plain")

    with vault.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.entry_gram)).scalar_one() == 0


@given(st.lists(letters, min_size=1, max_size=6), pieces, pieces)
@example(["日本"], "本", "日")
@example(["aß ß", "ass ss"], "ss", "b")
@example(["", "ខែ"], "ែ", "1")
@example(["カ゛", "ｶﾞ"], "ガ", "カ")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search__any_texts__finds_every_entry_that_has_it_and_none_other(
    vault: Vault, clock: FixedClock, bodies: list[str], wanted: str, unwanted: str
) -> None:
    at = f"z{next(_minutes)}z"
    made = {_add(vault, clock, f"{body} {at}"): body for body in bodies}

    query = Query((Words(wanted), Words(at), Words(unwanted, is_excluded=True)))
    found = {hit.entry.id for hit in search_entries(vault, query, limit=20).items}

    assert found == {key for key, body in made.items() if _has(body, wanted) and not _has(body, unwanted)}


@given(letters, st.data())
@settings(max_examples=200, deadline=None)
def test_find_in__a_piece_cut_from_a_run__is_found_where_it_was_cut(text: str, data: st.DataObject) -> None:
    runs = [match for match in re.finditer(f"[{UNSPACED}]+", text) if match.group()[0] not in "ﾞ่้"]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(run.start(), run.end() - 1))
    end = data.draw(st.integers(start + 1, run.end()))
    wanted = text[start:end]

    places = find_in(text, wanted, is_prefix=False)

    assert all(_fold(wanted) in _fold(text[a:b]) for a, b in places)
    if unicodedata.is_normalized("NFKC", text):
        assert any(first <= start and end <= last for first, last in places)


def test_cut__title_and_body__are_never_one_phrase() -> None:
    assert cut("東京", "都へ").split() == ["東京", "京", "\uffff", "都へ", "へ"]
    assert gram_phrase("\uffff", is_prefix=False) == ""


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _has(body: str, word: str) -> bool:
    """Say so by reading on: a word of a spaced script stands whole, a piece of an unspaced one anywhere in a run."""
    if has_unspaced(word):
        return any(_fold(word) in _fold(run) for run in re.findall(f"[{UNSPACED}]+", body))
    spaced = re.sub(f"[{UNSPACED}]", " ", body)
    return _plain(word) in re.findall(r"[^\W_]+", _plain(spaced))


def _plain(text: str) -> str:
    """Fold accents and case as the tokenizer does, to which ß is a letter of its own."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return plain.replace("ß", "\uf000").casefold().replace("\uf000", "ß")


def test_parse__unspaced_words__are_terms_as_any(vault: Vault) -> None:
    assert parse_query("東京 -京都").terms == (Words("東京"), Words("京都", is_excluded=True))
