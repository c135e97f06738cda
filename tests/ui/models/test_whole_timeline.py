"""The whole journal as one list: rows where the days are, words when they are seen, changes without a reset."""

from array import array
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.journal.drafts import DraftId, DraftSummary
from journal_app.journal.entries import EntryId, EntrySummary
from journal_app.journal.moments import day_of_sort_key, first_sort_key_of_day
from journal_app.journal.outline import Outline
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.models.whole_timeline import STRETCH, WholeTimeline

pytestmark = pytest.mark.usefixtures("qapp")

NEWEST = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def outline(days: Iterable[date]) -> Outline:
    """Return the outline of an entry on each of these days, ids in the order of the days."""
    keys = sorted({first_sort_key_of_day(day): number for number, day in enumerate(days, 1)}.items())
    return Outline(array("q", [key for key, _ in keys]), array("q", [number for _, number in keys]))


def days_back(count: int, step: int = 1) -> list[date]:
    return [NEWEST - timedelta(days=step * number) for number in range(count)]


def summary(key: int, number: int) -> EntrySummary:
    day = day_of_sort_key(key)
    return EntrySummary(EntryId(number), key, f"Page {number}", "A few words.", day, NOON, "Europe/London", "", ())


def draft(number: int) -> DraftSummary:
    return DraftSummary(DraftId(number), None, "", "Half a line", "The words you keep for others", NOON)


def shown(model: WholeTimeline) -> list[tuple[str, str]]:
    return [(row.title if row.is_heading else row.key, row.margin) for row in model.rows]


@pytest.fixture
def model() -> WholeTimeline:
    made = WholeTimeline()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


@pytest.fixture
def read(model: WholeTimeline) -> Callable[[], None]:
    """Let every stretch that is asked for be read at once."""

    def fill(keys: tuple[int, ...]) -> None:
        asked.extend(keys)
        model.fill(keys, {key: summary(key, number) for number, key in enumerate(keys, 1)})

    asked: list[int] = []
    model.stretch_requested.connect(fill)
    return lambda: asked  # type: ignore[return-value]


def test_show__a_journal__has_a_heading_a_month_and_each_day_once(model: WholeTimeline) -> None:
    model.show((), outline([date(2026, 11, 21), date(2026, 11, 20), date(2026, 10, 31)]), ())

    assert shown(model) == [("November 2026", ""), ("1", "21"), ("2", "20"), ("October 2026", ""), ("3", "31")]


def test_show__drafts__stand_above_all(model: WholeTimeline) -> None:
    model.show([draft(7)], outline([NEWEST]), ())

    assert [row.kind for row in model.rows] == [RowKind.HEADING, RowKind.DRAFT, RowKind.HEADING, RowKind.ENTRY]
    assert model.index_of(RowKind.ENTRY, "1").row() == 3


def test_rows__not_read_yet__can_be_opened_and_say_their_day(model: WholeTimeline) -> None:
    model.show((), outline([NEWEST]), ())

    [_, row] = model.rows
    assert (row.key, row.title, row.spoken) == ("1", "", "Saturday, 21 November 2026")


def test_rows__looked_at__are_read_a_stretch_at_a_time_and_shown(
    qtbot: QtBot, model: WholeTimeline, read: Callable[[], list[int]]
) -> None:
    model.show((), outline(days_back(1000)), ())
    changed = QSignalSpy(model.dataChanged)

    model.row_at(model.index(500))
    qtbot.waitUntil(lambda: model.row_at(model.index(500)).title != "")  # type: ignore[union-attr]

    assert len(read()) <= 3 * STRETCH
    assert changed.count() >= 1


def test_rows__scrolled_past__are_not_all_read(
    qtbot: QtBot, model: WholeTimeline, read: Callable[[], list[int]]
) -> None:
    model.show((), outline(days_back(5000)), ())

    for row in range(model.rowCount()):
        model.row_at(model.index(row))
    qtbot.waitUntil(lambda: bool(read()))

    assert len(read()) <= 4 * STRETCH


