"""Your journal: its secrets, backups and end, by the page's own controls on a real vault with a real passphrase."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal_app.content.model import Pack
from journal_app.journal.entries import add_entry, count_entries
from journal_app.journal.private_preferences import load_private_preferences
from journal_app.settings.clock import FixedClock
from journal_app.settings.paths import HOME_VARIABLE
from journal_app.ui.bridge.change_hub import ChangeHub
from journal_app.ui.bridge.vault_thread import InlineRunner, OpenJournal
from journal_app.ui.desk import Desk
from journal_app.ui.preferences_store import PreferencesStore
from journal_app.ui.screens import vault_life
from journal_app.ui.screens.vault_life import VaultLifeScreen
from journal_app.ui.theme.theme import ThemeController
from journal_app.ui.vault_jobs import back_up_when_leaving, days_since_copy
from journal_app.vault import keys
from journal_app.vault.errors import VaultError
from journal_app.vault.folders import is_vault
from journal_app.vault.header import SlotKind
from journal_app.vault.snapshots import list_snapshots
from journal_app.vault.vault import open_vault

NEW = "grandmother keeps a kettle on"
MOMENT = datetime(2026, 11, 21, 20, 14, tzinfo=UTC)


@dataclass
class Page:
    """The screen, and the hands that use it."""

    qtbot: QtBot
    screen: VaultLifeScreen
    journal: OpenJournal
    passphrase: str

    def press(self, words: str) -> None:
        """Press the button or box that begins with these words."""
        self.button(words).click()
        QApplication.processEvents()  # rows that were added are shown with the next turn of the loop

    def button(self, words: str) -> QAbstractButton:
        found = [one for one in self.screen.findChildren(QAbstractButton) if one.isVisible()]
        return next(one for one in found if one.text().startswith(words) or one.accessibleName().startswith(words))

    def has(self, words: str) -> bool:
        return any(
            one.isVisible() and one.text().startswith(words) for one in self.screen.findChildren(QAbstractButton)
        )

    def type(self, label: str, words: str) -> None:
        """Type into the visible field of this name."""
        field = next(
            one for one in self.screen.findChildren(QLineEdit) if one.isVisible() and one.accessibleName() == label
        )
        field.setFocus()
        field.setText(words)
        field.textEdited.emit(words)  # as a paste does; keyClicks knows no accents

    def sees(self, words: str) -> bool:
        labels = [one for one in self.screen.findChildren(QLabel) if one.isVisible()]
        return any(words in one.text() for one in labels)

    def choose_new_passphrase(self) -> None:
        self.press("A passphrase of your own")
        self.type("Passphrase", NEW)
        self.type("The same once more", NEW)


@pytest.fixture
def page(
    qtbot: QtBot,
    theme: ThemeController,
    pack: Pack,
    passphrase_vault: Path,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
    clock = FixedClock(MOMENT)
    folder = tmp_path / "data" / "s" / "abcdefgh"
    folder.parent.mkdir(parents=True)
    passphrase_vault.rename(folder)
    journal = OpenJournal(open_vault(folder, passphrase), pack, clock)
    add_entry(journal.vault, clock, title="", body="First.", written_at=MOMENT, zone="Europe/London")
    hub = ChangeHub()
    jobs = InlineRunner(journal, hub)
    desk = Desk(jobs, hub, journal.pack, clock, theme, PreferencesStore(tmp_path / "data" / "prefs.json"))
    screen = VaultLifeScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(900, 900)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    yield Page(qtbot, screen, journal, passphrase)
    jobs._journal.vault.close()


def test_name__typed__is_kept_inside_the_journal(page: Page) -> None:
    page.type("Your name for this journal", "Kitchen  table ")
    page.screen._back.setFocus()

    assert load_private_preferences(page.journal.vault).journal_name == "Kitchen table"


def test_passphrase__changed__the_new_one_opens_and_the_old_does_not(page: Page) -> None:
    page.press("Change the passphrase")
    page.type("Present passphrase", page.passphrase)
    page.choose_new_passphrase()
    page.press("Change it")

    assert page.sees("The passphrase is changed.")
    folder = page.journal.vault.folder
    page.journal.vault.close()
    with pytest.raises(VaultError, match="wrong_passphrase"):
        open_vault(folder, page.passphrase)
    open_vault(folder, NEW).close()


def test_passphrase__old_one_wrong__says_so_and_changes_nothing(page: Page) -> None:
    page.press("Change the passphrase")
    page.type("Present passphrase", "not this one")
    page.choose_new_passphrase()
    page.press("Change it")

    assert page.sees("That isn't the passphrase")
    page.qtbot.keyClick(page.screen, Qt.Key.Key_Escape)
    assert page.sees("Your journal")


def test_passphrase__forgotten__the_recovery_code_is_proof_enough(page: Page, recovery_code: str) -> None:
    page.press("Change the passphrase")
    page.press("Forgotten? Use the recovery code")
    page.type("Recovery code", recovery_code)
    page.choose_new_passphrase()
    page.press("Change it")

    assert page.sees("The passphrase is changed.")


def test_lock_out__done__old_backups_go_and_the_page_says_so(page: Page) -> None:
    page.press("Back up now")
    page.press("Change it and lock out old copies")
    page.type("Present passphrase", page.passphrase)
    page.choose_new_passphrase()
    page.press("Change and lock out")

    assert page.sees("Backups beside the journal that went: 1.")
    assert page.sees("The recovery code made before opens nothing any more.")
    assert count_entries(page.journal.vault) == 1
    assert page.has("Make a recovery code")


def test_recovery_code__made__is_shown_once_and_opens(page: Page) -> None:
    page.press("Make another recovery code")
    page.type("Passphrase of this journal", page.passphrase)
    page.press("Make the code")
    code = page.screen._recovery._code.text().replace("\n", "-")
    page.press("Done")
    assert page.sees("Please tick the box once the code is written down.")
    page.press("I have written it down")
    page.press("Done")

    assert code not in " ".join(label.text() for label in page.screen.findChildren(QLabel))
    page.journal.vault.close()
    open_vault(page.journal.vault.folder, code, kind=SlotKind.RECOVERY).close()


def test_recovery_code__revoked_in_two_steps__opens_no_more(page: Page, recovery_code: str) -> None:
    page.press("Revoke the recovery code")
    page.press("Leave it as it is")
    assert page.has("Revoke the recovery code")
    page.press("Revoke the recovery code")
    page.press("Revoke the code")

    assert page.sees("The recovery code opens this journal no more.")
    page.journal.vault.close()
    with pytest.raises(VaultError, match="no_such_slot"):
        open_vault(page.journal.vault.folder, recovery_code, kind=SlotKind.RECOVERY)


def test_backups__made_and_gone_back_to__the_journal_is_as_it_was_and_the_present_is_backed_up(page: Page) -> None:
    page.press("Back up now")
    assert page.sees("The backup is made and checked.")
    assert page.sees("One entry  ·  checked and whole")
    add_entry(page.journal.vault, page.journal.clock, title="", body="Later.", written_at=MOMENT, zone="UTC")
    page.press("Go back to the backup of Saturday, 21 November 2026")
    page.type("Passphrase of this journal", page.passphrase)

    with page.qtbot.waitSignal(page.screen.relaunch_requested, timeout=0):
        page.press("Go back to this backup")

    again = open_vault(page.journal.vault.folder, page.passphrase)
    kept = sorted(info.entries or 0 for info in list_snapshots(again.folder, again))
    assert (count_entries(again), kept) == (1, [1, 2])
    again.close()


def test_backups__gone_back_to_with_a_wrong_passphrase__nothing_is_touched(page: Page) -> None:
    page.press("Back up now")
    page.press("Go back to the backup")
    page.type("Passphrase of this journal", "not this one")
    page.press("Go back to this backup")

    assert page.sees("That isn't the passphrase")
    assert count_entries(page.journal.vault) == 1


def test_backups__damaged_one__is_marked_and_can_not_be_chosen(page: Page) -> None:
    page.press("Back up now")
    path = next((page.journal.vault.folder / "snap").glob("*.snap"))
    path.write_bytes(b"broken" * 2000)
    page.screen.refresh()
    QApplication.processEvents()

    assert page.sees("damaged, left as it is")
    assert not page.has("Go back to the backup")


def test_copies__second_folder_chosen__a_copy_goes_there_and_the_day_is_said(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(vault_life, "ask_for_folder", lambda _parent, _title, chosen: chosen(stick))
    page.press("Choose a second folder")
    page.press("Back up now")

    assert len(list(stick.glob("*.snap"))) == 1
    assert page.sees("The last one was made on Saturday, 21 November 2026.")


def test_copies__stick_not_there__the_backup_is_made_and_the_page_says_what_is_missing(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_life, "ask_for_folder", lambda _parent, _title, chosen: chosen(tmp_path / "gone"))
    page.press("Choose a second folder")
    page.press("Back up now")

    assert page.sees("The folder for copies isn't there just now.")
    assert len(list_snapshots(page.journal.vault.folder)) == 1


def test_leaving__nothing_changed_since_the_last_backup__makes_no_other(page: Page) -> None:
    back_up_when_leaving(page.journal)
    page.journal.clock.moment = MOMENT.replace(hour=23)
    back_up_when_leaving(page.journal)
    assert len(list_snapshots(page.journal.vault.folder)) == 1

    add_entry(page.journal.vault, page.journal.clock, title="", body="More.", written_at=MOMENT, zone="UTC")
    back_up_when_leaving(page.journal)
    assert len(list_snapshots(page.journal.vault.folder)) == 2


def test_reminder__chosen__is_due_after_that_many_days_and_never_before(page: Page) -> None:
    assert days_since_copy(page.journal) is None
    page.screen._backups._reminder.setCurrentIndex(2)
    assert days_since_copy(page.journal) == 31
    page.screen._save({"copied_on": "2026-11-01"})
    assert days_since_copy(page.journal) is None
    page.journal.clock.moment = MOMENT.replace(month=12)
    assert days_since_copy(page.journal) == 50


def test_erase__word_or_passphrase_wrong__leaves_everything(page: Page) -> None:
    page.press("Erase this journal")
    assert page.sees("What may remain")
    page.type("To be sure, type the word erase", "yes")
    page.type("Passphrase of this journal", page.passphrase)
    page.button("Erase this journal")
    [
        one.click()
        for one in page.screen._erase._proof.findChildren(QAbstractButton)
        if one.text() == "Erase this journal"
    ]
    assert page.sees("Please type the word erase first.")
    page.type("To be sure, type the word erase", "Erase")
    page.type("Passphrase of this journal", "not this one")
    page.screen._erase._proof._do.click()

    assert page.sees("That isn't the passphrase")
    assert is_vault(page.journal.vault.folder)


def test_erase__word_and_passphrase_right__the_journal_and_its_backups_are_gone(page: Page) -> None:
    page.press("Back up now")
    page.press("Erase this journal")
    page.type("To be sure, type the word erase", "erase")
    page.type("Passphrase of this journal", page.passphrase)

    with page.qtbot.waitSignal(page.screen.erased, timeout=0) as told:
        page.screen._erase._proof._do.click()

    assert told.args == [False]
    assert not page.journal.vault.folder.exists()


def test_erase_everything__done__the_data_folder_is_gone(page: Page, tmp_path: Path) -> None:
    page.screen._desk.preferences.change(word_count_shown=True)
    page.press("Erase everything")
    page.type("To be sure, type the word erase everything", "erase everything")
    page.type("Passphrase of this journal", page.passphrase)

    with page.qtbot.waitSignal(page.screen.erased, timeout=0) as told:
        page.screen._erase._all_proof._do.click()

    assert told.args == [True]
    assert not (tmp_path / "data").exists()


def test_page__every_control__has_a_name_and_is_reached_by_tab(page: Page) -> None:
    wanted = [one for one in page.screen.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.TabFocus]

    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in wanted]

    assert len(names) >= 10
    assert all(names)
