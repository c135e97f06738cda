"""The life of a vault's secrets: change the passphrase, make a recovery code, revoke it.

None of these changes the data key: older copies of the vault still open with the secrets they were made with.
`rotation` is for locking those out.
"""

import hmac
from collections.abc import Callable
from dataclasses import replace

from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.header import Slot, SlotKind
from journal_app.vault.header_files import change_headers
from journal_app.vault.keys import seal_with_passphrase, seal_with_recovery_code, sign, zero
from journal_app.vault.opening import unseal_with
from journal_app.vault.passphrase import require_enough
from journal_app.vault.recovery_code import new_recovery_code, write_recovery_code
from journal_app.vault.unlocked import Vault

Seal = Callable[[bytearray], Slot]


def slot_kinds(vault: Vault) -> tuple[SlotKind, ...]:
    """Return the kinds of secret that open the vault."""
    return tuple(slot.kind for slot in vault.header.slots)


def prove(vault: Vault, secret: str, kind: SlotKind = SlotKind.PASSPHRASE) -> None:
    """Make sure that whoever sits there knows a secret of the open vault; slow by design.

    Raises WRONG_PASSPHRASE, WRONG_RECOVERY_CODE, MISTYPED_RECOVERY_CODE, NO_SUCH_SLOT.
    """
    found = unseal_with(secret, kind)(vault.header)
    with vault.data_key() as key:
        is_same = hmac.compare_digest(found, key)
    zero(found)
    if not is_same:
        raise VaultError(VaultProblem.HEADER_DAMAGED, reason="another key")


def change_passphrase(vault: Vault, secret: str, new: str, *, kind: SlotKind = SlotKind.PASSPHRASE) -> None:
    """Put a new passphrase in the place of the old one, known by it or by the recovery code (`kind`).

    Raises PASSPHRASE_TOO_WEAK, what `prove` raises, DISK_FULL, NOT_WRITABLE, IO_ERROR; then the old one still opens.
    """
    require_enough(new)
    prove(vault, secret, kind)
    _put(vault, SlotKind.PASSPHRASE, lambda key: seal_with_passphrase(vault.vault_id, key, new))


def add_recovery_code(vault: Vault, passphrase: str) -> str:
    """Make a recovery code, in the place of an earlier one, and return it as it is written down: it is kept nowhere.

    Raises what `change_passphrase` raises.
    """
    prove(vault, passphrase)
    code = new_recovery_code()
    _put(vault, SlotKind.RECOVERY, lambda key: seal_with_recovery_code(vault.vault_id, key, code))
    return write_recovery_code(code)


def revoke_recovery_code(vault: Vault) -> None:
    """Let the recovery code open the vault no more.

    Raises NO_SUCH_SLOT when there is none, LAST_SLOT when nothing else would open the vault, and as above.
    """
    vault.header.slot(SlotKind.RECOVERY)
    if len(vault.header.slots) == 1:
        raise VaultError(VaultProblem.LAST_SLOT)
    _put(vault, SlotKind.RECOVERY, None)


def _put(vault: Vault, kind: SlotKind, seal: Seal | None) -> None:
    """Write a header of the next generation with one slot changed, added or (without `seal`) left out."""
    header = vault.header
    with vault.data_key() as key:
        slots = [slot for slot in header.slots if slot.kind is not kind]
        if seal is not None:
            slots.append(seal(key))
        slots.sort(key=lambda slot: list(SlotKind).index(slot.kind))
        new = sign(replace(header, generation=header.generation + 1, slots=tuple(slots)), key)
    failure: VaultError | None = None
    try:
        change_headers(vault.folder, new)
    except OSError as error:
        failure = from_os(error)
    if failure is not None:
        raise failure
    vault.header = new
