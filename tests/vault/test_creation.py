"""Making a vault: private, complete or not at all, and never over something that is there."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.vault import keys
from journal_app.vault import vault as vault_module
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import find_vaults, is_vault, new_vault_folder
from journal_app.vault.header import Argon2Cost, SlotKind
from journal_app.vault.inspection import inspect_vault
from journal_app.vault.vault import Vault, create_vault, create_with_data_key, open_with_data_key


def problem(making: Callable[[], object]) -> VaultProblem:
    """Return what making a vault was refused for."""
    with pytest.raises(VaultError) as caught:
        making()
    return caught.value.problem


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no mode bits")
def test_create__anywhere__folder_and_files_are_the_owners_only(tmp_path: Path, data_key: bytes) -> None:
    umask = os.umask(0)
    try:
        vault = create_with_data_key(tmp_path / "s" / "new", data_key)
        modes = {path.name: path.stat().st_mode & 0o777 for path in vault.folder.iterdir()}
        vault.close()
    finally:
        os.umask(umask)
    assert vault.folder.stat().st_mode & 0o777 == vault.folder.parent.stat().st_mode & 0o777 == 0o700
    assert set(modes) >= {"vault.json", "vault.json.b", "store-1.db", "store-1.db-wal", "store-1.db-shm", "lock"}
    assert set(modes.values()) == {0o600}


def test_create__vault_already_there__is_left_untouched(vault: Vault, data_key: bytes) -> None:
    vault.close()
    before = {path: path.read_bytes() for path in vault.folder.iterdir()}
    assert problem(lambda: create_with_data_key(vault.folder, data_key)) is VaultProblem.ALREADY_EXISTS
    assert {path: path.read_bytes() for path in vault.folder.iterdir()} == before


def test_create__folder_with_other_files__is_refused_and_left(tmp_path: Path, data_key: bytes) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    assert problem(lambda: create_with_data_key(tmp_path, data_key)) is VaultProblem.FOLDER_NOT_EMPTY
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_create__a_file_in_the_way__is_not_writable(tmp_path: Path, data_key: bytes) -> None:
    (tmp_path / "file").write_text("hello")
    assert problem(lambda: create_with_data_key(tmp_path / "file" / "new", data_key)) is VaultProblem.NOT_WRITABLE


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, VaultProblem.DISK_FULL),
        (errno.EACCES, VaultProblem.NOT_WRITABLE),
        (errno.EIO, VaultProblem.IO_ERROR),
    ],
)
def test_create__header_cannot_be_written__takes_everything_back(
    tmp_path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch, number: int, expected: VaultProblem
) -> None:
    def refuse(folder: Path, _header: object) -> None:
        (folder / "vault.json.tmp").write_bytes(b"half")
        raise OSError(number, "refused")

    monkeypatch.setattr(vault_module, "save_headers", refuse)
    assert problem(lambda: create_with_data_key(tmp_path / "deep" / "new", data_key)) is expected
    assert list(tmp_path.iterdir()) == []


def test_create__interrupted__takes_everything_back(
    tmp_path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault_module, "save_headers", interrupt)
    with pytest.raises(KeyboardInterrupt):
        create_with_data_key(tmp_path / "new", data_key)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_create__read_only_folder__is_not_writable(tmp_path: Path, data_key: bytes) -> None:
    tmp_path.chmod(0o500)
    try:
        assert problem(lambda: create_with_data_key(tmp_path / "new", data_key)) is VaultProblem.NOT_WRITABLE
    finally:
        tmp_path.chmod(0o700)


def test_create__crashed_before_the_header__is_no_vault(vault: Vault, data_key: bytes) -> None:
    vault.close()
    for name in ("vault.json", "vault.json.b"):
        (vault.folder / name).unlink()
    assert not is_vault(vault.folder)
    assert find_vaults(vault.folder.parent) == ()
    assert problem(lambda: create_with_data_key(vault.folder, data_key)) is VaultProblem.FOLDER_NOT_EMPTY


def test_create__weak_passphrase__is_refused_before_anything_is_made(tmp_path: Path) -> None:
    weak = problem(lambda: create_vault(tmp_path / "new", "short", with_recovery_code=False))
    assert weak is VaultProblem.PASSPHRASE_TOO_WEAK
    assert list(tmp_path.iterdir()) == []


def test_calibration__each_speed__takes_the_largest_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now, speed = [0.0], [0.0]

    def derive(_passphrase: str, _salt: bytes, cost: Argon2Cost) -> bytes:
        now[0] += speed[0] * cost.memory_kib / 1024
        return bytes(32)

    monkeypatch.setattr(keys, "_argon2", derive)
    chosen = []
    for speed[0] in (0.001, 0.005, 0.010, 0.050):  # seconds a MiB
        slot = keys.seal_with_passphrase("ab" * 16, bytes(32), "x", clock=lambda: now[0])
        assert slot.cost is not None
        chosen.append(slot.cost.memory_kib // 1024)
    assert chosen == [256, 128, 64, 64]


def test_inspect__made_with_both_secrets__names_them_and_changes_nothing(passphrase_vault: Path) -> None:
    (passphrase_vault / "lock").unlink(missing_ok=True)
    info = inspect_vault(passphrase_vault)
    assert info.slot_kinds == (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
    assert info.cost == Argon2Cost(64 * 1024)
    assert info.is_header_whole
    assert info.database_bytes == (passphrase_vault / "store-1.db").stat().st_size
    assert not (passphrase_vault / "lock").exists()


def test_find__several_folders__finds_the_vaults_by_name(tmp_path: Path, data_key: bytes) -> None:
    made = sorted(new_vault_folder(tmp_path) for _ in range(3))
    for folder in made:
        create_with_data_key(folder, data_key).close()
    (tmp_path / "other").mkdir()
    assert find_vaults(tmp_path) == tuple(made)
    assert find_vaults(tmp_path / "nowhere") == ()
    assert all(len(folder.name) == 8 and not new_vault_folder(tmp_path).exists() for folder in made)


def test_lock__second_opening__is_in_use_until_the_first_is_closed(vault: Vault, data_key: bytes) -> None:
    assert problem(lambda: open_with_data_key(vault.folder, data_key)) is VaultProblem.IN_USE
    vault.close()
    vault.close()
    open_with_data_key(vault.folder, data_key).close()
