"""A guest session: whole, in memory, no file; kept as a new vault, or not at all."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text

from journal_app.settings.clock import FixedClock
from journal_app.vault import guest, keys
from journal_app.vault.engine import raw
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.guest import keep_guest, open_guest
from journal_app.vault.ladder import steps
from journal_app.vault.schema import draft, entry, preference
from journal_app.vault.snapshots import SnapshotReason, snapshot_due, take_snapshot
from journal_app.vault.vault import SlotKind, Vault, find_vaults, open_vault

WORDS = "Für dich, leise: café 🫖"

SESSION = """
import sys
from datetime import UTC, datetime
from journal_app.journal.drafts import keep_draft, save_draft, start_draft
from journal_app.journal.entries import delete_entry, list_entries
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault.guest import open_guest

vault, clock = open_guest(), FixedClock(datetime(2026, 5, 14, tzinfo=UTC))
for number in range(60):
    page = start_draft(vault, clock)
    save_draft(vault, clock, page.id, title=f"Page {number}", body="A quiet word. " * 400)
    entry = keep_draft(vault, clock, page.id)
print(len(list_entries(vault, limit=100).items), len(search_entries(vault, "quiet").items))
delete_entry(vault, entry)
vault.close()
if sys.argv[1:]:
    open(sys.argv[1], "w").close()
