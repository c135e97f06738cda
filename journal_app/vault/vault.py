"""Make a vault and open one; the way in for every other room.

What is wrong with a vault is found in this order, cheapest first: header, lock, secret, database. Nothing that won't
open is ever written over; a header that lost one of its two files is made whole again once its signature has been
checked.
"""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from journal_app.vault.creation import NewFolder
from journal_app.vault.engine import make_engine
from journal_app.vault.errors import VaultError, from_os
from journal_app.vault.folders import find_vaults, is_vault, new_vault_folder
from journal_app.vault.header import Header, Slot, SlotKind
from journal_app.vault.header_files import HEADER_FILES, save_headers
from journal_app.vault.header_ladder import load_headers_anywhere
from journal_app.vault.inspection import VaultInfo, inspect_vault
from journal_app.vault.keys import (
    database_key,
    new_data_key,
    new_vault_id,
    seal_with_passphrase,
    seal_with_recovery_code,
    sign,
    zero,
)
from journal_app.vault.opening import Unseal, open_locked, prepare, unseal_with
from journal_app.vault.passphrase import require_enough
from journal_app.vault.recovery_code import new_recovery_code, write_recovery_code
from journal_app.vault.single_writer import LOCK_NAME, SingleWriter
from journal_app.vault.unlocked import Vault

__all__ = [
    "SlotKind",
    "Vault",
    "VaultInfo",
    "create_vault",
    "create_with_data_key",
    "find_vaults",
    "inspect_vault",
    "is_vault",
    "new_vault_folder",
    "open_vault",
    "open_with_data_key",
]

FIRST_DATABASE = "store-1.db"

Fill = Callable[[Path, bytearray, bytes], None]
"""Puts content into the empty file of a new database, given its path, raw key (to be zeroed) and salt."""


def create_vault(
    folder: Path, passphrase: str, *, with_recovery_code: bool, fill: Fill | None = None
) -> tuple[Vault, str | None]:
    """Make a vault in a new or empty folder and return it open, with its recovery code as it is written down.

    Takes a second or two: the cost of the passphrase is calibrated here. Raises PASSPHRASE_TOO_WEAK,
    VAULT_ALREADY_EXISTS, FOLDER_NOT_EMPTY, NOT_WRITABLE, DISK_FULL, and what `fill` raises; then nothing half-made is
    left.
    """
    require_enough(passphrase)
    code = new_recovery_code() if with_recovery_code else None

    def seal(vault_id: str, data_key: bytearray) -> tuple[Slot, ...]:
        slots = [seal_with_passphrase(vault_id, data_key, passphrase)]
        if code is not None:
            slots.append(seal_with_recovery_code(vault_id, data_key, code))
        return tuple(slots)

    vault = _create(folder, new_data_key(), seal, fill)
    return vault, None if code is None else write_recovery_code(code)


def create_with_data_key(folder: Path, data_key: bytes, *, recovery_code: bytes | None = None) -> Vault:
    """Make a vault around a given data key, without a passphrase: for tests and throwaway vaults."""
    code = recovery_code or new_recovery_code()
    return _create(folder, bytearray(data_key), lambda vault_id, key: (seal_with_recovery_code(vault_id, key, code),))


def open_vault(folder: Path, secret: str, *, kind: SlotKind = SlotKind.PASSPHRASE) -> Vault:
    """Open a vault with its passphrase or recovery code; slow by design with a passphrase.

    Raises VaultError: NOT_A_VAULT, HEADER_DAMAGED, NEWER_VERSION, KDF_OUT_OF_BOUNDS, IN_USE, WRONG_PASSPHRASE,
    WRONG_RECOVERY_CODE, MISTYPED_RECOVERY_CODE, NO_SUCH_SLOT, DATABASE_MISSING, DATABASE_DAMAGED, NOT_WRITABLE,
    IO_ERROR.
    """
    return _open(folder, unseal_with(secret, kind))


def open_with_data_key(folder: Path, data_key: bytes) -> Vault:
    """Open a vault whose data key is known; what `open_vault` does, without a secret."""
    return _open(folder, lambda _header: bytearray(data_key))


def _create(
    folder: Path,
    data_key: bytearray,
    seal: Callable[[str, bytearray], tuple[Slot, ...]],
    fill: Fill | None = None,
) -> Vault:
    """Make everything, the header last: a folder without one is not a vault, whatever interrupted its making."""
    vault_id, salt = new_vault_id()
    failure: VaultError | None = None
    with ExitStack() as undo:
        undo.callback(zero, data_key)
        new = NewFolder(folder)
        undo.callback(new.remove)
        try:
            new.make()
            lock = SingleWriter(folder)
            new.will_make(LOCK_NAME)
            undo.callback(lock.release)
            slots = seal(vault_id, data_key)
            header = sign(Header(vault_id, 1, FIRST_DATABASE, salt, slots), data_key)
            new.make_file(FIRST_DATABASE)
            if fill is not None:
                fill(folder / FIRST_DATABASE, database_key(data_key), salt)
            engine = make_engine(folder / FIRST_DATABASE, database_key(data_key), salt)
            undo.callback(engine.dispose)
            prepare(engine)
            new.will_make(*HEADER_FILES)
            save_headers(folder, header)
            undo.pop_all()
            return Vault(folder, header, engine, lock, data_key, was_repaired=False)
        except OSError as error:
            failure = from_os(error)
    raise failure


def _open(folder: Path, unseal: Unseal) -> Vault:
    load_headers_anywhere(folder)  # first: a folder that holds no vault gets no lock file
    with ExitStack() as undo:
        lock = SingleWriter(folder)
        undo.callback(lock.release)
        vault = open_locked(folder, unseal, lock)
        undo.pop_all()
        return vault
