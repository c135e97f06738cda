"""What a person meets when their world is not as it should be: a sentence, nothing lost, nothing written over."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal_app.journal import drafts
from journal_app.settings.paths import HOME_VARIABLE, vaults_dir
from journal_app.settings.sentences import sentence
from journal_app.ui.autosave import Autosave
from journal_app.ui.leaving import Exit
from journal_app.ui.widgets.editor import PageEditor
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import find_vaults
from journal_app.vault.vault import open_vault

# Any: Person lives in conftest.py, and test files import nothing from each other.
SitDown = Callable[..., Any]


class Disk:
    """Lets drafts be saved, or refuses as a full disk does."""

    is_full = False
    refused = 0

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("start_draft", "save_draft"):
            monkeypatch.setattr(drafts, name, self._guarded(getattr(drafts, name)))

    def _guarded(self, save: Callable[..., Any]) -> Callable[..., Any]:
        def save_if_room(*args: Any, **named: Any) -> Any:
            if self.is_full:
                self.refused += 1
                raise VaultError(VaultProblem.DISK_FULL)
            return save(*args, **named)

        return save_if_room


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def closed_journal(sit_down: SitDown) -> tuple[Path, str]:
    """The folder of a journal made by a first run, and its passphrase; the window is closed."""
    person = sit_down()
    passphrase, _ = person.start()
    person.close()
    return find_vaults(vaults_dir())[0], passphrase


def test_first_run__data_folder_can_not_be_made__says_so_and_keeps_the_choices(
    sit_down: SitDown, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(home / "below"))
    person = sit_down()
    person.fill_in_first_run()

    person.choose("Make my journal")

    person.wait_for(sentence("vault_not_writable"))
    assert person.sees("Gentle settings")
    assert home.read_text(encoding="utf-8") == "a file where the folder should be"
    person.close()


def test_unlock__both_headers_damaged_and_no_backup__says_so_and_changes_nothing(
    sit_down: SitDown, closed_journal: tuple[Path, str]
) -> None:
    folder, passphrase = closed_journal
    shutil.rmtree(folder / "snap")
    for name in ("vault.json", "vault.json.b"):
        flip_a_byte(folder / name)

    assert_refused(sit_down, folder, passphrase, "header_damaged")


def test_unlock__a_byte_of_one_header_is_damaged__opens_and_mends_it(
    sit_down: SitDown, closed_journal: tuple[Path, str]
) -> None:
    folder, passphrase = closed_journal
    whole = (folder / "vault.json").read_bytes()
    flip_a_byte(folder / "vault.json")

    person = sit_down()
    person.unlock(passphrase)

    assert (folder / "vault.json").read_bytes() == whole
    person.close()


def test_unlock__database_is_cut_short__says_so_and_changes_nothing(
    sit_down: SitDown, closed_journal: tuple[Path, str]
) -> None:
    folder, passphrase = closed_journal
    database = folder / "store-1.db"
    database.write_bytes(database.read_bytes()[:-5000])

    assert_refused(sit_down, folder, passphrase, "database_damaged")


def test_unlock__journal_of_a_newer_version__says_so_and_changes_nothing(
    sit_down: SitDown, closed_journal: tuple[Path, str]
) -> None:
    folder, passphrase = closed_journal
    vault = open_vault(folder, passphrase)
    with vault.write() as connection:
        raw(connection).execute("PRAGMA user_version = 99")
    vault.close()

    assert_refused(sit_down, folder, passphrase, "newer_version")


def test_write__disk_is_full__the_words_stay_unsaved_until_there_is_room(sit_down: SitDown, disk: Disk) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    disk.is_full = True

    person.write("Not yet on the disk")
    person.wait_for("Not saved yet")
    assert person.sees(sentence("disk_full"))
    assert not person.sees("Saved and encrypted")
    person.write(", nor this")
    assert person.sees("Not saved yet")

    disk.is_full = False
    person.choose("Try again now")
    person.wait_for("Saved and encrypted")
    assert not person.sees(sentence("disk_full"))
    assert person.page().text() == "Not yet on the disk, nor this"
    person.close()


def test_write__disk_is_full_and_done_is_pressed__stays_on_the_page(sit_down: SitDown, disk: Disk) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    disk.is_full = True

    person.write("Not yet on the disk")
    person.ctrl(Qt.Key.Key_Return)
    person.wait_for("Not saved yet")
    [autosave], refused = person.window.findChildren(Autosave), disk.refused
    person.ctrl(Qt.Key.Key_1)
    person.wait_until(lambda: disk.refused > refused and not autosave._is_saving)
    assert person.sees(sentence("disk_full"))

    assert person.page().text() == "Not yet on the disk"
    disk.is_full = False
    person.close()
    assert person.left == [(Exit.DONE, None)]


def test_close__page_can_not_be_saved__asks_and_a_copy_can_be_saved_elsewhere(
    sit_down: SitDown, disk: Disk, tmp_path: Path
) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_N)
    disk.is_full = True
    person.write("Words with a ‘quote’, and more: ça va 🌿")

    person.window.close()
    person.wait_for("Closing would lose what you wrote last.")
    person.choose("Save a copy elsewhere…")
    person.wait_until(lambda: person.dialog_field() is not None)
    person.write(str(tmp_path / "copy.txt"))
    person.press(Qt.Key.Key_Return)
    person.wait_for("A copy is saved as plain text.")

    assert (tmp_path / "copy.txt").read_text(encoding="utf-8") == "Words with a ‘quote’, and more: ça va 🌿"
    disk.is_full = False
    with person.until_left():
        person.choose("Try again")
    person.window.stop()
    assert person.left == [(Exit.DONE, None)]
    again = sit_down()
    again.unlock(passphrase)
    again.choose("Go on writing")
    assert again.page().text() == "Words with a ‘quote’, and more: ça va 🌿"
    again.close()


def test_close__page_can_not_be_saved_and_the_person_stays__the_page_is_there_to_go_on(
    sit_down: SitDown, disk: Disk
) -> None:
    person = sit_down()
    person.start()
    person.ctrl(Qt.Key.Key_N)
    disk.is_full = True
    person.write("One thing")

    person.window.close()
    person.wait_for("This page is not saved yet")
    person.press(Qt.Key.Key_Escape)
    person.wait_until(lambda: isinstance(person.window.focusWidget(), PageEditor))
    disk.is_full = False
    person.write(" and another")

    person.wait_for("Saved and encrypted")
    assert person.page().text() == "One thing and another"
    person.close()


def test_lock__page_can_not_be_saved__covers_itself_and_only_the_passphrase_shows_the_words(
    sit_down: SitDown, disk: Disk
) -> None:
    person = sit_down()
    passphrase, _ = person.start()
    person.ctrl(Qt.Key.Key_N)
    disk.is_full = True
    person.write("Never mind")

    person.ctrl(Qt.Key.Key_L)
    person.wait_for("Welcome back")
    assert not person.texts(PageEditor)
    bring_forward(person)
    person.write("not this one")
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence("wrong_passphrase"))
    person.wait_until(lambda: not person.sees("You can try again in"))
    person.write(passphrase)
    person.press(Qt.Key.Key_Return)
    person.wait_for("Your last words could not be saved before the window locked.")

    assert person.page().text() == "Never mind"
    assert person.left == []
    disk.is_full = False
    person.close()
    assert person.left == [(Exit.DONE, None)]


def bring_forward(person: Any) -> None:
    """Give the window the keyboard again, as a window manager does; offscreen Qt forgets to once it was hidden."""
    other = QWidget()
    other.show()
    other.activateWindow()
    person.wait_until(other.isActiveWindow)
    other.hide()
    person.window.activateWindow()
    person.wait_until(person.window.isActiveWindow)


def assert_refused(sit_down: SitDown, folder: Path, passphrase: str, code: str) -> None:
    """Try to open the journal and be told why not; no file of it changes, and the passphrase is still there."""
    before = contents(folder)
    person = sit_down()
    person.write(passphrase)
    person.press(Qt.Key.Key_Return)
    person.wait_for(sentence(code))
    assert contents(folder) == before
    person.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"
    }


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
