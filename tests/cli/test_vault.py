"""`kindroot vault`: what it prints, what it makes, and how it says that something could not be done."""

import io
import json
import sys
from pathlib import Path

import pytest

from journal_app.cli.main import main
from journal_app.cli.table_words import TABLE_WORDS
from journal_app.journal.entries import add_entry
from journal_app.settings.clock import SystemClock
from journal_app.vault import schema
from journal_app.vault.vault import open_vault

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def passphrase_file(tmp_path: Path, passphrase: str) -> Path:
    """A file as an editor leaves it: a byte order mark, a Windows line end, a second line."""
    file = tmp_path / "secret.txt"
    file.write_bytes(b"\xef\xbb\xbf" + passphrase.encode() + b"\r\nnot this\n")
    return file


def test_vault__created_then_verified__both_end_with_0(
    tmp_path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "new")
    assert main(["vault", "create", folder, "--recovery-code", "--passphrase-file", str(passphrase_file)]) == 0
    code = capsys.readouterr().out.splitlines()[-1]
    assert main(["vault", "verify", folder, "--passphrase-file", str(passphrase_file)]) == 0
    assert "Sound" in capsys.readouterr().out
    passphrase_file.write_text(code)
    assert (
        main(["vault", "verify", folder, "--recovery-code", "--json", "--passphrase-file", str(passphrase_file)]) == 0
    )
    assert json.loads(capsys.readouterr().out)["sound"] is True


def test_verify__plain__names_no_table(
    passphrase_vault: Path, passphrase: str, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, clock = open_vault(passphrase_vault, passphrase), SystemClock()
    add_entry(vault, clock, title="", body="Words. #garden", written_at=clock.now(), zone="UTC")
    vault.close()

    assert main(["vault", "verify", str(passphrase_vault), "--passphrase-file", str(passphrase_file)]) == 0

    printed = capsys.readouterr().out
    assert "        1  entries\n        1  tags\n" in printed
    assert not [name for name in schema.metadata.tables if "_" in name and name in printed]
    assert set(TABLE_WORDS) <= set(schema.metadata.tables)


def test_create__vault_already_there__ends_with_1_and_a_sentence(
    passphrase_vault: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vault", "create", str(passphrase_vault), "--passphrase-file", str(passphrase_file)]) == 1
    printed = capsys.readouterr()
    assert "already is a journal" in printed.err
    assert printed.out == ""


def test_create__weak_passphrase__ends_with_1_and_makes_nothing(
    tmp_path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passphrase_file.write_text("password\n")
    assert main(["vault", "create", str(tmp_path / "new"), "--passphrase-file", str(passphrase_file)]) == 1
    assert "15 characters" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_info__json__is_one_object_without_any_secret(
    passphrase_vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vault", "info", str(passphrase_vault), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["slots"] == ["passphrase", "recovery_code"]
    assert told["kdf"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}
    assert told["header_whole"] is True
    assert set(told) == {
        "format", "id", "generation", "slots", "kdf", "header_whole", "database", "database_bytes", "folder_bytes"
    }  # fmt: skip


def test_info__plain__says_what_opens_it(passphrase_vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vault", "info", str(passphrase_vault)]) == 0
    assert "passphrase, recovery code" in capsys.readouterr().out


@pytest.mark.parametrize("action", ["info", "verify"])
def test_vault__no_vault_there__ends_with_1(
    tmp_path: Path, passphrase_file: Path, action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--passphrase-file", str(passphrase_file)] if action == "verify" else []
    assert main(["vault", action, str(tmp_path / "nowhere"), *options]) == 1
    assert "no journal in this folder" in capsys.readouterr().err


def test_verify__wrong_passphrase_on_standard_input__ends_with_1(
    passphrase_vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"something else\n")))
    assert main(["vault", "verify", str(passphrase_vault), "--passphrase-file", "-"]) == 1
    assert "isn't the passphrase" in capsys.readouterr().err


def test_verify__damaged_database__ends_with_1_and_names_it(
    passphrase_vault: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = passphrase_vault / "store-1.db"
    data = bytearray(database.read_bytes())
    data[-100] ^= 1
    database.write_bytes(data)
    assert main(["vault", "verify", str(passphrase_vault), "--json", "--passphrase-file", str(passphrase_file)]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["damages"] == ["damaged_pages"]
    assert "damaged" in printed.err


@pytest.mark.parametrize(
    "arguments", [[], ["verify"], ["create"], ["info", "x", "--passphrase", "secret"], ["burn", "x"]]
)
def test_vault__wrong_usage__ends_with_2(arguments: list[str]) -> None:
    assert main(["vault", *arguments]) == 2
