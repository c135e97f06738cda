"""Warming up behind the first paint: among the rest, what an interrupted erasing left behind goes."""

from pathlib import Path

import pytest

from journal_app.settings.paths import HOME_VARIABLE
from journal_app.ui import opening
from journal_app.vault import erasing
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import find_vaults
from journal_app.vault.vault import create_with_data_key


@pytest.fixture
def vaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this machine's vaults: a whole one, and one whose erasing was broken off."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    for name in ("whole", "half"):
        create_with_data_key(tmp_path / "s" / name, bytes(32)).close()
    (tmp_path / "s" / "half").rename(tmp_path / "s" / "half.erasing")
    return tmp_path / "s"


def test_warm_up__an_erasing_was_broken_off__is_finished_and_the_other_vault_stays(vaults: Path) -> None:
    opening.warm_up()

    assert [folder.name for folder in vaults.iterdir()] == ["whole"]
    assert find_vaults(vaults) == (vaults / "whole",)


def test_warm_up__it_can_not_be_finished_yet__is_no_failure(vaults: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_place: Path) -> None:
        raise VaultError(VaultProblem.NOT_WRITABLE)

    monkeypatch.setattr(erasing, "finish_erasing", refuse)

    assert opening.warm_up().articles
    assert (vaults / "half.erasing").is_dir()


def test_finish_erasing__no_folder_of_vaults_yet__makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "none"))

    opening.finish_erasing()

    assert list(tmp_path.iterdir()) == []
