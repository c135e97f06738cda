"""`kindroot vault rescue`: what it prints of what was kept, and where the rescued vault is."""

import json
from pathlib import Path

import pytest

from journal_app.cli.main import main
from journal_app.content.load import load_pack
from journal_app.content.model import PracticeId
from journal_app.journal.circle import Circle, CircleItem, ItemId, save_circle
from journal_app.journal.practice_run import begin_practice
from journal_app.settings.clock import SystemClock
from journal_app.settings.paths import seeds_dir
from journal_app.vault.vault import open_vault


@pytest.fixture
def passphrase_file(tmp_path: Path, passphrase: str) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(passphrase, encoding="utf-8")
    return file


def lose_the_first_page(folder: Path) -> bytes:
    database = folder / "store-1.db"
    damaged = bytes(4096) + database.read_bytes()[4096:]
    database.write_bytes(damaged)
    return damaged


def test_rescue__damaged_vault__prints_what_was_kept_and_where(
    passphrase_vault: Path, passphrase: str, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = lose_the_first_page(passphrase_vault)
    assert main(["vault", "rescue", str(passphrase_vault), "--passphrase-file", str(passphrase_file)]) == 0
    printed = capsys.readouterr().out
    assert "1 of them are damaged" in printed or "1 of them is damaged" in printed
    assert "entries" in printed
    folder = next(line.split(": ", 1)[1] for line in printed.splitlines() if line.startswith("The rescued vault: "))
    open_vault(Path(folder), passphrase).close()
    assert (passphrase_vault / "store-1.db").read_bytes() == damaged


def test_rescue__vault_with_practices__names_them_in_plain_words(
    passphrase_vault: Path, passphrase: str, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, clock = open_vault(passphrase_vault, passphrase), SystemClock()
    begin_practice(vault, clock, load_pack(seeds_dir()), PracticeId("kind-pause"))
    save_circle(vault, clock, Circle((CircleItem(ItemId("1"), "R."),)))
    vault.close()
    lose_the_first_page(passphrase_vault)

    assert main(["vault", "rescue", str(passphrase_vault), "--passphrase-file", str(passphrase_file)]) == 0

    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert any(line.startswith("1  practices") for line in printed)
    assert any(line.startswith("1  versions of the circle") for line in printed)
    assert not any("practice_run" in line for line in printed)


def test_rescue__json__is_one_object(
    passphrase_vault: Path, passphrase_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new"
    options = ["--into", str(target), "--json", "--passphrase-file", str(passphrase_file)]
    assert main(["vault", "rescue", str(passphrase_vault), *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"folder", "whole", "pages", "damaged_pages", "snapshot", "tables"}
    assert told["folder"] == str(target)
    assert told["whole"] is True
    assert told["tables"]["entry"] == {"kept": 0, "from_snapshot": 0, "lost": 0}


def test_rescue__wrong_passphrase__ends_with_1_and_a_sentence(
    passphrase_vault: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passphrase_file.write_text("something else entirely")
    assert main(["vault", "rescue", str(passphrase_vault), "--passphrase-file", str(passphrase_file)]) == 1
    assert "isn't the passphrase" in capsys.readouterr().err


def test_rescue__no_vault_there__ends_with_1(
    tmp_path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vault", "rescue", str(tmp_path / "nowhere"), "--passphrase-file", str(passphrase_file)]) == 1
    assert "no journal in this folder" in capsys.readouterr().err
