"""Spelling in Settings: switched, in a language, with one's own words; and a sentence where it can't be."""

from pathlib import Path
from typing import Any

import pytest

from journal_app.content.model import Intensity
from journal_app.journal.private_preferences import load_private_preferences
from journal_app.journal.spelling import add_own_word, list_own_words
from journal_app.settings.dictionaries import Dictionary
from journal_app.settings.sentences import sentence
from journal_app.ui.desk import Desk
from journal_app.ui.screens.settings import SettingsScreen
from journal_app.ui.screens.spelling_form import SpellingForm
from journal_app.ui.spelling.menu import language_name
from journal_app.ui.widgets.choices import TickBox
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


def listed(form: SpellingForm, name: str) -> FoldedList:
    return next(one for one in form.findChildren(FoldedList) if one.accessibleName() == name)


@pytest.fixture
def form(desk: Desk, person: Person, dictionaries: dict[str, Dictionary]) -> SpellingForm:
    dictionaries.update({code: Dictionary(code, Path("/there")) for code in ("cy_GB", "en_GB")})
    form: SpellingForm = person.opens(SpellingForm(desk))
    form.refresh()
    return form


def test_form__tick_taken_away__is_in_force_at_once(form: SpellingForm, desk: Desk) -> None:
    box = form.findChild(TickBox)
    assert box.isChecked()

    box.click()

    assert desk.preferences.preferences.spelling_shown is False


def test_form__language_chosen__is_kept_in_the_journal(form: SpellingForm, vault: Vault) -> None:
    box = listed(form, "The language you usually write in")
    assert box.currentData() == "en_GB"
    box.setCurrentIndex(box.findData("cy_GB"))
    box.activated.emit(box.currentIndex())

    form.refresh()

    assert load_private_preferences(vault).spelling_language == "cy_GB"
    assert box.currentData() == "cy_GB"


def test_form__word_taken_out__is_gone_and_said(
    form: SpellingForm, vault: Vault, person: Person, said: list[str]
) -> None:
    for word in ("Aisling", "Bex"):
        add_own_word(vault, word)
    form.refresh()

    person.press_button(form, "Take it out")

    assert list_own_words(vault) == ("Bex",)
    assert listed(form, "Words you added").currentText() == "Bex"
    assert said == ["“Aisling” is taken out."]


def test_form__nothing_to_look_up_with__says_why_and_is_out_of_reach(
    form: SpellingForm, dictionaries: dict[str, Dictionary], person: Person
) -> None:
    dictionaries.clear()

    form.refresh()

    assert sentence("spelling_no_dictionary") in person.reads(form)
    assert not form.findChild(TickBox).isEnabled()


def test_settings__wish_changed_after_the_language__keeps_the_language(
    desk: Desk, vault: Vault, person: Person, dictionaries: dict[str, Dictionary]
) -> None:
    dictionaries.update({code: Dictionary(code, Path("/there")) for code in ("cy_GB", "en_GB")})
    screen = person.opens(SettingsScreen(desk))
    language = listed(screen.findChild(SpellingForm), "The language you usually write in")
    language.setCurrentIndex(language.findData("cy_GB"))
    language.activated.emit(language.currentIndex())

    cap = next(one for one in screen.findChildren(FoldedList) if one.accessibleName() == "Which prompts")
    cap.setCurrentIndex(cap.findData(Intensity.GENTLE))
    cap.activated.emit(cap.currentIndex())

    kept = load_private_preferences(vault)
    assert (kept.spelling_language, kept.cap) == ("cy_GB", Intensity.GENTLE)


@pytest.mark.parametrize(
    ("code", "name"), [("en_GB", "British English"), ("de_AT", "Österreichisches Deutsch"), ("qq_QQ", "qq_QQ")]
)
def test_language_name__code__is_what_the_language_calls_itself(code: str, name: str) -> None:
    assert language_name(code) == name
