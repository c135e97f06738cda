"""Restoring: the journal as it was, under today's secrets where they fit, and never at the price of the present one."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.settings.clock import FixedClock
from journal_app.vault import database_copy, restore
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.header import SlotKind
from journal_app.vault.restore import newest_snapshot, restore_snapshot
from journal_app.vault.rotation import rotate
from journal_app.vault.slots import change_passphrase, revoke_recovery_code, slot_kinds
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault, create_vault, open_vault

NEW = "seven other words nobody would put together"
CODE = SlotKind.RECOVERY

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def folder(passphrase_vault: Path, recovery_code: str, clock: FixedClock) -> Path:
    """A closed vault that holds "then" and "now", with a snapshot from when it held "then" only."""
    vault = open_vault(passphrase_vault, recovery_code, kind=CODE)
    write(vault, "then")
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    write(vault, "now")
    vault.close()
    clock.moment += timedelta(hours=1)
    return passphrase_vault


def write(vault: Vault, word: str) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS word (w TEXT)"))
        connection.execute(text("INSERT INTO word VALUES (:w)"), {"w": word})


def words(folder: Path, secret: str, kind: SlotKind = CODE) -> list[str]:
    vault = open_vault(folder, secret, kind=kind)
    with vault.read() as connection:
        found = list(connection.execute(text("SELECT w FROM word ORDER BY rowid")).scalars())
    vault.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def refusal(folder: Path, snapshot: Path, secret: str, clock: FixedClock) -> VaultProblem:
    with pytest.raises(VaultError) as caught:
        restore_snapshot(folder, snapshot, secret, clock, kind=CODE)
    return caught.value.problem


def test_restore__vault_that_opens__is_as_it_was_and_the_present_is_a_snapshot(
    folder: Path, recovery_code: str, clock: FixedClock
) -> None:
    restored = restore_snapshot(folder, newest_snapshot(folder), recovery_code, clock, kind=CODE)
    assert words(folder, recovery_code) == ["then"]
    assert restored.present is not None
    assert restored.aside is None
    assert restored.made_at == clock.moment - timedelta(hours=1)
    back = restore_snapshot(folder, restored.present.path, recovery_code, clock, kind=CODE)
    assert words(folder, recovery_code) == ["then", "now"]
    assert not back.has_secrets_of_then
    assert sorted(path.name for path in folder.glob("store-*")) == ["store-3.db"]
    assert len(list_snapshots(folder)) == 3


def test_restore__passphrase_changed_since__todays_secrets_go_on_opening(
    folder: Path, recovery_code: str, clock: FixedClock
) -> None:
    vault = open_vault(folder, recovery_code, kind=CODE)
    change_passphrase(vault, recovery_code, NEW, kind=CODE)
    revoke_recovery_code(vault)
    vault.close()
    restored = restore_snapshot(folder, newest_snapshot(folder), NEW, clock)
    assert not restored.has_secrets_of_then
    assert words(folder, NEW, SlotKind.PASSPHRASE) == ["then"]
    vault = open_vault(folder, NEW)
    assert slot_kinds(vault) == (SlotKind.PASSPHRASE,)  # a revoked code doesn't come back
    vault.close()


def test_restore__copy_from_before_locking_out__opens_with_the_secret_of_then_and_keeps_the_present(
    folder: Path, recovery_code: str, clock: FixedClock, tmp_path: Path
) -> None:
    copy = shutil.copy(newest_snapshot(folder), tmp_path / "copy.snap")
    vault = open_vault(folder, recovery_code, kind=CODE)
    rotate(vault, recovery_code, clock, new_passphrase=NEW, kind=CODE)
    vault.close()
    restored = restore_snapshot(folder, copy, recovery_code, clock, kind=CODE)
    assert restored.has_secrets_of_then
    assert words(folder, recovery_code) == ["then"]
    assert restored.aside is not None  # the secret of then doesn't open today's, so its files are set aside whole
    assert words(restored.aside, NEW, SlotKind.PASSPHRASE) == ["then", "now"]


def test_restore__present_database_damaged__its_files_are_kept_byte_for_byte(
    folder: Path, recovery_code: str, clock: FixedClock
) -> None:
    data = bytearray((folder / "store-1.db").read_bytes())
    data[20] ^= 1
    (folder / "store-1.db").write_bytes(data)
    before = contents(folder)
    restored = restore_snapshot(folder, newest_snapshot(folder), recovery_code, clock, kind=CODE)
    assert words(folder, recovery_code) == ["then"]
    assert restored.aside is not None
    kept = contents(restored.aside)
    assert kept == {name: before[name] for name in ("store-1.db", HEADER_NAME, COPY_NAME)}
    assert not (folder / "store-1.db").exists()


def test_restore__both_headers_lost__comes_back_with_the_snapshots(
    folder: Path, recovery_code: str, clock: FixedClock
) -> None:
    for name in (HEADER_NAME, COPY_NAME):
        (folder / name).unlink()
    restore_snapshot(folder, newest_snapshot(folder), recovery_code, clock, kind=CODE)
    assert words(folder, recovery_code) == ["then"]


def test_restore__into_a_new_folder__makes_the_vault_there(
    folder: Path, recovery_code: str, clock: FixedClock, tmp_path: Path
) -> None:
    restored = restore_snapshot(tmp_path / "new" / "place", newest_snapshot(folder), recovery_code, clock, kind=CODE)
    assert restored.has_secrets_of_then
    assert words(tmp_path / "new" / "place", recovery_code) == ["then"]
    assert words(folder, recovery_code) == ["then", "now"]


def test_restore__into_a_folder_with_other_files__is_refused(
    folder: Path, recovery_code: str, clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    found = refusal(tmp_path / "photos", newest_snapshot(folder), recovery_code, clock)
    assert found is VaultProblem.FOLDER_NOT_EMPTY
    assert contents(tmp_path / "photos") == {"a.jpg": b"x"}


def test_restore__wrong_secret__changes_nothing(folder: Path, clock: FixedClock, tmp_path: Path) -> None:
    from journal_app.vault.recovery_code import write_recovery_code

    before = contents(folder)
    other = write_recovery_code(bytes(16))
    assert refusal(folder, newest_snapshot(folder), other, clock) is VaultProblem.WRONG_RECOVERY_CODE
    assert contents(folder) == before
    assert refusal(tmp_path / "new", newest_snapshot(folder), other, clock) is VaultProblem.WRONG_RECOVERY_CODE
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("place", [0, 500, 1500, 5000, -1])
def test_restore__damaged_snapshot__changes_nothing(
    folder: Path, recovery_code: str, clock: FixedClock, place: int
) -> None:
    snapshot = newest_snapshot(folder)
    data = bytearray(snapshot.read_bytes())
    data[place] ^= 1
    snapshot.write_bytes(data)
    before = contents(folder)
    assert refusal(folder, snapshot, recovery_code, clock) in (
        VaultProblem.SNAPSHOT_DAMAGED,
        VaultProblem.HEADER_DAMAGED,
    )
    assert contents(folder) == before


def test_restore__another_journals_snapshot__is_refused(
    folder: Path, recovery_code: str, clock: FixedClock, tmp_path: Path
) -> None:
    other, _code = create_vault(tmp_path / "other", NEW, with_recovery_code=False)
    foreign = take_snapshot(other, clock, reason=SnapshotReason.BY_HAND).path
    other.close()
    before = contents(folder)
    assert refusal(folder, foreign, recovery_code, clock) is VaultProblem.SNAPSHOT_OF_ANOTHER_VAULT
    assert contents(folder) == before


def test_restore__vault_is_open_elsewhere__is_refused(folder: Path, recovery_code: str, clock: FixedClock) -> None:
    vault = open_vault(folder, recovery_code, kind=CODE)
    assert refusal(folder, newest_snapshot(folder), recovery_code, clock) is VaultProblem.IN_USE
    vault.close()


def test_restore__no_such_snapshot__says_so(folder: Path, recovery_code: str, clock: FixedClock) -> None:
    assert refusal(folder, folder / "snap" / "99.snap", recovery_code, clock) is VaultProblem.SNAPSHOT_MISSING


def test_restore__no_room_for_a_snapshot_of_the_present__the_present_stands(
    folder: Path, recovery_code: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database_copy, "_sync", full)
    assert refusal(folder, newest_snapshot(folder), recovery_code, clock) is VaultProblem.DISK_FULL
    assert words(folder, recovery_code) == ["then", "now"]


def test_restore__header_can_not_be_written__the_present_stands_and_nothing_is_left(
    folder: Path, recovery_code: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restore, "change_headers", full)
    assert refusal(folder, newest_snapshot(folder), recovery_code, clock) is VaultProblem.DISK_FULL
    assert words(folder, recovery_code) == ["then", "now"]
    names = sorted(path.name for path in folder.iterdir() if path.name != "lock")
    assert names == ["snap", "store-1.db", HEADER_NAME, COPY_NAME]


def test_newest_snapshot__newest_is_damaged__is_the_one_before(
    folder: Path, recovery_code: str, clock: FixedClock
) -> None:
    vault = open_vault(folder, recovery_code, kind=CODE)
    path = take_snapshot(vault, clock, reason=SnapshotReason.BY_HAND).path
    vault.close()
    path.write_bytes(path.read_bytes()[:5000])
    assert newest_snapshot(folder).name == "1.snap"
