"""Checking a whole vault: sound says sound, and every flipped or missing byte is told as damage."""

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault, open_with_data_key
from journal_app.vault.verify import Damage, VerifyReport, verify_open_vault, verify_vault


@pytest.fixture
def filled(vault: Vault) -> Path:
    """A closed vault with some pages of text and a search index."""
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE page (id INTEGER PRIMARY KEY, body TEXT)"))
        connection.execute(text("CREATE VIRTUAL TABLE page_index USING fts5(body, content='page', content_rowid='id')"))
        for number in range(30):
            row = {"i": number, "b": f"word{number} " * 200}
            connection.execute(text("INSERT INTO page VALUES (:i, :b)"), row)
            connection.execute(text("INSERT INTO page_index(rowid, body) VALUES (:i, :b)"), row)
    vault.close()
    return vault.folder


def check(folder: Path, data_key: bytes) -> VerifyReport:
    vault = open_with_data_key(folder, data_key)
    try:
        return verify_open_vault(vault)
    finally:
        vault.close()


def is_noticed(folder: Path, data_key: bytes) -> bool:
    """Say whether opening or checking tells of damage; any other exception fails the test."""
    problem = None
    try:
        return not check(folder, data_key).is_sound
    except VaultError as error:
        problem = error.problem
    assert problem is VaultProblem.DATABASE_DAMAGED
    return True


def test_verify__untouched_vault__is_sound_and_counted(filled: Path, data_key: bytes) -> None:
    report = check(filled, data_key)
    assert report.is_sound
    assert report.rows["page"] == 30
    assert report.schema_version >= 1
    assert not report.was_header_repaired


def test_verify__by_passphrase__checks_and_closes(passphrase_vault: Path, passphrase: str) -> None:
    assert verify_vault(passphrase_vault, passphrase).is_sound
    assert verify_vault(passphrase_vault, passphrase).is_sound


@pytest.mark.parametrize("tries", [60, pytest.param(4000, marks=pytest.mark.thorough)])
def test_verify__a_bit_flipped_anywhere__is_noticed(filled: Path, data_key: bytes, tries: int) -> None:
    database = filled / "store-1.db"
    whole = database.read_bytes()
    chance = random.Random(11)
    for _ in range(tries):
        flipped = bytearray(whole)
        place = chance.randrange(len(whole) * 8)
        flipped[place // 8] ^= 1 << place % 8
        database.write_bytes(flipped)
        assert is_noticed(filled, data_key), place
    database.write_bytes(whole)
    assert not is_noticed(filled, data_key)


def test_verify__cut_off_anywhere__is_noticed(filled: Path, data_key: bytes) -> None:
    database = filled / "store-1.db"
    whole = database.read_bytes()
    for length in (0, 1, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        database.write_bytes(whole[:length])
        assert is_noticed(filled, data_key), length


def test_verify__pages_swapped__is_noticed(filled: Path, data_key: bytes) -> None:
    database = filled / "store-1.db"
    whole = database.read_bytes()
    swapped = whole[:8192] + whole[12288:16384] + whole[8192:12288] + whole[16384:]
    database.write_bytes(swapped)
    assert is_noticed(filled, data_key)


def test_verify__index_does_not_fit_the_text__says_so(filled: Path, data_key: bytes) -> None:
    vault = open_with_data_key(filled, data_key)
    with vault.write() as connection:
        connection.execute(text("UPDATE page SET body = 'another' WHERE id = 3"))
    vault.close()
    assert check(filled, data_key).damages == (Damage.SEARCH_INDEX,)


def test_verify__reference_to_nothing__says_so(filled: Path, data_key: bytes) -> None:
    vault = open_with_data_key(filled, data_key)
    with vault.engine.connect() as connection:
        driver = raw(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("CREATE TABLE note (page INTEGER REFERENCES page (id))")
        driver.execute("INSERT INTO note VALUES (999)")
    vault.close()
    assert check(filled, data_key).damages == (Damage.REFERENCES,)
