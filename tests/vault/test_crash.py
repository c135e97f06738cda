"""A process that is killed while it writes loses nothing it was told is kept, and leaves no plain text behind."""

import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.vault import Vault, open_with_data_key

CANARY = "Zwölf Kanarienvögel sängen 金丝雀"

WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from sqlalchemy import text
    from journal_app.vault.vault import open_with_data_key

    vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    number = int(sys.argv[3])
    while True:
        number += 1
        with vault.write() as connection:
            connection.execute(text("INSERT INTO ack VALUES (:n, :w)"), {"n": number, "w": sys.argv[4] * 40})
        print(number, flush=True)
""")


@pytest.fixture
def acked_vault(vault: Vault) -> Path:
    """A closed vault with a table for numbered rows and a search index over them."""
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE ack (n INTEGER PRIMARY KEY, w TEXT)"))
    vault.close()
    return vault.folder


def start_writer(folder: Path, data_key: bytes, after: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), data_key.hex(), str(after), CANARY]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=Path(__file__).parents[2])


def kill_after(writer: subprocess.Popen[str], count: int) -> int:
    """Read `count` acknowledgements, kill the writer, and return the last number it ever acknowledged."""
    assert writer.stdout is not None
    with writer:
        acked = [writer.stdout.readline() for _ in range(count)]
        writer.kill()
        acked += writer.stdout.readlines()
    return max(int(line) for line in acked if line.endswith("\n"))


def rows(folder: Path, data_key: bytes) -> list[int]:
    vault = open_with_data_key(folder, data_key)
    with vault.read() as connection:
        found = list(connection.execute(text("SELECT n FROM ack ORDER BY n")).scalars())
    vault.close()
    return found


@pytest.mark.parametrize("kills", [15, pytest.param(200, marks=pytest.mark.thorough)])
def test_kill__while_writing__every_acknowledged_row_is_there(acked_vault: Path, data_key: bytes, kills: int) -> None:
    chance, last = random.Random(7), 0
    for _ in range(kills):
        last_acked = kill_after(start_writer(acked_vault, data_key, last), chance.randint(1, 120))
        found = rows(acked_vault, data_key)
        assert found == list(range(1, len(found) + 1))
        assert len(found) >= last_acked
        last = len(found)


def test_kill__log_not_folded_in__no_plain_text_in_any_file(acked_vault: Path, data_key: bytes) -> None:
    kill_after(start_writer(acked_vault, data_key, 0), 60)
    files = {path.name: path.read_bytes() for path in acked_vault.iterdir()}
    assert len(files["store-1.db-wal"]) > 50_000
    needles = [needle for word in (*CANARY.split(), "CREATE TABLE", "SQLite format 3") for needle in encodings(word)]
    for name, data in files.items():
        assert not [needle for needle in needles if needle in data], name
    assert any(needle in CANARY.encode("utf-16-le") for needle in needles)  # the search itself can find


def test_lock__held_by_another_process__is_in_use_and_gone_with_it(acked_vault: Path, data_key: bytes) -> None:
    writer = start_writer(acked_vault, data_key, 0)
    assert writer.stdout is not None
    writer.stdout.readline()
    with pytest.raises(VaultError) as caught:
        open_with_data_key(acked_vault, data_key)
    kill_after(writer, 1)
    assert caught.value.problem is VaultProblem.IN_USE
    open_with_data_key(acked_vault, data_key).close()


def encodings(word: str) -> list[bytes]:
    return [
        word.encode("utf-8"),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        word.encode("utf-8").hex().encode(),
    ]
