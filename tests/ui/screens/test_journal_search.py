"""The Journal's search: pages found by words and filters, chips that are text, and nothing that scolds."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDateEdit, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.asked import asked_from_prompt
from journal_app.journal.entries import EntryId
from journal_app.journal.tags import put_chip
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.timeline_model import PAGE_ROWS
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.readings import strand_name
from journal_app.ui.screens.search_bar import SearchBar
from journal_app.ui.widgets.filter_chips import FilterChips
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
Write = Callable[..., EntryId]


def search_for(qtbot: QtBot, screen: JournalScreen, words: str) -> None:
    """Type as a person does, and let the wait for more letters end."""
    screen.focus_search()
    qtbot.keyClicks(screen.focusWidget(), words)
    qtbot.waitUntil(lambda: not bar(screen)._search_wait.isActive())


def bar(screen: JournalScreen) -> SearchBar:
    return screen.findChildren(SearchBar)[0]


def chips(screen: JournalScreen) -> tuple[str, ...]:
    return screen.findChildren(FilterChips)[0].texts


def found(person: Person, screen: JournalScreen) -> list[ListRow]:
    return [row for row in person.rows(screen).model().rows if row.kind is RowKind.ENTRY]


def details(person: Person, screen: JournalScreen) -> list[str]:
    return [row.detail or row.title for row in found(person, screen)]


def choose(screen: JournalScreen, *path: str) -> None:
    """Choose from the filter menu."""
    menu: QMenu = bar(screen)._menu
    menu.aboutToShow.emit()
    for name in path[:-1]:
        sub = named(menu, name).menu()
        assert isinstance(sub, QMenu)
        menu = sub
    named(menu, path[-1]).trigger()


def named(menu: QMenu, name: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == name)


def test_search__words_of_an_entry__finds_it_with_the_words_marked(
    qtbot: QtBot, desk: Desk, person: Person, said: list[str], write: Write
) -> None:
    write("The bus was late.", title=" A bus")
    write("A quiet evening with soup.", days_ago=1)
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "bus")

    [row] = found(person, screen)
    assert [row.detail[start:end] for start, end in row.marks] == ["bus"]
    assert [row.title[start:end] for start, end in row.title_marks] == ["bus"]
    assert "One page found" in person.reads(screen)
    assert said[-1] == "One page found"


def test_search__words_of_a_title_with_a_link__are_marked_where_they_are_read(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    write("Words.", title=f"After [that day](entry:{'a' * 32}) the bus")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "bus")

    [row] = found(person, screen)
    assert row.title == "After that day the bus"
    assert [row.title[start:end] for start, end in row.title_marks] == ["bus"]


def test_search__nothing_found__says_so_kindly(
    qtbot: QtBot, desk: Desk, person: Person, said: list[str], write: Write
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "zebra")

    words = person.reads(screen)
    assert "No page fits this search. Fewer words or filters, or the start of a word, may find more." in words
    assert said == ["Nothing found"]


def test_search__a_date_that_no_page_says__offers_the_pages_of_that_day(
    qtbot: QtBot, desk: Desk, person: Person, said: list[str], write: Write
) -> None:
    write("The bus was late.", days_ago=2)
    screen = person.sits_at(JournalScreen(desk))

    search_for(qtbot, screen, "19 November 2026")
    announced = said[-1]
    person.push("Pages from")

    assert announced == "Nothing found. Pages from Thursday, 19 November 2026"
    assert bar(screen).text == "on:2026-11-19 "
    assert details(person, screen) == ["The bus was late."]
    assert bar(screen).has_field_focus()


@pytest.mark.parametrize("typed", ["bus", "on:2026-11", "2026-11 tag:x"])
def test_search__no_date_or_one_that_is_a_filter__offers_no_days(
    qtbot: QtBot, desk: Desk, person: Person, write: Write, typed: str
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, typed)

    assert bar(screen)._days_offer.isHidden()


def test_search__date_that_many_pages_say__offers_no_days(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    for number in range(4):
        write(f"In 2019, {number}.", days_ago=number)
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "2019")

    assert bar(screen)._days_offer.isHidden()


def test_filter_menu__passage__is_offered_by_article_and_searched(
    desk: Desk, person: Person, write: Write, pack: Pack
) -> None:
    prompt = next(iter(pack.prompts.values()))
    passage = pack.passages[prompt.passages[0]]
    write("answer", asked=asked_from_prompt(pack, prompt))
    write("other")
    screen = person.opens(JournalScreen(desk))
    bar(screen)._menu.aboutToShow.emit()
    articles = named(bar(screen)._menu, "Passage").menu()
    assert isinstance(articles, QMenu)
    inside = named(articles, pack.articles[passage.article].short_title).menu()
    assert isinstance(inside, QMenu)

    next(one for one in inside.actions() if passage.quote.exact.startswith(one.text().rstrip("…"))).trigger()

    assert chips(screen) == (f"passage:{passage.id}",)
    assert details(person, screen) == ["answer"]


def test_search__escape__leaves_it_and_shows_every_page_again(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))
    search_for(qtbot, screen, "zebra tag:home")

    person.key(screen.focusWidget(), Qt.Key.Key_Escape)

    assert "November 2026" in person.titles(screen)
    assert chips(screen) == ()


@pytest.mark.parametrize("words", ['"', "a", "NEAR(", "* OR", "- x:", "tag:", "before:20"])
def test_search__odd_input__complains_of_nothing_while_it_is_typed(
    qtbot: QtBot, desk: Desk, words: str, person: Person, said: list[str], write: Write
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, words)

    assert screen._timeline._problem.isHidden()
    assert bar(screen)._problem.isHidden()


def test_search__what_can_t_be_read__is_told_in_one_line_and_the_rest_is_found(
    qtbot: QtBot, desk: Desk, person: Person, said: list[str], write: Write
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "bus before:2026-13 has:wings")
    qtbot.waitUntil(lambda: not bar(screen)._problem.isHidden())

    words = "“2026-13” isn't a date, so it was left out. A date looks like 2026, 2026-05 or 2026-05-14."
    assert bar(screen)._problem.text() == words
    assert said == ["One page found", words]
    assert len(found(person, screen)) == 1


def test_search__name_that_nothing_goes_by__is_told_on_enter(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    search_for(qtbot, screen, "theme:nowhere")
    person.key(screen.focusWidget(), Qt.Key.Key_Return)

    assert "No theme is called “nowhere”." in person.reads(screen)


def test_search__one_character_of_a_script_without_spaces__is_enough(desk: Desk, person: Person, write: Write) -> None:
    write("今日は東京都へ")
    write("bus", days_ago=1)
    screen = person.opens(JournalScreen(desk))

    screen.search_for("都")

    assert details(person, screen) == ["今日は東京都へ"]


def test_search__more_than_a_page__fetches_the_rest_and_keeps_it_when_the_journal_changes(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    for number in range(PAGE_ROWS + 10):
        write(f"plum {number}", days_ago=number)
    screen = person.opens(JournalScreen(desk))
    search_for(qtbot, screen, "plum")
    assert f"The newest {PAGE_ROWS} pages found" in person.reads(screen)

    for _ in range(3):
        person.rows(screen).scrollToBottom()
        qtbot.wait(1)
    assert len(found(person, screen)) == PAGE_ROWS + 10

    write("plum now")
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)
    assert len(found(person, screen)) == PAGE_ROWS + 10
    assert details(person, screen)[0] == "plum now"


def test_chips__of_a_typed_search__are_its_filters_and_go_by_key_and_mouse(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, write: Write
) -> None:
    put_chip(vault, write("The bus was late."), "home")
    write("The bus came.", days_ago=1)
    screen = person.opens(JournalScreen(desk))
    search_for(qtbot, screen, "bus  -tag:home before:2027 is:free")
    assert chips(screen) == ("-tag:home", "before:2027", "is:free")
    assert details(person, screen) == ["The bus came."]

    first, second, _third = screen.findChildren(FilterChips)[0]._chips
    assert first.accessibleName() == "Take out the filter -tag:home"
    person.key(first, Qt.Key.Key_Delete)
    assert bar(screen).text == "bus before:2027 is:free"
    assert len(found(person, screen)) == 2

    assert second.isHidden()
    before, _free = screen.findChildren(FilterChips)[0]._chips
    assert screen.focusWidget() is before
    qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
    assert bar(screen).text == "bus is:free"
    person.key(screen.findChildren(FilterChips)[0]._chips[0], Qt.Key.Key_Space)
    assert bar(screen).text == "bus"
    assert screen.findChildren(FilterChips)[0].isHidden()
    assert isinstance(screen.focusWidget(), QLineEdit)


def test_filter_menu__each_kind__writes_what_was_chosen_into_the_field(
    qtbot: QtBot, desk: Desk, vault: Vault, pack: Pack, person: Person, write: Write
) -> None:
    prompt = pack.prompts["q000-01"]  # type: ignore[index]
    put_chip(vault, write("Answered.", asked=asked_from_prompt(pack, prompt)), "home")
    write("Free.")
    theme, article = pack.themes[prompt.themes[0]], pack.article_of(prompt)
    screen = person.opens(JournalScreen(desk))

    choose(screen, "Tag", "#home")
    assert bar(screen).text == "tag:home "
    choose(screen, "Theme", strand_name(theme.strand), theme.name)
    choose(screen, "Article", article.short_title)
    choose(screen, "Date", "This month")
    choose(screen, "Has", "a prompt")

    assert chips(screen)[0] == "tag:home"
    assert chips(screen)[-2:] == ("on:this-month", "has:prompt")
    assert details(person, screen) == ["Answered."]
    assert isinstance(screen.focusWidget(), QLineEdit)


def test_filter_menu__tag_to_type__waits_behind_the_operator(desk: Desk, person: Person, write: Write) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))

    choose(screen, "Tag", "Type a tag…")

    assert bar(screen).text == "tag:"
    assert isinstance(screen.focusWidget(), QLineEdit)


def test_filter_menu__a_day__is_picked_by_keys(desk: Desk, person: Person, write: Write) -> None:
    write("Today.")
    write("Before.", days_ago=1)
    screen = person.sits_at(JournalScreen(desk))

    choose(screen, "Date", "Before a day…")
    edit = QApplication.focusWidget()
    assert isinstance(edit, QDateEdit)
    assert edit.accessibleName() == "Before a day"
    person.press(Qt.Key.Key_Return)

    assert chips(screen) == ("before:2026-11-21",)
    assert details(person, screen) == ["Before."]
    choose(screen, "Date", "On a day…")
    person.press(Qt.Key.Key_Escape)
    assert edit.isHidden() or not edit.isVisible()
    assert chips(screen) == ("before:2026-11-21",)


def test_order__best_match__is_chosen_and_told_and_dates_stand_in_the_rows(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    write("One wren among many other words of a long day.")
    write("wren wren", title="Wren", days_ago=3)
    screen = person.opens(JournalScreen(desk))
    search_for(qtbot, screen, "wren")
    assert [row.title for row in found(person, screen)][-1] == "Wren"

    named(bar(screen)._sort.menu(), "Best match first").trigger()

    best = found(person, screen)
    assert best[0].title == "Wren"
    assert best[0].detail == "18 Nov 2026  ·  wren wren"
    assert {best[0].detail[start:end] for start, end in best[0].marks} == {"wren"}
    assert person.titles(screen)[0] == "Wren"
    assert bar(screen)._sort.text() == "Best match first"
    assert person.rows(screen).accessibleName() == "Pages found, best match first"


def test_clear__pressed__shows_every_page_again(qtbot: QtBot, desk: Desk, person: Person, write: Write) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))
    assert bar(screen)._clear.isHidden()
    search_for(qtbot, screen, "zebra")

    qtbot.mouseClick(bar(screen)._clear, Qt.MouseButton.LeftButton)

    assert "November 2026" in person.titles(screen)
    assert isinstance(screen.focusWidget(), QLineEdit)


def test_help__opened_and_left__tells_what_can_be_typed_and_comes_back(
    qtbot: QtBot, desk: Desk, person: Person, write: Write
) -> None:
    write("The bus was late.")
    screen = person.sits_at(JournalScreen(desk))
    search_for(qtbot, screen, "bus")

    qtbot.mouseClick(bar(screen)._help, Qt.MouseButton.LeftButton)
    assert "has:picture" in person.reads(screen)
    assert person.words == "Back to the list"
    person.press(Qt.Key.Key_Escape)

    assert len(found(person, screen)) == 1
    assert bar(screen).text == "bus"
    assert isinstance(screen.focusWidget(), QLineEdit)


def test_search__a_newer_one__drops_the_one_under_way(
    qtbot: QtBot, desk: Desk, person: Person, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("The bus was late.")
    screen = person.opens(JournalScreen(desk))
    waiting: list[Callable[[], None]] = []
    run = desk.jobs.run
    monkeypatch.setattr(desk.jobs, "run", lambda job, **more: waiting.append(lambda: run(job, **more)))

    search_for(qtbot, screen, "zebra")
    search_for(qtbot, screen, "bus")
    assert len(waiting) == 2
    for job in reversed(waiting):
        job()

    assert details(person, screen) == ["The bus was late."]
