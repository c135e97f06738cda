"""Tags: every one with its pages; renamed, made one of several, taken off, all by keys and taken back from the bar."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from journal_app.journal.entries import EntryId, load_entry
from journal_app.journal.tags import list_tags, merge_tags, put_chip, rename_tag
from journal_app.journal.trash import move_to_trash
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.commands import commands_of
from journal_app.ui.desk import Desk
from journal_app.ui.places import JOURNAL, SETTINGS, TAGS, TODAY
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.tags import TagsScreen
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other
CTRL = Qt.KeyboardModifier.ControlModifier
SELECT = QItemSelectionModel.SelectionFlag.Select


@pytest.fixture
def pages(vault: Vault, write: Callable[..., EntryId]) -> tuple[EntryId, ...]:
    """Three pages: `garden` typed on one and beside another, `gardens` beside the third, `rain` beside the first."""
    first, second, third = write("In the #garden."), write("Roses."), write("Peas.")
    for entry_id, name in ((second, "garden"), (third, "gardens"), (first, "rain")):
        put_chip(vault, entry_id, name)
    return first, second, third


def opens(person: Person, desk: Desk) -> tuple[Shell, TagsScreen]:
    shell = person.sits_at(Shell(desk))
    shell.open_place(TAGS)
    return shell, shell.findChild(TagsScreen)


class LateRunner(InlineRunner):
    """Runs each job only when the test says so, as the vault's own thread does."""

    def __init__(self, journal: OpenJournal, hub: ChangeHub) -> None:
        super().__init__(journal, hub)
        self.waiting: list[Callable[[], None]] = []

    def run(self, job: Callable[[OpenJournal], Any], **asked: Any) -> None:
        self.waiting.append(lambda: InlineRunner.run(self, job, **asked))


def choose(person: Person, screen: TagsScreen, *names: str) -> None:
    rows = person.rows(screen)
    rows.clearSelection()
    titles = person.titles(screen)
    for name in names:
        index = rows.model().index(titles.index(name), 0)
        rows.selectionModel().setCurrentIndex(index, SELECT)


def details(person: Person, screen: TagsScreen) -> list[str]:
    return [row.detail for row in person.rows(screen)._rows.rows]


def names(vault: Vault) -> dict[str, int]:
    return {tag.name: tag.pages for tag in list_tags(vault)}


def test_tags__opened__lists_each_with_its_pages_and_the_names_it_had(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, write: Callable[..., EntryId], pages: tuple[EntryId]
) -> None:
    move_to_trash(vault, clock, write("Gone #away."))
    [gardens] = [tag for tag in list_tags(vault) if tag.name == "gardens"]
    rename_tag(vault, gardens.id, "allotment")

    _, screen = opens(person, desk)

    assert person.titles(screen) == ["#allotment", "#away", "#garden", "#rain"]
    assert details(person, screen) == [
        "On one page  ·  also says #gardens",
        "On pages in the trash only",
        "On 2 pages",
        "On one page",
    ]


@pytest.mark.usefixtures("pages")
def test_rename__by_key__is_kept_and_taken_back(qtbot: QtBot, desk: Desk, vault: Vault, person: Person) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#garden")

    person.press(Qt.Key.Key_F2)
    person.type_text("outside")
    person.press(Qt.Key.Key_Return)
    renamed = names(vault), person.reads_bar(shell), person.titles(screen), person.rows(screen).hasFocus()
    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_Z, CTRL)

    assert renamed == (
        {"gardens": 1, "outside": 2, "rain": 1},
        "#garden is called #outside now.",
        ["#gardens", "#outside", "#rain"],
        True,
    )
    assert names(vault) == {"garden": 2, "gardens": 1, "rain": 1}
    assert person.titles(screen) == ["#garden", "#gardens", "#rain"]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("typed", "said"), [("rain", "Another tag has that name"), ("1st", "A tag starts with a letter")]
)
def test_rename__to_what_can_not_be__says_so_and_keeps_what_was_typed(
    desk: Desk, vault: Vault, person: Person, typed: str, said: str
) -> None:
    _, screen = opens(person, desk)
    choose(person, screen, "#garden")
    person.press_button(screen, "Rename…")

    person.type_text(typed)
    person.press(Qt.Key.Key_Return)

    assert any(words.startswith(said) for words in person.reads(screen))
    assert typed in [field.text() for field in screen.findChildren(QLineEdit) if field.isVisible()]
    assert names(vault) == {"garden": 2, "gardens": 1, "rain": 1}


@pytest.mark.usefixtures("pages")
def test_rename__left_and_come_back_to__still_has_what_was_typed(desk: Desk, vault: Vault, person: Person) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#garden")
    person.press_button(screen, "Rename…")
    person.type_text("outs")

    shell.open_place(JOURNAL)
    shell.open_place(TAGS)
    person.type_text("ide")
    choose(person, screen, "#rain")  # whatever is chosen meanwhile: the question was about #garden
    screen._rename_form.focus_answer()
    person.press(Qt.Key.Key_Return)

    assert names(vault) == {"gardens": 1, "outside": 2, "rain": 1}


@pytest.mark.usefixtures("pages")
def test_rename__of_a_tag_that_is_gone_meanwhile__is_asked_no_more(desk: Desk, vault: Vault, person: Person) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#gardens")
    person.press_button(screen, "Rename…")
    shell.open_place(JOURNAL)
    gardens, garden = (next(tag.id for tag in list_tags(vault) if tag.name == name) for name in ("gardens", "garden"))
    merge_tags(vault, (gardens, garden), garden)

    shell.open_place(TAGS)

    assert screen._rename_form.isHidden()
    assert person.rows(screen).hasFocus()


