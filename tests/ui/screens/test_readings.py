"""Readings: from an article to its passages, to the prompts made from them, and to one's own pages about them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.content.model import Intensity, Pack, PassageId, PromptId
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.entries import EntryId
from journal_app.journal.private_preferences import PrivatePreferences, save_private_preferences
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.screens.readings import ReadingsScreen
from journal_app.ui.stance import stance_label
from journal_app.ui.widgets.article_view import ArticleView
from journal_app.ui.widgets.buttons import Button
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


def buttons(screen: ReadingsScreen) -> dict[str, Button]:
    return {one.accessibleName() or one.text(): one for one in screen.findChildren(Button) if one.isVisible()}


def answer(write: Callable[..., EntryId], pack: Pack, prompt_id: str) -> EntryId:
    asked = asked_from_prompt(pack, pack.prompts[PromptId(prompt_id)])
    return write("Words.", title="My own words", asked=asked)


def article(screen: ReadingsScreen) -> ArticleView:
    return next(one for one in screen.findChildren(ArticleView))


def test_readings__opened__lists_the_five_articles_and_who_says_them(desk: Desk, pack: Pack, person: Person) -> None:
    screen = person.opens(ReadingsScreen(desk))

    shown = person.reads(screen)

    assert [one.short_title for one in pack.articles.values() if one.short_title in shown] == [
        one.short_title for one in pack.articles.values()
    ]
    assert shown.count("Published by ZeroOpposite. No author is named.") == 2
    assert shown.count("No author or publisher is named.") == 3


def test_readings__an_article_opened_by_key__shows_its_words_without_page_furniture(
    qtbot: QtBot, desk: Desk, person: Person
) -> None:
    screen = person.opens(ReadingsScreen(desk))

    qtbot.keyClick(buttons(screen)["Read Solidarity"], Qt.Key.Key_Space)

    text = article(screen).toPlainText()
    assert text.startswith("HOW SOLIDARITY CAN HELP")
    assert "#solidaritymatters" not in text
    assert screen.focusWidget() is article(screen)


def test_article__opened_at_its_start__says_what_to_keep_in_mind(desk: Desk, pack: Pack, person: Person) -> None:
    screen = person.opens(ReadingsScreen(desk))

    screen.show_article(pack.passages[PassageId("a001-acts")].article)

    assert set(pack.articles[pack.passages[PassageId("a001-acts")].article].caveats) <= set(person.reads(screen))


def test_show_passage__of_the_pack__marks_it_and_shows_stance_caveat_and_prompts(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person
) -> None:
    screen = person.opens(ReadingsScreen(desk))
    wished = QSignalSpy(screen.write_requested)
    passage = pack.passages[PassageId("a001-microaggressions")]

    screen.show_passage(passage.id)
    qtbot.keyClick(buttons(screen)["Write to “Small cuts”"], Qt.Key.Key_Space)

    assert article(screen).current_passage == passage.id
    assert stance_label(passage.stance) in person.reads(screen)
    assert wished.at(0)[0] == "q001-02"


def test_show_passage__that_the_pack_no_longer_has__says_so_on_the_list(desk: Desk, person: Person) -> None:
    screen = person.opens(ReadingsScreen(desk))

    screen.show_passage(PassageId("a009-gone"))

    assert "That passage is no longer in the readings. Your entry keeps it as it was." in person.reads(screen)
    assert "Readings" in person.reads(screen)


def test_next_passage__by_key__shows_what_was_made_from_that_one(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person
) -> None:
    screen = person.opens(ReadingsScreen(desk))
    screen.show_article(pack.passages[PassageId("a001-acts")].article)

    qtbot.keyClick(article(screen), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    reached = article(screen).current_passage
    assert reached is not None
    assert stance_label(pack.passages[reached].stance) in person.reads(screen)


def test_own_pages__about_the_passage__are_listed_and_open(
    qtbot: QtBot, desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    entry_id = answer(write, pack, "q001-02")
    screen = person.opens(ReadingsScreen(desk))
    wished = QSignalSpy(screen.entry_requested)

    screen.show_passage(PassageId("a001-microaggressions"))
    qtbot.keyClick(buttons(screen)["21 Nov 2026  ·  My own words"], Qt.Key.Key_Space)

    assert wished.at(0)[0] == entry_id


def test_own_pages__kept_while_the_passage_is_open__appear(
    desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    screen = person.opens(ReadingsScreen(desk))
    screen.show_passage(PassageId("a001-microaggressions"))

    answer(write, pack, "q001-02")
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)

    assert "Your pages about this passage" in person.reads(screen)


def test_prompts_of_a_passage__above_the_person_s_wish__are_not_listed_and_said_so(
    desk: Desk, vault: Vault, person: Person
) -> None:
    save_private_preferences(vault, PrivatePreferences(cap=Intensity.GENTLE, seed="s"))
    screen = person.opens(ReadingsScreen(desk))

    screen.show_passage(PassageId("a001-microaggressions"))

    assert "Write to “Small cuts”" not in buttons(screen)
    assert "Some prompts made from it may stir more than you wished for. They are not listed." in person.reads(screen)


def test_escape__in_an_article__goes_back_to_its_card(qtbot: QtBot, desk: Desk, person: Person) -> None:
    screen = person.opens(ReadingsScreen(desk))
    screen.show_passage(PassageId("a001-acts"))

    qtbot.keyClick(article(screen), Qt.Key.Key_Escape)

    assert screen.focusWidget() is buttons(screen)["Read Solidarity"]


def test_narrow_window__what_was_made_from_a_passage__takes_the_article_s_place_until_escape(
    qtbot: QtBot, desk: Desk, person: Person
) -> None:
    screen = person.opens(ReadingsScreen(desk), width=520)
    screen.show_passage(PassageId("a001-microaggressions"))
    assert "Write to “Small cuts”" not in buttons(screen)

    qtbot.keyClick(article(screen), Qt.Key.Key_Return)
    assert "Write to “Small cuts”" in buttons(screen)
    qtbot.keyClick(buttons(screen)["Back to the article"], Qt.Key.Key_Space)

    assert article(screen).isVisible()


def test_every_passage__of_the_pack__can_be_shown(desk: Desk, pack: Pack, person: Person) -> None:
    screen = person.opens(ReadingsScreen(desk))

    reached = []
    for passage_id in pack.passages:
        screen.show_passage(passage_id)
        reached.append(article(screen).current_passage)

    assert reached == list(pack.passages)


def test_passage__several_own_pages__are_read_as_one_with_a_press(
    desk: Desk, pack: Pack, person: Person, write: Callable[..., EntryId]
) -> None:
    prompt = next(iter(pack.prompts.values()))
    ids = {answer(write, pack, prompt.id) for _ in range(3)}
    screen = person.opens(ReadingsScreen(desk))
    screen.show_passage(prompt.passages[0])
    wished = QSignalSpy(screen.read_requested)

    person.press_button(screen, "Read them as one page")

    assert set(wished.at(0)[0]) == ids
