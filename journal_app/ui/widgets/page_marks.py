"""Find what the Markdown marks of one line say, so that the page can show it; the marks themselves stay in sight.

Pure text, no Qt: places are code points, end exclusive. Time grows with the length of the line and not faster, whatever
the line holds, because every keystroke passes through here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from journal_app.journal.markup import Reference, find_references, find_tags

LONGEST_STYLED = 10_000
"""Code points of a line up to which its inner marks are looked for; a longer one is shown plain."""

MOST_SPANS = 2_000


class Style(StrEnum):
    """How a run of letters is shown."""

    MARK = "mark"
    HEADING1 = "heading1"
    HEADING2 = "heading2"
    HEADING3 = "heading3"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    LIST_MARK = "list_mark"
    DONE = "done"
    QUOTE = "quote"
    LINK = "link"
    ID = "id"
    TAG = "tag"


_UPRIGHT = re.compile(
    "[\u0590-\u109f\u1100-\u11ff\u1780-\u18af\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefe\uff66-\uffdc"
    "\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one line and how it is shown; later spans are laid over earlier ones."""

    start: int
    end: int
    style: Style


def leans(text: str) -> bool:
    """Whether letters can be italic: those of Arabic, Hebrew, Thai, Chinese … have no such form.

    Where a font is asked for one, it is another font without these letters, and boxes are shown.
    """
    return text.isascii() or _UPRIGHT.search(text) is None


FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTE = re.compile(r" {0,3}>(?: {0,3}>)*")
_ITEM = re.compile(r"[ \t]*(?P<sign>[-*+]|\d{1,9}[.)])(?:[ \t]+(?P<box>\[[ xX]\])(?=[ \t]|$)|(?=[ \t]|$))")
_HEADINGS = (Style.HEADING1, Style.HEADING2, Style.HEADING3)
_TOKEN = re.compile(
    r"\\."
    r"|(?P<ticks>`+)"
    r"|!?\[(?P<label>(?:[^\[\]\\]|\\.){0,500})\]\((?P<target>[^()\s]{0,1000})\)"
    r"|(?P<address>https?://[^\s<>)\]]{1,1000})"
    r"|(?P<signs>\*+|_+|~~)"
)
_MAY_MATTER = re.compile(r"[*_~`\[#]|://")
_STYLES = {("*", 1): Style.EMPHASIS, ("_", 1): Style.EMPHASIS, ("~", 2): Style.STRIKE}


def is_fence(line: str) -> bool:
    """Say whether a line opens or closes a block of code."""
    return FENCE.match(line) is not None


def find_spans(line: str) -> list[Span]:
    """Return what is to be shown on a line outside of a block of code, in the order it is laid on."""
    if len(line) > LONGEST_STYLED:
        return []
    spans: list[Span] = []
    if _RULE.match(line):
        return [Span(0, len(line), Style.MARK)]
    start = _find_line_marks(line, spans)
    if _MAY_MATTER.search(line, start):
        spans += _find_inner_marks(line, start)
        spans += [Span(tag.start, tag.end, Style.TAG) for tag in find_tags(line)]
        spans += (span for one in find_references(line) for span in _reference(one))
    spans.sort(key=_is_heading)  # whose size holds for all in it, code too
    return spans[:MOST_SPANS]


def runs_leftwards(line: str) -> bool:
    """Say whether a ticked item is written from right to left: the first letter of all, by which Qt goes, is its x."""
    quote = _QUOTE.match(line)
    item = _ITEM.match(line, quote.end() if quote else 0)
    if item is None or item["box"] in (None, "[ ]"):
        return False
    ways = (unicodedata.bidirectional(letter) for letter in line[item.end() :])
    return next((way != "L" for way in ways if way in ("L", "R", "AL")), False)


def _is_heading(span: Span) -> bool:
    return span.style in _HEADINGS


