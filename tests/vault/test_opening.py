"""Opening a vault: every way to fail is told apart, nothing that won't open is changed, a lost header is mended."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.vault import keys
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.header import Header, SlotKind, decode, encode
from journal_app.vault.vault import Vault, create_with_data_key, open_vault, open_with_data_key


@pytest.fixture
def folder(vault: Vault) -> Path:
    """The folder of a closed vault with the injected data key."""
    vault.close()
    return vault.folder


@pytest.fixture
def no_key_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test if Argon2id runs."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the key derivation ran")

    monkeypatch.setattr(keys, "Argon2id", refuse)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file's bytes; the lock, which is always empty, may come."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


def refusal(opening: Callable[[], Vault]) -> VaultProblem:
    """Return what opening was refused for."""
    with pytest.raises(VaultError) as caught:
        opening()
    return caught.value.problem


def test_open__passphrase_in_another_unicode_form__opens(passphrase_vault: Path, passphrase: str) -> None:
    decomposed = passphrase.replace("é", "e\u0301")
    assert decomposed != passphrase
    open_vault(passphrase_vault, decomposed).close()


def test_open__wrong_passphrase__says_so_and_changes_nothing(passphrase_vault: Path, passphrase: str) -> None:
    before = contents(passphrase_vault)
    assert refusal(lambda: open_vault(passphrase_vault, passphrase + " ")) is VaultProblem.WRONG_PASSPHRASE
    assert contents(passphrase_vault) == before


@pytest.mark.usefixtures("no_key_derivation")
def test_open__recovery_code__opens_without_the_slow_step(passphrase_vault: Path, recovery_code: str) -> None:
    open_vault(passphrase_vault, recovery_code.lower(), kind=SlotKind.RECOVERY).close()


def test_open__another_vaults_recovery_code__is_wrong(passphrase_vault: Path) -> None:
    code = "0000-0000-0000-0000-0000-0000-00"  # 16 zero bytes, completed with their checksum
    from journal_app.vault.recovery_code import write_recovery_code

    other = write_recovery_code(bytes(16))
    assert other.startswith(code[:29])
    wrong = refusal(lambda: open_vault(passphrase_vault, other, kind=SlotKind.RECOVERY))
    assert wrong is VaultProblem.WRONG_RECOVERY_CODE


@pytest.mark.usefixtures("no_key_derivation")
def test_open__no_passphrase_slot__says_so(folder: Path) -> None:
    assert refusal(lambda: open_vault(folder, "whatever it may be")) is VaultProblem.NO_SUCH_SLOT


@pytest.mark.usefixtures("no_key_derivation")
@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 5000, b"[" * 100_000])
def test_open__both_headers_damaged__says_so_without_work(
    passphrase_vault: Path, passphrase: str, damage: bytes
) -> None:
    for name in (HEADER_NAME, COPY_NAME):
        (passphrase_vault / name).write_bytes(damage)
    before = contents(passphrase_vault)
    assert refusal(lambda: open_vault(passphrase_vault, passphrase)) is VaultProblem.HEADER_DAMAGED
    assert contents(passphrase_vault) == before


@pytest.mark.parametrize("name", [HEADER_NAME, COPY_NAME])
@pytest.mark.parametrize("damage", ["gone", "flipped", "empty", "folder"])
def test_open__one_header_damaged__opens_and_mends_it(folder: Path, data_key: bytes, name: str, damage: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).unlink()
    if damage == "flipped":
        (folder / name).write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    elif damage == "empty":
        (folder / name).write_bytes(b"")
    elif damage == "folder":
        (folder / name).mkdir()
    vault = open_with_data_key(folder, data_key)
    vault.close()
    if damage == "folder":  # not ours to remove; the vault opens all the same
        assert not vault.was_repaired
    else:
        assert vault.was_repaired
        assert (folder / HEADER_NAME).read_bytes() == (folder / COPY_NAME).read_bytes() == whole


@pytest.mark.parametrize("step", [pytest.param(97, id="some"), pytest.param(1, id="all", marks=pytest.mark.thorough)])
def test_open__any_bit_of_the_header_flipped__is_mended_from_the_copy(folder: Path, data_key: bytes, step: int) -> None:
    whole = (folder / HEADER_NAME).read_bytes()
    for place in range(0, len(whole) * 8, step):
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        (folder / HEADER_NAME).write_bytes(flipped)
        open_with_data_key(folder, data_key).close()
        assert (folder / HEADER_NAME).read_bytes() == whole, place


@pytest.mark.parametrize(
    "change",
    [
        {"vault_id": "00" * 16},
        {"generation": 2},
        {"database": "store-2.db"},
        {"salt": bytes(16)},
    ],
)
def test_open__header_changed_with_a_fitting_checksum__is_noticed(
    passphrase_vault: Path, recovery_code: str, change: dict[str, object]
) -> None:
    header = decode((passphrase_vault / HEADER_NAME).read_bytes())
    forged = encode(dataclasses.replace(header, **change))  # type: ignore[arg-type]  # one field of its own type each
    for name in (HEADER_NAME, COPY_NAME):
        (passphrase_vault / name).write_bytes(forged)
    found = refusal(lambda: open_vault(passphrase_vault, recovery_code, kind=SlotKind.RECOVERY))
    assert found in (VaultProblem.HEADER_DAMAGED, VaultProblem.WRONG_RECOVERY_CODE)


def test_open__main_header_forged__the_genuine_copy_opens(passphrase_vault: Path, recovery_code: str) -> None:
    genuine = (passphrase_vault / COPY_NAME).read_bytes()
    forged: Header = dataclasses.replace(decode(genuine), salt=bytes(16))
    (passphrase_vault / HEADER_NAME).write_bytes(encode(forged))
    open_vault(passphrase_vault, recovery_code, kind=SlotKind.RECOVERY).close()
    assert (passphrase_vault / HEADER_NAME).read_bytes() == genuine


def test_open__no_header_but_a_database__is_a_damaged_header(folder: Path, data_key: bytes) -> None:
    (folder / HEADER_NAME).unlink()
    (folder / COPY_NAME).unlink()
    assert refusal(lambda: open_with_data_key(folder, data_key)) is VaultProblem.HEADER_DAMAGED


@pytest.mark.parametrize("place", ["nowhere", "empty", "file"])
def test_open__no_vault_there__says_so_and_makes_nothing(tmp_path: Path, data_key: bytes, place: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("a text")
    found = refusal(lambda: open_with_data_key(tmp_path / place, data_key))
    assert found in (VaultProblem.NOT_A_VAULT, VaultProblem.NOT_WRITABLE)
    assert not (tmp_path / "nowhere").exists()
    assert list((tmp_path / "empty").iterdir()) == []


def test_open__database_missing__says_so_and_makes_none(folder: Path, data_key: bytes) -> None:
    (folder / "store-1.db").unlink()
    assert refusal(lambda: open_with_data_key(folder, data_key)) is VaultProblem.DATABASE_MISSING
    assert not (folder / "store-1.db").exists()


@pytest.mark.parametrize("length", [0, 15, 4095, 4096, 40_960])
def test_open__database_truncated__is_damaged_and_left_alone(folder: Path, data_key: bytes, length: int) -> None:
    database = folder / "store-1.db"
    assert database.stat().st_size > length
    database.write_bytes(database.read_bytes()[:length])
    before = contents(folder)
    assert refusal(lambda: open_with_data_key(folder, data_key)) is VaultProblem.DATABASE_DAMAGED
    assert contents(folder) == before


@pytest.mark.parametrize("place", [0, 15, 16, 100, 4095])
def test_open__first_page_flipped__is_damaged_and_left_alone(folder: Path, data_key: bytes, place: int) -> None:
    database = folder / "store-1.db"
    flipped = bytearray(database.read_bytes())
    flipped[place] ^= 1
    database.write_bytes(flipped)
    assert refusal(lambda: open_with_data_key(folder, data_key)) is VaultProblem.DATABASE_DAMAGED
    assert database.read_bytes() == flipped


def test_open__another_vaults_database__is_damaged(folder: Path, data_key: bytes, tmp_path: Path) -> None:
    other = create_with_data_key(tmp_path / "other", data_key[::-1])
    other.close()
    shutil.copy(other.database, folder / "store-1.db")
    assert refusal(lambda: open_with_data_key(folder, data_key)) is VaultProblem.DATABASE_DAMAGED


def test_open__newer_schema__is_refused_and_no_byte_changed(folder: Path, data_key: bytes) -> None:
    vault = open_with_data_key(folder, data_key)
    with vault.engine.connect() as connection:
        raw(connection).execute("PRAGMA user_version = 9999")
    vault.close()
    before = contents(folder)
    assert refusal(lambda: open_with_data_key(folder, data_key)) is VaultProblem.NEWER_VERSION
    assert contents(folder) == before


def test_open__after_a_refusal__works_once_the_cause_is_gone(folder: Path, data_key: bytes) -> None:
    database = folder / "store-1.db"
    database.rename(folder / "elsewhere")
    refusal(lambda: open_with_data_key(folder, data_key))
    (folder / "elsewhere").rename(database)
    open_with_data_key(folder, data_key).close()


def test_open__what_was_written__is_there_again(folder: Path, data_key: bytes) -> None:
    vault = open_with_data_key(folder, data_key)
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
        connection.execute(text("INSERT INTO word VALUES ('kept')"))
    vault.close()
    again = open_with_data_key(folder, data_key)
    with again.read() as connection:
        assert connection.execute(text("SELECT w FROM word")).scalar_one() == "kept"
    assert again.vault_id == vault.vault_id
    again.close()
