"""What a page's Markdown says beyond its words: `#tags`, links to other entries, pictures and files kept with it.

One grammar for everything that reads it: what is derived when a page is kept, what the editor colours, what an export
rewrites. Places are code points, end exclusive. The text itself is never changed here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile


class Target(StrEnum):
    """What a reference leads to; the value is its scheme in the text."""

    ENTRY = "entry"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class TypedTag:
    """A `#tag` in a text; `name` is without the sign."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A link such as `[that day](entry:UID)` or `![the garden](attachment:UID)`; `is_picture` is the leading mark."""

    target: Target
    uid: str
    label: str
    is_picture: bool
    start: int
    end: int


LONGEST_TAG = 64

_TAG = re.compile(r"(?<![^\s(\[{“‘\"'.,;:!?—–-])#(?P<name>[^\W\d_][^\s#]{0,63})")
_REFERENCE = re.compile(
    r"(?P<mark>!?)\[(?P<label>(?:[^\[\]\\\n]|\\.){0,500})\]\((?P<scheme>entry|attachment):(?P<uid>[0-9a-f]{32})\)"
)

_LINE_HEAD = re.compile(r"^(?:>[ \t]?)+|^#{1,6}[ \t]|(?<=[-*+] )\[[ xX]\] ", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<mark>\*{1,3}|_{1,3}|~~|`)(?=[^\s*_~`])(?P<words>[^\n]*?[^\s\\])(?P=mark)(?![\w*])"
)
_LABEL = r"(?:[^\[\]\\\n]|\\.){0,500}"
_BEGUN = "|".join(scheme[:length] for scheme in Target for length in range(len(scheme) + 1))
_CUT_HEAD = re.compile(
    rf"…(?:{_LABEL}(?=\]\())?(?P<gone>(?:\]\((?:entry|attachment):|[a-z]{{0,10}}:)?[0-9a-f]{{8,32}}\))"
)
_CUT_TAIL = re.compile(
    rf"(?P<mark>!?\[){_LABEL}(?P<gone>\]\((?:(?:entry|attachment):[0-9a-f]{{0,32}}|{_BEGUN}))(?=…?\Z)"
)


def find_tags(text: str) -> Iterator[TypedTag]:
    """Give each `#tag`: a letter follows the sign at once, so a heading, `#1` and a colour's number are none.

    A name goes on over letters, numbers, `_`, `-` and `/`, and over the marks many scripts write with letters.
    """
    if "#" not in text:  # most pages; a tenth of the time of looking at every letter
        return
    for match in _TAG.finditer(text):
        name = "".join(takewhile(_is_of_tag, match["name"])).rstrip("/-")
        yield TypedTag(name, match.start(), match.start() + 1 + len(name))


def find_references(text: str) -> Iterator[Reference]:
    """Give each link to an entry or an attachment, in the order of the text."""
    if "](" not in text:
        return
    for match in _REFERENCE.finditer(text):
        yield Reference(
            target=Target(match["scheme"]),
            uid=match["uid"],
            label=re.sub(r"\\(.)", r"\1", match["label"]),
            is_picture=bool(match["mark"]),
            start=match.start(),
            end=match.end(),
        )


def unread_stretches(text: str, *, is_piece: bool = False) -> list[tuple[int, int]]:
    """Return what of a text is no word of it: all of each reference but its label, as places in order.

    `is_piece` says that the text is cut out of a longer one, perhaps inside a reference, with or without an ellipsis;
    it will stand on one line, so what only makes a line a quotation, a heading or to be ticked goes too, and the marks
    around emphasis.
    """
    found: list[tuple[int, int]] = []
    if is_piece and (">" in text or "#" in text or "[" in text):  # most rows of a list have none of it
        found += [one.span() for one in _LINE_HEAD.finditer(text)]
    if is_piece and ("*" in text or "_" in text or "~" in text or "`" in text):
        found += _around_emphasis(text)
    if "](" not in text and not (is_piece and ")" in text and _CUT_HEAD.match(text)):
        return sorted(found)
    for match in _REFERENCE.finditer(text):
        found.append((match.start(), match.start("label")))
        escapes = (match.start("label") + one.start() for one in re.finditer(r"\\.", match["label"]))
        found += [(at, at + 1) for at in escapes]
        found.append((match.end("label"), match.end()))
    if is_piece:
        if head := _CUT_HEAD.match(text):
            found.append(head.span("gone"))
        if tail := _CUT_TAIL.search(text):
            found += [tail.span("mark"), tail.span("gone")]
    return sorted(found)


def _around_emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Give the marks around each emphasis, and around what is emphasised inside it."""
    for match in _EMPHASIS.finditer(text):
        start, end = match.span("words")
        yield match.span("mark")
        yield from ((start + a, start + b) for a, b in _around_emphasis(match["words"]))
        yield end, match.end()


def words_to_read(text: str, *, is_piece: bool = False) -> str:
    """Return a text with the label alone of each reference, for lists: an id is nothing to read."""
    parts, at = [], 0
    for start, end in unread_stretches(text, is_piece=is_piece):
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def unquoted(text: str) -> str:
    """Return a text without the lines that are quotations; whole where there is nothing else in it."""
    own = "\n".join(line for line in text.splitlines() if not line.startswith(">")).strip()
    return own or text


def write_reference(target: Target, uid: str, label: str, *, is_picture: bool = False) -> str:
    """Return the Markdown of a reference, one line, the label's own brackets escaped."""
    plain = re.sub(r"([\[\]\\])", r"\\\1", " ".join(label.split()))[:400]
    return f"{'!' if is_picture else ''}[{plain}]({target}:{uid})"


def _is_of_tag(character: str) -> bool:
    """Whether a tag's name goes on: the two joiners stand inside words of Persian and of Indian languages."""
    return character.isalnum() or character in "_-/\u200c\u200d" or unicodedata.category(character)[0] == "M"
