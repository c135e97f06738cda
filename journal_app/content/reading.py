"""What the Readings screen shows of an article: its headings and paragraphs, without the page furniture it came with.

The text itself is never changed: paragraphs are ranges of the raw text, so a passage's offsets hold inside them.
"""

from dataclasses import dataclass
from enum import StrEnum

from journal_app.content.model import Article

LONGEST_HEADING = 120
"""In code points; the longest heading of the five articles has 110."""

_NOT_A_HEADING = (".", ":", ";", ",", "!", '."', ".'", ".\u201d", ".\u2019")


class ParagraphKind(StrEnum):
    """How a paragraph is set."""

    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article, `text[start:end]` in code points, without the white space around it."""

    start: int
    end: int
    kind: ParagraphKind


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """Return an article's paragraphs in order; blank lines and the article's boilerplate are left out."""
    found = []
    start = 0
    for line in article.text.split("\n"):
        first, last = _without_furniture(article, start, start + len(line))
        if first < last:
            found.append(Paragraph(first, last, _kind(article.text[first:last])))
        start += len(line) + 1
    return tuple(found)


def _without_furniture(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return the range of a line without space and furniture; empty where nothing is left."""
    start, end = _trimmed(article.text, start, end)
    if article.text[start:end] in article.boilerplate:
        return start, start
    for furniture in sorted(filter(_may_be_glued, article.boilerplate), key=len, reverse=True):
        if article.text.startswith(furniture, start, end):
            start, end = _trimmed(article.text, start + len(furniture), end)
        if article.text.endswith(furniture, start, end):
            start, end = _trimmed(article.text, start, end - len(furniture))
    return start, end


def _may_be_glued(furniture: str) -> bool:
    """Tell furniture that can be known inside a line from a word like "Search", which may begin a sentence."""
    return furniture.startswith("#") or " " in furniture


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _kind(text: str) -> ParagraphKind:
    is_heading = len(text) <= LONGEST_HEADING and not text.endswith(_NOT_A_HEADING)
    return ParagraphKind.HEADING if is_heading else ParagraphKind.BODY
