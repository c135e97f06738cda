"""Writing a recovery code down and reading it back."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.recovery_code import new_recovery_code, read_recovery_code, write_recovery_code

codes = st.binary(min_size=16, max_size=16)


@given(codes)
def test_read__as_written__gives_the_code(code: bytes) -> None:
    written = write_recovery_code(code)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", written)
    assert read_recovery_code(written) == code


@given(codes)
def test_read__by_a_human_hand__gives_the_code(code: bytes) -> None:
    written = write_recovery_code(code)
    by_hand = written.lower().replace("0", "o").replace("1", "l").replace("-", " \u2013\t")
    assert read_recovery_code(f"  {by_hand}\n") == code
    assert read_recovery_code(written.replace("1", "I").replace("0", "O").replace("-", "")) == code


@given(codes, st.integers(0, 27), st.integers(1, 31))
def test_read__one_character_wrong__is_noticed_nearly_always(code: bytes, place: int, step: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = list(write_recovery_code(code).replace("-", ""))
    letters[place] = alphabet[(alphabet.index(letters[place]) + step) % 32]
    with suppress(VaultError):
        assert read_recovery_code("".join(letters)) != code  # 12 bits of checksum: one slip in 4,096 passes


@pytest.mark.parametrize("text", ["", "0000", "U" * 28, "é" * 28, "0" * 27, "0" * 29, "0000-" * 7 + "x", "\ud800" * 28])
def test_read__not_a_code__says_mistyped(text: str) -> None:
    with pytest.raises(VaultError) as caught:
        read_recovery_code(text)
    assert caught.value.problem is VaultProblem.MISTYPED_RECOVERY_CODE


def test_new__twice__differs() -> None:
    assert new_recovery_code() != new_recovery_code()
    assert len(new_recovery_code()) == 16
