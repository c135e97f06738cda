"""The recovery code: 128 random bits as seven groups of four characters, with a checksum for slips of the pen.

Douglas Crockford's base 32 (crockford.com/base32.html) has no I, L, O or U, so what was written by hand can be read
back: 28 characters are 140 bits, 128 of the code and 12 of the checksum.
"""

import secrets
import unicodedata
from hashlib import sha256

from journal_app.vault.errors import VaultError, VaultProblem

CODE_BYTES = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS, _GROUP = 28, 4
_CHECK_BITS = 12
_READ_AS = str.maketrans("OIL", "011")


def new_recovery_code() -> bytes:
    """Return the bytes of a fresh code."""
    return secrets.token_bytes(CODE_BYTES)


def write_recovery_code(code: bytes) -> str:
    """Return the code as it is shown and written down: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX."""
    number = int.from_bytes(code, "big") << _CHECK_BITS | _check(code)
    text = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_CHARACTERS)))
    return "-".join(text[start : start + _GROUP] for start in range(0, _CHARACTERS, _GROUP))


def read_recovery_code(text: str) -> bytes:
    """Return the code's bytes, whatever its case, spaces, dashes and look-alike letters, or MISTYPED_RECOVERY_CODE."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text).upper() if not c.isspace() and not _is_dash(c))
    letters = letters.translate(_READ_AS)
    if len(letters) != _CHARACTERS or not set(letters) <= set(_ALPHABET):
        raise VaultError(VaultProblem.MISTYPED_RECOVERY_CODE)
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    code = (number >> _CHECK_BITS).to_bytes(CODE_BYTES, "big")
    if number & (1 << _CHECK_BITS) - 1 != _check(code):
        raise VaultError(VaultProblem.MISTYPED_RECOVERY_CODE)
    return code


def _check(code: bytes) -> int:
    return int.from_bytes(sha256(b"recovery code" + code).digest()[:2], "big") >> 16 - _CHECK_BITS


def _is_dash(character: str) -> bool:
    return unicodedata.category(character) in ("Pd", "Cf") or character == "\u2212"
