"""The header: what is needed to open a vault, as at most 1 KiB of JSON, checked to the last bit before any work.

The file is one canonical JSON object that ends in `,"mac":"…","sha256":"…"}` and a newline. The checksum covers every
byte before itself and tells a damaged header from a wrong passphrase; the MAC covers every byte before itself and
needs the data key. Every format keeps this tail, so that a header of a newer program is recognised as newer, not as
damaged.
"""

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, NoReturn

from journal_app.vault.errors import VaultError, VaultProblem

FORMAT = 1
HEADER_BYTES = 1024
"""The most a header of this format takes."""

READ_BYTES = 64 * 1024
"""The most that is read at all: a newer format may be longer, nothing sensible is longer than this."""

MEMORY_KIB = range(64 * 1024, 1024 * 1024 + 1)
PASSES = range(3, 9)
LANES = range(1, 17)
ARGON2_VERSION = 0x13

_TAIL = re.compile(rb',"sha256":"([0-9a-f]{64})"}\n')
_TAIL_BYTES = len(',"sha256":""}\n') + 64
_DATABASE = re.compile(r"store-[1-9][0-9]{0,8}\.db")


class SlotKind(StrEnum):
    """The two kinds of secret that open a vault."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word for a kind, not a secret
    RECOVERY = "recovery_code"


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What Argon2id was told to cost: memory in KiB, passes, lanes. The floor (64 MiB, 3 passes) is never lowered."""

    memory_kib: int
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Raise KDF_OUT_OF_BOUNDS for a cost below the floor, or one meant to exhaust the machine."""
        if self.memory_kib not in MEMORY_KIB or self.passes not in PASSES or self.lanes not in LANES:
            raise VaultError(VaultProblem.KDF_OUT_OF_BOUNDS, memory_kib=self.memory_kib, passes=self.passes)


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, sealed under one secret; `cost` is None for a recovery code, which is random enough without."""

    kind: SlotKind
    salt: bytes
    cost: Argon2Cost | None
    nonce: bytes = b""
    ciphertext: bytes = b""


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read or about to be written; `mac` is empty until it has been signed."""

    vault_id: str
    generation: int
    database: str
    salt: bytes
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def slot(self, kind: SlotKind) -> Slot:
        """Return the slot for a kind of secret; NO_SUCH_SLOT when the vault has none."""
        for slot in self.slots:
            if slot.kind is kind:
                return slot
        raise VaultError(VaultProblem.NO_SUCH_SLOT, kind=kind.value)

    def signed(self, mac: bytes) -> "Header":
        """Return the same header with its MAC."""
        return replace(self, mac=mac)


def associated_data(vault_id: str, slot: Slot) -> bytes:
    """Return what a slot's seal also vouches for: format, vault, kind and cost, so none is moved or cheapened."""
    return _dump({"format": FORMAT, "id": vault_id, "kind": slot.kind.value, "kdf": _kdf(slot)})


def signed_bytes(header: Header) -> bytes:
    """Return the bytes the MAC covers: everything before it."""
    slots = [
        {"kind": slot.kind.value, "kdf": _kdf(slot), "nonce": slot.nonce.hex(), "ciphertext": slot.ciphertext.hex()}
        for slot in header.slots
    ]
    return _dump(
        {
            "format": FORMAT,
            "id": header.vault_id,
            "generation": header.generation,
            "database": header.database,
            "salt": header.salt.hex(),
            "slots": slots,
        }
    )[:-1]


def encode(header: Header) -> bytes:
    """Return the header file's exact bytes."""
    covered = signed_bytes(header) + b',"mac":"' + header.mac.hex().encode("ascii") + b'"'
    return covered + b',"sha256":"' + sha256(covered).hexdigest().encode("ascii") + b'"}\n'


