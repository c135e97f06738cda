"""The words of the search field, read: what to look for, which filters hold, and what could not be read.

A query stands as text; the chips beside the field are the same terms, each with the place of its text. Reading never
raises: what is not understood becomes a `Problem`, said gently, and the rest is searched all the same.

    kettle            a word; with a star, kett*, all that begin so
    "green door"      these words in this order
    -kettle           not this
    tag:home  theme:"Self-kindness"  on:2026-05  has:picture  is:starred  -is:edited
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from journal_app.content.model import Strand
from journal_app.journal.query_dates import canonical_date

LONGEST_QUERY = 1000
"""Code points that are looked at; nobody types more, and a paste must not cost time."""

MOST_TERMS = 40


class Field(StrEnum):
    """What a filter is about; the value is the operator in the text, before the colon."""

    TAG = "tag"
    THEME = "theme"
    STRAND = "strand"
    PRACTICE = "practice"
    ARTICLE = "article"
    PASSAGE = "passage"
    BEFORE = "before"
    AFTER = "after"
    ON = "on"
    HAS = "has"
    IS = "is"


class Has(StrEnum):
    """What an entry can have: `has:` and the value."""

    ATTACHMENT = "attachment"
    PICTURE = "picture"
    LINK = "link"
    PASSAGE = "passage"
    PROMPT = "prompt"
    TAG = "tag"
    VERSION = "version"


class Is(StrEnum):
    """What an entry can be: `is:` and the value."""

    STARRED = "starred"
    EDITED = "edited"
    IMPORTED = "imported"
    PROMPTED = "prompted"
    FREE = "free"
    LEFT_OUT = "left-out"


class ProblemKind(StrEnum):
    """Why a part of a query was not taken as it was perhaps meant."""

    UNKNOWN_OPERATOR = "unknown_operator"
    NO_VALUE = "no_value"
    UNKNOWN_VALUE = "unknown_value"
    NOT_A_DATE = "not_a_date"
    OPEN_QUOTE = "open_quote"
    TOO_LONG = "too_long"
    NO_SUCH_NAME = "no_such_name"


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: the operator it is about ("" for none), and the text."""

    kind: ProblemKind
    operator: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A word (no white space in it), or a phrase; `start` and `end` say where it stands in the text, end exclusive."""

    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    is_excluded: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """An operator with its value, in the form `canonical_value` gives it."""

    of: Field
    value: str
    is_excluded: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Term = Words | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """What a text asks for: all terms must hold."""

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> tuple[Words, ...]:
        """The words and phrases among the terms."""
        return tuple(term for term in self.terms if isinstance(term, Words))

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters among the terms."""
        return tuple(term for term in self.terms if isinstance(term, Filter))


def parse_query(text: str) -> Query:
    """Read a query; any text is one."""
    readable = _readable(text[:LONGEST_QUERY])
    terms: list[Term] = []
    problems: list[Problem] = []
    for match in _TERM.finditer(readable):
        if len(terms) >= MOST_TERMS:
            problems.append(Problem(ProblemKind.TOO_LONG))
            break
        found, problem = _read(match)
        terms += found
        problems += [problem] if problem is not None else []
    else:
        if len(text) > LONGEST_QUERY:
            problems.append(Problem(ProblemKind.TOO_LONG))
    return Query(tuple(terms), tuple(dict.fromkeys(problems)))


def parse_while_typing(text: str) -> Query:
    """Read a query that is being typed: the word at its end, or an open phrase, is taken as a beginning too."""
    query = parse_query(text)
    last = query.terms[-1] if query.terms else None
    if not isinstance(last, Words) or last.is_excluded or last.end != len(text) or len(last.text) < _LEAST_BEGINNING:
        return query
    if last.is_phrase and Problem(ProblemKind.OPEN_QUOTE, text=last.text) not in query.problems:
        return query
    return replace(query, terms=(*query.terms[:-1], replace(last, is_prefix=True)))


def write_term(term: Term) -> str:
    """Return the text of one term, quoted only where it must be."""
    bare = _write(term, is_quoted=isinstance(term, Words) and term.is_phrase)
    return bare if parse_query(bare).terms == (term,) else _write(term, is_quoted=True)


def without_term(text: str, term: Term) -> str:
    """Return the text of a query without one of its terms, the rest as it was typed."""
    return " ".join(part for part in (text[: term.start].rstrip(), text[term.end :].lstrip()) if part)


