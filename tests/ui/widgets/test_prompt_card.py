"""The prompt's card: the whole question or its smaller version, folded behind a note where it has one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.labels import Label
from journal_app.ui.widgets.prompt_card import PromptCard, PromptView

VIEW = PromptView(
    title="A small welcome",
    text="Who made room for you this week?",
    smaller="Name one place with a free seat.",
    about="Belonging  ·  about 5 minutes",
    content_note="",
    quote="People matter to each other.",
    source="Solidarity  ·  The article's own claim",
    why=("It has not been shown yet.",),
)


@pytest.fixture
def card(qtbot: QtBot, dressed: ThemeController) -> PromptCard:
    widget = PromptCard()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


def buttons(card: PromptCard) -> dict[str, Button]:
    return {one.text(): one for one in card.findChildren(Button) if one.isVisible()}


def words(card: PromptCard) -> list[str]:
    return [one.text() for one in card.findChildren(Label) if one.isVisible() and one.text()]


def test_prompt_card__shown__has_question_passage_and_source(card: PromptCard) -> None:
    card.show_prompt(VIEW)

    assert VIEW.text in words(card)
    assert f"“{VIEW.quote}”" in words(card)
    assert VIEW.source in words(card)
    assert "Open this one" not in buttons(card)


def test_prompt_card__smaller_version__is_what_is_written_to(card: PromptCard, qtbot: QtBot) -> None:
    card.show_prompt(VIEW)
    wished = QSignalSpy(card.write_requested)

    qtbot.keyClick(buttons(card)["Smaller version"], Qt.Key.Key_Space)
    assert VIEW.smaller in words(card)
    assert VIEW.text not in words(card)
    qtbot.keyClick(buttons(card)["Write"], Qt.Key.Key_Space)
    qtbot.keyClick(buttons(card)["The whole prompt"], Qt.Key.Key_Space)
    qtbot.keyClick(buttons(card)["Write"], Qt.Key.Key_Space)

    assert [wished.at(number)[0] for number in range(wished.count())] == [True, False]


def test_prompt_card__little_energy_today__begins_with_the_smaller_version(card: PromptCard) -> None:
    card.show_prompt(replace(VIEW, is_smaller_first=True))

    assert VIEW.smaller in words(card)
    assert VIEW.text not in words(card)


def test_prompt_card__content_note__stands_before_the_question_until_it_is_opened(
    card: PromptCard, qtbot: QtBot
) -> None:
    card.show_prompt(replace(VIEW, content_note="being left out"))

    assert any("being left out" in one for one in words(card))
    assert VIEW.text not in words(card)
    assert f"“{VIEW.quote}”" not in words(card)
    assert "Write" not in buttons(card)
    qtbot.keyClick(buttons(card)["Open this one"], Qt.Key.Key_Space)

    assert VIEW.text in words(card)
    assert card.focusWidget() is buttons(card)["Write"]


def test_prompt_card__another_prompt__begins_afresh(card: PromptCard, qtbot: QtBot) -> None:
    card.show_prompt(VIEW)
    qtbot.keyClick(buttons(card)["Smaller version"], Qt.Key.Key_Space)
    qtbot.keyClick(buttons(card)["Why this prompt"], Qt.Key.Key_Space)
    assert VIEW.why[0] in words(card)

    card.show_prompt(replace(VIEW, title="Another", text="Another question?"))

    assert "Another question?" in words(card)
    assert VIEW.why[0] not in words(card)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Another", "another_requested"),
        ("Not today", "not_today_requested"),
        ("Never again", "never_again_requested"),
        ("Read in context", "read_requested"),
    ],
)
def test_prompt_card__each_action__is_one_key(card: PromptCard, qtbot: QtBot, name: str, signal: str) -> None:
    card.show_prompt(VIEW)
    wished = QSignalSpy(getattr(card, signal))

    qtbot.keyClick(buttons(card)[name], Qt.Key.Key_Space)

    assert wished.count() == 1


def test_prompt_card__markup_in_a_pack__is_shown_letter_for_letter(card: PromptCard) -> None:
    card.show_prompt(replace(VIEW, text="<b>Who</b> &amp; what?", quote="<img src='file:///etc/passwd'>"))

    assert "<b>Who</b> &amp; what?" in words(card)
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in card.findChildren(Label))
