"""Keep one page outside the database for a while, sealed with a key of the vault's: when hiding could not save it.

Sealed twice where it can be: in the run-time folder, which is another disk than the full one as a rule, and in the data
folder, which outlives a restart. The file's name tells nothing, its length is rounded up, and it opens under this
vault's data key only.
"""

import contextlib
import os
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal_app.vault.errors import VaultError, VaultProblem, from_os
from journal_app.vault.header_files import private_file, sync_folder
from journal_app.vault.unlocked import Vault

MAGIC = b"page/1\0\0"
LARGEST_BYTES = 64 * 1024 * 1024
_LABEL = b"vault/1/sealed-page"
_NONCE_BYTES = 12
_LENGTH_BYTES = 8
_ROUND_BYTES = 4096


def seal_page(vault: Vault, folders: tuple[Path, ...], page: bytes) -> None:
    """Seal a page into every one of the folders that takes it, durably; in the vault's thread.

    Raises VaultError only when none did; the code is the first folder's.
    """
    padded = len(page).to_bytes(_LENGTH_BYTES) + page
    padded += bytes(-len(padded) % _ROUND_BYTES)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = MAGIC + nonce + _cipher(vault).encrypt(nonce, padded, _associated(vault))
    failures = [failure for folder in folders if (failure := _write(folder / _name(vault), sealed)) is not None]
    if len(failures) == len(folders):
        raise failures[0] if failures else VaultError(VaultProblem.NOT_WRITABLE)


def unseal_page(vault: Vault, folders: tuple[Path, ...]) -> bytes | None:
    """Return the page sealed last, None where there is none.

    Raises VaultError (SEALED_PAGE_UNREADABLE) when what lies there does not open; it is left where it is.
    """
    refusal: VaultError | None = None
    for path in sorted(_present(vault, folders), key=_made_at, reverse=True):
        try:
            return _open(vault, path)
        except VaultError as error:
            refusal = error
    if refusal is not None:
        raise refusal
    return None


def forget_sealed_page(vault: Vault, folders: tuple[Path, ...]) -> None:
    """Take the sealed page away, once its words are kept elsewhere. Raises VaultError when a file can't go."""
    failure: VaultError | None = None
    for path in _present(vault, folders):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            failure = from_os(error)
    if failure is not None:
        raise failure


def _present(vault: Vault, folders: tuple[Path, ...]) -> list[Path]:
    return [path for folder in folders if (path := folder / _name(vault)).is_file()]


def _made_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _open(vault: Vault, path: Path) -> bytes:
    failure = VaultError(VaultProblem.SEALED_PAGE_UNREADABLE)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
        start = len(MAGIC) + _NONCE_BYTES
        if data.startswith(MAGIC) and len(data) <= LARGEST_BYTES:
            padded = _cipher(vault).decrypt(data[len(MAGIC) : start], data[start:], _associated(vault))
            length = int.from_bytes(padded[:_LENGTH_BYTES])
            return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
    except OSError as error:
        failure = from_os(error)
    except (InvalidTag, ValueError):
        pass
    raise failure


def _write(path: Path, data: bytes) -> VaultError | None:
    """Write the file whole or not at all; return what stood in the way."""
    new = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with private_file(new, exclusive=False) as descriptor:
            rest = data
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        return from_os(error)
    return None


def _name(vault: Vault) -> str:
    return sha256(b"page " + vault.vault_id.encode()).hexdigest()[:16]


def _associated(vault: Vault) -> bytes:
    return MAGIC + vault.vault_id.encode()


def _cipher(vault: Vault) -> ChaCha20Poly1305:
    with vault.data_key() as key:
        return ChaCha20Poly1305(HKDF(algorithm=SHA256(), length=32, salt=None, info=_LABEL).derive(bytes(key)))
