"""The timeline pages through a journal of any length, and keeps its place when something changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from journal_app.journal.drafts import DraftId, DraftSummary
from journal_app.journal.entries import EntryId, EntrySummary
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.models.timeline_model import PAGE_ROWS, TimelineModel
from journal_app.ui.models.timeline_rows import TimelineItem, draft_rows, entry_row, entry_rows, entry_title

pytestmark = pytest.mark.usefixtures("qapp")

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def item(number: int, day: date = date(2026, 11, 21), title: str = "", opening: str = "A few words.") -> TimelineItem:
    summary = EntrySummary(
        id=EntryId(number),
        sort_key=number,
        title=title or f"Page {number}",
        opening=opening,
        written_on=day,
        written_at=NOON,
        zone="Europe/London",
        prompt_title="",
    )
    return TimelineItem(summary)


def draft(number: int) -> DraftSummary:
    return DraftSummary(DraftId(number), None, "", "Half a line", "The words you keep for others", NOON)


@pytest.fixture
def model() -> TimelineModel:
    made = TimelineModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def _keys(model: TimelineModel) -> list[str]:
    return [row.key for row in model.rows if row.kind is RowKind.ENTRY]


def test_entry_rows__two_on_a_day_and_one_in_another_month__say_month_and_day_once() -> None:
    rows = entry_rows([item(3), item(2), item(1, date(2026, 10, 31))])

    assert [(row.title, row.margin, row.margin_below) for row in rows] == [
        ("November 2026", "", ""),
        ("Page 3", "21", "Sat"),
        ("Page 2", "", ""),
        ("October 2026", "", ""),
        ("Page 1", "31", "Sat"),
    ]


def test_entry_rows__a_page_that_follows__goes_on_in_the_same_month_and_day() -> None:
    rows = entry_rows([item(1)], after=date(2026, 11, 21))

    assert [(row.title, row.margin) for row in rows] == [("Page 1", "")]


def test_entry_rows__read_aloud__say_the_day_in_full_on_every_row() -> None:
    spoken = [row.spoken for row in entry_rows([item(3), item(2)]) if not row.is_heading]

    assert all(words.startswith("Saturday, 21 November 2026. Page") for words in spoken)


def test_entry_rows__line_ends_in_a_snippet__become_spaces_so_that_hits_stay_in_place() -> None:
    found = TimelineItem(item(1).entry, "one\ntwo\u2029three", ((4, 7),))

    row = entry_rows([found])[1]

    assert row.detail == "one two three"
    assert [row.detail[start:end] for start, end in row.marks] == ["two"]


@pytest.mark.parametrize(
    ("title", "prompt", "opening", "shown"),
    [
        ("Mine", "Theirs", "Words", "Mine"),
        ("", "Theirs", "Words", "Theirs"),
        ("", "", "\n  First line\nsecond", "First line"),
        ("", "", "word " * 20, "word word word word word word word…"),
        ("", "", "x" * 90, "x" * 36 + "…"),
        ("", "", "  \n ", "A page without words"),
    ],
)
def test_entry_title__what_there_is__names_the_page(title: str, prompt: str, opening: str, shown: str) -> None:
    assert entry_title(title, prompt, opening) == shown


def test_entry_title__with_a_link_in_it__is_read_by_its_name() -> None:
    assert entry_title(f"After [that [day]](entry:{'a' * 32})", "", "") == f"After [that [day]](entry:{'a' * 32})"
    assert entry_title(f"After [that day](entry:{'a' * 32}), rain", "", "") == "After that day, rain"


def test_draft_rows__some__stand_under_their_own_heading() -> None:
    rows = draft_rows([draft(7)])

    assert [row.kind for row in rows] == [RowKind.HEADING, RowKind.DRAFT]
    assert rows[1].spoken == "Not finished yet. The words you keep for others. Half a line"
    assert draft_rows([]) == []


def test_fetch_more__scrolled_to_the_end__asks_for_the_next_page_once(model: TimelineModel) -> None:
    asked = QSignalSpy(model.page_requested)
    model.show_first((), [item(3), item(2)], 2)

    model.fetchMore()
    model.fetchMore()

    assert [asked.at(n)[0] for n in range(asked.count())] == [2]
    assert not model.canFetchMore()


def test_append_page__the_last_one__ends_the_list(model: TimelineModel) -> None:
    model.show_first((), [item(3), item(2)], 2)
    model.fetchMore()

    model.append_page([item(1)], None)

    assert _keys(model) == ["3", "2", "1"]
    assert not model.canFetchMore()


def test_stop_waiting__a_page_that_failed__may_be_asked_for_again(model: TimelineModel) -> None:
    model.show_first((), [item(3)], 3)
    model.fetchMore()

    model.stop_waiting()

    assert model.canFetchMore()


def test_show_first__after_a_change__keeps_the_older_pages_below(model: TimelineModel) -> None:
    model.show_first((), [item(3), item(2)], 2)
    model.fetchMore()
    model.append_page([item(1)], None)

    model.show_first((draft(9),), [item(4), item(3)], 3)

    assert _keys(model) == ["4", "3", "2", "1"]
    assert not model.canFetchMore()


def test_show_first__the_whole_journal_read_again__drops_what_was_deleted(model: TimelineModel) -> None:
    model.show_first((draft(9),), [item(3), item(2), item(1)], None)

    model.show_first((), [item(3), item(1)], None)

    assert _keys(model) == ["3", "1"]
    assert all(row.kind is not RowKind.DRAFT for row in model.rows)


def test_show_first__after_a_change__never_resets(model: TimelineModel) -> None:
    reset = QSignalSpy(model.modelReset)

    model.show_first((), [item(n) for n in range(60, 10, -1)], 11)
    model.show_first((draft(1),), [item(n) for n in range(61, 11, -1)], 12)
    model.clear()

    assert reset.count() == 0
    assert model.rows == ()


def test_refresh_limit__few_and_many__reads_a_page_at_least_and_what_is_shown(model: TimelineModel) -> None:
    assert model.refresh_limit == PAGE_ROWS

    model.show_first((), [item(n) for n in range(120, 0, -1)], None)

    assert model.refresh_limit == 120


def test_many_pages__five_years_of_days__stay_in_order_with_a_heading_a_month(model: TimelineModel) -> None:
    days = [date(2026, 11, 21) - timedelta(days=n) for n in range(400)]
    model.show_first((), [item(400 - n, days[n]) for n in range(50)], 351)
    for start in range(50, 400, 50):
        model.fetchMore()
        model.append_page(
            [item(400 - n, days[n]) for n in range(start, start + 50)], 400 - start - 49 if start < 350 else None
        )

    months = [row.title for row in model.rows if row.is_heading]

    assert _keys(model) == [str(n) for n in range(400, 0, -1)]
    assert len(months) == len(set(months)) == 14


def test_show_first__over_pages_already_there__builds_the_same_rows_as_from_nothing(model: TimelineModel) -> None:
    days = [date(2026, 11, 3) - timedelta(days=n // 2) for n in range(40)]
    items = [item(100 - n, days[n]) for n in range(40)]
    model.show_first((), items[5:15], 86)
    model.append_page(items[15:40], None)

    model.show_first((draft(1),), items[:14], 87)

    assert model.rows == (*draft_rows([draft(1)]), *entry_rows(items))


def test_row__starred_tagged_left_out__shows_and_says_it() -> None:
    starred = replace(item(1, title="Rain").entry, is_starred=True, is_left_out=True, tags=("garden", "hope"))

    row = entry_row(TimelineItem(starred), is_first_of_day=True)

    assert (row.is_starred, row.is_left_out, row.tags) == (True, True, ("garden", "hope"))
    assert "Rain. Starred. Left out of On this day. Tags: garden, hope. A few words." in row.spoken
