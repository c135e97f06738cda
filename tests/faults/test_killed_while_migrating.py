"""kill -9 while a vault climbs the schema ladder: it stands on one rung or the next, whole, and climbs on."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.vault import ladder
from journal_app.vault.engine import raw
from journal_app.vault.vault import open_with_data_key

KILLS = {"everyday": 5, "thorough": 25, "full": 60}

RUNGS = """
def longer(steps):
    from journal_app.vault.ladder import Step
    top = steps[-1].version
    return (
        *steps,
        Step(top + 1, (
            "CREATE TABLE moved (id INTEGER PRIMARY KEY, body TEXT NOT NULL, extra TEXT)",
            "INSERT INTO moved SELECT id, body, hex(randomblob(2000)) FROM entry",
            "CREATE INDEX moved_by_extra ON moved (extra)",
        )),
        Step(top + 2, ("UPDATE moved SET extra = hex(randomblob(2000))", "ALTER TABLE moved RENAME TO moved_again")),
    )
"""

CLIMBER = (
    RUNGS
    + """
import sys
from pathlib import Path
from journal_app.vault import ladder
from journal_app.vault.vault import open_with_data_key

steps = longer(ladder.steps())
ladder.steps = lambda: steps
print("climbing", flush=True)
open_with_data_key(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])).close()
print("done", flush=True)
"""
)


def test_migration__killed_at_random__stands_on_a_rung_and_loses_nothing(
    make_journal: Callable[[int, bytes], Path],
    start_child,
    data_key: bytes,
    effort: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, chance, reached = make_journal(300, data_key), random.Random(47), set()
    names: dict[str, Callable[..., tuple[ladder.Step, ...]]] = {}
    exec(RUNGS, names)  # the same rungs as the child's
    steps = names["longer"](ladder.steps())
    top = steps[-1].version
    monkeypatch.setattr(ladder, "steps", lambda: steps)
    seconds = climbing_takes(start_child, shutil.copytree(source, tmp_path / "first"), data_key)
    for number in range(KILLS[effort]):
        folder = shutil.copytree(source, tmp_path / f"vault{number}")
        kill_while_climbing(start_child, folder, data_key, chance.random() * seconds)
        reached.add(version_in(folder, data_key, monkeypatch))
        vault = open_with_data_key(folder, data_key)  # climbs the rest
        with vault.engine.connect() as connection:
            driver = raw(connection)
            assert ladder.version_of(driver) == top
            assert driver.execute("SELECT count(*) FROM entry NATURAL JOIN moved_again").fetchone() == (300,)
            assert driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        vault.close()
        shutil.rmtree(folder)
    assert reached <= {top - 2, top - 1, top}


def climbing_takes(start_child, folder: Path, data_key: bytes) -> float:
    """Return how many seconds a climb takes that nobody disturbs."""
    with start_child(CLIMBER, folder, data_key.hex()) as climber:
        assert climber.stdout.readline() == "climbing\n"
        began = time.monotonic()
        assert climber.stdout.readline() == "done\n"
        return time.monotonic() - began


def kill_while_climbing(start_child, folder: Path, data_key: bytes, seconds: float) -> None:
    with start_child(CLIMBER, folder, data_key.hex()) as climber:
        assert climber.stdout.readline() == "climbing\n"
        time.sleep(seconds)
        climber.kill()


def version_in(folder: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the rung a vault stands on, without climbing further."""
    with monkeypatch.context() as patch:
        patch.setattr(ladder, "climb", lambda driver, _rungs: ladder.version_of(driver))
        vault = open_with_data_key(folder, data_key)
    with vault.engine.connect() as connection:
        version = ladder.version_of(raw(connection))
    vault.close()
    return version
