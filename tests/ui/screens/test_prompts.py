"""Prompts: every one the person wishes to meet can be found, looked at and written to from the keyboard."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.content.model import Intensity, Pack, PromptId
from journal_app.journal.offers import never_again, prompts_set_aside
from journal_app.journal.private_preferences import PrivatePreferences, save_private_preferences
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import RowKind
from journal_app.ui.screens.prompts import PromptsScreen
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


def listed(screen: PromptsScreen) -> list[str]:
    return [row.key for row in screen._model.rows if row.kind is RowKind.PROMPT]


def choice(screen: PromptsScreen, name: str) -> FoldedList:
    return next(one for one in screen.findChildren(FoldedList) if one.accessibleName() == name)


def choose(qtbot: QtBot, screen: PromptsScreen, prompt_id: str) -> None:
    screen._list.setFocus()
    screen._list.setCurrentIndex(screen._model.index_of(RowKind.PROMPT, prompt_id))
    qtbot.keyClick(screen._list, Qt.Key.Key_Return)


def test_prompts__usual_wishes__lists_all_but_the_deep_ones_and_says_so(desk: Desk, pack: Pack, person: Person) -> None:
    screen = person.opens(PromptsScreen(desk))

    assert listed(screen) == [one.id for one in pack.prompts.values() if one.intensity is not Intensity.DEEP]
    assert "Not listed: 3 that may stir more than you wished for. Settings can change that." in person.reads(screen)


def test_prompts__deep_ones_wished_for__lists_every_one(desk: Desk, vault: Vault, pack: Pack, person: Person) -> None:
    save_private_preferences(vault, PrivatePreferences(cap=Intensity.DEEP, seed="s"))

    screen = person.opens(PromptsScreen(desk))

    assert listed(screen) == list(pack.prompts)
    assert not any(line.startswith("Not listed") for line in person.reads(screen))


def test_prompts__in_a_shared_room__leaves_out_the_private_ones(
    desk: Desk, vault: Vault, pack: Pack, person: Person
) -> None:
    save_private_preferences(vault, PrivatePreferences(cap=Intensity.DEEP, shared_room=True, seed="s"))

    screen = person.opens(PromptsScreen(desk))

    assert listed(screen) == [one.id for one in pack.prompts.values() if one.place != "private"]


def test_prompts__wishes_changed_elsewhere__are_followed(desk: Desk, vault: Vault, pack: Pack, person: Person) -> None:
    screen = person.opens(PromptsScreen(desk))

    save_private_preferences(vault, PrivatePreferences(cap=Intensity.GENTLE, seed="s"))
    desk.hub.announce(frozenset({Kind.WISHES}), desk.hub)

    assert {pack.prompts[PromptId(key)].intensity for key in listed(screen)} == {Intensity.GENTLE}


def test_filters__reading_theme_and_length__are_all_held(qtbot: QtBot, desk: Desk, pack: Pack, person: Person) -> None:
    screen = person.opens(PromptsScreen(desk))

    qtbot.keyClicks(choice(screen, "Which reading"), "Sol")
    theme = next(iter(pack.prompts["q001-03"].themes))  # type: ignore[index]
    choice(screen, "Which theme").setCurrentIndex(choice(screen, "Which theme").findData(theme))
    choice(screen, "About how long").setCurrentIndex(2)

    kept = [pack.prompts[PromptId(key)] for key in listed(screen)]
    assert kept
    assert all(pack.article_of(one).short_title == "Solidarity" for one in kept)
    assert all(theme in one.themes and one.minutes <= 8 for one in kept)


def test_filters__nothing_fits__says_that_a_wider_choice_will(desk: Desk, person: Person) -> None:
    screen = person.opens(PromptsScreen(desk))

    choice(screen, "Which reading").setCurrentIndex(2)
    choice(screen, "About how long").setCurrentIndex(1)

    assert listed(screen) == []
    assert "No prompt is all of this at once. A wider choice will show some." in person.reads(screen)


def test_gentle_prompt__chosen_by_key__shows_its_words_passage_and_stance_at_once(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person
) -> None:
    screen = person.opens(PromptsScreen(desk))
    prompt = pack.prompts[PromptId("q000-01")]

    choose(qtbot, screen, prompt.id)

    assert prompt.text in person.reads(screen)
    assert "Group strength and self-kindness  ·  The article defines it so" in person.reads(screen)
    assert "Self-kindness  ·  about 6 minutes  ·  gentle" in person.reads(screen)


def test_stirring_prompt__chosen__says_what_it_touches_on_before_its_words(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person
) -> None:
    screen = person.opens(PromptsScreen(desk))
    prompt = pack.prompts[PromptId("q000-03")]

    choose(qtbot, screen, prompt.id)
    before = person.reads(screen)
    person.press_button(screen, "Show this one")

    assert "This page touches on: Being left out or shut out." in before
    assert prompt.text not in before
    assert prompt.text in person.reads(screen)
    assert screen.focusWidget() is person.button(screen, "Write")


def test_smaller_version__pressed__stands_in_for_the_prompt_and_back(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person
) -> None:
    screen = person.opens(PromptsScreen(desk))
    prompt = pack.prompts[PromptId("q000-01")]
    choose(qtbot, screen, prompt.id)

    person.press_button(screen, "Smaller version")
    smaller = person.reads(screen)
    person.press_button(screen, "The whole prompt")

    assert prompt.smaller in smaller
    assert prompt.text in person.reads(screen)


def test_write_and_read__pressed__ask_for_the_prompt_and_its_passage(qtbot: QtBot, desk: Desk, person: Person) -> None:
    screen = person.opens(PromptsScreen(desk))
    write, read = QSignalSpy(screen.write_requested), QSignalSpy(screen.passage_requested)
    choose(qtbot, screen, "q000-01")

    person.press_button(screen, "Read in context")
    person.press_button(screen, "Write")

    assert write.at(0)[0] == "q000-01"
    assert read.at(0)[0] == "a000-treating-oneself"


def test_prompt_set_aside__offered_again__is_taken_off_the_list(
    qtbot: QtBot, desk: Desk, vault: Vault, pack: Pack, person: Person, clock: FixedClock
) -> None:
    never_again(vault, pack, clock, PromptId("q000-01"))
    screen = person.opens(PromptsScreen(desk))
    choose(qtbot, screen, "q000-01")
    assert "You asked not to be offered this one. You can still write to it." in person.reads(screen)

    person.press_button(screen, "Offer it again")

    assert prompts_set_aside(vault) == ()
    assert "You asked not to be offered this one. You can still write to it." not in person.reads(screen)


def test_narrow_window__a_prompt_opened__takes_the_list_s_place_until_escape(
    qtbot: QtBot, desk: Desk, person: Person
) -> None:
    screen = person.opens(PromptsScreen(desk), width=520)

    choose(qtbot, screen, "q000-01")
    assert not screen._list.isVisible()
    person.key(screen.focusWidget(), Qt.Key.Key_Escape)

    assert screen.focusWidget() is screen._list
