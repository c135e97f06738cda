"""Jobs of the vault's thread for the life of a journal: its secrets, its backups, going back, and its end.

Each takes the open journal first. Those that end in another open journal, or in none, are for `JobRunner.exchange`.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from journal_app.journal.entries import count_entries
from journal_app.journal.new_key import lock_out_old_copies
from journal_app.journal.private_preferences import (
    PrivatePreferences,
    load_private_preferences,
    save_private_preferences,
)
from journal_app.settings.clock import today
from journal_app.settings.paths import SUPPORT_HERE_NAME, data_dir, preferences_file, sealed_page_dirs, vaults_dir
from journal_app.ui import opening
from journal_app.ui.bridge.vault_thread import Failure, OpenJournal
from journal_app.ui.screens.vault_backups import BackupRow
from journal_app.ui.vault_token import VaultToken, vault_choices
from journal_app.vault.erasing import erase_everything, erase_vault
from journal_app.vault.errors import VaultError
from journal_app.vault.folders import find_vaults
from journal_app.vault.guest import keep_guest
from journal_app.vault.header import SlotKind
from journal_app.vault.rescue import RescueReport, rescue_vault
from journal_app.vault.restore import restore_snapshot
from journal_app.vault.rotation import Rotated
from journal_app.vault.second_folder import copy_to_second_folder
from journal_app.vault.slots import add_recovery_code, change_passphrase, prove, revoke_recovery_code, slot_kinds
from journal_app.vault.snapshots import SnapshotInfo, SnapshotReason, list_snapshots, snapshot_due, take_snapshot
from journal_app.vault.vault import open_vault


@dataclass(frozen=True, slots=True)
class VaultState:
    """What “Your journal” shows of the open journal."""

    folder: Path
    token: VaultToken | None
    preferences: PrivatePreferences
    entries: int
    has_code: bool
    backups: tuple[BackupRow, ...]
    other_journals: int


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made; `copy_failure` says why its copy in the second folder was not, None where it was."""

    entries: int | None
    has_copy: bool
    copy_failure: Failure | None


@dataclass(frozen=True, slots=True)
class NewPassphrase:
    """A new passphrase, and the present secret as proof: the passphrase, or the recovery code."""

    secret: str
    is_recovery_code: bool
    new: str
    with_recovery_code: bool = False

    @property
    def kind(self) -> SlotKind:
        """What the proof is."""
        return SlotKind.RECOVERY if self.is_recovery_code else SlotKind.PASSPHRASE


def fetch_state(journal: OpenJournal) -> VaultState:
    """Return all of it; reads 4 KiB a backup."""
    vault, zone = journal.vault, journal.clock.zone()
    kinds, here = slot_kinds(vault), find_vaults(vaults_dir())
    among = here if vault.folder in here else (vault.folder,)
    tokens = {choice.folder: choice.token for choice in vault_choices(among)}
    return VaultState(
        folder=vault.folder,
        token=tokens.get(vault.folder),
        preferences=load_private_preferences(vault),
        entries=count_entries(vault),
        has_code=SlotKind.RECOVERY in kinds,
        backups=tuple(
            BackupRow(info.path, info.made_at.astimezone(zone), info.entries, info.is_verified, str(info.reason or ""))
            for info in list_snapshots(vault.folder, vault)
        ),
        other_journals=len([folder for folder in here if folder != vault.folder]),
    )


def save_preference(journal: OpenJournal, *, values: dict[str, object]) -> VaultState:
    """Change some of the preferences kept inside the journal, and return the state that follows."""
    # replace() can't see the types of a mapping; saving checks each value.
    changed = replace(load_private_preferences(journal.vault), **values)  # type: ignore[arg-type]
    save_private_preferences(journal.vault, changed)
    return fetch_state(journal)


# --- secrets ----------------------------------------------------------------------------------------------------------


def change_the_passphrase(journal: OpenJournal, *, wish: NewPassphrase) -> None:
    """Put a new passphrase in the place of the old one."""
    change_passphrase(journal.vault, wish.secret, wish.new, kind=wish.kind)


def lock_out(journal: OpenJournal, *, wish: NewPassphrase) -> Rotated:
    """Give the journal a new key under a new passphrase; older backups beside it go, for they hold the old key."""
    return lock_out_old_copies(
        journal.vault,
        wish.secret,
        journal.clock,
        sealed_page_dirs(),
        new_passphrase=wish.new,
        kind=wish.kind,
        with_recovery_code=wish.with_recovery_code,
    )


def make_recovery_code(journal: OpenJournal, *, passphrase: str) -> str:
    """Make a recovery code and return it, this once."""
    return add_recovery_code(journal.vault, passphrase)


def revoke_code(journal: OpenJournal) -> VaultState:
    """Let the recovery code open the journal no more."""
    revoke_recovery_code(journal.vault)
    return fetch_state(journal)


# --- backups ----------------------------------------------------------------------------------------------------------


