"""Find entries by what a query asks, newest first or best first, with the place in the text where they were found.

Results walk the search index by row id, which is the entry's date, so a page costs the same in a journal of any size
(performance.md); filters are tested on the way, or, where one of them is met by few entries, only those are looked at.
Accents and case don't matter. Entries in scripts written without spaces are answered for by the grams, see `grams`.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    TableClause,
    Text,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    select,
)

from journal_app.content.model import Pack
from journal_app.journal.entries import EntrySummary, read_summaries_by_key
from journal_app.journal.grams import gram_phrase, has_unspaced
from journal_app.journal.query import Problem, Query, Words, parse_while_typing
from journal_app.journal.search_filters import Filtered, read_filters
from journal_app.journal.snippets import (
    LONGEST_MARKED,
    LONGEST_SNIPPET,
    MARKED_SNIPPET,
    MARKED_TITLE,
    NO_SNIPPET,
    HitRange,
    Snippet,
    hits_in_title_read,
    readable,
    snippet_of_long_text,
    snippet_of_marked,
    snippet_of_text,
)
from journal_app.vault import schema
from journal_app.vault.vault import Vault

__all__ = ["LONGEST_SNIPPET", "HitRange", "Order", "SearchHit", "SearchPage", "is_enough", "search_entries"]

FEWEST_LETTERS = 2
"""From how many letters on words are searched for; one is enough of a script that is written without spaces."""

FEW = 500
"""Entries that meet a filter up to which only they are looked at, and no others on the way."""

FEW_SOUGHT = 20
"""Entries up to which each is sought in the index of words by itself; with 60 that takes longer for most words."""

RANKED = 5_000
"""The newest entries that have the words, of which the best are chosen: so the wait has a bound."""

MOST_BEST = 100
"""Best matches that are shown; there is no next page of them."""

TITLE_WEIGHT = 4.0

_ENTRY, _WORDS, _GRAMS = schema.entry, schema.entry_words, schema.gram_words


_LOWEST, _HIGHEST = -(2**62), 2**62
"""Beyond every sort key."""

_Marked = Select[int, bytes, bytes]


def _match(table: TableClause, expression: str | BindParameter[str]) -> ColumnElement[bool]:
    return table.c[table.name].op("MATCH", is_comparison=True)(expression)


def _walk(table: TableClause, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return the walk of an index, newest first, between two sort keys; the caller adds filters and the parameters.

    The words pass over the entries that the grams answer for.
    """
    rowid = table.c.rowid
    query = select(*columns).where(_match(table, bindparam("expression", type_=Text)))
    query = query.where(rowid >= bindparam("first", type_=Integer), rowid < bindparam("end", type_=Integer))
    if table is _WORDS:
        query = query.where(~exists(select(1).where(schema.entry_gram.c.sort_key == rowid)))
    return query.order_by(rowid.desc()).limit(bindparam("count", type_=Integer))


# Made once: putting a statement together takes longer than SQLite needs to run it.
_LENGTH = func.octet_length(_ENTRY.c.title) + func.octet_length(_ENTRY.c.body)
_IS_SHORT = select(_LENGTH <= LONGEST_MARKED).where(_ENTRY.c.sort_key == _WORDS.c.rowid).scalar_subquery()
_WALK_WORDS: _Marked = _walk(
    _WORDS, _WORDS.c.rowid, *(case((_IS_SHORT, marked)) for marked in (MARKED_TITLE, MARKED_SNIPPET))
)
_WALK_GRAMS: Select[int] = _walk(_GRAMS, _GRAMS.c.rowid)


class Order(StrEnum):
    """How results are ordered."""

    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entry found: a piece of its body ("" where only filters were asked), hits in it and in its title as read."""

    entry: EntrySummary
    snippet: str
    hits: tuple[HitRange, ...]
    title_hits: tuple[HitRange, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some hits; `next_before` asks for the next page and is None on the last; `problems` are names nothing goes by."""

    items: tuple[SearchHit, ...]
    next_before: int | None
    problems: tuple[Problem, ...] = ()


def search_entries(
    vault: Vault,
    query: Query | str,
    *,
    pack: Pack | None = None,
    today: date = date(1970, 1, 1),
    order: Order = Order.NEWEST,
    before: int | None = None,
    limit: int = 50,
) -> SearchPage:
    """Return a page of the entries that meet a query, below the sort key `before`; what is too little finds nothing.

    A text is read as it is while being typed. `pack` gives the names that filters may use, `today` the day from which
    `yesterday` counts. With `Order.BEST` there is one page, of the best of the newest `RANKED`.
    """
    asked = parse_while_typing(query) if isinstance(query, str) else query
    if not is_enough(asked):
        return SearchPage((), None)
    with vault.read() as connection:
        filtered = read_filters(connection, asked.filters, pack, today)
        look = _Look(connection, asked, filtered, before)
        if order is Order.BEST and look.has_words:
            found, has_more = look.best(min(limit, MOST_BEST)), False
        else:
            found = look.newest(limit + 1)
            found, has_more = found[:limit], len(found) > limit
        snippets = look.snippets(found)
        summaries = read_summaries_by_key(connection, found)
    # A rescue may bring back the grams of an entry that is lost, until `catching_up` has been there.
    items = tuple(_hit(summaries[key], snippets.get(key, NO_SNIPPET)) for key in found if key in summaries)
    return SearchPage(items, found[-1] if has_more else None, filtered.problems)