def decode(data: bytes) -> Header:
    """Return the header in a file's bytes, or raise HEADER_DAMAGED, NEWER_VERSION or KDF_OUT_OF_BOUNDS."""
    _check_sum(data)
    fields = _parse(data)
    if isinstance(fields, dict) and type(fields.get("format")) is int and fields["format"] > FORMAT:
        raise VaultError(VaultProblem.NEWER_VERSION, found=fields["format"], known=FORMAT)
    if len(data) > HEADER_BYTES:
        _damaged("too long")
    header = _header(_members(fields, "format", "id", "generation", "database", "salt", "slots", "mac", "sha256"))
    if encode(header) != data:
        _damaged("not written by this program")
    for slot in header.slots:
        if slot.cost is not None:
            slot.cost.check()
    return header


def _check_sum(data: bytes) -> None:
    if len(data) > READ_BYTES:
        _damaged("too long")
    tail = _TAIL.fullmatch(data[-_TAIL_BYTES:])
    if tail is None or sha256(data[:-_TAIL_BYTES]).hexdigest().encode("ascii") != tail[1]:
        _damaged("checksum")


def _parse(data: bytes) -> object:
    try:
        return json.loads(
            data.decode("ascii"), object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float
        )
    except (ValueError, RecursionError):
        pass
    return _damaged("not JSON")


def _no_float(_text: str) -> NoReturn:
    _damaged("a number that is not whole")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        _damaged("a key twice")
    return members


def _header(fields: dict[str, Any]) -> Header:
    if _whole_number(fields["format"]) != FORMAT or not isinstance(fields["slots"], list):
        _damaged("format")
    database = fields["database"]
    if not isinstance(database, str) or not _DATABASE.fullmatch(database):
        _damaged("database")
    slots = tuple(_slot(slot) for slot in fields["slots"])
    if not slots or len({slot.kind for slot in slots}) != len(slots):
        _damaged("slots")
    return Header(
        vault_id=_hex(fields["id"], 16).hex(),
        generation=_whole_number(fields["generation"]),
        database=database,
        salt=_hex(fields["salt"], 16),
        slots=slots,
        mac=_hex(fields["mac"], 32),
    )


def _slot(value: object) -> Slot:
    fields = _members(value, "kind", "kdf", "nonce", "ciphertext")
    kind = next((kind for kind in SlotKind if kind.value == fields["kind"]), None)
    cost: Argon2Cost | None = None
    if kind is SlotKind.PASSPHRASE:
        kdf = _members(fields["kdf"], "v", "m", "t", "p", "salt")
        if _whole_number(kdf["v"]) != ARGON2_VERSION:
            raise VaultError(VaultProblem.KDF_OUT_OF_BOUNDS, version=kdf["v"])
        cost = Argon2Cost(*(_whole_number(kdf[name]) for name in "mtp"))
    elif kind is SlotKind.RECOVERY:
        kdf = _members(fields["kdf"], "salt")
    else:
        _damaged("slot kind")
    return Slot(kind, _hex(kdf["salt"], 16), cost, _hex(fields["nonce"], 12), _hex(fields["ciphertext"], 48))


def _kdf(slot: Slot) -> dict[str, object]:
    if slot.cost is None:
        return {"salt": slot.salt.hex()}
    cost = slot.cost
    return {"v": ARGON2_VERSION, "m": cost.memory_kib, "t": cost.passes, "p": cost.lanes, "salt": slot.salt.hex()}


def _members(value: object, *names: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        _damaged("keys")
    return value


def _whole_number(value: object) -> int:
    if type(value) is not int or not 1 <= value < 2**31:
        _damaged("number")
    return value


def _hex(value: object, length: int) -> bytes:
    if not isinstance(value, str) or not re.fullmatch(rf"[0-9a-f]{{{2 * length}}}", value):
        _damaged("hex")
    return bytes.fromhex(value)


def _dump(value: dict[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _damaged(reason: str) -> NoReturn:
    raise VaultError(VaultProblem.HEADER_DAMAGED, reason=reason)