def back_up(journal: OpenJournal) -> BackedUp:
    """Make a backup now, and its copy in the second folder where there is one."""
    info = take_snapshot(journal.vault, journal.clock, reason=SnapshotReason.BY_HAND)
    return _copied(journal, info)


def back_up_when_leaving(journal: OpenJournal) -> None:
    """Make a backup if one is due; for the lock and the close. What can't be done now is done the next time."""
    with suppress(VaultError, OSError):
        if snapshot_due(journal.vault, journal.clock):
            info = take_snapshot(journal.vault, journal.clock, reason=SnapshotReason.LEAVING)
            _copied(journal, info)


def fetch_greeting(journal: OpenJournal) -> tuple[str, int | None]:
    """Return the journal's own name, and how many days old its last copy is where a reminder is due."""
    return load_private_preferences(journal.vault).journal_name, days_since_copy(journal)


def days_since_copy(journal: OpenJournal) -> int | None:
    """Return the age of the last copy in days where a reminder is due, None where not.

    Where none was ever made, it is as old as the reminder itself.
    """
    wishes = load_private_preferences(journal.vault)
    if not wishes.copies_reminder_days:
        return None
    if not wishes.copied_on:
        return wishes.copies_reminder_days
    days = (today(journal.clock) - date.fromisoformat(wishes.copied_on)).days
    return days if days >= wishes.copies_reminder_days else None


def restore(journal: OpenJournal, *, snapshot: Path, passphrase: str) -> tuple[OpenJournal, Failure | None]:
    """Go back to a backup; the journal is closed then, and a fresh window opens it.

    Where that can't be done, the journal is open again as it was, and the failure says why. Raises VaultError for a
    wrong passphrase, before anything is touched.
    """
    vault = journal.vault
    prove(vault, passphrase)
    vault.close()
    try:
        restore_snapshot(vault.folder, snapshot, passphrase, journal.clock)
    except VaultError as error:
        again = open_vault(vault.folder, passphrase)
        return journal.moved_to(again), Failure(error.code, error.fields)
    return journal, None


def rescue(
    journal: OpenJournal, *, passphrase: str
) -> tuple[OpenJournal, tuple[Path, RescueReport | None, Failure | None]]:
    """Save what can be read of the open journal into a new one beside it; the journal is closed then.

    Where that can't be done, it is open again as it was, and the failure says why. Raises VaultError for a wrong
    passphrase, before anything is touched.
    """
    folder = journal.vault.folder
    prove(journal.vault, passphrase)
    journal.vault.close()
    try:
        return journal, (folder, rescue_vault(folder, passphrase), None)
    except VaultError as error:
        again = open_vault(folder, passphrase)
        return journal.moved_to(again), (folder, None, Failure(error.code, error.fields))


# --- the end ----------------------------------------------------------------------------------------------------------


def erase(journal: OpenJournal, *, passphrase: str) -> int:
    """Erase this journal with its backups; return how many files of others in its folder were left."""
    prove(journal.vault, passphrase)
    folder = journal.vault.folder
    journal.vault.close()
    return len(erase_vault(folder).left)


def erase_all(journal: OpenJournal, *, passphrase: str) -> int:
    """Erase this journal, every other on this machine, and the settings; return how many foreign files were left."""
    prove(journal.vault, passphrase)
    folder = journal.vault.folder
    journal.vault.close()
    left = 0
    if folder.parent != vaults_dir():
        left += len(erase_vault(folder).left)
    return left + len(erase_everything(data_dir(), (preferences_file().name, f"{SUPPORT_HERE_NAME}*")).left)


# --- guest sessions ---------------------------------------------------------------------------------------------------


def keep(
    journal: OpenJournal, *, folder: Path | None, passphrase: str, with_recovery_code: bool
) -> tuple[OpenJournal, tuple[Path, str | None]]:
    """Turn the guest session into a new journal, among this machine's own or inside a folder that was chosen.

    Raises VaultError; then nothing half-made is left and the session goes on.
    """
    target = opening.new_journal_folder(folder)
    kept, code = keep_guest(journal.vault, target, passphrase, with_recovery_code=with_recovery_code)
    return journal.moved_to(kept), (target, code)


def _copied(journal: OpenJournal, info: SnapshotInfo) -> BackedUp:
    """Copy a backup into the second folder, if one is named, and note the day."""
    wishes = load_private_preferences(journal.vault)
    if not wishes.copies_folder:
        return BackedUp(info.entries, has_copy=False, copy_failure=None)
    try:
        copy_to_second_folder(info.path, Path(wishes.copies_folder), journal.clock.zone())
    except VaultError as error:
        return BackedUp(info.entries, has_copy=False, copy_failure=Failure(error.code, error.fields))
    day = today(journal.clock).isoformat()
    if day != wishes.copied_on:  # noted once a day: each change of the journal asks for another backup
        save_private_preferences(journal.vault, replace(wishes, copied_on=day))
    return BackedUp(info.entries, has_copy=True, copy_failure=None)