def is_enough(query: Query) -> bool:
    """Return whether a query asks for anything that can be searched for: a filter, or letters enough."""
    letters = "".join(words.text for words in query.words)
    return bool(query.filters) or has_unspaced(letters) or sum(map(_is_letter, letters)) >= FEWEST_LETTERS


def _snippet(title: str, body: str, wanted: Sequence[Words]) -> Snippet:
    """Return the snippet of an entry that the index has not marked: it answers by its grams, or is very long."""
    is_by_grams = has_unspaced(title) or has_unspaced(body)
    return (snippet_of_text if is_by_grams else snippet_of_long_text)(title, body, wanted)


def _hit(entry: EntrySummary, snippet: Snippet) -> SearchHit:
    shown = readable(snippet)
    return SearchHit(entry, shown.text, shown.hits, hits_in_title_read(shown.title_hits, entry.title))


def _is_letter(character: str) -> bool:
    """Whether the unicode61 tokenizer makes words of it: letters, numbers, private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _has_letters(words: Words) -> bool:
    return has_unspaced(words.text) or any(map(_is_letter, words.text))


@dataclass(frozen=True, slots=True)
class _Index:
    """One of the two search indexes with the expression to ask it: "" for what none of its entries can have."""

    table: TableClause
    expression: str

    @property
    def rowid(self) -> ColumnElement[int]:
        return self.table.c.rowid

    def matches(self) -> ColumnElement[bool]:
        return _match(self.table, self.expression)


class _Look:
    """One search in a transaction under way."""

    def __init__(self, connection: Connection, query: Query, filtered: Filtered, before: int | None) -> None:
        self._connection = connection
        words = [each for each in dict.fromkeys(query.words) if _has_letters(each)]  # once each: one more costs time
        self._wanted = [each for each in words if not each.is_excluded]
        self._unwanted = [each for each in words if each.is_excluded]
        self._filtered = filtered
        self._keys = filtered.keys.within(None, before)
        self._few: Sequence[int] | None = self._few_keys()
        self._by_words = _Index(_WORDS, _words_expression(self._wanted, self._unwanted))
        self._by_grams = _Index(_GRAMS, _grams_expression(self._wanted, self._unwanted))
        self._marked: dict[int, Snippet] = {}

    @property
    def has_words(self) -> bool:
        """Whether words are looked for, beyond filters and what is not wanted."""
        return bool(self._wanted)

    def newest(self, limit: int) -> list[int]:
        """Return the sort keys of the newest entries that meet the query."""
        if not self.has_words:
            return self._newest_of_all(limit)
        return sorted([*self._newest_by_words(limit), *self._newest_by_grams(limit)], reverse=True)[:limit]

    def best(self, limit: int) -> list[int]:
        """Return the sort keys of the best matches among the newest `RANKED`, the best first."""
        found: list[tuple[float, int]] = []
        for index in (self._by_words, self._by_grams):
            if index.expression:
                weights = [TITLE_WEIGHT, 1.0] if index is self._by_words else []
                score = func.bm25(literal_column(index.table.name), *weights).label("score")
                newest = _walk(index.table, index.rowid.label("key"), score).where(*self._filters(index))
                ranked = newest.subquery()
                query = select(ranked.c.score, ranked.c.key).order_by(ranked.c.score, ranked.c.key.desc()).limit(limit)
                rows = self._connection.execute(query, self._places(index, RANKED))
                found += [(float(score), int(key)) for score, key in rows]
        best = [key for _, key in sorted(found, key=lambda each: (each[0], -each[1]))[:limit]]
        if self._by_words.expression:
            found_words = _WALK_WORDS.where(self._by_words.rowid.in_(best))
            self._mark(found_words, self._places(self._by_words, limit))
        return best

    def snippets(self, keys: Sequence[int]) -> dict[int, Snippet]:
        """Return the snippets of a page of results; those of words only."""
        rest = [key for key in keys if key not in self._marked] if self.has_words else []
        if not rest:
            return self._marked
        query = select(_ENTRY.c.sort_key, _ENTRY.c.title, _ENTRY.c.body).where(_ENTRY.c.sort_key.in_(rest))
        rows = self._connection.execute(query).all()
        return self._marked | {key: _snippet(title, body, self._wanted) for key, title, body in rows}

    def _newest_by_words(self, limit: int) -> list[int]:
        index = self._by_words
        if not index.expression:
            return []
        filters = self._filters(index)
        walk = _WALK_WORDS.where(*filters) if filters else _WALK_WORDS  # the same one: its compiled form is at hand
        return self._mark(walk, self._places(index, limit))

    def _newest_by_grams(self, limit: int) -> list[int]:
        index = self._by_grams
        if not index.expression:
            return []
        filters = self._filters(index)
        walk = _WALK_GRAMS.where(*filters) if filters else _WALK_GRAMS
        return [row[0] for row in self._connection.execute(walk, self._places(index, limit))]

    def _mark(self, query: _Marked, places: dict[str, object]) -> list[int]:
        """Find entries by their words and keep their snippets, which only the index itself can mark."""
        rows = self._connection.execute(query, places).all()
        self._marked |= {int(key): snippet_of_marked(title, body) for key, title, body in rows if body is not None}
        return [int(key) for key, _, _ in rows]

    def _places(self, index: _Index, limit: int) -> dict[str, object]:
        """Return the values of the walks' own parameters."""
        first = _LOWEST if self._keys.first is None else self._keys.first
        end = _HIGHEST if self._keys.end is None else self._keys.end
        return {"expression": index.expression, "first": first, "end": end, "count": limit}

    def _filters(self, index: _Index) -> list[ColumnElement[bool]]:
        """Return what the filters ask of a row of an index, beyond its place in time."""
        if self._few is not None:
            return _among(index, self._few)
        asked = [condition.test for condition in self._filtered.conditions]
        # A correlated subquery, not a join: the index stays the one that is walked, newest first.
        return [exists(select(1).where(_ENTRY.c.sort_key == index.rowid, *asked))] if asked else []

    def _newest_of_all(self, limit: int) -> list[int]:
        """Return the newest entries that meet the filters and have none of the unwanted words."""
        key = _ENTRY.c.sort_key
        if self._few is not None:
            tests: list[ColumnElement[bool]] = [key.in_(self._few)]
        else:
            tests = [*self._keys.tests(key), *(condition.test for condition in self._filtered.conditions)]
        for index in (_Index(_WORDS, _any_word(self._unwanted)), _Index(_GRAMS, _any_gram(self._unwanted))):
            if index.expression:
                tests.append(key.not_in(select(index.rowid).where(index.matches())))
        query = select(key).where(*tests).order_by(key.desc()).limit(limit)
        return list(self._connection.execute(query).scalars())

    def _few_keys(self) -> Sequence[int] | None:
        """Return the sort keys of the entries that meet all filters where few meet one of them; else None."""
        conditions = self._filtered.conditions
        for condition in conditions:
            if condition.entry_ids is None:
                continue
            ids = set(self._connection.execute(condition.entry_ids.limit(FEW + 1)).scalars())
            if len(ids) <= FEW:
                key = _ENTRY.c.sort_key
                tests = [_ENTRY.c.id.in_(ids), *self._keys.tests(key), *(each.test for each in conditions)]
                return self._connection.execute(select(key).where(*tests)).scalars().all()
        return None