def test_fill__an_entry_gone_meanwhile__is_not_asked_for_again(qtbot: QtBot, model: WholeTimeline) -> None:
    model.show((), outline([NEWEST]), ())
    asked = QSignalSpy(model.stretch_requested)
    model.row_at(model.index(1))
    qtbot.waitUntil(lambda: asked.count() == 1)

    model.fill(asked.at(0)[0], {})
    model.row_at(model.index(1))
    qtbot.wait(1)

    assert asked.count() == 1


def test_show__again__keeps_what_was_read_until_it_is_read_anew(qtbot: QtBot, model: WholeTimeline) -> None:
    whole = outline([NEWEST, NEWEST - timedelta(days=1)])
    model.show((), whole, [summary(whole.keys[0], 2)])
    asked = QSignalSpy(model.stretch_requested)

    model.show((), whole, ())

    assert model.rows[2].title == "Page 2"
    qtbot.waitUntil(lambda: asked.count() == 1)
    assert whole.keys[0] in asked.at(0)[0]


def test_index_of_day__any_day__is_the_newest_row_of_it_or_before_it(model: WholeTimeline) -> None:
    model.show((), outline([date(2026, 11, 21), date(2020, 2, 29), date(2, 1, 1)]), ())

    def key_on(day: date) -> str:
        row = model.row_at(model.index_of_day(day))
        return row.key if row is not None else ""

    wanted = [date(2026, 11, 21), date(2026, 11, 20), date(2020, 2, 29), date(2019, 1, 1), date.min, date.max]
    assert [key_on(day) for day in wanted] == ["1", "2", "2", "3", "3", "1"]


def test_index_of_day__an_empty_journal__is_none(model: WholeTimeline) -> None:
    assert not model.index_of_day(NEWEST).isValid()


def test_entry_keys__some_rows__leave_out_headings_and_drafts(model: WholeTimeline) -> None:
    model.show([draft(7)], outline([date(2026, 11, 21), date(2026, 10, 31), date(2026, 10, 30)]), ())

    assert model.entry_keys(0, model.rowCount() - 1) == ["1", "2", "3"]
    assert model.entry_keys(4, 5) == ["2"]
    assert model.entry_keys(0, 2) == model.entry_keys(4, 4) == []
    assert [model.entry_count(*rows) for rows in ((0, 6), (4, 5), (0, 2), (4, 4))] == [3, 1, 0, 0]


def test_show__one_page_more__moves_no_other_row(model: WholeTimeline) -> None:
    model.show((), outline(days_back(300)[1:]), ())
    added, removed = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved)
    kept = model.index_of(RowKind.ENTRY, "200")

    model.show((), Outline(*with_newest(outline(days_back(300)[1:]))), ())

    assert (added.count(), removed.count()) == (1, 0)
    assert (added.at(0)[1], added.at(0)[2]) == (1, 1)
    assert model.index_of(RowKind.ENTRY, "200").row() == kept.row() + 1


def with_newest(whole: Outline) -> tuple[array, array]:  # type: ignore[type-arg]
    return (
        array("q", [*whole.keys, first_sort_key_of_day(NEWEST)]),
        array("q", [*whole.ids, 10_000]),
    )


DAYS = st.lists(st.one_of(st.dates(), st.dates(date(2026, 9, 25), date(2026, 11, 21))), unique=True, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(before=DAYS, after=DAYS, drafts=st.integers(0, 2))
def test_show__whatever_came_before__ends_as_if_shown_anew(before: list[date], after: list[date], drafts: int) -> None:
    model, fresh = WholeTimeline(), WholeTimeline()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    begun = [draft(number) for number in range(drafts)]

    model.show((), outline(before), ())
    model.show(begun, outline(after), ())
    fresh.show(begun, outline(after), ())

    assert model.rows == fresh.rows
    assert [model.index_of(RowKind.ENTRY, row.key).row() for row in model.rows if row.kind is RowKind.ENTRY] == [
        at for at, row in enumerate(model.rows) if row.kind is RowKind.ENTRY
    ]
