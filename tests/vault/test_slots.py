"""The life of a vault's secrets: what is changed opens, what was before doesn't, and a refusal changes nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal_app.vault import header_files
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.header import SlotKind
from journal_app.vault.header_files import load_headers
from journal_app.vault.slots import add_recovery_code, change_passphrase, prove, revoke_recovery_code, slot_kinds
from journal_app.vault.vault import Vault, create_with_data_key, open_vault, open_with_data_key

NEW = "seven other words nobody would put together"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def opened(passphrase_vault: Path, recovery_code: str) -> Iterator[Vault]:
    """The vault with both slots, opened by its recovery code, since that is quick."""
    vault = open_vault(passphrase_vault, recovery_code, kind=SlotKind.RECOVERY)
    yield vault
    vault.close()


def opens(folder: Path, secret: str, kind: SlotKind = SlotKind.PASSPHRASE) -> bool:
    refusals = (VaultProblem.WRONG_PASSPHRASE, VaultProblem.WRONG_RECOVERY_CODE, VaultProblem.NO_SUCH_SLOT)
    try:
        open_vault(folder, secret, kind=kind).close()
    except VaultError as error:
        if error.problem not in refusals:
            raise
        return False
    return True


def header_bytes(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in (HEADER_NAME, COPY_NAME)]


def test_change_passphrase__by_the_old_one__only_the_new_one_opens(
    opened: Vault, passphrase: str, recovery_code: str
) -> None:
    change_passphrase(opened, passphrase, NEW)
    opened.close()
    assert opens(opened.folder, NEW)
    assert not opens(opened.folder, passphrase)
    assert opens(opened.folder, recovery_code, SlotKind.RECOVERY)
    assert load_headers(opened.folder).is_whole


def test_change_passphrase__by_the_recovery_code__a_forgotten_one_is_replaced(
    opened: Vault, recovery_code: str
) -> None:
    change_passphrase(opened, recovery_code, NEW, kind=SlotKind.RECOVERY)
    opened.close()
    assert opens(opened.folder, NEW)


@pytest.mark.parametrize(
    ("secret", "new", "problem"),
    [("not it at all", NEW, VaultProblem.WRONG_PASSPHRASE), ("", "password1234", VaultProblem.PASSPHRASE_TOO_WEAK)],
)
def test_change_passphrase__refused__changes_no_byte(
    opened: Vault, passphrase: str, secret: str, new: str, problem: VaultProblem
) -> None:
    before = header_bytes(opened.folder)
    with pytest.raises(VaultError) as caught:
        change_passphrase(opened, secret or passphrase, new)
    assert caught.value.problem is problem
    assert header_bytes(opened.folder) == before


def test_change_passphrase__disk_full__the_old_one_still_opens(
    opened: Vault, passphrase: str, recovery_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = header_bytes(opened.folder)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(header_files, "write_all", full)
    with pytest.raises(VaultError) as caught:
        change_passphrase(opened, recovery_code, NEW, kind=SlotKind.RECOVERY)
    assert caught.value.problem is VaultProblem.DISK_FULL
    assert header_bytes(opened.folder) == before


def test_change_headers__stopped_at_any_step__one_header_alone_is_there(
    opened: Vault, passphrase: str, recovery_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever step is the last, no folder holds a header for each of two secrets."""
    folder = opened.folder
    real_sync, real_replace, found = header_files.sync_folder, Path.replace, []

    def note() -> None:
        names = [name for name in (HEADER_NAME, COPY_NAME) if (folder / name).exists()]
        found.append({(folder / name).read_bytes() for name in names})

    def sync(place: Path) -> None:
        note()
        real_sync(place)

    def replace(path: Path, target: str | os.PathLike[str]) -> Path:
        note()
        moved = real_replace(path, target)
        note()
        return moved

    monkeypatch.setattr(header_files, "sync_folder", sync)
    monkeypatch.setattr(Path, "replace", replace)
    change_passphrase(opened, recovery_code, NEW, kind=SlotKind.RECOVERY)
    assert len(found) >= 6
    assert all(len(headers) == 1 for headers in found)
    assert len(set().union(*found)) == 2


def test_add_recovery_code__to_a_vault_with_one__the_earlier_opens_no_more(
    opened: Vault, passphrase: str, recovery_code: str
) -> None:
    code = add_recovery_code(opened, passphrase)
    assert slot_kinds(opened) == (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
    opened.close()
    assert opens(opened.folder, code, SlotKind.RECOVERY)
    assert not opens(opened.folder, recovery_code, SlotKind.RECOVERY)
    assert opens(opened.folder, passphrase)


def test_revoke_recovery_code__there_is_one__it_opens_no_more(
    opened: Vault, passphrase: str, recovery_code: str
) -> None:
    revoke_recovery_code(opened)
    assert slot_kinds(opened) == (SlotKind.PASSPHRASE,)
    opened.close()
    assert not opens(opened.folder, recovery_code, SlotKind.RECOVERY)
    assert opens(opened.folder, passphrase)


def test_revoke_recovery_code__nothing_else_opens__is_refused(vault: Vault) -> None:
    with pytest.raises(VaultError) as caught:
        revoke_recovery_code(vault)
    assert caught.value.problem is VaultProblem.LAST_SLOT
    assert slot_kinds(vault) == (SlotKind.RECOVERY,)


def test_prove__another_vaults_code__is_wrong(opened: Vault) -> None:
    from journal_app.vault.recovery_code import write_recovery_code

    with pytest.raises(VaultError) as caught:
        prove(opened, write_recovery_code(bytes(16)), SlotKind.RECOVERY)
    assert caught.value.problem is VaultProblem.WRONG_RECOVERY_CODE


def test_data_key__vault_closed__is_zeroed_and_refused(tmp_path: Path, data_key: bytes) -> None:
    vault = create_with_data_key(tmp_path / "v", data_key)
    with vault.data_key() as key:
        assert key == data_key
        copy = key
    assert copy == bytes(32)
    kept = vault._data_key
    vault.close()
    assert kept == bytes(32)
    with pytest.raises(RuntimeError), vault.data_key():
        pass


def test_open__refused_after_the_key_was_found__zeroes_it(
    vault: Vault, data_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    vault.database.unlink()
    seen: list[bytearray] = []
    from journal_app.vault import opening

    monkeypatch.setattr(opening, "check_mac", lambda _header, key: seen.append(key))
    with pytest.raises(VaultError):
        open_with_data_key(vault.folder, data_key)
    assert seen
    assert all(key == bytes(32) for key in seen)
