"""Some pages as text for other people's programs: to paste, to print, to save; without what only the journal knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal_app.journal.drawings import Stroke
from journal_app.journal.markup import Target, find_references
from journal_app.journal.whole import KeptFile, WholeEntry


@dataclass(frozen=True, slots=True)
class SharedDrawing:
    """A drawing below a page's words; without strokes where it can't be read any more."""

    label: str
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page to be read elsewhere: when it was written, its title, what was asked, and its words and pictures in turn.

    Links to other pages and files stand as their own words, for nothing outside can follow them.
    """

    when: str
    title: str
    question: str
    parts: tuple[str | KeptFile, ...]
    labels: dict[str, str]
    """What the words call each picture, by its uid."""

    drawings: tuple[SharedDrawing, ...] = ()


def shared_page(entry: WholeEntry, when: str, drawings: Sequence[SharedDrawing] = ()) -> SharedPage:
    """Return an entry as it can be read elsewhere; `when` is its day and time in words."""
    own = {file.uid: file for file in entry.files if file.width_px is not None}
    labels: dict[str, str] = {}
    return SharedPage(
        when=when,
        title=entry.title.strip() or (entry.asked.title if entry.asked is not None else ""),
        question=entry.asked.text.replace("\r\n", "\n") if entry.asked is not None else "",
        parts=tuple(_parts(entry.body, own, labels)),
        labels=labels,
        drawings=tuple(drawings),
    )


def as_text(pages: Sequence[SharedPage]) -> str:
    """Return pages as plain text, one below the other."""
    return "\n\n* * *\n\n".join(_text(page) for page in pages)


def as_markdown(pages: Sequence[SharedPage]) -> str:
    """Return pages as Markdown, one below the other."""
    return "\n\n---\n\n".join(_markdown(page) for page in pages)


def _parts(body: str, own: dict[str, KeptFile], labels: dict[str, str]) -> Iterator[str | KeptFile]:
    words: list[str] = []
    at = 0
    for reference in find_references(body):
        words.append(body[at : reference.start])
        at = reference.end
        if reference.target is Target.ATTACHMENT and reference.is_picture and reference.uid in own:
            if before := "".join(words):
                yield before
            words = []
            labels[reference.uid] = reference.label
            yield own[reference.uid]
        else:
            words.append(reference.label)
    if rest := "".join([*words, body[at:]]):
        yield rest


def _text(page: SharedPage) -> str:
    return "\n\n".join(_present([page.when, page.title, page.question, _words(page)]))


def _markdown(page: SharedPage) -> str:
    title = f"# {page.title}" if page.title else ""
    question = "\n".join(f"> {line}" for line in page.question.split("\n")) if page.question else ""
    return "\n\n".join(_present([title, f"*{page.when}*", question, _words(page)]))


def _words(page: SharedPage) -> str:
    """Return a page's words, each picture and drawing by what it is called."""
    pieces = (part if isinstance(part, str) else f"[{page.labels.get(part.uid) or part.name}]" for part in page.parts)
    return "\n\n".join(_present(["".join(pieces).strip("\n"), *(f"[{one.label}]" for one in page.drawings)]))


def _present(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]
