"""Change and lock out old copies: a new data key and a new database, so that nothing older opens the journal any more.

In-place rekeying under kill -9 left it unknown which key a page had; here one header replacement is the only step that
counts, and `replacing` tidies up on either side of it.
"""

from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from journal_app.vault import replacing
from journal_app.vault.database_copy import copy_database
from journal_app.vault.driver_errors import from_driver
from journal_app.vault.engine import make_engine, raw
from journal_app.vault.errors import VaultError, from_os
from journal_app.vault.header import Header, Slot, SlotKind
from journal_app.vault.header_files import change_headers
from journal_app.vault.keys import (
    database_key,
    new_data_key,
    new_vault_id,
    seal_with_passphrase,
    seal_with_recovery_code,
    sign,
    zero,
)
from journal_app.vault.opening import prepare
from journal_app.vault.passphrase import require_enough
from journal_app.vault.recovery_code import new_recovery_code, write_recovery_code
from journal_app.vault.slots import prove
from journal_app.vault.snapshots import Clock, SnapshotInfo, SnapshotReason, take_snapshot
from journal_app.vault.unlocked import Vault


@dataclass(frozen=True, slots=True)
class Rotated:
    """What changing and locking out did."""

    recovery_code: str | None
    """The new one, to write down, where one was asked for; an earlier one opens nothing any more."""
    had_recovery_code: bool
    fresh: SnapshotInfo | None
    """The snapshot under the new key; None when it could not be made (the journal itself is whole)."""
    removed_snapshots: int
    kept_aside: tuple[Path, ...]
    """Folders of damaged vaults that an earlier restoring set aside: older copies that still open as they did."""


def rotate(
    vault: Vault,
    secret: str,
    clock: Clock,
    *,
    new_passphrase: str | None = None,
    kind: SlotKind = SlotKind.PASSPHRASE,
    with_recovery_code: bool = False,
) -> Rotated:
    """Give the open vault a new data key, sealed under the new passphrase (or the same one), and delete what is older.

    The vault stays open, in its new database. A vault opened by its recovery code (`kind`) needs a new passphrase.
    Raises PASSPHRASE_TOO_WEAK, what `slots.prove` raises, DATABASE_DAMAGED, DISK_FULL, NOT_WRITABLE, IO_ERROR: then
    the old key stands and nothing is lost.
    """
    passphrase = secret if new_passphrase is None and kind is SlotKind.PASSPHRASE else new_passphrase or ""
    if passphrase != secret or kind is not SlotKind.PASSPHRASE:
        require_enough(passphrase)
    prove(vault, secret, kind)
    code = new_recovery_code() if with_recovery_code else None
    had_code = any(slot.kind is SlotKind.RECOVERY for slot in vault.header.slots)
    failure: VaultError | None = None
    try:
        _move_to_new_key(vault, passphrase, code)
        return _lock_out(vault, clock, had_code, None if code is None else write_recovery_code(code))
    except (DBAPIError, dbapi2.Error) as error:
        failure = from_driver(error)
    except OSError as error:
        failure = from_os(error)
    raise failure


def _move_to_new_key(vault: Vault, passphrase: str, code: bytes | None) -> None:
    """Make the new database whole beside the old one, then let one header replacement decide."""
    folder, data_key = vault.folder, new_data_key()
    change = replacing.Replacement(replacing.next_generation(folder, vault.header), locks_out=True)
    with ExitStack() as undo:
        undo.callback(zero, data_key)
        undo.callback(_tidy, folder, vault.header)
        header = _new_header(vault, change, data_key, passphrase, code)
        replacing.begin(folder, change)
        with vault.engine.connect() as connection:
            copy_database(raw(connection), folder / change.part, data_key, header.salt)
        replacing.give_name(folder, change)
        change_headers(folder, header)
        undo.pop_all()
    engine = make_engine(folder / header.database, database_key(data_key), header.salt)
    vault.move_to(header, engine, data_key)
    prepare(engine)


def _new_header(
    vault: Vault, change: replacing.Replacement, data_key: bytearray, passphrase: str, code: bytes | None
) -> Header:
    slots: list[Slot] = [seal_with_passphrase(vault.vault_id, data_key, passphrase)]
    if code is not None:
        slots.append(seal_with_recovery_code(vault.vault_id, data_key, code))
    _id, salt = new_vault_id()
    new = replace(vault.header, generation=change.generation, database=change.database, salt=salt, slots=tuple(slots))
    return sign(new, data_key)


def _lock_out(vault: Vault, clock: Clock, had_code: bool, code: str | None) -> Rotated:
    """Delete what the old key opens; the old database first, so that a full disk has room for a fresh snapshot."""
    folder, generation = vault.folder, vault.header.generation
    replacing.delete_older_databases(folder, generation)
    fresh: SnapshotInfo | None = None
    with suppress(VaultError):  # said in the report; older snapshots must go all the same
        fresh = take_snapshot(vault, clock, reason=SnapshotReason.ROTATION)
    removed = replacing.delete_older_snapshots(folder, generation)
    replacing.finish(folder, vault.header)
    return Rotated(code, had_code, fresh, len(removed), replacing.kept_aside(folder))


def _tidy(folder: Path, header: Header) -> None:
    """Take away what a failed attempt made; what can't be deleted now, the next opening deletes."""
    with suppress(OSError):
        replacing.finish(folder, header)
