"""A disk that is full: nothing saved before is lost, it is said for what it is, and the same session goes on."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal_app.journal.drafts import DraftId, list_drafts, load_draft, save_draft
from journal_app.journal.entries import count_entries
from journal_app.settings.clock import FixedClock
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.rescue import rescue_with_data_key
from journal_app.vault.vault import Vault, open_with_data_key
from journal_app.vault.verify import verify_open_vault

TMPFS_BYTES = 12 * 1024 * 1024
"""More than the write-ahead log takes before it is folded in, 4 MB: or the log itself fills the disk for good."""
ROUNDS = {"everyday": 3, "thorough": 10, "full": 100}

LIMITED = """
import resource, signal, sys
from pathlib import Path
from journal_app.journal.drafts import list_drafts, load_draft, save_draft
from journal_app.settings.clock import SystemClock
from journal_app.vault.errors import VaultError
from journal_app.vault.vault import open_with_data_key

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
clock = SystemClock()
vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
draft = list_drafts(vault)[0].id
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (vault.database.stat().st_size + 200_000, hard))
saved, refused = 0, ""
while not refused:
    try:
        save_draft(vault, clock, draft, title=str(saved + 1), body=f"page {saved + 1} " * 20_000)
        saved += 1
    except VaultError as error:
        refused = error.code
assert load_draft(vault, draft).title == str(saved) and saved > 0, "the last save is not what is there"
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
save_draft(vault, clock, draft, title="after", body="the same session goes on")
vault.close()
print(refused)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few MiB of its own; only root can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={TMPFS_BYTES}", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("not run: a small file system can't be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)  # a failed test may have left a vault open in it


def fill_up(place: Path) -> Path:
    """Take all the space there is left, and return the file that holds it."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return filler


def save_until_refused(
    vault: Vault, clock: FixedClock, draft: DraftId
) -> tuple[tuple[str, str] | None, VaultProblem | None]:
    """Save ever longer pages; return what was last acknowledged, and what the refusal was."""
    acked: tuple[str, str] | None = None
    for size in range(1, 400):
        title, body = f"longer {size}", f"{size} " * 2_000 * size
        try:
            save_draft(vault, clock, draft, title=title, body=body)
        except VaultError as error:
            return acked, error.problem
        acked = title, body
    return acked, None


def test_disk__full_while_saving__nothing_is_lost_and_the_session_goes_on(
    make_journal: Callable[[int, bytes], Path],
    small_disk: Path,
    data_key: bytes,
    clock: FixedClock,
    effort: str,
) -> None:
    folder = shutil.copytree(make_journal(40, data_key), small_disk / "vault")
    vault = open_with_data_key(folder, data_key)
    draft = list_drafts(vault)[0].id
    for turn in range(ROUNDS[effort]):
        save_draft(vault, clock, draft, title=f"before {turn}", body="words " * (turn % 20 * 1000))
        filler = fill_up(small_disk)
        acked, problem = save_until_refused(vault, clock, draft)
        assert problem is VaultProblem.DISK_FULL
        page = load_draft(vault, draft)
        assert (page.title, page.body) == (acked or (f"before {turn}", "words " * (turn % 20 * 1000)))
        assert count_entries(vault) == 40
        filler.unlink()
        save_draft(vault, clock, draft, title=f"after {turn}", body="the same session goes on")
        assert load_draft(vault, draft).title == f"after {turn}"
    assert verify_open_vault(vault).is_sound
    vault.close()


def test_rescue__disk_full__says_so_and_leaves_nothing_behind(
    make_journal: Callable[[int, bytes], Path], small_disk: Path, data_key: bytes
) -> None:
    folder = make_journal(300, data_key)
    (small_disk / "filler").write_bytes(bytes(TMPFS_BYTES - 300_000))
    with pytest.raises(VaultError) as caught:
        rescue_with_data_key(folder, data_key, into=small_disk / "rescued")
    assert caught.value.problem is VaultProblem.DISK_FULL
    assert os.listdir(small_disk) == ["filler"]  # noqa: PTH208 - names alone


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows has no RLIMIT_FSIZE")
def test_file_size__limited_while_saving__nothing_is_lost_and_the_session_goes_on(
    make_journal: Callable[[int, bytes], Path], start_child, data_key: bytes, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(40, data_key), tmp_path / "vault")
    with start_child(LIMITED, folder, data_key.hex()) as child:
        refused = child.stdout.read().strip()
    assert child.returncode == 0
    assert refused in (VaultProblem.DISK_FULL, VaultProblem.IO_ERROR)
    vault = open_with_data_key(folder, data_key)
    assert [draft.title for draft in list_drafts(vault)] == ["after"]
    assert verify_open_vault(vault).is_sound
    vault.close()
