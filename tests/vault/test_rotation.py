"""Changing and locking out: nothing older opens the journal, nothing is lost, a refusal leaves the old one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.settings.clock import FixedClock
from journal_app.vault import database_copy, rotation, snapshot_writing
from journal_app.vault.engine import make_engine
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import HEADER_NAME
from journal_app.vault.header import SlotKind, decode
from journal_app.vault.header_files import load_headers
from journal_app.vault.keys import database_key
from journal_app.vault.rotation import rotate
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import Vault, open_vault, open_with_data_key
from journal_app.vault.verify import verify_vault

NEW = "seven other words nobody would put together"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def opened(passphrase_vault: Path, recovery_code: str, clock: FixedClock) -> Iterator[Vault]:
    """A vault with a word in it and a snapshot beside it."""
    vault = open_vault(passphrase_vault, recovery_code, kind=SlotKind.RECOVERY)
    write(vault, "first")
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    yield vault
    vault.close()


def write(vault: Vault, word: str) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS word (w TEXT)"))
        connection.execute(text("INSERT INTO word VALUES (:w)"), {"w": word})


def words(vault: Vault) -> list[str]:
    with vault.read() as connection:
        return list(connection.execute(text("SELECT w FROM word ORDER BY rowid")).scalars())


def test_rotate__same_passphrase__goes_on_open_under_a_new_key(
    opened: Vault, passphrase: str, clock: FixedClock
) -> None:
    old_salt = opened.header.salt
    with opened.data_key() as key:
        old_key = bytes(key)
    rotated = rotate(opened, passphrase, clock)
    write(opened, "after")
    assert words(opened) == ["first", "after"]
    with opened.data_key() as key:
        assert key != old_key
    assert opened.header.salt != old_salt
    opened.close()
    report = verify_vault(opened.folder, passphrase)
    assert report.is_sound
    assert report.rows["word"] == 2
    assert rotated.recovery_code is None
    assert rotated.had_recovery_code


def test_rotate__new_passphrase__old_one_and_old_code_open_nothing(
    opened: Vault, passphrase: str, recovery_code: str, clock: FixedClock
) -> None:
    with opened.data_key() as key:
        old_key = bytes(key)
    code = rotate(opened, passphrase, clock, new_passphrase=NEW, with_recovery_code=True).recovery_code
    opened.close()
    assert code is not None
    open_vault(opened.folder, NEW).close()
    open_vault(opened.folder, code, kind=SlotKind.RECOVERY).close()
    for secret, kind in ((passphrase, SlotKind.PASSPHRASE), (recovery_code, SlotKind.RECOVERY)):
        with pytest.raises(VaultError):
            open_vault(opened.folder, secret, kind=kind)
    engine = make_engine(opened.database, database_key(old_key), opened.header.salt)
    with pytest.raises(VaultError), engine.connect():
        pass
    engine.dispose()


def test_rotate__files_before_it__are_gone_and_a_fresh_snapshot_is_there(
    opened: Vault, passphrase: str, clock: FixedClock
) -> None:
    rotated = rotate(opened, passphrase, clock)
    assert rotated.removed_snapshots == 1
    assert list_snapshots(opened.folder, opened) == (rotated.fresh,)
    opened.close()
    names = sorted(path.name for path in opened.folder.iterdir() if path.name != "lock")
    assert names == ["snap", "store-2.db", "vault.json", "vault.json.b"]


def test_rotate__by_recovery_code__needs_a_new_passphrase(opened: Vault, recovery_code: str, clock: FixedClock) -> None:
    with pytest.raises(VaultError) as caught:
        rotate(opened, recovery_code, clock, kind=SlotKind.RECOVERY)
    assert caught.value.problem is VaultProblem.PASSPHRASE_TOO_WEAK
    rotate(opened, recovery_code, clock, new_passphrase=NEW, kind=SlotKind.RECOVERY)
    opened.close()
    open_vault(opened.folder, NEW).close()


@pytest.mark.parametrize("step", ["copy", "name", "header"])
def test_rotate__fails_on_the_way__the_old_vault_goes_on_and_nothing_is_left(
    opened: Vault, recovery_code: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        module, name = {
            "copy": (database_copy, "_sync"),
            "name": (rotation.replacing, "give_name"),
            "header": (rotation, "change_headers"),
        }[step]
        patch.setattr(module, name, full)
        with pytest.raises(VaultError) as caught:
            rotate(opened, recovery_code, clock, new_passphrase=NEW, kind=SlotKind.RECOVERY)
    assert caught.value.problem is VaultProblem.DISK_FULL
    write(opened, "after")
    opened.close()
    names = sorted(path.name for path in opened.folder.iterdir() if path.name != "lock")
    assert names == ["snap", "store-1.db", "vault.json", "vault.json.b"]
    again = open_vault(opened.folder, recovery_code, kind=SlotKind.RECOVERY)
    assert words(again) == ["first", "after"]
    assert len(list_snapshots(again.folder)) == 1
    again.close()


def test_rotate__no_room_for_a_fresh_snapshot__older_ones_go_all_the_same(
    opened: Vault, recovery_code: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot_writing, "write_snapshot_file", full)
    rotated = rotate(opened, recovery_code, clock, new_passphrase=NEW, kind=SlotKind.RECOVERY)
    assert rotated.fresh is None
    assert list_snapshots(opened.folder) == ()
    assert words(opened) == ["first"]


def test_open__killed_after_the_header_changed__what_it_locks_out_goes(
    opened: Vault, recovery_code: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rotation, "_lock_out", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate(opened, recovery_code, clock, new_passphrase=NEW, kind=SlotKind.RECOVERY)
    opened.close()
    assert (opened.folder / "store-1.db").exists()
    assert len(list_snapshots(opened.folder)) == 1
    open_vault(opened.folder, NEW).close()
    assert not (opened.folder / "store-1.db").exists()
    assert list_snapshots(opened.folder) == ()
    assert not (opened.folder / "replacing").exists()


def test_open__a_note_of_a_change_that_never_was__deletes_nothing_in_force(
    vault: Vault, data_key: bytes, clock: FixedClock
) -> None:
    """A header may have gone on counting (a passphrase changed) while a note of an interrupted change stood there."""
    from dataclasses import replace

    from journal_app.vault.header_files import save_headers
    from journal_app.vault.keys import sign

    write(vault, "kept")
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    vault.close()
    save_headers(vault.folder, sign(replace(vault.header, generation=7), data_key))
    (vault.folder / "replacing").write_text('{"generation": 2, "locks_out": true}')
    again = open_with_data_key(vault.folder, data_key)
    assert words(again) == ["kept"]
    assert len(list_snapshots(again.folder)) == 1
    again.close()
    assert decode((vault.folder / HEADER_NAME).read_bytes()).generation == 7
    assert load_headers(vault.folder).is_whole


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"generation": "2", "locks_out": 1}', "[" * 5000, "\x00"])
def test_open__a_note_that_makes_no_sense__is_passed_over(vault: Vault, data_key: bytes, note: str) -> None:
    vault.close()
    (vault.folder / "replacing").write_text(note)
    open_with_data_key(vault.folder, data_key).close()


def test_open__killed_while_the_note_was_written__leaves_nothing_of_it(vault: Vault, data_key: bytes) -> None:
    vault.close()
    half = vault.folder / "replacing.part"
    half.write_text('{"generation": 2, "lo')

    open_with_data_key(vault.folder, data_key).close()

    assert not half.exists()
