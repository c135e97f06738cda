"""Reading, writing and closing an open vault."""

import pytest
from sqlalchemy import text

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault, open_with_data_key


def test_write__block_ends__is_committed(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
        connection.execute(text("INSERT INTO word VALUES (:w)"), {"w": "kept"})
    with vault.read() as connection:
        assert connection.execute(text("SELECT w FROM word")).scalar_one() == "kept"


def test_write__block_raises__is_rolled_back(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
    with pytest.raises(ValueError, match="mine"), vault.write() as connection:  # noqa: PT012 - the block is the subject
        connection.execute(text("INSERT INTO word VALUES ('lost')"))
        raise ValueError("mine")
    with vault.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM word")).scalar_one() == 0


def test_write__driver_refuses__error_carries_code_and_no_text(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT CHECK (w <> 'canary'))"))
    with pytest.raises(VaultError) as caught, vault.write() as connection:
        connection.execute(text("INSERT INTO word VALUES (:w)"), {"w": "canary"})
    assert caught.value.problem is VaultProblem.UNEXPECTED
    assert caught.value.fields == {"sqlite": "SQLITE_CONSTRAINT"}
    link: BaseException | None = caught.value
    while link is not None:
        assert "canary" not in f"{link} {link.args} {vars(link)}"
        link = link.__context__


def test_write__disk_full__says_so_and_the_session_goes_on(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
    with vault.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(VaultError) as caught, vault.write() as connection:
        connection.execute(text("INSERT INTO word VALUES (:w)"), {"w": "canary" * 10_000})
    assert caught.value.problem is VaultProblem.DISK_FULL
    with vault.write() as connection:
        connection.execute(text("INSERT INTO word VALUES ('fits')"))
    with vault.read() as connection:
        assert connection.execute(text("SELECT w FROM word")).scalars().all() == ["fits"]


def test_write__after_damage_was_met__still_says_damage(vault: Vault, data_key: bytes) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
        connection.execute(text("INSERT INTO word VALUES (:w)"), {"w": "x" * 100_000})
    vault.close()
    data = bytearray(vault.database.read_bytes())
    data[-5000] ^= 1
    vault.database.write_bytes(data)
    damaged = open_with_data_key(vault.folder, data_key)
    problems = []
    for statement in ("SELECT sum(length(w || 'x')) FROM word", "INSERT INTO word VALUES ('more')"):
        with pytest.raises(VaultError) as caught, damaged.write() as connection:
            connection.execute(text(statement))
        problems.append(caught.value.problem)
    damaged.close()
    assert problems == [VaultProblem.DATABASE_DAMAGED] * 2


def test_read__inside_write__sees_what_is_not_yet_committed(vault: Vault) -> None:
    with vault.write() as outer:
        outer.execute(text("CREATE TABLE word (w TEXT)"))
        with vault.read() as inner:
            assert inner is outer
            assert inner.execute(text("SELECT count(*) FROM word")).scalar_one() == 0


def test_write__nested__is_our_mistake_and_nothing_is_kept(vault: Vault) -> None:
    with pytest.raises(RuntimeError), vault.write() as connection:  # noqa: PT012 - the block is the subject
        connection.execute(text("CREATE TABLE word (w TEXT)"))
        with vault.write():
            pass
    with pytest.raises(VaultError), vault.read() as connection:
        connection.execute(text("SELECT * FROM word"))


def test_read__used_to_write__is_our_mistake(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
    with pytest.raises(RuntimeError), vault.read() as connection:
        connection.execute(text("INSERT INTO word VALUES ('x')"))


def test_close__open_vault__folds_the_log_in_and_leaves_no_companions(vault: Vault) -> None:
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE word (w TEXT)"))
    vault.close()
    assert vault.is_closed
    names = {path.name for path in vault.folder.iterdir()}
    assert names <= {"vault.json", "vault.json.b", "store-1.db", "lock"}
    with pytest.raises(RuntimeError), vault.read():
        pass


def test_engine__first_connection__is_set_up_as_designed(vault: Vault) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "mmap_size": 0,
        "cache_size": -16384,
        "cipher_memory_security": "0",
        "cipher_log_level": "NONE",
    }
    with vault.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    assert found == wanted
