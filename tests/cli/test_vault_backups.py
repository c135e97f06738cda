"""`kindroot vault backup|restore`: what they print, what they make, and how they say that it could not be done."""

import json
from pathlib import Path

import pytest

from journal_app.cli.main import main


@pytest.fixture
def code_file(tmp_path: Path, recovery_code: str) -> Path:
    """The recovery code in a file: quicker to derive than a passphrase."""
    file = tmp_path / "code.txt"
    file.write_text(recovery_code)
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["vault", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def by_code(code_file: Path) -> list[object]:
    return ["--recovery-code", "--passphrase-file", code_file]


def test_backup__made_then_listed__says_when_and_that_it_was_checked(
    passphrase_vault: Path, code_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _err = run(capsys, "backup", passphrase_vault, *by_code(code_file))
    assert (status, out) == (0, "Backup 1 is made and checked: 0 entries.\n")
    status, out, _err = run(capsys, "backup", passphrase_vault, "--list")
    assert status == 0
    assert "checked" in out
    assert "entries" not in out  # without a key nobody learns how many
    _status, out, _err = run(capsys, "backup", passphrase_vault, "--list", *by_code(code_file))
    assert "0 entries" in out


def test_backup__json_with_a_second_folder__names_both_files(
    passphrase_vault: Path, code_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    _status, out, _err = run(capsys, "backup", passphrase_vault, "--to", stick, "--json", *by_code(code_file))
    told = json.loads(out)
    assert (told["number"], told["entries"], told["verified"], told["reason"]) == (1, 0, True, "by_hand")
    assert Path(told["copy"]).read_bytes() == Path(told["file"]).read_bytes()
    assert Path(told["copy"]).parent == stick


def test_backup__stick_not_there__ends_with_1_and_the_backup_is_made(
    passphrase_vault: Path, code_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _out, err = run(capsys, "backup", passphrase_vault, "--to", tmp_path / "gone", *by_code(code_file))
    assert status == 1
    assert "plug in the stick" in err
    assert (passphrase_vault / "snap" / "1.snap").exists()


def test_backup__list_of_none__says_so(passphrase_vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "backup", passphrase_vault, "--list") == (0, "There are no backups yet.\n", "")
    assert run(capsys, "backup", passphrase_vault, "--list", "--json") == (0, '{\n  "snapshots": []\n}\n', "")


def test_backup__no_vault_there__ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "backup", tmp_path / "nowhere", "--list")
    assert (status, out) == (1, "")
    assert "no journal in this folder" in err


def test_restore__by_number__keeps_what_was_there(
    passphrase_vault: Path, code_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "backup", passphrase_vault, *by_code(code_file))
    status, out, _err = run(capsys, "restore", passphrase_vault, "--snapshot", 1, *by_code(code_file))
    assert status == 0
    assert "kept as backup 2" in out
    assert run(capsys, "verify", passphrase_vault, *by_code(code_file))[0] == 0


def test_restore__newest_as_json__says_where_everything_is(
    passphrase_vault: Path, code_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "backup", passphrase_vault, *by_code(code_file))
    _status, out, _err = run(capsys, "restore", passphrase_vault, "--json", *by_code(code_file))
    told = json.loads(out)
    assert set(told) == {"made_at", "entries", "drafts", "present_kept_as", "present_set_aside_in", "secrets"}
    assert (told["present_kept_as"], told["present_set_aside_in"], told["secrets"]) == (2, None, "todays")


def test_restore__file_into_a_new_folder__is_a_vault_there(
    passphrase_vault: Path, code_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "backup", passphrase_vault, *by_code(code_file))
    snapshot = passphrase_vault / "snap" / "1.snap"
    status, out, _err = run(capsys, "restore", tmp_path / "new", "--snapshot", snapshot, *by_code(code_file))
    assert status == 0
    assert "passphrase it had then" in out
    assert run(capsys, "verify", tmp_path / "new", *by_code(code_file))[0] == 0


@pytest.mark.parametrize("which", [[], ["--snapshot", "7"], ["--snapshot", "nowhere.snap"]])
def test_restore__no_such_backup__ends_with_1(
    passphrase_vault: Path, code_file: Path, which: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "restore", passphrase_vault, *which, *by_code(code_file))
    assert (status, out) == (1, "")
    assert "no such backup" in err


def test_backup__to_and_list_together__is_wrong_usage(passphrase_vault: Path, tmp_path: Path) -> None:
    assert main(["vault", "backup", str(passphrase_vault), "--list", "--to", str(tmp_path)]) == 2
