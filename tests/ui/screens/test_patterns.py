"""Patterns: words, months and lines over time, each with a table that says the same; looking back once a week."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.check_ins import CHECK_IN, LOOK_BACK, Moment, list_check_ins, save_check_in
from journal_app.journal.entries import EntryId
from journal_app.journal.errors import JournalError, JournalProblem
from journal_app.settings.clock import FixedClock
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.pattern_view import PatternView
from journal_app.ui.screens import look_back_form, patterns
from journal_app.ui.screens.patterns import PatternsScreen
from journal_app.ui.widgets.choices import RadioMark, TickBox
from journal_app.ui.widgets.grid_picture import GridPicture
from journal_app.ui.widgets.strand_lines import StrandLines
from journal_app.ui.widgets.words_table import WordsTable
from journal_app.ui.widgets.year_grid import YearGrid
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def told(vault: Vault, pack: Pack, clock: FixedClock) -> None:
    """Three check-ins: two days ago, and today before a practice and by itself."""
    scale, now = pack.scales[CHECK_IN], clock.moment
    clock.moment = now - timedelta(days=2)
    save_check_in(vault, clock, scale, {"steady": 0, "words": "<b>rain</b>"})
    clock.moment = now - timedelta(hours=1)
    save_check_in(vault, clock, scale, {"steady": 2}, moment=Moment.BEFORE)
    clock.moment = now
    save_check_in(vault, clock, scale, {"steady": 3, "energy": 1})


def table_of(screen: PatternsScreen) -> list[list[str]]:
    next(one for one in screen.findChildren(TickBox) if one.text() == "As a table").setChecked(True)
    table = next(one for one in screen.findChildren(WordsTable) if one.isVisible())
    model = table.model()
    heads = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())]
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return [heads, *rows]


def seen(screen: QWidget, kind: type[Any]) -> Any:
    return next(one for one in screen.findChildren(kind) if one.isVisible())


def words_in(picture: GridPicture | StrandLines) -> set[str]:
    """Go over a picture with the pointer, and collect what its tool tips say."""
    area = picture.viewport()
    found = {picture.words_at(QPoint(x, y)) for x in range(0, area.width(), 6) for y in range(0, area.height(), 6)}
    return found - {""}


@pytest.mark.usefixtures("told")
def test_words__picture_and_table__say_the_same_words(desk: Desk, person: Person) -> None:
    screen = person.opens(PatternsScreen(desk))
    tips = words_in(seen(screen, GridPicture))

    heads, *rows = table_of(screen)

    assert heads == ["Day", "Right now I feel", "For writing today I have", "In two words, if you like"]
    assert rows == [
        ["Saturday, 21 November 2026", "steady enough", "a few minutes", ""],
        ["Saturday, 21 November 2026, before a practice", "in between", "", ""],
        ["Thursday, 19 November 2026", "very shaky", "", "<b>rain</b>"],
    ]
    of_table = {
        f"{row[0]}\n{head}: {words}" for row in rows for head, words in zip(heads[1:], row[1:], strict=True) if words
    }
    assert tips == of_table


def test_words__none_yet__says_what_will_be_here_and_saves_no_picture(desk: Desk, person: Person) -> None:
    screen = person.opens(PatternsScreen(desk))

    assert any("will be here" in words for words in person.reads(screen))
    assert not [one for one in screen.findChildren(TickBox) if one.isVisible()]


@pytest.mark.usefixtures("told")
def test_words__fewer_days_chosen__shows_those_alone(desk: Desk, clock: FixedClock, person: Person) -> None:
    clock.moment += timedelta(days=60)
    screen = person.opens(PatternsScreen(desk))
    assert len(table_of(screen)) == 4
    spans = next(one for one in screen.findChildren(QComboBox) if one.accessibleName() == "Which days")

    spans.setCurrentIndex(spans.findText("The last month"))
    spans.activated.emit(spans.currentIndex())

    assert any("will be here" in words for words in person.reads(screen))


def test_words__made_elsewhere__is_shown_at_once(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    screen = person.opens(PatternsScreen(desk))
    save_check_in(vault, clock, pack.scales[CHECK_IN], {"kind": 4})

    desk.hub.announce(frozenset({Kind.CHECK_INS}), screen)

    assert any("kind" in tip for tip in words_in(seen(screen, GridPicture)))


def test_written__themes__dots_and_table_name_the_same_months(
    desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    prompt = next(iter(pack.prompts.values()))
    for days_ago in (0, 1, 40):
        write("Words", days_ago=days_ago, asked=asked_from_prompt(pack, prompt))
    screen = person.opens(PatternsScreen(desk))
    screen.show_view(PatternView.WRITTEN)
    tips = words_in(seen(screen, GridPicture))

    heads, *rows = table_of(screen)

    names = [pack.themes[theme].name for theme in prompt.themes]
    assert heads == ["Themes", "Months with a page about it"]
    assert sorted(rows) == sorted([name, "2026: October, November"] for name in names)
    assert tips == {f"{name}: {month} 2026" for name in names for month in ("October", "November")}


def test_year__not_looked_at__is_not_made_yet(desk: Desk, person: Person) -> None:
    screen = person.opens(PatternsScreen(desk))
    before = screen.findChildren(YearGrid)

    screen.show_view(PatternView.YEAR)

    assert before == []
    assert seen(screen, YearGrid).isEnabled()


def test_year__day_opened__is_asked_for(
    desk: Desk, person: Person, write: Callable[..., EntryId], qtbot: QtBot
) -> None:
    write("Words")
    screen = person.opens(PatternsScreen(desk))
    screen.show_view(PatternView.YEAR)
    wished = QSignalSpy(screen.day_requested)

    qtbot.keyClick(seen(screen, YearGrid), Qt.Key.Key_Return)

    assert wished.at(0) == [date(2026, 11, 21)]
    assert table_of(screen)[1:] == [["Saturday, 21 November 2026", "one page"]]


def test_look_back__by_key__is_kept_once_a_week(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, qtbot: QtBot
) -> None:
    screen = person.sits_at(PatternsScreen(desk))
    screen.show_view(PatternView.LOOKED)
    person.press_button(screen, "Look back over a week")
    a_lot = next(one for one in screen.findChildren(RadioMark) if one.text() == "a lot" and one.isVisible())
    qtbot.keyClick(a_lot, Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Left)
    person.push("Keep")

    [kept] = list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max)
    assert {item: one.label for item, one in kept.told.items()} == {"lb-1": "a lot", "lb-2": "very much"}
    assert words_in(seen(screen, StrandLines)) == {"Saturday, 21 November 2026\nSelf-compassion: 3.5"}
    assert not person.button(screen, "Look back over a week").isEnabled()
    assert any("from Saturday, 28 November 2026 on" in words for words in person.reads(screen))
    assert any("Up is not good and down is not bad" in words for words in person.reads(screen))
    assert table_of(screen)[1][:3] == ["Saturday, 21 November 2026", "3.5", ""]


def test_look_back__left_by_esc__keeps_nothing(desk: Desk, vault: Vault, person: Person) -> None:
    screen = person.sits_at(PatternsScreen(desk))
    screen.show_view(PatternView.LOOKED)
    person.press_button(screen, "Look back over a week")
    person.press(Qt.Key.Key_Left)

    person.press(Qt.Key.Key_Escape)

    assert list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max) == ()
    assert not [one for one in screen.findChildren(RadioMark) if one.isVisible()]


def test_look_back__changed_days_later__keeps_its_day_and_can_be_put_back(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person, qtbot: QtBot
) -> None:
    def kept() -> dict[date, dict[str, str]]:
        found = list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max)
        return {one.made_on: {item: told.label for item, told in one.told.items()} for one in found}

    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 0, "lb-2": 3})
    before = kept()
    clock.moment += timedelta(days=2)
    screen = person.sits_at(PatternsScreen(desk))
    screen.show_view(PatternView.LOOKED)
    table_of(screen)

    person.press_button(screen, "Change the chosen one")
    assert "Of Saturday, 21 November 2026" in person.reads(screen)
    checked = [one.text() for one in screen.findChildren(RadioMark) if one.isVisible() and one.isChecked()]
    assert [words for words in checked if words != "no answer"] == ["not at all", "a lot"]
    person.press(Qt.Key.Key_Right)
    person.push("Keep")
    assert kept() == {date(2026, 11, 21): {"lb-1": "a little", "lb-2": "a lot"}}

    person.press_button(screen, "Put it back as it was")
    assert kept() == before
    assert "It is as it was." in person.reads(screen)
    assert table_of(screen)[1][0] == "Saturday, 21 November 2026"


def test_look_back__every_answer_taken_out__can_be_put_back(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 0})
    before = list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max)
    screen = person.sits_at(PatternsScreen(desk))
    screen.show_view(PatternView.LOOKED)
    table_of(screen)
    person.press_button(screen, "Change the chosen one")
    no_answer = next(one for one in screen.findChildren(RadioMark) if one.text() == "no answer")
    person.key(no_answer, Qt.Key.Key_Space)
    person.push("Keep")
    assert list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max) == ()
    assert "No answer is left in it, so it is gone." in person.reads(screen)

    person.press_button(screen, "Put it back as it was")

    assert list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max) == before


def test_look_back__that_cannot_be_kept__says_so_beside_the_answers(
    desk: Desk, vault: Vault, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = person.sits_at(PatternsScreen(desk))
    screen.show_view(PatternView.LOOKED)
    person.press_button(screen, "Look back over a week")
    a_lot = next(one for one in screen.findChildren(RadioMark) if one.text() == "a lot")
    person.key(a_lot, Qt.Key.Key_Space)
    monkeypatch.setattr(look_back_form, "keep_look_back", refuse)

    person.push("Keep")

    assert sentence(JournalProblem.CHECK_IN_NOT_FOUND) in person.reads(screen)
    checked = [one.text() for one in screen.findChildren(RadioMark) if one.isVisible() and one.isChecked()]
    assert [words for words in checked if words != "no answer"] == ["a lot"]


def refuse(_journal: OpenJournal, **_answers: object) -> bool:
    raise JournalError(JournalProblem.CHECK_IN_NOT_FOUND)


def test_look_back__changed_and_left_by_esc__is_as_it_was(
    desk: Desk, vault: Vault, pack: Pack, clock: FixedClock, person: Person
) -> None:
    save_check_in(vault, clock, pack.scales[LOOK_BACK], {"lb-1": 0})
    screen = person.sits_at(PatternsScreen(desk))
    screen.show_view(PatternView.LOOKED)
    table_of(screen)
    person.press_button(screen, "Change the chosen one")
    person.press(Qt.Key.Key_Right)

    person.press(Qt.Key.Key_Escape)

    [kept] = list_check_ins(vault, LOOK_BACK, since=date.min, until=date.max)
    assert {item: one.label for item, one in kept.told.items()} == {"lb-1": "not at all"}
    assert person.button(screen, "Change the chosen one")


@pytest.mark.usefixtures("told")
def test_save__after_the_warning__writes_what_is_shown(
    desk: Desk, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "shown.png"
    monkeypatch.setattr(patterns, "ask_where_to_save", lambda _parent, _title, take, **_more: take(file))
    screen = person.opens(PatternsScreen(desk))
    shown = seen(screen, GridPicture).size()
    person.press_button(screen, "Save as picture…")
    assert any("Anyone who can open the file can see it" in words for words in person.reads(screen))
    assert not file.exists()

    person.press_button(screen, "Choose where")

    assert QImage(str(file)).size().width() == shown.width()
    assert any("for anyone to see" in words for words in person.reads(screen))


@pytest.mark.usefixtures("told")
def test_table__chosen_one_taken_away__is_gone_after_it_was_asked(
    desk: Desk, vault: Vault, person: Person, qtbot: QtBot
) -> None:
    screen = person.sits_at(PatternsScreen(desk))
    table_of(screen)
    qtbot.keyClick(seen(screen, WordsTable), Qt.Key.Key_Down)
    person.press_button(screen, "Take the chosen one away")
    assert any(words.startswith("Take away what you said on Saturday, 21") for words in person.reads(screen))
    assert len(list_check_ins(vault, CHECK_IN, since=date.min, until=date.max)) == 3

    person.press_button(screen, "Take it away")

    left = list_check_ins(vault, CHECK_IN, since=date.min, until=date.max)
    assert [one.moment for one in left] == [Moment.BY_ITSELF, Moment.BY_ITSELF]
    assert len(table_of(screen)) == 3
