"""`kindroot vault rotate`: a new key or a new passphrase, and plain words about what older copies still open with."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from journal_app.cli import vault_rotate
from journal_app.cli.main import main
from journal_app.journal.drafts import list_drafts
from journal_app.journal.sealed_draft import UnsavedPage, seal_draft
from journal_app.settings.clock import SystemClock
from journal_app.vault.header import SlotKind
from journal_app.vault.vault import open_vault

NEW = "seven other words nobody would put together"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def code_file(tmp_path: Path, recovery_code: str) -> Path:
    file = tmp_path / "code.txt"
    file.write_text(recovery_code)
    return file


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    file = tmp_path / "new.txt"
    file.write_text(NEW)
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["vault", *map(str, arguments)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_rotate__new_key__locks_out_the_code_and_says_so(
    passphrase_vault: Path, code_file: Path, new_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_code = ["--recovery-code", "--passphrase-file", code_file]
    status, out, _err = run(capsys, "rotate", passphrase_vault, *by_code, "--new-passphrase-file", new_file)
    assert status == 0
    assert "new key" in out
    assert "recovery code there was opens nothing" in out
    assert run(capsys, "verify", passphrase_vault, *by_code)[0] == 1
    assert run(capsys, "verify", passphrase_vault, "--passphrase-file", new_file)[0] == 0


def test_rotate__same_passphrase_with_a_code_as_json__prints_the_code_once(
    passphrase_vault: Path, passphrase: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(passphrase, encoding="utf-8")
    arguments = ["rotate", passphrase_vault, "--passphrase-file", file, "--with-recovery-code", "--json"]
    told = json.loads(run(capsys, *arguments)[1])
    assert told["new_key"] is True
    assert (told["snapshot"], told["removed_snapshots"], told["kept_aside"]) == (1, 0, [])
    file.write_text(told["recovery_code"])
    assert run(capsys, "verify", passphrase_vault, "--recovery-code", "--passphrase-file", file)[0] == 0


def test_rotate__keep_key__says_that_older_copies_open_with_the_old_one(
    passphrase_vault: Path, code_file: Path, new_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_code = ["--recovery-code", "--passphrase-file", code_file]
    status, out, _err = run(
        capsys, "rotate", passphrase_vault, "--keep-key", *by_code, "--new-passphrase-file", new_file
    )
    assert status == 0
    assert "still open with the old one" in out
    assert run(capsys, "verify", passphrase_vault, "--passphrase-file", new_file)[0] == 0
    assert run(capsys, "verify", passphrase_vault, *by_code)[0] == 0


def test_rotate__weak_new_passphrase__ends_with_1_and_changes_nothing(
    passphrase_vault: Path, code_file: Path, new_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new_file.write_text("password")
    before = (passphrase_vault / "vault.json").read_bytes()
    by_code = ["--recovery-code", "--passphrase-file", code_file]
    status, out, err = run(capsys, "rotate", passphrase_vault, *by_code, "--new-passphrase-file", new_file)
    assert (status, out) == (1, "")
    assert "15 characters" in err
    assert (passphrase_vault / "vault.json").read_bytes() == before


def test_rotate__a_page_waits_sealed__it_is_taken_back_first(
    passphrase_vault: Path,
    code_file: Path,
    new_file: Path,
    recovery_code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folders = (tmp_path / "r",)
    monkeypatch.setattr(vault_rotate, "sealed_page_dirs", lambda: folders)
    with closing(open_vault(passphrase_vault, recovery_code, kind=SlotKind.RECOVERY)) as vault:
        seal_draft(vault, SystemClock(), folders, UnsavedPage("", "Half a sent"))

    by_code = ["--recovery-code", "--passphrase-file", code_file]
    status = run(capsys, "rotate", passphrase_vault, *by_code, "--new-passphrase-file", new_file)[0]

    assert status == 0
    assert list(folders[0].iterdir()) == []
    with closing(open_vault(passphrase_vault, NEW)) as vault:
        assert [one.opening for one in list_drafts(vault)] == ["Half a sent"]
