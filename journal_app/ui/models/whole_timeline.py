"""The whole journal as one list, however long: every row is there from the start, its words come when it is seen.

The outline says which entry stands where, so the scroll bar is true, any day is a jump away, and a row that is not read
yet can already be chosen and opened. Words are read a stretch at a time around what is shown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from journal_app.journal.drafts import DraftSummary
from journal_app.journal.entries import EntrySummary
from journal_app.journal.moments import first_sort_key_of_day
from journal_app.journal.outline import Outline, no_outline
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.rows_model import AnyIndex, RowsModel
from journal_app.ui.models.timeline_rows import TimelineItem, draft_rows, entry_row, month_row, unread_row

STRETCH = 50
"""Entries read at once (performance.md, G8 and G10)."""

AHEAD = 20
"""How many rows before they come in sight words are asked for."""

MOST_WAITING = 3
"""Stretches that wait to be read: who scrolls past many wants the last ones."""

_BLOCK = 1024

MOST_KEPT = 3000
"""Entries whose words are kept: some 3 MB."""


class WholeTimeline(RowsModel):
    """Rows of drafts, then of every entry, newest first, under a heading a month.

    Signals:
        stretch_requested(tuple[int]): the words of the entries with these sort keys are wanted; `fill` brings them.
    """

    stretch_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outline = no_outline()
        self._headings: list[int] = []
        self._known: dict[int, EntrySummary] = {}
        self._fresh: set[int] = set()
        self._made: dict[int, ListRow] = {}
        self._wanted: dict[int, None] = {}
        self._is_waiting = False
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._on_asking_timeout)

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """All rows, in order; of a long journal that takes its time."""
        return tuple(row for at in range(self.rowCount()) if (row := self.row_at(self.index(at))) is not None)

    def show(self, drafts: Sequence[DraftSummary], outline: Outline, newest: Sequence[EntrySummary]) -> None:
        """Show these; what was read before stands until it is read again. `newest` are the first words to show."""
        self._fresh.clear()
        self._made.clear()
        self._keep(newest)
        self._show_drafts(draft_rows(drafts))
        self._show_outline(outline)
        self._say_changed(0, self.rowCount() - 1)

    def fill(self, keys: Sequence[int], summaries: Mapping[int, EntrySummary]) -> None:
        """Take the words that were asked for; an entry that is gone meanwhile stays without until the next `show`."""
        self._is_waiting = False
        self._fresh.update(keys)
        self._keep(summaries.values())
        places = [place for key in keys if (place := self._place_of(key)) is not None]
        if places:
            self._say_changed(self._row_of(max(places)), self._row_of(min(places)))
        if self._wanted:
            self._asking.start()

    def stop_waiting(self) -> None:
        """Note that the words asked for will not come; they may be asked for again."""
        self._is_waiting = False

    def index_of_day(self, on: date) -> QModelIndex:
        """Return the first row of a day or, where it has none, of the nearest day before it; else the oldest."""
        if not len(self._outline):
            return QModelIndex()
        return self.index(self._row_of(max(self._outline.place_of_day(on), 0)))

    def entry_keys(self, first: int, last: int) -> list[str]:
        """Return the keys of the entries in some rows, in order."""
        oldest, newest = self._places_in(first, last)
        return [str(one) for one in reversed(self._outline.ids[oldest : newest + 1])]

    def entry_count(self, first: int, last: int) -> int:
        """Return how many entries stand in some rows, without looking at them."""
        oldest, newest = self._places_in(first, last)
        return newest - oldest + 1

    def row_at(self, index: AnyIndex) -> ListRow | None:
        """Return the row an index points at; of an entry not read yet only its day, and its words are asked for."""
        if not index.isValid() or index.row() < len(self._rows):
            return super().row_at(index)
        inside = index.row() - len(self._rows)
        place = self._place_at(inside)
        if place is None:
            return self._heading_row(inside)
        self._want_round(place)
        return self._entry_row(place)

    def index_of(self, kind: RowKind, key: str) -> QModelIndex:
        """Return where a thing stands, an invalid index when it is not in the list."""
        if kind is not RowKind.ENTRY:
            return super().index_of(kind, key)
        try:
            return self.index(self._row_of(self._outline.ids.index(int(key))))
        except ValueError:
            return QModelIndex()

    def first_index(self) -> QModelIndex:
        """Return the first row that can be opened, an invalid index when there is none."""
        return self.index(1) if self.rowCount() else QModelIndex()

    def _keep(self, summaries: Any) -> None:  # Any: some summaries, of a sequence or a mapping's values
        for summary in summaries:
            self._known.pop(summary.sort_key, None)
            self._known[summary.sort_key] = summary
            self._fresh.add(summary.sort_key)
            self._made.pop(summary.sort_key, None)
        for key in list(self._known)[: max(len(self._known) - MOST_KEPT, 0)]:
            del self._known[key]
            self._fresh.discard(key)
            self._made.pop(key, None)

    def _heading_row(self, inside: int) -> ListRow | None:
        month = _month_at(self._outline, self._headings, inside)
        return None if month is None else month_row(date(*month, 1))

    def _entry_row(self, place: int) -> ListRow:
        key = self._outline.keys[place]
        if key in self._made:
            return self._made[key]
        day = self._outline.day(place)
        is_first = place + 1 == len(self._outline) or self._outline.day(place + 1) != day
        summary = self._known.get(key)
        if summary is None:
            return unread_row(self._outline.ids[place], day, is_first_of_day=is_first)
        self._made[key] = entry_row(TimelineItem(summary), is_first_of_day=is_first)
        return self._made[key]

    # --- words ---

    def _want_round(self, place: int) -> None:
        """Ask for the words of a row and of those near it, soon: many rows are asked about in one turn."""
        for near in (place - AHEAD, place + AHEAD, place):
            if 0 <= near < len(self._outline) and self._outline.keys[near] not in self._fresh:
                stretch = near // STRETCH
                self._wanted.pop(stretch, None)
                self._wanted[stretch] = None
                while len(self._wanted) > MOST_WAITING:
                    del self._wanted[next(iter(self._wanted))]
                if not self._asking.isActive():
                    self._asking.start()

    def _on_asking_timeout(self) -> None:
        while self._wanted and not self._is_waiting:
            stretch, _ = self._wanted.popitem()
            keys = self._outline.keys[stretch * STRETCH : (stretch + 1) * STRETCH]
            if wanted := tuple(key for key in keys if key not in self._fresh):
                self._is_waiting = True
                self.stretch_requested.emit(wanted)

    # --- places: of the outline, oldest first; rows: below the drafts, newest first ---

    def _place_at(self, inside: int) -> int | None:
        """Return which entry stands in a row, None for a heading."""
        headings = bisect_right(self._headings, inside)
        if headings and self._headings[headings - 1] == inside:
            return None
        return len(self._outline) - 1 - (inside - headings)

    def _places_in(self, first: int, last: int) -> tuple[int, int]:
        """Return the places of the oldest and the newest entry in some rows; (0, -1) where there are none."""
        first, last = max(first - len(self._rows), 0), min(last - len(self._rows), self._entry_rows() - 1)
        if first > last:
            return 0, -1
        newest, oldest = self._place_at(first), self._place_at(last)
        newest = self._place_at(first + 1) if newest is None else newest
        oldest = self._place_at(last - 1) if oldest is None else oldest
        return (0, -1) if newest is None or oldest is None or oldest > newest else (oldest, newest)

    def _row_of(self, place: int) -> int:
        after = len(self._outline) - 1 - place
        headings = bisect_right(range(len(self._headings)), after, key=lambda at: self._headings[at] - at)
        return len(self._rows) + after + headings

    def _place_of(self, key: int) -> int | None:
        place = bisect_left(self._outline.keys, key)
        return place if place < len(self._outline) and self._outline.keys[place] == key else None

    # --- changes: rows come and go, never a reset ---

    def _show_drafts(self, rows: Sequence[ListRow]) -> None:
        self.replace_rows(rows)

    def _show_outline(self, outline: Outline) -> None:
        """Take out and put in only the stretch between the first and the last difference."""
        old, above = self._outline, len(self._rows)
        newer = _shared_newest(old, outline)
        older = min(_shared_oldest(old, outline), len(old) - newer, len(outline) - newer)
        headings = _headings(outline)
        head = self._row_of(len(old) - newer) + 1 - above if newer else 0
        old_end = self._row_of(older - 1) - above if older else self._entry_rows()
        new_end = len(outline) + len(headings) - (self._entry_rows() - old_end)
        if min(old_end, new_end) == head + 1:  # nothing but the heading of a month, which both have
            month = _month_at(old, self._headings, head)
            head += month is not None and month == _month_at(outline, headings, head)
        if old_end > head:
            self.beginRemoveRows(QModelIndex(), above + head, above + old_end - 1)
            self._outline = _without_middle(old, newer, older)
            kept = [at for at in self._headings if at < head]
            self._headings = kept + [at - old_end + head for at in self._headings if at >= old_end]
            self.endRemoveRows()
        if new_end > head:
            self.beginInsertRows(QModelIndex(), above + head, above + new_end - 1)
            self._outline, self._headings = outline, headings
            self.endInsertRows()
        self._outline, self._headings = outline, headings

    def _entry_rows(self) -> int:
        return len(self._outline) + len(self._headings)

    def _say_changed(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows) + len(self._outline) + len(self._headings)

    def match(self, *_wanted: Any) -> list[QModelIndex]:
        """Find nothing by its first letter: that would read the whole journal. There is a search for it."""
        return []


def _headings(outline: Outline) -> list[int]:
    """Return the rows of the months' headings; a look into the outline a month."""
    rows: list[int] = []
    row, place = 0, len(outline) - 1
    while place >= 0:
        rows.append(row)
        first = first_sort_key_of_day(outline.day(place).replace(day=1))
        older = bisect_left(outline.keys, first, 0, place + 1)
        older = min(older, place)  # a key beyond the calendar's ends stands in a month of its own
        row += place - older + 2
        place = older - 1
    return rows


