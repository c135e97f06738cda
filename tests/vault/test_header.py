"""The header's form: exact, bounded, and refused before any work when anything in it is off."""

import json
import random
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.header import (
    HEADER_BYTES,
    Argon2Cost,
    Header,
    Slot,
    SlotKind,
    associated_data,
    decode,
    encode,
)

PASSPHRASE_SLOT = Slot(SlotKind.PASSPHRASE, b"s" * 16, Argon2Cost(1024 * 1024, 8, 16), b"n" * 12, b"c" * 48)
RECOVERY_SLOT = Slot(SlotKind.RECOVERY, b"S" * 16, None, b"N" * 12, b"C" * 48)
HEADER = Header("ab" * 16, 7, "store-123456789.db", b"0" * 16, (PASSPHRASE_SLOT, RECOVERY_SLOT), b"m" * 32)
DATA = encode(HEADER)

ODD_VALUES = [
    None,
    True,
    -1,
    0,
    2**31,
    10**300,
    1.5,
    "",
    "x",
    "é",
    "\ud800",
    [],
    {},
    [[]],
    {"a": 1},
    ["passphrase"] * 9,
]


def resealed(body: bytes) -> bytes:
    """Give bytes that end where the checksum begins a checksum that fits, as an attacker would."""
    return body + b',"sha256":"' + sha256(body).hexdigest().encode() + b'"}\n'


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return the header's bytes with its JSON changed and a checksum that fits."""
    fields = json.loads(DATA)
    del fields["sha256"]
    change(fields)
    return resealed(json.dumps(fields, separators=(",", ":")).encode()[:-1])


def problem_of(data: bytes) -> VaultProblem | None:
    """Return what `decode` finds wrong; any other exception than VaultError fails the test."""
    try:
        decode(data)
    except VaultError as error:
        return error.problem
    return None


def test_encode__fullest_header__fits_and_reads_back() -> None:
    assert len(DATA) <= HEADER_BYTES
    assert decode(DATA) == HEADER
    assert json.loads(DATA)["format"] == 1


def test_decode__any_bit_flipped__is_damaged() -> None:
    for place in range(len(DATA) * 8):
        flipped = bytearray(DATA)
        flipped[place // 8] ^= 1 << place % 8
        assert problem_of(bytes(flipped)) is VaultProblem.HEADER_DAMAGED, place


def test_decode__any_truncation__is_damaged() -> None:
    assert {problem_of(DATA[:length]) for length in range(len(DATA))} == {VaultProblem.HEADER_DAMAGED}


@pytest.mark.parametrize(
    ("member", "value"),
    [("m", 64 * 1024 - 1), ("m", 1024 * 1024 + 1), ("t", 2), ("t", 9), ("p", 17), ("v", 16)],
)
def test_decode__cost_out_of_bounds__is_refused(member: str, value: int) -> None:
    data = changed(lambda fields: fields["slots"][0]["kdf"].update({member: value}))
    assert problem_of(data) is VaultProblem.KDF_OUT_OF_BOUNDS


def test_decode__newer_format__is_newer_whatever_else_it_holds() -> None:
    data = changed(lambda fields: fields.update(format=2, what="is new", more="x" * 5000))
    assert problem_of(data) is VaultProblem.NEWER_VERSION


@pytest.mark.parametrize("place", ["top", "slot", "kdf"])
def test_decode__unknown_key__is_refused(place: str) -> None:
    def add(fields: dict[str, Any]) -> None:
        {"top": fields, "slot": fields["slots"][0], "kdf": fields["slots"][0]["kdf"]}[place]["hint"] = "x"

    assert problem_of(changed(add)) is VaultProblem.HEADER_DAMAGED


@pytest.mark.parametrize("name", ["format", "id", "generation", "database", "salt", "slots", "mac"])
def test_decode__odd_value_anywhere__is_a_vault_error(name: str) -> None:
    for value in ODD_VALUES:
        assert problem_of(changed(lambda fields, value=value: fields.update({name: value}))) is not None, value
    assert problem_of(changed(lambda fields: fields.pop(name))) is VaultProblem.HEADER_DAMAGED


@pytest.mark.parametrize(
    "name", ["../store-1.db", "/etc/passwd", "store-0.db", "store-1.db\n", "store-1.db/x", "STORE-1.db"]
)
def test_decode__database_outside_the_folder__is_damaged(name: str) -> None:
    assert problem_of(changed(lambda fields: fields.update(database=name))) is VaultProblem.HEADER_DAMAGED


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"format":NaN',
        b'{"format":' + b"9" * 5000,
        b'{"format":1e999',
        b'{"format":1,"format":1',
        b"\xff\xfe\x00",
        b"",
        b"null",
        DATA[:-78].replace(b'{"format":1', b'{ "format":1'),
        DATA[:-78].replace(b'"id"', b'"\\u0069d"'),
    ],
)
def test_decode__hostile_json_with_a_fitting_checksum__is_damaged(body: bytes) -> None:
    assert problem_of(resealed(body)) is VaultProblem.HEADER_DAMAGED


def test_decode__huge_file__is_damaged_at_once() -> None:
    assert problem_of(resealed(b"x" * 70_000)) is VaultProblem.HEADER_DAMAGED


def test_decode__ten_thousand_mutations__never_anything_but_a_vault_error() -> None:
    chance = random.Random(20260101)
    body = DATA[: -len(',"sha256":""}\n') - 64]
    for _ in range(10_000):
        mutant = bytearray(body if chance.random() < 0.8 else DATA)
        for _ in range(chance.randint(1, 6)):
            start = chance.randrange(len(mutant) + 1)
            end = min(len(mutant), start + chance.choice((0, 1, 1, 2, 30)))
            mutant[start:end] = chance.choice(
                (b"", b"0", b"}", b"[", b'"', b",", b"null", chance.randbytes(3), body[5:40])
            )
        data = resealed(bytes(mutant))
        assert problem_of(data) is not None or encode(decode(data)) == data  # well-formed still: the signature's task
        assert problem_of(bytes(mutant)) is not None or bytes(mutant) == DATA


@given(st.binary(max_size=300))
def test_decode__any_bytes__is_a_vault_error(data: bytes) -> None:
    assert problem_of(data) is VaultProblem.HEADER_DAMAGED
    assert problem_of(resealed(data)) is not None


def test_associated_data__anything_differs__differs() -> None:
    cheaper = Slot(SlotKind.PASSPHRASE, b"s" * 16, Argon2Cost(64 * 1024, 8, 16))
    told = {
        associated_data("ab" * 16, PASSPHRASE_SLOT),
        associated_data("ac" * 16, PASSPHRASE_SLOT),
        associated_data("ab" * 16, RECOVERY_SLOT),
        associated_data("ab" * 16, cheaper),
    }
    assert len(told) == 4


def test_slot__kind_is_absent__says_so() -> None:
    header = Header("ab" * 16, 1, "store-1.db", b"0" * 16, (RECOVERY_SLOT,))
    with pytest.raises(VaultError) as caught:
        header.slot(SlotKind.PASSPHRASE)
    assert caught.value.problem is VaultProblem.NO_SUCH_SLOT
