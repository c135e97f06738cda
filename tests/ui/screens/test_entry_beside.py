"""Beside a page: star, tags, date, links and passages, each done by keys and taken back from the bar below."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.markup import Target, write_reference
from journal_app.journal.trash import delete_trashed, move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.ui.desk import Desk
from journal_app.ui.screens.date_form import read_day, read_time
from journal_app.ui.screens.entry_beside import EntryBeside
from journal_app.ui.screens.journal import JournalScreen
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


def test_star__key__is_kept_shown_and_taken_back_by_the_undo_key(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)

    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    starred = load_entry(vault, entry_id).is_starred, "Starred" in person.offers(shell), person.reads_bar(shell)
    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert starred == (True, True, "The page has a star now.")
    assert not load_entry(vault, entry_id).is_starred
    assert person.reads_bar(shell) == "The page is marked as it was before."


def test_tag__typed_in_the_field__is_beside_the_page_and_leads_to_a_search(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("In the #garden.")
    shell = person.opens_entry(desk, entry_id)

    person.press_button(shell, "Add a tag")
    person.types_over(shell.focusWidget(), "sunday tea")
    person.press(Qt.Key.Key_Return)

    assert [tag.name for tag in load_entry(vault, entry_id).tags] == ["garden", "sunday-tea"]
    assert {"#garden", "#sunday-tea"} <= set(person.offers(shell))
    assert isinstance(shell.focusWidget(), QLineEdit)
    [beside] = shell.findChildren(EntryBeside)
    searched = QSignalSpy(beside.search_requested)
    person.press_button(shell, "#sunday-tea")
    assert searched.at(0)[0] == "tag:sunday-tea"
    assert person.finds(shell, "Search your journal").text() == "tag:sunday-tea"  # type: ignore[attr-defined]


def test_tag__what_is_none__is_said_gently_and_nothing_changes(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)

    person.press_button(shell, "Add a tag")
    person.types_over(shell.focusWidget(), "1st!")
    person.press(Qt.Key.Key_Return)

    assert load_entry(vault, entry_id).tags == ()
    assert any(words.startswith("A tag starts with a letter") for words in person.reads(shell))


def test_tag__taken_off__keeps_the_keyboard_near_and_comes_back_by_undo(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId], qtbot: QtBot
) -> None:
    from journal_app.journal.tags import put_chip

    entry_id = write("Words.")
    put_chip(vault, entry_id, "garden")
    shell = person.opens_entry(desk, entry_id)

    off = person.finds(shell, "Take the tag garden off")
    off.setFocus()
    qtbot.keyClick(off, Qt.Key.Key_Space)
    gone = load_entry(vault, entry_id).tags
    assert person.words == "Add a tag"
    person.press_button(shell, "Undo")

    assert gone == ()
    assert [tag.name for tag in load_entry(vault, entry_id).tags] == ["garden"]


def test_undo__several_things__go_back_one_after_another(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    first, second = write("First.", days_ago=1), write("Second.")
    shell = person.opens_entry(desk, first)
    person.press_button(shell, "Star")
    shell.open_entry(second)
    person.press_button(shell, "Star")
    person.press_button(shell, "Move to trash")

    person.press_button(shell, "Put it back")
    after_one = load_entry(vault, second).is_starred
    person.press_button(shell, "Undo one more")
    after_two = load_entry(vault, second).is_starred, load_entry(vault, first).is_starred
    person.press_button(shell, "Undo one more")

    assert (after_one, after_two) == (True, (False, True))
    assert not load_entry(vault, first).is_starred
    assert "Undo one more" not in person.offers(shell)


def test_undo_key__while_typing__belongs_to_the_typing(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)
    person.press_button(shell, "Star")
    shell.open_search()
    qtbot.keyClicks(shell.focusWidget(), "tea")

    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert load_entry(vault, entry_id).is_starred


def test_date__put_right__moves_the_page_and_undo_moves_it_back(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.", title="Moved")
    write("Other.", title="Other", days_ago=5)
    shell = person.opens_entry(desk, entry_id)
    before = load_entry(vault, entry_id)

    person.press_button(shell, "More about this page")
    person.press_button(shell, "Put the date right")
    person.types_over(shell.focusWidget(), "2020-02-29")
    person.press_button(shell, "Move it there")

    assert load_entry(vault, entry_id).written_on == date(2020, 2, 29)
    assert person.titles(shell) == ["November 2026", "Other", "February 2020", "Moved"]
    assert person.words == "Put the date right"
    person.press_button(shell, "Undo")
    assert load_entry(vault, entry_id) == before


@pytest.mark.parametrize("button", ["Put the date right", "Link a passage"])
def test_form__closed__hands_the_keyboard_straight_back_so_that_the_page_stays_where_it_is(
    desk: Desk, person: Person, write: Callable[..., EntryId], button: str
) -> None:
    shell = person.opens_entry(desk, write("Words."))
    person.press_button(shell, "More about this page")
    person.press_button(shell, button)
    spy = QSignalSpy(QApplication.instance().focusChanged)

    person.press(Qt.Key.Key_Escape)

    assert [spy.at(at)[1] for at in range(spy.count())] == [person.button(shell, button)]


@pytest.mark.parametrize(
    ("day", "time", "zone", "says"),
    [
        ("the ides of May", "18:30", "UTC", "Please write the day as 2026-05-31 and the time as 18:30."),
        ("2026-03-29", "01:30", "Europe/London", "That time did not happen there"),
        ("0001-01-01", "10:00", "UTC", "The date is outside what a journal can hold."),
        ("9999-12-31", "10:00", "UTC", "The date is outside what a journal can hold."),
        ("2026-05-31", "10:00", "Atlantis", "That is not a time zone Kindroot knows."),
    ],
)
def test_date__that_can_t_be__is_refused_with_a_sentence_and_kept_in_the_fields(
    qtbot: QtBot,
    desk: Desk,
    vault: Vault,
    person: Person,
    write: Callable[..., EntryId],
    day: str,
    time: str,
    zone: str,
    says: str,
) -> None:
    entry_id = write("Words.")
    before = load_entry(vault, entry_id)
    shell = person.opens_entry(desk, entry_id)
    person.press_button(shell, "More about this page")
    person.press_button(shell, "Put the date right")

    for name, words in (("Day, as 2026-05-31", day), ("Time, as 18:30", time), ("Time zone, as Europe/London", zone)):
        person.types_over(person.finds(shell, name), words)
    person.press_button(shell, "Move it there")

    assert any(words.startswith(says) for words in person.reads(shell))
    assert person.finds(shell, "Day, as 2026-05-31").text() == day  # type: ignore[attr-defined]
    assert load_entry(vault, entry_id) == before


def test_date__in_the_hour_that_came_twice__asks_which(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)
    person.press_button(shell, "More about this page")
    person.press_button(shell, "Put the date right")

    person.types_over(person.finds(shell, "Day, as 2026-05-31"), "2026-10-25")
    person.types_over(person.finds(shell, "Time, as 18:30"), "01:30")
    person.push("The second time that hour came")
    person.press_button(shell, "Move it there")

    assert load_entry(vault, entry_id).written_at.hour == 1


def test_read_day_and_time__as_people_write_them__are_understood() -> None:
    assert read_day(" 2026-05-31 ") == date(2026, 5, 31)
    assert [read_day(words) for words in ("", "2026-13-01", "\ud800")] == [None] * 3
    assert [str(read_time(words)) for words in ("6:30", "06:30", "18.30")] == ["06:30:00", "06:30:00", "18:30:00"]
    assert [read_time(words) for words in ("", "25:00", "late")] == [None] * 3


def test_left_out__pressed__is_kept_and_said(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)

    person.press_button(shell, "More about this page")
    person.press_button(shell, "Leave out of On this day")

    assert load_entry(vault, entry_id).is_left_out
    assert person.reads_bar(shell) == "On this day passes this page over now."


def test_passage__linked_from_the_page__stands_beside_it_until_taken_off(
    desk: Desk, vault: Vault, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    shell = person.opens_entry(desk, entry_id)
    exact = "Collective resilience refers to the ability of a group"

    person.press_button(shell, "More about this page")
    person.press_button(shell, "Link a passage")
    person.types_over(shell.focusWidget(), "collective resilience refers")
    person.press_button(shell, "Link this passage")

    [linked] = load_entry(vault, entry_id).linked_passages
    assert linked.passage.exact.startswith(exact)
    assert any(words.endswith("Linked by you") for words in person.reads(shell))
    person.press_button(shell, "Take this passage off")
    assert load_entry(vault, entry_id).linked_passages == ()
    person.press_button(shell, "Undo")
    assert load_entry(vault, entry_id).linked_passages == (linked,)


def test_themes__of_the_prompt__stand_beside_the_page(
    desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    asked = asked_from_prompt(pack, pack.prompts["q000-01"])  # type: ignore[index]
    shell = person.opens_entry(desk, write("Words.", asked=asked))

    assert pack.themes[asked.theme_ids[0]].name in person.offers(shell)


def test_links__both_ways__are_buttons_and_one_that_is_gone_says_so(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, write: Callable[..., EntryId]
) -> None:
    target, away, gone = (write(f"{name} words.", title=name, days_ago=9) for name in ("Target", "Away", "Gone"))
    uids = [load_entry(vault, each).uid for each in (target, away, gone)]
    names = ("that day", "another", "the lost one")
    words = [write_reference(Target.ENTRY, uid, name) for uid, name in zip(uids, names, strict=True)]
    source = write(" ".join(words), title="Source")
    move_to_trash(vault, clock, away)
    delete_trashed(vault, move_to_trash(vault, clock, gone))

    shell = person.opens_entry(desk, source)

    assert {"Target  ·  12 Nov 2026", "Away  ·  12 Nov 2026  ·  in the trash"} <= set(person.offers(shell))
    assert "“the lost one” leads to a page that is no longer there." in person.reads(shell)
    person.press_button(shell, "Target  ·  12 Nov 2026")
    assert "Pages that link here" in person.reads(shell)
    person.press_button(shell, "Source  ·  21 Nov 2026")
    assert "Links on this page" in person.reads(shell)


def test_entry_in_the_trash__read__offers_nothing_that_changes_it(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, write: Callable[..., EntryId]
) -> None:
    move_to_trash(vault, clock, write("Words.", title="Thrown"))
    screen = person.sits_at(JournalScreen(desk))
    person.press_button(screen, "Trash")
    person.rows(screen).focus_row()
    person.key(person.rows(screen), Qt.Key.Key_Return)

    assert not {"Star", "Add a tag", "More about this page"} & set(person.offers(screen))


def test_refresh__while_reading_on__keeps_the_place(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("\n".join(f"Line {number}" for number in range(300)))
    shell = person.opens_entry(desk, entry_id)
    [beside] = shell.findChildren(EntryBeside)
    scroll = beside._page._page.verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.maximum() > 500)
    scroll.setValue(500)

    beside._star.click()

    assert scroll.value() == 500
