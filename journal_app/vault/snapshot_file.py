"""The form of a snapshot: one file that is enough to bring a whole vault back, and shows nothing of what is in it.

    prelude   4 KiB: the magic line, the vault's header as it stood, one line about the snapshot, zeros
    payload   the encrypted database, then random bytes up to a whole MiB, so that its size says little

The line about the snapshot has its date in the open; its reason, counts and the database's true length are sealed with
the archive key. A checksum without a key tells damage; the seal vouches for every byte once the key is there.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import Header, decode, encode
from journal_app.vault.header_files import private_file, write_all
from journal_app.vault.keys import archive_key, check_mac

MAGIC = b"journal snapshot 1\n"
PRELUDE_BYTES = 4096
PADDED_TO = 1024 * 1024
_CHUNK = 1024 * 1024
_SUM_TAIL = len(b',"sha256":"') + 64 + len(b'"}\n')


@dataclass(frozen=True, slots=True)
class Prelude:
    """A snapshot's first 4 KiB, checked by its checksum: enough to find the key and to know the date."""

    header: Header
    made_at: datetime
    payload_sha256: str
    nonce: bytes
    ciphertext: bytes
    file_bytes: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """What only the data key shows: why it was made, how much it holds, and which state of the database it copied."""

    reason: str
    database_bytes: int
    source_sha256: str
    schema_version: int
    rows: dict[str, int]


def write_snapshot_file(
    target: Path, database: Path, header: Header, data_key: bytes | bytearray, made_at: datetime, sealed: Sealed
) -> None:
    """Write a snapshot around a copied database, durably, and read it back. Raises OSError, VaultError (IO_ERROR)."""
    size = database.stat().st_size
    padding = secrets.token_bytes(-(PRELUDE_BYTES + size) % PADDED_TO)
    payload = sha256()
    with private_file(target, exclusive=False) as descriptor:
        write_all(descriptor, bytes(PRELUDE_BYTES))
        for chunk in _chunks(database):
            payload.update(chunk)
            write_all(descriptor, chunk)
        payload.update(padding)
        write_all(descriptor, padding)
        os.lseek(descriptor, 0, os.SEEK_SET)
        write_all(descriptor, _encode(header, data_key, made_at, payload.hexdigest(), sealed))
    check_snapshot_file(target)


def read_prelude(path: Path) -> Prelude:
    """Read the first 4 KiB and check them and the file's length; no key needed.

    Raises SNAPSHOT_DAMAGED, what `header.decode` raises, OSError.
    """
    with path.open("rb") as file:
        data = file.read(PRELUDE_BYTES)
        size = os.fstat(file.fileno()).st_size
    if len(data) < PRELUDE_BYTES or not data.startswith(MAGIC) or size % PADDED_TO or size <= PRELUDE_BYTES:
        raise _damaged("length")
    text, _, rest = data[len(MAGIC) :].partition(b"\0")
    lines = text.splitlines(keepends=True)
    if len(lines) != 2 or rest.strip(b"\0"):
        raise _damaged("lines")
    covered = data[: len(MAGIC) + len(text) - _SUM_TAIL]
    if not lines[1].endswith(_sum_tail(covered)):
        raise _damaged("checksum")
    return _prelude(decode(lines[0]), lines[1], size)


def check_snapshot_file(path: Path) -> Prelude:
    """Read the whole file and compare it with its checksums; no key needed. Raises as `read_prelude` does."""
    prelude = read_prelude(path)
    payload = sha256()
    for chunk in _chunks(path, PRELUDE_BYTES):
        payload.update(chunk)
    if not hmac.compare_digest(payload.hexdigest(), prelude.payload_sha256):
        raise _damaged("payload")
    return prelude


def unseal(prelude: Prelude, data_key: bytes | bytearray) -> Sealed:
    """Return what the data key shows. Raises SNAPSHOT_OF_ANOTHER_KEY; HEADER_DAMAGED for a header signed otherwise."""
    about = _about(encode(prelude.header), _moment(prelude.made_at), prelude.payload_sha256)
    try:
        text = ChaCha20Poly1305(archive_key(data_key)).decrypt(prelude.nonce, prelude.ciphertext, about)
    except InvalidTag:
        text = None
    if text is None:
        raise VaultError(VaultProblem.SNAPSHOT_OF_ANOTHER_KEY)
    check_mac(prelude.header, data_key)
    return Sealed(**json.loads(text))


def extract_database(path: Path, target: Path, data_key: bytes | bytearray) -> tuple[Prelude, Sealed]:
    """Write the database of a snapshot into a new file, durably, checking it on the way.

    Raises what `check_snapshot_file` and `unseal` raise; then there is no new file.
    """
    prelude = read_prelude(path)
    sealed = unseal(prelude, data_key)
    payload, left = sha256(), sealed.database_bytes
    with private_file(target, exclusive=False) as descriptor:
        for chunk in _chunks(path, PRELUDE_BYTES):
            payload.update(chunk)
            write_all(descriptor, chunk[:left])
            left = max(0, left - len(chunk))
    if left or not hmac.compare_digest(payload.hexdigest(), prelude.payload_sha256):
        target.unlink()
        raise _damaged("payload")
    return prelude, sealed


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    total = sha256()
    for chunk in _chunks(path):
        total.update(chunk)
    return total.hexdigest()


def _encode(
    header: Header, data_key: bytes | bytearray, made_at: datetime, payload_sha256: str, sealed: Sealed
) -> bytes:
    moment, nonce = _moment(made_at), secrets.token_bytes(12)
    text = json.dumps({name: getattr(sealed, name) for name in Sealed.__slots__}).encode("ascii")
    about = _about(encode(header), moment, payload_sha256)
    ciphertext = ChaCha20Poly1305(archive_key(data_key)).encrypt(nonce, text, about)
    line = json.dumps(
        {"made_at": moment, "payload": payload_sha256, "nonce": nonce.hex(), "sealed": ciphertext.hex()},
        separators=(",", ":"),
    )
    covered = MAGIC + encode(header) + line[:-1].encode("ascii")
    data = covered + _sum_tail(covered)
    assert len(data) < PRELUDE_BYTES
    return data.ljust(PRELUDE_BYTES, b"\0")


def _prelude(header: Header, line: bytes, size: int) -> Prelude:
    fields: dict[str, Any] = {}
    try:
        fields = json.loads(line)
        return Prelude(
            header=header,
            made_at=datetime.fromisoformat(fields["made_at"]).astimezone(UTC),
            payload_sha256=str(fields["payload"]),
            nonce=bytes.fromhex(fields["nonce"]),
            ciphertext=bytes.fromhex(fields["sealed"]),
            file_bytes=size,
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise _damaged("about")


def _about(header: bytes, moment: str, payload_sha256: str) -> bytes:
    return MAGIC + header + f"{moment} {payload_sha256}".encode("ascii")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _sum_tail(covered: bytes) -> bytes:
    return b',"sha256":"' + sha256(covered).hexdigest().encode("ascii") + b'"}\n'


def _chunks(path: Path, start: int = 0) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(_CHUNK):
            yield chunk


def _damaged(where: str) -> VaultError:
    return VaultError(VaultProblem.SNAPSHOT_DAMAGED, where=where)
