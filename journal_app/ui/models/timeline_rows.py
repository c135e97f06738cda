"""Turn entries and drafts into rows: a heading a month, the day once in the margin, all of it in words to be spoken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from journal_app.journal.drafts import DraftSummary
from journal_app.journal.entries import EntrySummary
from journal_app.journal.markup import words_to_read
from journal_app.ui.models.list_row import ListRow, RowKind

Marks = tuple[tuple[int, int], ...]

TITLE_LENGTH = 36
"""Code points of its first line that a page without a title goes by."""

_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """An entry as the timeline shows it: its opening, or the snippet a search found with the hits, and its title's."""

    entry: EntrySummary
    snippet: str = ""
    marks: Marks = ()
    title_marks: Marks = ()


def entry_rows(items: Iterable[TimelineItem], after: date | None = None) -> list[ListRow]:
    """Return the rows of entries, newest first; `after` is the day of the row they follow, None at the top."""
    rows: list[ListRow] = []
    for item in items:
        day = item.entry.written_on
        if after is None or (day.year, day.month) != (after.year, after.month):
            rows.append(month_row(day))
        rows.append(entry_row(item, is_first_of_day=day != after))
        after = day
    return rows


def year_words(year: int) -> str:
    """Return a year as it is written."""
    return QLocale().toString(QDate(year, 1, 1), "yyyy")


def month_row(day: date) -> ListRow:
    """Return the heading of a day's month."""
    return ListRow(RowKind.HEADING, "", QLocale().toString(_qt_day(day), _tr("MMMM yyyy")))


def entry_row(item: TimelineItem, *, is_first_of_day: bool) -> ListRow:
    """Return the row of an entry; only the first of a day shows the day."""
    entry = item.entry
    title = entry_title(entry.title, entry.prompt_title, entry.opening)
    detail = one_line(item.snippet) if item.snippet else _after_title(title, entry.opening)
    margin, below = _margin(entry.written_on) if is_first_of_day else ("", "")
    return ListRow(
        kind=RowKind.ENTRY,
        key=str(entry.id),
        title=title,
        detail=detail,
        margin=margin,
        margin_below=below,
        marks=item.marks,
        title_marks=_marks_in_title(item),
        spoken=_spoken(spoken_day(entry.written_on), title, *_spoken_marks(entry), detail),
        is_starred=entry.is_starred,
        is_left_out=entry.is_left_out,
        tags=entry.tags,
    )


def ranked_row(item: TimelineItem) -> ListRow:
    """Return the row of an entry in a list that goes by no date: its own stands before its words, in full."""
    row = entry_row(item, is_first_of_day=False)
    before = f"{_short_day(item.entry.written_on)}  ·  "
    marks = tuple((start + len(before), end + len(before)) for start, end in row.marks)
    return replace(row, detail=before + row.detail, marks=marks)


def unread_row(entry_id: int, day: date, *, is_first_of_day: bool) -> ListRow:
    """Return the row of an entry whose words are not read yet: its day, and what opens it."""
    margin, below = _margin(day) if is_first_of_day else ("", "")
    return ListRow(RowKind.ENTRY, str(entry_id), "", margin=margin, margin_below=below, spoken=spoken_day(day))


def draft_rows(drafts: Sequence[DraftSummary]) -> list[ListRow]:
    """Return the rows of pages begun and not kept yet, under a heading of their own; none when there are none."""
    if not drafts:
        return []
    heading = ListRow(RowKind.HEADING, "", _tr("Not finished yet"))
    return [heading, *(_draft_row(draft) for draft in drafts)]


def trashed_row(entry: EntrySummary, goes_on: date) -> ListRow:
    """Return the row of a page in the trash, with the day it goes for good."""
    title = entry_title(entry.title, entry.prompt_title, entry.opening)
    going = _tr("Goes on %1").replace("%1", QLocale().toString(_qt_day(goes_on), _tr("d MMMM yyyy")))
    opening = _after_title(title, entry.opening)
    return ListRow(
        kind=RowKind.ENTRY,
        key=str(entry.id),
        title=title,
        detail="  ·  ".join(part for part in (going, opening) if part),
        spoken=_spoken(title, *_spoken_marks(entry), going, opening),
        is_starred=entry.is_starred,
        is_left_out=entry.is_left_out,
        tags=entry.tags,
    )


def entry_title(title: str, prompt_title: str, opening: str) -> str:
    """Return what an entry goes by: its own title, or its prompt's, or its first words."""
    return title_to_read(title).strip() or prompt_title or _first_words(opening) or _tr("A page without words")


def title_to_read(title: str) -> str:
    """Return a title on one line, a link or picture in it by its name."""
    return one_line(words_to_read(title))


def one_line(text: str) -> str:
    """Return text on one line, a space for each line end, so that places in it stay the same."""
    return text.translate(_LINE_ENDS)


def spoken_day(day: date) -> str:
    """Return a day in full, in the language of the window."""
    return QLocale().toString(_qt_day(day), _tr("dddd, d MMMM yyyy"))


def _draft_row(draft: DraftSummary) -> ListRow:
    title = entry_title(draft.title, draft.prompt_title, draft.opening)
    detail = _after_title(title, draft.opening)
    spoken = _spoken(_tr("Not finished yet"), title, detail)
    return ListRow(kind=RowKind.DRAFT, key=str(draft.id), title=title, detail=detail, spoken=spoken)


def _marks_in_title(item: TimelineItem) -> Marks:
    """Return the hits in a title as it is shown, without white space at its ends."""
    title = title_to_read(item.entry.title)
    shown, cut = len(title.strip()), len(title) - len(title.lstrip())
    marks = ((max(start - cut, 0), min(end - cut, shown)) for start, end in item.title_marks)
    return tuple((start, end) for start, end in marks if start < end)


def _spoken_marks(entry: EntrySummary) -> tuple[str, ...]:
    """Return in words what the row shows as signs."""
    star = _tr("Starred") if entry.is_starred else ""
    left_out = _tr("Left out of On this day") if entry.is_left_out else ""
    tags = _tr("Tags: %1").replace("%1", ", ".join(entry.tags)) if entry.tags else ""
    return star, left_out, tags


def _short_day(day: date) -> str:
    return QLocale().toString(_qt_day(day), _tr("d MMM yyyy"))


def _margin(day: date) -> tuple[str, str]:
    return str(day.day), QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def _first_words(text: str) -> str:
    """Return the first line, cut at a word's end where it is long."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH].rpartition(" ")[0] or line[:TITLE_LENGTH]
    return f"{cut.rstrip(' .,;:')}…"


def _after_title(title: str, opening: str) -> str:
    """Return the opening, without the words that already stand as the title."""
    flat = one_line(opening).strip()
    begun = title.removesuffix("…")
    return flat.removeprefix(begun).lstrip(" .,;:") if title == _first_words(opening) else flat


def _spoken(*parts: str) -> str:
    """Join what is read aloud, each part once."""
    return ". ".join(dict.fromkeys(part for part in parts if part))


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)
