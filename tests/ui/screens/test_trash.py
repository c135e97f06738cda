"""The trash in the Journal: a page goes there at once, comes back by a key, and goes for good only when asked twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal_app.journal.drafts import start_draft
from journal_app.journal.drawings import Owner, Stroke, save_drawing
from journal_app.journal.entries import Entry, EntryId, count_entries, load_entry
from journal_app.journal.trash import count_trash, move_to_trash, put_back
from journal_app.settings.clock import FixedClock
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.desk import Desk
from journal_app.ui.drawing.figure import DrawingFigure
from journal_app.ui.models.timeline_model import PAGE_ROWS
from journal_app.ui.screens import deleted_entry
from journal_app.ui.screens.deleted_entry import erase_due
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.shell import Shell
from journal_app.ui.theme.palette import ink_colours
from journal_app.ui.undo_bar import UndoBar
from journal_app.ui.widgets.buttons import Button
from journal_app.ui.widgets.notice import Notice
from journal_app.ui.widgets.reading_text import ReadingText
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault

Person = Any  # lives in conftest.py: test files import nothing from each other


@pytest.fixture
def trash_one(vault: Vault, clock: FixedClock, write: Callable[..., EntryId]) -> Callable[..., EntryId]:
    """Put a page into the trash, as it was done some days ago."""

    def trash(body: str, *, days_ago: int = 0, title: str = "") -> EntryId:
        entry_id = write(body, title=title, days_ago=days_ago)
        clock.moment -= timedelta(days=days_ago)
        move_to_trash(vault, clock, entry_id)
        clock.moment += timedelta(days=days_ago)
        return entry_id

    return trash


def shown_body(screen: QWidget) -> str | None:
    bodies = [one for one in screen.findChildren(ReadingText) if one.isVisible()]
    return bodies[0].text() if bodies else None


def told(screen: QWidget) -> list[str]:
    found = [*screen.findChildren(Notice), *screen.findChildren(UndoBar)]
    return [notice.text for notice in found if notice.isVisible()]


def offers(screen: QWidget) -> list[str]:
    return [one.text() for one in screen.findChildren(Button) if one.isVisible()]


def open_first(person: Person, screen: QWidget) -> None:
    person.rows(screen).focus_row()
    person.key(person.rows(screen), Qt.Key.Key_Return)


def opens_journal(person: Person, desk: Desk) -> Shell:
    """Open the Journal where what was done is told and taken back: in the window's own frame."""
    shell = person.sits_at(Shell(desk))
    shell.open_place("journal")
    return shell


def opens_trash(person: Person, desk: Desk, width: int = 1280) -> JournalScreen:
    screen = person.sits_at(JournalScreen(desk), width=width)
    person.press_button(screen, "Trash")
    return screen


def test_move_to_trash__pressed__goes_at_once_and_says_so(
    desk: Desk, vault: Vault, person: Person, said: list[str], write: Callable[..., EntryId]
) -> None:
    write("Keep me.", title="Stays")
    write("Words.", title="Goes", days_ago=-1)
    screen = opens_journal(person, desk)
    assert "Trash" not in offers(screen)
    open_first(person, screen)

    person.press_button(screen, "Move to trash")

    assert person.titles(screen) == ["November 2026", "Stays"]
    assert shown_body(screen) is None
    assert told(screen) == ["The page is in the trash. It can be put back for 30 days."]
    assert said[-1] == told(screen)[0]
    assert count_trash(vault) == 1
    assert person.button(screen, "Trash").accessibleName() == "Trash, one page"
    assert screen.focusWidget() is person.rows(screen)


@pytest.mark.parametrize("way", ["button", "undo key"])
def test_move_to_trash__taken_back__opens_the_page_as_it_was(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, way: str, write: Callable[..., EntryId]
) -> None:
    write("Keep me.", title="Stays", days_ago=1)
    entry_id = write("Words.", title="Goes")
    before: Entry = load_entry(vault, entry_id)
    screen = opens_journal(person, desk)
    open_first(person, screen)
    person.press_button(screen, "Move to trash")

    if way == "button":
        person.push("Put it back")
    else:
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert load_entry(vault, entry_id) == before
    assert shown_body(screen) == "Words."
    assert isinstance(screen.focusWidget(), ReadingText)
    assert person.titles(screen) == ["November 2026", "Goes", "Stays"]
    assert told(screen) == ["The page is back, as it was."]
    assert "Trash" not in offers(screen)


