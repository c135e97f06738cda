"""`kindroot import`: exit codes, one sentence when it can't be done, and a stable JSON object."""

import json
from pathlib import Path

import pytest

from journal_app.cli.main import main
from journal_app.exchange.errors import ExchangeProblem
from journal_app.exchange.report import SkipReason
from journal_app.journal.entries import count_entries
from journal_app.journal.errors import JournalProblem
from journal_app.settings.sentences import SENTENCES
from journal_app.vault import vault as vault_module
from journal_app.vault.vault import Vault, open_with_data_key


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2024-05-01 Rain.md").write_text("so loud", encoding="utf-8")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    (folder / "undated.txt").write_text("---\nmood: x\n---\nwhen", encoding="utf-8")
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text("any words\n", encoding="utf-8")
    return file


@pytest.fixture
def closed_vault(vault: Vault, data_key: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault that opens with its data key whatever the passphrase, so that no test waits for the key derivation."""
    vault.close()
    monkeypatch.setattr(vault_module, "open_vault", lambda folder, _secret: open_with_data_key(folder, data_key))
    return vault.folder


def test_import__folder__tells_what_came_in(
    closed_vault: Path, data_key: bytes, texts: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["import", str(texts), "--vault", str(closed_vault), "--passphrase-file", str(secret)])

    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "Brought in: 2",
        "Already there: 0",
        "Left out: 1",
        f"  latin.txt: {SENTENCES['import_not_utf8']}",
        "Dated by the file's own time, which may be when it was copied: 1",
        "  undated.txt",
        "Front matter that has no place in an entry: mood",
        f"To take this import out again: kindroot import --undo 1 --vault {closed_vault}",
    ]
    opened = open_with_data_key(closed_vault, data_key)
    assert count_entries(opened) == 2
    opened.close()


def test_import_list__after_one__says_what_came_in(
    closed_vault: Path, texts: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = ["--vault", str(closed_vault), "--passphrase-file", str(secret)]
    main(["import", str(texts), *vault])
    capsys.readouterr()

    assert main(["import", "--list", *vault]) == 0
    assert capsys.readouterr().out.strip().endswith("UTC  markdown, pages: 2")
    assert main(["import", "--list", "--json", *vault]) == 0
    [batch] = json.loads(capsys.readouterr().out)["batches"]
    assert (batch["pages"], batch["files"], set(batch["kept"].values())) == (2, 0, {0})


def test_import__dry_run_as_json__is_one_object_and_changes_nothing(
    closed_vault: Path, data_key: bytes, texts: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--vault", str(closed_vault), "--passphrase-file", str(secret), "--dry-run", "--json"]

    code = main(["import", str(texts), *options])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == {
        "added": 2,
        "drafts": 0,
        "trashed": 0,
        "files": 0,
        "already_there": 0,
        "differs": [],
        "skipped": [{"path": "latin.txt", "reason": "import_not_utf8", "key": ""}],
        "dated_by_file_time": ["undated.txt"],
        "left_out_keys": ["mood"],
        "kept": {"practices": 0, "drawings": 0, "story": 0, "circle": 0, "check_ins": 0, "support": 0},
        "dry_run": True,
        "batch": None,
        "unnamed": {},
    }
    opened = open_with_data_key(closed_vault, data_key)
    assert count_entries(opened) == 0
    opened.close()


def test_import__no_such_folder__is_told_before_any_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["import", str(tmp_path / "none"), "--vault", str(tmp_path / "v")])

    shown = capsys.readouterr()
    assert (code, shown.out) == (1, "")
    assert shown.err.strip().startswith("There is nothing at ")


def test_import__no_vault_there__is_told(
    tmp_path: Path, texts: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["import", str(texts), "--vault", str(tmp_path / "v"), "--passphrase-file", str(secret)])

    assert code == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_import__without_a_vault__is_wrong_usage(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(texts)]) == 2
    assert "--vault" in capsys.readouterr().err


@pytest.mark.parametrize("code", [*JournalProblem, *ExchangeProblem, *SkipReason])
def test_sentences__every_code_of_journal_and_exchange__has_one(code: str) -> None:
    assert SENTENCES[str(code)].endswith(".")
