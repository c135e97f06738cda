"""A page sealed outside the database: only this vault's key opens it, and it tells nothing before."""

import stat
from pathlib import Path

import pytest

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.sealed_page import forget_sealed_page, seal_page, unseal_page
from journal_app.vault.secret_check import SecretCheck
from journal_app.vault.vault import Vault, create_with_data_key

PAGE = "Only for me: ça va 🌿".encode()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    return tmp_path / "run" / "kindroot", tmp_path / "data" / "r"


def files(folders: tuple[Path, ...]) -> list[Path]:
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir()]


def test_seal__two_folders__page_comes_back_from_either(vault: Vault, folders: tuple[Path, ...]) -> None:
    seal_page(vault, folders, PAGE)
    assert len(files(folders)) == 2
    for one in folders:
        assert unseal_page(vault, (one,)) == PAGE


def test_seal__file__is_private_tells_nothing_and_hides_its_length(vault: Vault, folders: tuple[Path, ...]) -> None:
    seal_page(vault, folders, PAGE)
    sizes = set()
    for path in files(folders):
        data = path.read_bytes()
        assert b"Only" not in data
        assert vault.vault_id not in path.name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        sizes.add(len(data))
    seal_page(vault, folders, b"")
    assert {len(path.read_bytes()) for path in files(folders)} == sizes


def test_seal__one_folder_takes_no_file__the_other_does(vault: Vault, folders: tuple[Path, ...]) -> None:
    folders[0].parent.write_text("in the way")
    seal_page(vault, folders, PAGE)
    assert unseal_page(vault, folders) == PAGE


def test_seal__no_folder_takes_it__is_refused(vault: Vault, folders: tuple[Path, ...]) -> None:
    for folder in folders:
        folder.parent.write_text("in the way")
    with pytest.raises(VaultError) as refused:
        seal_page(vault, folders, PAGE)
    assert refused.value.problem is VaultProblem.NOT_WRITABLE


def test_seal__again__the_newer_page_counts(vault: Vault, folders: tuple[Path, ...]) -> None:
    seal_page(vault, folders, PAGE)
    seal_page(vault, folders, b"newer")
    assert unseal_page(vault, folders) == b"newer"


def test_unseal__nothing_there__is_none(vault: Vault, folders: tuple[Path, ...]) -> None:
    assert unseal_page(vault, folders) is None


def test_unseal__every_byte_changed_in_turn__is_refused_and_left(vault: Vault, folders: tuple[Path, ...]) -> None:
    one = folders[:1]
    seal_page(vault, one, PAGE)
    [path] = files(one)
    whole = path.read_bytes()
    for at in (*range(60), *range(60, len(whole), 257), len(whole) - 1):
        damaged = bytearray(whole)
        damaged[at] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(VaultError) as refused:
            unseal_page(vault, one)
        assert refused.value.problem is VaultProblem.SEALED_PAGE_UNREADABLE
        assert path.read_bytes() == damaged


def test_unseal__another_vault__does_not_see_it(vault: Vault, folders: tuple[Path, ...], tmp_path: Path) -> None:
    seal_page(vault, folders, PAGE)
    other = create_with_data_key(tmp_path / "other", bytes(32))
    assert unseal_page(other, folders) is None
    other.close()


def test_forget__sealed__nothing_is_left(vault: Vault, folders: tuple[Path, ...]) -> None:
    seal_page(vault, folders, PAGE)
    forget_sealed_page(vault, folders)
    assert files(folders) == []


def test_secret_check__right_and_wrong__tells_them_apart(
    passphrase_vault: Path, passphrase: str, recovery_code: str
) -> None:
    check = SecretCheck(passphrase_vault)
    check.check(passphrase, is_recovery_code=False)
    check.check(recovery_code, is_recovery_code=True)
    with pytest.raises(VaultError) as refused:
        check.check(passphrase + " ", is_recovery_code=False)
    assert refused.value.problem is VaultProblem.WRONG_PASSPHRASE


def test_secret_check__folder_is_gone__still_knows_the_passphrase(passphrase_vault: Path, passphrase: str) -> None:
    check = SecretCheck(passphrase_vault)
    for path in passphrase_vault.glob("vault.json*"):
        path.unlink()
    check.check(passphrase, is_recovery_code=False)
    with pytest.raises(VaultError):
        check.check("not this one at all", is_recovery_code=False)
