"""The Journal: pages in order, opened, changed and deleted, all from the keyboard."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.drafts import save_draft, start_draft
from journal_app.journal.entries import EntryId, count_entries
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import ChangeHub, Kind
from journal_app.ui.bridge.vault_thread import OpenJournal, VaultThread
from journal_app.ui.desk import Desk
from journal_app.ui.models.row_list import RowList
from journal_app.ui.models.timeline_model import PAGE_ROWS
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.passage_quote import PassageQuote
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.vault.vault import Vault, create_with_data_key

Person = Any  # lives in conftest.py: test files import nothing from each other


def open_first(person: Person, screen: JournalScreen) -> None:
    person.rows(screen).focus_row()
    person.key(person.rows(screen), Qt.Key.Key_Return)


def shown_body(screen: JournalScreen) -> str | None:
    bodies = [one for one in screen.findChildren(ReadingText) if one.isVisible()]
    return bodies[0].text() if bodies else None


def test_journal__nothing_kept_yet__says_what_will_be_here_and_offers_a_page(desk: Desk, person: Person) -> None:
    screen = person.opens(JournalScreen(desk))
    wished = QSignalSpy(screen.write_requested)

    assert person.reads(screen) == ["The pages you keep will be here, newest first."]
    person.press_button(screen, "Write a page")
    assert wished.count() == 1


def test_journal__drafts_and_entries__stand_newest_first_drafts_on_top(
    desk: Desk, vault: Vault, person: Person, clock: FixedClock, write: Callable[..., EntryId]
) -> None:
    write("Old words.", days_ago=40, title="Older")
    write("New words.", title="Newer")
    draft = start_draft(vault, clock)
    save_draft(vault, clock, draft.id, title="Half", body="Half a page")

    screen = person.opens(JournalScreen(desk))

    assert person.titles(screen) == ["Not finished yet", "Half", "November 2026", "Newer", "October 2026", "Older"]


def test_journal__enter_on_a_row__opens_the_entry_and_goes_to_its_words(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Soup on the landing.", title="Soup")
    screen = person.opens(JournalScreen(desk))

    open_first(person, screen)

    assert shown_body(screen) == "Soup on the landing."
    assert isinstance(screen.focusWidget(), ReadingText)


def test_journal__arrow_keys__pass_over_headings_and_show_each_entry(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("First.", days_ago=40)
    write("Second.")
    screen = person.opens(JournalScreen(desk))
    person.rows(screen).focus_row()

    qtbot.keyClick(person.rows(screen), Qt.Key.Key_Down)

    assert shown_body(screen) == "First."


def test_journal__enter_on_a_draft__asks_to_go_on_with_it(
    desk: Desk, vault: Vault, person: Person, clock: FixedClock
) -> None:
    draft = start_draft(vault, clock, body="Half a page")
    screen = person.opens(JournalScreen(desk))
    wished = QSignalSpy(screen.draft_requested)

    open_first(person, screen)

    assert wished.at(0)[0] == draft.id


def test_journal__more_than_a_page__fetches_the_rest_as_it_is_scrolled(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    for number in range(PAGE_ROWS + 10):
        write(f"Words {number}", days_ago=number)
    screen = person.opens(JournalScreen(desk))

    for _ in range(3):
        person.rows(screen).scrollToBottom()
        qtbot.wait(1)
    assert len([row for row in person.titles(screen) if row.startswith("Words")]) == PAGE_ROWS + 10


def test_entry__with_a_prompt__shows_what_was_asked_and_the_passage(
    desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    asked = asked_from_prompt(pack, pack.prompts["q000-01"])  # type: ignore[index]
    write("I told them it was only a bus.", asked=asked)
    screen = person.opens(JournalScreen(desk))
    open_first(person, screen)

    person.press_button(screen, "What was asked")

    words = person.reads(screen)
    assert asked.text in words
    assert f"“{asked.passages[0].exact}”" in words
    assert "Group strength and self-kindness  ·  The article defines it so" in words


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        ("a sentence that was taken out", "No longer in this article"),
        ("Collective  resilience refers to the ability of a group", "The text has changed since"),
    ],
)
def test_entry__whose_passage_is_not_as_it_was__keeps_the_quote_and_says_so(
    desk: Desk, pack: Pack, exact: str, said: str, person: Person, write: Callable[..., EntryId]
) -> None:
    asked = asked_from_prompt(pack, pack.prompts["q000-01"])  # type: ignore[index]
    gone = replace(asked.passages[0], exact=exact)
    write("Words.", asked=replace(asked, passages=(gone,)))
    screen = person.opens(JournalScreen(desk))

    open_first(person, screen)

    quote = next(one for one in screen.findChildren(PassageQuote) if one.isVisible())
    words = [label.text() for label in quote.findChildren(Label)]
    assert words[0] == f"“{exact}”"
    assert words[1].endswith(said)


def test_entry__where_this_comes_from__opens_the_article_and_escape_comes_back(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    asked = asked_from_prompt(pack, pack.prompts["q000-01"])  # type: ignore[index]
    write("I told them it was only a bus.", asked=asked)
    screen = person.opens(JournalScreen(desk))
    passage = QSignalSpy(screen.passage_requested)
    open_first(person, screen)

    person.press_button(screen, "Where this comes from")
    person.press_button(screen, "Open in Readings")
    qtbot.keyClick(screen, Qt.Key.Key_Escape)

    assert passage.at(0)[0] == asked.passages[0].passage_id
    assert shown_body(screen) == "I told them it was only a bus."


def test_entry__edit__asks_for_it_by_id(
    qtbot: QtBot, desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = write("Words.")
    screen = person.opens(JournalScreen(desk))
    open_first(person, screen)

    with qtbot.waitSignal(screen.edit_requested) as wished:
        person.press_button(screen, "Edit")

    assert wished.args == [entry_id]


def test_delete__asked_and_confirmed__takes_the_entry_away_for_good(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Keep me.", title="Stays")
    write("Words.", title="Goes", days_ago=-1)
    screen = person.opens(JournalScreen(desk))
    open_first(person, screen)
    person.press_button(screen, "More about this page")

    person.press_button(screen, "Delete for good…")
    person.press_button(screen, "Delete for good")

    assert count_entries(vault) == 1
    assert person.titles(screen) == ["November 2026", "Stays"]
    assert shown_body(screen) is None


def test_delete__asked_and_taken_back__keeps_the_entry(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Words.")
    screen = person.opens(JournalScreen(desk))
    open_first(person, screen)
    person.press_button(screen, "More about this page")

    person.press_button(screen, "Delete for good…")
    person.press_button(screen, "Keep this page")

    assert count_entries(vault) == 1
    assert person.button(screen, "Delete for good…")


def test_narrow_window__an_entry_opened__takes_the_list_s_place_until_escape(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Words.")
    screen = person.opens(JournalScreen(desk), width=520)

    open_first(person, screen)
    assert not any(one.isVisible() for one in screen.findChildren(RowList))
    person.key(screen.focusWidget(), Qt.Key.Key_Escape)

    assert screen.focusWidget() is person.rows(screen)


def test_change_elsewhere__an_entry_kept__appears_and_the_chosen_row_stays(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Older.", title="Older", days_ago=1)
    screen = person.opens(JournalScreen(desk))
    open_first(person, screen)

    write("Newer.", title="Newer")
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)

    assert person.titles(screen) == ["November 2026", "Newer", "Older"]
    assert person.rows(screen).currentIndex().data() == "Older"
    assert shown_body(screen) == "Older."


def test_change_elsewhere__while_another_place_is_shown__is_read_when_one_comes_back(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Older.", title="Older", days_ago=1)
    screen = person.opens(JournalScreen(desk))
    screen.hide()

    write("Newer.", title="Newer")
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)
    screen.show()

    assert "Newer" in person.titles(screen)


def test_show_entry__one_that_is_gone__says_so_and_stays_with_the_list(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Words.")
    screen = person.opens(JournalScreen(desk))

    screen.show_entry(EntryId(999))

    assert not screen._timeline._problem.isHidden()
    assert shown_body(screen) is None


def test_journal__read_by_a_screen_reader__every_row_and_field_has_a_name(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    QAccessible.setActive(True)
    write("Words of the page.", title="Soup")
    screen = person.opens(JournalScreen(desk))
    table = QAccessible.queryAccessibleInterface(person.rows(screen))

    names = [table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount())]

    assert "Saturday, 21 November 2026. Soup. Words of the page." in names
    assert person.rows(screen).accessibleName() == "Your pages, newest first"


def test_journal__walked_by_tab__every_stop_has_a_name_and_room(
    desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    QAccessible.setActive(True)
    write("Words.", asked=asked_from_prompt(pack, pack.prompts["q000-01"]))  # type: ignore[index]
    screen = person.opens(JournalScreen(desk))
    open_first(person, screen)

    stops = [
        one for one in screen.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert len(stops) >= 6
    assert all(QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in stops)
    assert all(min(one.width(), one.height()) >= 24 for one in stops)


def test_journal__the_vault_in_its_own_thread__opens_an_entry_and_puts_the_keyboard_there(
    qtbot: QtBot,
    tmp_path: Path,
    data_key: bytes,
    pack: Pack,
    dressed: ThemeController,
    person: Person,
    clock: FixedClock,
    write: Callable[..., EntryId],
) -> None:
    hub = ChangeHub()
    thread = VaultThread(hub)
    opened: list[None] = []
    thread.open(
        partial(_open_with_a_page, tmp_path / "vault", data_key, pack, write, clock),
        owner=hub,
        done=opened.append,
        failed=print,
    )
    qtbot.waitUntil(lambda: bool(opened))
    screen = person.opens(JournalScreen(Desk(thread, hub, pack, clock, dressed, None)))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: person.rows(screen).model().rowCount() == 2)

    open_first(person, screen)
    qtbot.waitUntil(lambda: shown_body(screen) == "Words.")
    thread.stop()

    assert isinstance(screen.focusWidget(), ReadingText)


def _open_with_a_page(
    folder: Path, data_key: bytes, pack: Pack, write: Callable[..., EntryId], clock: FixedClock
) -> tuple[OpenJournal, None]:
    fresh = create_with_data_key(folder, data_key)
    write("Words.", into=fresh)
    return OpenJournal(fresh, pack, clock), None