def test_undo_key__nothing_moved__does_nothing(
    qtbot: QtBot, desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Words.")
    screen = opens_journal(person, desk)
    person.rows(screen).focus_row()

    qtbot.keyClick(person.rows(screen), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert count_entries(vault) == 1
    assert told(screen) == []


def test_move_to_trash__the_only_page__leaves_the_way_back_in_sight(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Words.")
    screen = opens_journal(person, desk)
    open_first(person, screen)

    person.press_button(screen, "Move to trash")

    assert "No page is kept here now. What is in the trash can still be put back." in person.reads(screen)
    assert {"Put it back", "Trash"} <= set(offers(screen))
    assert person.words == "Trash"
    person.press_button(screen, "Put it back")
    assert count_entries(vault) == 1
    assert shown_body(screen) == "Words."


def test_trash__opened__lists_its_pages_with_the_day_they_go(
    desk: Desk, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    trash_one("First words.", title="First", days_ago=3)
    trash_one("Second words.", title="Second")

    screen = opens_trash(person, desk)

    assert person.titles(screen) == ["Second", "First"]
    rows = person.rows(screen).model().rows
    assert [row.detail for row in rows] == [
        "Goes on 21 December 2026  ·  Second words.",
        "Goes on 18 December 2026  ·  First words.",
    ]
    words = "Pages here are deleted for good after 30 days, with the backups that hold them."
    assert words in person.reads(screen)
    assert screen.focusWidget() is person.rows(screen)


def test_trash__a_page_read__can_be_put_back_or_deleted_but_not_changed(
    desk: Desk, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    trash_one("Words to read.", title="First")
    screen = opens_trash(person, desk)

    open_first(person, screen)

    assert shown_body(screen) == "Words to read."
    assert isinstance(screen.focusWidget(), ReadingText)
    assert {"Put back", "Delete for good…"} <= set(offers(screen))
    assert not {"Edit", "Move to trash", "Where this comes from"} & set(offers(screen))


def test_trash__put_back__is_in_the_journal_again_and_the_keyboard_goes_on(
    desk: Desk, vault: Vault, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    trash_one("Other.", title="Other", days_ago=2)
    entry_id = trash_one("Words.", title="Back")
    screen = opens_trash(person, desk)
    open_first(person, screen)

    person.press_button(screen, "Put back")

    assert person.titles(screen) == ["Other"]
    assert told(screen) == ["The page is back in the journal, as it was."]
    assert screen.focusWidget() is person.rows(screen)
    person.press_button(screen, "Back to the journal")
    assert person.titles(screen) == ["November 2026", "Back"]
    assert load_entry(vault, entry_id).body == "Words."


def test_trash__delete_for_good__asks_first_and_takes_the_backups_too(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    trash_one("Words.")
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    screen = opens_trash(person, desk)
    open_first(person, screen)

    person.press_button(screen, "Delete for good…")
    person.press_button(screen, "Leave it in the trash")
    assert count_trash(vault) == 1
    person.press_button(screen, "Delete for good…")
    person.press_button(screen, "Delete for good")

    assert count_trash(vault) == 0
    assert [info.number for info in list_snapshots(vault.folder)] == [2]
    assert told(screen)[0].startswith("The page is deleted for good. The backups that held it went too")
    assert "The trash is empty." in person.reads(screen)
    assert person.words == "Back to the journal"


def test_empty_the_trash__asked_and_confirmed__deletes_all_of_it(
    desk: Desk, vault: Vault, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    for number in range(3):
        trash_one(f"Words {number}.")
    screen = opens_trash(person, desk)

    person.press_button(screen, "Empty the trash…")
    person.press_button(screen, "Leave them in the trash")
    assert count_trash(vault) == 3
    person.press_button(screen, "Empty the trash…")
    person.press_button(screen, "Delete all for good")

    assert count_trash(vault) == 0
    assert told(screen)[0].startswith("3 pages are deleted for good.")
    assert "Empty the trash…" not in offers(screen)
    person.press_button(screen, "Back to the journal")
    assert person.reads(screen) == ["The pages you keep will be here, newest first."]


def test_empty_the_trash__no_fresh_backup__says_so_and_can_be_finished(
    desk: Desk, vault: Vault, person: Person, monkeypatch: pytest.MonkeyPatch, trash_one: Callable[..., EntryId]
) -> None:
    def refuse(*_args: object, **_fields: object) -> None:
        raise VaultError(VaultProblem.DISK_FULL)

    for number in range(2):
        trash_one(f"Words {number}.")
    screen = opens_trash(person, desk)
    person.press_button(screen, "Empty the trash…")
    with monkeypatch.context() as patch:
        patch.setattr(deleted_entry, "purge_snapshots", refuse)
        person.press_button(screen, "Delete all for good")

    assert "Older backups still hold them, because no fresh one could be made." in told(screen)[0]
    person.press_button(screen, "Try again")
    assert told(screen)[0].startswith("2 pages are deleted for good. Copies in other places")


def test_trash__more_than_a_page__fetches_the_rest_as_it_is_scrolled(
    qtbot: QtBot, desk: Desk, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    for number in range(PAGE_ROWS + 7):
        trash_one(f"Words {number}")
    screen = opens_trash(person, desk)

    for _ in range(3):
        person.rows(screen).scrollToBottom()
        qtbot.wait(1)

    assert len(person.titles(screen)) == PAGE_ROWS + 7


def test_trash__escape__goes_from_the_page_to_the_journal_step_by_step(
    desk: Desk, person: Person, write: Callable[..., EntryId], trash_one: Callable[..., EntryId]
) -> None:
    write("Kept.", title="Kept")
    trash_one("Words.", title="Thrown")
    screen = opens_trash(person, desk, width=520)
    open_first(person, screen)

    person.press(Qt.Key.Key_Escape)
    assert person.titles(screen) == ["Thrown"]
    person.press(Qt.Key.Key_Escape)

    assert "Kept" in person.titles(screen)
    assert screen.focusWidget() is person.rows(screen)


def test_put_it_back__after_the_trash_was_changed__is_offered_no_more(
    desk: Desk, vault: Vault, person: Person, write: Callable[..., EntryId]
) -> None:
    write("Kept.", title="Kept", days_ago=1)
    write("Words.", title="Goes")
    screen = opens_journal(person, desk)
    open_first(person, screen)
    person.press_button(screen, "Move to trash")
    person.press_button(screen, "Trash")
    open_first(person, screen)
    person.press_button(screen, "Put back")

    person.press_button(screen, "Back to the journal")

    assert told(screen) == []
    assert count_entries(vault) == 2


def test_put_back__gone_meanwhile__says_so_on_the_page(
    desk: Desk, vault: Vault, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    entry_id = trash_one("Words.")
    screen = opens_trash(person, desk)
    open_first(person, screen)
    put_back(vault, entry_id)

    person.press_button(screen, "Put back")

    assert told(screen) == ["That entry is no longer there. It may have been deleted."]


def test_trash__changed_elsewhere_while_open__is_read_again(
    desk: Desk, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    trash_one("Due.", title="Due", days_ago=31)
    trash_one("Fresh.", title="Fresh")
    screen = opens_trash(person, desk)
    gone: list[object] = []

    desk.jobs.run(erase_due, owner=screen, done=gone.append)
    desk.hub.announce(frozenset({Kind.ENTRIES}), desk.hub)

    assert gone[0].count == 1  # type: ignore[attr-defined]
    assert person.titles(screen) == ["Fresh"]


def test_journal__only_a_draft_and_the_trash__shows_both(
    desk: Desk, vault: Vault, clock: FixedClock, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    start_draft(vault, clock, body="Half a page")
    trash_one("Words.")

    screen = person.opens(JournalScreen(desk))

    assert person.titles(screen) == ["Not finished yet", "Half a page"]
    assert "Trash" in offers(screen)


def test_trash__walked_by_tab__every_stop_has_a_name_and_room(
    desk: Desk, person: Person, trash_one: Callable[..., EntryId]
) -> None:
    QAccessible.setActive(True)
    trash_one("Words.")
    screen = opens_trash(person, desk)
    open_first(person, screen)
    person.press_button(screen, "Delete for good…")
    person.press_button(screen, "Empty the trash…")

    stops = [
        one for one in screen.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert len(stops) >= 7
    assert all(QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in stops)
    assert all(min(one.width(), one.height()) >= 24 for one in stops)


def test_trash__page_with_a_drawing__shows_it_to_be_looked_at(
    desk: Desk,
    person: Person,
    vault: Vault,
    clock: FixedClock,
    write: Callable[..., EntryId],
) -> None:
    entry_id = write("a page")
    save_drawing(vault, clock, Owner(entry_id=entry_id), (Stroke(3, 0.02, ((0.1, 0.4), (0.9, 0.4))),), "a hill")
    move_to_trash(vault, clock, entry_id)
    screen = opens_trash(person, desk)
    open_first(person, screen)
    [figure] = [one for one in screen.findChildren(DrawingFigure) if one.isVisible()]
    assert (figure.accessibleName(), figure.isEnabled()) == ("Drawing: a hill", False)
    shown = figure.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, round(shown.width() * 0.4)) == ink_colours(screen)[3]
    assert "Add a drawing" not in offers(screen)
