"""From one random data key to the keys that are used, and from a person's secret to the data key.

HKDF-SHA256 labels keep the uses apart; Argon2id makes a passphrase slow to guess; ChaCha20-Poly1305 seals the data
key in a slot. The labels and the cost floor are part of the format: they never follow a change of the product's name.
"""

import hmac
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import Argon2Cost, Header, Slot, SlotKind, associated_data, signed_bytes

DATA_KEY_BYTES = 32
CALIBRATION_KIB = (64 * 1024, 128 * 1024, 256 * 1024)
CALIBRATION_SECONDS = 1.0
"""A new passphrase slot takes the largest of these memories that is derived within this time on this machine."""

_DATABASE_LABEL = b"vault/1/database"
_MAC_LABEL = b"vault/1/header-mac"
_ARCHIVE_LABEL = b"vault/1/archive"
_RECOVERY_LABEL = b"vault/1/recovery-slot"


def new_data_key() -> bytearray:
    """Return a fresh data key, in a buffer that can be zeroed."""
    return bytearray(secrets.token_bytes(DATA_KEY_BYTES))


def new_vault_id() -> tuple[str, bytes]:
    """Return a random name for a vault, and the salt its database begins with."""
    return secrets.token_hex(16), secrets.token_bytes(16)


def database_key(data_key: bytes | bytearray) -> bytearray:
    """Return the raw SQLCipher key of a data key."""
    return bytearray(_hkdf(data_key, None, _DATABASE_LABEL))


def archive_key(data_key: bytes | bytearray) -> bytes:
    """Return the key that seals what a snapshot says of itself."""
    return _hkdf(data_key, None, _ARCHIVE_LABEL)


def zero(key: bytearray) -> None:
    """Overwrite a key in place."""
    key[:] = bytes(len(key))


def sign(header: Header, data_key: bytes | bytearray) -> Header:
    """Return the header with its MAC."""
    return header.signed(_mac(header, data_key))


def check_mac(header: Header, data_key: bytes | bytearray) -> None:
    """Raise HEADER_DAMAGED when the header was changed by somebody without the data key."""
    if not hmac.compare_digest(header.mac, _mac(header, data_key)):
        raise VaultError(VaultProblem.HEADER_DAMAGED, reason="signature")


def seal_with_passphrase(
    vault_id: str, data_key: bytes | bytearray, passphrase: str, clock: Callable[[], float] = time.perf_counter
) -> Slot:
    """Return a passphrase slot whose cost is calibrated to this machine (about a second and a half, once)."""
    salt = secrets.token_bytes(16)
    cost, key = _calibrate(passphrase, salt, clock)
    return _seal(vault_id, data_key, Slot(SlotKind.PASSPHRASE, salt, cost), key)


def seal_with_recovery_code(vault_id: str, data_key: bytes | bytearray, code: bytes) -> Slot:
    """Return a recovery slot for the 16 random bytes of a code."""
    salt = secrets.token_bytes(16)
    return _seal(vault_id, data_key, Slot(SlotKind.RECOVERY, salt, None), _hkdf(code, salt, _RECOVERY_LABEL))


def unseal_with_passphrase(header: Header, passphrase: str) -> bytearray:
    """Return the data key; WRONG_PASSPHRASE when it isn't this one, NO_SUCH_SLOT, NOT_ENOUGH_MEMORY. Slow by design."""
    slot = header.slot(SlotKind.PASSPHRASE)
    assert slot.cost is not None  # the header's reader makes sure
    return _unseal(header, slot, _argon2(passphrase, slot.salt, slot.cost), VaultProblem.WRONG_PASSPHRASE)


def unseal_with_recovery_code(header: Header, code: bytes) -> bytearray:
    """Return the data key; WRONG_RECOVERY_CODE when it isn't this one, NO_SUCH_SLOT when there is none."""
    slot = header.slot(SlotKind.RECOVERY)
    return _unseal(header, slot, _hkdf(code, slot.salt, _RECOVERY_LABEL), VaultProblem.WRONG_RECOVERY_CODE)


def _calibrate(passphrase: str, salt: bytes, clock: Callable[[], float]) -> tuple[Argon2Cost, bytes]:
    """Return the largest cost within the time, and the key it gave; sizes that can only be too slow are not tried."""
    cost = Argon2Cost(CALIBRATION_KIB[0])
    started = clock()
    key = _argon2(passphrase, salt, cost)
    seconds = clock() - started
    for memory_kib in CALIBRATION_KIB[1:]:
        if seconds * memory_kib / cost.memory_kib > CALIBRATION_SECONDS * 1.2:
            break
        larger = Argon2Cost(memory_kib)
        started = clock()
        try:
            larger_key = _argon2(passphrase, salt, larger)
        except VaultError:
            break
        if (seconds := clock() - started) > CALIBRATION_SECONDS:
            break
        cost, key = larger, larger_key
    return cost, key


def _argon2(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    cost.check()
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return Argon2id(
            salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(secret)
    except MemoryError:
        pass
    raise VaultError(VaultProblem.NOT_ENOUGH_MEMORY, mebibytes=cost.memory_kib // 1024)


def _hkdf(key: bytes | bytearray, salt: bytes | None, label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=label).derive(bytes(key))


def _mac(header: Header, data_key: bytes | bytearray) -> bytes:
    return hmac.digest(_hkdf(data_key, None, _MAC_LABEL), signed_bytes(header), sha256)


def _seal(vault_id: str, data_key: bytes | bytearray, slot: Slot, key: bytes) -> Slot:
    nonce = secrets.token_bytes(12)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, bytes(data_key), associated_data(vault_id, slot))
    return replace(slot, nonce=nonce, ciphertext=sealed)


def _unseal(header: Header, slot: Slot, key: bytes, wrong: VaultProblem) -> bytearray:
    try:
        opened = ChaCha20Poly1305(key).decrypt(slot.nonce, slot.ciphertext, associated_data(header.vault_id, slot))
    except InvalidTag:
        opened = None
    if opened is None:
        raise VaultError(wrong)
    return bytearray(opened)
