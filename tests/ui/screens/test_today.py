"""Today: one prompt as an offer, what one may do with it, and the page that was left unfinished."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from journal_app.content.model import Pack, empty_pack
from journal_app.journal.drafts import start_draft
from journal_app.journal.offers import not_today, prompts_set_aside, todays_offer
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.widgets.buttons import Button
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def offered(vault: Vault, pack: Pack, clock: FixedClock) -> Callable[[], str]:
    """Ask for the title of the prompt that is offered just now."""

    def title() -> str:
        offer = todays_offer(vault, pack, clock)
        assert offer is not None
        return pack.prompts[offer.prompt_id].title

    return title


def words_of(widget: QWidget | None) -> str:
    assert isinstance(widget, Button)
    return widget.text()


def test_today__shown__has_the_day_and_the_prompt_of_the_day(
    desk: Desk, pack: Pack, person: Person, offered: Callable[[], str]
) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)

    assert "Saturday, 21 November" in person.reads(screen)
    assert offered() in person.reads(screen)


@pytest.mark.parametrize("name", ["Another", "Not today", "Never again"])
def test_today__prompt_passed_by__shows_the_next_with_the_keyboard_on_it(
    desk: Desk, pack: Pack, name: str, person: Person, offered: Callable[[], str]
) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)
    before = offered()

    person.press_button(screen, name)

    after = offered()
    assert after != before
    assert after in person.reads(screen)
    assert words_of(screen.focusWidget()) in {"Write", "Open this one"}


def test_today__last_prompt_passed_by__gives_the_keyboard_to_the_free_page(
    desk: Desk, vault: Vault, pack: Pack, person: Person, clock: FixedClock
) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)
    while (offer := todays_offer(vault, pack, clock)) is not None and offer.place < offer.of:
        not_today(vault, pack, clock)
    screen.refresh()
    person.button(screen, "Never again").setFocus()

    person.press_button(screen, "Never again")

    assert any("all that was set out" in words for words in person.reads(screen))
    assert words_of(screen.focusWidget()) == "Write without a prompt"


def test_today__never_again__can_be_brought_back_at_once(
    desk: Desk, vault: Vault, pack: Pack, person: Person, clock: FixedClock
) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)
    before = todays_offer(vault, pack, clock)
    assert before is not None
    person.press_button(screen, "Never again")
    assert prompts_set_aside(vault) == (before.prompt_id,)

    person.press_button(screen, "Bring it back")

    assert prompts_set_aside(vault) == ()


def test_today__smaller_version__is_what_the_page_is_asked(
    desk: Desk, vault: Vault, pack: Pack, person: Person, clock: FixedClock
) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)
    wished = QSignalSpy(screen.write_requested)
    offer = todays_offer(vault, pack, clock)
    assert offer is not None

    person.press_button(screen, "Smaller version")
    person.press_button(screen, "Write")

    asked = wished.at(0)[0]
    assert (asked.prompt_id, asked.text) == (offer.prompt_id, pack.prompts[offer.prompt_id].smaller)


def test_today__unfinished_page__is_offered_to_go_on_with(
    desk: Desk, vault: Vault, person: Person, clock: FixedClock
) -> None:
    draft = start_draft(vault, clock, body="Half a page")
    screen = person.opens(TodayScreen(desk), 1000, 900)
    wished = QSignalSpy(screen.draft_requested)

    person.press_button(screen, "Go on writing")

    assert wished.at(0) == [draft.id]


def test_today__draft_made_elsewhere__is_shown_at_once(
    desk: Desk, vault: Vault, person: Person, clock: FixedClock
) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)
    start_draft(vault, clock, body="Half a page")

    desk.hub.announce(frozenset({Kind.DRAFTS}), screen)

    assert any("not finished" in one for one in person.reads(screen))


@pytest.mark.parametrize("pack", [empty_pack()], ids=["empty"])
def test_today__pack_without_prompts__still_offers_a_free_page(desk: Desk, person: Person, pack: Pack) -> None:
    screen = person.opens(TodayScreen(desk), 1000, 900)
    wished = QSignalSpy(screen.write_requested)

    person.press_button(screen, "Write without a prompt")

    assert wished.at(0) == [None]
