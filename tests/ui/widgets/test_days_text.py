"""Many entries in one text: as typed, copied across, growing at the end while the reader stays where they are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.ui.picture_source import PictureSource
from journal_app.ui.theme.theme import Look, ThemeController
from journal_app.ui.widgets.days_text import DaysPart, DaysText

UNFIT = "\u2029\ufeff\ufdd0\ufdd1"
"""What no stored text holds, or a page shows as another sign (`stored_text`)."""


def part(number: int, body: str = "Words.", title: str = "") -> DaysPart:
    return DaysPart(number, f"Day {number}", title, body)


class NoJobs:
    """Pages without pictures ask for none."""


@pytest.fixture
def text(qtbot: QtBot, theme: ThemeController) -> DaysText:
    made = DaysText(PictureSource(NoJobs()))  # type: ignore[arg-type]  # never asked for anything
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.begin()
    return made


def test_parts__added__stand_one_below_the_other(text: DaysText) -> None:
    text.add_parts([part(1, "One\n\ntwo", "Title")])
    text.add_parts([part(2)])

    assert text.text() == "Day 1\nTitle\nOne\n\ntwo\nDay 2\nWords."


def test_parts__added_later__leave_reader_and_caret_where_they_are(text: DaysText) -> None:
    text.add_parts([part(number, "Words.\n" * 30) for number in range(3)])
    assert (text.verticalScrollBar().value(), text.textCursor().position()) == (0, 0)
    text.moveCursor(QTextCursor.MoveOperation.End)
    before = (text.verticalScrollBar().value(), text.textCursor().position())

    text.add_parts([part(4, "More.\n" * 30)])

    assert (text.verticalScrollBar().value(), text.textCursor().position()) == before


def test_copied__all_of_it__is_plain_text_across_the_pages(text: DaysText) -> None:
    text.add_parts([part(1, "One"), part(2, "Two")])
    text.selectAll()

    data = text.createMimeDataFromSelection()

    assert data.text() == "Day 1\nOne\nDay 2\nTwo"
    assert data.formats() == ["text/plain"]


def test_enter__in_a_page__says_which(qtbot: QtBot, text: DaysText) -> None:
    text.add_parts([part(7), part(8)])
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    entered = QSignalSpy(text.part_entered)

    qtbot.keyClick(text, Qt.Key.Key_Return)

    assert entered.count() == 1
    assert text.part_here() == 8


def test_part_here__scrolled_with_the_caret_out_of_sight__is_the_topmost_in_sight(text: DaysText) -> None:
    text.add_parts([part(number, "Words.\n" * 30) for number in range(5)])

    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())

    assert text.part_here() == 4


def test_part_here__nothing_there__is_none(text: DaysText) -> None:
    assert text.part_here() is None


def test_larger_text__all_letters__grow(text: DaysText, dressed: ThemeController) -> None:
    text.add_parts([part(1, "Words.", "Title")])
    before = text.document().size().height()

    dressed.set_look(Look(text_percent=200))

    assert text.document().size().height() > 1.6 * before


WORDS = st.text(st.one_of(st.just("\n"), st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=UNFIT)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(bodies=st.lists(WORDS, min_size=1, max_size=4))
def test_parts__any_words__come_back_as_they_were(text: DaysText, bodies: list[str]) -> None:
    text.begin()

    text.add_parts([part(number, body) for number, body in enumerate(bodies)])

    kept = [body.strip("\n") for body in bodies]
    assert text.text() == "\n".join(f"Day {number}\n{body}" for number, body in enumerate(kept))


def test_parts__code_left_open_in_one__is_no_code_in_the_next(text: DaysText) -> None:
    text.add_parts([part(1, "```\nlet it be"), DaysPart(2, "Day 2", "", "~~~\nopen too", "This page goes on.")])
    text.add_parts([part(3)])

    in_code = {
        block.text()
        for block in blocks_of(text)
        if any(one.format.background().color().alpha() for one in block.layout().formats())
    }

    assert in_code == {"```", "let it be", "~~~", "open too"}


def blocks_of(text: DaysText) -> list[QTextBlock]:
    document = text.document()
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]
