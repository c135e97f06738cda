"""On this day: quiet until it is asked for, one page at a time, and gone with one press."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy

from journal_app.journal.entries import EntryId
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.ui.desk import Desk
from journal_app.ui.screens.settings import SettingsScreen
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.widgets.choices import TickBox
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
LAST_YEAR, TWO_YEARS = 365, 730  # before 21 November 2026


@pytest.fixture
def wished(vault: Vault) -> None:
    save_private_preferences(vault, replace(load_private_preferences(vault), on_this_day=True))


def test_today__not_asked_for__shows_no_earlier_page(desk: Desk, person: Person, write: Callable[..., EntryId]) -> None:
    write("Soup.", title="Soup", days_ago=LAST_YEAR)

    screen = person.opens(TodayScreen(desk))

    assert not [words for words in person.reads(screen) if words.startswith("From this day")]


@pytest.mark.usefixtures("wished")
def test_today__asked_for__shows_the_newest_and_opens_it(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Older words.", title="Older", days_ago=TWO_YEARS)
    entry_id = write("Soup on the landing.", title="Soup", days_ago=LAST_YEAR)
    screen = person.opens(TodayScreen(desk))
    opened = QSignalSpy(screen.entry_requested)

    assert {"From this day in 2025", "Soup", "Soup on the landing."} <= set(person.reads(screen))
    person.press_button(screen, "Open")

    assert opened.at(0)[0] == entry_id


@pytest.mark.usefixtures("wished")
def test_today__no_page_on_this_day__says_nothing_of_it(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Soup.", days_ago=LAST_YEAR - 1)

    screen = person.opens(TodayScreen(desk))

    assert not [words for words in person.reads(screen) if "this day" in words]


@pytest.mark.usefixtures("wished")
def test_today__not_this_one__goes_on_to_the_next_and_can_be_taken_back(
    desk: Desk, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Older words.", title="Older", days_ago=TWO_YEARS)
    write("Soup.", title="Soup", days_ago=LAST_YEAR)
    screen = person.opens(TodayScreen(desk))

    person.press_button(screen, "Not this one")
    assert "From this day in 2024" in person.reads(screen)
    person.press_button(screen, "Show it again")

    assert "From this day in 2025" in person.reads(screen)
    assert "That page will not be shown here again." not in person.reads(screen)


@pytest.mark.usefixtures("wished")
def test_today__turned_off__stays_off(desk: Desk, person: Person, vault: Vault, write: Callable[..., EntryId]) -> None:
    write("Soup.", days_ago=LAST_YEAR)
    screen = person.opens(TodayScreen(desk))

    person.press_button(screen, "Turn this off")

    assert not load_private_preferences(vault).on_this_day
    assert "Pages from earlier years stay away. Settings can bring them back." in person.reads(screen)
    assert not [words for words in person.reads(screen) if words.startswith("From this day")]


def test_settings__ticked__keeps_the_wish_in_the_journal(desk: Desk, person: Person, vault: Vault) -> None:
    screen = person.opens(SettingsScreen(desk))
    [box] = [one for one in screen.findChildren(TickBox) if "this day" in one.text()]
    assert not box.isChecked()

    box.click()

    assert load_private_preferences(vault).on_this_day
