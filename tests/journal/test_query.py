"""The grammar of the search field: words, phrases, filters, what can't be read, and the way there and back."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal_app.content.model import Strand
from journal_app.journal.query import (
    MOST_TERMS,
    Field,
    Filter,
    Has,
    Is,
    Problem,
    ProblemKind,
    Query,
    Term,
    Words,
    canonical_value,
    parse_query,
    parse_while_typing,
    with_term,
    without_term,
    write_term,
)
from journal_app.journal.query_dates import DateSpan, DateWord, date_span

TODAY = date(2026, 5, 14)  # a Thursday

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
bare = st.from_regex(r"[^\W_]{1,12}", fullmatch=True)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


def _filters() -> st.SearchStrategy[Filter]:
    values: dict[Field, st.SearchStrategy[str]] = dict.fromkeys(Field, names)
    values |= dict.fromkeys((Field.BEFORE, Field.AFTER, Field.ON), st.sampled_from([*DateWord]) | days)
    values |= {
        Field.HAS: st.sampled_from([*Has]),
        Field.IS: st.sampled_from([*Is]),
        Field.STRAND: st.sampled_from([*Strand]),
    }
    return st.one_of(st.builds(_canonical, st.just(of), value, st.booleans()) for of, value in values.items()).filter(
        lambda term: term.value != ""
    )


def _canonical(of: Field, value: str, is_excluded: bool) -> Filter:
    tag = value.strip().lstrip("#").strip() if of is Field.TAG else value.strip()
    return Filter(of, canonical_value(of, tag) or "", is_excluded)


phrases = st.builds(Words, names.filter(str.strip), st.just(True), st.booleans(), st.booleans())
words = st.builds(Words, bare, st.just(False), st.booleans(), st.booleans())


@given(st.lists(_filters() | phrases | words, max_size=12))
@example([Words('say "hello"', True)])
@example([Words("“curly”", True)])
@example([Filter(Field.TAG, '"')])
@example([Filter(Field.THEME, "Feeling alone or shut out", True)])
def test_query__written_and_read__is_the_same(terms: list[Term]) -> None:
    query = parse_query(" ".join(map(write_term, terms)))

    assert query.terms == tuple(terms)
    assert query.problems == ()


@given(st.text(max_size=80) | st.text('"“”-:*# tagonis/2026x', max_size=40))
@example('"' * 10_000)
@example("tag:" * 2_000)
@example("a " * 5_000)
@example('tag:"')
@example("before:0000-00-00 on:9999-12-31 after:2026-02-30")
@example("\ud800\0-\0")
def test_query__any_text__is_read_and_its_written_form_stands(text: str) -> None:
    terms = parse_query(text).terms

    assert parse_query(" ".join(map(write_term, terms))).terms == terms
    assert all(0 <= term.start <= term.end <= len(text) for term in terms)
    assert len(terms) <= MOST_TERMS + 1
    parse_while_typing(text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  kettle  on ", (Words("kettle"), Words("on"))),
        ("kett*", (Words("kett", is_prefix=True),)),
        ("-kettle", (Words("kettle", is_excluded=True),)),
        ("-", (Words("-"),)),
        ('"green  door"', (Words("green  door", is_phrase=True),)),
        ("“green door”", (Words("green door", is_phrase=True),)),
        ('-"green door"*', (Words("green door", True, True, True),)),
        ('""', ()),
        ("10:30 http://x.y Dinner:", (Words("10:30"), Words("http://x.y"), Words("Dinner:"))),
        ("tag:home TAG:#Home", (Filter(Field.TAG, "home"), Filter(Field.TAG, "Home"))),
        ('theme:"Kind words"', (Filter(Field.THEME, "Kind words"),)),
        ("-is:Starred", (Filter(Field.IS, "starred", True),)),
        ('is:"left out" has:pictures', (Filter(Field.IS, "left-out"), Filter(Field.HAS, "picture"))),
        ("strand:Self-Compassion", (Filter(Field.STRAND, "self-compassion"),)),
        ("on:2026/5/4 before:2026-5", (Filter(Field.ON, "2026-05-04"), Filter(Field.BEFORE, "2026-05"))),
        ("date:2026-05 DATE:today", (Filter(Field.ON, "2026-05"), Filter(Field.ON, "today"))),
        ('after:"Last week"', (Filter(Field.AFTER, "last-week"),)),
    ],
)
def test_parse__what_is_typed__is_these_terms_without_a_problem(text: str, terms: tuple[Term, ...]) -> None:
    assert parse_query(text) == Query(terms)


@pytest.mark.parametrize(
    ("text", "problem", "rest"),
    [
        ("colour:red tea", Problem(ProblemKind.UNKNOWN_OPERATOR, "colour"), (Words("colour:red"), Words("tea"))),
        ('mood:"so so"', Problem(ProblemKind.UNKNOWN_OPERATOR, "mood"), (Words("mood:"), Words("so so", True))),
        ("tag: tea", Problem(ProblemKind.NO_VALUE, "tag"), (Words("tea"),)),
        ('tag:"" tea', Problem(ProblemKind.NO_VALUE, "tag"), (Words("tea"),)),
        ("has:wings tea", Problem(ProblemKind.UNKNOWN_VALUE, "has", "wings"), (Words("tea"),)),
        ("before:2026-13 tea", Problem(ProblemKind.NOT_A_DATE, "before", "2026-13"), (Words("tea"),)),
        ("on:0000 tea", Problem(ProblemKind.NOT_A_DATE, "on", "0000"), (Words("tea"),)),
        (
            'tea "green door',
            Problem(ProblemKind.OPEN_QUOTE, text="green door"),
            (Words("tea"), Words("green door", True)),
        ),
        ("tea" + " x" * 50, Problem(ProblemKind.TOO_LONG), (Words("tea"), *[Words("x")] * (MOST_TERMS - 1))),
    ],
)
def test_parse__what_can_t_be_read__is_told_and_the_rest_stands(
    text: str, problem: Problem, rest: tuple[Term, ...]
) -> None:
    assert parse_query(text) == Query(rest, (problem,))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("green te", Words("te", is_prefix=True)),
        ("green te ", Words("te")),
        ("green t", Words("t")),
        ("-te", Words("te", is_excluded=True)),
        ('"green te', Words("green te", True, True)),
        ('"green te"', Words("green te", True)),
    ],
)
def test_parse_while_typing__the_last_word__is_a_beginning_until_it_is_ended(text: str, last: Words) -> None:
    assert parse_while_typing(text).terms[-1] == last


def test_chip__taken_out__leaves_the_rest_as_it_was_typed() -> None:
    text = 'green   tag:home  "a  door" before:20'

    term = parse_query(text).filters[0]

    assert without_term(text, term) == 'green "a  door" before:20'


def test_chip__put_in__is_ready_to_be_typed_on() -> None:
    assert with_term("green ", Filter(Field.THEME, "Kind words")) == 'green theme:"Kind words" '


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2026-05-14", (2026, 5, 14), (2026, 5, 14)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
        ("today", (2026, 5, 14), (2026, 5, 14)),
        ("yesterday", (2026, 5, 13), (2026, 5, 13)),
        ("this-week", (2026, 5, 11), (2026, 5, 17)),
        ("last-week", (2026, 5, 4), (2026, 5, 10)),
        ("this-month", (2026, 5, 1), (2026, 5, 31)),
        ("last-month", (2026, 4, 1), (2026, 4, 30)),
        ("this-year", (2026, 1, 1), (2026, 12, 31)),
        ("last-year", (2025, 1, 1), (2025, 12, 31)),
    ],
)
def test_date_span__each_form__is_these_days(
    value: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert date_span(value, TODAY) == DateSpan(date(*first), date(*last))


@given(st.sampled_from([*DateWord]), st.dates(date.min, date.max))
def test_date_span__any_day__never_raises(word: DateWord, today: date) -> None:
    span = date_span(word, today)

    assert span.first <= span.last
