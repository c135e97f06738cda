"""kill -9 while an import comes in: whole groups of pages or none, and the same import run again finishes it."""

import os
import random
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal_app.exchange import importing
from journal_app.exchange.exporting import Export, ExportFormat, ExportWish
from journal_app.exchange.importing import import_source, undo_import
from journal_app.journal.bringing_in import list_batches
from journal_app.journal.drafts import list_drafts
from journal_app.journal.entries import add_entry, list_entries
from journal_app.journal.search import search_entries
from journal_app.settings.clock import FixedClock, SystemClock
from journal_app.vault.errors import VaultProblem
from journal_app.vault.index_merging import merge_indexes
from journal_app.vault.vault import Vault, create_with_data_key, open_with_data_key
from journal_app.vault.verify import verify_open_vault

KILLS = {"everyday": 4, "thorough": 20, "full": 60}
PAGES = 120
START = datetime(2026, 1, 2, tzinfo=UTC)
GROUP = 7

IMPORTER = """
import sys
from pathlib import Path
from journal_app.exchange import importing
from journal_app.settings.clock import SystemClock
from journal_app.vault.vault import open_with_data_key

importing.GROUP = int(sys.argv[4])
vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
for progress in importing.Import(vault, SystemClock(), Path(sys.argv[3])).steps():
    print(progress.done, flush=True)
"""

MERGER = """
import sys
from pathlib import Path
from journal_app.vault import index_merging
from journal_app.vault.vault import open_with_data_key

index_merging.PAGES_A_STEP = 1
vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
for part in index_merging.merge_indexes(vault):
    print(part, flush=True)
"""

LIMITED = """
import resource, signal, sys
from pathlib import Path
from journal_app.exchange import importing
from journal_app.settings.clock import SystemClock
from journal_app.vault.errors import VaultError
from journal_app.vault.vault import open_with_data_key

importing.GROUP = int(sys.argv[4])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
vault = open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (vault.database.stat().st_size + 100_000, hard))
try:
    importing.import_source(vault, SystemClock(), Path(sys.argv[3]))
except VaultError as error:
    print(error.code)
"""


@pytest.fixture
def stages(
    source: Path, data_key: bytes, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> set[int]:
    """How many pages there are after each group of an import that nothing happens to."""
    monkeypatch.setattr(importing, "GROUP", GROUP)
    vault = create_with_data_key(tmp_path / "untroubled", data_key)
    counts = {count_pages(vault) for _ in importing.Import(vault, clock, source).steps()}
    vault.close()
    return counts


@pytest.fixture(params=list(ExportFormat))
def source(
    request: pytest.FixtureRequest,
    make_journal: Callable[[int, bytes], Path],
    data_key: bytes,
    clock: FixedClock,
    tmp_path: Path,
) -> Path:
    """A journal written out."""
    vault = open_with_data_key(shutil.copytree(make_journal(PAGES, data_key), tmp_path / "source"), data_key)
    for _ in Export(vault, clock, tmp_path / "out", ExportWish(request.param)).steps():
        pass
    vault.close()
    return tmp_path / "out"


def test_import__killed_at_random__whole_groups_are_in_and_the_next_run_finishes_it(
    source: Path, stages: set[int], start_child, data_key: bytes, effort: str, clock: FixedClock, tmp_path: Path
) -> None:
    chance = random.Random(71)
    for number in range(KILLS[effort]):
        folder = tmp_path / f"vault-{number}"
        create_with_data_key(folder, data_key).close()
        with start_child(IMPORTER, folder, data_key.hex(), source, GROUP) as importer:
            said = [importer.stdout.readline() for _ in range(chance.randint(1, PAGES // GROUP))]
            time.sleep(chance.random() * 0.01)
            importer.kill()
        vault = open_with_data_key(folder, data_key)
        assert said
        assert count_pages(vault) in stages

        assert_next_run_finishes(vault, clock, source)
        vault.close()


def test_merging__killed_at_random__all_is_found_as_before(
    make_journal: Callable[[int, bytes], Path], start_child, data_key: bytes, effort: str, tmp_path: Path
) -> None:
    chance = random.Random(72)
    for number in range(KILLS[effort]):
        folder = shutil.copytree(make_journal(PAGES, data_key), tmp_path / f"vault-{number}")
        vault = open_with_data_key(folder, data_key)
        for at in range(6):
            add_entry(vault, SystemClock(), title="", body=f"mo an {at}", written_at=START, zone="UTC")
        before = found(vault)
        vault.close()
        with start_child(MERGER, folder, data_key.hex()) as merger:
            said = [merger.stdout.readline() for _ in range(chance.randint(1, 8))]
            time.sleep(chance.random() * 0.01)
            merger.kill()
        vault = open_with_data_key(folder, data_key)
        assert said[0]
        assert found(vault) == before
        assert verify_open_vault(vault).is_sound
        for _ in merge_indexes(vault):
            pass
        assert found(vault) == before
        assert verify_open_vault(vault).is_sound
        vault.close()


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows has no RLIMIT_FSIZE")
def test_import__disk_full_on_the_way__whole_groups_or_none_are_in_and_the_next_run_finishes_it(
    source: Path, stages: set[int], start_child, data_key: bytes, clock: FixedClock, tmp_path: Path
) -> None:
    create_with_data_key(tmp_path / "vault", data_key).close()

    with start_child(LIMITED, tmp_path / "vault", data_key.hex(), source, GROUP) as importer:
        refused = importer.stdout.read().strip()

    assert importer.returncode == 0
    assert refused in (VaultProblem.DISK_FULL, VaultProblem.IO_ERROR)
    vault = open_with_data_key(tmp_path / "vault", data_key)
    assert count_pages(vault) in stages
    assert_next_run_finishes(vault, clock, source)
    vault.close()


def count_pages(vault: Vault) -> int:
    return len(list_entries(vault, limit=2 * PAGES).items) + len(list_drafts(vault))


def found(vault: Vault) -> list[list[int]]:
    """Return which entries each of a few searches finds."""
    searches = ("mo", "an", "tri", '"mo an"', "sa")
    return [[hit.entry.id for hit in search_entries(vault, words, limit=2 * PAGES).items] for words in searches]


def assert_next_run_finishes(vault: Vault, clock: FixedClock, source: Path) -> None:
    """Bring the source in again: all of it is there then, each page once, and all of it can go again."""
    there = count_pages(vault)
    report = import_source(vault, clock, source)

    assert (report.already_there, report.added + report.drafts) == (there, PAGES + 1 - there)
    assert (count_pages(vault), report.differs, report.skipped) == (PAGES + 1, (), ())
    assert verify_open_vault(vault).is_sound
    for _ in list_batches(vault):
        *_, gone = undo_import(vault, clock, None)
        assert gone.kept == 0
    assert count_pages(vault) == 0
