"""Bit rot: every flipped bit is noticed, what it left is rescued, and the damaged file is as it was."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.settings.clock import FixedClock
from journal_app.vault.engine import PAGE_BYTES
from journal_app.vault.errors import VaultError, VaultProblem
from journal_app.vault.folders import COPY_NAME, HEADER_NAME
from journal_app.vault.header_ladder import load_headers_anywhere
from journal_app.vault.records import read_page
from journal_app.vault.rescue import RescueReport, rescue_with_data_key
from journal_app.vault.rescue_sources import read_pages
from journal_app.vault.salvage import read_catalogue
from journal_app.vault.snapshots import SnapshotReason, take_snapshot
from journal_app.vault.vault import open_with_data_key
from journal_app.vault.verify import verify_open_vault

FLIPS = {"everyday": 6, "thorough": 30, "full": 150}
HEADER_STEP = {"everyday": 211, "thorough": 13, "full": 1}
ROUNDS = {"everyday": 1, "thorough": 3, "full": 12}
DAMAGED = {"everyday": (1000, 2), "thorough": (3000, 5), "full": (3000, 5)}
"""How many entries, and how many pages are destroyed; a page of the table holds about three entries."""

Make = Callable[[int, bytes], Path]


@pytest.fixture
def rescued(data_key: bytes, tmp_path: Path) -> Callable[[Path], tuple[RescueReport, Path]]:
    """Rescue a vault into a new folder, holding that no byte of the damaged one changed."""

    def rescue(folder: Path) -> tuple[RescueReport, Path]:
        before = contents(folder)
        target = tmp_path / "rescued"
        shutil.rmtree(target, ignore_errors=True)
        report = rescue_with_data_key(folder, data_key, into=target)
        assert contents(folder) == before
        return report, target

    return rescue


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def texts(rows: dict[str, set[tuple[object, ...]]]) -> set[tuple[object, ...]]:
    """Return each entry's id, dates, title and body: they come whole or not at all, though a question may be lost."""
    return {row[:8] for row in rows["entry"]}


def is_noticed(folder: Path, data_key: bytes) -> bool:
    problem = None
    try:
        vault = open_with_data_key(folder, data_key)
        try:
            return not verify_open_vault(vault).is_sound
        finally:
            vault.close()
    except VaultError as error:
        problem = error.problem
    return problem is VaultProblem.DATABASE_DAMAGED


def test_database__any_bit_flipped__is_noticed_and_the_rest_rescued(
    make_journal: Make, everything, rescued, data_key: bytes, effort: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(300, data_key), tmp_path / "vault")
    wanted, database = everything(folder), folder / "store-1.db"
    whole, chance = database.read_bytes(), random.Random(43)
    places = [3 * 8, PAGE_BYTES - 1, *(chance.randrange(len(whole) * 8) for _ in range(FLIPS[effort] - 2))]
    for place in places:
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        database.write_bytes(flipped)
        report, target = rescued(folder)
        assert is_noticed(folder, data_key), place
        found = everything(target)
        assert len(texts(found)) >= 300 * 0.97, place  # one page of a small journal
        assert texts(found) <= texts(wanted), place
        missing = len(wanted["entry"]) - len(found["entry"])
        assert report.table("entry").lost in (missing, None)


def test_header__any_bit_flipped_in_both_files__the_newest_snapshot_has_it(
    make_journal: Make, data_key: bytes, clock: FixedClock, effort: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(40, data_key), tmp_path / "vault")
    vault = open_with_data_key(folder, data_key)
    take_snapshot(vault, clock, reason=SnapshotReason.BY_HAND)
    vault.close()
    whole = (folder / HEADER_NAME).read_bytes()
    for place in range(0, len(whole) * 8, HEADER_STEP[effort]):
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        for name in (HEADER_NAME, COPY_NAME):
            (folder / name).write_bytes(flipped)
        open_with_data_key(folder, data_key).close()
        assert (folder / HEADER_NAME).read_bytes() == (folder / COPY_NAME).read_bytes() == whole, place


