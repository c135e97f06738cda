"""Rescuing a vault: what comes over, from where, and that the damaged one is only ever read."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.settings.clock import FixedClock
from journal_app.vault import keys
from journal_app.vault.engine import PAGE_BYTES, raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.header import SlotKind
from journal_app.vault.header_files import load_headers
from journal_app.vault.page_reader import PageReader
from journal_app.vault.rescue import rescue_vault, rescue_with_data_key
from journal_app.vault.salvage import read_catalogue
from journal_app.vault.snapshots import SnapshotReason, take_snapshot
from journal_app.vault.vault import Vault, open_vault, open_with_data_key

COUNT = 400
INSERT = text(
    "INSERT INTO entry (id, uid, sort_key, written_at, zone, written_on, title, body, created_at)"
    " VALUES (:id, :uid, :id, 0, 'UTC', '2026-05-14', :title, :body, 0)"
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC))


@pytest.fixture
def filled(vault: Vault) -> Vault:
    """An open vault with 400 entries over several pages, the twentieth longer than a page."""
    add(vault, range(1, COUNT + 1))
    return vault


@pytest.fixture
def rescue(data_key: bytes, tmp_path: Path) -> Callable[[Path], tuple[dict[int, str], object]]:
    """Rescue a folder; give the rescued entries' bodies by id and the report. Fails if the folder was changed."""

    def run(folder: Path):
        before = contents(folder)
        report = rescue_with_data_key(folder, data_key, into=tmp_path / "rescued")
        assert contents(folder) == before
        return bodies(tmp_path / "rescued", data_key), report

    return run


def add(vault: Vault, ids: range) -> None:
    with vault.write() as connection:
        for number in ids:
            row = {"id": number, "uid": f"u{number}", "title": f"Title {number}", "body": body_of(number)}
            connection.execute(INSERT, row)


def body_of(number: int) -> str:
    return f"wörd{number} 𝒳 " * (2000 if number == 20 else number % 60)


def bodies(folder: Path, data_key: bytes) -> dict[int, str]:
    vault = open_with_data_key(folder, data_key)
    with vault.read() as connection:
        found = {row.id: row.body for row in connection.execute(text("SELECT id, body FROM entry"))}
    vault.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def closed(vault: Vault) -> Path:
    vault.close()
    return vault.folder


def damage(folder: Path, *pages: int, at: int = 99) -> None:
    data = bytearray((folder / "store-1.db").read_bytes())
    for page in pages:
        data[(page - 1) * PAGE_BYTES + at] ^= 1
    (folder / "store-1.db").write_bytes(data)


def root_of(folder: Path, data_key: bytes, table: str) -> int:
    header = load_headers(folder).candidates[0]
    pages = PageReader(folder / "store-1.db", keys.database_key(data_key), header.salt)
    try:
        return read_catalogue(pages).roots[table]
    finally:
        pages.close()


EVERYTHING = {number: body_of(number) for number in range(1, COUNT + 1)}


def test_rescue__undamaged__brings_everything_over(filled: Vault, rescue) -> None:
    found, report = rescue(closed(filled))
    assert found == EVERYTHING
    assert report.is_whole
    assert report.damaged_pages == 0


def test_rescue__first_16_bytes_gone__brings_everything_over(filled: Vault, data_key: bytes, rescue) -> None:
    folder = closed(filled)
    data = (folder / "store-1.db").read_bytes()
    (folder / "store-1.db").write_bytes(bytes(16) + data[16:])
    with pytest.raises(VaultError):
        open_with_data_key(folder, data_key)
    found, report = rescue(folder)
    assert found == EVERYTHING
    assert report.is_whole


def test_rescue__first_page_damaged__brings_every_row_over(filled: Vault, rescue) -> None:
    folder = closed(filled)
    damage(folder, 1)
    found, report = rescue(folder)
    assert found == EVERYTHING
    assert report.damaged_pages == 1


