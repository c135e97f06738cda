"""Killed at a random moment of an action that changes the whole vault: afterwards it is the old one or the new one.

A process that has imported everything forks a child for each try and kills it, -9, after a random time within the
action, counted from its first step on disk (not from the key derivation, where nothing can happen).
"""

import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from journal_app.settings.clock import FixedClock
from journal_app.vault import keys
from journal_app.vault.erasing import finish_erasing
from journal_app.vault.errors import VaultError
from journal_app.vault.folders import find_vaults
from journal_app.vault.header import SlotKind
from journal_app.vault.header_files import load_headers
from journal_app.vault.snapshot_file import check_snapshot_file
from journal_app.vault.snapshots import SnapshotReason, list_snapshots, take_snapshot
from journal_app.vault.vault import create_vault, open_vault
from journal_app.vault.verify import verify_open_vault

NEW = "seven other words nobody would put together"
FIRST = "velvet tractor onion muffin crab stone"
CODE = SlotKind.RECOVERY
ROWS = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not run: needs fork")

SERVER = textwrap.dedent("""
    import os, signal, sys, time
    from pathlib import Path
    from journal_app.settings.clock import SystemClock
    from journal_app.vault import erasing, header_files, keys, replacing, restore, rotation, slots, snapshots, unlocked
    from journal_app.vault import snapshot_writing
    from journal_app.vault.header import Slot, SlotKind
    from journal_app.vault.vault import open_vault

    keys.CALIBRATION_KIB = keys.CALIBRATION_KIB[:1]
    CODE, CLOCK = SlotKind.RECOVERY, SystemClock()

    def opened(act):
        def run(folder, code):
            vault = open_vault(folder, code, kind=CODE)
            act(vault, code)
            vault.close()
        return run

    # each action, and the function with which it first touches the disk
    ACTIONS = {
        "rotate": (opened(lambda vault, code: rotation.rotate(vault, code, CLOCK, new_passphrase=NEW, kind=CODE)),
                   replacing, "begin"),
        "passphrase": (opened(lambda vault, code: slots.change_passphrase(vault, code, NEW, kind=CODE)),
                       slots, "change_headers"),
        "snapshot": (opened(lambda vault, code:
                            snapshots.take_snapshot(vault, CLOCK, reason=snapshots.SnapshotReason.LEAVING)),
                     snapshot_writing, "next_number"),
        "restore": (lambda folder, code: restore.restore_snapshot(folder, folder / "snap" / "1.snap", code, CLOCK,
                                                                  kind=CODE),
                    restore, "extract_database"),
        "erase": (lambda folder, code: erasing.erase_vault(folder), erasing, "_renamed"),
    }

    def child(action, folder, code, begun):
        act, module, name = ACTIONS[action]
        first_step = getattr(module, name)
        def announced(*arguments, **options):
            os.write(begun, b"b")
            return first_step(*arguments, **options)
        setattr(module, name, announced)
        act(folder, code)
        os._exit(0)

    NEW, SALT = sys.argv[1], bytes(16)
    COST, KEY = keys._calibrate(NEW, SALT, time.perf_counter)  # once, for all the children

    def seal(vault_id, data_key, _passphrase):
        return keys._seal(vault_id, data_key, Slot(SlotKind.PASSPHRASE, SALT, COST), KEY)

    rotation.seal_with_passphrase = slots.seal_with_passphrase = seal
    for line in sys.stdin:
        action, folder, code, delay = line.rstrip("\\n").split("\\t")
        listening, begun = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                child(action, Path(folder), code, begun)
            finally:
                os._exit(1)
        os.close(begun)
        os.read(listening, 1)
        started = time.perf_counter()
        if float(delay) >= 0:
            time.sleep(float(delay))
            os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        os.close(listening)
        print(status, time.perf_counter() - started, flush=True)
""")

Try = Callable[[str, Path, str, float], tuple[int, float]]


