"""An entry's words for reading: links to pages and what is kept with it by their names, pictures with their places."""

from collections.abc import Iterator, Mapping
from itertools import islice

from PySide6.QtCore import QCoreApplication

from journal_app.journal.attachments import Attachment
from journal_app.journal.markup import Reference, Target, find_references
from journal_app.ui.widgets.reading_text import WordLink

MOST_PICTURES = 40
"""Pictures of one page that stand in its words; further ones are listed beside it."""

Known = Mapping[str, Attachment]
"""What is kept with a page, by the ids that its words use."""


def picture_places(body: str, known: Known) -> Iterator[tuple[Reference, Attachment]]:
    """Give each mention of a picture that can be shown, the first ones only."""
    mentions = (one for one in find_references(body) if known and one.target is Target.ATTACHMENT and one.is_picture)
    shown = ((one, known[one.uid]) for one in mentions if one.uid in known and known[one.uid].is_picture)
    yield from islice(shown, MOST_PICTURES)


def read_out(text: str, known: Known, *, is_all_known: bool = False) -> tuple[str, list[WordLink]]:
    """Return a text in which links and files kept with the page are named, and not numbered; with where its links are.

    Of a file that is not known the text stays as it is, for it may be known soon; unless `is_all_known`.
    """
    parts: list[str] = []
    links: list[WordLink] = []
    at, length = 0, 0
    for reference in find_references(text):
        is_link = reference.target is Target.ENTRY
        if not (is_link or is_all_known or reference.uid in known):
            continue
        words = name_of(reference, known)
        length += reference.start - at
        if is_link:
            links.append(WordLink(length, length + len(words), reference.uid))
        parts += [text[at : reference.start], words]
        at, length = reference.end, length + len(words)
    return "".join([*parts, text[at:]]), links


def name_of(reference: Reference, known: Known) -> str:
    """Return what a reference is read as; a picture or file in brackets, for it is no word of the sentence."""
    label = reference.label.strip()
    if reference.target is Target.ENTRY:
        return label or QCoreApplication.translate("entry", "a page")
    if not label and reference.uid in known:
        label = known[reference.uid].name
    label = label or QCoreApplication.translate("entry", "a picture or file")
    if reference.uid not in known:
        label = QCoreApplication.translate("entry", "%1, no longer kept").replace("%1", label)
    return f"[{label}]"


def words_with_pictures(body: str, known: Known) -> tuple[str, tuple[tuple[int, Attachment], ...]]:
    """Return a text in which each picture's name is a paragraph of its own, and where those begin (code points)."""
    words, at = "", 0
    pictures: list[tuple[int, Attachment]] = []
    for reference, attachment in picture_places(body, known):
        words += _paragraphs(body[at : reference.start], known)
        pictures.append((len(words), attachment))
        words += f"{name_of(reference, known)}\n"
        at = reference.end
    return (words + _paragraphs(body[at:], known)).rstrip("\n"), tuple(pictures)


def _paragraphs(text: str, known: Known) -> str:
    words = read_out(text, known, is_all_known=True)[0].strip("\n")
    return f"{words}\n" if words.strip() else ""