def _month_at(outline: Outline, headings: Sequence[int], row: int) -> tuple[int, int] | None:
    """Return the year and month that a row names, None when it is no heading."""
    at = bisect_left(headings, row)
    if at == len(headings) or headings[at] != row:
        return None
    day = outline.day(len(outline) - 1 - (row - at))
    return day.year, day.month


def _without_middle(outline: Outline, newer: int, older: int) -> Outline:
    start = len(outline) - newer
    return Outline(outline.keys[:older] + outline.keys[start:], outline.ids[:older] + outline.ids[start:])


def _shared_newest(old: Outline, new: Outline) -> int:
    """Return how many of the newest entries are the same in both, found a block at a time: arrays compare at once."""
    most = min(len(old), len(new))
    for done in range(0, most, _BLOCK):
        block = range(done, min(done + _BLOCK, most))
        ours, theirs = (slice(len(one) - block.stop, len(one) - block.start) for one in (old, new))
        if old.keys[ours] != new.keys[theirs] or old.ids[ours] != new.ids[theirs]:
            return next(at for at in block if _differ(old, len(old) - 1 - at, new, len(new) - 1 - at))
    return most


def _shared_oldest(old: Outline, new: Outline) -> int:
    most = min(len(old), len(new))
    for done in range(0, most, _BLOCK):
        block = slice(done, min(done + _BLOCK, most))
        if old.keys[block] != new.keys[block] or old.ids[block] != new.ids[block]:
            return next(at for at in range(block.start, block.stop) if _differ(old, at, new, at))
    return most


def _differ(old: Outline, here: int, new: Outline, there: int) -> bool:
    return bool(old.keys[here] != new.keys[there] or old.ids[here] != new.ids[there])