"""

MAKING = "creat,open,openat,openat2,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat"


def add(vault: Vault, number: int) -> None:
    with vault.write() as connection:
        connection.execute(
            insert(entry).values(
                uid=f"u{number}",
                sort_key=number,
                written_at=number,
                zone="UTC",
                written_on="2026-05-14",
                title="Page",
                body=WORDS,
                created_at=number,
            )
        )


def hits(vault: Vault, word: str) -> int:
    with vault.read() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM entry_words WHERE entry_words MATCH :word"), {"word": word}
        )
        return int(found.scalar_one())


def count(vault: Vault) -> int:
    with vault.read() as connection:
        return int(connection.execute(select(func.count()).select_from(entry)).scalar_one())


@pytest.fixture
def session() -> Iterator[Vault]:
    """A guest session with three entries, a draft and a preference."""
    vault = open_guest()
    for number in range(1, 4):
        add(vault, number)
    with vault.write() as connection:
        connection.execute(insert(draft).values(title="", body=WORDS, created_at=1, saved_at=1, zone="UTC"))
        connection.execute(insert(preference).values(key="kept_word", value='"tea"'))
    yield vault
    vault.close()


@pytest.fixture
def files_made(tmp_path: Path) -> Callable[..., list[str]]:
    """Run a guest session in a child and return every name it made, by its system calls."""
    if shutil.which("strace") is None:
        pytest.skip("not run: strace is missing")

    def run(*words: str) -> list[str]:
        log = tmp_path / "calls"
        strace = ["strace", "-f", "-qq", "-e", f"trace={MAKING}", "-o", str(log)]
        done = subprocess.run(
            [*strace, sys.executable, "-c", SESSION, *words],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert done.stdout == "60 50\n"
        return [call for call in log.read_text().splitlines() if makes_a_name(call)]

    return run


def makes_a_name(call: str) -> bool:
    is_opened = re.search(r"\bopen(at|at2)?\(", call) is not None
    return " = -1 " not in call and "(" in call and (not is_opened or "O_CREAT" in call or "O_TMPFILE" in call)


def test_guest__open__has_the_newest_schema_and_works_as_a_vault(session: Vault) -> None:
    with session.read() as connection:
        assert raw(connection).execute("PRAGMA user_version").fetchone() == (steps()[-1].version,)
        assert raw(connection).execute("PRAGMA temp_store").fetchone() == (2,)
    assert count(session) == 3
    assert hits(session, "cafe") == 3
    with pytest.raises(RuntimeError), session.read() as connection:
        connection.execute(insert(preference).values(key="x", value="1"))
    session.close()
    session.close()
    with pytest.raises(RuntimeError), session.read():
        pass


def test_guest__a_write_fails__is_rolled_back_and_the_session_goes_on(session: Vault) -> None:
    with pytest.raises(VaultError) as caught:
        add(session, 1)
    assert caught.value.problem is VaultProblem.UNEXPECTED
    assert WORDS not in repr(caught.value) + repr(caught.value.__context__)
    add(session, 4)
    assert count(session) == 4


def test_guest__two_sessions__share_nothing(session: Vault) -> None:
    other = open_guest()
    assert count(other) == 0
    other.close()


def test_guest__something_would_write_beside_it__is_refused(session: Vault) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - ENOTDIR or whatever the system says of a folder that is none
        (session.folder / "snap").mkdir(parents=True)


def test_guest__snapshots__are_never_due_and_never_made(session: Vault) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 18, 30, tzinfo=UTC))
    assert not snapshot_due(session, clock)
    with pytest.raises(VaultError) as caught:
        take_snapshot(session, clock, reason=SnapshotReason.BY_HAND)
    assert caught.value.problem is VaultProblem.NOT_WRITABLE
    assert count(session) == 3


def test_guest__a_whole_session__makes_no_file(files_made: Callable[..., list[str]]) -> None:
    assert files_made() == []


def test_files_made__one_file_is_made_on_purpose__is_seen(files_made: Callable[..., list[str]], tmp_path: Path) -> None:
    seen = files_made(str(tmp_path / "leak"))
    assert len(seen) == 1
    assert "leak" in seen[0]


@pytest.mark.usefixtures("quick_keys")
def test_keep__a_session__is_a_vault_with_all_of_it(session: Vault, tmp_path: Path, passphrase: str) -> None:
    folder = tmp_path / "s" / "kept"

    kept, code = keep_guest(session, folder, passphrase, with_recovery_code=True)

    assert session.is_closed
    assert code is not None
    assert count(kept) == 3
    add(kept, 9)
    kept.close()
    for secret, kind in ((passphrase, SlotKind.PASSPHRASE), (code, SlotKind.RECOVERY)):
        again = open_vault(folder, secret, kind=kind)
        assert (count(again), hits(again, "cafe")) == (4, 4)
        with again.read() as connection:
            assert connection.execute(select(draft.c.body)).scalars().all() == [WORDS]
            assert connection.execute(
                select(preference.c.value).where(preference.c.key == "kept_word")
            ).scalars().all() == ['"tea"']
        again.close()


@pytest.mark.usefixtures("quick_keys")
def test_keep__done__no_word_lies_open_in_the_folder(session: Vault, tmp_path: Path, passphrase: str) -> None:
    kept, _ = keep_guest(session, tmp_path / "kept", passphrase, with_recovery_code=False)
    kept.close()
    stored = b"".join(path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file())
    assert b"SQLite format" not in stored
    assert not any(word.encode() in stored for word in WORDS.split())


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("step", ["_attach", "_copy", "_compare"])
def test_keep__fails_on_the_way__leaves_nothing_and_the_session_goes_on(
    session: Vault, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    done: Callable[..., None] = getattr(guest, step)

    def fail(*arguments: Any) -> None:  # Any: stands in for each of three functions
        done(*arguments)
        raise VaultError(VaultProblem.DISK_FULL)

    monkeypatch.setattr(guest, step, fail)
    with pytest.raises(VaultError) as caught:
        keep_guest(session, tmp_path / "s" / "kept", passphrase, with_recovery_code=False)
    assert caught.value.problem is VaultProblem.DISK_FULL
    assert not (tmp_path / "s").exists()
    add(session, 5)
    monkeypatch.undo()
    monkeypatch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
    kept, _ = keep_guest(session, tmp_path / "s" / "kept", passphrase, with_recovery_code=False)
    assert count(kept) == 4
    kept.close()


@pytest.mark.usefixtures("quick_keys")
def test_keep__copy_comes_out_otherwise__is_refused_as_damaged(
    session: Vault, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = guest._copy

    def lose_one(driver: Any) -> None:  # Any: the driver has no types
        done(driver)
        driver.execute("DELETE FROM kept.preference")

    monkeypatch.setattr(guest, "_copy", lose_one)
    with pytest.raises(VaultError) as caught:
        keep_guest(session, tmp_path / "kept", passphrase, with_recovery_code=False)
    assert caught.value.problem is VaultProblem.DATABASE_DAMAGED
    assert not (tmp_path / "kept").exists()


def test_keep__into_a_vaults_folder__leaves_that_vault_alone(
    session: Vault, passphrase_vault: Path, passphrase: str
) -> None:
    before = {path: path.read_bytes() for path in passphrase_vault.iterdir()}
    with pytest.raises(VaultError) as caught:
        keep_guest(session, passphrase_vault, passphrase, with_recovery_code=False)
    assert caught.value.problem is VaultProblem.ALREADY_EXISTS
    assert {path: path.read_bytes() for path in passphrase_vault.iterdir()} == before
    assert not session.is_closed


def test_keep__too_weak_a_passphrase__makes_nothing(session: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError) as caught:
        keep_guest(session, tmp_path / "kept", "tea", with_recovery_code=False)
    assert caught.value.problem is VaultProblem.PASSPHRASE_TOO_WEAK
    assert find_vaults(tmp_path) == ()
    assert not session.is_closed


def test_keep__a_vault_that_is_kept_already__is_a_mistake_of_ours(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        keep_guest(vault, tmp_path / "kept", "x", with_recovery_code=False)