def _find_line_marks(line: str, spans: list[Span]) -> int:
    """Find what stands at the start of a line; return where its own words begin."""
    start = 0
    if heading := _HEADING.match(line):
        depth = len(heading[1])
        spans.append(Span(0, len(line), _HEADINGS[min(depth, 3) - 1]))
        spans.append(Span(heading.start(1), heading.end(1), Style.MARK))
        return heading.end()
    if quote := _QUOTE.match(line):
        start = quote.end()
        spans.append(Span(start, len(line), Style.QUOTE))
        spans.append(Span(0, start, Style.LIST_MARK))
    if item := _ITEM.match(line, start):
        spans.append(Span(item.start("sign"), item.end(), Style.LIST_MARK))
        start = item.end()
        if item["box"] and item["box"] != "[ ]":
            words = len(line) - len(line[start:].lstrip())
            spans.append(Span(words, len(line), Style.DONE))
    return start


@dataclass(slots=True)
class _Opener:
    """A run of signs that waits for its other end; signs are used up from its inner side."""

    sign: str
    start: int
    count: int


def _find_inner_marks(line: str, start: int) -> Iterator[Span]:
    """Give emphasis, strong, strike, code and links; openers wait on a stack, so each sign is looked at once."""
    stack: list[_Opener] = []
    waiting: dict[str, int] = {}
    ticks = _runs_of_ticks(line, start)
    place = start
    while token := _TOKEN.search(line, place):
        place = token.end()
        if token["ticks"]:
            if (end := _closing_ticks(ticks, token)) is not None:
                yield Span(token.start(), end, Style.CODE)
                yield Span(token.start(), token.end(), Style.MARK)
                yield Span(end - len(token["ticks"]), end, Style.MARK)
                place = end
        elif token["address"]:
            yield Span(token.start(), token.end(), Style.LINK)
        elif token["label"] is not None:
            yield from _link(token)
        elif token["signs"]:
            yield from _signs(line, token, stack, waiting)


def _link(token: re.Match[str]) -> Iterator[Span]:
    yield Span(token.start(), token.end(), Style.MARK)
    yield Span(token.start("label"), token.end("label"), Style.LINK)


def _reference(one: Reference) -> Iterator[Span]:
    """Give a link or picture of the journal: its name is what is read, its number the least of it."""
    id_start = one.end - 1 - len(one.uid)
    label_end = id_start - len(f"](:{one.target}")
    yield Span(one.start, one.end, Style.MARK)
    yield Span(one.start + (2 if one.is_picture else 1), label_end, Style.LINK)
    yield Span(id_start, one.end - 1, Style.ID)


def _runs_of_ticks(line: str, start: int) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their length, last first."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", line[start:]):
        runs.setdefault(len(run[0]), []).append(start + run.start())
    for places in runs.values():
        places.reverse()
    return runs


def _closing_ticks(runs: dict[int, list[int]], token: re.Match[str]) -> int | None:
    """Return the end of the code that these backticks begin, None where nothing closes it."""
    places = runs.get(len(token["ticks"]), [])
    while places and places[-1] < token.end():
        places.pop()
    return places[-1] + len(token["ticks"]) if places else None


def _signs(line: str, token: re.Match[str], stack: list[_Opener], waiting: dict[str, int]) -> Iterator[Span]:
    """Let a run of signs close what is open, and wait for its own other end with what is left of it."""
    sign, left, at = token["signs"][0], len(token["signs"]), token.start()
    before = line[token.start() - 1] if token.start() else " "
    after = line[token.end()] if token.end() < len(line) else " "
    is_in_word = sign == "_"
    can_close = not before.isspace() and not (is_in_word and after.isalnum())
    can_open = not after.isspace() and not (is_in_word and before.isalnum())
    while can_close and left and waiting.get(sign, 0):
        while stack[-1].sign != sign:
            waiting[stack.pop().sign] -= 1
        opener = stack[-1]
        used = 2 if min(left, opener.count) >= 2 else 1
        begin = opener.start + opener.count - used
        yield Span(begin + used, at, _STYLES.get((sign, used), Style.STRONG))
        yield Span(begin, begin + used, Style.MARK)
        yield Span(at, at + used, Style.MARK)
        opener.count -= used
        left, at = left - used, at + used
        if not opener.count:
            waiting[stack.pop().sign] -= 1
    if can_open and left:
        stack.append(_Opener(sign, at, left))
        waiting[sign] = waiting.get(sign, 0) + 1
