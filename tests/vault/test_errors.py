"""Errors name a thing that is known, and every one of them has its sentence."""

import pytest

from journal_app.settings.sentences import SENTENCES, sentence
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.verify import Damage


@pytest.mark.parametrize("code", [*VaultProblem, *Damage])
def test_sentence__every_code_of_the_vault__has_one(code: str) -> None:
    assert SENTENCES[code].endswith(".")
    assert "!" not in SENTENCES[code]


def test_sentence__database_missing__names_the_file() -> None:
    error = VaultError(VaultProblem.DATABASE_MISSING, name="store-1.db")
    assert "store-1.db" in sentence(error.code, **error.fields)


def test_str__fields_of_any_kind__shows_the_code_and_sqlites_name_only() -> None:
    assert (
        str(VaultError(VaultProblem.DISK_FULL, sqlite="SQLITE_FULL", where="canary")) == "disk_full sqlite=SQLITE_FULL"
    )
