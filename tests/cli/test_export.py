"""`kindroot export`, and `import` of what it wrote: a warning first, exit codes, stable JSON, nothing half-written."""

import json
from pathlib import Path

import pytest

from journal_app.cli.main import main
from journal_app.journal.entries import add_entry, count_entries
from journal_app.settings.clock import SystemClock
from journal_app.settings.sentences import sentence
from journal_app.vault import vault as vault_module
from journal_app.vault.vault import Vault, open_with_data_key


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text("any words\n", encoding="utf-8")
    return file


@pytest.fixture
def closed_vault(vault: Vault, data_key: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of two entries that opens with its data key whatever the passphrase."""
    clock = SystemClock()
    for body in ("one", "two"):
        add_entry(vault, clock, title="", body=body, written_at=clock.now(), zone="Europe/London")
    vault.close()
    monkeypatch.setattr(vault_module, "open_vault", lambda folder, _secret: open_with_data_key(folder, data_key))
    return vault.folder


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_export__warns_first_then_writes__and_import_undoes(
    form: str,
    closed_vault: Path,
    data_key: bytes,
    secret: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ["--vault", str(closed_vault), "--passphrase-file", str(secret)]

    assert main(["export", str(tmp_path / "out"), "--format", form, *options]) == 0

    shown = capsys.readouterr()
    assert shown.err.strip() == sentence("export_warning")
    assert shown.out.splitlines() == [
        "Entries: 2",
        "Their earlier wordings: 0",
        "Pages begun: 0",
        "Pages of the trash: 0",
        "Pictures and files: 0",
        f"All of it is in {tmp_path / 'out'}",
    ]
    assert main(["import", str(tmp_path / "out"), "--json", *options]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["already_there"], report["batch"]) == (0, 2, None)
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["import", str(tmp_path / "out"), *options]) == 0
    if form == "markdown":
        capsys.readouterr()
        assert main(["import", "--list", "--json", *options]) == 0
        assert json.loads(capsys.readouterr().out)["batches"][0]["pages"] == 1
        assert main(["import", "--undo", "last", "--json", *options]) == 0
        assert json.loads(capsys.readouterr().out) == {"removed": 1, "kept": 0}
        assert main(["import", "--undo", "last", *options]) == 1
    opened = open_with_data_key(closed_vault, data_key)
    assert count_entries(opened) == 2
    opened.close()


def test_export__dry_run_as_json__is_one_object_and_writes_nothing(
    closed_vault: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--vault", str(closed_vault), "--passphrase-file", str(secret), "--dry-run", "--json"]

    assert main(["export", str(tmp_path / "out"), "--format", "json", "--from", "2020-01-01", *options]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "entries": 2,
        "drafts": 0,
        "trashed": 0,
        "versions": 0,
        "files": 0,
        "kept": {"practices": 0, "drawings": 0, "story": 0, "circle": 0, "check_ins": 0, "support": 0},
        "out": None,
        "dry_run": True,
    }
    assert not (tmp_path / "out").exists()


def test_export__into_a_folder_that_holds_something__is_refused_before_any_passphrase(
    closed_vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path), "--format", "json", "--vault", str(closed_vault)]) == 1

    shown = capsys.readouterr()
    assert (shown.out, len(shown.err.strip().splitlines())) == ("", 1)


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "json", "--from", "2024-05-02", "--to", "2024-05-01"],
        ["--format", "json", "--from", "May"],
        ["--format", "pdf"],
        [],
    ],
)
def test_export__wrong_usage__is_two(options: list[str], closed_vault: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "out"), "--vault", str(closed_vault), *options]) == 2


def test_import__list_of_none_and_options_that_do_not_go_together__are_told(
    closed_vault: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--vault", str(closed_vault), "--passphrase-file", str(secret)]

    assert main(["import", "--list", *options]) == 0
    assert capsys.readouterr().out.strip() == "No import can be taken out again."
    assert main(["import", "--undo", "last", "--dry-run", *options]) == 2
    assert main(["import", "x", "--undo", "last", *options]) == 2