@pytest.mark.usefixtures("pages")
def test_merge__of_several__is_the_one_with_most_pages_and_can_be_undone(
    desk: Desk, vault: Vault, person: Person
) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#garden", "#gardens")

    person.press_button(screen, "Make one of them…")
    person.press_button(screen, "Make one tag of them")
    merged = names(vault), person.reads_bar(shell), details(person, screen)
    person.press_button(shell, "Undo")

    assert merged == (
        {"garden": 3, "rain": 1},
        "They are one tag now, #garden.",
        ["On 3 pages  ·  also says #gardens", "On one page"],
    )
    assert names(vault) == {"garden": 2, "gardens": 1, "rain": 1}


@pytest.mark.usefixtures("pages")
def test_merge__of_one__goes_to_the_tag_that_is_chosen(desk: Desk, vault: Vault, person: Person) -> None:
    _, screen = opens(person, desk)
    choose(person, screen, "#gardens")

    person.press_button(screen, "Merge into another…")
    [list_] = [one for one in screen.findChildren(FoldedList) if one.isVisible()]
    offered = [list_.itemText(at) for at in range(list_.count())]
    list_.setCurrentIndex(offered.index("#rain"))
    person.press_button(screen, "Make one tag of them")

    assert offered == ["#garden", "#rain"]
    assert names(vault) == {"garden": 2, "rain": 2}


def test_remove__typed_on_a_page_too__says_that_it_stays_and_is_taken_back(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, pages: tuple[EntryId, ...]
) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#garden")

    person.press(Qt.Key.Key_Delete)
    removed = names(vault), person.reads_bar(shell)
    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_Z, CTRL)

    said = "Taken off pages: #garden. Where a page's own words say it, it stays."
    assert removed == ({"garden": 1, "gardens": 1, "rain": 1}, said)
    assert [tag.is_chip for tag in load_entry(vault, pages[1]).tags] == [True]
    assert names(vault) == {"garden": 2, "gardens": 1, "rain": 1}


def test_remove__typed_on_pages_only__says_that_it_stays(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    write("All #typed.")
    shell, screen = opens(person, desk)
    choose(person, screen, "#typed")

    person.press_button(screen, "Take off pages")

    assert "Put beside no page: #typed. Pages that say it in their own words keep it." in person.reads(screen)
    assert (names(vault), person.reads_bar(shell)) == ({"typed": 1}, "")


@pytest.mark.usefixtures("pages")
def test_remove__of_several__is_one_thing_to_undo(qtbot: QtBot, desk: Desk, vault: Vault, person: Person) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#rain", "#gardens")

    person.press_button(screen, "Take off pages")
    removed = names(vault), person.reads_bar(shell)
    qtbot.keyClick(shell.focusWidget(), Qt.Key.Key_Z, CTRL)

    assert removed == ({"garden": 2}, "Taken off all pages: #gardens, #rain.")
    assert names(vault) == {"garden": 2, "gardens": 1, "rain": 1}


@pytest.mark.usefixtures("pages")
def test_enter__on_a_tag__searches_it(desk: Desk, person: Person) -> None:
    shell, screen = opens(person, desk)
    choose(person, screen, "#rain")

    person.press(Qt.Key.Key_Return)

    journal = shell.findChild(JournalScreen)
    assert journal.isVisible()
    assert "In the #garden." in person.titles(journal)


@pytest.mark.usefixtures("pages")
def test_find__letters__narrow_the_list_and_former_names_count(desk: Desk, vault: Vault, person: Person) -> None:
    [gardens] = [tag for tag in list_tags(vault) if tag.name == "gardens"]
    rename_tag(vault, gardens.id, "allotment")
    _, screen = opens(person, desk)

    person.walk_to(QLineEdit)
    person.type_text("#gard")
    found = person.titles(screen)
    person.type_text("x")

    assert found == ["#garden", "#allotment"]
    assert "No tag has these letters." in person.reads(screen)


def test_tags__none_yet__says_what_will_be_here(desk: Desk, person: Person) -> None:
    _, screen = opens(person, desk)

    assert "Tags that you put beside a page, or type on it as #garden, will be here." in person.reads(screen)
    assert person.words == "Back"
    assert not screen._find.isVisible()


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(("place", "button"), [(JOURNAL, "Tags"), (SETTINGS, "Your tags")])
def test_tags__from_a_place__and_esc_leads_back(
    qtbot: QtBot, desk: Desk, person: Person, place: str, button: str
) -> None:
    shell = person.sits_at(Shell(desk))
    shell.open_place(place)
    before = shell._stack.currentWidget()

    person.press_button(shell, button)
    is_there = shell.findChild(TagsScreen).isVisible()
    person.press(Qt.Key.Key_Escape)

    assert is_there
    assert shell._stack.currentWidget() is before


def test_tags__from_the_palette__are_a_command(desk: Desk, person: Person) -> None:
    shell = person.sits_at(Shell(desk))
    shell.open_place(TODAY)

    next(one for one in commands_of(shell) if one.text == "Tags").run()

    assert shell.findChild(TagsScreen).isVisible()


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("is_back_left", [False, True])
def test_tags__read_later__take_the_keyboard_unless_it_went_elsewhere(
    desk: Desk, vault: Vault, person: Person, *, is_back_left: bool
) -> None:
    runner = LateRunner(OpenJournal(vault, desk.pack, desk.clock), desk.hub)
    screen = person.sits_at(TagsScreen(replace(desk, jobs=runner)))
    before = person.words
    if is_back_left:
        screen._find.show()
        screen._find.setFocus()

    while runner.waiting:
        runner.waiting.pop(0)()

    assert before == "Back"
    assert person.rows(screen).hasFocus() is not is_back_left
