"""Erasing: everything that is ours goes, nothing else does, and an interrupted erasing leaves no vault."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal_app.settings.clock import FixedClock
from journal_app.vault import erasing
from journal_app.vault.erasing import erase_everything, erase_vault, finish_erasing
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import find_vaults
from journal_app.vault.snapshots import SnapshotReason, take_snapshot
from journal_app.vault.vault import Vault, create_with_data_key


@pytest.fixture
def closed(vault: Vault) -> Path:
    """A closed vault with a snapshot and files set aside, in `s/vault`."""
    take_snapshot(vault, FixedClock(datetime(2026, 3, 1, tzinfo=UTC)), reason=SnapshotReason.LEAVING)
    vault.close()
    aside = vault.folder / "aside" / "3"
    aside.mkdir(parents=True)
    for name in ("vault.json", "store-1.db"):
        (aside / name).write_bytes((vault.folder / name).read_bytes())
    return vault.folder


def test_erase_vault__closed__nothing_of_it_is_left(closed: Path) -> None:
    erased = erase_vault(closed)
    assert list(closed.parent.iterdir()) == []
    assert erased.left == ()
    assert erased.files == 6


def test_erase_vault__files_of_others_in_its_folder__are_left_and_named(closed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "precious"
    elsewhere.write_text("precious")
    (closed / "letter.txt").write_text("mine")
    (closed / "snap" / "9.snap").symlink_to(elsewhere)
    erased = erase_vault(closed)
    assert sorted(path.name for path in erased.left) == ["9.snap", "letter.txt"]
    assert elsewhere.read_text() == "precious"
    assert find_vaults(closed.parent) == ()
    assert list(closed.parent.rglob("store-*")) == []


def test_erase_vault__key_slots__are_written_over_before_they_are_deleted(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = [closed / "vault.json", closed / "vault.json.b", closed / "snap" / "1.snap"]
    before = {path.name: path.read_bytes()[:200] for path in holding}
    descriptors = {os.open(path, os.O_RDONLY): path.name for path in holding}
    erase_vault(closed)
    for descriptor, name in descriptors.items():
        assert os.pread(descriptor, 200, 0) != before[name]
        os.close(descriptor)


def test_erase_vault__open_in_another_window__is_refused_untouched(vault: Vault) -> None:
    with pytest.raises(VaultError) as caught:
        erase_vault(vault.folder)
    assert caught.value.problem is VaultProblem.IN_USE
    assert vault.database.exists()


def test_erase_vault__no_vault_there__is_refused(tmp_path: Path) -> None:
    (tmp_path / "vault.txt").write_text("x")
    with pytest.raises(VaultError) as caught:
        erase_vault(tmp_path)
    assert caught.value.problem is VaultProblem.NOT_A_VAULT
    assert (tmp_path / "vault.txt").exists()


def test_erase_vault__stopped_at_any_file__is_no_vault_and_can_be_finished(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "_overwrite_beginning", stopped)
        with pytest.raises(KeyboardInterrupt):
            erase_vault(closed)
    assert find_vaults(closed.parent) == ()
    assert list(closed.parent.iterdir()) != []
    finish_erasing(closed.parent)
    assert list(closed.parent.iterdir()) == []


def test_erase_everything__vaults_settings_and_half_erased__all_go(closed: Path, tmp_path: Path) -> None:
    other = create_with_data_key(tmp_path / "s" / "other", bytes(32))
    other.close()
    (tmp_path / "s" / "other").rename(tmp_path / "s" / "other.erasing")
    (tmp_path / "prefs.json").write_text("{}")
    (tmp_path / "prefs.json.0a1b").write_text("{}")
    erased = erase_everything(tmp_path, ("prefs.json*",))
    assert erased.left == ()
    assert not tmp_path.exists()


def test_erase_everything__a_file_of_somebody_else__is_left_and_named(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert [path.name for path in erase_everything(tmp_path).left] == ["notes.txt"]
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_erase_everything__one_vault_is_open__nothing_is_touched(vault: Vault, tmp_path: Path) -> None:
    create_with_data_key(tmp_path / "s" / "another", bytes(32)).close()
    with pytest.raises(VaultError) as caught:
        erase_everything(tmp_path)
    assert caught.value.problem is VaultProblem.IN_USE
    assert len(find_vaults(tmp_path / "s")) == 2