@pytest.mark.parametrize("table", ["entry", "entry_words_data", "preference"])
def test_rescue__root_page_damaged__brings_every_entry_over(filled: Vault, data_key: bytes, rescue, table: str) -> None:
    folder = closed(filled)
    damage(folder, root_of(folder, data_key, table))
    found, report = rescue(folder)
    assert found == EVERYTHING
    assert report.table("entry").lost == 0


def test_rescue__preferences_lost__begin_anew_with_a_seed(filled: Vault, data_key: bytes, rescue, tmp_path) -> None:
    folder = closed(filled)
    damage(folder, root_of(folder, data_key, "preference"))
    _found, report = rescue(folder)
    assert report.table("preference").kept == 1
    assert report.table("preference").lost is None


def test_rescue__every_other_page_damaged__keeps_the_rest_and_counts_the_lost(filled: Vault, rescue) -> None:
    folder = closed(filled)
    damage(folder, *range(30, (folder / "store-1.db").stat().st_size // PAGE_BYTES, 2))
    found, report = rescue(folder)
    assert 0 < len(found) < COUNT
    assert found.items() <= EVERYTHING.items()
    assert report.table("entry").lost in (COUNT - len(found), None)


def test_rescue__saves_still_in_the_log__brings_them_over(filled: Vault, rescue, tmp_path: Path) -> None:
    raw_copy = tmp_path / "after-a-crash"
    shutil.copytree(filled.folder, raw_copy)
    (raw_copy / "store-1.db-shm").unlink()
    assert (raw_copy / "store-1.db-wal").stat().st_size > 100_000
    found, _report = rescue(raw_copy)
    assert found == EVERYTHING
    filled.close()


def test_rescue__log_torn_in_the_last_transaction__brings_over_what_was_committed(
    filled: Vault, rescue, tmp_path: Path
) -> None:
    add(filled, range(COUNT + 1, COUNT + 2))
    torn = tmp_path / "torn"
    shutil.copytree(filled.folder, torn)
    log = torn / "store-1.db-wal"
    log.write_bytes(log.read_bytes()[:-100])
    found, _report = rescue(torn)
    assert found == EVERYTHING
    filled.close()


def test_rescue__with_a_snapshot__takes_what_is_missing_from_it(filled: Vault, clock: FixedClock, rescue) -> None:
    snapshot = take_snapshot(filled, clock, reason=SnapshotReason.BY_HAND)
    folder = closed(filled)
    damage(folder, *range(30, (folder / "store-1.db").stat().st_size // PAGE_BYTES, 2))
    found, report = rescue(folder)
    assert found == EVERYTHING
    assert report.snapshot == snapshot.path
    assert report.table("entry").from_snapshot > 0
    assert not report.is_whole


def test_rescue__entry_deleted_since_the_snapshot__stays_deleted(
    filled: Vault, data_key: bytes, clock: FixedClock, rescue
) -> None:
    take_snapshot(filled, clock, reason=SnapshotReason.BY_HAND)
    with filled.write() as connection:
        connection.execute(text("DELETE FROM entry WHERE id BETWEEN 100 AND 120"))
    folder = closed(filled)
    damage(folder, root_of(folder, data_key, "entry"))
    found, _report = rescue(folder)
    assert found == {number: body for number, body in EVERYTHING.items() if not 100 <= number <= 120}


def test_rescue__question_lost__keeps_the_entry_without_it(filled: Vault, data_key: bytes, rescue) -> None:
    with filled.write() as connection:
        values = ", ".join(["'x'"] * 10)
        connection.execute(text(f"INSERT INTO asked VALUES (7, {values})"))
        connection.execute(text("UPDATE entry SET asked_id = 7 WHERE id = 3"))
    folder = closed(filled)
    damage(folder, root_of(folder, data_key, "asked"))
    found, report = rescue(folder)
    assert found == EVERYTHING
    assert report.table("asked").kept == 0


def test_rescue__search_index__is_made_anew(filled: Vault, data_key: bytes, rescue, tmp_path: Path) -> None:
    folder = closed(filled)
    damage(folder, root_of(folder, data_key, "entry_words_data"))
    rescue(folder)
    vault = open_with_data_key(tmp_path / "rescued", data_key)
    with vault.read() as connection:
        query = text("SELECT rowid FROM entry_words WHERE entry_words MATCH 'word77'")
        assert connection.execute(query).scalars().all() == [77]
    vault.close()


def test_rescue__by_passphrase__opens_with_both_secrets_beside_the_old_one(
    passphrase_vault: Path, passphrase: str, recovery_code: str
) -> None:
    damage(passphrase_vault, 1)
    report = rescue_vault(passphrase_vault, passphrase)
    assert report.folder.parent == passphrase_vault.parent
    assert report.folder != passphrase_vault
    open_vault(report.folder, passphrase).close()
    open_vault(report.folder, recovery_code, kind=SlotKind.RECOVERY).close()


def test_rescue__wrong_passphrase__says_so_and_makes_nothing(passphrase_vault: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultError) as caught:
        rescue_vault(passphrase_vault, "something else entirely", into=tmp_path / "rescued")
    assert caught.value.problem is VaultProblem.WRONG_PASSPHRASE
    assert not (tmp_path / "rescued").exists()


def test_rescue__vault_is_open__says_so(filled: Vault, data_key: bytes, tmp_path: Path) -> None:
    with pytest.raises(VaultError) as caught:
        rescue_with_data_key(filled.folder, data_key, into=tmp_path / "rescued")
    assert caught.value.problem is VaultProblem.IN_USE


def test_rescue__into_a_folder_with_files__says_so_and_touches_nothing(
    filled: Vault, data_key: bytes, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(VaultError) as caught:
        rescue_with_data_key(closed(filled), data_key, into=tmp_path)
    assert caught.value.problem is VaultProblem.FOLDER_NOT_EMPTY
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_rescue__database_gone__says_so(filled: Vault, data_key: bytes, tmp_path: Path) -> None:
    folder = closed(filled)
    (folder / "store-1.db").unlink()
    with pytest.raises(VaultError) as caught:
        rescue_with_data_key(folder, data_key, into=tmp_path / "rescued")
    assert caught.value.problem is VaultProblem.DATABASE_MISSING


def test_rescue__newer_schema__is_refused_and_leaves_nothing(filled: Vault, data_key: bytes, tmp_path: Path) -> None:
    with filled.engine.connect() as connection:
        raw(connection).execute("PRAGMA user_version = 9999")
    with pytest.raises(VaultError) as caught:
        rescue_with_data_key(closed(filled), data_key, into=tmp_path / "rescued")
    assert caught.value.problem is VaultProblem.NEWER_VERSION
    assert not (tmp_path / "rescued").exists()


def test_rescue__another_vaults_database__keeps_nothing_and_says_so(
    filled: Vault, data_key: bytes, tmp_path: Path, rescue
) -> None:
    folder = closed(filled)
    (folder / "store-1.db").write_bytes(bytes(PAGE_BYTES * 40))
    found, report = rescue(folder)
    assert found == {}
    assert report.damaged_pages == report.pages == 40
    assert report.table("entry").lost is None


def test_open__both_headers_gone_bad_with_a_snapshot__opens_and_mends_them(
    filled: Vault, data_key: bytes, clock: FixedClock
) -> None:
    take_snapshot(filled, clock, reason=SnapshotReason.BY_HAND)
    folder = closed(filled)
    whole = (folder / HEADER_NAME).read_bytes()
    (folder / HEADER_NAME).write_bytes(b"{}")
    (folder / COPY_NAME).unlink()
    again = open_with_data_key(folder, data_key)
    assert again.was_repaired
    again.close()
    assert (folder / HEADER_NAME).read_bytes() == (folder / COPY_NAME).read_bytes() == whole
