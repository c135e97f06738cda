"""Several journals on one machine, a guest session, a rescue, and the honest page; each in the real window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal_app.journal.entries import count_entries
from journal_app.settings.paths import vaults_dir
from journal_app.settings.sentences import sentence
from journal_app.ui import opening
from journal_app.ui.guest_session import GuestSession
from journal_app.ui.leaving import Exit
from journal_app.ui.screens import keep_guest
from journal_app.ui.shell import Shell
from journal_app.ui.widgets.vault_chooser import TokenTile
from journal_app.vault.folders import find_vaults
from journal_app.vault.vault import create_vault, open_vault

# Any: Person lives in conftest.py, and test files import nothing from each other.
SitDown = Callable[..., Any]
ONE, OTHER = "velvet tractor onion muffin crab", "lantern pebble orbit walnut drizzle"
PIN = "2468"


@pytest.fixture
def two(home: Path) -> tuple[Path, Path]:
    """Two journals on one machine, in the order the gate shows them."""
    for passphrase in (ONE, OTHER):
        create_vault(opening.new_journal_folder(), passphrase, with_recovery_code=False)[0].close()
    folders = find_vaults(vaults_dir())
    assert len(folders) == 2
    return folders


def passphrase_of(folder: Path) -> str:
    """Return which of the two opens it."""
    for passphrase in (ONE, OTHER):
        try:
            open_vault(folder, passphrase).close()
        except Exception:  # noqa: BLE001 - the other one then
            continue
        return passphrase
    raise AssertionError(folder)


def begin_as_guest(sit_down: SitDown) -> Any:
    person = sit_down()
    person.choose("Write as a guest")
    person.tab_to("PIN for when you step away")
    person.write(PIN)
    person.tab_to("The same once more")
    person.write(PIN)
    person.choose("Begin")
    person.wait_for("Guest session, not kept.")
    return person


def files_in(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_unlock__two_journals__the_chosen_one_is_tried_and_no_other(sit_down: SitDown, two: tuple[Path, Path]) -> None:
    second = passphrase_of(two[1])
    person = sit_down()
    assert len([tile for tile in person.window.findChildren(TokenTile) if tile.isVisible()]) == 2

    person.write(second)
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence("wrong_passphrase"))
    person.wait_until(lambda: not person.sees("You can try again"))

    tiles = person.window.findChildren(TokenTile)
    while QApplication.focusWidget() not in tiles:
        person.press(Qt.Key.Key_Backtab)
    person.press(Qt.Key.Key_Right)
    person.tab_to("Passphrase")
    person.unlock(second)
    person.close()


def test_guest__writes_locks_and_ends__no_file_was_made(sit_down: SitDown, home: Path) -> None:
    person = begin_as_guest(sit_down)
    person.ctrl(Qt.Key.Key_N)
    person.write("Only for now.")
    person.wait_for("Not kept")

    person.ctrl(Qt.Key.Key_L)
    person.wait_for("The guest session goes on behind this.")
    assert not person.sees("Only for now.")
    person.write("1111")
    person.press(Qt.Key.Key_Return)
    person.wait_for("That isn't the PIN.")
    person.write(PIN)
    person.wait_until(lambda: _show_is_enabled(person))
    person.press(Qt.Key.Key_Return)
    person.wait_for("Not kept")
    assert person.page().text() == "Only for now."

    person.window.close()
    person.wait_for("End the guest session?")
    with person.until_left():
        person.choose("End, keep nothing")
    person.window.stop()
    assert person.left == [(Exit.DONE, None)]
    assert files_in(home) == []


def test_guest__ended_from_its_bar__the_gate_comes_back_fresh(sit_down: SitDown, home: Path) -> None:
    person = begin_as_guest(sit_down)
    person.ctrl(Qt.Key.Key_N)
    person.write("Only for now.")
    person.window.close()
    person.wait_for("End the guest session?")
    person.press(Qt.Key.Key_Escape)

    person.choose("End the session…")
    with person.until_left():
        person.choose("End, keep nothing")

    person.window.stop()
    assert person.left == [(Exit.RELAUNCH, None)]
    assert files_in(home) == []


@pytest.mark.parametrize("is_covered", [False, True])
def test_guest__time_is_over__all_is_let_go_and_the_gate_comes_back_fresh(
    sit_down: SitDown, home: Path, monkeypatch: pytest.MonkeyPatch, is_covered: bool
) -> None:
    person = begin_as_guest(sit_down)
    person.ctrl(Qt.Key.Key_N)
    person.write("Only for now.")
    if is_covered:
        person.ctrl(Qt.Key.Key_L)
        person.wait_for("The guest session goes on behind this.")
    monkeypatch.setattr(Shell, "flush", lambda _shell, then: then(False))  # what can't be kept holds nothing up
    session = person.window.findChild(GuestSession)

    with person.until_left():
        session._ends_at = 0.0
        session.look()

    person.window.stop()
    assert person.left == [(Exit.RELAUNCH, None)]
    assert files_in(home) == []


def _show_is_enabled(person: Any) -> bool:
    return any(one.text() == "Show the page" and one.isEnabled() for one in person.buttons())


def test_guest__asked_at_the_end_but_goes_on__the_page_is_there(sit_down: SitDown) -> None:
    person = begin_as_guest(sit_down)
    person.ctrl(Qt.Key.Key_N)
    person.write("Still here.")

    person.window.close()
    person.wait_for("End the guest session?")
    person.press(Qt.Key.Key_Escape)

    assert person.page().text() == "Still here."
    person.window.close()
    with person.until_left():
        person.choose("End, keep nothing")


def test_guest__hidden__is_over_and_left_no_file(sit_down: SitDown, home: Path) -> None:
    person = begin_as_guest(sit_down)
    person.ctrl(Qt.Key.Key_N)
    person.write("Gone in a moment.")

    with person.until_left():
        person.window.hide_now()

    assert person.left == [(Exit.DONE, None)]
    assert files_in(home) == []


def test_guest__kept_on_a_stick__a_fresh_window_is_to_open_it_there(
    sit_down: SitDown, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.txt").write_text("not ours")
    person = begin_as_guest(sit_down)
    person.ctrl(Qt.Key.Key_N)
    person.write("Worth keeping.")
    person.ctrl(Qt.Key.Key_Return)
    person.entry_shown()

    monkeypatch.setattr(keep_guest, "ask_for_folder", _chooses(stick))
    person.choose("Keep this journal…")
    words = person.window.findChild(keep_guest.KeepGuestScreen)._page
    person.wait_until(lambda: bool(words.passphrase))
    passphrase = words.passphrase
    person.choose("I have written them down, or know them by heart")
    person.tab_to("On this computer")
    person.press(Qt.Key.Key_Down)
    with person.until_left():
        person.choose("Keep it")

    ((how, folder),) = person.left
    assert (how, folder.parent) == (Exit.RELAUNCH, stick)
    assert files_in(home) == []
    vault = open_vault(folder, passphrase)
    assert count_entries(vault) == 1
    vault.close()


class _Dialog:
    """Stands for the dialog that was answered at once."""

    class rejected:  # noqa: N801 - a signal's name
        @staticmethod
        def connect(_slot: object) -> None:
            """Never emitted."""


def _chooses(folder: Path) -> Callable[..., _Dialog]:
    def ask(_parent: object, _title: str, chosen: Callable[[Path], None]) -> _Dialog:
        chosen(folder)
        return _Dialog()

    return ask


def test_journal__damage_met_while_open__is_rescued_into_a_new_one_and_the_damaged_files_stay(
    sit_down: SitDown, home: Path
) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    for number in range(4):
        person.ctrl(Qt.Key.Key_N)
        person.write(f"Page {number}.")
        person.ctrl(Qt.Key.Key_Return)
        person.entry_shown()
    person.close()
    (folder,) = find_vaults(vaults_dir())
    store = next(folder.glob("store-*.db"))
    damaged = bytearray(store.read_bytes())
    damaged[4096 + 100 : 4096 + 140] = bytes(40)
    store.write_bytes(damaged)

    person = sit_down()
    person.write(passphrase)
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence("database_damaged"))
    person.choose("Try to rescue it…")
    person.wait_for("A rescue copies all that can still be read")
    person.write(passphrase)
    person.press(Qt.Key.Key_Return)
    person.wait_for("The damaged files stay as they were")
    with person.until_left():
        person.choose("Open the new journal")
    ((how, new),) = person.left
    assert how is Exit.RELAUNCH
    assert store.read_bytes() == bytes(damaged)

    person = sit_down(new)
    person.unlock(passphrase)
    assert person.open_newest_entry().text().startswith("Page ")
    person.close()


def test_unlock__beginning_of_the_database_destroyed__a_rescue_is_offered_at_the_gate(
    sit_down: SitDown, home: Path
) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write("Still to be read.")
    person.ctrl(Qt.Key.Key_Return)
    person.entry_shown()
    person.close()
    (folder,) = find_vaults(vaults_dir())
    store = next(folder.glob("store-*.db"))
    damaged = bytearray(store.read_bytes())
    damaged[600:700] = bytes(100)
    store.write_bytes(damaged)

    person = sit_down()
    person.write(passphrase)
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence("database_damaged"))
    person.choose("Try to rescue it")
    person.wait_for("The damaged files stay as they were")
    assert store.read_bytes() == bytes(damaged)
    person.choose("Open the new journal")
    person.unlock(passphrase)
    assert person.open_newest_entry().text() == "Still to be read."
    person.close()


def test_welcome__what_this_protects__is_read_and_left_again(sit_down: SitDown) -> None:
    person = sit_down()
    person.choose("What this protects, and what it can't")
    assert person.sees("What it can't protect against")

    person.press(Qt.Key.Key_Escape)

    assert person.sees("A quiet place to write")
    person.close()


def test_close__something_was_written__a_backup_is_there_afterwards(sit_down: SitDown) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    person.write("To be backed up.")
    person.ctrl(Qt.Key.Key_Return)
    person.entry_shown()
    person.close()

    (folder,) = find_vaults(vaults_dir())
    assert len(list((folder / "snap").glob("*.snap"))) == 1


def test_journal__erased_in_the_window__is_gone_and_a_fresh_window_begins_anew(sit_down: SitDown, home: Path) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_Comma)
    person.choose("Passphrase, backups, erasing")
    person.choose("Erase this journal…")
    person.write("erase")
    person.tab_to("Passphrase of this journal")
    person.write(passphrase)
    with person.until_left():
        person.press(Qt.Key.Key_Return)

    assert person.left == [(Exit.RELAUNCH, None)]
    assert find_vaults(vaults_dir()) == ()
    fresh = sit_down()
    assert fresh.sees("A quiet place to write")
    fresh.close()


def test_journal__gone_back_in_the_window__opens_as_it_was_with_the_same_passphrase(sit_down: SitDown) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_Comma)
    person.choose("Passphrase, backups, erasing")
    person.choose("Back up now")
    person.wait_for("The backup is made and checked.")
    person.ctrl(Qt.Key.Key_N)
    person.write("After the backup.")
    person.ctrl(Qt.Key.Key_Return)
    person.entry_shown()
    person.ctrl(Qt.Key.Key_Comma)
    person.choose("Passphrase, backups, erasing")
    back = next(one for one in person.buttons() if one.text() == "Go back to this…")
    back.setFocus()
    person.press(Qt.Key.Key_Space)
    person.write(passphrase)
    with person.until_left():
        person.press(Qt.Key.Key_Return)

    assert person.left[0][0] is Exit.RELAUNCH
    vault = open_vault(find_vaults(vaults_dir())[0], passphrase)
    assert count_entries(vault) == 0
    vault.close()