def _among(index: _Index, keys: Sequence[int]) -> list[ColumnElement[bool]]:
    """Return the condition that a row is one of a few, met on the way from the newest of them to the oldest.

    The plus keeps SQLite from seeking each by itself, which takes longer for most words; but very few are sought, since
    with a word of every page the way is as long as the journal (13 ms at 100,000 pages and not 6, for 20 of them).
    """
    if not keys:
        return [false()]
    if len(keys) <= FEW_SOUGHT:
        return [index.rowid.in_(keys)]
    on_the_way: ColumnElement[bool] = literal_column(f"+{index.table.name}.rowid", Integer).in_(keys)
    return [index.rowid.between(min(keys), max(keys)), on_the_way]


# --- expressions ------------------------------------------------------------------------------------------------------


def _words_expression(wanted: Sequence[Words], unwanted: Sequence[Words]) -> str:
    """Return what to ask of `entry_words`; it holds no text in a script without spaces."""
    if any(has_unspaced(words.text) for words in wanted):
        return ""
    return _expression([_word_phrase(words) for words in wanted], _any_word(unwanted))


def _grams_expression(wanted: Sequence[Words], unwanted: Sequence[Words]) -> str:
    phrases = [gram_phrase(words.text, is_prefix=words.is_prefix) for words in wanted]
    return _expression(phrases, _any_gram(unwanted)) if all(phrases) else ""


def _expression(phrases: list[str], unwanted: str) -> str:
    wanted = " AND ".join(phrases)
    return f"({wanted}) NOT ({unwanted})" if unwanted and wanted else wanted


def _any_word(unwanted: Sequence[Words]) -> str:
    return " OR ".join(_word_phrase(words) for words in unwanted if not has_unspaced(words.text))


def _any_gram(unwanted: Sequence[Words]) -> str:
    phrases = (gram_phrase(words.text, is_prefix=words.is_prefix) for words in unwanted)
    return " OR ".join(phrase for phrase in phrases if phrase)


def _word_phrase(words: Words) -> str:
    """Quote what was typed: the tokenizer alone decides what a word is in it, as it did for the text."""
    return '"' + words.text.replace('"', '""') + '"' + ("*" if words.is_prefix else "")