def test_pages__some_destroyed__99_of_100_entries_are_rescued(
    make_journal: Make, everything, rescued, data_key: bytes, effort: str, tmp_path: Path
) -> None:
    count, pages = DAMAGED[effort]
    folder = shutil.copytree(make_journal(count, data_key), tmp_path / "vault")
    wanted, database = everything(folder), folder / "store-1.db"
    whole = database.read_bytes()
    fewest = count
    for seed in range(ROUNDS[effort]):
        database.write_bytes(destroyed(whole, random.Random(seed), pages))
        report, target = rescued(folder)
        found = everything(target)
        assert report.damaged_pages == pages
        fewest = min(fewest, len(texts(found) & texts(wanted)))
        assert fewest >= count * 0.99, seed
        assert texts(found) <= texts(wanted)
    print(f"{pages} of {len(whole) // PAGE_BYTES} pages destroyed: at least {fewest} of {count} rescued")


def test_pages__one_in_twenty_destroyed_with_a_snapshot__everything_is_rescued(
    make_journal: Make, everything, rescued, data_key: bytes, clock: FixedClock, effort: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(make_journal(3000 if effort == "full" else 300, data_key), tmp_path / "vault")
    vault = open_with_data_key(folder, data_key)
    snapshot = take_snapshot(vault, clock, reason=SnapshotReason.BY_HAND)
    vault.close()
    wanted, database = everything(folder), folder / "store-1.db"
    whole = database.read_bytes()
    database.write_bytes(destroyed(whole, random.Random(5), len(whole) // PAGE_BYTES // 20))
    report, target = rescued(folder)
    assert report.snapshot == snapshot.path
    assert report.table("entry").from_snapshot > 0
    assert everything(target) == wanted


def test_pages__entries_destroyed_and_only_a_partial_index_whole__come_from_the_snapshot(
    make_journal: Make, everything, rescued, data_key: bytes, clock: FixedClock, tmp_path: Path
) -> None:
    """An index that holds some rows only (the edited ones) must not be taken for a list of all there were."""
    folder = shutil.copytree(make_journal(300, data_key), tmp_path / "vault")
    vault = open_with_data_key(folder, data_key)
    take_snapshot(vault, clock, reason=SnapshotReason.BY_HAND)
    with vault.read() as connection:
        indexes = [
            row.rootpage
            for row in connection.execute(
                text("SELECT * FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entry'")
            )
            if " WHERE " not in (row.sql or "")
        ]
    vault.close()
    wanted, database = everything(folder), folder / "store-1.db"
    leaves = leaves_of("entry", folder, data_key)
    damaged = bytearray(database.read_bytes())
    for page in [*leaves[10:13], *indexes]:
        damaged[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = bytes(PAGE_BYTES)
    database.write_bytes(damaged)
    report, target = rescued(folder)
    assert report.table("entry").from_snapshot > 0
    assert everything(target) == wanted


def leaves_of(table: str, folder: Path, data_key: bytes) -> list[int]:
    """Return the numbers of the pages that hold a table's rows, in their order."""
    header = load_headers_anywhere(folder).candidates[0]
    leaves: list[int] = []
    with closing(read_pages(folder / "store-1.db", bytearray(data_key), header.salt)) as pages:
        waiting = [read_catalogue(pages).roots[table]]
        while waiting:
            number = waiting.pop()
            data = pages.page(number)
            assert data is not None
            page = read_page(number, data)
            if page.is_leaf:
                leaves.append(number)
            else:
                waiting += [page.right, *(cell.child for cell in reversed(page.cells))]
    return leaves


def destroyed(whole: bytes, chance: random.Random, count: int) -> bytes:
    """Return the file with whole pages overwritten, never the first: that has tests of its own."""
    damaged = bytearray(whole)
    for page in chance.sample(range(1, len(whole) // PAGE_BYTES), count):
        damaged[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = chance.randbytes(PAGE_BYTES)
    return bytes(damaged)
