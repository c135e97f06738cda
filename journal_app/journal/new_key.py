"""Change and lock out old copies, with nothing left behind under the old key: a page put aside while hiding, too."""

from pathlib import Path

from journal_app.journal.errors import JournalError
from journal_app.journal.sealed_draft import take_back_sealed_draft
from journal_app.settings.clock import Clock
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import SlotKind
from journal_app.vault.rotation import Rotated, rotate
from journal_app.vault.vault import Vault


def lock_out_old_copies(
    vault: Vault,
    secret: str,
    clock: Clock,
    folders: tuple[Path, ...],
    *,
    new_passphrase: str | None = None,
    kind: SlotKind = SlotKind.PASSPHRASE,
    with_recovery_code: bool = False,
) -> Rotated:
    """Take back the page that waits sealed in one of the folders, for the new key would not open it; then rotate.

    Raises what `rotate` raises, and SEALED_PAGE_WAITS when that page can't be taken back now; then nothing is changed.
    A file that not even the present key opens is no reason to wait: nothing more of it is lost.
    """
    failure: VaultError | None = None
    try:
        take_back_sealed_draft(vault, clock, folders)
    except JournalError:
        failure = VaultError(VaultProblem.SEALED_PAGE_WAITS)
    except VaultError as error:
        if error.problem is not VaultProblem.SEALED_PAGE_UNREADABLE:
            failure = VaultError(VaultProblem.SEALED_PAGE_WAITS)
    if failure is not None:
        raise failure
    return rotate(vault, secret, clock, new_passphrase=new_passphrase, kind=kind, with_recovery_code=with_recovery_code)