def with_term(text: str, term: Term) -> str:
    """Return the text of a query with one more term at its end, ready to be typed on."""
    return " ".join(part for part in (text.rstrip(), write_term(term)) if part) + " "


def canonical_value(of: Field, value: str) -> str | None:
    """Return a filter's value in the one form it is kept in; None where the operator knows no such value."""
    value = " ".join(value.split())
    if of in (Field.BEFORE, Field.AFTER, Field.ON):
        return canonical_date(value)
    if of in _VALUES:
        word = value.casefold().replace(" ", "-")
        return next((known for known in _VALUES[of] if word in (known, f"{known}s")), None)
    return value


# --- reading ----------------------------------------------------------------------------------------------------------

_LEAST_BEGINNING = 2
"""Letters from which on a word being typed is taken as a beginning: with one it would be half the journal."""

_VALUES: dict[Field, tuple[str, ...]] = {
    Field.HAS: tuple(Has),
    Field.IS: tuple(Is),
    Field.STRAND: tuple(Strand),
}

_TERM = re.compile(
    r"""
    (?P<sign>-?)
    (?: (?P<name>[^\W\d_][^\W_]*) : (?!//) )?+
    (?:
        " (?P<straight> (?: [^"] | "" )*+ ) (?P<straight_end>"?) (?P<star>\*?)
      | [“”„] (?P<curly> [^“”"]*+ ) (?P<curly_end>[“”"]?) (?P<curly_star>\*?)
      | (?P<bare>\S+)
      | (?(name)|(?!))
    )
    """,
    re.VERBOSE,
)


def _read(match: re.Match[str]) -> tuple[list[Term], Problem | None]:
    """Read one term; several where an unknown operator leaves a word and a phrase."""
    name, bare = match["name"], match["bare"]
    is_excluded = bool(match["sign"])
    quoted = None if bare is not None else (match["straight"] or "").replace('""', '"') or match["curly"] or ""
    value = bare if bare is not None else quoted or ""
    if name is not None and (field := _OPERATORS.get(name.casefold())) is not None:
        return _read_filter(field, value, is_excluded, match)
    start, end = match.span()
    if bare is not None:
        word = f"{name}:{bare}" if name is not None else bare
        text = word.rstrip("*") or word
        terms: list[Term] = [Words(text, False, text != word, is_excluded, start, end)]
    elif name is not None and not value.strip():
        return [Words(f"{name}:", is_excluded=is_excluded, start=start, end=end)], None
    else:
        terms = [Words(f"{name}:", is_excluded=is_excluded, start=start, end=end)] if name is not None else []
        is_prefix = bool(match["star"] or match["curly_star"])
        terms += [Words(value, True, is_prefix, is_excluded, start, end)] if value.strip() else []
    if name is not None:
        return terms, Problem(ProblemKind.UNKNOWN_OPERATOR, name)
    is_open = bare is None and value.strip() and not (match["straight_end"] or match["curly_end"])
    return terms, Problem(ProblemKind.OPEN_QUOTE, text=value) if is_open else None


def _read_filter(of: Field, value: str, is_excluded: bool, match: re.Match[str]) -> tuple[list[Term], Problem | None]:
    value = value.strip().lstrip("#").strip() if of is Field.TAG else value.strip()
    if not value:
        return [], Problem(ProblemKind.NO_VALUE, of)
    known = canonical_value(of, value)
    if known is None:
        is_date = of in (Field.BEFORE, Field.AFTER, Field.ON)
        return [], Problem(ProblemKind.NOT_A_DATE if is_date else ProblemKind.UNKNOWN_VALUE, of, value)
    return [Filter(of, known, is_excluded, *match.span())], None


_OPERATORS: dict[str, Field] = {**{field.value: field for field in Field}, "date": Field.ON}
"""The filter menu says “Date”, so that is typed too."""


def _write(term: Term, *, is_quoted: bool) -> str:
    sign = "-" if term.is_excluded else ""
    text = term.text if isinstance(term, Words) else term.value
    shown = '"' + text.replace('"', '""') + '"' if is_quoted else text
    if isinstance(term, Words):
        return f"{sign}{shown}{'*' if term.is_prefix else ''}"
    return f"{sign}{term.of}:{shown}"


def _readable(text: str) -> str:
    """Put a space for what can't reach SQLite whole: it reads up to a NUL, a lone surrogate has no UTF-8 form."""
    return "".join(_readable_characters(text))


def _readable_characters(text: str) -> Iterator[str]:
    for character in text:
        yield " " if character == "\0" or unicodedata.category(character) == "Cs" else character