@pytest.fixture(scope="module")
def try_once() -> Iterator[Try]:
    """Run an action in a child, killed after some seconds (never, below 0); give its status and seconds."""
    command = [sys.executable, "-W", "ignore", "-c", SERVER, NEW]
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert server.stdin is not None
    assert server.stdout is not None
    stdin, stdout = server.stdin, server.stdout

    def run(action: str, folder: Path, code: str, delay: float) -> tuple[int, float]:
        stdin.write(f"{action}\t{folder}\t{code}\t{delay}\n")
        stdin.flush()
        status, seconds = stdout.readline().split()
        return int(status), float(seconds)

    with server:
        yield run
        stdin.close()
        server.wait(60)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed vault of a few MB with numbered rows, a snapshot of it, and one more row after that; its code."""
    folder = tmp_path_factory.mktemp("killed") / "s" / "vault"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "CALIBRATION_KIB", keys.CALIBRATION_KIB[:1])
        vault, code = create_vault(folder, FIRST, with_recovery_code=True)
    with vault.write() as connection:
        connection.execute(text("CREATE TABLE row (n INTEGER PRIMARY KEY, w TEXT)"))
        for number in range(1, ROWS + 1):
            connection.execute(text("INSERT INTO row VALUES (:n, :w)"), {"n": number, "w": "w" * 20_000})
    clock = FixedClock(datetime(2026, 3, 1, 12, tzinfo=UTC))
    take_snapshot(vault, clock, reason=SnapshotReason.LEAVING)
    with vault.write() as connection:
        connection.execute(text("INSERT INTO row VALUES (:n, 'w')"), {"n": ROWS + 1})
    vault.close()
    assert code is not None
    return folder, code


@pytest.fixture(params=["some", pytest.param("many", marks=pytest.mark.thorough)])
def tries(request: pytest.FixtureRequest, full_counts: bool) -> int:
    """How often each action is killed."""
    return 10 if request.param == "some" else 200 if full_counts else 60


def whole_time(try_once: Try, made: tuple[Path, str], place: Path, action: str) -> float:
    """Return the seconds an action takes when nobody kills it, and make sure that it works."""
    folder = place / "whole" / "vault"
    shutil.copytree(made[0], folder)
    status, seconds = try_once(action, folder, made[1], -1)
    assert status == 0
    return seconds


def killed(try_once: Try, made: tuple[Path, str], place: Path, action: str, tries: int) -> Iterator[Path]:
    """Yield the folder of a vault after each kill, which has one header; fail if no kill met the action under way."""
    longest = whole_time(try_once, made, place, action) * 1.1
    chance, met = random.Random(tries), 0
    for number in range(tries):
        folder = place / str(number) / "vault"
        shutil.copytree(made[0], folder)
        status, _seconds = try_once(action, folder, made[1], chance.uniform(0, longest))
        met += status == 9
        if find_vaults(folder.parent):
            assert len(load_headers(folder).candidates) == 1  # never one for each of two secrets
        yield folder
        shutil.rmtree(folder.parent)
    assert met > 0


def state(folder: Path, secret: str, kind: SlotKind = CODE) -> int | None:
    """Open, check all of it, and return how many rows it has; None where the secret doesn't open it."""
    try:
        vault = open_vault(folder, secret, kind=kind)
    except VaultError as error:
        assert error.code in ("wrong_recovery_code", "wrong_passphrase", "no_such_slot")  # noqa: PT017 - which refusal
        return None
    try:
        report = verify_open_vault(vault)
        assert report.is_sound
        for info in list_snapshots(folder, vault):
            check_snapshot_file(info.path)
            assert info.entries is not None  # it is of this vault's key
        return report.rows["row"]
    finally:
        vault.close()


def assert_tidy(folder: Path) -> None:
    """Nothing half-made is left, and one database alone."""
    names = {path.name for path in folder.iterdir() if path.name != "lock"}
    assert len([name for name in names if name.startswith("store-")]) == 1
    assert names - {name for name in names if name.startswith("store-")} == {"snap", "vault.json", "vault.json.b"}


def test_rotate__killed__old_or_new_and_never_both(
    try_once: Try, made: tuple[Path, str], tmp_path: Path, tries: int
) -> None:
    outcomes = []
    for folder in killed(try_once, made, tmp_path, "rotate", tries):
        old = state(folder, made[1])
        if old is None:
            assert state(folder, NEW, SlotKind.PASSPHRASE) == ROWS + 1
        else:
            assert old == ROWS + 1
        assert_tidy(folder)
        outcomes.append(old is None)
    assert set(outcomes) == {True, False} or tries < 20


def test_change_passphrase__killed__old_or_new_and_never_both(
    try_once: Try, made: tuple[Path, str], tmp_path: Path, tries: int
) -> None:
    old_slot = load_headers(made[0]).candidates[0].slot(SlotKind.PASSPHRASE)
    new_ones = []
    for folder in killed(try_once, made, tmp_path, "passphrase", tries):
        (header,) = load_headers(folder).candidates
        if header.slot(SlotKind.PASSPHRASE) != old_slot:
            new_ones.append(folder.parent.name)
            if len(new_ones) == 1:  # the derivation is slow: that the new passphrase fits is asked once
                assert state(folder, NEW, SlotKind.PASSPHRASE) == ROWS + 1
        assert state(folder, made[1]) == ROWS + 1
        assert load_headers(folder).is_whole


def test_restore__killed__then_or_now_and_now_is_never_lost(
    try_once: Try, made: tuple[Path, str], tmp_path: Path, tries: int
) -> None:
    outcomes = set()
    for folder in killed(try_once, made, tmp_path, "restore", tries):
        found = state(folder, made[1])
        outcomes.add(found)
        assert found in (ROWS, ROWS + 1)
        assert_tidy(folder)
        assert len(list_snapshots(folder)) == 2  # that of the present was made before anything else
    assert outcomes == {ROWS, ROWS + 1} or tries < 20


def test_take_snapshot__killed__every_snapshot_there_is_whole(
    try_once: Try, made: tuple[Path, str], tmp_path: Path, tries: int
) -> None:
    for folder in killed(try_once, made, tmp_path, "snapshot", tries):
        assert state(folder, made[1]) == ROWS + 1
        assert len(list_snapshots(folder)) in (1, 2)


def test_erase__killed__whole_or_no_vault_any_more(
    try_once: Try, made: tuple[Path, str], tmp_path: Path, tries: int
) -> None:
    for folder in killed(try_once, made, tmp_path, "erase", tries):
        if find_vaults(folder.parent):
            assert state(folder, made[1]) == ROWS + 1
        finish_erasing(folder.parent)
        assert [path.name for path in folder.parent.iterdir()] in ([], ["vault"])
