"""Settings: each change is in force and kept at once, and what can't be kept is said."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.content.model import Intensity
from journal_app.journal.offers import never_again, prompts_set_aside
from journal_app.journal.practice_offers import never_suggest, practices_never_suggested
from journal_app.journal.private_preferences import load_private_preferences, save_private_preferences
from journal_app.settings.clock import FixedClock
from journal_app.settings.preferences import FocusMode, Theme
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.screens.settings import SettingsScreen
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.choices import TickBox
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def screen(desk: Desk, person: Person) -> SettingsScreen:
    return person.opens(SettingsScreen(desk), 1000, 900)


def control(screen: SettingsScreen, kind: type, name: str):
    return next(one for one in screen.findChildren(kind) if one.accessibleName() == name)


def button(screen: SettingsScreen, start: str) -> Button:
    return next(one for one in screen.findChildren(Button) if one.text().startswith(start) and one.isVisible())


def test_settings__colours_chosen_by_key__are_in_force_and_written(
    screen: SettingsScreen, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    colours = control(screen, QComboBox, "Colours")
    for _ in range(colours.findData(Theme.DARK) - colours.currentIndex()):
        qtbot.keyClick(colours, Qt.Key.Key_Down)

    assert desk.preferences.preferences.theme is Theme.DARK
    assert json.loads((tmp_path / "prefs.json").read_text(encoding="utf-8"))["theme"] == "dark"


def test_settings__chosen_elsewhere__is_shown_here_too(screen: SettingsScreen, desk: Desk) -> None:
    desk.preferences.change(focus_mode=FocusMode.PARAGRAPH, typewriter=True)

    assert control(screen, QComboBox, "What stays dark while you write").currentData() == FocusMode.PARAGRAPH
    assert next(one for one in screen.findChildren(TickBox) if "F9" in one.text()).isChecked()


def test_settings__title_left_empty__is_not_taken(screen: SettingsScreen, desk: Desk, qtbot: QtBot) -> None:
    field = control(screen, QLineEdit, "Name in the title bar")
    before = desk.preferences.preferences.window_title

    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert desk.preferences.preferences.window_title == before


def test_settings__gentle_prompts_only__is_kept_in_the_journal_and_told_to_the_others(
    screen: SettingsScreen, desk: Desk, vault: Vault
) -> None:
    heard: list[frozenset[Kind]] = []
    desk.hub.changed.connect(lambda kinds, _who: heard.append(kinds))
    which = control(screen, QComboBox, "Which prompts")

    which.setCurrentIndex(which.findData(Intensity.GENTLE))
    which.activated.emit(which.currentIndex())

    assert load_private_preferences(vault).cap is Intensity.GENTLE
    assert heard == [frozenset({Kind.WISHES})]


def test_settings__prompt_set_aside__is_listed_and_can_be_brought_back(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, clock: FixedClock
) -> None:
    prompt = next(iter(desk.pack.prompts.values()))
    never_again(vault, desk.pack, clock, prompt.id)
    screen = person.opens(SettingsScreen(desk), 1000, 900)

    qtbot.keyClick(button(screen, "Prompts you set aside"), Qt.Key.Key_Space)
    assert prompt.title in person.reads(screen)
    qtbot.keyClick(button(screen, "Suggest again"), Qt.Key.Key_Space)

    assert prompts_set_aside(vault) == ()


def test_settings__practices_never_suggested__are_listed_and_the_keyboard_goes_down_the_list(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person
) -> None:
    first, second = list(desk.pack.practices.values())[:2]
    for practice in (first, second):
        never_suggest(vault, practice.id)
    heard: list[frozenset[Kind]] = []
    desk.hub.changed.connect(lambda kinds, _who: heard.append(kinds))
    screen = person.sits_at(SettingsScreen(desk), 1000, 900)

    qtbot.keyClick(button(screen, "Practices not suggested any more: 2"), Qt.Key.Key_Space)
    assert {first.title, second.title} <= set(person.reads(screen))
    button(screen, "Suggest again").setFocus()
    person.press(Qt.Key.Key_Space)

    assert len(practices_never_suggested(vault)) == 1
    assert person.words == "Suggest again"
    person.press(Qt.Key.Key_Space)
    assert practices_never_suggested(vault) == ()
    assert heard == [frozenset({Kind.PRACTICES})] * 2
    assert person.words == "Practices not suggested any more: 0"
    assert "None. ‘Never suggest’ puts a practice here." in person.reads(screen)


def test_settings__file_can_not_be_written__says_so_and_the_change_is_in_force(
    screen: SettingsScreen, desk: Desk, tmp_path: Path, person: Person
) -> None:
    (tmp_path / "prefs.json").mkdir()

    desk.preferences.change(theme=Theme.DARK)

    assert desk.preferences.preferences.theme is Theme.DARK
    said = person.reads(screen)
    assert sentence("settings_not_saved") in said


def test_settings__themes_unfolded__show_and_keep_what_was_wished(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person
) -> None:
    first, second = list(desk.pack.themes.values())[:2]
    before = replace(load_private_preferences(vault), theme_wishes={first.id: 2})
    save_private_preferences(vault, before)
    screen = person.opens(SettingsScreen(desk), 1000, 900)

    which = control(screen, QComboBox, "Which prompts")
    which.activated.emit(which.currentIndex())  # saved while the themes were never looked at
    assert load_private_preferences(vault).theme_wishes == {first.id: 2}

    qtbot.keyClick(button(screen, "Themes you want"), Qt.Key.Key_Space)
    assert control(screen, QComboBox, first.name).currentData() == 2
    other = control(screen, QComboBox, second.name)
    other.setCurrentIndex(other.findData(-1))
    other.activated.emit(other.currentIndex())
    assert load_private_preferences(vault).theme_wishes == {first.id: 2, second.id: -1}


def test_settings__own_wishes_alone__lifts_the_pace_and_is_kept(screen: SettingsScreen, vault: Vault) -> None:
    box = next(one for one in screen.findChildren(TickBox) if one.text() == "Go by these wishes alone")
    assert "shaky" in box.accessibleDescription()

    box.click()

    assert load_private_preferences(vault).is_pacing_lifted
